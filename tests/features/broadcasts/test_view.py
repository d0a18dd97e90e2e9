"""What organisers see and do while a broadcast is under way and afterwards."""

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import wrap

import pytest

from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts import delivery as delivery_texts
from bot.features.broadcasts.texts import recipients as recipients_texts
from bot.features.broadcasts.values import Content
from bot.features.broadcasts.worker import board, delivery
from bot.features.network.store import groups as groups_store
from bot.features.network.values import Audience, Recipient
from bot.gateway.limiter import Pacing
from bot.gateway.values import Limits
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Message
from bot.simulator.simulator import Simulator
from bot.simulator.village import build_village
from bot.storage.clock import now
from tests.conftest import Stage, performed
from tests.stage.organisers import Desk, desk_of, join


async def card(desk: Desk) -> Message:
    """Bo looks at the newest broadcast."""
    sent, found = await desk.say("/utskick"), await desk.latest()
    page = next(each for each in sent if card_texts.NEW in each.labels)
    if found.status in ("finished", "cancelled"):
        page = await desk.press(page, "Avslutade utskick")
    return await desk.press(page, 0)


async def test_recipients_are_listed_by_outcome_and_as_a_table(desk: Desk) -> None:
    """The failed one is named with its reason, in the list and in a file that spreadsheets read."""
    desk.simulator.rooms.restrict_bot(desk.groups[1])
    await desk.gone_out()
    await desk.simulator.until(lambda: "klart" in desk.last().text)  # or that news would be followed instead
    page = shown = await card(desk)
    assert "Misslyckade: 1" in page.text
    assert "Orsak: jag får inte skriva där (1)." in page.text
    page = await desk.press(page, "Mottagare")
    assert "klart" in desk.stage.now(shown).text, "the list would be covered by the next edit of the status message"
    page = await desk.press(page, "Misslyckade (1)")
    assert "3. Byalag 2: misslyckat" in page.text
    assert "Byalag 1" not in page.text
    await desk.press(await desk.press(page, "Tillbaka"), "Lista som fil")
    file = desk.simulator.world.files[desk.last().content["document"]["file_id"]]
    assert file.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[1:5:2] for row in rows[1:]] == [
        ["Byalag 1", "skickat"],
        ["Byalag 3", "skickat"],
        ["Byalag 2", "misslyckat"],
    ]


def test_a_group_named_as_a_formula_is_none_in_the_table() -> None:
    """What a spreadsheet would carry out is written so that it does not."""
    assert recipients_texts._harmless("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert recipients_texts._harmless("Byalag") == "Byalag"


async def test_trying_again_touches_only_the_failed(desk: Desk) -> None:
    """Once the bot may write again that group gets it, and nobody gets it twice."""
    desk.simulator.rooms.restrict_bot(desk.groups[1])
    await desk.gone_out()
    desk.simulator.rooms.demote_bot(desk.groups[1])
    await desk.press(await card(desk), "Försök igen")
    await desk.became("finished")
    assert [len(desk.simulator.sent(each)) for each in desk.groups] == [1, 1, 1]


async def test_a_press_of_thanks_heals_what_nobody_knew(desk: Desk) -> None:
    """The answer to the second copy never came; somebody in the group has read it."""
    desk.simulator.failures.order(Rule(Kind.TIMEOUT_AFTER, "sendMessage", desk.groups[1].id, 1))
    await desk.gone_out()
    assert [each.status for each in await desk.ledger()] == ["sent", "unknown", "sent"]
    assert delivery_texts.UNKNOWN_MEANS.split(":")[0] in (await card(desk)).text
    [copy] = desk.simulator.sent(desk.groups[1])
    query = await desk.stage.after(desk.simulator.people.press(desk.bo, copy, card_texts.THANKS))
    assert (desk.simulator.people.answer_to(query) or {})["text"] == card_texts.THANKED
    healed = (await desk.ledger())[1]
    assert (healed.status, healed.message_id, healed.thanked) == ("sent", copy.id, True)


async def test_a_forged_press_writes_nothing_into_the_ledger(desk: Desk) -> None:
    """Under a message without that button nobody is thanked, and what nobody knows stays unknown."""
    simulator, group = desk.simulator, desk.groups[1]
    simulator.failures.order(Rule(Kind.TIMEOUT_BEFORE, "sendMessage", group.id, 1))
    await desk.approved()
    number = (await desk.became("finished")).id
    [answer] = await desk.stage.say("/fraga vad är en reko-ring?", group, desk.bo)
    theirs = simulator.people.send_text(group, desk.bo, "Hej")
    for message in (answer, theirs):
        query = await desk.stage.after(simulator.people.forge_press(desk.bo, message, f"k:{number}"))
        assert (simulator.people.answer_to(query) or {}).get("text") is None
    assert [each.status for each in await desk.ledger()] == ["sent", "unknown", "sent"]


async def test_the_list_and_the_table_say_when_in_swedish_time(desk: Desk) -> None:
    """It is sent at noon in UTC in the winter; a press in the evening moves nothing."""
    found = await desk.gone_out()
    [first, *_] = [replace(each, settled_at=datetime(2018, 11, 6, 12, tzinfo=UTC)) for each in await desk.ledger()]
    assert " skickat kl. 13.00" in recipients_texts.recipient(first)
    assert "2018-11-06 13:00:00" in recipients_texts.table([first]).decode()
    assert found.status == "finished"


async def test_the_first_alone_and_a_pause_that_says_why(desk: Desk) -> None:
    """When the first one fails nobody else gets it until an organiser has looked; then the rest do."""
    refusing = Rule(Kind.BAD_REQUEST, method="sendMessage", chat_id=desk.groups[0].id, words="PEER_ID_INVALID")
    desk.simulator.failures.order(refusing)
    await desk.approved()
    assert (await desk.became("paused")).pause_reason == "first"
    assert desk.copies("Välkomna") == []
    await desk.simulator.until(lambda: "pausat" in desk.last().text)
    assert delivery_texts.PAUSES["first"] in desk.last().text
    await desk.press(desk.last(), "Fortsätt")
    await desk.became("finished", "paused")
    assert len(desk.copies("Välkomna")) == 2


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (Rule(Kind.TOO_MANY_REQUESTS, "sendMessage", seconds=600), "Telegram har bett mig vänta till kl. "),
        (Rule(Kind.UNREACHABLE, "sendMessage"), "Jag når inte Telegram just nu. "),
        (None, "Nästa mottagare har fått så många meddelanden"),
    ],
    ids=["a pause of its own", "unreachable", "a full minute"],
)
async def test_it_says_what_the_last_one_waits_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, failure: Rule | None, words: str
) -> None:
    """All but one group have got it: the status message and whoever looks read why that one has not."""
    monkeypatch.setattr(delivery, "_AGAIN", 0.0)
    last, wait_alone = desk.groups[2].id, Pacing.wait_alone
    if failure is not None:
        desk.simulator.failures.order(replace(failure, chat_id=last))
    else:
        monkeypatch.setattr(Pacing, "wait_alone", lambda pace, chat: 40.0 if chat == last else wait_alone(pace, chat))
    await desk.approved()
    await desk.simulator.until(lambda: len(desk.copies("Välkomna")) == 2)
    await desk.simulator.until(lambda: any(words in each.text for each in sent_to_bo(desk)))
    *arrived, waiting = [each.status for each in await desk.ledger()]
    assert arrived == ["sent", "sent"]
    assert waiting in {"queued", "sending"}  # it is tried again all the time
    assert words in (await card(desk)).text


