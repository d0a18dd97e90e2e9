"""Members send tips: the dialogue in private chat, from the first word to the queue, and what they see afterwards."""

from datetime import timedelta

import pytest

from bot.chat import texts as chat_texts
from bot.features.answers import texts as answers_texts
from bot.features.asking import texts as asking_texts
from bot.features.moderation.rules import Claim, Decline, SendBack
from bot.features.moderation.store import mutes, queue
from bot.features.tips import store as tips_store
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.simulator.model import Message, User
from bot.storage.clock import now
from tests.conftest import Stage
from tests.stage.tips import SHARING, TIP, aged, at_preview, decided, items, labels, sent, typed

KNOWN = "Vi har en app för samåkning i byn"
UNANSWERABLE = "qwerty zxcvb"


async def test_a_tip_goes_from_the_first_word_to_the_queue(stage: Stage) -> None:
    """One thing at a time, all of it typed: text, place, theme, name, no photo, a look at it, send, thanks."""
    assert "Vad har ni gjort" in (await typed(stage, "Tipsa")).text
    assert "Var är det?" in (await typed(stage, TIP)).text
    assert "Vilket tema" in (await typed(stage, "Åsby")).text
    assert "avsändare" in (await typed(stage, "1")).text
    assert "bild" in (await typed(stage, "Åsby byalag")).text
    preview = await typed(stage, "nej")
    assert all(part in preview.text for part in (TIP, "Åsby", "Åsby byalag"))
    assert "Tack, mottaget" in (await typed(stage, "skicka")).text
    [item] = await items(stage)
    assert (item.status, item.content.text, item.content.place, item.content.signature) == (
        "waiting",
        TIP,
        "Åsby",
        "Åsby byalag",
    )
    assert await tips_store.current(stage.services.database, stage.anna.id) is None


async def test_a_tip_is_sent_with_buttons_only(stage: Stage) -> None:
    """After its text a tip needs no more writing, and the messages stay few since pages take each other's place."""
    await typed(stage, "/tips")
    page = await typed(stage, TIP)
    for label in (
        dialogue_texts.SKIP_PLACE,
        0,
        dialogue_texts.ANONYMOUS,
        dialogue_texts.SKIP_PHOTO,
        dialogue_texts.SEND,
    ):
        assert await stage.press(page, label) == []
    assert "Tack, mottaget" in stage.now(page).text
    [item] = await items(stage)
    assert (item.content.signature, item.content.place) == (None, None)


async def test_the_matchers_guess_stands_first_among_the_themes(stage: Stage) -> None:
    """The theme of the entry most like the tip is number one, and "ja" takes it."""
    guess = (await stage.services.library.ask(KNOWN)).hits[0].entry.theme
    name = next(theme.name for theme in stage.services.library.knowledge.themes if theme.id == guess)
    page = await typed(stage, "/tips", KNOWN, "hoppa över")
    assert labels(page)[0] == name
    await stage.say("ja")
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    assert draft.theme == guess


async def test_the_name_on_the_button_is_the_members_own(stage: Stage) -> None:
    """Whoever wants to be named presses their name."""
    page = await typed(stage, "/tips", TIP, "nej", "1")
    assert labels(page)[:2] == [dialogue_texts.ANONYMOUS, "Greta Lindkvist"]
    await stage.press(page, "Greta Lindkvist")
    await typed(stage, "nej", "skicka")
    assert (await items(stage))[0].content.signature == "Greta Lindkvist"


async def test_a_photo_is_described_and_sent_along(stage: Stage) -> None:
    """One photo with a sentence about it, just as it was written, goes with the tip."""
    await typed(stage, "/tips", TIP, "nej", "1", "anonym")
    stage.simulator.people.send_photo(stage.private, stage.anna)
    await stage.settled()
    assert "Vad visar bilden?" in stage.simulator.sent(stage.private)[-1].text
    assert "Cyklar på <b>rad" in (await typed(stage, "Cyklar på <b>rad")).text
    photo, preview = stage.simulator.calls("sendPhoto", "sendMessage")[-2:]
    assert (photo.outcome, photo.result["caption"]) == ("ok", "Cyklar på <b>rad")
    assert "Titta igenom det" in preview.params["text"]
    await stage.say("skicka")
    [item] = await items(stage)
    assert item.content.photo
    assert item.content.photo_text == "Cyklar på <b>rad"


