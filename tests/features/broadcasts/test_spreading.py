"""A broadcast reaches further: channels, albums, one group more or less, people who choose, links that are counted."""

from contextlib import suppress
from datetime import timedelta

import pytest

from bot.features.broadcasts import links
from bot.features.broadcasts.errors import Forestalled
from bot.features.broadcasts.handlers import draft
from bot.features.broadcasts.store import aside, drafts, followups, lists, opens, runs
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts import delivery as delivery_texts
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.texts import recipients as recipients_texts
from bot.features.broadcasts.texts import templates as templates_texts
from bot.features.broadcasts.values import Content, Openers, UnderWay
from bot.features.broadcasts.worker import followups as followups_worker
from bot.features.moderation.store import decide
from bot.features.moderation.store.news import Counted
from bot.features.moderation.values import Content as ItemContent
from bot.features.moderation.values import Submission
from bot.features.network import texts as network_texts
from bot.features.network.store import standings, subscribers
from bot.features.network.store.standings import Group
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.simulator.markup import parse_html
from bot.simulator.model import Chat, Message
from bot.storage.clock import stamp
from tests.stage.broadcasts import ALWAYS, EVA, NOON, groups, submitted
from tests.stage.organisers import Desk, join


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft, "TOGETHER", 0.1)
    monkeypatch.setattr(followups_worker, "PAUSE", 0.05)


async def followed(desk: Desk) -> Message:
    """The message that shows Bo how it went, once it says that it is over."""

    def ended() -> list[Message]:
        sent = desk.simulator.sent(desk.own(desk.bo))
        return [each for each in sent if "· klart" in each.text and each.buttons]

    return (await desk.simulator.until(ended))[-1]


async def subscribed(desk: Desk) -> Chat:
    """Anna's chat; she wants broadcasts."""
    await subscribers.subscribe(desk.database, desk.stage.anna.id, desk.stage.anna.id)
    await desk.stage.after(desk.simulator.people.start(desk.stage.anna))
    return desk.stage.private


async def test_a_channel_gets_it_and_a_thank_there_counts(desk: Desk) -> None:
    """Nobody is named as the sender of what stands in a channel; the press of a reader is still believed."""
    channel = desk.simulator.world.add_channel("Bygden i bild", desk.bo, desk.stage.anna)
    desk.simulator.rooms.promote_bot(channel)
    await desk.stage.settled()
    await join(desk.stage, channel, desk.bo, "dalarna")
    database = desk.database
    await standings.note_standing(database, Group(channel.id, channel.title, False, "administrator", is_channel=True))
    await desk.gone_out()
    [copy] = [each for each in desk.simulator.sent(channel) if each.text.startswith("Välkomna")]
    assert copy.labels == [card_texts.THANKS]
    await desk.stage.press(copy, card_texts.THANKS)
    assert (await lists.progress(database, (await desk.latest()).id)).thanked == 1


async def test_under_a_private_copy_one_press_ends_it_and_another_undoes_that(desk: Desk) -> None:
    """The copy itself stays as it is; in groups there is no such button."""
    private = await subscribed(desk)
    await desk.gone_out(subscribers=True)
    copy = next(each for each in desk.simulator.sent(private) if each.text.startswith("Välkomna"))
    assert copy.labels == [card_texts.THANKS, network_texts.STOP, network_texts.CHOOSE_THEMES]
    assert {label for each in desk.copies("Välkomna") for label in each.labels} == {card_texts.THANKS}
    [said] = await desk.stage.press(copy, network_texts.STOP)
    assert said.text == network_texts.UNSUBSCRIBED
    assert desk.stage.now(copy).text == copy.text
    assert await subscribers.themes(desk.database, desk.stage.anna.id) is None
    await desk.stage.press(said, "Ångra")
    assert await subscribers.themes(desk.database, desk.stage.anna.id) == ()
    await desk.stage.press(copy, card_texts.THANKS)
    assert (await lists.progress(desk.database, (await desk.latest()).id)).thanked == 1


async def test_an_earlier_one_is_copied_with_content_and_recipients(desk: Desk) -> None:
    """As a draft of whoever presses, to be approved anew."""
    before = await desk.gone_out()
    await desk.press(await followed(desk), delivery_texts.AS_NEW)
    made = await desk.latest()
    assert made.id != before.id
    assert (made.status, made.content, made.audience) == ("draft", before.content, before.audience)
    assert "3 grupper" in desk.last().text


