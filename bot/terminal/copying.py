"""The commands for copies of the database: `backup` and `restore`."""

import argparse
import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import DatabaseUnusable
from bot.language.text import counted
from bot.settings import database_file
from bot.storage import copies
from bot.terminal.output import fail

if TYPE_CHECKING:
    from bot.terminal.restore import Restored


def backup(options: argparse.Namespace, environment: dict[str, str]) -> int:
    """Copy the database, also while a bot uses it."""
    source, asked = database_file(environment), options.file or Path()
    folder, at = (asked if asked.is_dir() else None), datetime.now().astimezone()
    if folder is None and options.keep is not None:
        return fail(
            f"Med --keep får kopian sitt namn av dagen, och {asked} är ingen mapp som finns. Skapa den först.", code=2
        )
    target = asked if folder is None else copies.vacant(folder, source, at)
    if not source.is_file():
        return fail(f"Det finns ingen databas i {source}.")
    if not target.absolute().parent.is_dir():
        return fail(f"Mappen {target.absolute().parent} finns inte. Skapa den först, eller ange en annan.")
    if target.exists():
        return fail(f"{target} finns redan. Ange ett annat namn.")
    copies.back_up(source, target)
    _note_copy(source, target)
    print(f"Säkerhetskopian ligger i {target}.")
    if folder is not None and options.keep is not None:
        _clear_out(copies.older(folder, source, options.keep))
    return 0


def _note_copy(source: Path, target: Path) -> None:
    try:
        copies.note(source, target)
    except (OSError, DatabaseUnusable):
        print(f"Råd: det gick inte att anteckna var kopian ligger bredvid {source}. Då rensas den inte vid /glom.")


def _clear_out(old: list[Path]) -> None:
    for each in old:
        each.unlink(missing_ok=True)
    if old:
        print(f"Äldre kopior som är borttagna: {', '.join(str(each) for each in old)}.")


def restore(options: argparse.Namespace, environment: dict[str, str]) -> int:
    """Take a copy into use."""
    from bot.terminal import restore as taking  # knows every feature, which a backup does not need

    source, database = options.file, database_file(environment)
    if not source.is_file():
        return fail(f"Det finns ingen fil {source}.")
    if database.exists() and database.samefile(source):
        return fail(f"{source} är redan botens databas. Ange en säkerhetskopia.")
    done = asyncio.run(taking.restore(source, database, datetime.now().astimezone()))
    print("\n".join(_restored(source, database, done)))
    return 0


def _restored(source: Path, database: Path, done: "Restored") -> list[str]:
    aside = done.aside
    lines = [f"{source} är nu botens databas, {database}."]
    if done.kept is not None:
        lines.append(f"Den förra ligger kvar i {done.kept}.")
    if aside.messages or aside.notices:
        numbers = (
            f"{counted(aside.messages, 'meddelande', 'meddelanden')} från medlemmar",
            f"{aside.notices} besked som skulle skickas",
        )
        lines.append(
            f"Det som väntade när kopian togs kan redan vara gjort, och görs inte om: {' och '.join(numbers)}."
        )
    if aside.broadcasts:
        paused = counted(aside.broadcasts, "utskick är pausat", "utskick är pausade")
        lines.append(f"{paused}. Se efter i grupperna vad som har kommit fram innan någon trycker Fortsätt.")
    return lines
