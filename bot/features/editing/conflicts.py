"""An answer that was changed in its file after it was changed in the chat: moderators are shown both."""

from dataclasses import replace

from bot.features.editing import texts
from bot.features.moderation.store import decide
from bot.features.moderation.values import THE_FILES, Content, Proposal, Submission
from bot.features.moderation.wording import proposal_of
from bot.knowledge import store
from bot.knowledge.overlay import edited
from bot.knowledge.values import Knowledge
from bot.storage.database import Database


async def bring_up(database: Database, base: Knowledge) -> None:
    """Each such change waits in the queue from now on, and the file's text counts until somebody has decided."""
    laid = await store.read(database)
    whole = laid.over(base, whole=True)
    for each in laid.overtaken(base):
        filed, placed = base.entry(each.entry.id), whole.entry(each.entry.id)
        if filed is not None and placed is not None:
            wording = proposal_of(replace(edited(filed, each), pins=placed.pins), laid)
            await _submit(database, Content(texts.overtaken(filed.title, each.entry.reviewed)), filed.id, wording)


async def _submit(database: Database, content: Content, entry_id: str, wording: Proposal) -> None:
    async with database.transaction() as transaction:
        submission = Submission("report", THE_FILES, THE_FILES, content, entry_id)
        await decide.submit(transaction, submission, wording)
        await store.hide_edit(transaction, entry_id)
