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
from bot.features.broadcasts.texts import templates as templates_texts
from bot.features.broadcasts.values import Content, UnderWay
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
from tests.conftest import Stage
from tests.stage.broadcasts import ALWAYS, EVA, NOON, groups, submitted
from tests.stage.organisers import Desk, desk_of, join, never_quiet


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch) -> None:
    never_quiet(monkeypatch)
    monkeypatch.setattr(draft, "TOGETHER", 0.1)
    monkeypatch.setattr(followups_worker, "PAUSE", 0.05)


@pytest.fixture
async def desk(stage: Stage) -> Desk:
    """Two organisers and three groups."""
    return await desk_of(stage)


def labels(message: Message) -> list[str]:
    """What its buttons say."""
    return [each["text"] for each in message.buttons]


async def followed(desk: Desk) -> Message:
    """The message that shows Bo how it went, once it says that it is over."""

    def ended() -> list[Message]:
        sent = desk.stage.simulator.sent(desk.own(desk.bo))
        return [each for each in sent if "· klart" in each.text and each.buttons]

    return (await desk.stage.simulator.until(ended))[-1]


async def subscribed(desk: Desk) -> Chat:
    """Anna's chat; she wants broadcasts."""
    await subscribers.subscribe(desk.stage.services.database, desk.stage.anna.id, desk.stage.anna.id)
    desk.stage.simulator.people.start(desk.stage.anna)
    await desk.stage.settled()
    return desk.stage.private


async def test_a_channel_gets_it_and_a_thank_there_counts(desk: Desk) -> None:
    """Nobody is named as the sender of what stands in a channel; the press of a reader is still believed."""
    channel = desk.stage.simulator.world.add_channel("Bygden i bild", desk.bo, desk.stage.anna)
    desk.stage.simulator.rooms.promote_bot(channel)
    await desk.stage.settled()
    await join(desk.stage, channel, desk.bo, "dalarna")
    database = desk.stage.services.database
    await standings.note_standing(database, Group(channel.id, channel.title, False, "administrator", is_channel=True))
    await desk.approved()
    await desk.became("finished")
    [copy] = [each for each in desk.stage.simulator.sent(channel) if each.text.startswith("Välkomna")]
    assert labels(copy) == [card_texts.THANKS]
    await desk.stage.press(copy, card_texts.THANKS)
    assert (await lists.progress(database, (await desk.latest()).id)).thanked == 1


async def test_under_a_private_copy_one_press_ends_it_and_another_undoes_that(desk: Desk) -> None:
    """The copy itself stays as it is; in groups there is no such button."""
    private = await subscribed(desk)
    await desk.approved(subscribers=True)
    await desk.became("finished")
    copy = next(each for each in desk.stage.simulator.sent(private) if each.text.startswith("Välkomna"))
    assert labels(copy) == [card_texts.THANKS, network_texts.STOP, network_texts.CHOOSE_THEMES]
    assert {label for each in desk.copies("Välkomna") for label in labels(each)} == {card_texts.THANKS}
    [said] = await desk.stage.press(copy, network_texts.STOP)
    assert said.text == network_texts.UNSUBSCRIBED
    assert desk.stage.now(copy).text == copy.text
    assert await subscribers.themes(desk.stage.services.database, desk.stage.anna.id) is None
    await desk.stage.press(said, "Ångra")
    assert await subscribers.themes(desk.stage.services.database, desk.stage.anna.id) == ()
    await desk.stage.press(copy, card_texts.THANKS)
    assert (await lists.progress(desk.stage.services.database, (await desk.latest()).id)).thanked == 1


async def test_an_earlier_one_is_copied_with_content_and_recipients(desk: Desk) -> None:
    """As a draft of whoever presses, to be approved anew."""
    await desk.approved()
    before = await desk.became("finished")
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
    assert labels(page)[:3] == ["✓ Byalag 1", "✓ Byalag 2", "✓ Byalag 3"]
    page = await desk.press(page, "✓ Byalag 2")
    assert "2 grupper: Byalag 1, Byalag 3." in page.text
    page = await desk.press(page, "Byalag 2")
    assert "3 grupper" in page.text
    page = await desk.press(await desk.press(page, "Klar"), "✓ Alla grupper")
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
    desk.stage.simulator.rooms.migrate(desk.groups[1])
    await desk.stage.settled()
    await desk.say("/utskick")
    card = await desk.press(desk.last(), 0)
    assert "2 grupper: Byalag 1, Byalag 3." in card.text


