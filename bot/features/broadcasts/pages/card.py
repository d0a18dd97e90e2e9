"""Pages of broadcasts: lists, the card, how it goes, who has got it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final, Literal

from telegram.helpers import create_deep_linked_url

from bot.chat import texts as chat_texts
from bot.chat.page import Button, Page, in_rows
from bot.features.broadcasts import actions
from bot.features.broadcasts.rules import allowed
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts import delivery as delivery_texts
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.texts import recipients as recipients_texts
from bot.features.broadcasts.texts.card import Reach
from bot.features.broadcasts.values import Action, AskedTwice, Broadcast, Course, Delivery, Outcome, Progress
from bot.features.roles.values import Actor
from bot.storage.clock import now

LINK: Final = "utskick"
PER_PAGE: Final = 10
_SURE: Final[dict[AskedTwice, tuple[str, str]]] = {
    "cancel": (card_texts.SURE_CANCEL, card_texts.YES_CANCEL),
    "recall": (card_texts.SURE_RECALL, card_texts.YES_RECALL),
}
_WORDS: Final[dict[Action, tuple[str, ...]]] = {
    "submit": ("be om godkännande", "skicka"),
    "try_out": ("prova", "test"),
    "approve": ("godkänner",),
    "cancel": ("avbryt",),
    "pause": ("paus",),
    "resume": ("fortsätt", "kör"),
}

Row = tuple[Button, ...]


def listed(found: Sequence[Broadcast]) -> Page:
    """What is under way, and the way to a new one."""
    text = card_texts.listed(found, card_texts.UNDER_WAY, card_texts.NONE_UNFINISHED)
    new = Button(card_texts.NEW, actions.Begin(), ("ny", "nytt"))
    return Page((text,), (*_opened(found), (new, Button(card_texts.DONE_ONES, actions.ShowEnded()))))


def done(found: Sequence[Broadcast]) -> Page:
    """What is finished or cancelled."""
    text = card_texts.listed(found, card_texts.DONE_ONES, card_texts.NO_DONE_ONES)
    older = (
        ((Button(card_texts.OLDER, actions.ShowEnded(found[-1].id), ("mer", "fler")),),)
        if len(found) == PER_PAGE
        else ()
    )
    return Page((text,), (*_opened(found), *older, (_all(),)))


def to_private(username: str) -> Page:
    """One line in a group."""
    link = create_deep_linked_url(username, LINK)
    return Page((card_texts.IN_PRIVATE,), ((Button(card_texts.OPEN_PRIVATE, url=link),),))


def pending(username: str, broadcast_id: int) -> Page:
    """To the moderators' chat: something waits for approval."""
    link = create_deep_linked_url(username, f"u_{broadcast_id}")
    return Page((card_texts.PENDING,), ((Button(card_texts.READ_IT, url=link),),))


def card(broadcast: Broadcast, reach: Reach, last: str, actor: Actor, at: datetime, notice: str = "") -> Page:
    """A broadcast that has not begun, with what `actor` may do."""
    open_to = allowed(broadcast, actor)
    own = actor.id == broadcast.created_by
    hint = card_texts.hint(broadcast, open_to, own)
    if broadcast.pause_reason is not None:
        hint = delivery_texts.PAUSES[broadcast.pause_reason]
    text = card_texts.card(broadcast, reach, last, hint, at, notice)
    first = [_decision(broadcast, each, own) for each in open_to if each in ("submit", "approve", "override", "resume")]
    first += _loud(broadcast, actor)
    rest = [_decision(broadcast, each, own) for each in open_to if each in ("try_out", "withdraw", "cancel")]
    edits = _edits(broadcast) if "edit" in open_to else ()
    return Page((text,), (*in_rows(first, 1), *edits, *in_rows(rest), (_all(),)))


def status(broadcast: Broadcast, course: Course, actor: Actor, notice: str = "") -> Page:
    """A broadcast that has begun, with what `actor` may do."""
    at = now()
    text = delivery_texts.status(broadcast, course, at, card_texts.STATUSES[broadcast.status], notice)
    buttons = [_decision(broadcast, each) for each in allowed(broadcast, actor) if _has_use(each, course)]
    buttons[1:1] = _loud(broadcast, actor)
    ways = (
        Button(delivery_texts.WHO, actions.ShowRecipients(broadcast.id)),
        Button(delivery_texts.CSV, actions.SendTable(broadcast.id)),
    )
    came = Button(delivery_texts.WHAT_CAME, actions.TellOutcome(broadcast.id))
    rows = ((came,),) if delivery_texts.is_ripe(broadcast, at) and actor.id == broadcast.created_by else ()
    return Page(
        (text,),
        (
            *in_rows(buttons),
            ways,
            *rows,
            *_follow_up(broadcast),
            (Button(delivery_texts.AS_NEW, actions.CopyAsNew(broadcast.id), ("som nytt",)),),
            (Button(delivery_texts.ANEW, actions.Show(broadcast.id)), _all()),
        ),
    )


def _follow_up(broadcast: Broadcast) -> tuple[Row, ...]:
    """What goes by itself later can be stopped until then."""
    if broadcast.follow_up != "wanted" or broadcast.recalled_at is not None:
        return ()
    return ((Button(card_texts.NO_FOLLOW_UP, actions.DropFollowUp(broadcast.id)),),)


