"""Composition root: opens the services, wires the handlers, runs the bot until it is told to stop."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot

from bot import wiring
from bot.chat import courier, failures, menus
from bot.chat.commands import Commands
from bot.chat.context import App, Context, Data, Services
from bot.chat.page import short
from bot.chat.reply import DEFAULTS, post
from bot.errors import TokenRefused
from bot.features.answers import texts as answers_texts
from bot.features.moderation.store import cards
from bot.features.moderation.worker import reminder
from bot.features.moderation.worker.cards import EndOfClaims, refresh
from bot.features.network.store import standings
from bot.features.roles import store as roles_store
from bot.gateway import inbox
from bot.gateway.intake import Behind, DurableQueue, OrderedProcessor
from bot.gateway.limiter import Pacing, Postponed, Transport, over_http
from bot.gateway.values import Lane, Limits
from bot.knowledge import store
from bot.knowledge.values import KnowledgeFaults
from bot.matching.encoder import VectorCache, find_encoder
from bot.matching.library import Library
from bot.settings import Settings, Webhook
from bot.storage.database import hold_alone, open_database
from bot.wiring import FEATURES

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
TOKEN_CHECK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot ready to run: PTB's application, and the queue that knows what an earlier process left."""

    application: App
    services: Services
    queue: DurableQueue
    pace: Pacing


def compose(token: str, api_url: str, services: Services, transport: Transport, limits: Limits) -> Bot:
    """Wire everything; nothing is opened and Telegram is not called."""
    queue, pace = DurableQueue(services.database), Pacing(services.database, services.stopping, limits)
    ordered = OrderedProcessor(
        services.database, services.stopping, services.postponed, queue.resumed, services.state(Behind)
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
        .build()
    )
    application.bot_data.services = services
    services.kept[Pacing] = pace
    wiring.equip(services)
    wiring.add_handlers(application)
    application.add_error_handler(failures.failed)
    if application.job_queue is not None:
        application.job_queue.run_repeating(_tidy, HOUSEKEEPING, first=HOUSEKEEPING_STARTS)
        application.job_queue.run_repeating(_still_known, TOKEN_CHECK)
        reminder.schedule(application.job_queue)
    return Bot(application, services, queue, pace)


@asynccontextmanager
async def started(bot: Bot, webhook: Webhook | None) -> AsyncIterator[None]:
    """The bot at work: what was left is handled first, then what comes; leaving stops it cleanly."""
    application = bot.application
    try:
        await application.initialize()
    except InvalidToken as refused:
        raise TokenRefused from refused
    try:
        chat = await roles_store.moderators_chat(bot.services.database)
        people = await roles_store.organisers(bot.services.database)
        await menus.present(application.bot, bot.services.state(Commands), chat, [each.user_id for each in people])
        await bot.services.tell_of_files()
        await cards.resume_cards(bot.services.database)
        await bot.queue.resume(application.bot)
        await application.start()
        work = [asyncio.create_task(each) for each in _at_work(application.bot, bot.services)]
        try:
            await _receive(application, webhook)
            yield
        finally:
            bot.services.stopping.set()
            await asyncio.gather(*work)
            await _stop(application)
            await inbox.clear_suspicion(bot.services.database)
    finally:
        await application.shutdown()


def _at_work(bot: ExtBot[Lane], services: Services) -> list[Coroutine[Any, Any, None]]:
    """The loops that run with the bot."""
    says = {about: say for feature in FEATURES for about, say in feature.notices.items()}
    posting = courier.work(bot, services, says, (EndOfClaims(), refresh))
    return [posting, *(work(bot, services) for feature in FEATURES for work in feature.work)]


@asynccontextmanager
async def services(settings: Settings, cache: Path) -> AsyncIterator[Services]:
    """Open database and library; KnowledgeFaults, DatabaseTooNew or DatabaseInUse if they cannot be used."""
    async with AsyncExitStack() as stack:
        stack.enter_context(closing(hold_alone(settings.database)))
        library = Library(settings.knowledge, find_encoder(), VectorCache(cache))
        stack.push_async_callback(library.close)
        database = await open_database(settings.database)
        stack.push_async_callback(database.close)
        if settings.moderator_chat is not None:
            # perhaps by the id that it had before Telegram renumbered it
            await roles_store.set_chat(database, await standings.lives_on_as(database, settings.moderator_chat))
        await library.refresh(await store.read(database))
        gc.freeze()  # the knowledge lives as long as the process; looking through it would hold the event loop 20 ms
        library.start_warming()
        yield Services(database, library)


async def run(settings: Settings, cache: Path, announce: Callable[[str], None]) -> None:
    """Run until SIGTERM or SIGINT; `announce` gets lines for the operator. SIGHUP reads the knowledge again."""
    async with services(settings, cache) as opened:
        bot = compose(settings.token, settings.api_url, opened, over_http(), Limits())
        _obey_signals(bot)
        code = await roles_store.binding_code(opened.database)
        if code is not None:
            announce(f"Moderatorernas grupp är inte kopplad. Skriv i gruppen: /koppla {code}")
        with suppress(Postponed):  # told to stop before Telegram was reached
            async with started(bot, settings.webhook):
                announce(f"Boten @{bot.application.bot.username} är igång. Avsluta med Ctrl+C.")
                await opened.stopping.wait()
        announce("Boten avslutas.")
        if opened.refused:
            raise TokenRefused


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


async def _stop(application: App) -> None:
    """Take in nothing more, and finish what is in hand even if that fails."""
    try:
        if application.updater is not None and application.updater.running:
            await application.updater.stop()
    except TelegramError as failed:
        log.warning("the updater stopped with %s", type(failed).__name__)
    finally:
        await application.stop()


async def _receive(application: App, webhook: Webhook | None) -> None:
    if application.updater is None:
        return
    if webhook is None:
        await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES, error_callback=failures.polling_failed)
        return
    await application.updater.start_webhook(
        listen=webhook.listen,
        port=webhook.port,
        url_path=webhook.path,
        webhook_url=webhook.url,
        secret_token=webhook.secret,
        allowed_updates=ALLOWED_UPDATES,
    )


async def _still_known(context: Context) -> None:
    """End when the token has been revoked: PTB would stop polling without a word and leave the process deaf."""
    try:
        await context.bot.get_me()
    except InvalidToken:
        context.services.refused = True
        context.services.stopping.set()


async def _tidy(context: Context) -> None:
    await wiring.tidy(context.database)
