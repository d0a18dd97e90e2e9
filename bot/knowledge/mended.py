"""A theme file with only what has changed written anew: comments, order and every other line stay as editors have them.

A YAML library that keeps comments still wraps, quotes and indents all lines in its own way. Here the parser only tells
where things stand, and the text between is never touched.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from bot.knowledge.written import Flow, dumped

Fields = dict[str, Any]
# The same as reads the knowledge, which takes more of what editors write: an address with a "?" on a line with braces.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class _Change:
    """Instead of the letters from `start` to `end`: `text`."""

    start: int
    end: int
    text: str


def mended(text: str, changes: Mapping[str, tuple[Fields, Fields]], gone: Collection[str] = ()) -> str:
    """The file's `text` with each entry of `changes` (id -> fields as they were, as they are) as it is now.

    The entries whose ids are among the `gone` are left out. ValueError where an entry is not written as one key a line,
    so that nothing can be put in between.
    """
    entries = {str(_values(node)["id"][1].value): node for node in _list(text, "poster")}
    found = [each for id_, (old, new) in changes.items() for each in _of_entry(text, entries[id_], old, new)]
    return _carried_out(text, [*found, *(_left_out(text, entries[id_]) for id_ in sorted(gone))])


def appended(text: str, key: str, items: Iterable[object], between: str) -> str:
    """The file's `text` with more `items` last in the list `key`, at the indent of those there; ValueError as above."""
    last = _list(text, key)[-1]
    indent, end = " " * (last.start_mark.column - len("- ")), _end(text, last)
    return _carried_out(text, [_Change(end, end, f"{between}{_lines([each], indent)}") for each in items])


def widened(text: str, key: str, more: Mapping[str, Sequence[str]]) -> str:
    """The file's `text` with more items in the lists of the mapping `key`, which is begun last if it is not there."""
    root = yaml.compose(text, Loader=_Loader)
    values = _values(root)
    if key not in values:
        new = dumped({key: {word: Flow(others) for word, others in more.items()}})
        return f"{text.rstrip()}\n\n{new}" if text.strip() else new
    listed = values[key][1]
    known = _values(listed)
    changes = [_lengthened(text, known[word], word, others) for word, others in more.items() if word in known]
    fresh = {word: Flow(others) for word, others in more.items() if word not in known}
    if fresh:
        end = _end(text, listed)
        changes.append(_Change(end, end, "\n" + _lines(fresh, " " * listed.start_mark.column)))
    return _carried_out(text, changes)


def _lengthened(text: str, pair: tuple[Any, Any], word: str, more: Sequence[str]) -> _Change:
    """One list of the mapping with more items."""
    old = [each.value for each in pair[1].value] if isinstance(pair[1], yaml.SequenceNode) else []
    return _replaced(text, *pair, word, old, [*old, *more])


def _carried_out(text: str, changes: Iterable[_Change]) -> str:
    """The text with all changes; of those at one place the first comes first."""
    done: list[str] = []
    at = 0
    for each in sorted(changes, key=lambda change: change.start):
        done += [text[at : each.start], each.text]
        at = each.end
    return "".join([*done, text[at:]])


def _list(text: str, key: str) -> list[Any]:
    root = yaml.compose(text, Loader=_Loader)
    listed = _values(root).get(key)
    if listed is None or not isinstance(listed[1], yaml.SequenceNode) or listed[1].flow_style or not listed[1].value:
        raise ValueError("no list with one item a line")
    return list(listed[1].value)


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
        elif old.get(key) != new[key]:
            end = _end(text, values[before][1])
            yield _Change(end, end, "\n" + _lines({key: new[key]}, indent))
    for key in (values.keys() & old.keys()) - new.keys():
        begin = text.rindex("\n", 0, values[key][0].start_mark.index)
        yield _Change(begin, _end(text, values[key][1]), "")


def _left_out(text: str, node: yaml.MappingNode) -> _Change:
    """An entry away with the empty lines before it; notes before it may be about more than it, and stay."""
    dash = text.rindex("\n", 0, node.start_mark.index)
    begin = text.find("\n", len(text[:dash].rstrip()), dash)
    return _Change(dash if begin < 0 else begin, _end(text, node), "")


def _replaced(text: str, key: Any, value: Any, name: str, old: Any, new: Any) -> _Change:
    """Only the new items of a list, if it stands on lines of its own and has grown; else the key with its value."""
    is_list = isinstance(value, yaml.SequenceNode) and isinstance(old, list)
    if is_list and not value.flow_style and value.value and new[: len(old)] == old:
        column, end = value.start_mark.column, _end(text, value)
        return _Change(end, end, "".join("\n" + _lines([each], " " * column) for each in new[len(old) :]))
    content = Flow(new) if is_list and value.flow_style else new
    first, *rest = _lines({name: content}, " " * key.start_mark.column).lstrip(" ").split("\n")
    end, end_of_line = _end_of_value(text, value), _end(text, value)
    note = text[end:end_of_line]  # it stays on the first line, since in those of a paragraph it would be a part of it
    return _Change(key.start_mark.index, end_of_line, "\n".join([first + note, *rest]))


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
