"""Inline mode: "@landsbygdsbot samåkning" in any chat."""

import pytest

from bot.features.answers import texts as answers_texts
from bot.simulator.model import Chat, Json
from tests.conftest import Stage


async def typed(stage: Stage, words: str, chat: Chat | None = None) -> Json:
    """What Anna is offered when she types after the bot's name."""
    query = stage.simulator.people.type_inline(stage.anna, chat or stage.village.association, words)
    await stage.settled()
    answer = stage.simulator.world.inline_queries[query.id].answer
    assert answer is not None
    return answer


async def test_what_is_typed_offers_answers_best_first(stage: Stage) -> None:
    """At most ten, the best first, each with its answer as description."""
    results = (await typed(stage, "samåkning"))["results"]
    assert results[0]["id"] == "app-for-samakning"
    assert 1 <= len(results) <= 10
    assert all(result["description"] for result in results)


async def test_nothing_typed_offers_the_themes(stage: Stage) -> None:
    """An empty query is useful: every theme, to share with all its entries."""
    results = (await typed(stage, ""))["results"]
    themes = stage.services.library.knowledge.themes
    assert [result["id"] for result in results] == [f"tema-{theme.id}" for theme in themes]


async def test_there_is_always_a_way_to_the_private_chat(stage: Stage) -> None:
    """Also when nothing fits; the button above the results asks in private. Telegram may repeat the results."""
    for words in ("", "samåkning", "qwerty zxcvb"):
        answer = await typed(stage, words)
        assert answer["button"] == {"text": answers_texts.INLINE_BUTTON, "start_parameter": "fraga"}
        assert answer["cache_time"] > 0


@pytest.mark.parametrize("words", ["qwerty zxcvb", "🚜", "hej", "k_finns-inte", "å" * 256])
async def test_nothing_is_guessed(stage: Stage, words: str) -> None:
    """What nothing answers offers nothing."""
    assert (await typed(stage, words))["results"] == []


async def test_an_answer_is_sent_with_source_and_the_way_to_more(stage: Stage) -> None:
    """What the others see: title, answer, source, and a button to the same entry in the bot."""
    people, group = stage.simulator.people, stage.village.association
    query = people.type_inline(stage.anna, group, "samåkning")
    await stage.settled()
    sent = people.choose_inline(query, "app-for-samakning")
    assert sent.text.startswith("En app för samåkning")
    assert "6 november 2018" in sent.text
    assert [button["url"] for button in sent.buttons] == ["https://t.me/landsbygdsbot?start=k_app-for-samakning"]


async def test_a_theme_is_sent_with_links_to_its_entries(stage: Stage) -> None:
    """Sharing a theme gives every entry's title with its link."""
    people, group = stage.simulator.people, stage.village.association
    query = people.type_inline(stage.anna, group, "")
    await stage.settled()
    sent = people.choose_inline(query, "tema-mat")
    entries = stage.services.library.knowledge.entries_of("mat")
    links = [each["url"] for each in sent.entities if each["type"] == "text_link"]
    assert links == [f"https://t.me/landsbygdsbot?start=k_{entry.id}" for entry in entries]


async def test_every_theme_can_be_sent(stage: Stage) -> None:
    """No theme is too long for a message."""
    for result in (await typed(stage, ""))["results"]:
        query = stage.simulator.people.type_inline(stage.anna, stage.village.association, "")
        await stage.settled()
        assert stage.simulator.people.choose_inline(query, result["id"]).text


async def test_the_share_button_names_its_entry_exactly(stage: Stage) -> None:
    """ "Dela svaret" opens inline mode with the entry's id, which offers that entry alone."""
    [answer] = await stage.say("hur ordnar vi samåkning")
    shared = answer.buttons[-2]["switch_inline_query_chosen_chat"]["query"]
    results = (await typed(stage, shared))["results"]
    assert [result["id"] for result in results] == ["app-for-samakning"]


async def test_sharing_into_the_bots_own_chat_is_not_taken_for_a_question(stage: Stage) -> None:
    """A result sent in the private chat with the bot gets no answer to itself."""
    before = stage.simulator.sent(stage.private)
    query = stage.simulator.people.type_inline(stage.anna, stage.private, "k_reko-ring")
    await stage.settled()
    stage.simulator.people.choose_inline(query, "reko-ring")
    await stage.settled()
    assert stage.simulator.sent(stage.private) == before


async def test_a_query_that_was_typed_past_is_no_error(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Telegram no longer wants the results of a letter typed a minute ago."""
    stage.simulator.world.query_lifetime = -1.0
    stage.simulator.people.type_inline(stage.anna, stage.village.association, "samåkning")
    await stage.settled()
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_inline_words_are_not_logged_as_questions(stage: Stage) -> None:
    """Half-typed words are nobody's question."""
    await typed(stage, "samåk")
    assert await stage.services.database.rows("SELECT * FROM questions") == []


async def test_an_answer_to_be_shared_stands_alone(stage: Stage) -> None:
    """No other button above it, where a thumb that slips would leave the chat."""
    stage.simulator.people.type_inline(stage.anna, stage.village.association, "k_reko-ring")
    await stage.settled()
    [query] = stage.simulator.world.inline_queries.values()
    assert query.answer is not None
    assert query.answer.get("button") is None
