"""Members ask in private chat: what they get, however they ask."""

import time
from datetime import timedelta

import pytest

from bot.chat import texts as chat_texts
from bot.chat import threads
from bot.features.answers import texts as answers_texts
from bot.features.asking import texts as asking_texts
from bot.features.network import texts as network_texts
from bot.simulator.model import Message
from bot.storage.clock import now
from tests.conftest import Stage
from tests.stage.whose import WHOSE

SHARING = "hur ordnar vi samåkning"
SHARING_TITLE = "En app för samåkning"
UNANSWERABLE = "qwerty zxcvb"
ZALGO = "s" + "a\u0301\u0323\u0334" * 40 + "måkning"


async def suggested(stage: Stage) -> Message:
    """A "Menade du …?" on Anna's screen."""
    [message] = await stage.say(await stage.asked_with("suggestions"))
    return message


def labels(message: Message) -> list[str]:
    """What the buttons say."""
    return [button["text"] for button in message.buttons]


async def verdicts(stage: Stage) -> list[tuple[str, str | None]]:
    """Stored verdicts with their reasons."""
    rows = await stage.services.database.rows("SELECT verdict, reason FROM feedback ORDER BY id")
    return [(row["verdict"], row["reason"]) for row in rows]


async def logged(stage: Stage) -> list[tuple[str, str, str | None]]:
    """The log of questions: text, outcome, entry."""
    rows = await stage.services.database.rows("SELECT text, outcome, entry_id FROM questions ORDER BY id")
    return [(row["text"], row["outcome"], row["entry_id"]) for row in rows]


async def test_a_question_in_private_chat_gets_its_entry_with_source(stage: Stage) -> None:
    """The main path: the right entry, where it comes from, and buttons."""
    [answer] = await stage.say(SHARING)
    assert answer.text.startswith(SHARING_TITLE)
    assert "6 november 2018" in answer.text
    assert labels(answer)[-7:] == [
        chat_texts.HUMAN, answers_texts.TIP, answers_texts.ADOPT, answers_texts.GOOD, answers_texts.BAD,
        answers_texts.SHARE, answers_texts.REPORT,
    ]  # fmt: skip
    assert answer.reply_to == stage.last_from(stage.private, stage.anna).id


async def test_the_log_keeps_text_and_outcome_but_not_who_asked(stage: Stage) -> None:
    """The log holds what was asked and answered, and nothing in the database but the inbox's ids tells who asked."""
    await stage.say(SHARING)
    assert await logged(stage) == [(SHARING, "answer", "app-for-samakning")]
    row = await stage.services.database.row("SELECT * FROM questions")
    assert row is not None
    assert stage.anna.id not in tuple(row)


async def test_the_inbox_forgets_the_words_of_what_is_handled(stage: Stage) -> None:
    """When a question has been answered its words are only in the log."""
    await stage.say(SHARING)
    rows = await stage.services.database.rows("SELECT status, payload FROM inbox")
    assert {(row["status"], row["payload"]) for row in rows} == {("handled", None)}


async def test_a_related_entry_is_opened_by_its_button(stage: Stage) -> None:
    """A related title leads to that entry, and the first answer stays."""
    [answer] = await stage.say(SHARING)
    [related] = await stage.press(answer, 0)
    assert related.text.startswith(labels(answer)[0])
    assert stage.now(answer).text == answer.text


async def test_a_suggestion_is_chosen_by_pressing(stage: Stage) -> None:
    """The entry takes the place of the question back, and the log learns what was meant."""
    asked = await suggested(stage)
    title = labels(asked)[1]
    assert await stage.press(asked, 1) == []
    assert stage.now(asked).text.startswith(title)
    assert (await logged(stage))[-1][2] is not None


@pytest.mark.parametrize("typed", ["2", "2.", " 2) ", "”2”", "tvåan", "Den andra"])
async def test_a_suggestion_is_chosen_by_typing_its_number(stage: Stage, typed: str) -> None:
    """A member who does not press buttons types the number, with whatever is put around it."""
    asked = await suggested(stage)
    [answer] = await stage.say(typed)
    assert answer.text.startswith(labels(asked)[1])


async def test_a_suggestion_is_chosen_by_typing_its_title(stage: Stage) -> None:
    """The words on the button do the same as the button."""
    asked = await suggested(stage)
    [answer] = await stage.say(labels(asked)[0].upper())
    assert answer.text.startswith(labels(asked)[0])


