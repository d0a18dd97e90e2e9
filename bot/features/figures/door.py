"""How the bot is doing for programs that watch it: GET /halsa and /metrics, on this computer only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from http import HTTPStatus
from typing import Final

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.chat.context import Services
from bot.features.figures.status import status
from bot.features.figures.values import Status

HERE: Final = "127.0.0.1"


class _Health(RequestHandler):
    SUPPORTED_METHODS = ("GET",)

    def initialize(self, services: Services) -> None:
        self._services = services

    async def get(self) -> None:
        """200 while Telegram answers, 503 otherwise; in both cases all that is known."""
        found = await status(self._services)
        self.set_status(HTTPStatus.OK if found.is_well else HTTPStatus.SERVICE_UNAVAILABLE)
        self.write({"is_well": found.is_well} | _plain(found))


class _Metrics(RequestHandler):
    SUPPORTED_METHODS = ("GET",)

    def initialize(self, services: Services) -> None:
        self._services = services

    async def get(self) -> None:
        """The same for Prometheus."""
        from bot.features.figures import metrics

        self.set_header("Content-Type", metrics.KIND)
        self.write(metrics.page(await status(self._services)))


@asynccontextmanager
async def opened(port: int | None, services: Services) -> AsyncIterator[None]:
    """The door is open where a port is given; OSError if it is taken."""
    if port is None:
        yield
        return
    known = {"services": services}
    rooms = [("/halsa", _Health, known), ("/metrics", _Metrics, known)]
    http = HTTPServer(Application(rooms, log_function=lambda _: None))
    http.add_sockets(bind_sockets(port, HERE))
    try:
        yield
    finally:
        http.stop()
        await http.close_all_connections()


def _plain(found: Status) -> dict[str, object]:
    """As JSON has it; what waits by its number and since when."""
    told = asdict(found)
    for each in ("updates", "notices", "cards"):
        since = told[each]["since"]
        told[each]["since"] = None if since is None else since.isoformat()
    return told
