"""What lies over the files as files: a whole knowledge directory, ready to be moved into the old one's place.

Tips are grouped by theme in files of their own, tips-<theme>.yaml. Of a file whose entries have been edited, or have
learnt phrases, only what changed is written anew, so that its comments, order and other lines stay, and so it is with
the words in synonymer.yaml; every other file is copied to the letter.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeVar

import yaml

from bot.errors import BotError
from bot.knowledge.checks import Sheet
from bot.knowledge.directory import SYNONYMS, THEMES
from bot.knowledge.entries import ANONYMOUS, TITLE_LENGTH, theme_file
from bot.knowledge.mended import appended, mended, widened
from bot.knowledge.overlay import Overlay
from bot.knowledge.shared import synonyms as read_synonyms
from bot.knowledge.values import Entry, Knowledge, Synonyms, Theme
from bot.knowledge.written import Flow, dumped
from bot.knowledge.yamlfile import Node, read_yaml
from bot.language.text import flat, shortened

_TIPS: Final = "tips-{theme}.yaml"
_T = TypeVar("_T")


class ForeignFiles(BotError):
    """The target directory holds other files, by name: moved along, they might bring back what is old."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds beyond the old files; `files` are the names of those that are new or changed.

    It does not hold changes of the entries `overtaken`, whose files have been changed since.
    """

    tips: int
    edits: int
    phrases: int
    pins: int
    synonyms: int
    files: tuple[str, ...]
    overtaken: tuple[str, ...] = ()


def export(directory: Path, base: Knowledge, overlay: Overlay, target: Path) -> Exported:
    """Write the knowledge of `directory` (which is `base`) with `overlay` to `target`; the same bytes every time.

    Where nothing lies over the files nothing is written. ForeignFiles where `target` has files that do not belong.
    """
    whole = overlay.over(base)
    written = changed_files(directory, base, whole)
    files = {path.name: path.read_bytes() for path in directory.glob("*.yaml") if not path.name.startswith(".")}
    files |= {name: text.encode() for name, text in written.items()}
    files = {name: content for name, content in files.items() if content or name not in written}
    if written:
        _write(target, files)
    overtaken = tuple(each.entry.id for each in overlay.overtaken(base))
    return Exported(*_numbers(base, whole), tuple(sorted(written)), overtaken)


def changed_files(directory: Path, base: Knowledge, whole: Knowledge) -> dict[str, str]:
    """The text by name of every file of `directory` that `whole` changes, and of new ones.

    It is empty for a file whose entries are all out of use, which is to go.
    """
    filed = _filed(directory, base)
    tips = [entry for entry in whole.entries if base.entry(entry.id) is None]
    added = {_TIPS.format(theme=theme): [each for each in tips if each.theme == theme] for theme in _themes(tips)}
    written = {}
    for name in {**filed, **added}:
        old = [entry for id_ in filed.get(name, ()) if (entry := base.entry(id_))]
        new = [entry for id_ in filed.get(name, ()) if (entry := whole.entry(id_))]
        if old != new or name in added:
            written[name] = _changed(directory / name, old, new, added.get(name, []))
    if len(whole.themes) > len(base.themes) and (directory / THEMES).exists():
        written[THEMES] = with_themes(directory / THEMES, base, whole)
    if whole.synonyms != base.synonyms:
        written[SYNONYMS] = _with_synonyms(directory / SYNONYMS, base.synonyms, whole.synonyms)
    return written


def _with_synonyms(file: Path, old: Synonyms, new: Synonyms) -> str:
    """The file with what words have been taught to lead to; all of it anew where that cannot be put in."""
    more = {word: others[len(old.one_way.get(word, ())) :] for word, others in new.one_way.items()}
    more = {word: others for word, others in more.items() if others}
    text = _mended(file, lambda text: widened(text, "envägs", more)) if file.exists() else None
    if text is not None and _read_with(text, read_synonyms) == new:
        return text
    mutual = {"ömsesidiga": [Flow(each) for each in new.mutual]} if new.mutual else {}
    return dumped({**mutual, "envägs": {word: Flow(others) for word, others in new.one_way.items()}})


def _themes(entries: Iterable[Entry]) -> list[str]:
    return sorted({entry.theme for entry in entries})


def _changed(file: Path, old: list[Entry], new: list[Entry], added: list[Entry]) -> str:
    """The file with what has changed, and nothing else, written anew; all of it where that cannot be done."""
    if not file.exists() or not new:
        return theme_text([*new, *added]) if new or added else ""
    kept = {each.id: each for each in new}
    changes = {
        each.id: (_written(each), _written(kept[each.id])) for each in old if each not in new and each.id in kept
    }
    gone = {each.id for each in old} - kept.keys()
    text = _mended(file, lambda text: appended(mended(text, changes, gone), "poster", map(_fields, added), "\n\n"))
    return text if text is not None and _read(text) == [*new, *added] else theme_text([*new, *added])


def with_themes(file: Path, base: Knowledge, whole: Knowledge) -> str:
    """The text of `file`, which exists, with the themes that `whole` has beyond `base`."""
    more = [_theme_fields(each) for each in whole.themes if each not in base.themes]
    text = _mended(file, lambda text: appended(text, "teman", more, "\n"))
    return text if text is not None else dumped({"teman": [_theme_fields(each) for each in whole.themes]})


def _mended(file: Path, change: Callable[[str], str]) -> str | None:
    """The file's text after a change, with its own line ends and mark; None where the change cannot be made there."""
    text = file.read_bytes().decode()
    mark, ends = "\ufeff" * text.startswith("\ufeff"), "\r\n" if "\r\n" in text else "\n"
    try:
        return mark + change(text.removeprefix(mark).replace("\r\n", "\n")).replace("\n", ends)
    except (ValueError, KeyError, yaml.YAMLError):
        return None