def sent_to_bo(desk: Desk) -> list[Message]:
    """Bo's messages as they read now."""
    return desk.simulator.sent(desk.own(desk.bo))


async def test_a_closed_topic_waits_for_a_choice(desk: Desk) -> None:
    """The group's topic was closed: an organiser sends it to General instead."""
    village, database = desk.stage.village, desk.database
    await join(desk.stage, village.network, desk.bo, "dalarna")
    await groups_store.choose_topic(database, village.network.id, desk.bo.id, village.meetings.id, "Möten och träffar")
    await desk.stage.after(desk.simulator.rooms.close_topic(village.network, village.meetings))
    await desk.gone_out()
    assert [each.reason for each in await desk.ledger()] == [None, None, None, "topic_closed"]
    page = await desk.press(await card(desk), "Välj ämne")
    await desk.press(page, "Bygdenätet i Dalarna: Allmänt")
    await desk.became("finished")
    [copy] = desk.simulator.sent(village.network)
    assert (copy.text, copy.topic) == ("Välkomna till träffen", None)


async def test_what_came_of_it_is_offered_after_a_week(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not before; then a draft says how many tips came, how many are published, and how many questions are open."""
    done = await desk.gone_out()
    assert delivery_texts.WHAT_CAME not in (await card(desk)).labels
    assert done.finished_at is not None
    assert delivery_texts.is_ripe(done, done.finished_at + timedelta(days=7))
    assert not delivery_texts.is_ripe(done, done.finished_at + timedelta(days=6, hours=23))
    later = now() + timedelta(days=8)
    monkeypatch.setattr("bot.features.broadcasts.pages.card.now", lambda: later)
    await desk.press(await card(desk), delivery_texts.WHAT_CAME)
    found = await desk.latest()
    assert found.content is not None
    assert "Inget nytt har kommit in än." in found.content.text
    assert found.template == "outcome"


async def test_a_card_is_not_longer_than_a_phone(desk: Desk) -> None:
    """With a long text, many groups, subscribers and what is told later: what is not folded fits above the buttons."""
    names = [f"Byalaget i by nummer {number}" for number in range(20)]
    groups = [Recipient(number, None, name, "group") for number, name in enumerate(names)]
    reach = card_texts.Reach([*groups, Recipient(999, None, "", "subscriber")])
    content = Content("document", "Sammanställning av träffen.\n" * 9, file_name="sammanstallning-2026-11-28.docx")
    await desk.draft()
    known = replace(await desk.latest(), content=content, follow_up="wanted", status="waiting")
    hint = card_texts.hint(known, (), False)
    text = card_texts.card(known, reach, "Lämnat för godkännande av Samira idag.", hint, now())
    shown = re.sub("<blockquote expandable>.*?</blockquote>", "\n\n\n", text, flags=re.DOTALL)
    lines = [line for part in re.sub("<.*?>", "", shown).split("\n") for line in wrap(part, 33) or [""]]
    assert len(lines) * 23 < 541


def test_long_lists_of_names_leave_room_on_the_card() -> None:
    """Three long lists, folded, and the excerpt together stay below what a message takes."""
    names = [f"{'Ö' * 120} {number}" for number in range(200)]
    groups = [Recipient(number, None, name, "group") for number, name in enumerate(names)]
    assert len(card_texts.to(card_texts.Reach(groups, names, names))) < 3000


async def test_an_organiser_holds_it_and_lets_it_go_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paused while Telegram is slow: what is queued stays so, the card says who must act; then all get it once."""
    monkeypatch.setattr(board, "INTERVAL", 0.2)
    desk.simulator.failures.order(Rule(Kind.SLOW, "sendMessage", desk.groups[0].id, 1, seconds=0.3))
    await desk.approved()
    await desk.became("running")
    page = await desk.press(await desk.press(await card(desk), "Pausa"), "Uppdatera")
    assert delivery_texts.PAUSES["person"] in page.text
    assert len(desk.copies("Välkomna")) <= 1
    buttons = [each for each in desk.simulator.sent(desk.own(desk.bo)) if "Fortsätt" in str(each.buttons)]
    assert [each.id for each in buttons] == [page.id]
    await desk.press(page, "Fortsätt")
    await desk.became("finished")
    assert [len(desk.simulator.sent(each)) for each in desk.groups] == [1, 1, 1]


@pytest.mark.usefixtures("calm")
async def test_real_limits_are_kept_and_members_answered_meanwhile(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty groups at Telegram's own pace: no 429, everybody gets it once, and a question does not wait for the end."""
    monkeypatch.setattr("tests.conftest.UNLIMITED", Limits())
    simulator = Simulator()
    simulator.limits.enforced = True
    village = build_village(simulator)
    async with performed(tmp_path / "limited.db", simulator, library) as bot:
        desk = await desk_of(Stage(simulator, village, bot), 40)
        simulator.people.start(village.pensioner)
        await desk.approved()
        await desk.became("running")
        [answer] = await desk.stage.say("hur ordnar vi samåkning")
        assert answer.text
        assert (await desk.latest()).status == "running"
        await desk.became("finished")
        assert [each.status for each in await desk.ledger()] == ["sent"] * 40
    assert len(desk.copies("Välkomna")) == 40
    assert [call.method for call in simulator.log if call.code == 429] == []


@pytest.mark.parametrize("since", [False, True])
async def test_a_group_that_is_found_to_be_gone_is_no_recipient_next_time(desk: Desk, since: bool) -> None:
    """Telegram tells the worker only: the list says it too, unless the bot has been let in again since the call."""
    gone = desk.groups[1].id
    desk.simulator.failures.order(
        Rule(Kind.FORBIDDEN, words="bot was kicked from the group chat", method="sendMessage", chat_id=gone)
    )
    if since:
        await desk.database.execute("UPDATE groups SET changed_at = '2099-01-01T00:00:00Z' WHERE chat_id = ?", (gone,))
    await desk.gone_out()
    known = await groups_store.group(desk.database, gone)
    assert known is not None
    assert known.standing == ("member" if since else "removed")
    recipients = await groups_store.recipients(desk.database, Audience())
    assert (gone in [each.chat_id for each in recipients]) is since


@pytest.mark.parametrize("is_frozen", [False, True])
async def test_a_group_that_has_put_the_bot_out_is_counted_once(desk: Desk, is_frozen: bool) -> None:
    """As a draft and while it waits, the card counts whoever gets it, and names the other apart."""
    page = await desk.draft()
    if is_frozen:
        await desk.press(page, "Be om godkännande")
    desk.simulator.rooms.remove_bot(desk.groups[1])
    await desk.stage.settled()
    shown = await card(desk)
    assert "Till: 2 grupper: Byalag 1, Byalag 3." in shown.text
    assert "Här är jag inte kvar, så de får inget: Byalag 2." in shown.text


async def test_news_that_may_have_arrived_is_not_sent_again(desk: Desk) -> None:
    """The message of the start gets no answer: more copies arrive, and yet there is no second one until it ends."""
    failures = desk.simulator.failures
    failures.order(Rule(Kind.TOO_MANY_REQUESTS, "sendMessage", desk.groups[1].id, 1, seconds=1))
    failures.order(Rule(Kind.TIMEOUT_AFTER, "sendMessage", desk.bo.id, 4))
    await desk.gone_out()
    await desk.simulator.until(lambda: "klart" in desk.last().text)
    shown = [each for each in desk.simulator.sent(desk.own(desk.bo)) if "av 3" in each.text]
    assert len(shown) <= 2
