"""Values as YAML, written as editors write it."""

from math import inf
from typing import Any

import yaml


class Flow(list[Any]):
    """A list that is written on one line, as editors write keywords and links."""


class _Dumper(yaml.SafeDumper):
    """Lists indented under their key, long lines whole, paragraphs as a block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's own
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True  # the loader follows none


def dumped(content: object) -> str:
    """The content as lines, each ended."""
    return yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=inf, default_flow_style=False)


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    paragraphs = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=paragraphs)


def _flow(dumper: yaml.SafeDumper, texts: Flow) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", texts, flow_style=True)


_Dumper.add_representer(str, _string)
_Dumper.add_representer(Flow, _flow)
