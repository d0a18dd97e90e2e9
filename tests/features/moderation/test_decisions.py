"""The moderators' side: cards, decisions by several hands, and what authors hear of them."""

import pytest

from bot.features.moderation.store import queue
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.texts import queue as queue_texts
from bot.features.roles import texts as roles_texts
from bot.simulator import failures
from bot.simulator.failures import Rule
from tests.conftest import Stage
from tests.stage.outbox import of_item
from tests.stage.queue import ASKED, TIP, answer_card, cards, heard, now, press, send_in


async def test_a_card_shows_what_is_needed_to_decide(desk: Stage) -> None:
    """Number, text, theme, signature, a personal-data warning and a wording stand on it; the author does not."""
    item = await send_in(desk, TIP + " Ring 070-174 06 35.")
    [card] = cards(desk)
    for words in (f"nr {item.id}", "Glasspucken", "Avsändare: anonym", "telefonnummer: 070-174 06 35", "Titel: Vi i"):
        assert words in card.text
    assert desk.anna.first_name not in card.text
    labels = [button["text"] for button in card.buttons]
    assert labels[:5] == ["Godkänn", "Avslå", "Ändra", "Fråga tillbaka", "Slå ihop"]


async def test_a_card_says_whose_words_hold_personal_data(desk: Stage) -> None:
    """What a moderator takes out of the answer stands in the author's text only, and the card says so."""
    await send_in(desk, TIP + " Ring 070-174 06 35.")
    told = "telefonnummer: 070-174 06 35"
    assert f"i svaret?\n• {told}" in cards(desk)[0].text
    await answer_card(desk, desk.village.officer, f"svar: {TIP}\nfrågor: Var finns glassen?")
    assert f"bara i det som medlemmen skrev?\n• {told}" in cards(desk)[0].text
    assert cards(desk)[0].text.count(told) == 1


async def test_the_last_step_warns_of_what_would_be_published(desk: Stage) -> None:
    """A telephone number that is still in the answer stands above the button that publishes it, once it is out not."""
    await send_in(desk, TIP + " Ring 070-174 06 35.")
    await press(desk, desk.village.officer, "Godkänn")
    assert "i svaret?\n• telefonnummer: 070-174 06 35" in cards(desk)[0].text
    await press(desk, desk.village.officer, "Tillbaka")
    await answer_card(desk, desk.village.officer, f"svar: {TIP}\nfrågor: Var finns glassen?")
    await press(desk, desk.village.officer, "Godkänn")
    assert "Personuppgifter" not in cards(desk)[0].text


@pytest.mark.parametrize("theme", [None, "mat"])
async def test_a_theme_that_nobody_chose_is_said_to_be_a_guess(desk: Stage, theme: str | None) -> None:
    """On the card and in the last step, until a moderator has worded it; never one that the author chose."""
    await send_in(desk, theme=theme)
    assert ("(botens gissning)" in cards(desk)[0].text) is (theme is None)
    await press(desk, desk.village.officer, "Godkänn")
    assert ("(botens gissning)" in cards(desk)[0].text) is (theme is None)
    await press(desk, desk.village.officer, "Tillbaka")
    await answer_card(desk, desk.village.officer, "tema: mat")
    assert "(botens gissning)" not in cards(desk)[0].text


async def test_an_approved_tip_answers_a_member_at_once(desk: Stage) -> None:
    """Two taps publish it: the author hears, the card tells who and when, and a question gets it as its answer."""
    item = await send_in(desk)
    johan = desk.village.officer
    await press(desk, johan, "Godkänn")
    assert "Ska det publiceras?" in cards(desk)[0].text
    await press(desk, johan, "Publicera")
    assert (await now(desk, item)).status == "approved"
    assert "publicerat" in heard(desk)
    assert "Godkänt" in cards(desk)[0].text
    assert "Johan" in cards(desk)[0].text
    [answer] = await desk.say(ASKED)
    assert "Glasspucken" in answer.text


async def test_undo_takes_the_answer_back(desk: Stage) -> None:
    """After Ångra the item waits again, and nobody is answered with it."""
    item = await send_in(desk)
    for button in ("Godkänn", "Publicera", "Ångra"):
        await press(desk, desk.village.officer, button)
    assert (await now(desk, item)).status == "waiting"
    assert "Glasspucken" not in "".join(each.text for each in await desk.say(ASKED))
    assert "Godkänn" in [button["text"] for button in cards(desk)[0].buttons]


