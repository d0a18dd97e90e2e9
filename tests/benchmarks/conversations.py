"""Conversations through the real application:  python -m tests.benchmarks.conversations [--lexical] [--all] [FILE]

Prints the share of turns that went as expected, per kind; and the turns that did not, or with --all every turn.
"""

import asyncio
import csv
import sys
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from bot.features.asking import texts
from bot.features.asking.handlers.bursts import Bursts
from bot.features.tips import store as tips_store
from bot.knowledge.values import Entry
from bot.language.text import first_sentence
from bot.matching.encoder import VectorCache, find_encoder
from bot.matching.library import Library
from bot.simulator.model import Message, User
from bot.simulator.simulator import Simulator
from bot.simulator.village import build_village
from tests.conftest import Stage, performed
from tests.stage.entries import warmed
from tests.stage.paths import DATA, KNOWLEDGE
from tests.stage.whose import WHOSE

HELD: Final = DATA / "held" / "conversations.tsv"
EDIT: Final = "[edit] "
TOGETHER: Final = 0.3  # seconds that a burst is waited for here
_HUMAN: Final = "question"


@dataclass(frozen=True, slots=True)
class Turn:
    """What a member writes, and the kind of reply that is expected; `entry` is the source that it should be about."""

    conversation: str
    text: str
    expected: str
    entry: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A turn with the replies to it, and whether they are as expected."""

    turn: Turn
    replies: tuple[Message, ...]
    right: bool


def read(path: Path) -> list[Turn]:
    """The turns of a file, in order."""
    with path.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Turn(row["conversation"], row["text"], row["expected"], row["entry"]) for row in rows]


async def held(stage: Stage, turns: Sequence[Turn]) -> list[Outcome]:
    """Hold conversations, each by a member of its own."""
    outcomes: list[Outcome] = []
    for name, said in groupby(turns, key=lambda turn: turn.conversation):
        user = stage.simulator.world.add_user(f"Medlem {name}")
        stage.simulator.people.start(user)
        await stage.settled()
        waiting: list[Turn] = []
        for turn in said:
            waiting.append(turn)
            if turn.expected != "burst":
                outcomes += await _together(stage, user, waiting)
                waiting = []
    return outcomes


async def _together(stage: Stage, user: User, turns: Sequence[Turn]) -> list[Outcome]:
    """Say several turns after each other without waiting; the last one gets the reply."""
    chat, people = stage.simulator.world.private(user), stage.simulator.people
    before = len(stage.simulator.sent(chat))
    earlier = stage.simulator.sent(chat)
    for turn in turns:
        if turn.text.startswith(EDIT):
            people.edit_text(stage.last_from(chat, user), turn.text.removeprefix(EDIT))
        else:
            people.send_text(chat, user, turn.text)
    await stage.settled()
    replies = tuple(stage.simulator.sent(chat)[before:])
    if turns[-1].text.startswith(EDIT) and not replies:
        replies = tuple(stage.now(each) for each in earlier[-1:])
    once = len(replies) == 1 or len(turns) == 1
    draft = await tips_store.current(stage.services.database, user.id)
    asks = draft is not None and draft.kind == _HUMAN
    right = (
        bool(replies) and once and is_as_expected(turns[-1], replies, stage.services.library.knowledge.entries, asks)
    )
    return [Outcome(turn, replies if turn is turns[-1] else (), right) for turn in turns]


def is_as_expected(turn: Turn, replies: Sequence[Message], entries: Iterable[Entry], asks: bool) -> bool:
    """Whether replies are of the kind that the turn expects, and about its entry where it names one."""
    text = "\n".join(each.text for each in replies)
    buttons = " ".join(str(button.get("callback_data", "")) for each in replies for button in each.buttons)
    about = [each for each in entries if turn.entry in each.sources]
    named = not turn.entry or any(each.title in text for each in about)
    answers = any(first_sentence(each.answer) in text and f"{each.title} – " not in text for each in (about or entries))
    offers = any(each.startswith(("s:", "t:")) for each in buttons.split())
    none = "Jag hittar inget säkert svar" in text
    rules: Mapping[str, Callable[[], bool]] = {
        "answer": lambda: named and answers,
        "suggestions": lambda: offers,
        "none": lambda: not offers and not any(first_sentence(each.answer) in text for each in entries),
        "more": lambda: named and not none,
        "lacks": lambda: named and "vet jag inte" in text and "x:ask:" in buttons,
        "language": lambda: named and any(line in text for line in foreign_lines()),
        "person": lambda: asks,
        "meetings": lambda: f"ästa {WHOSE.meeting.one}" in text and not offers,
        "danger": lambda: "112" in text,
        "smalltalk": lambda: not offers and not none and "112" not in text and "x:ask:" not in buttons,
    }
    return rules[turn.expected]()


def foreign_lines() -> list[str]:
    """What stands before an answer in another language."""
    return [texts.around(language)[0] for language in ("en", "fi", "ar", "uk", "pl")]


def shares(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    """How many turns of each kind went as expected, and of how many."""
    found: dict[str, list[bool]] = defaultdict(list)
    for each in outcomes:
        found[each.turn.expected].append(each.right)
    return {kind: (sum(found[kind]), len(found[kind])) for kind in sorted(found)}


@asynccontextmanager
async def opened(library: Library) -> AsyncIterator[Stage]:
    """A village with the bot at work, which waits for bursts only for a moment."""
    simulator = Simulator()
    village = build_village(simulator)
    with tempfile.TemporaryDirectory() as folder:
        async with performed(Path(folder) / "bot.db", simulator, library) as bot:
            bursts = bot.services.state(Bursts)
            bursts.most, bursts.within = 10, TOGETHER
            stage = Stage(simulator, village, bot)
            await stage.settled()
            yield stage


async def main(arguments: Sequence[str]) -> None:
    """Hold all conversations of a file and print how they went."""
    files = [Path(each) for each in arguments if not each.startswith("--")]
    meaning = "--lexical" not in arguments
    encoder, cache = (find_encoder(), VectorCache(Path(".cache/vectors.db"))) if meaning else (None, None)
    library = Library(KNOWLEDGE, encoder, cache)
    try:
        library.start_warming()
        await warmed(library)
        async with opened(library) as stage:
            outcomes = await held(stage, read(files[0] if files else HELD))
    finally:
        await library.close()
    for each in outcomes:
        if not each.right or "--all" in arguments:
            said = " / ".join(message.text.replace("\n", " ")[:160] for message in each.replies)
            mark = " " if each.right else "!"
            print(f"{mark} {each.turn.conversation} {each.turn.expected} {each.turn.entry}: {each.turn.text} -> {said}")
    found = shares(outcomes)
    for kind, (right, number) in found.items():
        print(f"{kind:12} {right:3} of {number:3}")
    print(f"{'all':12} {sum(each.right for each in outcomes) / len(outcomes):.3f}")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