@pytest.mark.parametrize("typed", [None, "inget av dessa", "Nej"])
async def test_none_of_the_suggestions_leads_somewhere(stage: Stage, typed: str | None) -> None:
    """Whoever meant none of them, pressing or typing, is led to the themes and to how to ask."""
    asked = await suggested(stage)
    sent = await (stage.press(asked, asking_texts.NONE_OF_THESE) if typed is None else stage.say(typed))
    page = stage.now(asked) if typed is None else sent[0]
    assert page.text.startswith("Jag hittar inget säkert svar")
    assert answers_texts.ALL_THEMES in labels(page)
    await stage.press(page, asking_texts.HOW_TO_ASK)
    assert stage.now(page).text.startswith("Så frågar du")


async def test_a_thumb_that_slipped_finds_the_way_back_to_the_suggestions(stage: Stage) -> None:
    """The wrong suggestion was pressed: one press brings the suggestions back, and another can be chosen."""
    asked = await suggested(stage)
    await stage.press(asked, 0)
    await stage.press(asked, asking_texts.BACK_TO_SUGGESTIONS)
    assert stage.now(asked).text == asked.text
    await stage.press(asked, 1)
    assert stage.now(asked).text.startswith(labels(asked)[1])


async def test_a_question_without_answer_gets_an_honest_no(stage: Stage) -> None:
    """Nothing is guessed; the themes and advice on asking are one press away."""
    [answer] = await stage.say(UNANSWERABLE)
    assert answer.text.startswith("Jag hittar inget säkert svar")
    assert labels(answer) == [
        answers_texts.ALL_THEMES, chat_texts.HUMAN, answers_texts.TIP, asking_texts.WAIT, asking_texts.HOW_TO_ASK
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["hej", "Tack så mycket!", "vem är du", "ja", "Nej tack"])
async def test_small_talk_gets_a_friendly_line_and_is_no_question(stage: Stage, words: str) -> None:
    """A greeting is answered in kind, without buttons, and is not logged as a question."""
    [answer] = await stage.say(words)
    assert answer.buttons == []
    assert "inget säkert svar" not in answer.text
    assert await logged(stage) == []


async def test_an_emergency_is_pointed_to_112(stage: Stage) -> None:
    """The bot cannot help in need, and says at once who can."""
    [answer] = await stage.say("hjälp det brinner")
    assert "112" in answer.text


@pytest.mark.parametrize("words", ["🚜🚜🚜", "???", "\u200f\u202e", "👩‍👩‍👧‍👦"])
async def test_a_message_without_words_is_asked_for_some(stage: Stage, words: str) -> None:
    """Only emoji, marks or direction marks: there is nothing to look for, and the bot says so."""
    [answer] = await stage.say(words)
    assert answer.text == asking_texts.NO_WORDS
    assert await logged(stage) == []


@pytest.mark.parametrize(
    "words",
    [
        "å" * 4096,
        "hur ordnar vi samåkning? " * 160,
        "<b>samåkning</b> & <script>alert('hej')</script>",
        "\u202esamåkning\u202c \u200fשלום",
        ZALGO,
        "samåkning'); DROP TABLE questions;--",
        "%s {0} \\n $(reboot) samåkning",
        "- tema: !!python/object:os.system [samåkning]",
    ],
    ids=["letters", "sentences", "html", "rtl", "zalgo", "sql", "formats", "yaml"],
)
async def test_any_text_is_safe_to_send(stage: Stage, words: str) -> None:
    """Whatever is written gets one well-formed answer, and the next question is answered as usual."""
    assert len(await stage.say(words)) == 1
    [answer] = await stage.say(SHARING)
    assert answer.text.startswith(SHARING_TITLE)


async def test_a_number_that_is_not_on_offer_is_a_question(stage: Stage) -> None:
    """ "1" without buttons to choose from is nothing the bot knows."""
    [answer] = await stage.say("1")
    assert answer.text == asking_texts.NO_THREAD


async def test_an_edited_question_corrects_its_answer_in_place(stage: Stage) -> None:
    """A member who mends a question gets the same message mended, not one more."""
    [answer] = await stage.say(UNANSWERABLE)
    await stage.edit(stage.last_from(stage.private, stage.anna), SHARING)
    assert stage.now(answer).text.startswith(SHARING_TITLE)
    assert stage.simulator.sent(stage.private)[-1].id == answer.id


async def test_after_an_edit_what_is_typed_means_the_new_buttons(stage: Stage) -> None:
    """ "1" stands for the buttons that are on the screen, also when they came by an edit."""
    [answer] = await stage.say(SHARING)
    await stage.edit(stage.last_from(stage.private, stage.anna), await stage.asked_with("suggestions"))
    first = labels(stage.now(answer))[0]
    [chosen] = await stage.say("1")
    assert chosen.text.startswith(first)


