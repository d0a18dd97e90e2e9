"""`import`: documents become proposals, in a directory for an editor or in the moderators' queue."""

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.features.moderation.store.imported import Imported, put_in_queue
from bot.features.moderation.values import Proposal as Proposed
from bot.importing import files
from bot.importing.likeness import Like, likenesses
from bot.importing.proposals import proposals
from bot.importing.reading import ENDINGS, read
from bot.importing.values import Proposal, UnreadableFile, Why
from bot.knowledge.directory import load
from bot.knowledge.entries import TITLE_LENGTH
from bot.knowledge.values import Knowledge
from bot.language.text import shortened
from bot.settings import database_file, knowledge_directory
from bot.storage.database import open_database
from bot.terminal.output import fail
from bot.terminal.questions import matcher_of

UNREADABLE: Final = 5
_KINDS: Final = ", ".join(each.removeprefix(".") for each in ENDINGS)
_WHYS: Final[dict[Why, str]] = {
    "irregular": "är ingen vanlig fil. Ange själva dokumentet.",
    "too_big": "är större än {detail}. Dela upp den, eller ta bort bilder ur den.",
    "empty": "är tom.",
    "binary": "är ingen text. Kontrollera att filen är rätt, eller spara om den som {kinds}.",
    "unknown_kind": "är av en sort som inte går att läsa. De som går är {kinds}.",
    "old_kind": "är av en sort som inte går att läsa. {remedy}",
    "locked": "är låst med lösenord. Öppna den, ta bort lösenordet och spara en kopia.",
    "not_zip": "är inte det som namnet säger. Öppna den där den kommer ifrån, och spara om den.",
    "bomb": "blir orimligt stor när den packas upp, så den läses inte.",
    "entities": "innehåller hänvisningar som inte hör hemma i ett dokument, så den läses inte.",
    "formula": "har formler som inte är uträknade: {detail}. Öppna filen i Excel och spara den, så följer värdena med.",
    "columns": "har inga kolumner som går att känna igen. Kalla dem Fråga och Svar, och gärna Tema.",
    "damaged": "är skadad. Öppna den där den kommer ifrån, och spara om den.",
    "nothing": "har inget att föreslå: inga frågor med svar, punkter eller stycken.",
    "not_chat": "är ingen sparad chatt från Telegram. Välj formatet JSON när du exporterar chatten.",
}


_AS_WORD: Final = "Öppna den i Word eller LibreOffice och spara den som docx."
_AS_EXCEL: Final = "Öppna den i Excel eller LibreOffice och spara den som xlsx."
_REMEDIES: Final = {
    **dict.fromkeys((".doc", ".rtf", ".odt", ".docm", ".docx", ".pages"), _AS_WORD),
    **dict.fromkeys((".xls", ".ods", ".xlsm", ".xlsx", ".numbers"), _AS_EXCEL),
    ".pdf": "Öppna den i Word, som gör om den, och spara som docx. Läs igenom att texten kom med.",
}


def take_in(options: argparse.Namespace, environment: dict[str, str]) -> int:
    """All files or none: read them, mark what is known already, write the proposals, say how many they are."""
    target: Path = options.till
    if not options.till_kon and target.exists() and (not target.is_dir() or any(target.iterdir())):
        return fail(f"{target} finns redan och är inte tom. Ange en ny mapp med --till.")
    try:
        found = [each for file in options.files for each in proposals(read(file))]
    except UnreadableFile as refused:
        remedy = _REMEDIES.get(Path(refused.file).suffix.casefold(), "Spara om den som docx, xlsx eller html.")
        said = _WHYS[refused.why].format(detail=refused.detail, kinds=_KINDS, remedy=remedy)
        return fail(f"{refused.file} {said}", "Ingenting är skrivet.", code=UNREADABLE)
    directory = options.knowledge or knowledge_directory(environment)
    knowledge = load(directory)
    likes = likenesses(found, matcher_of(knowledge, environment, lexical=options.lexical))
    print(_counts(found, likes))
    if options.till_kon:
        return _to_queue(database_file(environment), found, likes, knowledge)
    files.write(target, files.texts(found, likes, knowledge, directory))
    print(
        f"De ligger i {target}. Läs igenom dem och skriv dagens datum efter granskad. Flytta sedan alla filer till\n"
        f"{directory.absolute()} och kör landsbygdsbot check. Inga svar där skrivs över, och teman.yaml har både\n"
        "gamla och nya teman."
    )
    return 0


def _to_queue(database: Path, found: Sequence[Proposal], likes: Sequence[Like], knowledge: Knowledge) -> int:
    if not database.is_file():
        return fail(f"Det finns ingen databas i {database}. Kör boten först, eller ange BOT_DATABASE.")
    pairs = zip(found, likes, strict=True)
    proposed = [Imported(_proposed(each, like, knowledge), str(each.place), _source(each)) for each, like in pairs]
    new = asyncio.run(_put(database, proposed))
    known = f" {len(found) - new} fanns där redan." if new < len(found) else ""
    print(f"{new} förslag väntar nu i kön.{known} Moderatorerna skriver /nasta.")
    return 0


def _source(proposal: Proposal) -> str:
    """Whom members read that an answer comes from: as the file says, or the document by its title or name."""
    return shortened(proposal.source or proposal.title or Path(proposal.place.file).stem, TITLE_LENGTH)


async def _put(file: Path, proposed: Sequence[Imported]) -> int:
    database = await open_database(file)
    try:
        return await put_in_queue(database, proposed)
    finally:
        await database.close()


def _proposed(proposal: Proposal, like: Like, knowledge: Knowledge) -> Proposed:
    """Under the theme of its heading, or else of what it is most like."""
    theme = files.theme_of(proposal, knowledge.themes).id
    questions = (proposal.question,) if proposal.question else ()
    known = theme if knowledge.theme(theme) is not None else like.theme or knowledge.entries[0].theme
    return Proposed(
        files.title_of(proposal), proposal.answer, known, questions=questions, more=proposal.more or None
    )  # fmt: skip


def _counts(found: Sequence[Proposal], likes: Sequence[Like]) -> str:
    asked = sum(1 for each in found if each.question)
    known = sum(1 for each in likes if each.entry is not None)
    twice = sum(1 for each in likes if each.earlier is not None)
    return (
        f"{len(found)} förslag: {asked} med fråga, {len(found) - asked} utan. "
        f"{known} svarar boten redan på, {twice} säger nästan samma som ett tidigare."
    )
