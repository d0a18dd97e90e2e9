"""Reported errors and mended wordings: what the moderators see is what takes effect."""

import pytest

from bot.features.moderation.texts import card as card_texts
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.values import Item
from bot.features.moderation.wording import mend, propose
from bot.features.unanswered.store.questions import Asked, record
from bot.matching.replay import Change, Replayed
from tests.conftest import Stage
from tests.stage.moderators import PROPOSAL
from tests.stage.queue import ASKED, answer_card, cards, heard, now, press, send_in

PRIVATE = "Ring Karin 070-174 06 35 om bastun. Skriv till karin@exempel.se annars. Vi har en bastu på en flotte."


async def reported(desk: Stage) -> Item:
    """A report about the answer that a tip has become."""
    tip = await send_in(desk)
    for button in ("Godkänn", "Publicera"):
        await press(desk, desk.village.officer, button)
    published = (await now(desk, tip)).entry_id
    await record(desk.services.database, Asked(ASKED, "private", "answer", 0.9, published))
    return await send_in(desk, "Den står vid sjön nu.", "report", entry_id=published)


async def test_a_tips_answer_that_is_corrected_is_still_found(desk: Stage) -> None:
    """Before publishing no question is said to lose its answer, and none does."""
    report = await reported(desk)
    johan, card = desk.village.officer, cards(desk)[-1]
    await desk.say("hej", desk.village.moderators, johan)
    desk.simulator.people.send_text(desk.village.moderators, johan, "svar: Glasspucken vid sjön.", reply_to=card)
    await desk.settled()
    await press(desk, johan, "Godkänn", card)
    assert "Ingen fråga får ett annat förstasvar." in desk.now(card).text
    await press(desk, johan, "Publicera", card)
    assert (await now(desk, report)).status == "approved"
    [answer] = await desk.say(ASKED)
    assert "Glasspucken vid sjön." in answer.text


@pytest.mark.parametrize("mended", [False, True])
async def test_nothing_is_corrected_before_it_is_changed(desk: Stage, mended: bool) -> None:
    """Godkänn says what to do first, also when what was changed is changed back; nobody is thanked for it."""
    entry = desk.services.library.knowledge.entries[0]
    item = await send_in(desk, "Det heter något annat nu.", "report", entry_id=entry.id)
    before = heard(desk)
    if mended:
        await answer_card(desk, desk.village.officer, "titel: Det nya namnet")
        await answer_card(desk, desk.village.officer, f"titel: {entry.title}")
    assert await press(desk, desk.village.officer, "Godkänn") == decisions_texts.UNCHANGED
    assert (await now(desk, item)).status == "waiting"
    assert heard(desk) == before


async def test_a_reports_card_shows_the_answer_that_it_is_about(desk: Stage) -> None:
    """Moderators need not open it to see what is said to be wrong."""
    entry = desk.services.library.knowledge.entries[0]
    await send_in(desk, "Det heter något annat nu.", "report", entry_id=entry.id)
    assert entry.answer[:100] in cards(desk)[0].text


async def test_an_unknown_theme_is_told_with_those_there_are(desk: Stage) -> None:
    """The other lines of the reply are taken, so that only this one is sent again."""
    item = await send_in(desk)
    said = await answer_card(desk, desk.village.officer, "titel: Glass\ntema: lokal mta")
    for theme in desk.services.library.knowledge.themes:
        assert theme.name in said
    assert decisions_texts.ONLY_THIS in said
    mended = (await now(desk, item)).proposal
    assert mended is not None
    assert (mended.title, mended.theme) == ("Glass", "mat")


async def test_proposals_leave_personal_data_out(desk: Stage) -> None:
    """Neither title, keywords nor example questions hold a number or a piece of an address."""
    proposal = propose(await send_in(desk, PRIVATE), "mat")
    assert proposal.title == "Vi har en bastu på en flotte"
    assert proposal.questions == ("Vi har en bastu på en flotte.",)
    assert "exempel" not in proposal.keywords
    assert proposal.answer == PRIVATE


async def test_no_end_of_a_name_is_left_in_a_title_where_another_name_begins_it(desk: Stage) -> None:
    """Of a tip that is one sentence with two names."""
    title = propose(await send_in(desk, "Anna Berg och Anna Bergström lånar ut bastun"), "mat").title
    assert "lånar ut bastun" in title
    assert "ström" not in title


async def test_a_title_begins_with_a_capital(desk: Stage) -> None:
    """However it was written in the chat."""
    assert propose(await send_in(desk, "vem lånar ut släpvagn?"), "mat").title == "Vem lånar ut släpvagn"


