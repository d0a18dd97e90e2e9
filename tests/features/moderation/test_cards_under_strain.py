"""Cards under strain: long pages, refusals, counts that fail, what came after they were counted, and late replies."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from bot.chat.context import Services
from bot.features.moderation import pages as moderation_pages
from bot.features.moderation import view as moderation_view
from bot.features.moderation.forecast import Outlooks
from bot.features.moderation.rules import Reply, Revise
from bot.features.moderation.store import cards as cards_store
from bot.features.moderation.store import decide, queue
from bot.features.moderation.texts import card as card_texts
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.values import Card, Content, Exchange, Item, Leaf, Proposal, SecondPage
from bot.features.moderation.worker import cards as cards_worker
from bot.features.roles import texts as roles_texts
from bot.features.roles import who as roles_who
from bot.features.roles.values import Actor
from bot.features.roles.who import Standings
from bot.features.unanswered.store.questions import Asked, record
from bot.knowledge.values import Entry
from bot.language.text import MOST, shown_units, units
from bot.matching.library import Library
from bot.matching.replay import Change, Replayed
from bot.simulator.failures import Kind, Rule
from bot.storage.clock import now
from tests.conftest import Stage
from tests.stage.queue import COUNTED, TIP, answer_card, asked_in_vain, cards, press, send_in

NEW = "Åsby har en rullande glasskiosk som byn äger tillsammans. "
OTHER = "Vi spelar in byns dialekt med de äldsta."


async def revise(desk: Stage, item: Item, text: str) -> Item:
    """The author changes the text, and no card shows it yet."""
    content, author = Content(text, theme="mat"), Actor(item.author_id)
    return await decide.decide(desk.services.database, item.id, item.version, author, Revise(content))


def card_of(item: Item, desk: Stage, number: int = 0) -> Card:
    """One of the cards in the moderators' chat."""
    shown = cards(desk)[number]
    return Card(item.id, shown.chat_id, shown.id, item.version)


