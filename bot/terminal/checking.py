"""The command `check`."""

import argparse
import asyncio
import os
from pathlib import Path

from bot.errors import SettingsError, TokenRefused
from bot.knowledge.directory import inspect
from bot.settings import ENVIRONMENT, database_file, knowledge_directory, read_settings, way_out
from bot.storage import copies, private
from bot.terminal.contact import obstacle
from bot.terminal.first_start import next_steps
from bot.terminal.output import fail
from bot.terminal.sentences import sentences


def check(options: argparse.Namespace, environment: dict[str, str]) -> int:
    """Tell of faults in the knowledge, of files that others may read, and of what Telegram says of the token."""
    knowledge, faults = inspect(options.knowledge or knowledge_directory(environment))
    for fault in faults:
        print(("" if fault.serious else "Råd: ") + str(fault))
    database = database_file(environment)
    for line in open_to_others(ENVIRONMENT, database, *copies.older(database.absolute().parent, database, 0)):
        print(f"Råd: {line}")
    if knowledge is not None:
        from bot.terminal.questions import matcher_of, promise

        themes = len(knowledge.themes)
        print(f"Kunskapen är hel: {len(knowledge.entries)} svar i {themes} {'tema' if themes == 1 else 'teman'}.")
        print(promise(matcher_of(knowledge, environment, lexical=False)))
    else:
        wrong = sum(1 for each in faults if each.serious)
        print(f"{wrong} fel ska rättas. Rader som börjar med Råd hindrar inget.")
    code = _check_token(environment) if environment.get("BOT_TOKEN", "").strip() else 0
    return code if knowledge is not None else 1


def open_to_others(*files: Path) -> list[str]:
    """A line for each file with members' data or the token that others on the computer may read."""
    return [f"{each} kan läsas av andra på datorn. Skriv: chmod 600 {each}" for each in private.open_to_others(*files)]


def _check_token(environment: dict[str, str]) -> int:
    """What `run` would say of the settings, and Telegram of the token."""
    from bot.gateway import who

    try:
        settings = read_settings(environment)
        os.environ.update(way_out.of(environment))
        me = asyncio.run(who.ask(settings.token, settings.api_url))
    except (SettingsError, TokenRefused) as refused:
        code = 4 if isinstance(refused, TokenRefused) else 1
        return fail(*sentences(refused, database_file(environment)), code=code)
    if me is None:
        return fail(f"Ingen kontakt med Telegram: {asyncio.run(obstacle(settings.api_url))}.")
    print(f"Telegram godtar BOT_TOKEN: det är @{me.name}.")
    for line in next_steps(me, None):
        print(f"Råd: {line}")
    return 0
