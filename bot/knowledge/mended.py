"""A theme file with only what has changed written anew: comments, order and every other line stay as editors have them.

A YAML library that keeps comments still wraps, quotes and indents all lines in its own way. Here the parser only tells
where things stand, and the text between is never touched.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

from bot.knowledge.written import Flow, dumped

Fields = dict[str, Any]
_STEP: Final = "  "


@dataclass(frozen=True, slots=True)
class _Change:
    """Instead of the letters from `start` to `end`: `text`."""

    start: int
    end: int
    text: str


def mended(text: str, changes: dict[str, tuple[Fields, Fields]]) -> str:
    """The file's `text` with each entry of `changes` (id -> fields as they were, as they are) as it is now.

    ValueError where an entry is not written as one key a line, so that nothing can be put in between.
    """
    entries = dict(_entries(text))
    found = [each for id_, (old, new) in changes.items() for each in _of_entry(text, entries[id_], old, new)]
    for each in sorted(found, key=lambda each: each.start, reverse=True):
        text = text[: each.start] + each.text + text[each.end :]
    return text


def appended(text: str, entries: str) -> str:
    """The file's `text` with more entries last, which are lines of a list at the indent of those that are there."""
    last = [node for _, node in _entries(text)][-1]
    column = last.start_mark.column - len("- ")
    lines = [line[len(_STEP) :] if line.startswith(_STEP) else line for line in entries.splitlines()]
    return text.rstrip() + "\n\n" + "\n".join(f"{' ' * column}{line}".rstrip() for line in lines) + "\n"


def _entries(text: str) -> Iterator[tuple[str, yaml.MappingNode]]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    listed = _values(root).get("poster")
    if listed is None or not isinstance(listed[1], yaml.SequenceNode):
        raise ValueError("no list of entries")
    for node in listed[1].value:
        yield str(_values(node)["id"][1].value), node


def _values(node: Any) -> dict[str, tuple[Any, Any]]:
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise ValueError("not one key a line")
    return {str(key.value): (key, value) for key, value in node.value}


def _of_entry(text: str, node: yaml.MappingNode, old: Fields, new: Fields) -> Iterator[_Change]:
    """The changes of one entry; keys that it did not have come after those that stand before them in `new`."""
    values, indent = _values(node), " " * node.start_mark.column
    before = "id"
    for key in new:
        if key in values:
            before = key
            if old.get(key) != new[key]:
                yield _replaced(text, *values[key], key, old.get(key), new[key])
        else:
            end = _end(text, values[before][1])
            yield _Change(end, end, "\n" + _lines({key: new[key]}, indent))
    for key in values.keys() - new.keys():
        begin = text.rindex("\n", 0, values[key][0].start_mark.index)
        yield _Change(begin, _end(text, values[key][1]), "")


def _replaced(text: str, key: Any, value: Any, name: str, old: Any, new: Any) -> _Change:
    """Only the new items of a list, if it stands on lines of its own and has grown; else the key with its value."""
    is_list = isinstance(value, yaml.SequenceNode) and isinstance(old, list) and not isinstance(new, Flow)
    if is_list and not value.flow_style and value.value and new[: len(old)] == old:
        column, end = value.start_mark.column, _end(text, value)
        return _Change(end, end, "".join("\n" + _lines([each], " " * column) for each in new[len(old) :]))
    end = _end_of_value(text, value)
    return _Change(key.start_mark.index, end, _lines({name: new}, " " * key.start_mark.column).lstrip(" "))


def _lines(content: object, indent: str) -> str:
    """The content as lines at an indent, without the last line feed; lines of paragraphs that are empty stay empty."""
    return "\n".join(f"{indent}{line}" if line else "" for line in dumped(content).removesuffix("\n").split("\n"))


def _end(text: str, value: Any) -> int:
    """The end of the line where the value ends, with a note that stands there."""
    found = text.find("\n", _end_of_value(text, value))
    return len(text) if found < 0 else found


def _end_of_value(text: str, value: Any) -> int:
    """Where the value's last letter is; the parser's own end of what stands in lines is at what follows."""
    if isinstance(value, yaml.ScalarNode) or value.flow_style or not value.value:
        end = value.end_mark.index
        block = isinstance(value, yaml.ScalarNode) and value.style in {"|", ">"}
        return len(text[:end].rstrip()) if block else end
    last = value.value[-1]
    return _end_of_value(text, last[1] if isinstance(last, tuple) else last)


def sections(theme_file: str) -> str:
    """The entries of a theme file that is written by the program, without its head."""
    return theme_file.partition("poster:\n")[2]


def same(one: Iterable[object], other: Iterable[object]) -> bool:
    """Whether two files' entries are the same in the same order."""
    return list(one) == list(other)
