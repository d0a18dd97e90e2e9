"""The loop that posts queued messages knows only who says them, and what Telegram answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TimedOut
from telegram.ext import ExtBot

from bot.chat import courier
from bot.chat.context import Services
from bot.chat.page import Page, short
from bot.chat.reply import DEFAULTS
from bot.gateway import outbox
from bot.gateway.limiter import Pacing, Postponed
from bot.gateway.outbox import Notice
from bot.gateway.values import Lane, Limits
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Chat
from bot.simulator.request import SimulatorRequest
from bot.simulator.simulator import Simulator
from bot.simulator.village import build_village
from bot.storage.database import open_database
from tests.stage.moderators import send_in
from tests.stage.outbox import of_item


@dataclass(slots=True)
class Outbox:
    """Two notices to Anna about an item, and a bot that nothing else uses."""

    services: Services
    bot: ExtBot[Lane]
    simulator: Simulator
    chat: Chat

    async def statuses(self) -> list[str]:
        """Of the notices, oldest first."""
        return [each.status for each in await of_item(self.services.database, 1)]

    def said(self) -> list[str]:
        """What Anna has read."""
        return [each.text for each in self.simulator.sent(self.chat)]

    async def deliver(self, say: courier.Say) -> None:
        """Once."""
        await courier.deliver(self.bot, self.services, {"item": say})


@pytest.fixture
async def box(tmp_path: Path, library: Library) -> AsyncIterator[Outbox]:
    """It, with a database of its own."""
    simulator = Simulator()
    anna = build_village(simulator).pensioner
    simulator.people.start(anna)
    chat = simulator.world.private(anna)
    database = await open_database(tmp_path / "bot.db")
    await send_in(database)
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM notices")
        for kind in ("returned", "declined"):
            await outbox.add(transaction, "item", 1, 1, kind, chat.id)
    pace = Pacing(database, asyncio.Event(), Limits())
    bot = ExtBot(simulator.token, request=SimulatorRequest(simulator), defaults=DEFAULTS, rate_limiter=pace)
    yield Outbox(Services(database, library), bot, simulator, chat)
    await database.close()


async def by_kind(_bot: ExtBot[Lane], _services: Services, notice: Notice) -> Page | None:
    """A feature that has nothing to say of what was declined."""
    return short(f"<b>{notice.kind}</b>") if notice.kind == "returned" else None


async def test_the_page_that_a_notice_is_is_posted(box: Outbox) -> None:
    """In its chat; one that says nothing is done with too."""
    await box.deliver(by_kind)
    assert box.said() == ["returned"]
    assert await box.statuses() == ["sent", "sent"]


@pytest.mark.parametrize(
    ("error", "statuses"),
    [
        (Forbidden("bot was blocked by the user"), ["gone", "sent"]),
        (BadRequest("CHAT_WRITE_FORBIDDEN"), ["gone", "sent"]),
        (TimedOut(), ["unknown", "sent"]),
        (KeyError("returned"), ["unknown", "sent"]),
        (ChatMigrated(-100), ["queued", "queued"]),
        (InvalidToken(), ["queued", "queued"]),
        (Postponed(), ["queued", "queued"]),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, Exception) else "",
)
async def test_what_fails_is_noted_as_it_failed(box: Outbox, error: Exception, statuses: list[str]) -> None:
    """Refused for good: gone. Perhaps sent: never again. Surely not sent: it and what comes after it wait."""

    async def fails(_bot: ExtBot[Lane], _services: Services, notice: Notice) -> None:
        if notice.kind == "returned":
            raise error

    with suppress(ChatMigrated, InvalidToken, Postponed):
        await box.deliver(fails)
    assert await box.statuses() == statuses


async def test_hooks_follow_each_round_and_a_failing_one_stops_nothing(
    box: Outbox, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First everything is posted, then they are called in order; the next round comes all the same."""
    monkeypatch.setattr(courier, "PAUSE", 0.01)
    rounds = []

    async def first(_bot: ExtBot[Lane], _services: Services) -> None:
        rounds.append(box.said())

    async def second(_bot: ExtBot[Lane], services: Services) -> None:
        if len(rounds) < 2:
            raise ValueError("hemligt")
        services.stopping.set()

    async with asyncio.timeout(5):
        await courier.work(box.bot, box.services, {"item": by_kind}, (first, second))
    assert rounds == [["returned"], ["returned"]]
    assert [each.getMessage() for each in caplog.records] == ["the outbox stumbled: ValueError"]


async def test_a_chat_that_telegram_holds_up_holds_up_no_other(box: Outbox) -> None:
    """Asked to leave Anna alone for an hour, the bot tells the others at once, and her when it is over."""
    nils = box.simulator.world.users[102]
    box.simulator.people.start(nils)
    async with box.services.database.transaction() as transaction:
        await outbox.add(transaction, "item", 1, 2, "declined", nils.id)
    rule = Rule(Kind.TOO_MANY_REQUESTS, method="sendMessage", chat_id=box.chat.id, seconds=3_600)
    box.simulator.failures.order(rule)

    async def say(_: ExtBot[Lane], __: Services, ___: Notice) -> Page:
        return short("Hej")

    async with asyncio.timeout(3):
        await box.deliver(say)
    assert await box.statuses() == ["queued", "queued", "sent"]
    assert len(box.simulator.sent(box.simulator.world.private(nils))) == 1
    assert len(box.simulator.calls("sendMessage")) == 2
