"""An organiser makes a broadcast, another one approves it, and it goes out: through the real application."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from telegram import Chat as TelegramChat
from telegram import Document, MessageEntity, PhotoSize
from telegram import Message as TelegramMessage
from telegram import User as TelegramUser

from bot.features.broadcasts.handlers import draft as broadcasts_draft
from bot.features.broadcasts.store import lists
from bot.features.broadcasts.store.news import untold
from bot.features.broadcasts.store.rows import bind
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.values import Content, Window
from bot.features.broadcasts.worker.board import Board
from bot.features.meetings.store import meetings
from bot.features.network.store import subscribers
from bot.features.roles import store as roles_store
from bot.language import times
from bot.language.times import Note, Why
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Message
from bot.storage.clock import SWEDEN, now, stamp
from tests.conftest import Stage
from tests.stage.organisers import Desk, desk_of, hours, join, never_quiet


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch) -> None:
    never_quiet(monkeypatch)


@pytest.fixture
async def desk(stage: Stage) -> Desk:
    """Two organisers and three groups."""
    return await desk_of(stage)


def labels(message: Message) -> list[str]:
    """What its buttons say."""
    return [each["text"] for each in message.buttons]


async def test_a_message_reaches_every_group_as_it_was_written(desk: Desk) -> None:
    """Composed by one, approved by another, delivered with its formatting, followed to the end."""
    card = await desk.draft()
    assert "utkast" in card.text
    assert "3 grupper: Byalag 1, Byalag 2, Byalag 3." in card.text
    waiting = await desk.press(card, "Be om godkännande")
    assert "väntar på godkännande" in waiting.text
    content, asked = desk.stage.simulator.sent(desk.own(desk.eva))[-2:]
    assert (content.text, [each["type"] for each in content.content["entities"]]) == ("Välkomna till träffen", ["bold"])
    await desk.press(asked, "Godkänn", desk.eva)
    await desk.became("finished")
    assert [each.status for each in await desk.ledger()] == ["sent"] * 3
    copies = desk.copies("Välkomna")
    assert {each.chat_id for each in copies} == {each.id for each in desk.groups}
    assert all(each.content["entities"] == content.content["entities"] for each in copies)
    await desk.stage.simulator.until(lambda: "Skickade: 3" in desk.last().text)
    assert "▓▓▓▓▓▓▓▓▓▓ 3 av 3" in desk.last().text


async def test_all_of_it_can_be_typed(desk: Desk) -> None:
    """Without pressing anything: from /utskick to the second organiser's yes."""
    for words in ("/utskick", "nytt", "Soppa på torsdag", "alla grupper", "klar", "be om godkännande"):
        await desk.say(words)
    assert "väntar på godkännande" in desk.last().text
    await desk.say("godkänn", desk.eva)
    await desk.became("finished")
    assert len(desk.copies("Soppa på torsdag")) == 3


async def test_files_go_with_their_captions_and_what_cannot_go_is_said(desk: Desk) -> None:
    """A document is copied; stickers and texts that are too long are refused in a sentence, and asked for again."""
    people, own = desk.stage.simulator.people, desk.own(desk.bo)
    await desk.say("/utskick")
    await desk.say("nytt")
    people.send_sticker(own, desk.bo)
    await desk.stage.settled()
    assert desk.last().text == draft_texts.WRONG_KIND
    people.send_document(own, desk.bo, "program.pdf", "Programmet", content=b"1", mime="application/pdf")
    await desk.stage.settled()
    await desk.press(await desk.press(desk.last(), "Alla grupper"), "Klar")
    assert "program.pdf" in desk.last().text
    await desk.press(desk.last(), "Be om godkännande")
    await desk.press(desk.last(desk.eva), "Godkänn", desk.eva)
    await desk.became("finished")
    copies = [desk.stage.simulator.sent(each)[-1] for each in desk.groups]
    assert [each.content["caption"] for each in copies] == ["Programmet"] * 3
    assert all(each.content["document"]["file_name"] == "program.pdf" for each in copies)


