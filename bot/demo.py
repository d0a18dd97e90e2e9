"""The demo: a small Telegram of our own, the bot, and a chat page in the browser; no token, a database of its own."""

import asyncio
import signal
import webbrowser
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import compose, services, started
from bot.handlers.sending import over_http
from bot.moderators import set_chat
from bot.pacing import Limits
from bot.settings import Settings
from bot.simulator.server import serve
from bot.simulator.simulator import Simulator
from bot.simulator.village import build_village


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
            settings = Settings(simulator.token, server.url, Path(folder) / "demo.db", knowledge, None, None)
            async with services(settings, cache) as opened:
                await set_chat(opened.database, village.moderators.id)
                bot = compose(settings.token, settings.api_url, opened, over_http(), Limits())
                async with started(bot, None):
                    announce(f"Öppna {server.url} i webbläsaren. Avsluta med Ctrl+C.")
                    await asyncio.to_thread(webbrowser.open, server.url)
                    await stop.wait()
    finally:
        await server.close()