async def test_personal_data_is_pointed_out_before_it_is_sent(stage: Stage) -> None:
    """A phone number is named in the preview, and the tip can be sent all the same."""
    preview = await at_preview(stage, f"{TIP}. Ring Sven på 070-123 45 67")
    assert "telefonnummer: 070-123 45 67" in preview.text


async def test_what_exists_is_shown_before_it_is_sent(stage: Stage) -> None:
    """Who tells what is known already sees the entry, and "samma sak" sends nothing; the slip is undone."""
    preview = await at_preview(stage, KNOWN)
    assert "Finns det redan?" in preview.text
    assert {dialogue_texts.SAME, dialogue_texts.NO_SEND} <= set(labels(preview))
    await stage.press(preview, dialogue_texts.SAME)
    assert await items(stage) == []
    await stage.press(preview, dialogue_texts.UNDO)
    await stage.press(preview, dialogue_texts.NO_SEND)
    assert len(await items(stage)) == 1


async def test_a_waiting_tip_that_says_the_same_is_mentioned_without_its_words(stage: Stage) -> None:
    """What others have sent is not shown before it has been approved."""
    await sent(stage)
    preview = await at_preview(stage, f"{TIP} och söndag")
    assert "Ett liknande tips väntar redan" in preview.text


async def test_a_step_back_keeps_what_is_written(stage: Stage) -> None:
    """Back to the text, which is shown and kept."""
    await typed(stage, "/tips", TIP, "Åsby")
    page = await typed(stage, "tillbaka")
    assert "Nu står det: Åsby" in page.text
    page = await typed(stage, "tillbaka")
    assert TIP in page.text
    assert "Var är det?" in (await typed(stage, "behåll")).text


async def test_every_part_can_be_changed_from_the_preview(stage: Stage) -> None:
    """A changed place leads straight back to the preview."""
    preview = await at_preview(stage)
    await stage.press(preview, dialogue_texts.CHANGE)
    await stage.press(preview, "Platsen")
    assert "Plats: Långbo" in (await typed(stage, "Långbo")).text


async def test_cancel_is_undone_by_one_press(stage: Stage) -> None:
    """A slip on the cancel button loses nothing."""
    page = await typed(stage, "/tips", TIP, "avbryt")
    assert await tips_store.current(stage.services.database, stage.anna.id) is None
    await stage.press(page, dialogue_texts.UNDO)
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    assert draft.text == TIP


async def test_after_an_hour_a_message_is_a_question_and_the_way_back_stands_under_the_answer(stage: Stage) -> None:
    """A forgotten draft does not swallow a question, and one press goes on with it."""
    await typed(stage, "/tips", TIP)
    await aged(stage, hours=2)
    answer = await typed(stage, SHARING)
    assert answer.text.startswith("En app för samåkning")
    assert labels(answer)[-1] == dialogue_texts.CONTINUE
    page = await typed(stage, "fortsätt")
    assert "Var är det?" in page.text


async def test_a_half_written_tip_is_asked_about_before_a_new_one(stage: Stage) -> None:
    """/tips once more: go on, or begin anew."""
    await typed(stage, "/tips", TIP)
    page = await typed(stage, "/tips")
    assert "Fortsätt med tipset?" in page.text
    assert TIP in page.text
    assert "Vad har ni gjort" in (await typed(stage, "nej")).text


async def test_an_answer_that_does_not_fit_says_why_and_the_words_still_work(stage: Stage) -> None:
    """An unknown theme is refused kindly; its number is taken afterwards."""
    await typed(stage, "/tips", TIP, "nej")
    assert "Välj ett av temana" in (await typed(stage, "rymdfart")).text
    assert "avsändare" in (await typed(stage, "2")).text