async def test_an_album_arrives_whole_with_its_buttons_and_is_taken_back_whole(desk: Desk) -> None:
    """Telegram tells of each picture by itself; what arrives is one album, corrected and recalled as one."""
    await desk.say("/utskick")
    await desk.press(desk.last(), "Nytt utskick")
    desk.stage.simulator.people.send_album(desk.own(desk.bo), desk.bo, "Så blev <bryggan>", number=3)
    await desk.stage.settled()
    card = await desk.press(await desk.press(desk.last(), "Alla grupper"), "Klar")
    assert "album med 3" in card.text
    await desk.press(card, "Be om godkännande")
    await desk.press(desk.last(desk.eva), "Godkänn", desk.eva)
    await desk.became("finished")
    first, *others = sent = desk.stage.simulator.sent(desk.groups[0])[-4:]
    assert len({each.content.get("media_group_id") for each in sent[:3]}) == 1
    assert (first.text, others[-1].text) == ("Så blev <bryggan>", card_texts.UNDER_ALBUM)
    [row, *_] = await desk.ledger()
    assert (row.message_id, row.others) == (first.id, tuple(each.id for each in others))
    await desk.stage.press(others[-1], card_texts.THANKS, desk.bo)
    [row, *_] = await desk.ledger()
    assert (row.message_id, row.thanked) == (first.id, True)
    await desk.press(await followed(desk), "Dra tillbaka")
    await desk.tap(card_texts.YES_RECALL)
    await desk.stage.simulator.until(lambda: not any(each.id in desk.groups[2].messages for each in sent))
    await desk.stage.simulator.until(lambda: not any(each.id in desk.groups[0].messages for each in sent))


async def test_an_album_without_its_buttons_has_still_arrived(desk: Desk) -> None:
    """What was sent is sent: a second call that fails changes nothing in the ledger, and is not made again."""
    await desk.say("/utskick")
    await desk.press(desk.last(), "Nytt utskick")
    desk.stage.simulator.people.send_album(desk.own(desk.bo), desk.bo, "Bryggan", number=2)
    await desk.stage.settled()
    card = await desk.press(await desk.press(desk.last(), "Alla grupper"), "Klar")
    await desk.press(card, "Be om godkännande")
    desk.stage.simulator.failures.order(Rule(Kind.FORBIDDEN, method="sendMessage", chat_id=desk.groups[0].id, nth=1))
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
    """Whoever follows one comes where it led before, and the organiser sees a number."""
    [entry, *_] = desk.stage.services.library.knowledge.entries
    await desk.approved(f'Läs <a href="https://t.me/landsbygdsbot?start=k_{entry.id}">svaret</a>')
    found = await desk.became("finished")
    [link] = [each for each in desk.copies("Läs")[0].content["entities"] if each["type"] == "text_link"]
    payload = link["url"].partition("start=")[2]
    assert payload == f"l_{found.id}_k_{entry.id}"
    for _ in range(2):
        desk.stage.simulator.people.start(desk.stage.anna, payload)
        await desk.stage.settled()
    assert entry.title in desk.stage.simulator.sent(desk.stage.private)[-1].text
    assert await opens.total(desk.stage.services.database, found.id) == 2
    [row] = await desk.stage.services.database.rows("SELECT * FROM broadcast_opens")
    assert tuple(row) == (found.id, f"k_{entry.id}", 2)


