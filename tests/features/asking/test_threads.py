"""A conversation goes on: what is typed after an answer is about it, for half an hour and over a restart."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat import texts as chat_texts
from bot.features.answers import texts as answers_texts
from bot.features.asking import store, texts
from bot.knowledge import store as knowledge_store
from bot.matching.library import Library
from bot.simulator.model import Message
from bot.simulator.simulator import Simulator
from bot.simulator.village import build_village
from bot.storage.clock import now
from tests.conftest import Stage, performed
from tests.stage.entries import put_entry

SHARING = "hur ordnar vi samåkning"
TITLE = "En app för samåkning"


def labels(message: Message) -> list[str]:
    """What the buttons say."""
    return [button["text"] for button in message.buttons]


async def test_more_is_more_of_the_answer(stage: Stage) -> None:
    """The folded part, under a line that says on what, over the same buttons."""
    await stage.say(SHARING)
    [more] = await stage.say("mer")
    entry = stage.services.library.knowledge.entry("app-for-samakning")
    assert entry is not None
    assert entry.more is not None
    assert more.text.startswith(f"Om ”{TITLE}”: {entry.more[:20]}")
    assert chat_texts.HUMAN in labels(more)


@pytest.mark.parametrize("words", ["Och sen?", "va gör man nu", "vad gör man efter det?", "nästa steg", "är det allt?"])
async def test_what_comes_after_all_that_was_shown_is_said_honestly(stage: Stage, words: str) -> None:
    """The steps stood in the answer already; what is near and a person help on."""
    [answer] = await stage.say(SHARING)
    [then] = await stage.say(words)
    assert then.text.startswith(f"Om ”{TITLE}”: {texts.ALL_TOLD}")
    assert "Så kan ni börja" in answer.text
    assert "Så kan ni börja" not in then.text
    assert {chat_texts.HUMAN, answers_texts.TIP} <= set(labels(then))
    [chosen] = await stage.say("1")
    assert chosen.text.startswith(labels(then)[0])


@pytest.mark.parametrize("words", ["vem ordnar bastun", "var ligger bion", "när öppnar badet", "och vad kostar fiber?"])
async def test_a_question_with_a_thing_of_its_own_is_not_about_the_answer(stage: Stage, words: str) -> None:
    """Though it is short and asks for what the answer lacks; one with the answer's own is."""
    await stage.say(SHARING)
    [price] = await stage.say("vad kostar appen")
    assert price.text.startswith(f"Om ”{TITLE}”: Vad appen kostar vet jag inte.")
    [said] = await stage.say(words)
    assert f"Om ”{TITLE}”" not in said.text


async def test_two_things_asked_of_the_answer_are_both_told_to_be_lacking(stage: Stage) -> None:
    """Each in a sentence of its own."""
    await stage.say(SHARING)
    [said] = await stage.say("vad kostar det å vem sköter det")
    assert said.text.startswith(f"Om ”{TITLE}”: Vad det kostar vet jag inte. Vem som sköter det vet jag inte.")


async def test_a_reply_is_about_the_answer_that_it_replies_to(stage: Stage) -> None:
    """However many have been shown since; and so are the words after it."""
    [answer] = await stage.say(SHARING)
    await stage.say("vad är en reko-ring")
    stage.simulator.people.send_text(stage.private, stage.anna, "vad kostar det", reply_to=answer)
    await stage.settled()
    assert stage.simulator.sent(stage.private)[-1].text.startswith(f"Om ”{TITLE}”: Vad det kostar vet jag inte.")
    [more] = await stage.say("mer")
    assert more.text.startswith(f"Om ”{TITLE}”")


async def test_nothing_is_told_twice(stage: Stage) -> None:
    """After "mer" there is no more of it, also when it is wished in other words, until another answer is shown."""
    await stage.say(SHARING)
    [more] = await stage.say("mer")
    for words in ("mer", "berätta mer", "hur går det till då"):
        [said] = await stage.say(words)
        assert said.text.startswith(f"Om ”{TITLE}”: {texts.ALL_TOLD}")
        assert said.text != more.text
    await stage.say("vad är en reko-ring")
    [other] = await stage.say("mer")
    assert texts.NOTHING_MORE not in other.text


