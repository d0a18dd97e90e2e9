"""argparse in Swedish: its own words are English, so help, usage and refusals are worded here."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, Final, NoReturn

from bot.language.text import meant

PROGRAM: Final = "landsbygdsbot"
LOWEST_PORT, HIGHEST_PORT = 1, 65_535

# argparse's refusals, by their beginning: what is said instead. Whatever it may find to say besides has one sentence.
_REFUSALS: Final = (
    (r"unrecognized arguments: (?P<what>.*)", "Jag förstår inte: {what}."),
    (r"the following arguments are required: (?P<what>.*)", "Det saknas något: {what}."),
    (r"argument (?P<what>\S+): expected one argument", "Efter {what} ska det stå något."),
    (r"argument (?P<what>\S+): ignored explicit argument .*", "Efter {what} ska det inte stå något."),
    (r"argument (?P<what>\S+): invalid .* value: (?P<value>.*)", "Efter {what} kan det inte stå {value}."),
    (r"argument (?P<what>\S+): (?P<value>[A-ZÅÄÖ].*)", "{what}: {value}"),
)  # fmt: skip
_CHOICE: Final = re.compile(r"argument \S+: invalid choice: '(.*?)'", re.DOTALL)


class Parser(argparse.ArgumentParser):
    """A parser whose every word is Swedish; no option may be shortened, so that each has one name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **options)
        self._positionals.title = "det du skriver"
        self._optionals.title = "flaggor"
        self.commands: dict[str, argparse.ArgumentParser] = {}
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen och avsluta")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where to read more; exit code 2."""
        self.exit(2, f"{self._refusal(message)}\nSe {self.prog} --help.\n")

    def _refusal(self, message: str) -> str:
        if chosen := _CHOICE.match(message):
            return _unknown_command(chosen.group(1), self.commands)
        for pattern, sentence in _REFUSALS:
            if found := re.match(pattern, message, re.DOTALL):
                return sentence.format(**found.groupdict())
        return "Det går inte att förstå det som står efter kommandot."


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Skriv så här: " if prefix is None else prefix)


def port(text: str) -> int:
    """A TCP port."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(HIGHEST_PORT)) else 0
    if not LOWEST_PORT <= number <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"En port är ett tal från {LOWEST_PORT} till {HIGHEST_PORT}, inte {text}.")
    return number


def copies_to_keep(text: str) -> int:
    """How many copies to keep."""
    if not (text.isascii() and text.isdecimal() and len(text) < 5 and int(text)):
        raise argparse.ArgumentTypeError(f"Skriv hur många kopior som ska finnas kvar, minst 1, inte {text}.")
    return int(text)


def _unknown_command(word: str, commands: Iterable[str]) -> str:
    names = list(commands)
    guess = meant(word, names) or f"De som finns är {', '.join(names)}."
    return f"Kommandot {word} finns inte. {guess}"
