"""A browser for the module; for each test a village, a scripted bot, a server and a fresh page."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.simulator.server import Server, serve
from bot.simulator.simulator import Simulator
from bot.simulator.village import Village, build_village
from tests.e2e.process import Process
from tests.e2e.scripted import ScriptedBot

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
PATIENCE_MS = 5_000


@dataclass(frozen=True, slots=True)
class Demo:
    """A running practice server and the world behind it."""

    simulator: Simulator
    village: Village
    server: Server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (chromium, chromium-browser or google-chrome)")
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def demo() -> AsyncIterator[Demo]:
    simulator = Simulator()
    village = build_village(simulator)
    simulator.world.profile.examples = ["hur ordnar vi samåkning", "tomma lokaler"]
    server = await serve(simulator)
    bot = asyncio.create_task(ScriptedBot(simulator).run())
    yield Demo(simulator, village, server)
    bot.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await bot
    await server.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, demo: Demo) -> AsyncIterator[Page]:
    """The page as Greta meets it first; no script may have failed when the test is over."""
    context = await browser.new_context(viewport={"width": 1100, "height": 800}, locale="sv-SE")
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda said: failures.append(said.text) if _is_script_error(said.text) else None)
    await page.goto(demo.server.url)
    await expect(page.locator("#chats button").first).to_be_visible()
    yield page
    await context.close()
    assert failures == []


def _is_script_error(text: str) -> bool:
    return "Content Security Policy" in text or "Uncaught" in text


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """A Telegram that nobody is in yet."""
    opened = await serve(Simulator())
    yield opened
    await opened.close()


@pytest.fixture
def process(tmp_path: Path, server: Server) -> Iterator[Process]:
    """A bot that has a token and nothing else."""
    made = Process(tmp_path, {"BOT_TOKEN": server.simulator.token, "BOT_API_URL": server.url})
    yield made
    made.kill()
