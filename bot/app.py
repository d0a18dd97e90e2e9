"""Composition root: opens the services, wires the handlers, runs the bot until it is told to stop."""

import asyncio
import gc
import logging
import os
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes

from bot import wiring
from bot.chat import failures
from bot.chat.context import App, Context, Data, Services
from bot.chat.page import short
from bot.chat.reply import DEFAULTS, post
from bot.features.answers import texts as answers_texts
from bot.features.figures import door
from bot.features.network.store import standings
from bot.features.roles import store as roles_store
from bot.gateway import inbox, who
from bot.gateway.intake import DurableQueue
from bot.gateway.limiter import Pacing, Postponed
from bot.gateway.order import Behind, OrderedProcessor
from bot.gateway.polling import Polling, Told
from bot.gateway.pulse import Pulse
from bot.gateway.telegram_time import TelegramTime
from bot.gateway.transport import Transport, over_http
from bot.gateway.values import Limits
from bot.gateway.watch import Watch
from bot.gateway.webhook import announce, listening
from bot.knowledge import store
from bot.knowledge.values import KnowledgeFaults
from bot.matching.encoder import VectorCache, find_encoder
from bot.matching.library import Library
from bot.settings import Settings, Webhook
from bot.settings.archive import Archive
from bot.storage.database import hold_alone, open_database
from bot.terminal.contact import tell_of_silence
from bot.terminal.first_start import next_steps
from bot.terminal.supervisor import READY, STOPPING, Supervisor

log = logging.getLogger(__name__)

ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]
HOUSEKEEPING = timedelta(hours=1)  # so that what the privacy text promises is kept to the hour
HOUSEKEEPING_STARTS = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot ready to run: PTB's application, the queue that knows what an earlier process left, the way to Telegram."""

    application: App
    services: Services
    queue: DurableQueue
    transport: Transport

    async def take_in(self, told: Sequence[Told]) -> None:
        """Updates have come; returns when they are on disk."""
        await self.queue.take_in(told, self.application.bot)


def compose(token: str, api_url: str, services: Services, transport: Transport, limits: Limits) -> Bot:
    """Wire everything; nothing is opened and Telegram is not called."""
    pulse = services.state(Pulse)
    queue, pace = DurableQueue(services.database), Pacing(services.database, services.stopping, limits, pulse)
    ordered = OrderedProcessor(
        pulse, services.database, services.stopping, services.postponed, queue, services.state(Behind)
    )
    application: App = (
        ApplicationBuilder()
        .token(token)
        .defaults(DEFAULTS)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(transport.calls)
        .get_updates_request(transport.polling)
        .rate_limiter(pace)
        .context_types(ContextTypes(Context, Data, Data, Data))
        .concurrent_updates(ordered)
        .update_queue(queue)
        .updater(None)
        .build()
    )
    application.bot_data.services = services
    services.kept[Pacing] = pace
    services.kept[TelegramTime] = transport.time
    wiring.equip(services)
    wiring.add_handlers(application)
    application.add_error_handler(failures.failed)
    if application.job_queue is not None:
        application.job_queue.run_repeating(_tidy, HOUSEKEEPING, first=HOUSEKEEPING_STARTS)
        wiring.schedule(application.job_queue)
    return Bot(application, services, queue, transport)


@asynccontextmanager
async def started(bot: Bot, webhook: Webhook | None) -> AsyncIterator[None]:
    """The bot at work: what was left is handled first, then what comes; leaving stops it cleanly."""
    application = bot.application
    await who.be_known(application.initialize)
    try:
        await bot.services.tell_of_files()
        await wiring.resume(bot.services.database)
        given_up = await bot.queue.resume(application.bot)
        await application.start()
        try:
            async with _receiving(bot, webhook), _working(bot, given_up):
                yield
        finally:
            await application.stop()
            await inbox.clear_suspicion(bot.services.database)
    finally:
        await application.shutdown()


@asynccontextmanager
async def _working(bot: Bot, given_up: Sequence[Update]) -> AsyncIterator[None]:
    """The bot hears and answers, and does what nobody waits for; leaving stops it."""
    telegram = bot.application.bot
    loops = [*wiring.at_work(telegram, bot.services), failures.tell_given_up(telegram, given_up)]
    tasks = [asyncio.create_task(each) for each in loops]
    try:
        yield
    finally:
        bot.services.stopping.set()
        await asyncio.gather(*tasks)