async def test_whom_to_ask_stands_where_there_is_no_more(stage: Stage) -> None:
    """An entry's own contact knows more than the bot."""
    database = stage.services.database
    await put_entry(database, "budrunda")
    await database.execute("UPDATE entries SET links = '[]', contact = 'Byalaget, 0240-12 34 56'")
    await stage.services.library.refresh(await knowledge_store.read(database))
    await stage.say("/start k_budrunda")
    [then] = await stage.say("och sen då?")
    assert "Kontakt: Byalaget, 0240-12 34 56" in then.text


async def test_the_source_is_told_in_full(stage: Stage) -> None:
    """Meeting, day and question."""
    await stage.say(SHARING)
    [source] = await stage.say("källa?")
    assert source.text.startswith(
        f"Om ”{TITLE}”: Det berättades på Landsbygdsnätverkets digitala nätverksträff 6 november"
    )


async def test_next_shows_another_one_and_then_is_about_that(stage: Stage) -> None:
    """Each once, and it says after which."""
    await stage.say(SHARING)
    [second] = await stage.say("nästa")
    assert second.text.startswith(f"Om ”{TITLE}”: {texts.NEXT}")
    [third] = await stage.say("ett till")
    assert third.text.splitlines()[2] not in {TITLE, second.text.splitlines()[2]}
    assert f"Om ”{second.text.splitlines()[2]}”" in third.text


async def test_more_examples_are_listed_with_buttons(stage: Stage) -> None:
    """And one of them can be named by its number."""
    await stage.say(SHARING)
    [listed] = await stage.say("finns det fler?")
    assert listed.text.startswith(f"Om ”{TITLE}”: {texts.OTHERS}")
    [chosen] = await stage.say("1")
    assert chosen.text.startswith(labels(listed)[0])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("vad kostar det", "Vad det kostar vet jag inte."),
        ("vem gör det", "Vem som gör det vet jag inte."),
        ("när började det", "När det började vet jag inte."),
        ("och i Norrbotten?", "Hur det är i Norrbotten vet jag inte."),
        ("hur finansierar man det", texts.ABOUT_MONEY),
    ],
)
async def test_what_the_answer_does_not_tell_is_said_and_a_person_offered(stage: Stage, words: str, said: str) -> None:
    """On what, and honestly; the question goes on to a person with what it is about."""
    await stage.say(SHARING)
    [reply] = await stage.say(words)
    assert reply.text.startswith(f"Om ”{TITLE}”: {said}")
    [preview] = await stage.press(reply, chat_texts.HUMAN)
    assert f"{TITLE}: {words}" in preview.text


async def test_a_new_topic_lets_go_of_the_thread(stage: Stage) -> None:
    """The next words are about the new answer."""
    await stage.say(SHARING)
    await stage.say("vad är en reko-ring")
    [more] = await stage.say("mer")
    assert more.text.startswith("Om ”REKO-ringar")


async def test_a_follow_up_without_a_thread_asks_what_it_is_about(stage: Stage) -> None:
    """It is never searched for in the knowledge."""
    for words in ("mer", "varför?", "fler exempel", "vem"):
        [reply] = await stage.say(words)
        assert reply.text == texts.NO_THREAD