async def test_a_button_of_an_earlier_step_shows_the_step_at_hand(stage: Stage) -> None:
    """An old button changes nothing and leads to where the tip is."""
    old = await typed(stage, "/tips", TIP)
    await typed(stage, "Åsby")
    await stage.press(old, dialogue_texts.SKIP_PLACE)
    assert "Vilket tema" in stage.now(old).text
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    assert draft.place == "Åsby"


async def test_sending_twice_sends_once(stage: Stage) -> None:
    """A second press on the button of a sent tip does nothing."""
    preview = await at_preview(stage)
    data = next(button["callback_data"] for button in preview.buttons if button["text"] == dialogue_texts.SEND)
    await stage.press(preview, dialogue_texts.SEND)
    assert "gäller inte längre" in await stage.forge(stage.now(preview), data)
    assert len(await items(stage)) == 1


async def test_a_sixth_tip_waits_until_another_is_decided(stage: Stage) -> None:
    """At most five tips of a member wait; the sixth is refused with a kind sentence before it is written."""
    for number in range(5):
        await sent(stage, f"{TIP} nummer {'abcde'[number] * 3}") if number else await sent(stage)
    assert "Du har redan 5 tips som väntar" in (await typed(stage, "/tips")).text


async def test_who_is_muted_can_ask_but_not_send(stage: Stage) -> None:
    """A mute says until when, and questions are answered."""
    await mutes.mute(stage.services.database, stage.anna.id, now() + timedelta(days=3), 105)
    assert "Du kan inte skicka" in (await typed(stage, "/tips")).text
    assert (await typed(stage, SHARING)).text.startswith("En app för samåkning")


async def test_the_twenty_first_question_in_a_minute_is_asked_to_wait(stage: Stage) -> None:
    """A flood gets a friendly sentence instead of answers."""
    for _ in range(20):
        await stage.say(SHARING)
    assert (await typed(stage, SHARING)).text == asking_texts.TOO_FAST


async def test_mina_shows_a_tip_with_its_state_and_withdraws_it_after_asking(stage: Stage) -> None:
    """The own tip is listed, opened, and withdrawn once that is confirmed."""
    item = await sent(stage)
    page = await typed(stage, "/mina")
    assert "väntar på moderatorerna" in page.text
    await stage.press(page, 0)
    assert TIP in stage.now(page).text
    await stage.press(page, dialogue_texts.WITHDRAW)
    assert (await items(stage))[0].status == "waiting"
    await stage.press(page, dialogue_texts.REALLY_WITHDRAW)
    assert (await items(stage))[0].status == "withdrawn"
    assert item.id == (await items(stage))[0].id


async def test_a_waiting_tip_is_revised_also_while_a_moderator_has_it_in_hand(stage: Stage) -> None:
    """The author changes the text; that somebody has claimed it is no change that the author could see."""
    item = await sent(stage)
    page = await typed(stage, "/mina", "1")
    await decided(stage, item, Claim())
    [parts] = await stage.press(page, dialogue_texts.REVISE)
    await stage.press(parts, "Texten")
    assert "Tack" in (await typed(stage, f"{TIP}, alla är välkomna", "skicka")).text
    assert (await items(stage))[0].content.text.endswith("välkomna")


async def test_the_authors_answer_goes_back_to_the_moderators(stage: Stage) -> None:
    """A question from the moderators is read in /mina and answered there."""
    item = await sent(stage)
    await decided(stage, item, SendBack("Vilken by är det?"))
    page = await typed(stage, "/mina", "1")
    assert "Vilken by är det?" in page.text
    [asked] = await stage.press(page, dialogue_texts.REPLY)
    assert "Skriv ditt svar" in asked.text
    await typed(stage, "Åsby", "skicka")
    assert (await items(stage))[0].status == "waiting"
    assert (await queue.history(stage.services.database, item.id))[-1].note == "Åsby"


