"""The command `export`."""

import argparse
import asyncio

from bot.knowledge import store
from bot.knowledge.directory import load
from bot.knowledge.export import ForeignFiles
from bot.knowledge.export import export as write
from bot.settings import database_file, knowledge_directory
from bot.terminal.output import fail


def export(options: argparse.Namespace, environment: dict[str, str]) -> int:
    """Write what has been approved as files of knowledge."""
    source, directory = database_file(environment), options.knowledge or knowledge_directory(environment)
    if not source.is_file():
        return fail(f"Det finns ingen databas i {source}.")
    laid = asyncio.run(store.read_file(source))
    try:
        done = write(directory, load(directory), laid, options.directory)
    except ForeignFiles as found:
        return fail(f"I {options.directory} ligger annat: {', '.join(found.names)}. Ange en tom eller ny mapp.")
    if done.overtaken:
        print(f"Ändrat i filen efter att det ändrades i chatten: {', '.join(done.overtaken)}. Filens text gäller.")
        print("Skriv /ladda i moderatorernas grupp, så visas båda där.")
    if not done.files:
        print("Allt som är godkänt finns redan i kunskapsfilerna. Ingenting att exportera.")
        return 0
    print(f"{done.tips} tips, {done.edits} ändrade svar och {done.phrases} lärda frågor.")
    if done.pins or done.synonyms:
        print(f"{done.pins} fästa frågor och {done.synonyms} lärda ord.")
    print(f"Hela kunskapen ligger i {options.directory}. Nya eller ändrade filer: {', '.join(done.files)}")
    return 0
