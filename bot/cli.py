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
from datetime import datetime
from pathlib import Path
from typing import Final

from dotenv import dotenv_values

from bot import demo
from bot.app import run
from bot.errors import Deaf, SettingsError
from bot.features.asking import terminal
from bot.knowledge import store
from bot.knowledge.directory import inspect, load
from bot.knowledge.export import ForeignFiles, export
from bot.knowledge.values import Knowledge
from bot.language.text import counted
from bot.matching.coverage import coverage
from bot.matching.encoder import VectorCache, find_encoder
from bot.matching.evaluation import evaluate
from bot.matching.explain import explain
from bot.matching.matcher import Matcher
from bot.matching.result import Result
from bot.settings import database_file, knowledge_directory, most_wrong, read_settings, way_out
from bot.storage import copies, private
from bot.terminal import manual
from bot.terminal.output import has_all_letters, widen
from bot.terminal.parser import PROGRAM, Parser, copies_to_keep, port
from bot.terminal.restore import Restored, restore
from bot.terminal.sentences import sentences

Command = Callable[[argparse.Namespace, dict[str, str]], int]

_ENVIRONMENT: Final = Path(".env")
_MISNAMED: Final = (".env.txt", "env.txt", "env")  # the first one by Notepad


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse, run one command, exit."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # python-telegram-bot warns at every 429 without it
    widen()
    options = _parser().parse_args(arguments)
    command: Command = options.command
    environment = dict(os.environ)
    try:
        environment = {name: value or "" for name, value in dotenv_values(_ENVIRONMENT).items()} | environment
        code = command(options, environment)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:
        code = 130
    except Exception as failed:
        said = sentences(failed, database_file(environment))
        if not said:
            raise
        code = _fail(*said, code=3 if isinstance(failed, Deaf) else 1)
    sys.exit(code)


def _ask(options: argparse.Namespace, environment: dict[str, str]) -> int:
    knowledge = load(options.knowledge or knowledge_directory(environment))
    matcher = _matcher(knowledge, environment, lexical=options.lexical)
    if options.json:
        for line in sys.stdin:
            question = line.rstrip("\r\n")
            found = _as_json(question, matcher.match(question))
            print(json.dumps(found, ensure_ascii=not has_all_letters(sys.stdout)), flush=True)
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
    database = database_file(environment)
    for line in _open_to_others(_ENVIRONMENT, database, *copies.older(database.absolute().parent, database, 0)):
        print(f"Råd: {line}")
    if knowledge is None:
        return 1
    print(f"Kunskapen är hel: {len(knowledge.entries)} svar i {len(knowledge.themes)} teman.")
    print(_promise(_matcher(knowledge, environment, lexical=False)))
    return 0


def _open_to_others(*files: Path) -> list[str]:
    """A line for each file with members' data or the token that others on the computer may read."""
    return [f"{each} kan läsas av andra på datorn. Skriv: chmod 600 {each}" for each in private.open_to_others(*files)]


def _run(options: argparse.Namespace, environment: dict[str, str]) -> int:  # noqa: ARG001
    try:
        settings = read_settings(environment)
    except SettingsError as found:
        raise SettingsError((*found.faults, *_misnamed())) from found
    os.environ.update(way_out.of(environment))
    _start_log()
    for line in _open_to_others(_ENVIRONMENT):
        _announce(line)
    asyncio.run(run(settings, _cache_file(environment), _announce))
    return 0


def _misnamed() -> list[str]:
    """Where the settings may be, if there are none."""
    found = [name for name in _MISNAMED if not _ENVIRONMENT.exists() and Path(name).is_file()]
    return [f"Här ligger {name}, som inte läses. Döp om den till .env." for name in found]


def _demo(options: argparse.Namespace, environment: dict[str, str]) -> int:
    directory = options.knowledge or knowledge_directory(environment)
    if faults := way_out.network_faults(environment):
        return _fail(*faults)
    try:
        asyncio.run(demo.run(options.port, directory, _cache_file(environment), _announce))
    except OSError as failed:
        if failed.errno != errno.EADDRINUSE:
            raise
        return _fail(f"Port {options.port} är upptagen. Prova en annan: landsbygdsbot demo --port {options.port + 1}")
    return 0


def _backup(options: argparse.Namespace, environment: dict[str, str]) -> int:
    source, asked = database_file(environment), options.file or Path()
    folder, at = (asked if asked.is_dir() else None), datetime.now().astimezone()
    if folder is None and options.keep is not None:
        return _fail("Med --keep får kopian sitt namn av dagen. Ange en mapp, eller ingen fil alls.", code=2)
    target = asked if folder is None else copies.vacant(folder, source, at)
    if not source.is_file():
        return _fail(f"Det finns ingen databas i {source}.")
    if not target.absolute().parent.is_dir():
        return _fail(f"Mappen {target.absolute().parent} finns inte. Skapa den först, eller ange en annan.")
    if target.exists():
        return _fail(f"{target} finns redan. Ange ett annat namn.")
    copies.back_up(source, target)
    print(f"Säkerhetskopian ligger i {target}.")
    if folder is not None and options.keep is not None:
        _clear_out(copies.older(folder, source, options.keep))
    return 0


