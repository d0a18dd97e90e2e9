"""What the tests of meetings share: a meeting with questions, people at it, moderators who sort."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.features.meetings.store import meetings
from bot.features.meetings.values import Meeting, Question
from bot.features.roles import store as roles_store
from bot.simulator.model import Chat, Message, User
from bot.storage.clock import SWEDEN, now
from bot.storage.database import Database
from tests.conftest import Stage

PLACE = Question(1, "Var bor du?", "place")
WORKS = Question(2, "Vad fungerar bra hos er?")
NEEDS = Question(3, "Vad behöver ni hjälp med?")
QUESTIONS = (PLACE, WORKS, NEEDS)


async def held(database: Database, questions: Sequence[Question] = QUESTIONS, sites: Sequence[str] = ()) -> Meeting:
    """A meeting of today; its questions are numbered from 1."""
    asked = [replace(each, number=number) for number, each in enumerate(questions, start=1)]
    async with database.transaction() as transaction:
        day = now().astimezone(SWEDEN).date()
        number = await meetings.create(transaction, "Träffen i Åsby", day, "Bygdegården", asked, 5, sites)
    return await meetings.meeting(database, number)


async def came(stage: Stage, meeting: Meeting, user: User | None = None, site: str = "") -> Message:
    """Somebody (Anna) follows the meeting's link; the page that it leads to."""
    who = user or stage.anna
    stage.simulator.people.start(who, f"m_{meeting.slug}{site}")
    await stage.settled()
    return stage.simulator.sent(stage.simulator.world.private(who))[-1]


async def moderator(stage: Stage) -> tuple[User, Chat]:
    """Birgitta has started the bot, and the moderators' chat is bound."""
    await roles_store.set_chat(stage.services.database, stage.village.moderators.id)
    birgitta = stage.village.organiser
    stage.simulator.people.start(birgitta)
    await stage.settled()
    return birgitta, stage.simulator.world.private(birgitta)


async def sorting(stage: Stage, meeting: Meeting) -> Message:
    """Birgitta opens the answers to the first question."""
    birgitta = stage.village.organiser
    stage.simulator.people.start(birgitta, f"svar_{meeting.id}")
    await stage.settled()
    return stage.simulator.sent(stage.simulator.world.private(birgitta))[-1]


async def aged(database: Database, meeting: Meeting, days: int) -> None:
    """The meeting was so many days ago."""
    day = now().astimezone(SWEDEN).date() - timedelta(days=days)
    await database.execute("UPDATE meetings SET date = ? WHERE id = ?", (day.isoformat(), meeting.id))


def labels(message: Message) -> list[str]:
    """What the buttons say."""
    return [button["text"] for button in message.buttons]