@pytest.mark.parametrize("typing", [False, True])
async def test_the_authors_answer_is_begun_under_the_notice(stage: Stage, typing: bool) -> None:
    """The notice that brings the moderators' question has the way to answer it, pressed or typed."""
    item = await sent(stage)
    await decided(stage, item, SendBack("Vilken by är det?"))
    notice = stage.simulator.sent(stage.private)[-1]
    assert "Vilken by är det?" in notice.text
    [asked] = await (stage.say("svara moderatorerna") if typing else stage.press(notice, dialogue_texts.REPLY))
    assert "Skriv ditt svar" in asked.text
    await typed(stage, "Åsby", "skicka")
    assert (await items(stage))[0].status == "waiting"


async def test_mina_tells_why_a_tip_was_declined(stage: Stage) -> None:
    """The reason is there in words, and nothing more can be done with it."""
    item = await sent(stage)
    await decided(stage, item, Decline("advert"))
    page = await typed(stage, "/mina", "1")
    assert "Det är reklam" in page.text
    assert labels(page) == [answers_texts.MINE]


async def test_nobody_opens_or_withdraws_anothers_tip(stage: Stage) -> None:
    """A forged press on somebody else's item finds nothing."""
    item = await sent(stage)
    async with stage.services.database.transaction() as transaction:
        await transaction.execute("UPDATE items SET author_id = 102")
    page = await typed(stage, "/mina")
    assert "gäller inte längre" in await stage.forge(page, f"x:item:{item.id}")
    assert "gäller inte längre" in await stage.forge(page, f"x:withdrawn:{item.id}:{item.version}")
    assert (await queue.item(stage.services.database, item.id)).status == "waiting"


async def test_what_has_been_decided_is_not_changed_any_more(stage: Stage) -> None:
    """A button that was shown before: its author is told, and nothing changes."""
    item = await sent(stage)
    page = await typed(stage, "/mina")
    await decided(stage, item, Decline("off_topic"))
    for what in ("withdrawn", "revise", "reply"):
        assert await stage.forge(page, f"x:{what}:{item.id}:{item.version}") == ""
        assert stage.simulator.sent(stage.private)[-1].text == dialogue_texts.ITEM_CHANGED
    assert (await queue.item(stage.services.database, item.id)).status == "declined"


async def test_a_question_without_answer_goes_to_a_human(stage: Stage) -> None:
    """Under "Jag hittar inget" one press and one look put the question into the queue."""
    page = await typed(stage, UNANSWERABLE)
    assert {chat_texts.HUMAN, answers_texts.TIP} <= set(labels(page))
    [preview] = await stage.press(page, chat_texts.HUMAN)
    assert UNANSWERABLE in preview.text
    await stage.say("skicka")
    [item] = await items(stage)
    assert (item.kind, item.content.text) == ("question", UNANSWERABLE)


async def test_an_error_in_an_answer_is_reported(stage: Stage) -> None:
    """The report names the entry that it is about."""
    answer = await typed(stage, SHARING)
    [page] = await stage.press(answer, answers_texts.REPORT)
    assert "En app för samåkning" in page.text
    await typed(stage, "Appen är nedlagd", "skicka")
    [item] = await items(stage)
    assert (item.kind, item.entry_id) == ("report", "app-for-samakning")


async def test_the_words_of_a_question_to_a_human_can_be_changed(stage: Stage) -> None:
    """What found no answer is often too short for a human; "Ändra" leads straight to the words."""
    page = await typed(stage, UNANSWERABLE)
    [preview] = await stage.press(page, chat_texts.HUMAN)
    await stage.press(preview, dialogue_texts.CHANGE)
    await typed(stage, "Hur startar man qwerty hos oss?", "skicka")
    assert (await items(stage))[0].content.text == "Hur startar man qwerty hos oss?"


