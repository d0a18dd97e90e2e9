"""The network whose knowledge is shipped."""

from typing import Final

from bot.knowledge.checks import Sheet
from bot.knowledge.profile import Profile, profile
from bot.knowledge.yamlfile import read_yaml
from tests.stage.paths import KNOWLEDGE


def _read() -> Profile:
    node, _ = read_yaml(KNOWLEDGE / "natverk.yaml")
    found = profile(node, Sheet("natverk.yaml", [])) if node is not None else None
    assert found is not None
    return found


WHOSE: Final = _read()
