"""What lies over the files as files: a whole knowledge directory, ready to be moved into the old one's place.

Tips are grouped by theme in files of their own, tips-<theme>.yaml. A file whose entries have been edited, or have
learnt phrases, is written anew, without its comments; every other file is copied to the letter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any, Final

import yaml

from bot.errors import BotError
from bot.knowledge.checks import Sheet
from bot.knowledge.directory import THEMES
from bot.knowledge.entries import ANONYMOUS, theme_file
from bot.knowledge.overlay import Overlay, lay_over
from bot.knowledge.values import Entry, Knowledge, Theme
from bot.knowledge.yamlfile import read_yaml

_TIPS: Final = "tips-{theme}.yaml"


class ForeignFiles(BotError):
    """The target directory holds other files, by name: moved along, they might bring back what is old."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds beyond the old files; `files` are the names of those that are new or changed."""

    tips: int
    edits: int
    phrases: int
    files: tuple[str, ...]


def export(directory: Path, base: Knowledge, overlay: Overlay, target: Path) -> Exported:
    """Write the knowledge of `directory` (which is `base`) with `overlay` to `target`; the same bytes every time.

    Where nothing lies over the files nothing is written. ForeignFiles where `target` has files that do not belong.
    """
    whole = lay_over(base, overlay.entries, overlay.phrases, overlay.retired)
    written = changed_files(directory, base, whole)
    files = {path.name: path.read_bytes() for path in directory.glob("*.yaml") if not path.name.startswith(".")}
    files |= {name: text.encode() for name, text in written.items()}
    files = {name: content for name, content in files.items() if content or name not in written}
    if written:
        _write(target, files)
    return Exported(*_numbers(base, whole), tuple(sorted(written)))


def changed_files(directory: Path, base: Knowledge, whole: Knowledge) -> dict[str, str]:
    """The text by name of every file of `directory` that `whole` changes, and of new ones.

    It is empty for a file whose entries are all out of use, which is to go.
    """
    written = {}
    filed = _filed(directory, base)
    for name, ids in filed.items():
        if any(whole.entry(id_) != base.entry(id_) for id_ in ids):
            kept = [entry for id_ in ids if (entry := whole.entry(id_))]
            written[name] = theme_text(kept) if kept else ""
    tips = [entry for entry in whole.entries if base.entry(entry.id) is None]
    for theme in sorted({entry.theme for entry in tips}):
        name = _TIPS.format(theme=theme)
        moved = [entry for id_ in filed.get(name, ()) if (entry := whole.entry(id_))]
        written[name] = theme_text([*moved, *(entry for entry in tips if entry.theme == theme)])
    if len(whole.themes) > len(base.themes) and (directory / THEMES).exists():
        written[THEMES] = _themes_text(whole.themes)
    return written


def theme_text(entries: Iterable[Entry]) -> str:
    """One theme's entries, at least one, as a theme file."""
    listed = list(entries)
    text = _text({"tema": listed[0].theme, "poster": [_fields(entry) for entry in listed]})
    head, *rest = text.split("\n  - id: ")  # a text within an entry stands further in
    return "\n  - id: ".join([head, "\n\n  - id: ".join(rest)])


def _filed(directory: Path, base: Knowledge) -> Mapping[str, list[str]]:
    """The ids of the entries in each theme file, by its name."""
    filed: dict[str, list[str]] = {}
    for path in sorted(directory.glob("*.yaml")):
        node, _ = read_yaml(path)
        if node is not None:
            entries = theme_file(node, Sheet(path.name, [])).entries
            filed[path.name] = [each.id.value for each in entries if each.id and base.entry(each.id.value)]
    return filed


def _numbers(base: Knowledge, whole: Knowledge) -> tuple[int, int, int]:
    """Tips, edits and phrases; the questions of a tip or an edit that were learnt count as its own."""
    tips = edits = phrases = 0
    for entry in whole.entries:
        old = base.entry(entry.id)
        if old is None:
            tips += 1
        elif old.reviewed != entry.reviewed:
            edits += 1
        else:
            phrases += len(entry.questions) - len(old.questions)
    return tips, edits, phrases


def _fields(entry: Entry) -> dict[str, Any]:
    """An entry in the editors' order, without what is not there."""
    tipper = None if entry.contributor is None else entry.contributor or ANONYMOUS
    fields = {
        "id": entry.id,
        "typ": entry.kind,
        "titel": entry.title,
        "svar": entry.answer,
        "mer": entry.more,
        "frågor": list(entry.questions),
        "nyckelord": _Flow(entry.keywords),
        "källor": _Flow(entry.sources),
        "relaterat": _Flow(entry.related),
        "granskad": entry.reviewed,
        "länkar": _Flow({"namn": link.name, "adress": link.address} for link in entry.links),
        "kontakt": entry.contact,
        "gäller_till": entry.valid_until,
        "tipsare": tipper,
    }
    return {key: value for key, value in fields.items() if value}


def _themes_text(themes: Iterable[Theme]) -> str:
    named = [{"id": each.id, "namn": each.name, "beskrivning": each.description} for each in themes]
    return _text({"teman": [{key: value for key, value in each.items() if value} for each in named]})


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    foreign = tuple(sorted(path.name for path in target.iterdir() if path.name not in files))
    if foreign:
        raise ForeignFiles(foreign)
    for name, content in files.items():
        (target / name).write_bytes(content)


class _Flow(list[str | dict[str, str]]):
    """A list that is written on one line, as editors write keywords and links."""


class _Dumper(yaml.SafeDumper):
    """YAML as editors write it: lists indented under their key, long lines whole, paragraphs as a block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's own
        return super().increase_indent(flow, False)


def _text(content: object) -> str:
    return yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=inf, default_flow_style=False)


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    paragraphs = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=paragraphs)


def _flow(dumper: yaml.SafeDumper, texts: _Flow) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", texts, flow_style=True)


_Dumper.add_representer(str, _string)
_Dumper.add_representer(_Flow, _flow)