async def test_one_group_is_left_out_or_picked(desk: Desk) -> None:
    """Out of all of them one is left; and to those of Skåne one of Dalarna is picked, by its name."""
    await desk.draft()
    await desk.press(desk.last(), card_texts.EDITS["to"])
    page = await desk.press(desk.last(), draft_texts.BY_GROUP)
    assert page.labels[:3] == ["✓ Byalag 1", "✓ Byalag 2", "✓ Byalag 3"]
    page = await desk.press(page, "✓ Byalag 2")
    assert "2 grupper: Byalag 1, Byalag 3." in page.text
    page = await desk.press(page, "Byalag 2")
    assert "3 grupper" in page.text
    page = await desk.press(await desk.press(page, "Klar"), draft_texts.ticked(draft_texts.ALL_GROUPS, True))
    assert "Ingen är vald än." in page.text
    await desk.say("Skåne")
    [said] = await desk.say("byalag 2")
    assert "2 grupper: Byalag 2, Byalag 3." in said.text


async def test_a_group_that_is_renumbered_stays_left_out(desk: Desk) -> None:
    """Its wish was about the group, not about a number."""
    await desk.draft()
    await desk.press(desk.last(), card_texts.EDITS["to"])
    page = await desk.press(desk.last(), draft_texts.BY_GROUP)
    await desk.press(page, "✓ Byalag 2")
    await desk.stage.after(desk.simulator.rooms.migrate(desk.groups[1]))
    await desk.say("/utskick")
    card = await desk.press(desk.last(), 0)
    assert "2 grupper: Byalag 1, Byalag 3." in card.text


async def test_an_album_arrives_whole_with_its_buttons_and_is_taken_back_whole(desk: Desk) -> None:
    """Telegram tells of each picture by itself; what arrives is one album, corrected and recalled as one."""
    await desk.begin()
    await desk.stage.after(desk.simulator.people.send_album(desk.own(desk.bo), desk.bo, "Så blev <bryggan>", number=3))
    card = await desk.to_all()
    assert "album med 3" in card.text
    await desk.agree()
    await desk.became("finished")
    first, *others = sent = desk.simulator.sent(desk.groups[0])[-4:]
    assert len({each.content.get("media_group_id") for each in sent[:3]}) == 1
    assert (first.text, others[-1].text) == ("Så blev <bryggan>", card_texts.UNDER_ALBUM)
    [row, *_] = await desk.ledger()
    assert (row.message_id, row.others) == (first.id, tuple(each.id for each in others))
    await desk.stage.press(others[-1], card_texts.THANKS, desk.bo)
    [row, *_] = await desk.ledger()
    assert (row.message_id, row.thanked) == (first.id, True)
    await desk.press(await followed(desk), "Dra tillbaka")
    await desk.tap(card_texts.YES_RECALL)
    await desk.simulator.until(lambda: not any(each.id in desk.groups[2].messages for each in sent))
    await desk.simulator.until(lambda: not any(each.id in desk.groups[0].messages for each in sent))


async def test_an_album_without_its_buttons_has_still_arrived(desk: Desk) -> None:
    """What was sent is sent: a second call that fails changes nothing in the ledger, and is not made again."""
    await desk.begin()
    await desk.stage.after(desk.simulator.people.send_album(desk.own(desk.bo), desk.bo, "Bryggan", number=2))
    card = await desk.to_all()
    await desk.press(card, "Be om godkännande")
    desk.simulator.failures.order(Rule(Kind.FORBIDDEN, method="sendMessage", chat_id=desk.groups[0].id, nth=1))
    await desk.press(desk.last(desk.eva), "Godkänn", desk.eva)
    await desk.became("finished")
    rows = await desk.ledger()
    assert [each.status for each in rows] == ["sent"] * 3
    assert [len(each.others) for each in rows] == [1, 2, 2]


BOLD = {"type": "bold", "offset": 0, "length": 1}


def test_links_to_the_bot_lead_through_a_number_and_others_do_not() -> None:
    """The words stay to the letter; a link that was counted before is counted for the new broadcast only."""
    text = "🙂 https://t.me/bygdbot?start=k_bastu eller https://example.se"
    shown = {"type": "url", "offset": 3, "length": 34}
    other = {"type": "url", "offset": 44, "length": 18}
    named = {"type": "text_link", "offset": 0, "length": 2, "url": "t.me/BygdBot?start=l_4_m_traff"}
    found = links.counted(Content("text", text, (BOLD, shown, other, named)), 12, "bygdbot")
    assert found.text == text
    assert found.entities == (
        BOLD,
        {"type": "text_link", "offset": 3, "length": 34, "url": "https://t.me/bygdbot?start=l_12_k_bastu"},
        other,
        {"type": "text_link", "offset": 0, "length": 2, "url": "https://t.me/bygdbot?start=l_12_m_traff"},
    )


