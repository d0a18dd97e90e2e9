"""/integritet, /minadata and /glom: in private only, since what they tell is nobody else's."""

from functools import wraps
from io import BytesIO

from telegram import InputFile, Update
from telegram.helpers import create_deep_linked_url

from bot.chat.context import Context, Handler, is_private, person
from bot.chat.page import short
from bot.chat.reply import acknowledge, reply, turn_to
from bot.features.privacy import pages, store
from bot.features.privacy.actions import AskErasure, Erase, Keep, ShowData, ShowPrivacy
from bot.features.privacy.texts import data as texts
from bot.features.privacy.worker import Promised
from bot.settings.archive import Archive
from bot.storage.clock import now
from bot.storage.personal import Personal

LINK = "data"
_MINUTES = 60  # that a preview tells what would go


def _in_private(command: Handler) -> Handler:
    """Elsewhere there is a link to where it is told."""

    @wraps(command)
    async def done(update: Update, context: Context) -> None:
        if is_private(update):
            await command(update, context)
        else:
            link = create_deep_linked_url(context.bot.username, LINK)
            await reply(update, context, short(texts.IN_PRIVATE, link), update.effective_message)

    return done


async def privacy(update: Update, context: Context) -> None:
    """What is kept."""
    await reply(update, context, pages.privacy(context.library.knowledge.profile))


async def show_privacy(update: Update, context: Context, _: ShowPrivacy) -> None:
    """The same, below what the button stands under."""
    await acknowledge(update)
    await privacy(update, context)


@_in_private
async def data(update: Update, context: Context) -> None:
    """All that is kept of whoever asks, to read and as a document."""
    user = person(update)
    document = await store.gather(context.database, context.state(Personal), user.id)
    file = InputFile(BytesIO(store.as_json(document, user.id)), filename=texts.FILE_NAME)
    await context.bot.send_document(user.id, file, caption=texts.FILE)
    await reply(update, context, pages.mine(document, context.library.knowledge.profile))


async def show_data(update: Update, context: Context, _: ShowData) -> None:
    """The same for a button."""
    await acknowledge(update)
    await data(update, context)


@_in_private
async def forget(update: Update, context: Context) -> None:
    """What would go and what stays."""
    await ask_erasure(update, context, AskErasure())


async def ask_erasure(update: Update, context: Context, _: AskErasure) -> None:
    """The same for a button."""
    known = context.state(Personal)
    document = await store.gather(context.database, known, person(update).id)
    whose, archived = context.library.knowledge.profile, context.state(Archive).is_kept
    await turn_to(update, context, pages.ask(store.fate(known, document), whose, _minute(), archived=archived))


async def erase(update: Update, context: Context, sure: Erase) -> None:
    """The second tap; what was shown long ago is shown anew."""
    if not 0 <= _minute() - sure.minute <= _MINUTES:
        await ask_erasure(update, context, AskErasure())
        return
    await store.promise(context.database, person(update).id, update.update_id)
    await turn_to(update, context, pages.under_way())
    context.state(Promised).set()


async def keep(update: Update, context: Context, _: Keep) -> None:
    """Nothing is erased."""
    await turn_to(update, context, pages.kept())


def _minute() -> int:
    return int(now().timestamp()) // 60
