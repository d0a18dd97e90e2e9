"""Whoever wants to hear when there is an answer: asked for with one press, told once, and easy to leave."""

import asyncio
import html
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.chat import texts as chat_texts
from bot.features.answers import texts as answers_texts
from bot.features.asking import pages as asking_pages
from bot.features.asking import texts as asking_texts
from bot.features.moderation.rules import Approve
from bot.features.moderation.store import decide, queue
from bot.features.moderation.values import Item, Proposal
from bot.features.roles import store as roles_store
from bot.features.roles.values import Actor
from bot.features.tips.pages import mine as mine_pages
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.unanswered import worker as unanswered_worker
from bot.features.unanswered.store import clusters, waiters
from bot.features.unanswered.store.waiters import Waiter
from bot.features.unanswered.worker import Hearing
from bot.knowledge import store
from bot.knowledge.entries import ANSWER_LENGTH, TITLE_LENGTH
from bot.language.dates import on_date
from bot.language.text import MOST, shown_units
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.simulator.simulator import Simulator
from bot.simulator.village import build_village
from bot.storage.clock import SWEDEN, now, stamp
from bot.wiring import tidy
from tests.conftest import Stage, performed
from tests.stage.waiting import (
    ASKED,
    NONSENSE,
    TIP,
    TOLD,
    answers,
    approve,
    ask_in_vain,
    labels,
    send_in,
    wait,
    waiting,
)

EDITOR = Actor(104, is_moderator=True)


async def publish(library: Library, desk: Stage) -> Item:
    """The same, decided beside the bot: nobody there knows of it."""
    [item] = await queue.queue(desk.services.database)
    decision = Approve(Proposal("Glasspucken", TIP, "mat"), "glasspucken")
    done = await decide.decide(desk.services.database, item.id, item.version, EDITOR, decision)
    await library.refresh(await store.read(desk.services.database))
    return done


async def test_a_member_who_waits_gets_the_answer_once(desk: Stage) -> None:
    """The message has the question, the answer and a link to it; a second approval and hours of tidying add nothing."""
    await wait(desk)
    assert answers(desk) == []
    await approve(desk)
    [told] = answers(desk)
    assert ASKED in told.text
    assert "Glasspucken" in told.text
    assert any("?start=k_" in str(entity.get("url")) for entity in told.entities)
    assert answers_texts.GOOD in labels(told)
    await approve(desk, f"{TIP} Den var full av glass i två smaker.")
    await tidy(desk.services.database)
    desk.services.state(Hearing).learnt.set()
    await desk.settled()
    assert answers(desk) == [told]
    assert await waiting(desk) == []


async def test_waiting_is_chosen_and_says_what_is_stored(desk: Stage) -> None:
    """Nobody waits unasked; one who types "säg till" reads how long, with what, and how to stop, and does so."""
    page = await ask_in_vain(desk)
    assert asking_texts.WAIT in labels(page)
    assert await waiting(desk) == []
    [said] = await desk.say("säg till")
    until = on_date((now() + waiters.WAITS).astimezone(SWEDEN).date())
    for words in (ASKED, "ditt konto", until, "Sluta vänta", "/mina"):
        assert words in said.text
    await desk.press(page, asking_texts.WAIT)
    assert await waiting(desk) == [ASKED]
    [stopped] = await desk.say("sluta vänta")
    assert stopped.text == asking_texts.STOPPED
    await approve(desk)
    assert answers(desk) == []


async def test_an_answer_that_came_while_the_member_read_is_shown_at_once(desk: Stage) -> None:
    """The press comes after the approval: nobody waits for what is there."""
    page = await ask_in_vain(desk)
    await approve(desk)
    await desk.press(page, asking_texts.WAIT)
    assert "Glasspucken" in desk.now(page).text
    assert await waiting(desk) == []


async def test_a_restart_between_approval_and_message_loses_nothing(tmp_path: Path, library: Library) -> None:
    """Approved as the process ends, or queued as it ends: the next one tells, and the one after that says nothing."""
    simulator, file = Simulator(), tmp_path / "bot.db"
    village = build_village(simulator)
    for user in (village.pensioner, village.volunteer):
        simulator.people.start(user)
    private = simulator.world.private(village.pensioner)
    async with performed(file, simulator, library) as bot:
        first = Stage(simulator, village, bot)
        await roles_store.set_chat(first.services.database, village.moderators.id)
        await first.settled()
        await wait(first)
        await send_in(first)
        await waiters.wait(first.services.database, village.volunteer.id, village.volunteer.id, ASKED)
        bot.services.stopping.set()
        await publish(library, first)
        [_, samira] = await waiters.waiting(first.services.database)
        assert await waiters.answer(first.services.database, samira)
    for _ in range(2):
        async with performed(file, simulator, library) as bot:
            await Stage(simulator, village, bot).settled()
        for chat in (private, simulator.world.private(village.volunteer)):
            assert len([each for each in simulator.sent(chat) if each.text.startswith(TOLD)]) == 1


async def test_one_who_blocks_the_bot_holds_up_nobody(desk: Stage) -> None:
    """Anna has blocked the bot; Nils, who waits after her, hears."""
    nils = desk.village.farmer
    await wait(desk)
    await wait(desk, ASKED, nils)
    desk.simulator.rooms.block_bot(desk.anna)
    await approve(desk)
    assert answers(desk) == []
    assert len(answers(desk, nils)) == 1
    told = await desk.services.database.rows("SELECT status FROM notices WHERE waiter_id > 0 ORDER BY id")
    assert [row["status"] for row in told] == ["gone", "sent"]


