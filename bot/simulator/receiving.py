"""How the bot gets its updates: by long polling or at a webhook, never both."""

import asyncio
import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from bot.simulator.bell import Bell
from bot.simulator.model import Json
from bot.simulator.refusal import Refusal, bad_request, conflict
from bot.simulator.world import World

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
LONGEST_POLL = 50
DELIVERY_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are delivered."""

    url: str
    secret: str = ""
    max_connections: int = 40


class Receiving:
    """`retry_seconds` is the pause after a failed delivery to a webhook; it doubles up to a minute."""

    def __init__(self, world: World, retry_seconds: float = 0.1) -> None:
        self._world = world
        self._retry_seconds = retry_seconds
        self._poll: asyncio.Future[None] | None = None
        self._webhook: Webhook | None = None
        self._delivery: asyncio.Task[None] | None = None
        self._news = Bell()
        self._error: Json = {}
        world.updates.on_new.append(self._arrived)

    async def call(self, method: str, params: Json) -> object:
        """One of the four methods about updates."""
        match method:
            case "getUpdates":
                return await self._get_updates(params)
            case "setWebhook":
                return await self._set_webhook(params)
            case "deleteWebhook":
                return await self._set_webhook({"url": ""} | params)
        return self._webhook_info()

    @property
    def last_error(self) -> str:
        """Why the last delivery to the webhook failed, empty if none has."""
        return str(self._error.get("last_error_message", ""))

    async def close(self) -> None:
        """Stops delivering."""
        if self._delivery is not None:
            self._delivery.cancel()
            await asyncio.gather(self._delivery, return_exceptions=True)
            self._delivery = None

    async def _get_updates(self, params: Json) -> list[Json]:
        if self._webhook:
            raise conflict(WEBHOOK_ACTIVE)
        self._end_poll("terminated by other getUpdates request; make sure that only one bot instance is running")
        updates = self._world.updates
        if "allowed_updates" in params:
            updates.allow(params["allowed_updates"])
        updates.confirm(params.get("offset", 0))
        limit = min(max(params.get("limit", 100), 1), 100)
        seconds = min(max(params.get("timeout", 0), 0), LONGEST_POLL)
        found = updates.first(limit)
        if not found and seconds:
            await self._wait_for_updates(seconds)
            found = updates.first(limit)
        return found

    async def _wait_for_updates(self, seconds: float) -> None:
        waiter = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(waiter, seconds)
        except TimeoutError:
            return
        finally:
            if self._poll is waiter:
                self._poll = None

    def _end_poll(self, words: str) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(words))
        self._poll = None

    def _arrived(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        self._news.ring()

    async def _set_webhook(self, params: Json) -> bool:
        webhook = _checked(params)
        if "allowed_updates" in params:
            self._world.updates.allow(params["allowed_updates"])
        if params.get("drop_pending_updates"):
            self._world.updates.waiting.clear()
        await self.close()
        self._error = {}
        self._webhook = webhook
        if webhook is not None:
            self._end_poll("terminated by setWebhook request")
            self._delivery = asyncio.create_task(self._deliver(webhook))
        return True

    async def _deliver(self, webhook: Webhook) -> None:
        client, pause = AsyncHTTPClient(force_instance=True), self._retry_seconds
        try:
            while True:
                waiting = self._world.updates.first(1)
                if not waiting:
                    await self._news.wait(60)
                elif await self._delivered(client, webhook, waiting[0]):
                    self._world.updates.confirm(waiting[0]["update_id"] + 1)
                    pause = self._retry_seconds
                else:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, 60)
        finally:
            client.close()

    async def _delivered(self, client: AsyncHTTPClient, webhook: Webhook, update: Json) -> bool:
        headers = {"Content-Type": "application/json"}
        if webhook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret
        request = HTTPRequest(
            webhook.url,
            "POST",
            headers,
            json.dumps(update),
            request_timeout=DELIVERY_SECONDS,
            follow_redirects=False,
        )
        try:
            await client.fetch(request)
        except HTTPClientError as error:
            words = f"Wrong response from the webhook: {error.code} {error.message}"
        except OSError as error:
            words = f"Connection failed: {error.strerror or error}"
        else:
            return True
        self._error = {"last_error_date": int(self._world.clock()), "last_error_message": words}
        return False

    def _webhook_info(self) -> Json:
        updates, hook = self._world.updates, self._webhook
        info: Json = {"url": hook.url if hook else "", "has_custom_certificate": False}
        info["pending_update_count"] = len(updates.waiting)
        if hook:
            info["max_connections"] = hook.max_connections
        if updates.allowed is not None:
            info["allowed_updates"] = sorted(updates.allowed)
        return info | self._error


def _checked(params: Json) -> Webhook | None:
    url, secret, most = params["url"], params.get("secret_token", ""), params.get("max_connections", 40)
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise bad_request(
            "secret token contains unallowed characters" if len(secret) <= 256 else "secret token is too long"
        )
    if not 1 <= most <= 100:
        raise Refusal(400, "Bad Request: max_connections must be between 1 and 100")
    return Webhook(url, secret, most)