async def test_an_album_gives_a_tip_one_photo(stage: Stage) -> None:
    """A second photo is not taken without a word."""
    await typed(stage, "/tips", TIP)
    for _ in range(2):
        stage.simulator.people.send_photo(stage.private, stage.anna)
        await stage.settled()
    assert "Det får plats en bild" in stage.simulator.sent(stage.private)[-1].text


async def test_tipping_starts_under_an_answer(stage: Stage) -> None:
    """The answer stays, and the dialogue begins beneath it."""
    answer = await typed(stage, SHARING)
    [page] = await stage.press(answer, answers_texts.TIP)
    assert "Vad har ni gjort" in page.text
    assert stage.now(answer).text == answer.text


async def tips_in_reply(stage: Stage, user: User) -> Message:
    """Somebody makes a tip of what another has written in their group; what the bot says there."""
    group = stage.village.association
    told = stage.simulator.people.send_text(group, stage.village.organiser, TIP)
    stage.simulator.people.send_text(group, user, "/tips", reply_to=told)
    await stage.settled()
    return stage.simulator.sent(group)[-1]


async def test_tips_as_a_reply_in_a_group_goes_on_in_private(stage: Stage) -> None:
    """The next question of the tip is in private at once, and what is written there answers it."""
    hint = await tips_in_reply(stage, stage.anna)
    assert hint.text == dialogue_texts.TIP_GOES_ON
    assert hint.buttons[0]["url"].endswith("?start=tips")
    asked = stage.simulator.sent(stage.private)[-1].text
    assert TIP in asked
    assert "Var är det?" in asked
    assert "Vilket tema" in (await typed(stage, "Åsby")).text


async def test_tips_in_a_group_wait_for_one_who_has_not_started_the_bot(stage: Stage) -> None:
    """Telegram lets no bot write first: the words rest behind the link, and a question asked before is a question."""
    nils = stage.village.farmer
    hint = await tips_in_reply(stage, nils)
    assert hint.text == dialogue_texts.TIP_IN_GROUP
    private = stage.simulator.world.private(nils)
    assert (await stage.say(SHARING, private, nils))[-1].text.startswith("En app för samåkning")
    assert TIP in (await stage.say("/start tips", private, nils))[-1].text
    assert "Var är det?" in (await stage.say("ja, fortsätt", private, nils))[-1].text


async def test_an_edited_step_is_no_question(stage: Stage) -> None:
    """Who edits what was an answer to a step is told how it is changed instead."""
    await typed(stage, "/tips", TIP)
    await stage.edit(stage.last_from(stage.private, stage.anna), f"{TIP}!")
    assert stage.simulator.sent(stage.private)[-1].text == chat_texts.STEP_EDITED


@pytest.mark.parametrize("text", ["👍👍👍👍👍👍", "https://example.org/a", "<b>", "x" * 3_501, "\u202e\u200b"])
async def test_what_is_no_text_is_not_taken_as_a_tip(stage: Stage, text: str) -> None:
    """Pictures, bare links, mark-up, floods and invisible letters leave the dialogue where it was."""
    await typed(stage, "/tips", text)
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    assert draft.step == "text"


async def test_a_tip_as_long_as_can_be_is_shown_whole_before_it_is_sent(stage: Stage) -> None:
    """3,500 letters full of HTML's own signs fit the preview, in more than one message."""
    await typed(stage, "/tips", ("alla < barn & cyklar > " * 250)[:3_490], "nej", "1", "anonym")
    before = len(stage.simulator.sent(stage.private))
    await stage.say("nej")
    assert len(stage.simulator.sent(stage.private)) > before
    await stage.say("skicka")
    [item] = await items(stage)
    assert len(item.content.text) > 3_480


async def test_asking_while_writing_a_tip_says_how(stage: Stage) -> None:
    """The keyboard's "Fråga" in the middle of a tip explains /fraga, which answers at once."""
    await typed(stage, "/tips", TIP)
    assert (await typed(stage, "Fråga")).text == asking_texts.ASK_WHILE_WRITING
    assert (await typed(stage, f"/fraga {SHARING}")).text.startswith("En app för samåkning")
    assert "Vilket tema" in (await typed(stage, "Åsby")).text