async def test_one_whose_90_days_are_over_is_not_told(desk: Stage) -> None:
    """What was promised to be forgotten is not used."""
    await wait(desk)
    await desk.services.database.execute("UPDATE waiters SET until = ?", (stamp(now() - timedelta(seconds=1)),))
    await approve(desk)
    assert answers(desk) == []


async def test_an_approval_undone_before_the_message_left_is_not_told(desk: Stage) -> None:
    """Telegram holds the bot up meanwhile; Anna waits on, and hears when the tip is approved again."""
    await wait(desk)
    card = await send_in(desk)
    await desk.press(card, "Godkänn", desk.village.officer)
    author = desk.simulator.world.private(desk.village.volunteer)
    desk.simulator.failures.order(Rule(Kind.TOO_MANY_REQUESTS, "sendMessage", author.id, nth=1, seconds=1))
    desk.simulator.people.press(desk.village.officer, desk.now(card), "Publicera")
    await until_queued(desk)
    assert await desk.simulator.until(lambda: "Ångra" in labels(desk.now(card)))
    await desk.press(card, "Ångra", desk.village.officer)
    assert answers(desk) == []
    assert await waiting(desk) == [ASKED]
    for button in ("Godkänn", "Publicera"):
        await desk.press(card, button, desk.village.officer)
    assert len(answers(desk)) == 1


async def until_queued(desk: Stage) -> None:
    """Return when somebody's answer is in the outbox."""
    async with asyncio.timeout(1):
        while not await desk.services.database.rows("SELECT 1 FROM notices WHERE waiter_id > 0"):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_linked_phrase_is_told_without_any_item(desk: Stage) -> None:
    """Moderators link what three have asked to an entry: those who wait for it hear."""
    for user in (desk.anna, desk.village.farmer, desk.village.volunteer):
        await ask_in_vain(desk, NONSENSE, user)
    await wait(desk, NONSENSE)
    database, library = desk.services.database, desk.services.library
    [asked] = await clusters.unanswered(database)
    entry = library.knowledge.entries[0]
    assert await clusters.link(database, [asked.token], entry.id, EDITOR.id) is not None
    await library.refresh(await store.read(database))
    unanswered_worker.tell(desk.services)
    await desk.settled()
    [told] = answers(desk)
    assert entry.title in told.text


async def test_a_tip_being_written_is_left_alone(desk: Stage) -> None:
    """Waiting in the middle of a tip and hearing in the middle of one change neither its steps nor what "1" means."""
    await desk.say("/tips")
    await desk.say("Vi lagar cyklar tillsammans i bystugan")
    [page] = await desk.say(f"/fraga {ASKED}")
    if asking_texts.NONE_OF_THESE in labels(page):
        await desk.press(page, asking_texts.NONE_OF_THESE)
    [said] = await desk.say("säg till")
    assert dialogue_texts.CONTINUE in labels(said)
    assert "Vilket tema" in (await desk.say("Åsby"))[-1].text
    await approve(desk)
    assert len(answers(desk)) == 1
    assert "avsändare" in (await desk.say("1"))[-1].text


async def test_mina_lists_all_that_is_waited_for_page_by_page(desk: Stage) -> None:
    """Twelve questions stand on two pages, newest first; one is opened and stopped with typed words."""
    database = desk.services.database
    for number in range(12):
        await waiters.wait(database, desk.anna.id, desk.private.id, f"fråga {number}")
    [first] = await desk.say("/mina")
    assert labels(first)[0] == "1. fråga 11"
    assert len(labels(first)) == mine_pages.PER_PAGE + 1
    [second] = await desk.say("nästa")
    assert labels(second) == ["1. fråga 1", "2. fråga 0", chat_texts.PREVIOUS]
    [opened] = await desk.say("2")
    assert "fråga 0" in opened.text
    await desk.say("sluta vänta")
    assert "fråga 0" not in await waiting(desk)
    assert len(await waiting(desk)) == 11


async def test_nobody_sees_or_stops_what_another_waits_for(desk: Stage) -> None:
    """A forged press finds nothing."""
    await wait(desk, ASKED, desk.village.farmer)
    [waiter] = await waiters.waiting(desk.services.database)
    [page] = await desk.say("hur ordnar vi samåkning")
    for what in ("see", "stop"):
        assert await desk.forge(page, f"y:{what}:{waiter.id}") == asking_texts.NOT_WAITING
    assert await waiting(desk, desk.village.farmer) == [ASKED]


def test_the_longest_question_and_answer_fit_together(library: Library) -> None:
    """Whatever is asked, the message that tells keeps Telegram's limit."""
    longest = " ".join(f"Mening {number} & <så>." for number in range(200))[:ANSWER_LENGTH]
    entry = replace(library.knowledge.entries[0], title="Å" * TITLE_LENGTH, answer=longest, more=longest)
    waiter = Waiter(1, 1, 1, "<&>" * 1_000, now())
    page = asking_pages.found_at_last(library.knowledge, entry, waiter, "https://t.me/bot?start=k_x")
    assert all(0 < shown_units(text) <= MOST for text in page.messages)
    assert "&lt;&amp;&gt;" in page.messages[0]
    told = html.unescape("\n".join(page.messages))
    assert entry.title in told
    assert all(told.count(each) == 2 for each in longest.split(". ")[1:-1])