async def test_an_edit_that_changes_nothing_that_matters_is_quiet(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer would be the same small talk: Telegram's "not modified" is not worth a word to anybody."""
    caplog.set_level("INFO", "bot")
    [answer] = await stage.say("hej")
    await stage.edit(stage.last_from(stage.private, stage.anna), "Hej!")
    assert stage.simulator.sent(stage.private)[-1] == answer
    assert caplog.records == []


async def test_an_edited_question_whose_answer_was_deleted_is_answered_anew(stage: Stage) -> None:
    """A member who cleared the answer away still gets one."""
    [answer] = await stage.say(UNANSWERABLE)
    stage.simulator.people.delete(answer)
    await stage.edit(stage.last_from(stage.private, stage.anna), SHARING)
    assert stage.simulator.sent(stage.private)[-1].text.startswith(SHARING_TITLE)


async def test_an_edit_after_a_day_is_let_be(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old chats are not rewritten: after a day an edit changes nothing and sends nothing."""
    [answer] = await stage.say(UNANSWERABLE)
    monkeypatch.setattr(threads, "now", lambda: now() + timedelta(days=1, minutes=1))
    stage.simulator.world.clock = lambda: time.time() + 86_460
    await stage.edit(stage.last_from(stage.private, stage.anna), SHARING)
    assert stage.simulator.sent(stage.private)[-1] == answer


async def test_a_prompt_becomes_the_answer_when_the_question_is_added_by_editing(stage: Stage) -> None:
    """/fraga without a question, mended to one with it: the hint turns into the answer."""
    [hint] = await stage.say("/fraga")
    assert hint.text == asking_texts.ASK_PROMPT
    await stage.edit(stage.last_from(stage.private, stage.anna), f"/fraga {SHARING}")
    assert stage.now(hint).text.startswith(SHARING_TITLE)


async def test_an_edited_command_is_not_taken_for_a_question(stage: Stage) -> None:
    """ "/hjalpp" mended to "/hjalp" gives no search for the word "/hjalp"."""
    await stage.say("/hjalpp")
    before = stage.simulator.sent(stage.private)
    await stage.edit(stage.last_from(stage.private, stage.anna), "/hjalp")
    assert stage.simulator.sent(stage.private) == before


@pytest.mark.parametrize("command", ["/fraga ", "/Fraga ", "/fråga ", "/fraga@landsbygdsbot "])
async def test_the_command_works_in_private_chat_too(stage: Stage, command: str) -> None:
    """Whoever learnt /fraga in a group, or types it with å, gets the answer here."""
    [answer] = await stage.say(command + SHARING)
    assert answer.text.startswith(SHARING_TITLE)
    assert await logged(stage) == [(SHARING, "answer", "app-for-samakning")]


async def test_a_good_verdict_is_thanked_and_counts_once(stage: Stage) -> None:
    """👍 pressed twice by a thumb that trembles is one verdict."""
    [answer] = await stage.say(SHARING)
    assert await stage.press(answer, answers_texts.GOOD) == []
    await stage.press(answer, answers_texts.GOOD)
    assert await verdicts(stage) == [("good", None)]


async def test_a_bad_verdict_asks_why_in_one_tap(stage: Stage) -> None:
    """👎 is followed by four reasons; the one pressed is stored with the verdict."""
    [answer] = await stage.say(SHARING)
    [why] = await stage.press(answer, answers_texts.BAD)
    assert labels(why)[-4:] == list(answers_texts.REASONS.values())
    await stage.press(why, answers_texts.REASONS["old"])
    assert stage.now(why).text == why.text
    assert await verdicts(stage) == [("bad", "old")]


async def test_verdict_and_reason_can_be_typed(stage: Stage) -> None:
    """ "nej" and then a reason's words do what the buttons do."""
    await stage.say(SHARING)
    await stage.say("nej")
    [thanks] = await stage.say("det var inte det jag frågade")
    assert thanks.text == answers_texts.THANKS_REASON
    assert await verdicts(stage) == [("bad", "not_asked")]


async def test_a_changed_mind_replaces_the_verdict(stage: Stage) -> None:
    """👎 after 👍 leaves 👎."""
    [answer] = await stage.say(SHARING)
    await stage.press(answer, answers_texts.GOOD)
    await stage.press(answer, answers_texts.BAD)
    assert await verdicts(stage) == [("bad", None)]


async def test_the_reason_is_kept_also_for_an_entry_that_was_browsed_to(stage: Stage) -> None:
    """An answer that no question led to is judged as well, once, with its reason."""
    _, answer = await stage.say("/start k_reko-ring")
    await stage.press(answer, answers_texts.BAD)
    [why] = await stage.press(answer, answers_texts.BAD)
    await stage.press(why, answers_texts.REASONS["wrong"])
    assert await verdicts(stage) == [("bad", "wrong")]


async def test_verdicts_on_browsed_entries_do_not_replace_each_other(stage: Stage) -> None:
    """Two entries opened without a question are two answers, each with its verdict."""
    for entry in ("reko-ring", "lokalbuss"):
        _, answer = await stage.say(f"/start k_{entry}")
        await stage.press(answer, answers_texts.GOOD)
    assert await verdicts(stage) == [("good", None), ("good", None)]


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "t:nonsense:1",
        "t:mat:-1",
        "z:1:2",
        "v:a:1:x",
        "r:abc:ugly",
        "g:abc:no-such-entry",
        "s:abc:no-such-entry",
    ],
)
async def test_a_forged_press_is_told_that_it_does_not_count(stage: Stage, data: str) -> None:
    """A modified client gets a notice; nothing is stored and nothing is sent."""
    [answer] = await stage.say(SHARING)
    before = stage.simulator.sent(stage.private)
    assert await stage.forge(answer, data) in {
        chat_texts.STALE_BUTTON,
        answers_texts.UNKNOWN_ENTRY,
        "",
    }
    assert stage.simulator.sent(stage.private) == before
    assert await verdicts(stage) == []
    assert await logged(stage) == [(SHARING, "answer", "app-for-samakning")]


