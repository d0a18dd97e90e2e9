"""A word that no answer has is taught from /obesvarade, when it is seen what that changes."""

from dataclasses import replace

import pytest

from bot.chat import texts as chat_texts
from bot.features.unanswered import texts as unanswered_texts
from tests.conftest import Stage
from tests.stage.queue import press
from tests.stage.unanswered import forged, labels, listed, opened

ASKED = "finns det zubbel för fiber i byn"


def offered(labelled: list[str]) -> str:
    """The button that teaches the word."""
    [label] = [each for each in labelled if each.startswith("”zubbel” betyder ")]
    return label


async def test_one_tap_teaches_a_word_and_another_takes_that_back(desk: Stage) -> None:
    """First what it changes is shown; then the word leads to what the nearest answer is about, and to nothing again."""
    library = desk.services.library
    page = await opened(desk, ASKED)
    label = offered(labels(desk, page))
    leads_to = label.removeprefix("”zubbel” betyder ")
    assert library.matcher.unknown(ASKED) == ("zubbel",)
    await press(desk, desk.village.officer, label, page)
    preview = desk.now(page).text
    assert f"Ska ”zubbel” betyda ”{leads_to}”?" in preview
    assert "zubbel: inget svar → " in preview
    assert "Jag har prövat" in preview
    assert library.overlay.synonyms == ()
    await press(desk, desk.village.officer, unanswered_texts.TEACH, page)
    assert f"Johan lärde boten att ”zubbel” betyder ”{leads_to}”" in desk.now(page).text
    assert library.matcher.unknown(ASKED) == ()
    taught, meant = await library.ask("zubbel"), await library.ask(leads_to)
    assert taught.hits[0].entry == meant.hits[0].entry
    await press(desk, desk.village.organiser, chat_texts.UNDO, page)
    assert "Birgitta ångrade" in desk.now(page).text
    assert library.matcher.unknown(ASKED) == ("zubbel",)
    assert library.overlay.synonyms == ()


async def test_all_taught_words_are_seen_and_taken_back(desk: Stage) -> None:
    """From the list of questions, also by somebody else and long after; without any there is no such button."""
    page = await opened(desk, ASKED)
    label = offered(labels(desk, page))
    await press(desk, desk.village.officer, label, page)
    await press(desk, desk.village.officer, unanswered_texts.TEACH, page)
    page = await listed(desk)
    await press(desk, desk.village.organiser, unanswered_texts.TAUGHT.format(number=1), page)
    assert f"• ”zubbel” betyder ”{label.removeprefix('”zubbel” betyder ')}”" in desk.now(page).text
    await press(desk, desk.village.organiser, unanswered_texts.UNTEACH.format(word="zubbel"), page)
    assert "Birgitta ångrade" in desk.now(page).text
    assert desk.services.library.overlay.synonyms == ()
    assert unanswered_texts.TAUGHT.format(number=1) not in labels(desk, await listed(desk))


async def test_a_word_is_taken_back_once(desk: Stage) -> None:
    """A second press says that it has been done."""
    page = await opened(desk, ASKED)
    await press(desk, desk.village.officer, offered(labels(desk, page)), page)
    await press(desk, desk.village.officer, unanswered_texts.TEACH, page)
    [undo] = [each["callback_data"] for each in desk.now(page).buttons if each["text"] == chat_texts.UNDO]
    await press(desk, desk.village.officer, chat_texts.UNDO, page)
    assert await forged(desk, page, undo) == unanswered_texts.UNDONE_BEFORE


async def test_a_word_that_is_no_more_unknown_is_not_taught(desk: Stage) -> None:
    """Somebody was first: the press finds no such word, and nothing is taught."""
    page = await opened(desk, ASKED)
    [data] = [each["callback_data"] for each in desk.now(page).buttons if each["text"] == offered(labels(desk, page))]
    await press(desk, desk.village.officer, offered(labels(desk, page)), page)
    await press(desk, desk.village.officer, unanswered_texts.TEACH, page)
    await forged(desk, page, data)
    assert desk.now(page).text == unanswered_texts.GONE
    rows = await desk.services.database.rows("SELECT word FROM synonyms")
    assert [row["word"] for row in rows] == ["zubbel"]


async def test_a_word_that_has_been_moved_into_the_files_is_told_to_stand_there(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taking it back in the chat does not take it out of the file."""
    library = desk.services.library
    page = await opened(desk, ASKED)
    label = offered(labels(desk, page))
    await press(desk, desk.village.officer, label, page)
    await press(desk, desk.village.officer, unanswered_texts.TEACH, page)
    moved = replace(library.base, synonyms=library.knowledge.synonyms)
    monkeypatch.setattr(library, "_parts", replace(library._parts, base=moved))
    await press(desk, desk.village.officer, chat_texts.UNDO, page)
    assert "står nu i synonymer.yaml" in desk.now(page).text
    assert library.matcher.unknown(ASKED) == ()