def _read(text: str) -> list[Entry | None]:
    """What the loader makes of a theme file's text."""
    read = _read_with(text, theme_file)
    return [] if read is None else [each.entry for each in read.entries]


def _read_with(text: str, reader: Callable[[Node, Sheet], _T]) -> _T | None:
    """What a reader makes of a file's text; None where it is no YAML of ours."""
    with TemporaryDirectory() as folder:
        (file := Path(folder) / "fil.yaml").write_bytes(text.encode())
        node, faults = read_yaml(file)
    return None if node is None or any(fault.serious for fault in faults) else reader(node, Sheet("", []))


def theme_text(entries: Iterable[Entry]) -> str:
    """One theme's entries, at least one, as a theme file."""
    listed = list(entries)
    text = dumped({"tema": listed[0].theme, "poster": [_fields(entry) for entry in listed]})
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


def _numbers(base: Knowledge, whole: Knowledge) -> tuple[int, int, int, int, int]:
    """Tips, edits, phrases, pins and words; the questions of a tip or an edit that were learnt count as its own."""
    tips = edits = phrases = pins = 0
    for entry in whole.entries:
        old = base.entry(entry.id)
        pins += len(set(entry.pins) - set(old.pins if old is not None else ()))
        if old is None:
            tips += 1
        elif old.reviewed != entry.reviewed:
            edits += 1
        else:
            phrases += len(entry.questions) - len(old.questions)
    before, after = (sum(map(len, each.synonyms.one_way.values())) for each in (base, whole))
    return tips, edits, phrases, pins, after - before


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
        "nyckelord": Flow(entry.keywords),
        "källor": Flow(entry.sources),
        "relaterat": Flow(entry.related),
        "granskad": entry.reviewed,
        "länkar": Flow({"namn": link.name, "adress": link.address} for link in entry.links),
        "kontakt": entry.contact,
        "gäller_till": entry.valid_until,
        "fäst": Flow({"fråga": pin.phrase, "till": pin.until} for pin in entry.pins),
        "tipsare": tipper,
        "källa": entry.origin,
    }
    return {key: value for key, value in fields.items() if value}


def _written(entry: Entry) -> dict[str, Any]:
    """The same without a title that the loader would make of the answer."""
    fields = _fields(entry)
    if entry.title == shortened(flat(entry.answer), TITLE_LENGTH):
        del fields["titel"]
    return fields


def _theme_fields(theme: Theme) -> dict[str, str]:
    named = {"id": theme.id, "namn": theme.name, "beskrivning": theme.description}
    return {key: value for key, value in named.items() if value}


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    foreign = tuple(sorted(path.name for path in target.iterdir() if path.name not in files))
    if foreign:
        raise ForeignFiles(foreign)
    for name, content in files.items():
        (target / name).write_bytes(content)