async def test_of_two_moderators_one_decides_and_the_other_is_told(desk: Stage) -> None:
    """Both press at once: one publication, one notice, and the late one reads who was first and when."""
    item = await send_in(desk)
    johan, birgitta = desk.village.officer, desk.village.organiser
    await press(desk, johan, "Godkänn")
    card, people = cards(desk)[0], desk.simulator.people
    queries = [people.press(user, card, "Publicera") for user in (johan, birgitta)]
    await desk.settled()
    told = [str((people.answer_to(query) or {}).get("text", "")) for query in queries]
    assert [text for text in told if text] == [told[1]]
    assert told[1].startswith("Johan hann före: godkänt")
    assert len([row for row in await queue.history(desk.services.database, item.id) if row.action == "approve"]) == 1
    assert [each.kind for each in await of_item(desk.services.database, item.id)].count("published") == 1


async def test_declining_takes_as_many_taps_and_tells_the_reason(desk: Stage) -> None:
    """Avslå opens six reasons and claims; the second tap declines, and the author reads why."""
    item = await send_in(desk)
    await press(desk, desk.village.officer, "Avslå")
    assert "Johan har hand om det" in cards(desk)[0].text
    assert [button["text"] for button in cards(desk)[0].buttons][:6] == list(decisions_texts.REASONS.values())
    assert "Johan har hand om det" in await press(desk, desk.village.organiser, "Är reklam")
    await press(desk, desk.village.officer, "Är reklam")
    assert (await now(desk, item)).status == "declined"
    assert "Det är reklam." in heard(desk)
    assert "Johan" not in heard(desk)


async def test_nobody_approves_their_own_tip(desk: Stage) -> None:
    """A moderator's own tip is left to the other one."""
    johan = desk.village.officer
    desk.simulator.people.start(johan)
    await desk.settled()
    item = await send_in(desk, author=johan)
    assert await press(desk, johan, "Godkänn") == decisions_texts.OWN
    assert (await now(desk, item)).version == 1
    await press(desk, desk.village.organiser, "Godkänn")
    await press(desk, desk.village.organiser, "Publicera")
    assert (await now(desk, item)).status == "approved"


async def test_a_tip_is_merged_into_an_entry(desk: Stage) -> None:
    """Its text becomes a detail of the entry, and the author hears with which."""
    item = await send_in(desk)
    await press(desk, desk.village.officer, "Slå ihop")
    detail = next(each["text"] for each in cards(desk)[0].buttons if each["text"].startswith("Tillägg"))
    await press(desk, desk.village.officer, detail)
    merged = await now(desk, item)
    assert merged.status == "merged"
    entry = desk.services.library.knowledge.entry(merged.entry_id or "")
    assert entry is not None
    assert "Glasspucken" in (entry.more or "")
    assert entry.title in heard(desk)


async def test_a_question_becomes_a_phrase_of_an_entry(desk: Stage) -> None:
    """Merged, its text leads to the entry from then on; undone, it no longer does."""
    item = await send_in(desk, "Kan någon skjutsa min kusin till danskvällen", "question")
    await press(desk, desk.village.officer, "Slå ihop")
    phrase = next(each["text"] for each in cards(desk)[0].buttons if each["text"].startswith("Fråga:"))
    await press(desk, desk.village.officer, phrase)
    merged = await now(desk, item)
    entry = desk.services.library.knowledge.entry(merged.entry_id or "")
    assert entry is not None
    assert item.content.text in entry.questions
    await press(desk, desk.village.organiser, "Ångra")
    assert desk.services.library.knowledge.entry(entry.id) not in (None, entry)


@pytest.mark.parametrize("how", ["mp", "md"])
async def test_nothing_is_merged_into_an_entry_that_is_gone(desk: Stage, how: str) -> None:
    """The card's page was turned to before the entry was taken away."""
    item, card = await send_in(desk), cards(desk)[0]
    query = desk.simulator.people.forge_press(desk.village.officer, card, f"m:{item.id}:1:{how}:no-such-entry")
    await desk.settled()
    said = desk.simulator.people.answer_to(query)
    assert said == {"text": decisions_texts.ENTRY_GONE, "show_alert": True}
    assert (await now(desk, item)).version == 1