async def test_a_page_that_does_not_exist_is_the_last_one(stage: Stage) -> None:
    """A theme that has shrunk since the button was made shows its nearest page."""
    [answer] = await stage.say("/teman")
    await stage.forge(answer, "t:mat:99999")
    titles = [entry.title for entry in stage.services.library.knowledge.entries_of("mat")]
    assert set(labels(stage.now(answer))) & set(titles)


async def test_a_press_that_waited_too_long_is_still_carried_out(stage: Stage) -> None:
    """Telegram no longer takes the acknowledgement after a minute; the member gets the answer all the same."""
    [answer] = await stage.say(SHARING)
    stage.simulator.world.query_lifetime = -1.0
    [related] = await stage.press(answer, 0)
    assert related.text.startswith(labels(answer)[0])


async def test_a_button_to_an_entry_that_is_gone_says_so(stage: Stage) -> None:
    """An entry that was removed since: a notice, not silence."""
    [answer] = await stage.say(SHARING)
    assert await stage.forge(answer, "e:removed-since") == answers_texts.UNKNOWN_ENTRY


async def test_suggestions_too_old_to_be_in_the_log_say_so(stage: Stage) -> None:
    """The way back leads nowhere when the question has been forgotten."""
    asked = await suggested(stage)
    await stage.press(asked, 0)
    async with stage.services.database.transaction() as transaction:
        await transaction.execute("DELETE FROM questions")
    data = stage.now(asked).buttons[-1]["callback_data"]
    assert await stage.forge(asked, data) == chat_texts.STALE_BUTTON


async def test_a_question_beneath_a_picture_is_answered(stage: Stage) -> None:
    """A photo of the empty school with a question under it is a question."""
    stage.simulator.people.send_photo(stage.private, stage.anna, SHARING)
    await stage.settled()
    assert stage.simulator.sent(stage.private)[-1].text.startswith(SHARING_TITLE)


async def test_a_member_who_blocked_the_bot_is_let_be(stage: Stage) -> None:
    """Blocking is no error, is not taken for a group, and after unblocking questions are answered without fuss."""
    before = stage.simulator.sent(stage.private)
    stage.simulator.people.send_text(stage.private, stage.anna, SHARING)
    stage.simulator.rooms.block_bot(stage.anna)
    await stage.settled()
    assert stage.simulator.sent(stage.private) == before
    stage.simulator.rooms.unblock_bot(stage.anna)
    await stage.settled()
    [answer] = await stage.say("reko")
    assert stage.simulator.sent(stage.private)[-1] == answer
    assert network_texts.hello_group(WHOSE) not in [each.text for each in stage.simulator.sent(stage.private)]
    assert await stage.services.database.rows("SELECT * FROM groups") == []


async def test_questions_sent_in_one_go_are_answered_in_order(stage: Stage) -> None:
    """Three messages before the first answer: three answers, each to its question, in order."""
    asked = [stage.simulator.people.send_text(stage.private, stage.anna, words) for words in ("hej", "reko", SHARING)]
    await stage.settled()
    assert [each.reply_to for each in stage.simulator.sent(stage.private)[-3:]] == [each.id for each in asked]
