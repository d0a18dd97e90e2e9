"""The commands. They print, and only they end the process: 0 fine, 1 the work failed, 2 wrong use, 3 the bot is
deaf and should be started again.
"""

import argparse
import asyncio
import errno
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from dotenv import dotenv_values

from bot import demo
from bot.app import run
from bot.errors import DatabaseInUse, DatabaseTooNew, Deaf, SettingsError, TokenRefused
from bot.features.asking import terminal
from bot.knowledge import store
from bot.knowledge.directory import inspect, load
from bot.knowledge.export import ForeignFiles, export
from bot.knowledge.values import Knowledge, KnowledgeFaults
from bot.matching.encoder import VectorCache, find_encoder
from bot.matching.evaluation import NotLabelled, evaluate
from bot.matching.explain import explain
from bot.matching.matcher import Matcher
from bot.matching.result import Result
from bot.settings import database_file, knowledge_directory, read_settings
from bot.storage.database import back_up

Command = Callable[[argparse.Namespace, dict[str, str]], int]


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse, run one command, exit."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # python-telegram-bot warns at every 429 without it
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        environment = {name: value or "" for name, value in dotenv_values(".env").items()} | dict(os.environ)
        code = command(options, environment)
        sys.stdout.flush()
    except KnowledgeFaults as found:
        code = _fail(*map(str, found.faults))
    except SettingsError as found:
        code = _fail(*found.faults)
    except DatabaseTooNew as found:
        code = _fail(f"Databasen är nyare än programmet ({found.found} mot {found.known}). Uppdatera programmet.")
    except DatabaseInUse as found:
        code = _fail(f"En annan process kör redan boten med {found.file}. Två skulle skicka allt dubbelt.")
    except NotLabelled as found:
        columns = ", ".join(found.columns)
        code = _fail(f"{found.file} ska börja med kolumnernas namn ({columns}), med tabb emellan.")
    except TokenRefused:
        code = _fail("Telegram godtar inte BOT_TOKEN. Kopiera den på nytt från @BotFather.")
    except Deaf as found:
        why = "En annan process hämtar dem med samma BOT_TOKEN." if found.another else "Starta boten igen."
        code = _fail(f"Telegram svarar, men boten får inga meddelanden. {why}", code=3)
    except UnicodeDecodeError:
        code = _fail("Filen är inte sparad som UTF-8. Spara om den, till exempel .env, med den kodningen.")
    except BrokenPipeError:  # whoever read the output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as failed:
        code = _fail(f"Det gick inte: {failed.strerror or failed}: {failed.filename or ''}".rstrip(": "))
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _ask(options: argparse.Namespace, environment: dict[str, str]) -> int:
    knowledge = load(options.knowledge or knowledge_directory(environment))
    matcher = _matcher(knowledge, environment, lexical=options.lexical)
    if options.json:
        for line in sys.stdin:
            question = line.rstrip("\r\n")
            print(json.dumps(_as_json(question, matcher.match(question)), ensure_ascii=False), flush=True)
        return 0
    if not options.question:
        return _fail("Skriv en fråga, till exempel: landsbygdsbot ask ”hur ordnar vi samåkning”", code=2)
    question = " ".join(options.question)
    lines = explain(matcher, question) if options.explain else terminal.result(knowledge, matcher.match(question))
    print("\n".join(lines))
    return 0


def _check(options: argparse.Namespace, environment: dict[str, str]) -> int:
    knowledge, faults = inspect(options.knowledge or knowledge_directory(environment))
    for fault in faults:
        print(("" if fault.serious else "Råd: ") + str(fault))
    if knowledge is None:
        return 1
    print(f"Kunskapen är hel: {len(knowledge.entries)} svar i {len(knowledge.themes)} teman.")
    return 0


def _run(options: argparse.Namespace, environment: dict[str, str]) -> int:  # noqa: ARG001
    settings = read_settings(environment)
    _start_log()
    asyncio.run(run(settings, _cache_file(environment), _announce))
    return 0


def _demo(options: argparse.Namespace, environment: dict[str, str]) -> int:
    directory = options.knowledge or knowledge_directory(environment)
    try:
        asyncio.run(demo.run(options.port, directory, _cache_file(environment), _announce))
    except OSError as failed:
        if failed.errno != errno.EADDRINUSE:
            raise
        return _fail(f"Port {options.port} är upptagen. Prova en annan: landsbygdsbot demo --port {options.port + 1}")
    return 0


def _backup(options: argparse.Namespace, environment: dict[str, str]) -> int:
    source = database_file(environment)
    target: Path = options.file or Path(f"{source.stem}-{date.today().isoformat()}.db")  # noqa: DTZ011 - the operator's day
    if not source.is_file():
        return _fail(f"Det finns ingen databas i {source}.")
    if not target.absolute().parent.is_dir():
        return _fail(f"Mappen {target.absolute().parent} finns inte. Skapa den först, eller ange en annan.")
    if target.exists():
        return _fail(f"{target} finns redan. Ange ett annat namn.")
    back_up(source, target)
    print(f"Säkerhetskopian ligger i {target}.")
    return 0


