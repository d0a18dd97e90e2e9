"""Long, odd, forwarded, edited and deleted texts on their way to the moderators and out to members."""

import pytest

from bot.chat import texts as chat_texts
from bot.features.moderation.store import queue
from bot.features.moderation.values import Item
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.simulator.model import Member, Message, User
from tests.conftest import Stage

TIP = "Vi lagar cyklar tillsammans varje torsdag"
UNSAFE = (
    'Gratis <b>glasskiosk</b> på hjul & <a href="https://fula.example/">klicka här</a>'
    "<script>alert('hej')</script> &lt;i&gt; vid badplatserna"
)
NAME = "<i>Greta</i> & Co"
SPAM = "🎉🎉🎉 https://fula.example/a https://fula.example/b t.me/fula 🎉🎉🎉🎉🎉🎉🎉🎉"
FORMATS = {"bold", "italic", "text_link", "code", "pre"}


async def send_in(desk: Stage, text: str, signature: str = "anonym") -> Item:
    """Anna tips, typing."""
    for words in ("/tips", text, "hoppa över", "vet inte", signature, "nej", "skicka"):
        await desk.say(words)
    [item] = await queue.items_of(desk.services.database, desk.anna.id)
    return item


async def published(desk: Stage) -> Message:
    """A moderator approves what is on the latest card, which is returned as it reads then."""
    card = desk.simulator.sent(desk.village.moderators)[-1]
    for button in ("Godkänn", "Publicera"):
        await desk.press(card, button, desk.village.officer)
    return desk.now(card)


def formatted(message: Message, words: str) -> set[str]:
    """How the part of a message that says `words` is formatted."""
    units = message.text.encode("utf-16-le")
    start = units.index(words.encode("utf-16-le")) // 2
    end = start + len(words.encode("utf-16-le")) // 2
    return {
        str(each["type"])
        for each in message.entities
        if each["offset"] < end and each["offset"] + each["length"] > start
    }


async def test_what_looks_like_html_is_published_to_the_letter(desk: Stage) -> None:
    """Text, title and name stand as they were written, unformatted and without a link, wherever they are shown."""
    item = await send_in(desk, UNSAFE, NAME)
    card = desk.simulator.sent(desk.village.moderators)[-1]
    assert UNSAFE in card.text
    assert NAME in card.text
    decided = await published(desk)
    notice = desk.simulator.sent(desk.private)[-1]
    answers = await desk.say("glasskiosk på hjul vid badplatserna")
    [own] = await desk.say("/mina")
    [in_group] = await desk.say("/fraga glasskiosk på hjul vid badplatserna", desk.village.association)
    assert (await queue.item(desk.services.database, item.id)).status == "approved"
    assert UNSAFE in answers[-1].text
    assert NAME in answers[-1].text
    for message in (decided, notice, answers[-1], own, in_group):
        assert formatted(message, "klicka här" if "klicka här" in message.text else "glasskiosk").isdisjoint(
            FORMATS - {"bold", "italic"}
        )
        assert "fula.example" not in [each.get("url", "") for each in message.entities]
        assert "<b>glasskiosk</b>" in message.text


async def test_a_tip_as_long_as_can_be_is_published_whole(desk: Stage) -> None:
    """3,500 letters full of HTML's own signs are decided on and come to a member in full."""
    text = "Glasskiosken på hjul rullar. " + ("barn < vuxna & åsnor > inget " * 130)[:3_440].strip()
    await send_in(desk, text)
    await published(desk)
    answer = "".join(each.text for each in await desk.say("glasskiosken på hjul rullar"))
    assert answer.count("åsnor") == text.count("åsnor")


@pytest.mark.parametrize("text", [SPAM, "🎉" * 900, "t.me/fula", "<b></b>"])
async def test_forwarded_spam_is_not_taken_as_a_tip(desk: Stage, text: str) -> None:
    """Links, emoji floods and bare mark-up forwarded into the dialogue go nowhere; own words do afterwards."""
    await desk.say("/tips")
    desk.simulator.people.forward_text(desk.private, desk.anna, text, desk.village.farmer)
    await desk.settled()
    assert desk.simulator.sent(desk.private)[-1].text == dialogue_texts.problem("no_words", 0)
    assert "Var är det?" in (await desk.say(TIP))[-1].text


async def test_another_bot_sends_and_decides_nothing(desk: Stage) -> None:
    """In the moderators' own chat, too: its commands and its replies to cards are let be."""
    item = await send_in(desk, TIP)
    group, card = desk.village.moderators, desk.simulator.sent(desk.village.moderators)[-1]
    other = User(777_001, "Väderbot", username="vaderbot", is_bot=True)
    group.members[other.id] = Member(other)
    before = len(desk.simulator.sent(group))
    for words in ("avslå: Det regnar.", "titel: Regn", f"@{desk.simulator.world.bot.username} regn"):
        desk.simulator.people.send_text(group, other, words, reply_to=card)
    for words in ("/tips Det regnar i hela länet i dag", "/nasta", "/ko"):
        desk.simulator.people.send_text(group, other, words)
    await desk.settled()
    assert len(desk.simulator.sent(group)) == before
    assert (await queue.item(desk.services.database, item.id)).version == 1


async def test_a_source_that_is_edited_and_deleted_changes_no_tip(desk: Stage) -> None:
    """What was said in a group when a member took it is what is sent, whatever becomes of that message afterwards."""
    group, people = desk.village.association, desk.simulator.people
    source = people.send_text(group, desk.village.farmer, TIP)
    people.send_text(group, desk.anna, "/tips", reply_to=source)
    await desk.settled()
    before = len(desk.simulator.sent(group))
    await desk.edit(source, "Köp billiga klockor på nätet i dag")
    people.delete(source)
    await desk.say("/start tips")
    for words in ("ja, fortsätt", "hoppa över", "vet inte", "anonym", "nej", "skicka"):
        await desk.say(words)
    [item] = await queue.items_of(desk.services.database, desk.anna.id)
    assert item.content.text == TIP
    assert len(desk.simulator.sent(group)) == before


async def test_editing_what_was_sent_changes_nothing_and_says_how(desk: Stage) -> None:
    """Neither a waiting tip nor a published one follows an edit of the member's message."""
    item = await send_in(desk, TIP)
    written = next(each for each in desk.private.messages.values() if each.text == TIP)
    await desk.edit(written, "Köp billiga klockor på nätet i dag")
    assert desk.simulator.sent(desk.private)[-1].text == chat_texts.STEP_EDITED
    await published(desk)
    await desk.edit(written, "Köp ännu billigare klockor på nätet")
    assert (await queue.item(desk.services.database, item.id)).content.text == TIP
    assert "klockor" not in "".join(each.answer for each in desk.services.library.knowledge.entries)


async def test_a_deleted_card_stops_no_decision(desk: Stage) -> None:
    """The item is decided on another copy, and the author hears."""
    await send_in(desk, TIP)
    [first] = desk.simulator.sent(desk.village.moderators)
    await desk.say("/nasta", desk.village.moderators, desk.village.officer)
    desk.simulator.people.delete(first)
    assert "Godkänt" in (await published(desk)).text
    assert "publicerat" in desk.simulator.sent(desk.private)[-1].text
    assert chat_texts.SOMETHING_FAILED not in [each.text for each in desk.simulator.sent(desk.village.moderators)]
