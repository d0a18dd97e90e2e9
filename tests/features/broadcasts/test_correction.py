"""What has been sent is corrected or taken back, in every chat and in the archive."""

import time

from bot.features.broadcasts.store import lists
from bot.features.broadcasts.texts import archive as archive_texts
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts.draft import ALL_GROUPS
from bot.features.roles import store as roles_store
from bot.simulator.failures import Failures, Kind, Rule
from tests.stage.organisers import Desk


async def sent(desk: Desk) -> None:
    """A broadcast has gone out, and Bo has been told."""
    await desk.gone_out()
    await desk.simulator.until(lambda: "klart" in desk.last().text)


async def mended(desk: Desk, unmended: int = 0) -> None:
    """Wait until every copy follows, but those that cannot."""
    for _ in range(400):
        progress = await lists.progress(desk.database, (await desk.latest()).id)
        if (progress.outdated, progress.unmended) == (0, unmended):
            return
        await desk.simulator.bell.wait(0.02)
    raise AssertionError(progress)


async def correct(desk: Desk, words: str) -> None:
    """Bo writes it anew, sees it, and means it."""
    await desk.tap("Rätta")
    await desk.say(words)
    await desk.tap("Ja, rätta i 3 chattar")


async def test_a_correction_reaches_every_copy_and_the_archive(desk: Desk) -> None:
    """Each copy says "Rättat" and the time first, keeps its button, and nobody gets a second message."""
    await sent(desk)
    await correct(desk, "Träffen är på fredag")
    await mended(desk)
    for chat in desk.groups:
        [copy] = desk.simulator.sent(chat)
        assert copy.text.startswith("Rättat ")
        assert copy.text.endswith(": Träffen är på fredag")
        assert copy.labels == [card_texts.THANKS]
    await desk.stage.say("/arkiv")
    shown = await desk.stage.say("1")
    assert shown[-1].text.endswith(": Träffen är på fredag")


async def test_a_correction_that_two_write_at_once_is_one(desk: Desk) -> None:
    """Eva began before Bo was done: her words do not overwrite his, and she is told."""
    await sent(desk)
    await desk.say("/utskick", desk.eva)
    done = await desk.press(desk.last(desk.eva), "Avslutade utskick", desk.eva)
    await desk.press(await desk.press(done, 0, desk.eva), "Rätta", desk.eva)
    await correct(desk, "Bos rättelse")
    await desk.say("Evas rättelse", desk.eva)
    await desk.say("ja", desk.eva)
    assert "Bo hann före: rättat" in desk.last(desk.eva).text
    await mended(desk)
    assert all(each.text.endswith("Bos rättelse") for each in desk.copies("Rättat"))


async def test_a_text_cannot_become_a_picture(desk: Desk) -> None:
    """It is said, and nothing changes."""
    await sent(desk)
    await desk.tap("Rätta")
    await desk.stage.after(desk.simulator.people.send_photo(desk.own(desk.bo), desk.bo, "En bild"))
    assert "bara att ändra texten" in desk.last().text
    assert (await desk.latest()).content_version == 1


async def test_a_pictures_caption_keeps_its_formatting_when_corrected(desk: Desk) -> None:
    """What organisers write is no markup: as it was written it stands under the picture, before and after."""
    people, own = desk.simulator.people, desk.own(desk.bo)
    await desk.begin()
    await desk.stage.after(people.send_photo(own, desk.bo, "Bryggan <1>"))
    for label in (ALL_GROUPS, "Klar", "Be om godkännande"):
        await desk.press(desk.last(), label)
    await desk.press(desk.last(desk.eva), "Godkänn", desk.eva)
    await desk.became("finished")
    assert [each.text for each in desk.copies("Bryggan")] == ["Bryggan <1>"] * 3
    await desk.simulator.until(lambda: "klart" in desk.last().text)
    await desk.tap("Rätta")
    await desk.stage.after(people.send_text(own, desk.bo, "Nya <b>bryggan</b>", html=True))
    await desk.say("ja")
    await mended(desk)
    copies = desk.copies("Rättat")
    assert [each.text.endswith(": Nya bryggan") for each in copies] == [True] * 3
    assert all({"type": "bold"}.items() <= each.content["caption_entities"][-1].items() for each in copies)


async def test_a_correction_is_seen_before_it_is_made(desk: Desk) -> None:
    """The whole of it is shown and nothing changed until a typed yes; of two that were written the latter counts."""
    await sent(desk)
    await desk.tap("Rätta")
    await desk.say("Tack för maten")
    shown, asked = desk.simulator.sent(desk.own(desk.bo))[-2:]
    assert shown.text.endswith(": Tack för maten")
    assert "Ska det rättas i 3 chattar?" in asked.text
    assert (await desk.latest()).content_version == 1
    old = asked.buttons[0]["callback_data"]
    await desk.press(asked, "Skriv om")
    await desk.say("Träffen är på lördag")
    await desk.stage.after(desk.simulator.people.forge_press(desk.bo, asked, old))
    assert (await desk.latest()).content_version == 1
    await desk.tap("Rätta")
    await desk.say("Träffen är på lördag")
    await desk.say("ja")
    await mended(desk)
    assert {each.text[-9:] for each in desk.copies("Rättat")} == {"på lördag"}