async def test_after_half_an_hour_the_thread_is_dropped(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """And its row with it."""
    await stage.say(SHARING)
    monkeypatch.setattr(store, "now", lambda: now() + store.HELD + timedelta(seconds=1))
    [reply] = await stage.say("mer")
    assert reply.text == texts.NO_THREAD
    await store.forget(stage.services.database)
    assert await stage.services.database.rows("SELECT * FROM threads") == []


async def test_the_thread_holds_over_a_restart_and_without_words(tmp_path: Path, library: Library) -> None:
    """Ids only are stored."""
    simulator = Simulator()
    village = build_village(simulator)
    simulator.people.start(village.pensioner)
    async with performed(tmp_path / "bot.db", simulator, library) as bot:
        stage = Stage(simulator, village, bot)
        await stage.say(SHARING)
        [row] = await bot.services.database.rows("SELECT * FROM threads")
        assert "samåkning" not in str(dict(row))
    async with performed(tmp_path / "bot.db", simulator, library) as bot:
        [more] = await Stage(simulator, village, bot).say("mer")
        assert more.text.startswith(f"Om ”{TITLE}”")


async def test_an_entry_that_was_opened_can_be_asked_about(stage: Stage) -> None:
    """Also one that no question led to."""
    await stage.say("/start k_reko-ring")
    [more] = await stage.say("vad kostar det")
    assert more.text.startswith("Om ”REKO-ringar")


async def test_in_a_group_only_a_reply_to_the_answer_goes_on_with_it(stage: Stage) -> None:
    """Without buttons; a mention elsewhere begins anew."""
    group, people = stage.village.association, stage.simulator.people
    [answer] = await stage.say(f"/fraga {SHARING}", group)
    people.send_text(group, stage.village.farmer, "vad kostar det?", reply_to=answer)
    await stage.settled()
    said = stage.simulator.sent(group)[-1]
    assert said.text.startswith(f"Om ”{TITLE}”: Vad det kostar vet jag inte.")
    assert [list(button) for button in said.buttons] == [["text", "url"]]
    [alone] = await stage.say("@landsbygdsbot vad kostar det?", group, stage.village.farmer)
    assert TITLE not in alone.text


async def test_a_rejected_answer_leads_on(stage: Stage) -> None:
    """By thumb or by words: the next best, a person, a report, and why; the verdict is stored."""
    [answer] = await stage.say(SHARING)
    [pressed] = await stage.press(answer, answers_texts.BAD)
    [typed] = await stage.say("det var inte det jag frågade om")
    for page in (pressed, typed):
        assert page.text.startswith(texts.SORRY)
        assert TITLE not in labels(page)
        assert {chat_texts.HUMAN, answers_texts.REPORT, *answers_texts.REASONS.values()} <= set(labels(page))
    rows = await stage.services.database.rows("SELECT entry_id, verdict FROM feedback")
    assert [tuple(row) for row in rows] == [("app-for-samakning", "bad")]
    [other] = await stage.say("1")
    assert other.text.startswith(labels(typed)[0])


async def test_a_wide_word_gets_an_overview(stage: Stage) -> None:
    """Three to five examples with their first sentences, and buttons to each."""
    [page] = await stage.say("möten")
    lines = page.text.splitlines()
    assert lines[0] == "Det här har nätverket berättat om möten:"
    assert 3 <= len(lines[2:]) <= 5
    assert all(" – " in line for line in lines[2:])
    [chosen] = await stage.say("den andra")
    assert chosen.text.startswith(labels(page)[1])


async def test_a_slip_that_was_mended_is_said(stage: Stage) -> None:
    """ "fibr" is read as "fiber"."""
    [page] = await stage.say("fibr")
    assert page.text.startswith("Jag läste det som: fiber")


async def test_a_kind_that_is_lacking_is_said_before_the_entries(stage: Stage) -> None:
    """They are on the topic, and do not answer it."""
    [page] = await stage.say("vad kostar förskott")
    assert page.text.startswith("Vad förskott kostar vet jag inte. Det här har nätverket berättat")
    assert chat_texts.HUMAN in labels(page)


async def test_an_answer_in_another_language_stands_between_two_lines_of_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the thread goes on in that language; Arabic is marked as reading from the right."""
    ask = stage.services.library.ask
    for language, beginning in (("en", "I understood"), ("ar", "\u200f"), ("de", "I understood")):

        async def foreign(question: str, language: str = language) -> object:
            return replace(await ask(SHARING), question=question, language=language)

        with monkeypatch.context() as patched:
            patched.setattr(stage.services.library, "ask", foreign)
            [answer] = await stage.say("how do we share cars")
            assert answer.text.startswith(beginning)
            assert TITLE in answer.text
            assert "Fråga en människa" in answer.text
            assert answer.text.endswith(answers_texts.RELATED)
        [more] = await stage.say("more")
        assert more.text.startswith(beginning)
        assert f"Om ”{TITLE}”" in more.text


async def test_after_a_cry_for_help_the_number_is_repeated_until_it_is_over(stage: Stage) -> None:
    """And never after that."""
    assert "112" in (await stage.say("det brinner i ladan"))[-1].text
    assert "112" in (await stage.say("kon är kvar där inne"))[-1].text
    for words in ("brandkåren är här nu", "det är släckt", "tack"):
        assert "112" not in (await stage.say(words))[-1].text


async def test_a_question_after_a_cry_is_no_word_that_it_is_over(stage: Stage) -> None:
    """Though it begins with one."""
    await stage.say("det brinner i ladan")
    [reply] = await stage.say("det är lugnt, men hur samåker man")
    assert reply.text != texts.PASSED