def test_what_is_too_long_is_counted_as_telegram_counts() -> None:
    """4,096 units of text, 1,024 under a file."""
    fits = Content("text", "😀" * 2048)
    assert draft_texts.too_long(fits) == ""
    assert "2 tecken för långt" in draft_texts.too_long(Content("text", "😀" * 2049))
    assert "1 tecken för långt" in draft_texts.too_long(Content("photo", "a" * 1025, (), "id"))


async def test_recipients_are_chosen_by_county_and_subscription(desk: Desk) -> None:
    """Names and number are shown; a group that has put the bot out is named as not reached."""
    await subscribers.subscribe(desk.stage.services.database, desk.stage.anna.id, desk.stage.private.id)
    card = await desk.draft()
    page = await desk.press(await desk.press(card, "Ändra mottagare"), "Välj län")
    page = await desk.press(page, "Skåne")
    assert "1 grupp: Byalag 3." in page.text
    page = await desk.press(page, "Dalarna")
    page = await desk.press(await desk.press(page, "✓ Skåne"), "Klar")
    page = await desk.press(page, "Prenumeranter")
    assert "2 grupper: Byalag 1, Byalag 2. Och 1 prenumerant." in page.text
    desk.stage.simulator.rooms.remove_bot(desk.groups[1])
    await desk.stage.settled()
    page = await desk.press(page, "Klar")
    assert "1 grupp: Byalag 1." in page.text
    assert "inte kvar, så de får inget: Byalag 2." in page.text


async def test_themes_and_counties_narrow_each_other(desk: Desk) -> None:
    """Only tags that exist are offered; with both chosen a group must fit both, and that is said."""
    food = desk.stage.services.library.knowledge.themes[0]
    chat = desk.stage.simulator.world.add_group("Mat i Skåne", desk.bo)
    await join(desk.stage, chat, desk.bo, "skane", food.id)
    card = await desk.draft()
    page = await desk.press(await desk.press(card, "Ändra mottagare"), "Välj tema")
    assert labels(page) == [food.name, "Klar"]
    page = await desk.press(page, food.name)
    page = await desk.press(await desk.press(page, "Klar"), "Välj län")
    page = await desk.press(await desk.press(page, "Skåne"), "Klar")
    assert "2 grupper: Byalag 3, Mat i Skåne." in page.text
    assert "grupper som har båda" in page.text


async def test_a_time_in_words_is_said_back_in_full(desk: Desk) -> None:
    """Nonsense is asked for again; what was meant stands on the card, and the broadcast waits for it."""
    page = await desk.press(await desk.draft(), "Ändra tid")
    await desk.say("när det passar")
    assert "Jag förstår inte" in desk.last().text
    await desk.say("6 december kl 9")
    assert "6 december kl. 09.00" in desk.last().text
    page = await desk.press(desk.last(), "Senast …")
    await desk.say("6 december kl 12")
    page = await desk.press(desk.last(), "Klar")
    assert "Senast" in page.text
    assert "6 december kl. 12.00" in page.text
    await desk.press(page, "Be om godkännande")
    approved = await desk.press(desk.last(desk.eva), "Godkänn", desk.eva)
    assert "när tiden kommer" in approved.text
    assert (await desk.became("scheduled")).started_at is None
    assert desk.copies("Välkomna") == []


async def test_a_page_that_was_left_takes_no_words(desk: Desk) -> None:
    """After "Klar" a question is a question, not a time; and a new time can be written on the page itself."""
    page = await desk.press(await desk.draft(), "Ändra tid")
    page = await desk.press(page, "Imorgon kl. 9")
    await desk.say("6 december kl 9")
    assert "6 december kl. 09.00" in desk.last().text
    page = await desk.press(desk.last(), "Imorgon kl. 9")
    await desk.press(page, "Klar")
    before = await desk.latest()
    await desk.say("hur ordnar vi samåkning")
    assert "vilken tid" not in desk.last().text
    assert await desk.latest() == before


