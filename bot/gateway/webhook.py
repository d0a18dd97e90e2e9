"""Updates by webhook: whoever does not know the secret is turned away before a word of theirs is read."""

import asyncio
import hmac
import json
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler, stream_request_body

from bot.errors import BotError, WebhookRefused
from bot.gateway.limiter import Postponed
from bot.gateway.polling import Told
from bot.gateway.values import Lane
from bot.gateway.waiting import until
from bot.settings import Webhook

log = logging.getLogger(__name__)

LARGEST: Final = 1_000_000  # bytes; Telegram's updates are some thousands
SLOWEST: Final = 20.0  # seconds for a whole body
ANNOUNCED_AGAIN: Final = 30.0  # seconds until Telegram is told again where to deliver
SECRET: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
Take = Callable[[Sequence[Told]], Awaitable[None]]


@stream_request_body
class Door(RequestHandler):
    """Takes one update: 200 when it is on disk, readable or not, since Telegram sends again what fails."""

    SUPPORTED_METHODS = ("POST",)

    def initialize(self, secret: str, take: Take) -> None:
        """What tornado gives each handler."""
        self._secret = secret.encode()
        self._take = take
        self._body = bytearray()

    def prepare(self) -> None:
        """Before the body is read."""
        said = self.request.headers.get(SECRET, "").encode("utf-8", "replace")
        is_json = self.request.headers.get("Content-Type", "").startswith("application/json")
        if not is_json or not hmac.compare_digest(said, self._secret):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def data_received(self, chunk: bytes) -> None:
        """Some more of it, of somebody who knows the secret."""
        if not self._finished:
            self._body += chunk

    async def post(self) -> None:
        """All of it is there."""
        try:
            told = json.loads(self._body)
        except ValueError:
            raise HTTPError(HTTPStatus.BAD_REQUEST) from None
        if not isinstance(told, dict) or not isinstance(told.get("update_id"), int):
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        await self._take([told])

    def log_exception(self, *_: object) -> None:
        """Nobody's words are logged; the status says enough."""


async def announce(
    bot: ExtBot[Lane],
    webhook: Webhook,
    kinds: Sequence[str],
    stopping: asyncio.Event,
    end: Callable[[BotError], None],
) -> None:
    """Tell Telegram where to deliver, however long that takes; where it refuses, `end` says why."""
    while not stopping.is_set():
        try:
            await bot.set_webhook(webhook.url, allowed_updates=kinds, secret_token=webhook.secret)
        except BadRequest as refused:
            end(WebhookRefused(refused.message))
        except TelegramError as failed:
            log.warning("the webhook is not announced yet: %s", type(failed).__name__)
            await until(ANNOUNCED_AGAIN, stopping)
        except Postponed:
            return
        else:
            return


@asynccontextmanager
async def listening(webhook: Webhook, take: Take) -> AsyncIterator[None]:
    """The door is open; OSError if the port is taken."""
    door = (rf"/{re.escape(webhook.path)}/?", Door, {"secret": webhook.secret, "take": take})
    application = Application([door], log_function=lambda _: None)
    http = HTTPServer(application, max_body_size=LARGEST, body_timeout=SLOWEST)
    http.add_sockets(bind_sockets(webhook.port, webhook.listen))
    try:
        yield
    finally:
        http.stop()
        await asyncio.shield(http.close_all_connections())