@pytest.mark.parametrize("payload", ["l_", "l_x_k_bastu", "l_999_k_bastu", "l_1_l_1_k_bastu", "l_1_fraga", "l_1_"])
async def test_made_up_links_do_no_harm(desk: Desk, payload: str) -> None:
    """Nothing is counted, and something is answered."""
    before = len(desk.stage.simulator.sent(desk.stage.private))
    desk.stage.simulator.people.start(desk.stage.anna, payload)
    await desk.stage.settled()
    assert len(desk.stage.simulator.sent(desk.stage.private)) > before
    assert await desk.stage.services.database.rows("SELECT * FROM broadcast_opens") == []


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
    found = await lists.broadcast(desk.stage.services.database, number)
    assert found.started_at is not None
    past = stamp(found.started_at - timedelta(days=8))
    async with desk.stage.services.database.transaction() as transaction:
        await transaction.execute(
            "UPDATE broadcasts SET started_at = ?, finished_at = ? WHERE id = ?", (past, past, number)
        )
    desk.stage.services.state(UnderWay).changed.set()


async def test_what_came_of_it_goes_out_by_itself_once(desk: Desk) -> None:
    """To those who got it and still would; its approval was given with the first."""
    number = await ripe(desk)
    await decided_on(desk)
    desk.stage.simulator.rooms.remove_bot(desk.groups[2])
    later = desk.stage.simulator.world.add_group("Ett byalag till", desk.bo)
    await join(desk.stage, later, desk.bo, "dalarna")
    await desk.stage.settled()
    await age(desk, number)
    await desk.stage.simulator.until(lambda: len(desk.copies("Det här ledde det till")) == 2 or None)
    told = await desk.became("finished")
    assert (told.created_by, told.approved_by, told.overridden) == (desk.bo.id, desk.eva.id, False)
    assert {each.chat_id for each in await desk.ledger()} == {each.id for each in desk.groups[:2]}
    await desk.stage.simulator.bell.wait(0.3)
    assert (await desk.latest()).id == told.id
    assert await followups.ripe(desk.stage.services.database, told.created_at) == []


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
    await desk.stage.simulator.until(
        lambda: any("inga tips eller frågor" in each.text for each in desk.stage.simulator.sent(own)) or None
    )
    assert (await desk.latest()).id == number


async def test_a_copy_taken_into_use_tells_nothing_by_itself(desk: Desk) -> None:
    """It may have been told since the copy was made."""
    number = await ripe(desk)
    await aside.set_aside(desk.stage.services.database)
    assert (await lists.broadcast(desk.stage.services.database, number)).follow_up == "done"


async def test_what_was_approved_does_not_get_or_lose_it_unseen(desk: Desk) -> None:
    """A change behind the approval makes a draft of it again."""
    database = desk.stage.services.database
    found = await submitted(database, groups(1))
    agreed = await drafts.approve(database, found.id, found.version, EVA, NOON, ALWAYS)
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE broadcasts SET follow_up = 'wanted' WHERE id = ?", (found.id,))
    with suppress(Forestalled):  # the bot at work may have looked at it first
        await runs.start(database, agreed.id, agreed.version, NOON, ALWAYS)
    assert (await desk.latest()).status == "draft"


async def test_it_can_be_stopped_until_then(desk: Desk) -> None:
    """By one press on how it goes, also by another organiser."""
    number = await ripe(desk)
    await desk.press(await followed(desk), card_texts.NO_FOLLOW_UP)
    await decided_on(desk)
    await age(desk, number)
    await desk.stage.simulator.bell.wait(0.3)
    assert (await desk.latest()).id == number


async def decided_on(desk: Desk) -> None:
    """Something has come of it."""
    async with desk.stage.services.database.transaction() as transaction:
        await decide.submit(transaction, Submission("tip", 1, 1, ItemContent("Vi byggde en bastu")))


async def test_to_tell_of_it_is_approved_with_the_rest(desk: Desk) -> None:
    """Whoever turns it on afterwards asks anew."""
    await desk.press(await desk.draft(), "Be om godkännande")
    await desk.tap(card_texts.FOLLOW_UP)
    assert (await desk.latest()).status == "draft"
    assert card_texts.REOPENED in desk.last().text or card_texts.REOPENED in desk.stage.now(desk.last()).text
