"""The command `check`."""

import argparse
from pathlib import Path

from bot.knowledge.directory import inspect
from bot.settings import ENVIRONMENT, database_file, knowledge_directory
from bot.storage import copies, private


def check(options: argparse.Namespace, environment: dict[str, str]) -> int:
    """Tell of faults in the knowledge, and of files that others may read."""
    knowledge, faults = inspect(options.knowledge or knowledge_directory(environment))
    for fault in faults:
        print(("" if fault.serious else "Råd: ") + str(fault))
    database = database_file(environment)
    for line in open_to_others(ENVIRONMENT, database, *copies.older(database.absolute().parent, database, 0)):
        print(f"Råd: {line}")
    if knowledge is None:
        return 1
    print(f"Kunskapen är hel: {len(knowledge.entries)} svar i {len(knowledge.themes)} teman.")
    return 0


def open_to_others(*files: Path) -> list[str]:
    """A line for each file with members' data or the token that others on the computer may read."""
    return [f"{each} kan läsas av andra på datorn. Skriv: chmod 600 {each}" for each in private.open_to_others(*files)]
