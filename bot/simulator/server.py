"""The simulator over HTTP, on the loopback address only: the Bot API, the control API under /sim and the chat
page.
"""

import asyncio
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler

from bot.simulator.control import control
from bot.simulator.failures import Kind, Silence
from bot.simulator.model import File, Json
from bot.simulator.refusal import Impossible
from bot.simulator.simulator import Answer, Simulator

LOOPBACK = frozenset({"127.0.0.1", "localhost"})
PAGE = Path(__file__).parent / "page"
UNAUTHORIZED = b'{"ok":false,"error_code":401,"description":"Unauthorized"}'
# What opens in a tab; a PDF does not, since browsers show none in a sandbox.
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "text/html", "text/plain", "application/pdf"})
# A document may look as it likes, but is not the chat page and may do nothing in its name.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
HEADERS = {
    "Server": "simulator",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Server:
    """A running server; `url` is its address without a slash at the end, to be used as BOT_API_URL."""

    def __init__(self, simulator: Simulator, http: HTTPServer, port: int) -> None:
        self.simulator = simulator
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self._http = http

    async def close(self) -> None:
        """Stops listening, breaks open connections and stops delivering to a webhook."""
        self._http.stop()
        await self.simulator.close()
        await self._http.close_all_connections()


async def serve(simulator: Simulator, port: int = 0, page: Path = PAGE) -> Server:
    """Starts serving on 127.0.0.1; port 0 takes any free one. Raises OSError where the port is taken."""
    given = {"simulator": simulator}
    application = Application(
        [
            (r"/bot([^/]+)/(\w+)", BotApi, given),
            (r"/file/bot([^/]+)/files/([\w-]+)", Download, given),
            (r"/sim/(\w+)", Control, given),
            (r"/sim/files/([\w-]+)", Opened, given),
            (r"/(.*)", Page, {"path": str(page), "default_filename": "index.html"}),
        ],
        log_function=lambda _: None,
    )
    sockets = bind_sockets(port, "127.0.0.1")
    http = HTTPServer(application)
    http.add_sockets(sockets)
    return Server(simulator, http, sockets[0].getsockname()[1])


class Guarded(RequestHandler):
    """Answers nobody's pages but its own."""

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        _refuse_foreign(self.request)


class OfWorld(Guarded):
    """Knows the simulator."""

    def initialize(self, simulator: Simulator) -> None:
        self.simulator = simulator


class BotApi(OfWorld):
    """/bot<token>/<method>, GET or POST, parameters in the address, a form, multipart or JSON."""

    work: asyncio.Future[Any] | None = None

    async def get(self, token: str, name: str) -> None:
        self.set_header("Content-Type", "application/json")
        if token != self.simulator.token:
            self._reply(Answer(401, UNAUTHORIZED))
            return
        params = _json_body(self.request) if _is_json(self.request) else _form(self.request)
        # Only a poll waits, and only a poll must be given up when the bot is gone.
        answer = self.simulator.answer(name, params, _uploads(self.request))
        try:
            if name.lower() == "getupdates":
                self.work = asyncio.ensure_future(answer)
                self._reply(await self.work)
            else:
                self._reply(await answer)
        except asyncio.CancelledError:
            self.finish()
        except Silence as silence:
            await self._be_silent(silence.kind)

    post = get

    def on_connection_close(self) -> None:
        if self.work is not None:
            self.work.cancel()

    def _reply(self, answer: Answer) -> None:
        self.set_status(answer.status)
        self.finish(answer.body)

    async def _be_silent(self, kind: Kind) -> None:
        if kind in (Kind.TIMEOUT_BEFORE, Kind.TIMEOUT_AFTER):
            self.work = asyncio.get_running_loop().create_future()
            await asyncio.wait([self.work])
        self.detach().close()


class Control(OfWorld):
    """/sim/…, see `control`."""

    async def get(self, path: str) -> None:
        method = self.request.method or "GET"
        try:
            body = _json_body(self.request) if method == "POST" else {}
            found = await control(self.simulator, method, path, _form(self.request), body)
        except Impossible as error:
            self.set_status(400)
            found = {"error": str(error)}
        except LookupError as error:
            self.set_status(404)
            found = {"error": str(error)}
        self.finish(found)

    post = get
    delete = get


class Download(OfWorld):
    """The content of a file that getFile told the path of."""

    def get(self, token: str, file_id: str) -> None:
        file = self.simulator.world.files.get(file_id)
        if token != self.simulator.token or file is None:
            raise HTTPError(404)
        self.set_header("Content-Type", "application/octet-stream")
        self.finish(file.content)


class Opened(OfWorld):
    """/sim/files/<id>: a file as somebody in a chat opens it; what a browser need not show is downloaded."""

    def get(self, file_id: str) -> None:
        file = self.simulator.world.files.get(file_id)
        if file is None:
            raise HTTPError(404)
        how = "inline" if file.mime in SHOWN else "attachment"
        self.set_header("Content-Type", f"{file.mime}; charset=utf-8" if file.mime.startswith("text/") else file.mime)
        self.set_header("Content-Disposition", f"{how}; filename*=UTF-8''{quote(file.name, safe='')}")
        if file.mime == "application/pdf":  # which a browser's own reader shows, and that not in a sandbox
            self.clear_header("Content-Security-Policy")
        else:
            self.set_header("Content-Security-Policy", SANDBOX)
        self.finish(file.content)


class Page(Guarded, StaticFileHandler):
    """The chat page."""

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002 - tornado's signature
        self.set_header("Cache-Control", "no-store")


def _refuse_foreign(request: HTTPServerRequest) -> None:
    # A page elsewhere could reach loopback by DNS rebinding (a foreign Host) or a form (a foreign Origin).
    origin = request.headers.get("Origin")
    if request.host_name not in LOOPBACK or (origin is not None and urlsplit(origin).netloc != request.host):
        raise HTTPError(403)


def _is_json(request: HTTPServerRequest) -> bool:
    return request.headers.get("Content-Type", "").startswith("application/json")


def _json_body(request: HTTPServerRequest) -> Json:
    try:
        body = json.loads(request.body or b"{}")
    except ValueError:
        raise HTTPError(400) from None
    if not _is_json(request) or not isinstance(body, dict):
        raise HTTPError(400)
    return body


def _form(request: HTTPServerRequest) -> dict[str, str]:
    return {name: values[-1].decode("utf-8", "replace") for name, values in request.arguments.items()}


def _uploads(request: HTTPServerRequest) -> dict[str, File]:
    if not request.files:
        return {}
    return {
        field: File("", part["filename"], part["content_type"], part["body"])
        for field, (part, *_) in request.files.items()
    }
