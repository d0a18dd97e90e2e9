"""The commands. They print, and only they end the process: 0 fine, 1 the work failed, 2 wrong use, 3 the bot is
deaf and should be started again, 4 Telegram does not take the token or the webhook, 5 a document cannot be read, 6 the
bot cannot run until a setting, the knowledge or the database is mended. Starting again does not mend 2, 4 and 6.

What a command needs is imported when it is asked for: help and wrong use need none of it.
"""

import argparse
import asyncio
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from dotenv import dotenv_values

from bot.errors import DatabaseTooNew, DatabaseUnusable, Deaf, SettingsError, TokenRefused, WebhookRefused, places
from bot.settings import ENVIRONMENT, database_file, knowledge_directory, read_settings, vectors_file, way_out
from bot.terminal import arguments, logs
from bot.terminal.output import announce, fail, widen

Command = Callable[[argparse.Namespace, dict[str, str]], int]

_MISNAMED: Final = (".env.txt", "env.txt", "env")  # the first one by Notepad


def main(written: Sequence[str] | None = None) -> None:
    """Parse, run one command, exit."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # python-telegram-bot warns at every 429 without it
    widen()
    options = arguments.parser(_COMMANDS).parse_args(written)
    environment = dict(os.environ)
    try:
        environment = {name: value or "" for name, value in dotenv_values(ENVIRONMENT).items()} | environment
        code = _COMMANDS[options.command](options, environment)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:
        code = 130
    except Exception as failed:
        code = _explain(failed, database_file(environment), options.command)
    sys.exit(code)


def _explain(failed: Exception, database: Path, command: str) -> int:
    from bot.terminal.sentences import sentences

    said = sentences(failed, database)
    if not said:
        said = (f"Det blev fel i programmet, på ett sätt som ingen har tänkt på: {places(failed).strip()}",)
    return fail(*said, code=_code(failed, command))


def _code(failed: Exception, command: str) -> int:
    from bot.knowledge.values import KnowledgeFaults

    match failed:
        case Deaf():
            return 3
        case TokenRefused() | WebhookRefused():
            return 4
        case SettingsError() | KnowledgeFaults() | DatabaseTooNew() if command == "run":
            return 6
        case DatabaseUnusable(why="garbage" | "damaged" | "foreign") if command == "run":
            return 6
    return 1


def _run(options: argparse.Namespace, environment: dict[str, str]) -> int:  # noqa: ARG001

    try:
        settings = read_settings(environment)
    except SettingsError as found:
        raise SettingsError((*found.faults, *_misnamed())) from found

    from bot import app
    from bot.terminal.checking import open_to_others

    os.environ.update(way_out.of(environment))
    logs.start([settings.token, settings.token.partition(":")[2], settings.webhook.secret if settings.webhook else ""])
    for line in open_to_others(ENVIRONMENT):
        announce(line)
    asyncio.run(app.run(settings, vectors_file(environment), announce))
    return 0


def _misnamed() -> list[str]:
    """Where the settings may be, if there are none."""
    found = [name for name in _MISNAMED if not ENVIRONMENT.exists() and Path(name).is_file()]
    return [f"Här ligger {name}, som inte läses. Döp om den till .env." for name in found]


def _demo(options: argparse.Namespace, environment: dict[str, str]) -> int:
    from bot import demo

    directory = options.knowledge or knowledge_directory(environment)
    if faults := way_out.network_faults(environment):
        return fail(*faults)
    try:
        asyncio.run(demo.run(options.port, directory, vectors_file(environment), announce))
    except OSError as failed:
        if failed.errno != errno.EADDRINUSE:
            raise
        return fail(f"Port {options.port} är upptagen. Prova en annan: landsbygdsbot demo --port {options.port + 1}")
    return 0


def _ask(options: argparse.Namespace, environment: dict[str, str]) -> int:
    from bot.terminal.questions import ask

    return ask(options, environment)


def _check(options: argparse.Namespace, environment: dict[str, str]) -> int:
    from bot.terminal.checking import check

    return check(options, environment)


def _backup(options: argparse.Namespace, environment: dict[str, str]) -> int:
    from bot.terminal.copying import backup

    return backup(options, environment)


def _restore(options: argparse.Namespace, environment: dict[str, str]) -> int:
    from bot.terminal.copying import restore

    return restore(options, environment)


def _init(options: argparse.Namespace, environment: dict[str, str]) -> int:
    from bot.terminal.begin import begin

    return begin(options, environment)


def _import(options: argparse.Namespace, environment: dict[str, str]) -> int:
    from bot.terminal.importer import take_in

    return take_in(options, environment)


def _export(options: argparse.Namespace, environment: dict[str, str]) -> int:
    from bot.terminal.exporting import export

    return export(options, environment)


def _evaluate(options: argparse.Namespace, environment: dict[str, str]) -> int:
    from bot.terminal.questions import evaluate

    return evaluate(options, environment)


_COMMANDS: Final[dict[str, Command]] = {
    "init": _init,
    "run": _run,
    "import": _import,
    "demo": _demo,
    "ask": _ask,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "export": _export,
    "evaluate": _evaluate,
}