async def test_it_is_said_why_nothing_goes_now(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quarter to eight in the morning is no evening."""
    monkeypatch.setattr(times, "is_quiet", lambda _: True)
    await desk.draft()
    drafted = await desk.latest()
    for at, why in (
        ("2026-11-23 07:45", "tidig morgon"),
        ("2026-11-23 20:00", "kväll"),
        ("2026-11-24 02:00", "natt"),
        ("2026-11-28 12:00", "helg"),
    ):
        moment = datetime.fromisoformat(at).replace(tzinfo=SWEDEN)
        assert f"Då är det {why}, så det går i väg" in card_texts.time(drafted, moment)


def test_every_refusal_of_a_time_has_its_sentence() -> None:
    """Whatever the reader of times refuses or notes is said."""
    assert set(draft_texts.PROBLEMS) == set(get_args(Why))
    assert set(draft_texts.NOTES) == set(get_args(Note))


async def test_quiet_hours_are_told_and_can_be_overruled(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """At night the card says when it will go instead; "också kväll och helg" lifts that."""
    hours(monkeypatch, is_quiet=True, opens=lambda at: at.replace(year=at.year + 1))
    page = await desk.press(await desk.draft(), "Ändra tid")
    assert "Då är det " in page.text
    page = await desk.press(page, "Också kväll och helg")
    assert "Också kväll, natt och helg" in page.text
    assert (await desk.latest()).window == Window(quiet=False)


async def test_a_pause_before_the_start_says_why_and_how_to_go_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quiet hours hold it: the card says so, and "Skicka ändå" sends it at once but not after its last moment."""
    await desk.press(await desk.press(await desk.draft(), "Ändra tid"), "Senast …")
    await desk.say("6 december kl 12")
    await desk.press(desk.last(), "Klar")
    await desk.press(desk.last(), "Be om godkännande")
    latest = (await desk.latest()).window.latest
    hours(monkeypatch, is_quiet=True)
    await desk.press(desk.last(desk.eva), "Godkänn", desk.eva)
    await desk.became("paused")
    await desk.stage.simulator.until(lambda: "Det är kväll, natt eller helg." in desk.last().text)
    await desk.press(desk.last(), "Skicka ändå")
    assert (await desk.became("finished")).window == Window(None, latest, quiet=False)
    assert latest is not None


async def test_a_last_moment_that_has_passed_is_let_go_aloud(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was held past its last moment: "Fortsätt" sends it without one, and says that."""
    hours(monkeypatch, is_quiet=True)
    await desk.approved()
    found = await desk.became("paused")
    async with desk.stage.services.database.transaction() as transaction:
        await transaction.execute("UPDATE broadcasts SET latest = '2018-11-06T12:00:00Z', version = version + 1")
        await transaction.execute(
            "INSERT INTO broadcast_history (broadcast_id, version, actor_id, action, before, after, at)"
            " VALUES (?, ?, 0, 'pause', '{}', '{}', ?)",
            (found.id, found.version + 1, stamp(now())),
        )
        await bind(transaction, found.id)
    await desk.say(f"/start u_{found.id}")
    card = await desk.press(desk.last(), "Skicka ändå")
    assert card_texts.NO_LATEST in card.text


def test_the_mornings_offered_are_swedish_and_no_weekends() -> None:
    """From a Friday the next working day is Monday, at nine by Swedish clocks on both sides of the change."""
    friday = datetime(2026, 10, 23, 12, tzinfo=UTC)
    assert broadcasts_draft._morning(friday, working=False).isoformat() == "2026-10-24T09:00:00+02:00"
    assert broadcasts_draft._morning(friday, working=True).isoformat() == "2026-10-26T09:00:00+01:00"


async def test_any_change_asks_again_and_an_old_press_is_told_so(desk: Desk) -> None:
    """Eva's button from before the change approves nothing; she learns who changed it and when."""
    waiting = await desk.press(await desk.draft(), "Be om godkännande")
    old = desk.last(desk.eva)
    await desk.press(waiting, "Ändra innehåll")
    await desk.say("Något helt annat")
    assert card_texts.REOPENED in desk.last().text
    told = await desk.press(old, "Godkänn", desk.eva)
    assert "Bo hann före: ändrat idag" in told.text
    assert (await desk.latest()).status == "draft"
    assert "Godkänn" not in labels(told)


async def test_of_two_who_press_at_once_one_wins(desk: Desk) -> None:
    """Eva and Stina approve the same moment; the other is told whose it was."""
    stina = desk.stage.simulator.world.add_user("Stina", user_id=603)
    desk.stage.simulator.people.start(stina)
    await roles_store.add_organiser(desk.stage.services.database, stina.id, "Stina", 105)
    await desk.press(await desk.draft(), "Be om godkännande")
    cards = {each.id: desk.last(each) for each in (desk.eva, stina)}
    for each in (desk.eva, stina):
        desk.stage.simulator.people.press(each, cards[each.id], "Godkänn")
    await desk.stage.settled()
    await desk.became("finished")
    edits = [call.params for call in desk.stage.simulator.calls("editMessageText")]
    late = {
        (each["chat_id"], each["message_id"])
        for each in edits
        if "hann före" in each["text"] or "Det ändrades" in each["text"]
    }
    assert len(late) == 1  # once more where the board edits the same card
    assert len(desk.copies("Välkomna")) == 3
    rows = await lists.history(desk.stage.services.database, (await desk.latest()).id)
    assert [each.action for each in rows].count("approve") == 1
    await _edited_by_the_board(desk)
    shown = [each for each in cards.values() if "hann före" in desk.stage.now(each).text]
    assert len(shown) == 1
    await desk.press(
        desk.stage.now(shown[0]), 0, next(each for each in (desk.eva, stina) if cards[each.id] is shown[0])
    )
    await _edited_by_the_board(desk)
    assert "hann före" not in desk.stage.now(shown[0]).text


async def _edited_by_the_board(desk: Desk) -> None:
    """Every card is brought up to date once more."""
    services = desk.stage.services
    async with services.database.transaction() as transaction:
        await transaction.execute("UPDATE broadcast_cards SET shown = 'running'")
    await Board(desk.stage.bot.application.bot, services).show()


async def test_forged_presses_change_nothing(desk: Desk) -> None:
    """A member's, and the creator's own approval by a modified client; and a press in a group."""
    waiting = await desk.press(await desk.draft(), "Be om godkännande")
    found = await desk.latest()
    people, stage = desk.stage.simulator.people, desk.stage
    people.forge_press(desk.bo, waiting, f"u:d:{found.id}:{found.version}:approve")
    await stage.settled()
    assert "Du har skrivit det själv" in stage.now(waiting).text
    [answer] = await stage.say("hej")
    query = people.forge_press(stage.anna, answer, f"u:d:{found.id}:{found.version}:approve")
    await stage.settled()
    assert (people.answer_to(query) or {})["text"] == card_texts.NOT_ORGANISER
    for data in ("u:d:999:1:approve", "u:d:1:1:sprid", "u:m:1:1:x:y", "u::", "u:l:1:nix:nix", "u:s:" + "9" * 50):
        people.forge_press(desk.eva, desk.last(desk.eva), data)
    await stage.settled()
    assert (await desk.latest()).status == "waiting"


async def test_a_lone_organiser_approves_and_that_is_recorded(desk: Desk) -> None:
    """Nobody else on the list or among the moderators: the button is there, and the history says it was used."""
    await roles_store.remove_organiser(desk.stage.services.database, desk.eva.id, 105)
    waiting = await desk.press(await desk.draft(), "Be om godkännande")
    assert "ensam arrangör" in waiting.text
    await desk.press(waiting, "Godkänn själv")
    found = await desk.became("finished")
    assert found.overridden
    assert found.approved_by == desk.bo.id


async def test_moderators_keep_an_organiser_from_being_alone(desk: Desk) -> None:
    """Where others are in the moderators' chat they can approve: it gets a line that leads there."""
    await roles_store.remove_organiser(desk.stage.services.database, desk.eva.id, 105)
    await roles_store.set_chat(desk.stage.services.database, desk.stage.village.moderators.id)
    waiting = await desk.press(await desk.draft(), "Be om godkännande")
    assert "Godkänn själv" not in labels(waiting)
    line = desk.stage.simulator.sent(desk.stage.village.moderators)[-1]
    birgitta = desk.stage.village.organiser
    desk.stage.simulator.people.start(birgitta, line.buttons[0]["url"].partition("start=")[2])
    await desk.stage.settled()
    await desk.press(desk.last(birgitta), "Godkänn", birgitta)
    await desk.became("finished")


async def test_trying_out_goes_the_real_way_to_oneself_alone(desk: Desk) -> None:
    """The copy has its button and its formatting, no group gets it, and the draft stays a draft."""
    await desk.press(await desk.draft(), "Skicka till mig")
    await desk.stage.simulator.until(lambda: desk.last().text == "Välkomna till träffen")
    assert labels(desk.last()) == [card_texts.THANKS]
    assert desk.copies("Välkomna") == []
    assert (await desk.latest()).status == "draft"


async def test_a_trial_that_does_not_arrive_is_told(desk: Desk) -> None:
    """Telegram refuses the copy: a sentence says so, and the card does when it is looked at again."""
    card = await desk.draft()
    desk.stage.simulator.failures.order(Rule(Kind.BAD_REQUEST, "sendMessage", desk.bo.id, 1, "nix"))
    await desk.press(card, "Skicka till mig")
    await desk.stage.simulator.until(lambda: "Provet till dig: misslyckat" in desk.last().text)
    await desk.say(f"/start u_{(await desk.latest()).id}")
    assert "Provet till dig: misslyckat" in desk.last().text
    assert "Telegram sa nej" in desk.last().text


async def test_ending_it_is_asked_once(desk: Desk) -> None:
    """ "Avbryt" asks; "Tillbaka" leaves it; "Ja, avbryt" ends it for good."""
    card = await desk.draft()
    sure = await desk.press(card, "Avbryt utskicket")
    assert (await desk.latest()).status == "draft"
    card = await desk.press(sure, "Tillbaka")
    ended = await desk.press(await desk.press(card, "Avbryt utskicket"), "Ja, avbryt")
    assert "avbrutet" in ended.text
    assert (await desk.latest()).status == "cancelled"


async def test_what_is_sent_back_comes_back_to_its_writer(desk: Desk) -> None:
    """Eva does not approve; Bo is told by whom, and has a draft to change."""
    await desk.press(await desk.draft(), "Be om godkännande")
    await desk.press(desk.last(desk.eva), "Skicka tillbaka", desk.eva)
    assert "Skickat tillbaka av Eva" in desk.last().text
    assert "Be om godkännande" in labels(desk.last())


async def test_a_group_and_a_member_are_led_elsewhere(desk: Desk) -> None:
    """In a group a link; a member who is no organiser gets a friendly sentence."""
    [line] = await desk.stage.say("/utskick", desk.stage.village.association, desk.stage.anna)
    assert line.buttons[0]["url"].endswith("start=utskick")
    [said] = await desk.stage.say("/utskick")
    assert said.text == card_texts.NOT_ORGANISER


async def test_templates_make_drafts(desk: Desk) -> None:
    """An invitation to a meeting with its link, and a summary as a document that the groups get."""
    await desk.say("/utskick")
    page = await desk.press(await desk.press(desk.last(), "Nytt utskick"), "Sammanställning")
    page = await desk.press(page, 0)
    found = await desk.latest()
    assert found.template == "summary"
    assert found.content is not None
    assert found.content.file_name == "sammanstallning-2018-11-06.docx"
    await desk.press(await desk.press(page, "Alla grupper"), "Klar")
    await desk.press(desk.last(), "Be om godkännande")
    await desk.press(desk.last(desk.eva), "Godkänn", desk.eva)
    await desk.became("finished")
    assert len([each for chat in desk.groups for each in desk.stage.simulator.sent(chat)]) == 3


async def test_an_invitation_leads_to_the_meeting(desk: Desk) -> None:
    """A meeting that takes answers: its name, day and link; a reminder says how long answers are taken."""
    database = desk.stage.services.database
    day = datetime.now(UTC).date() + timedelta(days=9)
    async with database.transaction() as transaction:
        await meetings.create(transaction, "Höstträff", day, "Åsby", (), desk.bo.id)
    for label, beginning in (
        ("Inbjudan", "Välkommen till Höstträff"),
        ("Påminnelse", "Påminn"),
    ):
        await desk.say("/utskick")
        page = await desk.press(await desk.press(desk.last(), "Nytt utskick"), label)
        await desk.press(page, 0)
        found = await desk.latest()
        assert found.content is not None
        assert found.content.text.startswith(beginning)
        assert f"start=m_hosttraff-{day}" in found.content.text
        assert found.meeting_id is not None


async def test_new_tips_are_told_once(desk: Desk) -> None:
    """What tips have become since the last such broadcast, each with its link; those told of are not told again."""
    database = desk.stage.services.database
    entry = desk.stage.services.library.knowledge.entries[0]
    at = stamp(now() - timedelta(hours=1))
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT INTO entries (id, origin, title, answer, theme, kind, created_at, changed_at)"
            " VALUES (?, 'tip', 'Ny', 'Svar', ?, 'exempel', ?, ?)",
            (entry.id, entry.theme, at, at),
        )
    await desk.say("/utskick")
    await desk.press(await desk.press(desk.last(), "Nytt utskick"), "Nya tips sedan sist")
    found = await desk.latest()
    assert found.content is not None
    assert any(each.get("url", "").endswith(f"start=k_{entry.id}") for each in found.content.entities)
    await desk.press(await desk.press(desk.last(), "Alla grupper"), "Klar")
    await desk.press(desk.last(), "Be om godkännande")
    await desk.press(desk.last(desk.eva), "Godkänn", desk.eva)
    await desk.became("finished")
    assert await untold(database) == []


def test_who_is_mentioned_by_name_is_not_kept() -> None:
    """Such a mention carries a person's number and name; the words stay, and so does other formatting."""
    person = TelegramUser(7, "Nils", is_bot=False)
    entities = (MessageEntity("text_mention", 0, 4, user=person), MessageEntity("bold", 5, 3))
    message = TelegramMessage(1, now(), TelegramChat(1, "private"), text="Nils kom", entities=entities)
    content = broadcasts_draft.content_of(message)
    assert isinstance(content, Content)
    assert (content.text, [each["type"] for each in content.entities]) == ("Nils kom", ["bold"])


def test_a_mixed_album_is_refused() -> None:
    """Telegram shows photos together, and documents together."""
    private = TelegramChat(1, "private")
    picture = TelegramMessage(1, now(), private, media_group_id="7", photo=(PhotoSize("a", "b", 1, 1),))
    paper = TelegramMessage(2, now(), private, media_group_id="7", document=Document("c", "d"))
    assert broadcasts_draft.album_of([picture, paper]) == draft_texts.MIXED_ALBUM


async def test_tips_beyond_the_first_ten_or_after_the_draft_are_told_next_time(desk: Desk) -> None:
    """Twelve wait: the ten oldest are told; one that comes while the draft lies there is not lost either."""
    database = desk.stage.services.database
    entries = desk.stage.services.library.knowledge.entries[:13]

    async def publish(number: int) -> None:
        async with database.transaction() as transaction:
            await transaction.execute(
                "INSERT INTO entries (id, origin, title, answer, theme, kind, created_at, changed_at)"
                " VALUES (?, 'tip', 'Ny', 'Svar', ?, 'exempel', ?, '2026-01-01T00:00:00Z')",
                (entries[number].id, entries[number].theme, f"2026-01-{number + 1:02}T00:00:00Z"),
            )

    for number in range(12):
        await publish(number)
    await desk.say("/utskick")
    await desk.press(await desk.press(desk.last(), "Nytt utskick"), "Nya tips sedan sist")
    assert len(await untold(database)) == 10
    await publish(12)
    await desk.press(await desk.press(desk.last(), "Alla grupper"), "Klar")
    await desk.press(desk.last(), "Be om godkännande")
    await desk.press(desk.last(desk.eva), "Godkänn", desk.eva)
    await desk.became("finished")
    assert await untold(database) == [each.id for each in entries[10:]]


async def test_no_new_tips_is_said(desk: Desk) -> None:
    """The template of new tips makes no empty broadcast."""
    await desk.say("/utskick")
    await desk.press(await desk.press(desk.last(), "Nytt utskick"), "Nya tips sedan sist")
    assert await untold(desk.stage.services.database) == []
    assert "Inga nya tips" in desk.last().text
    assert await lists.broadcasts(desk.stage.services.database) == []