async def test_a_cancelled_tip_comes_back(stage: Stage) -> None:
    """Ångra brings it back from the database, once."""
    await at_preview(stage, TIP)
    assert dialogue_texts.CANCELLED in (await stage.say("avbryt"))[0].text
    assert TIP in (await typed(stage, "ångra")).text
    await stage.say("avbryt")
    async with stage.services.database.transaction() as transaction:
        await transaction.execute("DELETE FROM cancelled_drafts")
    assert (await typed(stage, "ångra")).text == dialogue_texts.NOT_UNDONE


@pytest.mark.parametrize(
    ("words", "added"),
    [
        ("den eldas på lördagar", True),
        ("och alla får låna", True),
        ("matlag för alla gamla", True),
        ("det är i Åsby", False),
        ("Den gamla kvarnen i Åsby", False),
        ("vad kostar en bastu?", False),
        ("Norra Åsby by", False),
    ],
)
async def test_a_short_clause_right_after_the_text_is_more_of_it(stage: Stage, words: str, added: bool) -> None:
    """Unless it says where that is, or asks."""
    await typed(stage, "/tips")
    await typed(stage, "Vi har en bastu vid sjön")
    assert (dialogue_texts.ADDED in (await typed(stage, words)).text) is added


@pytest.mark.parametrize("words", ["och sen?", "va?", "vadå"])
async def test_what_asks_back_is_no_place(stage: Stage, words: str) -> None:
    """It is asked for once more."""
    await typed(stage, "/tips")
    await typed(stage, TIP)
    page = await typed(stage, words)
    assert page.text == dialogue_texts.problem("no_place", 0)
    assert dialogue_texts.SKIP_PLACE in page.labels


async def test_a_question_about_what_the_tip_is_about_is_no_place(stage: Stage) -> None:
    """It is asked which it is, and answered."""
    await typed(stage, "/tips")
    await typed(stage, "Vi har en bastu vid sjön")
    page = await typed(stage, "vad kostar en bastu?")
    assert page.text == dialogue_texts.which("place")


async def test_no_describes_no_photo_and_who_signs_is_not_warned_of_the_own_name(stage: Stage) -> None:
    """And "ok skicka" sends."""
    await typed(stage, "/tips")
    for words in (TIP, "Åsby", "vet inte", "Greta på Backen"):
        await typed(stage, words)
    stage.simulator.people.send_photo(stage.private, stage.anna)
    await stage.settled()
    assert (await typed(stage, "nej")).text == dialogue_texts.problem("no_words", 0)
    page = await typed(stage, "Vår nya bastu")
    assert "Avsändare: Greta på Backen" in page.text
    assert "personuppgifter" not in page.text
    assert (await typed(stage, "ok skicka")).text.startswith("Tack, mottaget!")


async def test_a_tip_in_several_messages_is_one_text(stage: Stage) -> None:
    """A sentence right after the text is more of it, not its place; a word or two is the place."""
    await typed(stage, "/tips")
    await typed(stage, "Vi har startat en städgrupp")
    page = await typed(stage, "vi går runt och plockar skräp varje lördag")
    assert dialogue_texts.ADDED in page.text
    assert "Var är det?" in page.text
    await typed(stage, "Åsby")
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    assert draft.text == "Vi har startat en städgrupp\nvi går runt och plockar skräp varje lördag"
    assert (draft.place, draft.step) == ("Åsby", "theme")


async def test_a_sentence_that_comes_later_answers_the_step(stage: Stage) -> None:
    """Who has read what is asked may answer it at length."""
    await typed(stage, "/tips")
    await typed(stage, TIP)
    await aged(stage, 0.01)
    await typed(stage, "I den gamla skolan mitt i byn")
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    assert (draft.text, draft.place) == (TIP, "I den gamla skolan mitt i byn")