def sure(broadcast: Broadcast, action: AskedTwice) -> Page:
    """The second tap of what cannot be undone."""
    text, label = _SURE[action]
    return Page(
        (text,), ((Button(label, actions.Decide(broadcast.id, broadcast.version, action), ("ja",)), back(broadcast)),)
    )


def sure_correction(broadcast: Broadcast, correction_id: int, progress: Progress) -> Page:
    """A correction as it would read stands above: is it meant?"""
    chats = progress.sent + progress.sending
    yes = Button(
        delivery_texts.yes_correct(chats), actions.ConfirmCorrection(broadcast.id, correction_id), ("ja", "rätta")
    )
    anew = Button(delivery_texts.WRITE_AGAIN, actions.Correct(broadcast.id, broadcast.version), ("skriv om",))
    text = delivery_texts.sure_correct(chats, pauses=broadcast.finished_at is None)
    return Page((text,), ((yes,), (anew, back(broadcast))))


def recipients(
    found: Sequence[Delivery],
    progress: Progress,
    broadcast: Broadcast,
    outcome: Literal[Outcome, ""],
    channels: Collection[int],
) -> Page:
    """One page of the recipients with an outcome ("": any), some of which are channels."""
    kinds = [
        Button(recipients_texts.outcome_button(each, count), actions.ShowRecipients(broadcast.id, each))
        for each, count in recipients_texts.counts(progress).items()
    ]
    more: tuple[Row, ...] = ()
    if len(found) == PER_PAGE:
        after = actions.ShowRecipients(broadcast.id, outcome, found[-1].position)
        more = ((Button(card_texts.MORE, after, ("mer", "fler", "nästa")),),)
    return Page((recipients_texts.listed(found, progress, channels),), (*more, *in_rows(kinds), (back(broadcast),)))


def topics(broadcast: Broadcast, choices: Sequence[tuple[Delivery, int | None, str]]) -> Page:
    """Where to send what failed for its topic: a group's copy, the topic, and the topic's name."""
    rows = in_rows(
        [
            Button(
                recipients_texts.to_topic(each, topic),
                actions.Redirect(broadcast.id, broadcast.version, each.id, thread or 0),
            )
            for each, thread, topic in choices
        ],
        1,
    )
    text = recipients_texts.WHICH_TOPIC if choices else recipients_texts.NO_TOPIC_WAITS
    return Page((text,), (*rows, (back(broadcast),)))


def back(broadcast: Broadcast) -> Button:
    """To the card."""
    return Button(chat_texts.BACK, actions.Show(broadcast.id), ("tillbaka", "nej"))


def _loud(broadcast: Broadcast, actor: Actor) -> list[Button]:
    """ "Skicka ändå", when it waits for quiet hours to end."""
    if broadcast.pause_reason != "quiet" or "resume" not in allowed(broadcast, actor):
        return []
    return [Button(draft_texts.LOUD, actions.Decide(broadcast.id, broadcast.version, "loud"), ("ändå",))]


def _has_use(action: Action, course: Course) -> bool:
    """Whether there are copies that it would do something with."""
    match action:
        case "retry":
            return course.progress.failed > 0
        case "redirect":
            return "topic_closed" in course.missed or "topic_deleted" in course.missed
        case "correct" | "recall":
            return course.progress.sent + course.progress.sending > 0
        case _:
            return True


def _decision(broadcast: Broadcast, action: Action, own: bool = True) -> Button:
    label = card_texts.SEND_BACK if action == "withdraw" and not own else card_texts.LABELS[action]
    return Button(label, _carried(broadcast, action), _WORDS.get(action, ()))


def _carried(broadcast: Broadcast, action: Action) -> actions.AtVersion:
    shown = broadcast.id, broadcast.version
    match action:
        case "correct":
            return actions.Correct(*shown)
        case "redirect":
            return actions.ChooseTopic(*shown)
        case "edit":
            return actions.WriteAnew(*shown)
        case "cancel" | "recall":
            return actions.AskTwice(*shown, action)
        case _:
            return actions.Decide(*shown, action)


def _edits(broadcast: Broadcast) -> tuple[Row, ...]:
    shown = broadcast.id, broadcast.version
    return (
        (
            Button(card_texts.EDITS["text"], actions.WriteAnew(*shown), ("text", "innehåll")),
            Button(card_texts.EDITS["to"], actions.ChooseRecipients(*shown), ("mottagare",)),
        ),
        (
            Button(card_texts.EDITS["when"], actions.ChooseTime(*shown), ("tid",)),
            Button(
                draft_texts.ticked(card_texts.FOLLOW_UP, broadcast.follow_up == "wanted"),
                actions.ToggleFollowUp(*shown),
                (card_texts.FOLLOW_UP.casefold(),),
            ),
        ),
    )


def _opened(found: Sequence[Broadcast]) -> tuple[Row, ...]:
    return tuple(
        (Button(card_texts.line(each, 50), actions.Show(each.id), (str(each.id), f"utskick {each.id}")),)
        for each in found
    )


def _all() -> Button:
    return Button(card_texts.ALL_OF_THEM, actions.ShowUnfinished(), ("alla",))
