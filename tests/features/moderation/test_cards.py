"""Cards in the moderators' chat: shown at once, filled in behind, and nothing stays on them that is no longer so."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.features.moderation.store import queue
from bot.features.moderation.texts import card as card_texts
from bot.features.moderation.texts import notices as notices_texts
from bot.features.roles import store as roles_store
from bot.knowledge.values import Entry
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.storage.clock import now, stamp
from tests.conftest import Stage, peopled, performed
from tests.stage.outbox import of_item
from tests.stage.queue import ASKED, COUNTED, TIP, asked_in_vain, cards, heard, press, send_in


class Gate:
    """Holds what is counted in the background until it is opened, and tells how often it was begun."""

    def __init__(self) -> None:
        self.is_open = asyncio.Event()
        self.begun = 0

    async def wait(self) -> None:
        """Pass when it is open."""
        self.begun += 1
        await self.is_open.wait()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """The library counts nothing for cards before the gate is opened."""
    made = Gate()
    answering, replaying = Library.would_answer, Library.replay

    async def would_answer(library: Library, entry: Entry, questions: Sequence[str]) -> tuple[str, ...]:
        await made.wait()
        return await answering(library, entry, questions)

    async def replay(library: Library, asked: Sequence[str], overlay: Any) -> Any:
        await made.wait()
        return await replaying(library, asked, overlay)

    monkeypatch.setattr(Library, "would_answer", would_answer)
    monkeypatch.setattr(Library, "replay", replay)
    yield made
    made.is_open.set()


async def hastily(desk: Stage, button: str) -> None:
    """A moderator presses without waiting for what is counted."""
    desk.simulator.people.press(desk.village.officer, cards(desk)[0], button)
    await desk.simulator.until(lambda: not desk.simulator.world.updates.waiting)
    await desk.bot.application.update_queue.join()


async def test_a_card_is_there_at_once_and_filled_in_afterwards(desk: Stage, gate: Gate) -> None:
    """The count and the similar entries come when they are ready; until then the card says that they are sought."""
    await asked_in_vain(desk)
    sending = asyncio.create_task(send_in(desk))
    await desk.simulator.until(lambda: cards(desk))
    assert card_texts.COUNTING in cards(desk)[0].text
    assert "Godkänn" in [button["text"] for button in cards(desk)[0].buttons]
    gate.is_open.set()
    await sending
    assert f"Svarar på {COUNTED}" in cards(desk)[0].text
    assert "Närmast av det som redan finns" in cards(desk)[0].text
    assert card_texts.COUNTING not in cards(desk)[0].text


@pytest.mark.parametrize(("button", "words"), [("Avslå", "Varför ska det avslås?"), ("Slå ihop", "Slå ihop med vad?")])
async def test_what_is_filled_in_never_comes_upon_another_page(
    desk: Stage, gate: Gate, button: str, words: str
) -> None:
    """A moderator who turned to another page meanwhile keeps it, whether that was a claim or not."""
    await asked_in_vain(desk)
    sending = asyncio.create_task(send_in(desk))
    await desk.simulator.until(lambda: cards(desk) and gate.begun)
    await hastily(desk, button)
    gate.is_open.set()
    await sending
    await desk.settled()
    assert words in cards(desk)[0].text


async def test_an_edit_that_fails_leaves_no_card_unfinished(desk: Stage, gate: Gate) -> None:
    """What Telegram did not take is shown at the outbox's next look."""
    await asked_in_vain(desk)
    sending = asyncio.create_task(send_in(desk))
    await desk.simulator.until(lambda: cards(desk))
    desk.simulator.failures.order(Rule(Kind.TIMEOUT_BEFORE, "editMessageText", nth=1))
    gate.is_open.set()
    await sending
    assert card_texts.COUNTING in cards(desk)[0].text
    desk.services.outbox.set()
    await desk.settled()
    assert f"Svarar på {COUNTED}" in cards(desk)[0].text


