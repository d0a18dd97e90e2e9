"""What the tests of composing and sending share: two organisers, groups of the network, a broadcast at any stage."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest

from bot.features.broadcasts import rules as broadcasts_rules
from bot.features.broadcasts.store import lists
from bot.features.broadcasts.texts.draft import ALL_GROUPS
from bot.features.broadcasts.values import Broadcast, Delivery, Hours
from bot.features.broadcasts.worker import board, delivery
from bot.features.network.store import groups, standings
from bot.features.network.store.standings import Group
from bot.features.roles import store as roles_store
from bot.language import times
from bot.simulator.model import Chat, Message, User
from bot.simulator.simulator import Simulator
from bot.storage.database import Database
from tests.conftest import Stage


@dataclass(slots=True)
class Desk:
    """Bo and Eva are organisers; the network has `groups`, all of Dalarna but the last, which is of Skåne."""

    stage: Stage
    bo: User
    eva: User
    groups: list[Chat]

    @property
    def simulator(self) -> Simulator:
        """Their Telegram."""
        return self.stage.simulator

    @property
    def database(self) -> Database:
        """The bot's database."""
        return self.stage.database

    def own(self, user: User) -> Chat:
        """Somebody's chat with the bot."""
        return self.simulator.world.private(user)

    async def say(self, text: str, user: User | None = None) -> list[Message]:
        """An organiser (Bo) writes to the bot; what it then sent."""
        who = user or self.bo
        return await self.stage.say(text, self.own(who), who)

    def last(self, user: User | None = None) -> Message:
        """What the bot has sent last to an organiser (Bo)."""
        return self.simulator.sent(self.own(user or self.bo))[-1]

    async def press(self, message: Message, button: str | int, user: User | None = None) -> Message:
        """An organiser (Bo) presses; the message as it reads then, or the last one sent if it reads as before."""
        before = self.stage.now(message)
        sent = await self.stage.press(message, button, user or self.bo)
        after = self.stage.now(message)
        return self.stage.now(sent[-1]) if sent and after.text == before.text else after

    async def tap(self, label: str) -> None:
        """Bo presses the latest button that says so, wherever it stands."""
        sent = reversed(self.simulator.sent(self.own(self.bo)))
        await self.press(next(each for each in sent if label in each.labels), label)

    async def begin(self) -> Message:
        """Bo is asked for what to send."""
        await self.say("/utskick")
        return await self.press(self.last(), "Nytt utskick")

    async def to_all(self) -> Message:
        """What Bo has written goes to all groups; the card."""
        return await self.press(await self.press(self.last(), ALL_GROUPS), "Klar")

    async def agree(self) -> Message:
        """Bo asks for a yes to what he reads last, and Eva gives it; her card."""
        await self.press(self.last(), "Be om godkännande")
        return await self.press(self.last(self.eva), "Godkänn", self.eva)

    async def draft(self, text: str = "Välkomna till <b>träffen</b>", subscribers: bool = False) -> Message:
        """Bo has written and chosen all groups; the card."""
        await self.begin()
        await self.stage.after(self.simulator.people.send_text(self.own(self.bo), self.bo, text, html=True))
        page = await self.press(self.last(), ALL_GROUPS)
        if subscribers:
            page = await self.press(page, "Prenumeranter")
        return await self.press(page, "Klar")

    async def approved(self, text: str = "Välkomna till <b>träffen</b>", subscribers: bool = False) -> Message:
        """Eva has approved what Bo wrote; her card."""
        await self.draft(text, subscribers)
        return await self.agree()

    async def gone_out(self, text: str = "Välkomna till <b>träffen</b>", subscribers: bool = False) -> Broadcast:
        """It has been sent to the last recipient."""
        await self.approved(text, subscribers)
        return await self.became("finished")

    async def both_agree(self) -> list[tuple[User, Message]]:
        """Eva and a third organiser approve at the same moment, and it goes out; their cards."""
        stina = self.simulator.world.add_user("Stina", user_id=603)
        self.simulator.people.start(stina)
        await roles_store.add_organiser(self.database, stina.id, "Stina", 105)
        await self.press(await self.draft(), "Be om godkännande")
        cards = [(each, self.last(each)) for each in (self.eva, stina)]
        for each, card in cards:
            self.simulator.people.press(each, card, "Godkänn")
        await self.stage.settled()
        await self.became("finished")
        return cards

    async def latest(self) -> Broadcast:
        """The newest broadcast."""
        [found] = await lists.broadcasts(self.database, limit=1)
        return found

    async def ledger(self) -> list[Delivery]:
        """The newest broadcast's copies."""
        return await lists.deliveries(self.database, (await self.latest()).id)

    async def became(self, *statuses: str) -> Broadcast:
        """Wait until the newest broadcast has one of these statuses."""
        for _ in range(400):
            found = await self.latest()
            if found.status in statuses:
                return found
            await self.simulator.bell.wait(0.02)
        raise AssertionError(f"{found.status} {found.pause_reason}, not {statuses}")

    def copies(self, text: str) -> list[Message]:
        """What the network's groups can read that begins so."""
        sent = [message for chat in self.groups for message in self.simulator.sent(chat)]
        return [each for each in sent if each.text.startswith(text)]


async def desk_of(stage: Stage, number: int = 3) -> Desk:
    """Two organisers and `number` groups in the network."""
    world, database = stage.simulator.world, stage.database
    bo, eva = world.add_user("Bo", user_id=601), world.add_user("Eva", user_id=602)
    for each in (bo, eva):
        stage.simulator.people.start(each)
        await roles_store.add_organiser(database, each.id, each.first_name, 105)
    chats = [world.add_group(f"Byalag {position}", bo) for position in range(1, number + 1)]
    for position, chat in enumerate(chats, start=1):
        await join(stage, chat, bo, "skane" if position == number else "dalarna")
    await stage.settled()
    return Desk(stage, bo, eva, chats)


async def join(stage: Stage, chat: Chat, admin: User, county: str, theme: str = "alla") -> None:
    """A group asks, and is accepted."""
    database = stage.database
    await standings.note_standing(database, Group(chat.id, chat.title, chat.forum, "member"))
    await groups.begin(database, chat.id, admin.id)
    await groups.describe(database, chat.id, admin.id, "purpose", "Förening")
    await groups.describe(database, chat.id, admin.id, "county", county)
    known = await groups.describe(database, chat.id, admin.id, "theme", theme)
    known = await groups.move_group(database, chat.id, known.version, admin.id, "admin", "ask")
    await groups.move_group(database, chat.id, known.version, 105, "moderator", "accept")
    await database.execute("UPDATE notices SET status = 'sent' WHERE group_id = ?", (chat.id,))


def never_quiet(patch: pytest.MonkeyPatch) -> None:
    """Tests run at any hour; the worker looks again and shows at once. To be called before the stage is set."""
    hours(patch, is_quiet=False)
    patch.setattr(board, "INTERVAL", 0.02)
    patch.setattr(delivery, "PAUSE", 0.05)


def hours(patch: pytest.MonkeyPatch, *, is_quiet: bool, opens: Callable[[datetime], datetime] | None = None) -> None:
    """Let it be quiet now, or not, both where that is told and where it is decided."""
    patch.setattr(times, "is_quiet", lambda _: is_quiet)
    patch.setattr(times, "opens", opens or (lambda at: at))
    patch.setattr(broadcasts_rules, "SWEDISH", Hours(times.is_quiet, times.opens))
