"""`init`: a network's own knowledge from six answers. Nothing that exists is written over."""

import argparse
import os
import shlex
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from bot.knowledge.profile import NAME_LENGTH, Profile, Word, declined
from bot.language import counties
from bot.language.text import LINE_LENGTH, cleaned, which
from bot.terminal import first_files
from bot.terminal.first_files import ABOUT, ENVIRONMENT, Start, theme_id
from bot.terminal.output import fail

Checked = Callable[[str], str]
"""Why an answer is not taken; nothing when it is."""


class Question(NamedTuple):
    """One of the six: its option, what is asked, what stands if nothing is said, and what an answer must be."""

    option: str
    asked: str
    usual: str
    fault: Checked


def _name(text: str) -> str:
    return "" if 0 < len(text) <= NAME_LENGTH else f"Skriv ett namn på högst {NAME_LENGTH} tecken."


def _line(text: str) -> str:
    return "" if 0 < len(text) <= LINE_LENGTH else f"Skriv något, högst {LINE_LENGTH} tecken."


def _person(text: str) -> str:
    who, _, how = text.partition(",")
    wanted = "Skriv namnet, ett komma och hur man når den: Anna Ek, anna@exempel.se"
    return _line(text) or ("" if who.strip() and how.strip() else wanted)


def _county(text: str) -> str:
    if counties.known(text):
        return ""
    return f"”{text}” är inget län. {which(counties.nearest(text)) or 'Skriv till exempel Dalarna, eller hela landet.'}"


def _word(text: str) -> str:
    three = "Skriv tre former med kommatecken: mässa, mässan, mässor"
    return "" if _forms(text) else f"”{text}” kan jag inte böja. {three}"


def _forms(text: str) -> Word | None:
    forms = [each.strip() for each in text.split(",")]
    return Word(*forms) if len(forms) == 3 and all(forms) else declined(text) if len(forms) == 1 else None


QUESTIONS: Final = (
    Question("namn", "Vad heter nätverket eller föreningen?", "", _name),
    Question("syfte", "Vad ska man kunna fråga om? Fyll i: Fråga mig om …", "", _line),
    Question("ansvarig", "Vem ansvarar, och hur når man den? (Anna Ek, anna@exempel.se)", "", _person),
    Question("lan", "Vilket län, eller hela landet?", counties.WHOLE_COUNTRY, _county),
    Question("tema", "Vad heter ert första tema? (Lokaler)", "", _name),
    Question("traff", "Vad kallar ni en träff? (träff, möte, byamöte)", "träff", _word),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The directory, and an option for each question."""
    parser.add_argument("directory", type=Path, metavar="mapp", help="en ny mapp, som filerna skrivs i")
    for each in QUESTIONS:
        parser.add_argument(f"--{each.option}", metavar="TEXT", help=each.asked)


def begin(options: argparse.Namespace, _: dict[str, str]) -> int:
    """Ask what the options do not say, write the files, say what to do next."""
    directory: Path = options.directory
    answers = {each.option: getattr(options, each.option) for each in QUESTIONS}
    if faults := [f"--{each.option}: {why}" for each in QUESTIONS if (why := _fault(each, answers[each.option]))]:
        return fail(*faults, code=2)
    if found := [name for name in _possible(directory) if (directory / name).exists()]:
        return fail(f"I {directory} finns redan {', '.join(found)}. Ange en ny mapp. Inget är skrivet.")
    try:
        said = {each.option: answers[each.option] or _ask(each) for each in QUESTIONS}
    except EOFError:
        print()  # the question that was asked ends without a line end
        wanted = " ".join(f"--{each.option} TEXT" for each in QUESTIONS if answers[each.option] is None)
        return fail(f"Det kom inga fler svar, så inget är skrivet. Svara här, eller ange: {wanted}")
    start = _start({option: cleaned(text, lines=False) for option, text in said.items()})
    texts = first_files.files(start, datetime.now().astimezone().date())
    if found := [name for name in texts if (directory / name).exists()]:
        return fail(f"I {directory} finns redan {', '.join(found)}. Ange en ny mapp. Inget är skrivet.")
    _write(directory, texts)
    print("\n".join(_next(directory, start, texts)))
    return 0


def _possible(directory: Path) -> list[str]:
    """Files that are sure to be written, and so are in the way before anybody has answered anything."""
    return list(ABOUT) if directory.is_dir() else []


def _fault(question: Question, text: str | None) -> str:
    return "" if text is None else question.fault(cleaned(text, lines=False))


def _ask(question: Question) -> str:
    """The answer, asked for until it can be taken."""
    usual = f" [{question.usual}]" if question.usual else ""
    while True:
        text = cleaned(input(f"{question.asked}{usual}\n> "), lines=False) or question.usual
        if not (why := question.fault(text)):
            return text
        print(why)


def _start(said: dict[str, str]) -> Start:
    who, _, how = said["ansvarig"].partition(",")
    word, county = _forms(said["traff"]), counties.known(said["lan"])
    if word is None or county is None:
        raise ValueError("an answer was not checked")
    purpose = said["syfte"].rstrip(".")
    return Start(Profile(said["namn"], purpose, who.strip(), how.strip(), county, word), said["tema"])


def _write(directory: Path, texts: dict[str, str]) -> None:
    """All files or none; FileExistsError for one that somebody has made meanwhile."""
    directory.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        for name, text in texts.items():
            path = directory / name
            rights = 0o600 if name == ENVIRONMENT else 0o666
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, rights), "wb") as file:
                written.append(path)
                file.write(text.encode())
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _next(directory: Path, start: Start, texts: dict[str, str]) -> list[str]:
    theme = f"{theme_id(start.theme)}.yaml"
    about = {**ABOUT, theme: f"temat {start.theme}, med två svar att utgå från"}
    return [
        f"Klart. I {directory} ligger nu:",
        *(f"  {name:{max(map(len, texts)) + 2}}{about[name]}" for name in texts),
        "",
        "Gå dit och prova:",
        f"  cd {shlex.quote(str(directory))}",
        f'  landsbygdsbot ask "{first_files.first_question(start.profile)}"',
        "  landsbygdsbot demo",
        "",
        f"Skriv sedan egna svar i {theme}, och kör landsbygdsbot check. Ett dokument med svar blir",
        "förslag med landsbygdsbot import FIL. När boten ska ut i Telegram skriver du nyckeln i .env",
        "och kör landsbygdsbot run.",
    ]