def _export(options: argparse.Namespace, environment: dict[str, str]) -> int:
    source, directory = database_file(environment), options.knowledge or knowledge_directory(environment)
    if not source.is_file():
        return _fail(f"Det finns ingen databas i {source}.")
    laid = asyncio.run(store.read_file(source))
    try:
        done = export(directory, load(directory), laid, options.directory)
    except ForeignFiles as found:
        return _fail(f"I {options.directory} ligger annat: {', '.join(found.names)}. Ange en tom eller ny mapp.")
    if not done.files:
        print("Allt som är godkänt finns redan i kunskapsfilerna. Ingenting att exportera.")
        return 0
    print(f"{done.tips} tips, {done.edits} ändrade svar och {done.phrases} lärda frågor.")
    print(f"Hela kunskapen ligger i {options.directory}. Nya eller ändrade filer: {', '.join(done.files)}")
    return 0


def _evaluate(options: argparse.Namespace, environment: dict[str, str]) -> int:
    knowledge = load(options.knowledge or knowledge_directory(environment))
    matcher = _matcher(knowledge, environment, lexical=options.lexical)
    print("\n".join(evaluate(options.file, matcher.match)))
    return 0


def _matcher(knowledge: Knowledge, environment: dict[str, str], *, lexical: bool) -> Matcher:
    encoder = None if lexical else find_encoder()
    if encoder is None:
        return Matcher(knowledge)
    return Matcher(knowledge, encoder, VectorCache(_cache_file(environment)))


def _as_json(question: str, result: Result) -> dict[str, object]:
    """One line of `ask --json`; the question is given back to the letter."""
    hits = [
        {
            "id": hit.entry.id,
            "title": hit.entry.title,
            "sources": list(hit.entry.sources),
            "score": round(hit.score, 4),
        }
        for hit in result.hits
    ]
    said = {"reply": result.reply.answer} if result.reply is not None else {}
    return {
        "question": question,
        "outcome": result.outcome,
        "confidence": round(result.confidence, 6),
        "hits": hits,
    } | said


def _cache_file(environment: dict[str, str]) -> Path:
    """Where vectors are kept: they can always be computed again."""
    base = environment.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "landsbygdsbot" / "vectors.db"


def _start_log() -> None:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs addresses, which hold the token


def _announce(line: str) -> None:
    print(line, flush=True)  # also when the output is a file or a service's journal


def _fail(*lines: str, code: int = 1) -> int:
    print("\n".join(lines), file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("landsbygdsbot", description="Goda exempel från landsbygden, när någon frågar.")
    commands = parser.add_subparsers(required=True, metavar="kommando")
    ask = _add(commands, "ask", _ask, "Visa svaret så som en medlem ser det.", 'ask "hur ordnar vi samåkning"')
    ask.add_argument("question", nargs="*", metavar="fråga")
    ask.add_argument("--json", action="store_true", help="läs frågor från standard in, en per rad, och skriv JSON")
    ask.add_argument("--explain", action="store_true", help="förklara varför svaren hamnar i den ordningen")
    demo_ = _add(commands, "demo", _demo, "Prova boten i webbläsaren, utan Telegram.", "demo --port 8080")
    demo_.add_argument("--port", type=int, default=8080, help="sidans port (8080)")
    _add(commands, "run", _run, "Kör boten i Telegram, med inställningar från miljön eller .env.", "run")
    check = _add(commands, "check", _check, "Kontrollera kunskapsfilerna och visa alla fel.", "check --knowledge mapp")
    backup = _add(commands, "backup", _backup, "Säkerhetskopiera databasen medan boten är igång.", "backup kopia.db")
    backup.add_argument("file", nargs="?", type=Path, metavar="fil")
    exporting = _add(
        commands, "export", _export, "Skriv godkända tips och lärda frågor som kunskapsfiler.", "export ny-kunskap"
    )
    exporting.add_argument("directory", nargs="?", type=Path, default="export", metavar="mapp", help="dit allt skrivs")
    evaluation = _add(commands, "evaluate", _evaluate, "Mät svaren på märkta frågor.", "evaluate frågor.tsv")
    evaluation.add_argument("file", type=Path, metavar="fil")
    for each in (ask, demo_, check, exporting, evaluation):
        each.add_argument("--knowledge", type=Path, metavar="MAPP", help="en annan kunskapsmapp")
    for each in (ask, evaluation):
        each.add_argument("--lexical", action="store_true", help="jämför bara ord och bokstäver, inte betydelse")
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    command: Command,
    does: str,
    example: str,
) -> argparse.ArgumentParser:
    """A command whose help says what it does, with an example."""
    made = commands.add_parser(name, help=does, description=does, epilog=f"Exempel: landsbygdsbot {example}")
    made.set_defaults(command=command)
    return made
