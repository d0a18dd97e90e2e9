"""What is kept of files, and how the bot and the page get at them."""

import httpx
import pytest
from telegram import Bot

from bot.simulator import files
from bot.simulator.composing import size_of
from bot.simulator.files import SAMPLE, Files, picture_mime
from bot.simulator.model import Chat, File, User
from bot.simulator.request import SimulatorRequest
from bot.simulator.server import serve
from bot.simulator.simulator import Simulator
from tests.simulator.conftest import Api


def _file(number: int, size: int = 1) -> File:
    return File(f"file-{number}", "a", "text/plain", b"x" * size)


def test_the_oldest_go_when_they_become_too_many() -> None:
    """As many as are kept, the newest."""
    kept = Files()
    for number in range(files.KEPT_FILES + 2):
        kept.keep(_file(number))
    assert (len(kept), next(iter(kept))) == (files.KEPT_FILES, "file-2")


def test_the_oldest_go_when_they_become_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what alone is too much is there until the next comes."""
    monkeypatch.setattr(files, "KEPT_BYTES", 10)
    kept = Files()
    for number, size in enumerate([6, 4, 3]):
        kept.keep(_file(number, size))
    assert list(kept) == ["file-1", "file-2"]
    kept.keep(_file(3, 11))
    assert list(kept) == ["file-3"]


def test_a_sent_picture_is_one(simulator: Simulator, group: Chat, anna: User) -> None:
    """What a person sends from the page can be seen."""
    [shown] = simulator.people.send_photo(group, anna).content["photo"]
    assert size_of(SAMPLE) == {"width": shown["width"], "height": shown["height"]} == {"width": 240, "height": 160}
    assert simulator.world.files[shown["file_id"]].content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("content", "mime"), [(SAMPLE, "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg"), (b"?", "image/heic")]
)
def test_a_picture_says_what_it_is(content: bytes, mime: str) -> None:
    """Whatever the sender called it, if its first bytes are known."""
    assert picture_mime(content, "image/heic") == mime


async def test_the_bot_fetches_a_picture_that_it_was_sent(
    simulator: Simulator, api: Api, private: Chat, anna: User
) -> None:
    """By getFile and the path it names, over HTTP; not without the token, and nothing above 20 MB."""
    sent = simulator.people.send_photo(private, anna)
    path = (await api.ok("getFile", file_id=sent.content["photo"][-1]["file_id"]))["file_path"]
    server = await serve(simulator)
    async with httpx.AsyncClient(base_url=server.url) as client:
        assert (await client.get(f"/file/bot{simulator.token}/{path}")).content == SAMPLE
        assert (await client.get(f"/file/bot1:x/{path}")).status_code == 404
    await server.close()
    large = simulator.world.keep("a", "image/png", b"x" * (20 * 1024 * 1024 + 1))
    assert await api.refused("getFile", file_id=large.id) == "Bad Request: file is too big"


async def test_it_is_fetched_in_the_same_process_too(simulator: Simulator, private: Chat, anna: User) -> None:
    """By python-telegram-bot, whose address of a file has the token's colon encoded."""
    sent = simulator.people.send_photo(private, anna)
    async with Bot(simulator.token, request=SimulatorRequest(simulator)) as bot:
        file = await bot.get_file(sent.content["photo"][-1]["file_id"])
        assert bytes(await file.download_as_bytearray()) == SAMPLE


@pytest.mark.parametrize(
    ("name", "mime"), [("a.zip", "application/zip"), ("a.ics", "text/calendar"), ("a.svg", "image/svg+xml")]
)
async def test_what_a_browser_need_not_show_is_downloaded(simulator: Simulator, name: str, mime: str) -> None:
    """Under its name, and in a sandbox like everything else that somebody sent."""
    kept = simulator.world.keep(name, mime, b"x")
    server = await serve(simulator)
    async with httpx.AsyncClient(base_url=server.url) as client:
        opened = await client.get(f"/sim/files/{kept.id}")
    await server.close()
    assert opened.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{name}"
    assert opened.headers["Content-Security-Policy"].startswith("sandbox;")


async def test_a_pdf_is_shown_by_the_browsers_own_reader(simulator: Simulator) -> None:
    """Which works in no sandbox."""
    kept = simulator.world.keep("a.pdf", "application/pdf", b"x")
    server = await serve(simulator)
    async with httpx.AsyncClient(base_url=server.url) as client:
        opened = await client.get(f"/sim/files/{kept.id}")
    await server.close()
    assert opened.headers["Content-Disposition"] == "inline; filename*=UTF-8''a.pdf"
    assert "Content-Security-Policy" not in opened.headers
