"""/ko: what waits, page by page, with what is late marked."""

from datetime import timedelta

import pytest

from bot.features.moderation.store import decide
from bot.features.moderation.texts import queue as queue_texts
from bot.features.moderation.values import Content, Kind, Submission
from bot.features.roles.texts import NOT_MODERATOR
from bot.language.dates import on_date
from bot.simulator.model import Message
from bot.storage.clock import now, stamp
from tests.conftest import Stage
from tests.stage.queue import press


async def put(desk: Stage, number: int, kind: Kind = "tip", theme: str | None = "mat") -> list[int]:
    """So many items wait, whose cards are not sent; their numbers."""
    ids = []
    async with desk.services.database.transaction() as transaction:
        for each in range(number):
            content = Content(f"Text nummer {each}", theme=theme)
            item = await decide.submit(transaction, Submission(kind, 9_000 + each, 9_000 + each, content))
            ids.append(item.id)
        await transaction.execute("DELETE FROM notices")
    return ids


async def listed(desk: Stage, words: str = "/ko") -> Message:
    """What Johan gets for it."""
    [page] = await desk.say(words, desk.village.moderators, desk.village.officer)
    return page


def labels(desk: Stage, page: Message) -> list[str]:
    """The buttons of a message as it is now."""
    return [button["text"] for button in desk.now(page).buttons]


async def test_the_queue_is_turned_page_by_page_with_its_filters(desk: Stage) -> None:
    """Every item of the kind and theme is seen once, and nothing else."""
    wanted = await put(desk, 23)
    await put(desk, 3, "question", None)
    await put(desk, 3, "tip", "energi")
    page = await listed(desk, "/ko tips mat")
    seen = [label for label in labels(desk, page) if label.isdecimal()]
    assert "1–10 av 23" in page.text
    for place in ("11–20 av 23", "21–23 av 23"):
        await press(desk, desk.village.officer, queue_texts.MORE, page)
        assert place in desk.now(page).text
        seen += [label for label in labels(desk, page) if label.isdecimal()]
    assert seen == [str(each) for each in wanted]
    assert queue_texts.MORE not in labels(desk, page)
    await press(desk, desk.village.officer, queue_texts.FROM_START, page)
    assert desk.now(page).text == page.text


async def test_what_has_waited_long_is_marked(desk: Stage) -> None:
    """With the day since when; what is younger is not."""
    old, young, _ = await put(desk, 3)
    since = now() - timedelta(days=20)
    await desk.services.database.execute("UPDATE items SET waiting_since = ? WHERE id = ?", (stamp(since), old))
    page = await listed(desk)
    assert "1 har väntat mer än fem arbetsdagar." in page.text
    [marked] = [line for line in page.text.splitlines() if "väntar sedan" in line]
    assert marked.startswith(f"{old}. ")
    assert marked.endswith(on_date(since.date()))
    assert f"{young}. Tips: Text nummer 1" in page.text.splitlines()


async def test_a_part_of_the_queue_that_is_empty_says_that_there_is_more(desk: Stage) -> None:
    """Neither /ko nor /nasta says that nothing waits while something else does."""
    assert (await listed(desk, "/ko fel")).text == queue_texts.EMPTY_QUEUE
    await put(desk, 1)
    for words in ("/ko fel", "/nasta fel", "/ko frågor"):
        assert (await listed(desk, words)).text == queue_texts.NONE_SUCH


async def test_a_number_brings_its_card(desk: Stage) -> None:
    """Any of those listed, not only the oldest."""
    ids = await put(desk, 3)
    page = await listed(desk)
    await press(desk, desk.village.officer, str(ids[1]), page)
    assert desk.simulator.sent(desk.village.moderators)[-1].text.startswith(f"Tips nr {ids[1]}")


async def test_only_moderators_turn_the_pages(desk: Stage) -> None:
    """A forged press shows nothing."""
    await put(desk, 11)
    page = await listed(desk)
    assert await desk.forge(page, "j:more:0:1::") == NOT_MODERATOR
    assert await press(desk, desk.village.officer, queue_texts.MORE, page) == ""


@pytest.mark.parametrize(
    "data", ["j:", "j:more:x:1::", "j:more:1:1:z:", "j:card:", "j:card:99999999999999999", "j:more:²:1::"]
)
async def test_a_button_that_we_do_not_know_is_explained(desk: Stage, data: str) -> None:
    """Old or made by hand, in a moderator's hands."""
    page = await listed(desk)
    query = desk.simulator.people.forge_press(desk.village.officer, page, data)
    await desk.settled()
    assert "gäller inte längre" in str((desk.simulator.people.answer_to(query) or {}).get("text", ""))


async def test_the_whole_of_a_tip_is_as_it_was_written(desk: Stage) -> None:
    """Text and caption are an author's own words: what looks like markup is none."""
    photo = desk.simulator.people.send_photo(desk.private, desk.anna).content["photo"][-1]["file_id"]
    chat = desk.private.id
    content = Content("Bygg <b>själva", theme="mat", photo=photo, photo_text="Taket <i>på</i> logen")
    async with desk.services.database.transaction() as transaction:
        await decide.submit(transaction, Submission("tip", desk.anna.id, chat, content))
    desk.services.outbox.set()
    await desk.settled()
    [card] = desk.simulator.sent(desk.village.moderators)
    await press(desk, desk.village.officer, "Visa hela", card)
    words, picture = desk.simulator.sent(desk.village.moderators)[1:]
    assert (words.text, picture.text) == ("Bygg <b>själva", "Taket <i>på</i> logen")