async def test_the_longest_approval_page_fits_and_publishes(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every field mended at length and five questions with another answer: the page comes, and the card lives on."""
    entry = desk.services.library.knowledge.entries[0]

    async def replay(_: Library, asked: Sequence[str], overlay: Any) -> Replayed:
        laid: Entry = overlay.entries[-1].entry
        return Replayed(tuple(Change(f"{n} {'fråga & ' * 30}", entry, laid) for n in range(5)), len(asked), 40, 900)

    monkeypatch.setattr(Library, "replay", replay)
    item = await send_in(desk, "Kiosken & <båten>. " * 180)
    lines = {"titel": "&" * 60, "svar": NEW * 15, "mer": NEW * 14, "tema": "teknik"}
    lines |= {"nyckelord": ", ".join(f"ord{n:010}" for n in range(30))}
    lines |= {"frågor": "\n".join(f"{n} {'a' * 110}?" for n in range(5))}
    await answer_card(desk, desk.village.officer, "\n".join(f"{label}: {words}" for label, words in lines.items()))
    await press(desk, desk.village.officer, "Godkänn")
    page = cards(desk)[0]
    for words in ("Ska det publiceras?", "Ändrat av moderatorerna", "5 frågor får nytt förstasvar", "prövat"):
        assert words in page.text
    assert "Så blir svaret" not in page.text
    assert units(page.text) <= MOST
    await press(desk, desk.village.officer, "Publicera")
    assert (await queue.item(desk.services.database, item.id)).status == "approved"
    assert "Godkänt" in cards(desk)[0].text


@pytest.mark.parametrize("leaf", ["card", *get_args(SecondPage)])
async def test_every_page_of_the_fullest_card_fits(desk: Stage, leaf: Leaf) -> None:
    """Everything that a page can tell is there at its longest; the author's text has what is left of 4,096 units."""
    item, far = await send_in(desk), now() + timedelta(days=1)
    text = " ".join(f"Ring 070-174 0{n} 3{n}." for n in range(10)) + " & " * 900
    content = Content(text, "Å" * 100, "mat", "Å" * 80, "photo", "Å" * 300)
    long = Proposal("Å" * 60, "Å" * 2_500, "mat", ("Å" * 120,) * 9, ("Å" * 120,) * 9, "rekommendation", "Å" * 3_500)
    full = replace(item, content=content, proposal=long, claimed_by=1, claimed_until=far)
    entry = replace(desk.services.library.knowledge.entries[0], title="Å" * 60)
    view = replace(
        await moderation_view.gather(desk.bot.application.bot, desk.services, item, leaf),
        item=full, proposal=long, similar=((entry, "https://t.me/bot?start=k_x"),) * 3, alike=(10**6,) * 3,
        would_answer=100, claimer="Å" * 64, is_finished=False,
        exchange=Exchange("Å" * 900, "Å" * 900),
        replayed=Replayed(tuple(Change(f"{n}{'&' * 200}", entry, entry) for n in range(9)), 150, 120, 900),
    )  # fmt: skip
    [page] = moderation_pages.page(view).messages
    assert shown_units(page) <= MOST


@pytest.mark.parametrize(
    ("failure", "words", "is_known"),
    [
        (Kind.BAD_REQUEST, "message is too long", True),
        (Kind.BAD_REQUEST, "message to edit not found", False),
        (Kind.BAD_REQUEST, "message can't be edited", False),
        (Kind.FORBIDDEN, "bot was kicked from the supergroup chat", False),
        (Kind.FORBIDDEN, "CHAT_WRITE_FORBIDDEN", True),
    ],
)
async def test_only_a_card_that_is_gone_is_forgotten(desk: Stage, failure: Kind, words: str, is_known: bool) -> None:
    """A page that Telegram does not take is no reason to lose the card that the page was for."""
    await send_in(desk)
    card = cards(desk)[0]
    desk.simulator.failures.order(Rule(failure, "editMessageText", nth=1, words=words))
    await press(desk, desk.village.officer, "Slå ihop")
    found = await cards_store.item_on_card(desk.services.database, card.chat_id, card.id)
    assert (found is not None) is is_known


async def test_a_tip_that_comes_back_keeps_its_facts(desk: Stage) -> None:
    """What it is like and whom it answers is counted for a tip that was sent back too, and stands after the reply."""
    await asked_in_vain(desk)
    first = await send_in(desk)
    second = await send_in(desk, TIP.replace("juli", "augusti"), author=desk.village.organiser)
    card, database = cards(desk)[1], desk.services.database
    await press(desk, desk.village.officer, "Fråga tillbaka", card)
    desk.simulator.people.send_text(card_chat := desk.village.moderators, desk.village.officer, "När?", reply_to=card)
    await desk.settled()
    desk.services.state(Outlooks).clear()  # as after a restart
    returned = await queue.item(database, second.id)
    assert returned.status == "returned"
    await cards_worker.turn(desk.bot.application.bot, desk.services, card_of(returned, desk, 1))
    await desk.settled()
    await decide.decide(database, second.id, returned.version, Actor(second.author_id), Reply("I maj."))
    desk.services.outbox.set()
    await desk.settled()
    again = desk.simulator.sent(card_chat)[-1]
    for words in (f"Liknar väntande nr {first.id}.", f"Svarar på {COUNTED}"):
        assert words in again.text


async def test_an_earlier_card_tells_of_a_later_tip_and_question(desk: Stage) -> None:
    """What was counted holds until the queue or the log of questions has grown."""
    await send_in(desk)
    second = await send_in(desk, TIP.replace("juli", "augusti"), author=desk.village.organiser)
    await desk.say("/nasta", desk.village.moderators, desk.village.officer)
    assert f"Liknar väntande nr {second.id}." in cards(desk)[-1].text
    await asked_in_vain(desk)
    await desk.say("/nasta", desk.village.moderators, desk.village.officer)
    assert f"Svarar på {COUNTED}" in cards(desk)[-1].text


async def test_a_count_that_fails_is_left_out(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The card stops seeking, says what is known, and the approval says that nothing could be counted."""

    async def fails(*_: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr(Library, "alike", fails)
    monkeypatch.setattr(Library, "replay", fails)
    item = await send_in(desk)
    assert card_texts.COUNTING not in cards(desk)[0].text
    await press(desk, desk.village.officer, "Godkänn")
    assert card_texts.NOT_COUNTED in cards(desk)[0].text
    await press(desk, desk.village.officer, "Publicera")
    assert (await queue.item(desk.services.database, item.id)).status == "approved"


async def test_questions_that_come_while_a_card_is_counted_do_not_begin_it_anew(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many ask meanwhile, a card is counted once and then stops seeking."""
    counted, alike = [], Library.alike

    async def while_asked(library: Library, text: str, others: Sequence[str]) -> tuple[int, ...]:
        counted.append(text)
        await record(desk.services.database, Asked(f"fråga {len(counted)}", "private", "none", 0.1, None))
        return await alike(library, text, others)

    monkeypatch.setattr(Library, "alike", while_asked)
    await send_in(desk)
    assert len(counted) == 1
    assert card_texts.COUNTING not in cards(desk)[0].text


async def test_a_reply_decides_about_the_text_that_its_writer_has_read(desk: Stage) -> None:
    """The author changed it after the card was shown: nothing is decided, and the card then shows the new text."""
    item = await send_in(desk)
    await revise(desk, item, OTHER)
    said = await answer_card(desk, desk.village.officer, "avslå: Kiosken är såld.")
    assert "Titta på kortet igen" in said
    assert (await queue.item(desk.services.database, item.id)).status == "waiting"
    assert OTHER in cards(desk)[0].text
    assert await answer_card(desk, desk.village.officer, "avslå: Inte här.") == decisions_texts.DECLINED_SENT


async def test_one_card_that_telegram_is_slow_with_holds_up_no_other(desk: Stage) -> None:
    """While the answer about one message is waited for, another in the same chat is turned."""
    first, second = await send_in(desk), await send_in(desk, OTHER)
    bot = desk.bot.application.bot
    desk.simulator.failures.order(Rule(Kind.SLOW, "editMessageText", nth=1, seconds=1))
    held = asyncio.create_task(cards_worker.turn(bot, desk.services, card_of(first, desk), "decline"))
    await asyncio.sleep(0.05)
    async with asyncio.timeout(0.7):
        await cards_worker.turn(bot, desk.services, card_of(second, desk, 1), "decline")
    assert not held.done()
    await held
    assert all("Varför ska det avslås?" in each.text for each in cards(desk))


async def test_the_last_to_turn_a_card_shows_the_newest(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who began earlier but was slower puts no older text over it."""
    item, view, begun, let_go = await send_in(desk), moderation_view.gather, asyncio.Event(), asyncio.Event()

    async def slowly(bot: Any, services: Services, shown: Item, leaf: Any = "card") -> moderation_view.View:
        seen = await view(bot, services, shown, leaf)
        if not begun.is_set():
            begun.set()
            await let_go.wait()
        return seen

    monkeypatch.setattr(moderation_view, "gather", slowly)
    bot, card = desk.bot.application.bot, card_of(item, desk)
    slow = asyncio.create_task(cards_worker.turn(bot, desk.services, card))
    await begun.wait()
    await revise(desk, item, OTHER)
    fast = asyncio.create_task(cards_worker.turn(bot, desk.services, card))
    await asyncio.sleep(0.1)
    let_go.set()
    await asyncio.gather(slow, fast)
    assert OTHER in cards(desk)[0].text
    assert await cards_store.outdated_cards(desk.services.database) == []


@pytest.mark.parametrize("data", ["m:1:1:publish", "j:card:1", "o:p:1"])
async def test_a_forged_press_elsewhere_asks_telegram_nothing(desk: Stage, data: str) -> None:
    """Whoever presses in another chat is told so without a look at who is in the moderators' chat."""
    [page] = await desk.say("hur ordnar vi samåkning")
    before = len(desk.simulator.calls("getChatMember"))
    assert await desk.forge(page, data) == roles_texts.NOT_MODERATOR
    assert len(desk.simulator.calls("getChatMember")) == before
    assert desk.services.state(Standings) == {}


async def test_who_is_a_moderator_is_forgotten_when_it_is_no_longer_fresh(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is remembered of people does not grow with those who come."""
    monkeypatch.setattr(roles_who, "FRESH", 0.0)
    for user in (desk.village.officer, desk.village.organiser, desk.anna):
        await roles_who.actor(desk.bot.application.bot, desk.services, user.id)
    assert len(desk.services.state(Standings)) == 1