async def test_opened_links_are_counted_without_whose_press_it_was(desk: Desk) -> None:
    """Whoever follows one comes where it led before, counts once however often, and the organiser sees a number."""
    [entry, *_] = desk.stage.services.library.knowledge.entries
    found = await desk.gone_out(f'Läs <a href="https://t.me/landsbygdsbot?start=k_{entry.id}">svaret</a>')
    [link] = [each for each in desk.copies("Läs")[0].content["entities"] if each["type"] == "text_link"]
    payload = link["url"].partition("start=")[2]
    assert payload == f"l_{found.id}_k_{entry.id}"
    for _ in range(2):
        await desk.stage.after(desk.simulator.people.start(desk.stage.anna, payload))
    assert entry.title in desk.simulator.sent(desk.stage.private)[-1].text
    assert await opens.total(desk.database, found.id) == 1
    for other in (payload, f"l_{found.id}_fraga"):
        await desk.stage.after(desk.simulator.people.start(desk.stage.village.officer, other))
    assert await opens.total(desk.database, found.id) == 2
    [row] = await desk.database.rows("SELECT * FROM broadcast_opens")
    assert tuple(row) == (found.id, f"k_{entry.id}", 2)
    assert delivery_texts.opened(2) == "2 personer har öppnat länkarna i det. Vilka sparas inte."


def test_of_openers_only_so_many_are_remembered() -> None:
    """Each of a broadcast by itself; the oldest may count anew."""
    openers = Openers(most=2)
    assert [openers.is_new(1, 7), openers.is_new(1, 7), openers.is_new(2, 7), openers.is_new(1, 8)] == [
        True, False, True, True,
    ]  # fmt: skip
    assert len(openers.seen) == 2


@pytest.mark.parametrize("payload", ["l_", "l_x_k_bastu", "l_999_k_bastu", "l_1_l_1_k_bastu", "l_1_fraga", "l_1_"])
async def test_made_up_links_do_no_harm(desk: Desk, payload: str) -> None:
    """Nothing is counted, and something is answered."""
    before = len(desk.simulator.sent(desk.stage.private))
    await desk.stage.after(desk.simulator.people.start(desk.stage.anna, payload))
    assert len(desk.simulator.sent(desk.stage.private)) > before
    assert await desk.database.rows("SELECT * FROM broadcast_opens") == []


async def ripe(desk: Desk) -> int:
    """A broadcast of which it was said beforehand that what came of it is told, a week ago; its number."""
    card = await desk.draft()
    card = await desk.press(card, card_texts.FOLLOW_UP)
    assert card_texts.FOLLOWED_UP in card.text
    await desk.press(card, "Be om godkännande")
    assert card_texts.FOLLOWED_UP in desk.last(desk.eva).text
    await desk.press(desk.last(desk.eva), "Godkänn", desk.eva)
    found = await desk.became("finished")
    return found.id


async def age(desk: Desk, number: int) -> None:
    """A week goes by."""
    found = await lists.broadcast(desk.database, number)
    assert found.started_at is not None
    past = stamp(found.started_at - timedelta(days=8))
    await desk.database.execute(
        "UPDATE broadcasts SET started_at = ?, finished_at = ? WHERE id = ?", (past, past, number)
    )
    desk.stage.services.state(UnderWay).changed.set()


async def test_what_came_of_it_goes_out_by_itself_once(desk: Desk) -> None:
    """To those who got it and still would; its approval was given with the first."""
    number = await ripe(desk)
    await decided_on(desk)
    desk.simulator.rooms.remove_bot(desk.groups[2])
    later = desk.simulator.world.add_group("Ett byalag till", desk.bo)
    await join(desk.stage, later, desk.bo, "dalarna")
    await desk.stage.settled()
    await age(desk, number)
    await desk.simulator.until(lambda: len(desk.copies("Det här ledde det till")) == 2 or None)
    told = await desk.became("finished")
    assert (told.created_by, told.approved_by, told.overridden) == (desk.bo.id, desk.eva.id, False)
    assert {each.chat_id for each in await desk.ledger()} == {each.id for each in desk.groups[:2]}
    await desk.simulator.bell.wait(0.3)
    assert (await desk.latest()).id == told.id
    assert await followups.ripe(desk.database, told.created_at) == []


def test_what_came_of_it_leads_to_what_is_new(library: Library) -> None:
    """The formatting that nobody looks at first points at the same letters as the draft that is looked at."""
    entries = library.knowledge.entries[:2]
    counted = Counted(3, 2, 1, tuple(each.id for each in entries))
    content = templates_texts.outcome_content(counted, entries, "landsbygdsbot")
    shown = parse_html(templates_texts.outcome(counted, entries, "landsbygdsbot"))
    assert content.text == shown.text
    assert list(content.entities) == shown.entities
    assert "3 förslag har kommit in. 2 av dem finns nu bland svaren." in content.text
    assert "1 fråga väntar på svar." in content.text