async def test_the_history_tells_what_was_changed(desk: Stage) -> None:
    """The first edit of the author's own wording too, and a theme by its name."""
    item = await send_in(desk)
    theme = desk.services.library.knowledge.themes[-1]
    for words in ("titel: Glass på hjul", f"tema: {theme.id}"):
        said = await answer_card(desk, desk.village.officer, words)
    assert f"+ {theme.name}" in said
    [told] = await desk.say(f"/historik {item.id}", desk.village.moderators, desk.village.officer)
    for words in ("– Vi i Åsby köpte", "+ Glass på hjul", f"+ {theme.name}"):
        assert words in told.text


async def test_a_reports_first_change_is_told_too(desk: Stage) -> None:
    """Beside the answer as it read."""
    entry = desk.services.library.knowledge.entries[0]
    item = await send_in(desk, "Det heter något annat nu.", "report", entry_id=entry.id)
    await answer_card(desk, desk.village.officer, "titel: Det nya namnet")
    for button in ("Godkänn", "Publicera"):
        await press(desk, desk.village.officer, button)
    [told] = await desk.say(f"/historik {item.id}", desk.village.moderators, desk.village.officer)
    assert f"– {entry.title}\n  + Det nya namnet" in told.text


def test_members_questions_that_change_alike_are_counted() -> None:
    """A member's words are not shown, so one line tells of all of them; the others keep theirs."""
    changes = (*[Change("", None, None)] * 4, Change("hur lagar man en brygga", None, None))
    told = card_texts.confirm(Replayed(changes, 5, 102, 2576), True)
    assert told.count("•") == 2
    assert "• 4 frågor från medlemmar: inget svar → inget svar" in told
    assert "2576" not in told
    assert "Jag har prövat de 102 exempelfrågor" in card_texts.confirm(Replayed((), 0, 102, 2576), True)


async def test_the_wording_is_mended_by_lines(desk: Stage) -> None:
    """A reply with labels changes the proposal, which is what is then published."""
    await send_in(desk)
    await press(desk, desk.village.officer, "Ändra")
    assert "titel: Vi i Åsby" in cards(desk)[0].text
    assert "temat finns inte" in await answer_card(desk, desk.village.officer, "titel: Glass\ntema: nonsens")
    said = await answer_card(desk, desk.village.officer, "titel: Glass på hjul\nnyckelord: glass, kiosk")
    assert said.startswith(decisions_texts.MENDED)
    assert "+ Glass på hjul" in said
    assert "Titel: Glass på hjul" in cards(desk)[0].text
    await press(desk, desk.village.officer, "Godkänn")
    await press(desk, desk.village.officer, "Publicera")
    [answer] = await desk.say(ASKED)
    assert answer.text.startswith("Glass på hjul")


async def test_a_reported_error_is_corrected(desk: Stage) -> None:
    """The mended entry stands in the old one's place, and whoever reported it hears so."""
    entry = desk.services.library.knowledge.entries[0]
    await send_in(desk, "Det heter något annat nu.", "report", entry_id=entry.id)
    assert entry.title in cards(desk)[0].text
    await answer_card(desk, desk.village.officer, "titel: Det nya namnet")
    await press(desk, desk.village.officer, "Godkänn")
    await press(desk, desk.village.officer, "Publicera")
    corrected = desk.services.library.knowledge.entry(entry.id)
    assert corrected is not None
    assert (corrected.title, corrected.answer) == ("Det nya namnet", entry.answer)
    assert "svaret är rättat" in heard(desk)


def test_lines_mend_a_proposal() -> None:
    """Labels in any case, continued lines, lists; a text without labels is none, an unknown theme is refused."""
    themes = {"mat": "Lokal mat", "energi": "Energi"}
    found = mend(PROPOSAL, "Titel: Ny\nsvar: Rad ett\nrad två\ntema: lokal mat\nfrågor: Hur då? Var då?", themes)
    assert found is not None
    first = found.proposal
    assert (first.title, first.answer, first.theme) == ("Ny", "Rad ett\nrad två", "mat")
    assert first.questions == ("Hur då?", "Var då?")
    assert mend(PROPOSAL, "vad menar du", themes) is None
    unknown = mend(PROPOSAL, "tema: rymden\ntitel: Rymden", themes)
    assert unknown is not None
    assert unknown.fault is not None
    assert unknown.proposal.title == "Rymden"