async def test_what_is_still_to_go_waits_for_anothers_yes(desk: Desk) -> None:
    """Bo corrects in the middle: the rest is paused, he cannot let it go on, Eva reads the correction and does."""
    gate = await held_after_two(desk)
    await desk.tap("Rätta")
    await desk.say("Helt nya ord")
    await desk.tap("Ja, rätta i 2 chattar")
    gate.clear()
    paused = await desk.became("paused")
    assert (paused.pause_reason, paused.unapproved_by) == ("corrected", desk.bo.id)
    assert "Fortsätt" not in set(desk.last().labels)
    desk.simulator.people.forge_press(desk.bo, desk.last(), f"u:d:{paused.id}:{paused.version}:resume")
    await desk.stage.settled()
    assert (await desk.latest()).status == "paused"
    await desk.simulator.until(lambda: "Fortsätt" in desk.last(desk.eva).labels)
    assert desk.simulator.sent(desk.own(desk.eva))[-2].text.endswith(": Helt nya ord")
    await desk.press(desk.last(desk.eva), "Fortsätt", desk.eva)
    await desk.became("finished")
    assert len([each for each in desk.copies("Rättat") if each.text.endswith("Helt nya ord")]) == 3


async def test_a_lone_organisers_yes_to_their_own_correction_is_recorded(desk: Desk) -> None:
    """Nobody else is left to ask: Bo goes on himself, and the history calls it an exception."""
    gate = await held_after_two(desk)
    await roles_store.remove_organiser(desk.database, desk.eva.id, 105)
    await desk.tap("Rätta")
    await desk.say("Helt nya ord")
    await desk.say("ja")
    gate.clear()
    found = await desk.became("paused")
    await desk.simulator.until(lambda: "Fortsätt" in desk.last().labels)
    await desk.press(desk.last(), "Fortsätt")
    await desk.became("finished")
    rows = await lists.history(desk.database, found.id)
    assert [each.actor_id for each in rows if each.action == "override"] == [desk.bo.id]


async def held_after_two(desk: Desk) -> Failures:
    """A broadcast of which two copies have arrived and one waits for Telegram; what holds it."""
    failures = desk.simulator.failures
    failures.order(Rule(Kind.TOO_MANY_REQUESTS, "sendMessage", desk.groups[1].id, seconds=1))
    await desk.approved()
    await desk.simulator.until(lambda: len(desk.copies("Välkomna")) == 2)
    await desk.simulator.until(lambda: "Rätta" in desk.last().labels)
    return failures


async def test_a_recall_deletes_every_copy(desk: Desk) -> None:
    """Asked once; the chats are empty, the archive says that it is taken back."""
    await sent(desk)
    await desk.tap("Dra tillbaka")
    assert len(desk.copies("Välkomna")) == 3
    await desk.tap("Ja, dra tillbaka")
    await mended(desk)
    assert [desk.simulator.sent(each) for each in desk.groups] == [[], [], []]
    assert (await desk.latest()).recalled_at is not None
    await desk.stage.say("/arkiv")
    [said] = await desk.stage.say("1")
    assert archive_texts.RECALLED in said.text


async def test_what_is_too_old_to_delete_says_so_itself(desk: Desk) -> None:
    """After two days Telegram deletes nothing; the copies become a sentence."""
    await sent(desk)
    desk.simulator.world.clock = lambda: time.time() + 49 * 3600
    await desk.tap("Dra tillbaka")
    await desk.tap("Ja, dra tillbaka")
    await mended(desk)
    assert len(desk.copies(card_texts.TAKEN_BACK)) == 3


async def test_copies_that_cannot_follow_are_counted_with_the_reason(desk: Desk) -> None:
    """One group has put the bot out, in another the message is gone."""
    await sent(desk)
    desk.simulator.rooms.remove_bot(desk.groups[0])
    desk.simulator.people.delete(desk.simulator.sent(desk.groups[1])[0])
    await desk.stage.settled()
    await correct(desk, "Träffen är på fredag")
    await mended(desk, unmended=2)
    await desk.simulator.until(lambda: "2 gick inte att rätta" in desk.last().text)
    told = next(line for line in desk.last().text.splitlines() if "2 gick inte att rätta: " in line)
    assert "meddelandet är borttaget (1)" in told
    assert "jag är inte kvar där (1)" in told
    assert "Orsak" not in desk.last().text, "all have got it"


async def test_an_edit_without_an_answer_is_made_again(desk: Desk) -> None:
    """The connection broke; an edit may be repeated, and the other copies do not wait for it."""
    await sent(desk)
    desk.simulator.failures.order(Rule(Kind.DROP_BEFORE, "editMessageText", desk.groups[0].id, 1))
    await correct(desk, "Träffen är på fredag")
    await desk.simulator.until(lambda: len(desk.copies("Rättat")) == 3)


async def test_the_archive_leads_latecomers_by_links(desk: Desk) -> None:
    """In a group the buttons are links; the link shows the message as it reads now, to anybody."""
    await sent(desk)
    [listed] = await desk.stage.say("/arkiv", desk.stage.village.association, desk.stage.anna)
    payload = listed.buttons[0]["url"].partition("start=")[2]
    assert payload == f"a_{(await desk.latest()).id}"
    await desk.stage.after(desk.simulator.people.start(desk.stage.anna, payload))
    assert desk.simulator.sent(desk.stage.private)[-1].text == "Välkomna till träffen"
    shown = await desk.stage.say("/start a_999")
    assert shown[-1].text == archive_texts.NOT_ARCHIVED