async def test_a_theme_that_only_a_subscriber_wants_can_be_chosen(desk: Desk) -> None:
    """Though every group wants all of them; where nobody has chosen any, the page says why it is empty."""
    database, anna = desk.stage.services.database, desk.stage.anna
    page = await desk.press(await desk.draft(), card_texts.EDITS["to"])
    page = await desk.press(page, draft_texts.BY_THEME)
    assert draft_texts.NO_THEMES in page.text
    await subscribers.subscribe(database, anna.id, anna.id)
    await subscribers.choose(database, anna.id, ("mat",))
    page = await desk.press(await desk.press(page, draft_texts.READY), draft_texts.BY_THEME)
    assert "Mat" in [each["text"] for each in page.buttons]


async def test_nothing_that_came_is_told_to_the_organiser_only(desk: Desk) -> None:
    """No group reads of zeros."""
    number = await ripe(desk)
    await age(desk, number)
    own = desk.own(desk.bo)
    await desk.simulator.until(
        lambda: any("inga tips eller frågor" in each.text for each in desk.simulator.sent(own)) or None
    )
    assert (await desk.latest()).id == number


async def test_a_copy_taken_into_use_tells_nothing_by_itself(desk: Desk) -> None:
    """It may have been told since the copy was made."""
    number = await ripe(desk)
    await aside.set_aside(desk.database)
    assert (await lists.broadcast(desk.database, number)).follow_up == "done"


async def test_what_was_approved_does_not_get_or_lose_it_unseen(desk: Desk) -> None:
    """A change behind the approval makes a draft of it again."""
    database = desk.database
    found = await submitted(database, groups(1))
    agreed = await drafts.approve(database, found.id, found.version, EVA, NOON, ALWAYS)
    await database.execute("UPDATE broadcasts SET follow_up = 'wanted' WHERE id = ?", (found.id,))
    with suppress(Forestalled):  # the bot at work may have looked at it first
        await runs.start(database, agreed.id, agreed.version, NOON, ALWAYS)
    assert (await desk.latest()).status == "draft"


async def test_it_can_be_stopped_until_then(desk: Desk) -> None:
    """By one press on how it goes, also by another organiser."""
    number = await ripe(desk)
    await desk.press(await followed(desk), card_texts.NO_FOLLOW_UP)
    await decided_on(desk)
    await age(desk, number)
    await desk.simulator.bell.wait(0.3)
    assert (await desk.latest()).id == number


async def decided_on(desk: Desk) -> None:
    """Something has come of it."""
    async with desk.database.transaction() as transaction:
        await decide.submit(transaction, Submission("tip", 1, 1, ItemContent("Vi byggde en bastu")))


async def test_to_tell_of_it_is_approved_with_the_rest(desk: Desk) -> None:
    """Whoever turns it on afterwards asks anew."""
    await desk.press(await desk.draft(), "Be om godkännande")
    await desk.tap(card_texts.FOLLOW_UP)
    assert (await desk.latest()).status == "draft"
    assert card_texts.REOPENED in desk.last().text or card_texts.REOPENED in desk.stage.now(desk.last()).text


async def test_a_channel_is_called_one_wherever_it_is_a_recipient(desk: Desk) -> None:
    """On the card, where it is picked, in the list and in the file; groups and subscribers by their own names."""
    await subscribed(desk)
    async with desk.database.transaction() as transaction:
        await transaction.execute("UPDATE groups SET is_channel = 1 WHERE chat_id = ?", (desk.groups[1].id,))
    card = await desk.draft(subscribers=True)
    assert "2 grupper och 1 kanal: Byalag 1, Byalag 2, Byalag 3. Och 1 prenumerant." in card.text
    page = await desk.press(await desk.press(card, card_texts.EDITS["to"]), draft_texts.BY_GROUP)
    assert "✓ Byalag 2 (kanal)" in page.labels
    for label in ("✓ Byalag 1", "✓ Byalag 3"):
        page = await desk.press(page, label)
    assert "1 kanal: Byalag 2. Och 1 prenumerant." in page.text
    await desk.press(await desk.press(await desk.press(page, "Klar"), "Klar"), "Be om godkännande")
    await desk.press(desk.last(desk.eva), "Godkänn", desk.eva)
    found = await desk.became("finished")
    channels = await standings.channels(desk.database)
    copies = await lists.deliveries(desk.database, found.id)
    assert [recipients_texts.recipient(each, channels).partition(": ")[0] for each in copies] == [
        "1. Byalag 2 (kanal)", "2. Prenumerant 1",
    ]  # fmt: skip
    rows = recipients_texts.table(copies, channels).decode("utf-8-sig").splitlines()
    assert [row.split(";")[2] for row in rows] == ["typ", "kanal", "prenumerant"]
