"""What may stand after the program's name."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from bot.importing.reading import ENDINGS
from bot.terminal import begin, manual
from bot.terminal.parser import PROGRAM, Parser, copies_to_keep, port


def parser(names: Iterable[str]) -> Parser:
    """A parser of the commands `names`; `command` is the name of the one that was written."""
    parser = Parser(
        prog=PROGRAM,
        description="Svar som människor har skrivit, när någon frågar.",
        epilog=f"Varje kommando har egen hjälp med exempel: {PROGRAM} run --help",
    )
    commands = parser.add_subparsers(
        required=True, title="kommandon", metavar="kommando", parser_class=Parser, prog=PROGRAM
    )
    made = {name: _add(commands, name) for name in names}
    parser.commands.update(made)
    begin.add_options(made["init"])
    _add_import(made["import"])
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
    for name in ("ask", "demo", "check", "export", "import", "evaluate"):
        made[name].add_argument("--knowledge", type=Path, metavar="MAPP", help="en annan kunskapsmapp")
    for name in ("ask", "import", "evaluate"):
        made[name].add_argument("--lexical", action="store_true", help="jämför bara ord och bokstäver, inte betydelse")
    return parser


def _add_import(parser: Parser) -> None:
    """The files, and where the proposals go."""
    kinds = ", ".join(each.removeprefix(".") for each in ENDINGS)
    parser.add_argument("files", nargs="+", type=Path, metavar="fil", help=f"ett dokument: {kinds}")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--till", type=Path, default="forslag", metavar="MAPP", help="en ny mapp för förslagen (forslag)"
    )
    where.add_argument("--till-kon", action="store_true", help="lägg förslagen i moderatorernas kö i stället")


def _add(commands: "argparse._SubParsersAction[Parser]", name: str) -> Parser:
    """A command with the help that the manual has for it."""
    page = manual.PAGES[name]
    made = commands.add_parser(
        name, prog=f"{PROGRAM} {name}", help=page.does, description=page.description, epilog=page.epilog
    )
    made.set_defaults(command=name)
    return made
