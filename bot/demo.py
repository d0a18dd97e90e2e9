"""The demo: a small Telegram of our own, the bot, and a chat page in the browser; no token, a database of its own."""

import asyncio
import signal
import webbrowser
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.app import compose, services, started
from bot.features.network.store import groups, standings
from bot.features.network.store.standings import Group
from bot.features.network.values import ALL_THEMES, Standing
from bot.features.roles import store as roles_store
from bot.features.roles.store import set_chat
from bot.gateway.transport import over_http
from bot.gateway.values import Limits
from bot.knowledge.values import Knowledge
from bot.settings import Settings
from bot.simulator.model import Chat
from bot.simulator.server import serve
from bot.simulator.simulator import Simulator
from bot.simulator.village import Village, build_network, build_village
from bot.storage.database import Database

MOST_EXAMPLES: Final = 3
_OPEN: Final = (
    "Öppna {url} i webbläsaren. Avsluta med Ctrl+C.\n"
    "Prova ett dokument i Redaktionens kö: BOT_DATABASE={database} landsbygdsbot import FIL --till-kon"
)


async def run(port: int, knowledge: Path, cache: Path, announce: Callable[[str], None]) -> None:
    """Serve the page on `port` of this machine until SIGTERM or SIGINT; OSError if the port is taken."""
    simulator = Simulator()
    village = build_village(simulator)
    server = await serve(simulator, port)
    stop = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    try:
        with TemporaryDirectory(prefix="landsbygdsbot-demo-") as folder:
            settings = Settings(
                simulator.token, server.url, Path(folder) / "demo.db", knowledge, None, None, projector_port=0
            )
            async with services(settings, cache) as opened:
                simulator.world.profile.examples = examples(opened.library.knowledge)
                await set_chat(opened.database, village.moderators.id)
                await _join(opened.database, village, build_network(simulator, village))
                bot = compose(settings.token, settings.api_url, opened, over_http(), Limits())
                async with started(bot, None):
                    announce(_OPEN.format(url=server.url, database=settings.database))
                    await asyncio.to_thread(webbrowser.open, server.url)
                    await stop.wait()
    finally:
        await server.close()


def examples(knowledge: Knowledge) -> list[str]:
    """Up to three questions to try: the network's own example, and a short one for the first answers of themes."""
    first = [entries[0] for theme in knowledge.themes if (entries := knowledge.entries_of(theme.id))]
    short = [min(entry.questions, key=len) for entry in first if entry.questions]
    return list(dict.fromkeys(filter(None, (knowledge.profile.example, *short))))[:MOST_EXAMPLES]


async def _join(database: Database, village: Village, chats: list[Chat]) -> None:
    """The groups are in the network already, Samira is an organiser."""
    moderator, admin = village.officer.id, village.organiser.id
    await roles_store.add_organiser(database, village.volunteer.id, village.volunteer.first_name, moderator)
    for number, chat in enumerate(chats):
        standing: Standing = "administrator" if chat.is_channel else "member"
        joined = Group(chat.id, chat.title, chat.forum, standing, is_channel=chat.is_channel)
        await standings.note_standing(database, joined)
        await groups.begin(database, chat.id, admin)
        county = "dalarna" if number % 2 else "varmland"
        await groups.describe(database, chat.id, admin, "purpose", "Byalag eller bygdegrupp")
        await groups.describe(database, chat.id, admin, "county", county)
        known = await groups.describe(database, chat.id, admin, "theme", ALL_THEMES)
        known = await groups.move_group(database, chat.id, known.version, admin, "admin", "ask")
        await groups.move_group(database, chat.id, known.version, moderator, "moderator", "accept")
