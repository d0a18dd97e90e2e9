"""The YAML files that come with the program: written by its makers, so nothing in them is checked."""

from importlib.resources import files
from typing import Any

import yaml

from bot.knowledge.yamlfile import LOADER


def shipped(package: str, name: str) -> Any:
    """What a file of a package holds."""
    return yaml.load((files(package) / name).read_text(encoding="utf-8"), LOADER)