async def test_a_restart_leaves_no_card_unfinished(tmp_path: Path, library: Library, gate: Gate) -> None:
    """The process ends while it counts; the next one fills in what stands there."""
    simulator, village = peopled()
    simulator.people.start(village.pensioner)
    async with performed(tmp_path / "bot.db", simulator, library) as bot:
        first = Stage(simulator, village, bot)
        await roles_store.set_chat(bot.services.database, village.moderators.id)
        await asked_in_vain(first)
        sending = asyncio.create_task(send_in(first))
        await simulator.until(lambda: cards(first) and gate.begun)
        sending.cancel()
    assert card_texts.COUNTING in cards(first)[0].text
    gate.is_open.set()
    async with performed(tmp_path / "bot.db", simulator, library) as bot:
        again = Stage(simulator, village, bot)
        assert await simulator.until(lambda: card_texts.COUNTING not in cards(again)[0].text)
        assert f"Svarar på {COUNTED}" in cards(again)[0].text


async def test_publishing_waits_for_no_count(desk: Stage, gate: Gate) -> None:
    """Publicera stands there while the questions are replayed, and takes effect."""
    gate.is_open.set()
    item = await send_in(desk)
    gate.is_open.clear()
    await hastily(desk, "Godkänn")
    assert "Räknar vilka frågor som påverkas" in cards(desk)[0].text
    await hastily(desk, "Publicera")
    assert (await queue.item(desk.services.database, item.id)).status == "approved"
    gate.is_open.set()
    await desk.settled()
    assert "Godkänt" in cards(desk)[0].text


async def test_before_publishing_it_is_told_which_questions_change(desk: Stage) -> None:
    """With before and after, and how many were tried, of members' and of the labelled ones."""
    await asked_in_vain(desk)
    await send_in(desk)
    await press(desk, desk.village.officer, "Godkänn")
    shown = cards(desk)[0].text
    assert f"{COUNTED.capitalize()} får nytt förstasvar:" in shown
    assert "→ Vi i Åsby" in shown
    assert "En medlems fråga: " in shown
    assert ASKED not in shown
    assert f"Jag har prövat {COUNTED} som medlemmar har ställt nyligen, och de " in shown
    assert "exempelfrågor som liknar mest" in shown


async def test_a_question_that_three_have_asked_stands_in_its_own_words(desk: Stage) -> None:
    """Those of a single member might give the member away."""
    await asked_in_vain(desk)
    for member in (desk.village.farmer, desk.village.volunteer, desk.village.officer):
        desk.simulator.people.start(member)
        await desk.say(ASKED, desk.simulator.world.private(member), member)
    await send_in(desk)
    await press(desk, desk.village.officer, "Godkänn")
    assert f"{ASKED}: " in cards(desk)[0].text


async def test_turning_pages_counts_nothing_again(desk: Stage, gate: Gate) -> None:
    """Once for the card and once for the approval, however often they are looked at."""
    gate.is_open.set()
    await asked_in_vain(desk)
    await send_in(desk)
    for button in ("Godkänn", "Tillbaka", "Avslå", "Tillbaka", "Godkänn", "Tillbaka"):
        await press(desk, desk.village.officer, button)
    assert gate.begun == 2


async def test_waiting_tips_that_are_alike_stand_on_the_card(desk: Stage) -> None:
    """By their numbers, and only while they wait."""
    first = await send_in(desk)
    await send_in(desk, "Snickarna lär ut hur man bygger en gärdsgård av gran.")
    await send_in(desk, TIP.replace("juli", "augusti"), author=desk.village.organiser)
    assert f"Liknar väntande nr {first.id}." in cards(desk)[-1].text
    assert "Liknar" not in cards(desk)[1].text
    await press(desk, desk.village.officer, "Avslå")
    await press(desk, desk.village.officer, "Är reklam")
    await desk.say("/nasta", desk.village.moderators, desk.village.officer)
    await press(desk, desk.village.officer, "Ta hand om", cards(desk)[2])
    assert "Liknar" not in cards(desk)[2].text


