"""python-telegram-bot's transport into a simulator in the same process: no HTTP, the same rules."""

import asyncio
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.simulator.failures import Kind, Silence
from bot.simulator.model import File
from bot.simulator.simulator import Simulator

TIMEOUTS = frozenset({Kind.TIMEOUT_BEFORE, Kind.TIMEOUT_AFTER})


class SimulatorRequest(BaseRequest):
    """Give one to `ApplicationBuilder.request` and one to `get_updates_request`.

    An ordered time-out is raised at once, with the `__cause__` that HTTPXRequest gives it, so tests need not
    wait.
    """

    def __init__(self, simulator: Simulator, read_timeout: float = 5.0) -> None:
        self._simulator = simulator
        self._read_timeout = read_timeout

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - the simulator answers GET and POST alike
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """The status and body that the same request over HTTP would bring, or the error it would raise."""
        seconds = self._read_timeout if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        try:
            async with asyncio.timeout(seconds):
                return await self._answer(unquote(urlsplit(url).path), request_data)
        except TimeoutError:
            raise TimedOut from httpx.ReadTimeout("")
        except Silence as silence:
            raise _as_seen_by_the_bot(silence.kind) from _cause(silence.kind)

    async def _answer(self, path: str, data: RequestData | None) -> tuple[int, bytes]:
        prefix, found, rest = path.partition(f"bot{self._simulator.token}/")
        if not found:
            return 401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}'
        if prefix.endswith("/file/"):
            file = self._simulator.world.files.get(rest.rpartition("/")[2])
            return (200, file.content) if file else (404, b"")
        uploads = _uploads(data) if data and data.contains_files else {}
        answer = await self._simulator.answer(rest, data.json_parameters if data else {}, uploads)
        return answer.status, answer.body


def _uploads(data: RequestData) -> dict[str, File]:
    parts = {}
    for field, (name, content, mime) in data.multipart_data.items():
        raw = content if isinstance(content, bytes) else content.read()
        parts[field] = File("", name, mime, raw)
    return parts


def _cause(kind: Kind) -> httpx.HTTPError:
    if kind in TIMEOUTS:
        return httpx.ReadTimeout("")
    if kind == Kind.UNREACHABLE:
        return httpx.ConnectError("All connection attempts failed")
    return httpx.RemoteProtocolError("Server disconnected without sending a response.")


def _as_seen_by_the_bot(kind: Kind) -> NetworkError:
    cause = _cause(kind)
    return TimedOut() if kind in TIMEOUTS else NetworkError(f"httpx.{type(cause).__name__}: {cause}")
