"""The chain that takes what is written to the bot: whose turn it is, and what is handed on."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest
from telegram import Chat, Message, Update, User

from bot.chat import offers, prompts, threads
from bot.chat.actions import GiveTip
from bot.chat.context import Context, Words
from bot.chat.offers import Choice
from bot.chat.page import Button, Row
from bot.chat.words import Chain, Meant, Passed, Taken, Taker
from bot.storage.database import Database

ANNA = User(7, "Anna", is_bot=False)
ROW: Row = (Button("Fortsätt", GiveTip()),)


class Desk:
    """A chain whose takers write down what they get."""

    def __init__(self, database: Database, *results: Taken | Meant | Passed) -> None:
        self.seen: list[str] = []
        self.below: tuple[Row, ...] = ()
        self.context = cast("Context", SimpleNamespace(database=database, chat_data=None))
        takers = [self._taker(str(number), result) for number, result in enumerate(results, start=1)]
        self.chain = Chain(self._perform, {"traff": self._prompted}, takers, takers)

    async def write(self, text: str) -> None:
        """Anna writes in private chat."""
        message = Message(30, datetime.now(UTC), Chat(ANNA.id, Chat.PRIVATE), from_user=ANNA, text=text)
        await self.chain.in_private(Update(1, message=message), self.context)

    async def _perform(self, _: Update, __: Context, action: str) -> None:
        self.seen.append(action)

    async def _prompted(self, _: Update, __: Context, ref: str) -> None:
        self.seen.append(f"prompt {ref}")

    def _taker(self, name: str, result: Taken | Meant | Passed) -> Taker:
        async def take(_: Update, __: Context, said: Words) -> Taken | Meant | Passed:
            self.seen.append(f"{name} {said.text}")
            self.below = said.below
            return result

        return take


async def test_who_passes_hands_rows_on_to_who_takes(database: Database) -> None:
    """The takers are tried in order, the last one gets what the first left, and nobody after who takes is asked."""
    desk = Desk(database, Passed((ROW,)), Passed(), Taken(), Taken())
    await desk.write("hej")
    assert desk.seen == ["1 hej", "2 hej", "3 hej"]
    assert desk.below == (ROW,)


@pytest.mark.parametrize("mark", [threads.TAKEN, None])
async def test_what_is_marked_is_no_question_when_it_is_edited(database: Database, mark: int | None) -> None:
    """The mark stands in the place of an answer; without one there is nothing to find."""
    await Desk(database, Taken(mark)).write("hej")
    assert await threads.answer_to(database, ANNA.id, 30) == mark


async def test_words_of_another_button_are_that_button(database: Database) -> None:
    """A taker that knows them says what they stand for, and it is done, the same if the message comes again."""
    desk = Desk(database, Meant("x:undo"), Taken())
    await desk.write("ångra")
    assert desk.seen == ["1 ångra", "x:undo"]
    await offers.offer(database, ANNA.id, [Choice("Ångra", "x:a.text:back")])
    await desk.write("ångra")
    assert desk.seen == ["1 ångra", "x:undo", "x:undo"]


async def test_a_button_comes_before_a_prompt_and_a_prompt_before_all_takers(database: Database) -> None:
    """ "1" is on offer and does what its button does; other words are those that were asked for."""
    await offers.offer(database, ANNA.id, [Choice("Mat", "t:mat:1", ("1",))])
    await prompts.put(database, ANNA.id, "traff", "name")
    desk = Desk(database, Taken())
    await desk.write("1")
    assert desk.seen == ["t:mat:1"]
    await database.execute("DELETE FROM offers")
    await desk.write("2")
    assert desk.seen == ["t:mat:1", "prompt name"]
    assert await threads.answer_to(database, ANNA.id, 30) == threads.AWAITED


async def test_a_prompt_that_nobody_takes_any_more_is_none(database: Database) -> None:
    """One that an older version of the bot left leaves the words to the others."""
    await prompts.put(database, ANNA.id, "omröstning")
    desk = Desk(database, Taken())
    await desk.write("hej")
    assert desk.seen == ["1 hej"]
