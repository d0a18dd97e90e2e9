"""A directory of YAML files as knowledge, or as the list of everything that is wrong in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from bot.knowledge.checks import Sheet
from bot.knowledge.entries import ThemeFile, theme_file
from bot.knowledge.links import Known, check_links
from bot.knowledge.profile import Profile, profile
from bot.knowledge.shared import SmallTalk, Sources, general_talk, small_talk, sources, synonyms, themes
from bot.knowledge.values import Knowledge, KnowledgeFaults, Synonyms, Theme
from bot.knowledge.yamlfile import Fault, Node, printable, printable_name, read_yaml

THEMES: Final = "teman.yaml"
SOURCES: Final = "kallor.yaml"
SYNONYMS: Final = "synonymer.yaml"
SMALL_TALK: Final = "smaprat.yaml"
PROFILE: Final = "natverk.yaml"
NAMED: Final = (THEMES, SOURCES, SYNONYMS, SMALL_TALK, PROFILE)
_T = TypeVar("_T")


def load(directory: Path) -> Knowledge:
    """The knowledge of a directory; KnowledgeFaults with every serious fault of every file."""
    knowledge, faults = inspect(directory)
    if knowledge is None:
        raise KnowledgeFaults(tuple(fault for fault in faults if fault.serious))
    return knowledge


def inspect(directory: Path) -> tuple[Knowledge | None, tuple[Fault, ...]]:
    """Like `load` but with advice among the faults, which are sorted by file and line; never raises.

    The knowledge is None where any fault is serious.
    """
    faults: list[Fault] = []
    knowledge = _knowledge(directory, _Files(_paths(directory, faults), faults))
    faults.sort(key=lambda fault: (fault.file, fault.line))
    return (None if _any_serious(faults) else knowledge), tuple(faults)


@dataclass(frozen=True, slots=True)
class _Files:
    """The directory's files by name, and the faults found in them so far."""

    paths: Mapping[str, Path]
    faults: list[Fault]

    def read(self, name: str, reader: Callable[[Node, Sheet], _T | None]) -> _T | None:
        """What `reader` makes of the file; None when it is absent or unreadable."""
        if name not in self.paths:
            return None
        node, faults = read_yaml(self.paths[name])
        self.faults.extend(faults)
        return reader(node, Sheet(printable_name(self.paths[name]), self.faults)) if node else None

    def read_themes(self) -> tuple[list[ThemeFile], bool]:
        """All theme files, and whether every one of them could be read."""
        names = [name for name in self.paths if name not in NAMED]
        read = [file for name in names if (file := self.read(name, theme_file))]
        return read, len(read) == len(names)


def _knowledge(directory: Path, files: _Files) -> Knowledge:
    found, order = files.read(SOURCES, sources), files.read(THEMES, themes)
    talk = general_talk().extended(files.read(SMALL_TALK, small_talk) or SmallTalk())
    words = files.read(SYNONYMS, synonyms) or Synonyms()
    whose = files.read(PROFILE, profile) or Profile()
    theme_files, complete = files.read_themes()
    raw = [each for file in theme_files for each in file.entries]
    check_links(
        theme_files,
        Known(
            themes={theme.id for theme in order} if order else None,
            sources=found.named or None if found else None,
            entries={each.id.value for each in raw if each.id} if complete else None,
        ),
    )
    _check_whole(directory, files, has_entries=bool(raw))
    entries = tuple(each.entry for each in raw if each.entry)
    found, order = found or Sources(), order or _themes_of(theme_files)
    return Knowledge(
        entries, order, found.meetings, found.sources, words,
        talk.small_talk, talk.pointers, talk.out_of_scope, whose,
    )  # fmt: skip


def _check_whole(directory: Path, files: _Files, *, has_entries: bool) -> None:
    """Advise of files that are absent; a directory without entries is a fault unless faults explain it."""
    if not has_entries and not _any_serious(files.faults):
        remedy = "Lägg minst en temafil där, till exempel mat.yaml."
        files.faults.append(Fault(printable_name(directory), 0, "", "har inga poster", remedy))
    files.faults.extend(
        Fault(name, 0, "", "finns inte", remedy, serious=False)
        for name, remedy in _ABSENT
        if has_entries and name not in files.paths
    )


_ABSENT: Final = (
    (
        THEMES,
        "Teman visas i bokstavsordning med filernas ord; lägg till filen för att välja namn och ordning.",
    ),
    (PROFILE, "Boten vet inte vems den är; lägg till filen, eller börja med: landsbygdsbot init MAPP."),
    (SOURCES, "Källor går inte att kontrollera eller visa; lägg till filen."),
)


def _any_serious(faults: Iterable[Fault]) -> bool:
    return any(fault.serious for fault in faults)


def _themes_of(files: Iterable[ThemeFile]) -> tuple[Theme, ...]:
    names = sorted({file.theme.value for file in files if file.theme})
    return tuple(Theme(name, name.replace("-", " ").capitalize()) for name in names)


def _paths(directory: Path, faults: list[Fault]) -> dict[str, Path]:
    """The directory's YAML files by name, in name order; hidden ones are editors' and systems' own."""
    try:
        paths = sorted(path for path in directory.iterdir() if not path.name.startswith("."))
    except (OSError, ValueError) as error:  # ValueError: a path that cannot exist
        faults.append(Fault(printable(str(directory)), 0, "", *_unlisted(error)))  # as it was given
        return {}
    for path in paths:
        if path.suffix != ".yaml" and path.name.lower().removesuffix(".txt").endswith((".yaml", ".yml")):
            remedy = "Döp om filen så att namnet slutar på .yaml."
            faults.append(Fault(printable_name(path), 0, "", "läses inte", remedy, serious=False))
    return {path.name: path for path in paths if path.suffix == ".yaml"}


def _unlisted(error: OSError | ValueError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "finns inte", "Kontrollera vad mappen med kunskap heter."
    if isinstance(error, NotADirectoryError):
        return "är ingen mapp", "Ange mappen där YAML-filerna ligger."
    return "går inte att läsa", "Kontrollera att mappen finns och får läsas."