async def test_two_waiting_tips_that_say_the_same_become_one(desk: Stage) -> None:
    """The second's text and questions come to the first, its author hears that, and again when it is published."""
    first = await send_in(desk, author=desk.village.organiser)
    again = "Byborna i Åsby har en begagnad glasskiosk på hjul, Glasspucken, som rullar mellan badplatserna."
    second = await send_in(desk, again)
    card = cards(desk)[-1]
    for button in ("Slå ihop", f"Samma som nr {first.id}"):
        await press(desk, desk.village.officer, button, card)
    assert f"nr {first.id}" in desk.now(card).text
    assert "hör ihop med ett annat tips" in heard(desk)
    joined = await queue.item(desk.services.database, second.id)
    kept = (await queue.item(desk.services.database, first.id)).proposal
    assert joined.status == "merged"
    assert kept is not None
    assert (kept.more, again in kept.questions) == (again, True)
    for button in ("Godkänn", "Publicera"):
        await press(desk, desk.village.officer, button)
    assert "är publicerat" in heard(desk)


async def test_single_members_questions_are_read_by_whoever_presses(desk: Stage) -> None:
    """Over the chat, where nobody else sees them: a moderator can judge, and nobody is given away."""
    await asked_in_vain(desk)
    await send_in(desk)
    await press(desk, desk.village.officer, "Godkänn")
    assert f"• {ASKED}" in await press(desk, desk.village.officer, "Läs frågorna")
    assert ASKED not in cards(desk)[0].text


async def test_a_claim_that_has_ended_leaves_the_card(desk: Stage) -> None:
    """At the outbox's next look, without anybody pressing anything."""
    item = await send_in(desk)
    await press(desk, desk.village.officer, "Ta hand om")
    assert "har hand om det" in cards(desk)[0].text
    ends = now() + timedelta(seconds=1)
    await desk.services.database.execute("UPDATE items SET claimed_until = ? WHERE id = ?", (stamp(ends), item.id))
    await asyncio.sleep(1.05)
    desk.services.outbox.set()
    assert await desk.simulator.until(lambda: "har hand om det" not in cards(desk)[0].text)
    assert "Ta hand om" in [button["text"] for button in cards(desk)[0].buttons]


async def test_a_notice_that_cannot_be_made_holds_up_no_other(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """It becomes unknown, and the next is sent at once."""
    item = await send_in(desk)
    monkeypatch.setattr(notices_texts, "notice", lambda *_: 1 / 0)
    await press(desk, desk.village.officer, "Avslå")
    await press(desk, desk.village.officer, "Är reklam")
    notices = {each.kind: each.status for each in await of_item(desk.services.database, item.id)}
    assert notices["declined"] == "unknown"
    await send_in(desk, "Ett annat tips om en bastu på en flotte.")
    assert "bastu" in cards(desk)[-1].text


async def test_the_author_reads_what_the_moderators_changed(desk: Stage) -> None:
    """Title and text as they were and as they are; what is published untouched says nothing of changes."""
    await send_in(desk)
    for words in ("titel: Glass på hjul", "svar: Åsby har en rullande glasskiosk."):
        desk.simulator.people.send_text(desk.village.moderators, desk.village.officer, words, reply_to=cards(desk)[0])
        await desk.settled()
    await press(desk, desk.village.officer, "Godkänn")
    assert "Ändrat av moderatorerna" in cards(desk)[0].text
    await press(desk, desk.village.officer, "Publicera")
    for words in ("Moderatorerna ändrade lite", "+ Glass på hjul", "– Vi i Åsby köpte", "+ Åsby har en rullande"):
        assert words in heard(desk)
    await send_in(desk, "Bastun på flotten i Åsby har öppet varje lördag kväll.")
    card = cards(desk)[-1]
    await press(desk, desk.village.officer, "Godkänn", card)
    await press(desk, desk.village.officer, "Publicera", card)
    assert "är publicerat" in heard(desk)
    assert "ändrade" not in heard(desk)
