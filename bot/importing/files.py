"""Proposals as a directory of YAML that an editor reads through: no entry counts before its `granskad` is filled in."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Final

from bot.importing.likeness import Like
from bot.importing.values import Proposal
from bot.knowledge.directory import NAMED, THEMES
from bot.knowledge.entries import TITLE_LENGTH
from bot.knowledge.export import theme_text, with_themes
from bot.knowledge.overlay import clean, new_id
from bot.knowledge.values import Entry, Knowledge, Theme
from bot.knowledge.written import dumped
from bot.language.personal_data import Finding, find, listed, without
from bot.language.text import ID_LENGTH, first_sentence, flat, plain, shortened, slug

_HEAD: Final = """\
# Förslag ur {files}. Inget av dem är ett svar än.
# Läs varje post, rätta den, skriv fler sätt att fråga och dagens datum efter granskad. Ta bort dem som inte behövs.
"""
_CLAUSE_END: Final = re.compile(r"[,;:(–]|\s-\s|\s(?:som|så att|men|eftersom)\s")
_LEAST_WORDS: Final = 3
_UNREVIEWED: Final = "    granskad:\n"


def title_of(proposal: Proposal) -> str:
    """The question, or what the answer begins with, which is never all of it: then its heading stands before."""
    said = flat(proposal.question) or clause_of(proposal)
    if not proposal.question and said.rstrip(" .!").casefold() == flat(proposal.answer).rstrip(" .!").casefold():
        said = f"{flat(_heading(proposal)).rstrip(' :.')}: {said}"
    return shortened(said, TITLE_LENGTH)


def clause_of(proposal: Proposal) -> str:
    """The first clause of the answer, of at least three words."""
    sentence = first_sentence(proposal.answer.partition("\n")[0])
    ends = (found.start() for found in _CLAUSE_END.finditer(sentence))
    return next((sentence[:end] for end in ends if len(sentence[:end].split()) >= _LEAST_WORDS), sentence)


def _heading(proposal: Proposal) -> str:
    """What it stands under; without a heading, the file's name as words."""
    named = flat(Path(proposal.place.file).stem.replace("_", " ").replace("-", " "))
    return proposal.theme or f"{named[:1].upper()}{named[1:]}"


def theme_of(proposal: Proposal, known: Sequence[Theme]) -> Theme:
    """The theme whose name or id the heading is, or a new one; without a heading the file's own."""
    heading = _heading(proposal)
    for each in known:
        if heading.casefold() in {each.name.casefold(), each.id}:
            return each
    wanted = slug(heading) or "forslag"
    return Theme(
        f"tema-{wanted}"[:ID_LENGTH] if f"{wanted}.yaml" in NAMED else wanted, shortened(heading, TITLE_LENGTH)
    )


def texts(
    proposals: Sequence[Proposal], likes: Sequence[Like], knowledge: Knowledge, directory: Path
) -> dict[str, str]:
    """The files by name. Moved into the knowledge's `directory` they write over no entry and take away no theme."""
    ids = _ids(proposals, {entry.id for entry in knowledge.entries})
    asked: set[str] = set()
    themes: dict[str, Theme] = {}
    written: dict[str, list[str]] = {}
    for number, (proposal, like) in enumerate(zip(proposals, likes, strict=True)):
        theme = theme_of(proposal, knowledge.themes)
        question = "" if proposal.question.casefold() in asked else proposal.question
        asked.add(proposal.question.casefold())
        entry = _entry(replace(proposal, question=question), ids[number], themes.setdefault(theme.id, theme).id)
        notes = _notes(proposal, like, ids)
        written.setdefault(theme.id, []).append(_noted(entry, notes))
    head = _HEAD.format(files=", ".join(dict.fromkeys(flat(each.place.file) for each in proposals)))
    made = {
        _free(name, directory): f"{head}tema: {name}\nposter:\n" + "\n".join(each) for name, each in written.items()
    }  # fmt: skip
    new = [each for each in themes.values() if each not in knowledge.themes]
    return {THEMES: _themes_text(knowledge, new, directory / THEMES), **made}


def _free(theme: str, directory: Path) -> str:
    """A name for a file of the theme that `directory` does not have."""
    names = (f"{theme}-{number}.yaml" if number > 1 else f"{theme}.yaml" for number in count(1))
    return next(name for name in names if name not in NAMED and not (directory / name).exists())


def _themes_text(knowledge: Knowledge, new: Sequence[Theme], file: Path) -> str:
    whole = replace(knowledge, themes=(*knowledge.themes, *new))
    if file.exists():
        return with_themes(file, knowledge, whole)
    return dumped({"teman": [{"id": each.id, "namn": each.name} for each in whole.themes]})


def write(directory: Path, files: dict[str, str]) -> None:
    """Make the directory with all files, or nothing at all; it is not there yet, or empty."""
    part = Path(mkdtemp(prefix=".forslag-", dir=directory.absolute().parent))
    try:
        for name, text in files.items():
            (part / name).write_text(text, "utf-8")
        part.chmod(0o755)
        part.replace(directory)
    except OSError:
        rmtree(part, ignore_errors=True)
        raise


def _ids(proposals: Sequence[Proposal], taken: Collection[str]) -> list[str]:
    used, made = set(taken), []
    for each in proposals:
        made.append(new_id(without(each.question or clause_of(each)), used))
        used.add(made[-1])
    return made


def _entry(proposal: Proposal, name: str, theme: str) -> Entry:
    questions = (flat(proposal.question),) if proposal.question else ()
    return clean(
        Entry(
            name, theme, "exempel", title_of(proposal), proposal.answer, proposal.more or None, questions,
            contributor=proposal.source if proposal.is_named else None,
            origin="" if proposal.is_named else proposal.source,
        )
    )  # fmt: skip


def _notes(proposal: Proposal, like: Like, ids: Sequence[str]) -> list[str]:
    """Where it stands, what it is like, and what may be personal data."""
    notes = [f"Ur {proposal.place}"]
    if like.entry is not None:
        notes.append(f"Boten svarar redan med {like.entry.id}: {like.entry.title}")
    if like.earlier is not None:
        notes.append(f"Nästan samma som {ids[like.earlier]}")
    if found := personal(proposal):
        notes.append(f"Kan vara personuppgifter: {flat(plain(listed(found)))}")
    return [flat(each) for each in notes]


def personal(proposal: Proposal) -> tuple[Finding, ...]:
    """What may be personal data, also what a column of persons says."""
    found = find(f"{proposal.question} {proposal.answer} {proposal.more}")
    more = (Finding("name", proposal.source),) if proposal.is_named else find(proposal.source)
    return tuple(dict.fromkeys((*found, *more)))


def _noted(entry: Entry, notes: Sequence[str]) -> str:
    _, _, body = theme_text([entry]).partition("poster:\n")
    return "".join(f"  # {each}\n" for each in notes) + body + _UNREVIEWED
