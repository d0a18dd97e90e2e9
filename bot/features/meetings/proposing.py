"""An answer from a meeting goes on to the moderators' queue, to become an entry of its kind there."""

from dataclasses import replace

from bot.chat.context import Services
from bot.features.meetings import rules
from bot.features.meetings.store import sorting
from bot.features.meetings.texts import sorting as texts
from bot.features.meetings.values import Given, Meeting, NotSorted
from bot.features.moderation.errors import TooManyWaiting
from bot.features.moderation.store import decide
from bot.features.moderation.store.changes import proposal_fields, put_proposal
from bot.features.moderation.values import Content, Item, Proposal, Submission
from bot.features.moderation.wording import propose as worded
from bot.gateway import outbox
from bot.language.personal_data import find
from bot.language.text import flat, units
from bot.storage.database import Transaction


async def propose(services: Services, meeting: Meeting, answer: Given, *, is_wish: bool) -> bool:
    """Put an answer in the queue as its author's tip, a wish in words that nobody takes for what there is.

    False when it has been proposed before, when nobody knows any more whose it is, or when too much of theirs waits.
    """
    if answer.author_id is None or answer.item_id is not None:
        return False
    hits = (await services.library.ask(answer.text)).hits
    theme = hits[0].entry.theme if hits else services.library.knowledge.themes[0].id
    content = Content(answer.text, answer.place or meeting.site(answer.site), theme, answer.name)
    submission = Submission("tip", answer.author_id, answer.author_id, content)
    try:
        async with services.database.transaction() as transaction:
            item = await _submit(transaction, answer, submission)
            if is_wish:
                await put_proposal(transaction, item.id, proposal_fields(_as_wish(item, meeting, answer)))
    except (TooManyWaiting, NotSorted):
        return False
    await outbox.settle(services.database, answer.author_id, "received", "gone")  # the end of the meeting has said it
    return True


async def _submit(transaction: Transaction, answer: Given, submission: Submission) -> Item:
    item = await decide.submit(transaction, submission)
    if not await sorting.passed_on(transaction, answer.id, item.id):
        raise NotSorted
    return item


def _as_wish(item: Item, meeting: Meeting, answer: Given) -> Proposal:
    """The wish as an entry: found by what was wanted, and headed as wanted.

    Where the first sentence says little, all of them head it, else the longest answer that is like it, else with it
    the question that it answers.
    """
    asked, question = worded(item, item.content.theme or ""), meeting.question(answer.question)
    whole = flat(" ".join(asked.questions))
    alike = max((each.text for each in answer.alike if not find(each.text)), key=units, default="")
    told = next((each for each in (asked.title, whole, alike) if not rules.says_little(each)), "")
    said = (answer.text, alike) if told not in {asked.title, whole, ""} else (answer.text,)
    about = question.text if not told and question is not None else ""
    title = texts.wish_title(told or asked.title, about)
    return replace(asked, title=title, answer=texts.wish_answer(meeting, said, about), kind="rekommendation")
