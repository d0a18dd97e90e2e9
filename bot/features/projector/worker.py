"""The page for a projector, served on this computer only for as long as the bot runs, where the operator has said so.

It shows what moderators have approved and takes nothing in. Whoever else can open pages on this computer can read it,
but no page from elsewhere: the address that the browser was told must be this computer's own.
"""

import asyncio
import logging
from functools import partial
from http import HTTPStatus
from typing import Final

from telegram.ext import ExtBot
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.chat.context import Services
from bot.features.meetings import documents
from bot.features.meetings.decisions import Decisions
from bot.features.meetings.pages import meeting as meetings_pages
from bot.features.meetings.store import meetings
from bot.features.meetings.summary import Summary, summary_of
from bot.features.meetings.values import NoSuchMeeting
from bot.features.projector import screen, texts
from bot.features.projector.slides import Shown
from bot.features.projector.values import Address
from bot.gateway.values import Lane
from bot.knowledge.profile import Profile
from bot.storage.clock import now

log = logging.getLogger(__name__)

HOST: Final = "127.0.0.1"
LONGEST: Final = 10.0  # seconds that a screen waits for what is new
TAG: Final = "X-Tag"
_OURS: Final = (HOST, "localhost")
_HEADERS: Final = {
    "Server": "landsbygdsbot",
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:;"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


async def work(bot: ExtBot[Lane], services: Services) -> None:
    """Serve it until the bot stops; a port that is taken is told in the log, and the bot goes on without the page."""
    if services.projector_port is None:
        return
    given = {"bot": bot, "services": services}
    paths = [
        (r"/", Index, given),
        (r"/traff/([a-z0-9-]+)", Screen, given),
        (r"/traff/([a-z0-9-]+)/bilder", Changes, given),
        (r"/traff/([a-z0-9-]+)/text", Text, given),
        (r"/screen\.(js|css)", File, given),
    ]
    http = HTTPServer(Application(paths, log_function=lambda _: None), max_body_size=0)
    try:
        sockets = bind_sockets(services.projector_port, HOST)
    except OSError as failed:
        log.error("the page for a projector cannot be shown: %s", failed)
        return
    http.add_sockets(sockets)
    services.state(Address).url = f"http://{HOST}:{sockets[0].getsockname()[1]}"
    try:
        await services.stopping.wait()
    finally:
        services.state(Address).url = ""
        http.stop()
        await asyncio.shield(http.close_all_connections())


class Base(RequestHandler):
    """Only GET, only for this computer."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, bot: ExtBot[Lane], services: Services) -> None:
        """What tornado gives each handler."""
        self.bot, self.services = bot, services

    @property
    def whose(self) -> Profile:
        """Whose bot it is."""
        return self.services.library.knowledge.profile

    def set_default_headers(self) -> None:
        """On errors too."""
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """A page from elsewhere that has given itself this computer's number is turned away."""
        if self.request.host_name not in _OURS:
            self.refuse(HTTPStatus.FORBIDDEN, texts.ELSEWHERE)

    def refuse(self, status: HTTPStatus, sentence: str) -> None:
        """Nothing but a sentence."""
        self.set_status(status)
        self.finish(screen.plain(sentence, self.whose))

    async def summary(self, slug: str) -> Summary | None:
        """What has been approved of a meeting; None where there is none, which is said."""
        database = self.services.database
        try:
            meeting = await meetings.by_slug(database, slug)
            return await summary_of(database, self.services.library.knowledge, meeting.id)
        except NoSuchMeeting:
            self.refuse(HTTPStatus.NOT_FOUND, texts.no_such(self.whose))
            return None

    def log_exception(self, *_: object) -> None:
        """Nobody's words are logged; the status says enough."""


class Index(Base):
    """/: which meeting."""

    async def get(self) -> None:
        self.finish(screen.index(await meetings.all_meetings(self.services.database), self.whose))


class Screen(Base):
    """/traff/<slug>: the screen."""

    async def get(self, slug: str) -> None:
        found = await self.summary(slug)
        if found is not None:
            is_open = found.meeting.is_open(now())
            link = meetings_pages.link(self.bot.username, found.meeting)
            self.finish(screen.page(found, await documents.qr_of(link) if is_open else None, self.whose))


class Changes(Base):
    """/traff/<slug>/bilder: its slides, as soon as they are others than those that the screen has by `sedan`."""

    async def get(self, slug: str) -> None:
        services = self.services
        found = await services.state(Shown).after(
            self.get_argument("sedan", ""),
            slug,
            services.state(Decisions),
            partial(self.summary, slug),
            0.0 if services.stopping.is_set() else LONGEST,
        )
        if found is not None:
            self.set_header(TAG, found.tag)
            self.finish(found.html)


class Text(Base):
    """/traff/<slug>/text: the same to read and to hear."""

    async def get(self, slug: str) -> None:
        found = await self.summary(slug)
        if found is not None:
            self.finish(screen.text(found))


class File(Base):
    """What the screen is made with."""

    def get(self, kind: str) -> None:
        self.set_header("Content-Type", "text/javascript" if kind == "js" else "text/css")
        self.finish(screen.SCRIPT if kind == "js" else screen.STYLE)