async def test_a_card_has_one_live_copy(desk: Stage) -> None:
    """/nasta sends it anew; the earlier says where it is, and replies to any copy mean the item."""
    item = await send_in(desk)
    for _ in range(2):
        await desk.say("/nasta", desk.village.moderators, desk.village.officer)
    first, second, third = cards(desk)
    assert [each.buttons for each in (first, second)] == [[], []]
    assert first.text == f"Tips nr {item.id}: kortet finns längre ner."
    assert (await answer_card(desk, desk.village.officer, "titel: Glass")).startswith(decisions_texts.MENDED)
    await press(desk, desk.village.officer, "Avslå", third)
    await press(desk, desk.village.officer, "Finns redan", third)
    assert ["Avslaget" in desk.now(each).text for each in (first, second, third)] == [False, False, True]


async def test_a_blocked_author_stops_nothing(desk: Stage) -> None:
    """The notice is gone, and the next author hears."""
    first = await send_in(desk, author=desk.anna)
    desk.simulator.rooms.block_bot(desk.anna)
    await press(desk, desk.village.officer, "Avslå")
    await press(desk, desk.village.officer, "Är reklam")
    [notice] = [each for each in await of_item(desk.services.database, first.id) if each.kind == "declined"]
    assert notice.status == "gone"
    await send_in(desk, "Ett annat tips om en bastu på en flotte.")
    assert "bastu" in cards(desk)[-1].text


@pytest.mark.parametrize("failure", [failures.Kind.TIMEOUT_AFTER, failures.Kind.DROP_BEFORE])
async def test_what_may_have_been_sent_is_not_sent_again(desk: Stage, failure: failures.Kind) -> None:
    """A notice whose fate nobody knows is called unknown."""
    item = await send_in(desk)
    await press(desk, desk.village.officer, "Avslå")
    before = len(desk.simulator.sent(desk.private))
    desk.simulator.failures.order(Rule(failure, "sendMessage", desk.private.id, nth=1))
    await press(desk, desk.village.officer, "Är reklam")
    [notice] = [each for each in await of_item(desk.services.database, item.id) if each.kind == "declined"]
    assert notice.status == "unknown"
    assert len(desk.simulator.sent(desk.private)) - before == (1 if failure is failures.Kind.TIMEOUT_AFTER else 0)


async def test_only_members_of_the_chat_decide(desk: Stage) -> None:
    """A forged press by a member, and a press by somebody who has left, do nothing."""
    item = await send_in(desk)
    card = cards(desk)[0]
    query = desk.simulator.people.forge_press(desk.anna, card, f"m:{item.id}:1:publish")
    await desk.settled()
    assert (desk.simulator.people.answer_to(query) or {})["text"] == roles_texts.NOT_MODERATOR
    assert (await now(desk, item)).version == 1


async def test_whoever_has_left_the_chat_decides_nothing(desk: Stage) -> None:
    """A moderator who left while the card was open is refused at the press."""
    item = await send_in(desk)
    desk.simulator.rooms.leave(desk.village.moderators, desk.village.officer)
    assert await press(desk, desk.village.officer, "Godkänn") == roles_texts.NOT_MODERATOR
    assert (await now(desk, item)).version == 1


@pytest.mark.parametrize("text", ["Vi åker buss. " + "😀" * 1_700, "Ordet & <b> " * 290, "\u202e" + "z" * 3_499])
async def test_any_text_fits_on_every_page_of_a_card(desk: Stage, text: str) -> None:
    """However long or odd a tip is, it is shown, its pages open, and the whole of it is sent on demand."""
    item = await send_in(desk, text)
    assert cards(desk)[0].text.startswith(f"Tips nr {item.id}")
    for button in ("Ändra", "Avslå", "Fråga tillbaka", "Slå ihop", "Godkänn"):
        await press(desk, desk.village.officer, button)
        await press(desk, desk.village.officer, "Tillbaka")
        assert cards(desk)[0].text.startswith(f"Tips nr {item.id}")
    await press(desk, desk.village.officer, "Visa hela")
    assert len(cards(desk)) > 1


async def test_the_queue_and_the_history_are_told(desk: Stage) -> None:
    """/ko counts and lists, with a theme only those; /historik names who did what."""
    item = await send_in(desk)
    group, johan = desk.village.moderators, desk.village.officer
    assert "1 tips" in (await desk.say("/ko", group, johan))[0].text
    assert (await desk.say("/ko teknik", group, johan))[0].text == queue_texts.NONE_SUCH
    assert (await desk.say("/ko blaha", group, johan))[0].text == queue_texts.QUEUE_HOW
    await press(desk, johan, "Ta hand om")
    [told] = await desk.say(f"/historik {item.id}", group, johan)
    assert "Johan tog hand om" in told.text
    assert "Den som skrev skickade in" in told.text
    assert (await desk.say("/historik 999", group, johan))[0].text == decisions_texts.GONE