def _clear_out(old: list[Path]) -> None:
    for each in old:
        each.unlink(missing_ok=True)
    if old:
        print(f"Äldre kopior som är borttagna: {', '.join(str(each) for each in old)}.")


def _restore(options: argparse.Namespace, environment: dict[str, str]) -> int:
    source, database = options.file, database_file(environment)
    if not source.is_file():
        return _fail(f"Det finns ingen fil {source}.")
    if database.exists() and database.samefile(source):
        return _fail(f"{source} är redan botens databas. Ange en säkerhetskopia.")
    done = asyncio.run(restore(source, database, datetime.now().astimezone()))
    print("\n".join(_restored(source, database, done)))
    return 0


def _restored(source: Path, database: Path, done: Restored) -> list[str]:
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
    print("\n".join((*evaluate(options.file, matcher.match), _promise(matcher))))
    return 0


def _matcher(knowledge: Knowledge, environment: dict[str, str], *, lexical: bool) -> Matcher:
    faults: list[str] = []
    share, encoder = most_wrong(environment, faults), None if lexical else find_encoder()
    if faults:
        raise SettingsError(tuple(faults))
    return Matcher(knowledge, encoder, VectorCache(_cache_file(environment)) if encoder else None, share)


def _promise(matcher: Matcher) -> str:
    """What is promised, and how many of the knowledge's own questions that leaves an answer."""
    found = coverage(matcher)
    share = f"{matcher.most_wrong * 100:g}".replace(".", ",")
    promised = f"Högst {share} % av frågorna ska få ett säkert svar som är fel."
    if not found.tried:
        return f"{promised} Det finns inga exempelfrågor att prova med."
    asked = f"Av {found.tried} exempelfrågor, ställda som om de inte fanns,"
    return f"{promised} {asked} får {found.sure} rätt och säkert svar."


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


def _parser() -> Parser:
    parser = Parser(
        prog=PROGRAM,
        description="Goda exempel från landsbygden, när någon frågar.",
        epilog=f"Varje kommando har egen hjälp med exempel: {PROGRAM} run --help",
    )
    commands = parser.add_subparsers(
        required=True, title="kommandon", metavar="kommando", parser_class=Parser, prog=PROGRAM
    )
    made = {name: _add(commands, name, command) for name, command in _COMMANDS.items()}
    parser.commands.update(made)
    made["ask"].add_argument("question", nargs="*", metavar="fråga", help="frågan, med eller utan citattecken")
    made["ask"].add_argument("--json", action="store_true", help="läs frågor från standard in, en per rad; skriv JSON")
    made["ask"].add_argument("--explain", action="store_true", help="förklara varför svaren hamnar i den ordningen")
    made["demo"].add_argument("--port", type=port, default=8080, metavar="PORT", help="sidans port, 1-65535 (8080)")
    made["backup"].add_argument("file", nargs="?", type=Path, metavar="fil", help="kopians namn, eller en mapp för den")
    made["backup"].add_argument(
        "--keep",
        type=copies_to_keep,
        metavar="ANTAL",
        help="ta bort de äldsta dagsnamngivna kopiorna, så att ANTAL finns",
    )
    made["restore"].add_argument("file", type=Path, metavar="fil", help="säkerhetskopian")
    made["export"].add_argument(
        "directory", nargs="?", type=Path, default="export", metavar="mapp", help="dit allt skrivs (export)"
    )
    made["evaluate"].add_argument("file", type=Path, metavar="fil", help="märkta frågor, med tabb mellan kolumnerna")
    for name in ("ask", "demo", "check", "export", "evaluate"):
        made[name].add_argument("--knowledge", type=Path, metavar="MAPP", help="en annan kunskapsmapp")
    for name in ("ask", "evaluate"):
        made[name].add_argument("--lexical", action="store_true", help="jämför bara ord och bokstäver, inte betydelse")
    return parser


_COMMANDS: Final[dict[str, Command]] = {
    "run": _run,
    "demo": _demo,
    "ask": _ask,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "export": _export,
    "evaluate": _evaluate,
}


def _add(commands: "argparse._SubParsersAction[Parser]", name: str, command: Command) -> Parser:
    """A command with the help that the manual has for it."""
    page = manual.PAGES[name]
    made = commands.add_parser(
        name, prog=f"{PROGRAM} {name}", help=page.does, description=page.description, epilog=page.epilog
    )
    made.set_defaults(command=command)
    return made