@asynccontextmanager
async def services(settings: Settings, cache: Path) -> AsyncIterator[Services]:
    """Open database and library; KnowledgeFaults, DatabaseTooNew or DatabaseInUse if they cannot be used."""
    async with AsyncExitStack() as stack:
        stack.enter_context(closing(hold_alone(settings.database)))
        library = Library(settings.knowledge, find_encoder(), VectorCache(cache), settings.most_wrong)
        stack.push_async_callback(library.close)
        database = await open_database(settings.database)
        stack.push_async_callback(database.close)
        if settings.moderator_chat is not None:
            # perhaps by the id that it had before Telegram renumbered it
            await roles_store.set_chat(database, await standings.lives_on_as(database, settings.moderator_chat))
        await library.refresh(await store.read(database))
        gc.freeze()  # the knowledge lives as long as the process; looking through it would hold the event loop 20 ms
        library.start_warming()
        yield Services(database, library, kept={Archive: settings.archive}, projector_port=settings.projector_port)


async def run(settings: Settings, cache: Path, announce: Callable[[str], None]) -> None:
    """Run until SIGTERM or SIGINT; `announce` gets lines for the operator. SIGHUP reads the knowledge again."""
    async with services(settings, cache) as opened:
        bot = compose(settings.token, settings.api_url, opened, over_http(), Limits())
        _obey_signals(bot)
        supervisor, pulse, telegram = Supervisor(os.environ), opened.state(Pulse), bot.application.bot
        supervisor.tell(READY, "STATUS=Söker kontakt med Telegram")
        beside = [
            asyncio.create_task(tell_of_silence(lambda: who.known(telegram) is not None, settings.api_url, announce)),
            asyncio.create_task(supervisor.keep_telling(lambda: pulse.is_alive)),
        ]
        try:
            async with door.opened(settings.status_port, opened):
                with suppress(Postponed):  # told to stop before Telegram was reached
                    async with started(bot, settings.webhook):
                        await _introduce(bot, announce)
                        supervisor.tell("STATUS=Igång")
                        await opened.stopping.wait()
        finally:
            for each in beside:
                each.cancel()
        supervisor.tell(STOPPING)
        announce("Boten avslutas.")
        if opened.failure is not None:
            raise opened.failure


async def _introduce(bot: Bot, announce: Callable[[str], None]) -> None:
    """Telegram has accepted the token: the bot is at work, and this is left to do."""
    me = who.known(bot.application.bot)
    if me is not None:
        announce(f"Boten @{me.name} är igång. Avsluta med Ctrl+C.")
        for line in next_steps(me, await roles_store.binding_code(bot.services.database)):
            announce(line)


def _obey_signals(bot: Bot) -> None:
    loop, tasks = asyncio.get_running_loop(), set[asyncio.Task[None]]()

    def read_again() -> None:
        task = loop.create_task(reload(bot))
        tasks.add(task)  # the loop itself keeps no hold of its tasks
        task.add_done_callback(tasks.discard)

    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, bot.services.stopping.set)
    loop.add_signal_handler(signal.SIGHUP, read_again)


async def reload(bot: Bot) -> None:
    """Read the knowledge again; faults are told in the moderators' chat, and the old knowledge stays."""
    try:
        knowledge = await bot.services.reload()
        log.info("the knowledge was read again: %d entries", len(knowledge.entries))
    except KnowledgeFaults as found:
        log.warning("the knowledge has %d faults, the old one stays", len(found.faults))
        chat = await roles_store.moderators_chat(bot.services.database)
        if chat is not None:
            await _tell_moderators(bot, chat, answers_texts.reload_failed(found.faults))


async def _tell_moderators(bot: Bot, chat: int, messages: tuple[str, ...]) -> None:
    try:
        for text in messages:
            await post(bot.application.bot, chat, short(text))
    except (TelegramError, Postponed) as refused:
        log.warning("the moderators could not be told: %s", type(refused).__name__)


@asynccontextmanager
async def _receiving(bot: Bot, webhook: Webhook | None) -> AsyncIterator[None]:
    """Updates come in; leaving, or the bot's stop, ends that, and what has come by then is on disk."""
    telegram, stopping = bot.application.bot, bot.services.stopping
    watch = Watch(bot.services.end, bot.services.state(Pulse))
    async with AsyncExitStack() as stack:
        if webhook is not None:
            await stack.enter_async_context(listening(webhook, bot.take_in))
        tasks = [asyncio.create_task(watch.run(telegram, stopping))]
        if webhook is None:
            polling = Polling(telegram, bot.transport.polling, bot.take_in, ALLOWED_UPDATES, watch)
            tasks.append(asyncio.create_task(polling.run(stopping)))
        pulse = bot.services.state(Pulse)
        pulse.keep_in_sight(*tasks)
        if webhook is not None:
            announcing = announce(telegram, webhook, ALLOWED_UPDATES, stopping, bot.services.end)
            tasks.append(asyncio.create_task(announcing))
        try:
            yield
        finally:
            pulse.keep_in_sight()
            stopping.set()
            await asyncio.gather(*tasks)


async def _tidy(context: Context) -> None:
    """Nothing is thrown away by a clock that may be wrong."""
    if context.state(TelegramTime).agrees():
        await wiring.tidy(context.database)
    else:
        log.warning("nothing is forgotten now: this computer and Telegram do not agree on the time")
