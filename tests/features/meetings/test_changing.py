"""Whoever changes a message that was an answer changes the answer, until a moderator has taken it on."""

from datetime import timedelta

from bot.chat import texts as chat_texts
from bot.features.meetings.store import answers, sorting
from bot.features.meetings.texts import answering as texts
from bot.features.meetings.texts import sorting as sorting_texts
from bot.features.meetings.values import Meeting
from bot.features.moderation.store import mutes
from bot.simulator.model import Message
from bot.storage.clock import now
from tests.conftest import Stage
from tests.stage.meetings import NEEDS, WORKS, came, held, moderator
from tests.stage.meetings import sorting as opened

BUS = "En lokalbuss till lasarettet"
MENDED = "En lokalbuss till vårdcentralen"


async def given(stage: Stage, meeting: Meeting) -> list[str]:
    """What Anna has answered."""
    participant = await answers.join(stage.services.database, meeting, stage.anna.id)
    return [each.text for each in await answers.own(stage.services.database, participant)]


async def wrote(stage: Stage, *words: str) -> Message:
    """Anna writes one thing after the other; her last message."""
    for each in words:
        await stage.say(each)
    return stage.last_from(stage.private, stage.anna)


async def changed(stage: Stage, message: Message, text: str) -> str:
    """She changes a message; what she is told."""
    await stage.edit(message, text)
    return stage.simulator.sent(stage.private)[-1].text


async def test_a_changed_message_changes_the_answer(stage: Stage) -> None:
    """Also long after, when another question is at hand; a list becomes as many answers as it has lines."""
    meeting = await held(stage.services.database, (NEEDS, WORKS))
    await came(stage, meeting)
    message = await wrote(stage, BUS)
    await wrote(stage, "nästa", "Vi har en lanthandel")
    assert await changed(stage, message, MENDED) == f"Ditt svar är ändrat. Nu står det:\n• {MENDED}"
    assert await given(stage, meeting) == [MENDED, "Vi har en lanthandel"]
    await changed(stage, message, "- En badplats\n- En lekplats")
    assert sorted(await given(stage, meeting)) == ["En badplats", "En lekplats", "Vi har en lanthandel"]
    await changed(stage, message, BUS)
    assert sorted(await given(stage, meeting)) == [BUS, "Vi har en lanthandel"]


async def test_the_place_of_the_person_follows(stage: Stage) -> None:
    """Where it came of the answer that is changed."""
    meeting = await held(stage.services.database)
    await came(stage, meeting)
    await changed(stage, await wrote(stage, "Åsbyy"), "Åsby")
    participant = await answers.join(stage.services.database, meeting, stage.anna.id)
    assert participant.place == "Åsby"


async def test_what_went_on_with_a_short_answer_keeps_it(stage: Stage) -> None:
    """And a short answer that is changed itself is not gone on with any more."""
    meeting = await held(stage.services.database, (NEEDS, WORKS))
    await came(stage, meeting)
    message = await wrote(stage, "Buss", "till lasarettet på tisdagar")
    await changed(stage, message, "till lasarettet på onsdagar")
    assert await given(stage, meeting) == ["Buss till lasarettet på onsdagar"]
    await changed(stage, await wrote(stage, "Fiber"), "Fiber till alla byar")
    await wrote(stage, "Vi behöver en badplats")
    assert (await given(stage, meeting))[1:] == ["Fiber till alla byar", "Vi behöver en badplats"]


async def test_what_a_moderator_has_taken_on_stays_and_she_hears_whom_to_ask(stage: Stage) -> None:
    """Sorted or reworded; nor can words be put into a page that a moderator has read already."""
    await moderator(stage)
    birgitta = stage.village.organiser
    database, meeting = stage.services.database, await held(stage.services.database, (NEEDS,))
    await came(stage, meeting)
    message = await wrote(stage, BUS)
    page = await opened(stage, meeting)
    await changed(stage, message, MENDED)
    take = sorting_texts.include(1, ticked=False)
    await stage.press(page, take, birgitta)
    assert await sorting.shelf(database, meeting.id, 1, "included") == ()
    await stage.press(await opened(stage, meeting), take, birgitta)
    assert await changed(stage, message, BUS) == texts.HANDED_ON
    assert "/manniska" in texts.HANDED_ON
    assert [each.text for each in await sorting.shelf(database, meeting.id, 1, "included")] == [MENDED]
    other = await wrote(stage, "Vägbelysning vid skolan")
    [waiting] = await sorting.shelf(database, meeting.id, 1, "waiting")
    await sorting.mend(database, waiting.id, "Vägbelysning", forgetting=False)
    assert await changed(stage, other, "Något annat helt och hållet") == texts.HANDED_ON


async def test_what_is_no_answer_any_more_leaves_it_as_it_was(stage: Stage) -> None:
    """Also of somebody whom moderators have silenced; other edits are treated as ever."""
    meeting = await held(stage.services.database, (NEEDS,))
    await came(stage, meeting)
    message = await wrote(stage, BUS)
    assert (await changed(stage, message, "!!!")).endswith("Svaret är som det var.")
    await mutes.mute(stage.services.database, stage.anna.id, now() + timedelta(days=2), 5)
    assert (await changed(stage, message, MENDED)).startswith("Moderatorerna har pausat")
    assert await given(stage, meeting) == [BUS]
    assert await changed(stage, await wrote(stage, "klar", "Åsby"), "Torp") == chat_texts.WORDS_EDITED
