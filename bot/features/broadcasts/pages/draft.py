"""Pages on which a broadcast is made: what it says, to whom, when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from bot.chat import texts as chat_texts
from bot.chat.page import Button, Page, in_rows
from bot.chat.wire import Action
from bot.features.broadcasts import actions
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.texts.card import Reach
from bot.features.broadcasts.values import Broadcast, Tags, Template
from bot.features.meetings.texts.summary import choice
from bot.features.meetings.values import Meeting
from bot.features.network.values import NetworkGroup
from bot.knowledge.profile import Profile

PER_PAGE: Final = 8


def new(whose: Profile) -> Page:
    """Write, forward, or take a template."""
    templates = [Button(label, actions.ChooseMeeting(each)) for each, label in draft_texts.templates(whose).items()]
    others = (
        Button(draft_texts.NEW_TIPS, actions.TellTips()),
        Button(card_texts.ALL_OF_THEM, actions.ShowUnfinished(), ("tillbaka",)),
    )
    return Page((draft_texts.WRITE_HERE,), in_rows([*templates, *others], 1))


def which_meeting(template: Template, found: Sequence[Meeting], whose: Profile) -> Page:
    """A template about a meeting: which one."""
    rows = tuple(
        (Button(f"{number}. {choice(each)}", actions.TellMeeting(template, each.id), (str(number),)),)
        for number, each in enumerate(found, start=1)
    )
    text = draft_texts.which_meeting(whose, any_fits=bool(found))
    return Page((text,), (*rows, (Button(chat_texts.BACK, actions.Begin(), ("tillbaka",)),)))


def recipients(broadcast: Broadcast, reach: Reach, note: str = "") -> Page:
    """Who gets it: all groups, some of them, subscribers."""
    audience, shown = broadcast.audience, (broadcast.id, broadcast.version)
    tagged = audience is not None and bool(audience.counties or audience.themes)
    everybody = audience is not None and audience.groups and not (tagged or audience.without)
    subscribers = audience is not None and audience.subscribers
    rows = (
        (_choice(draft_texts.ALL_GROUPS, everybody, actions.TickAll(*shown, "all"), "alla", "alla grupper"),),
        (_choice(draft_texts.SUBSCRIBERS, subscribers, actions.TickAll(*shown, "subs")),),
        (
            Button(draft_texts.BY_COUNTY, actions.ChooseRecipients(*shown, "c"), ("län",)),
            Button(draft_texts.BY_THEME, actions.ChooseRecipients(*shown, "t"), ("tema",)),
        ),
        (Button(draft_texts.BY_GROUP, actions.ChooseGroups(*shown, 1), ("grupper", "grupp", "kanaler", "kanal")),),
        (_ready(actions.Show(broadcast.id), "ja"),),
    )
    return Page((draft_texts.recipients(reach, audience, note),), rows)


def tags(broadcast: Broadcast, kind: Tags, names: Mapping[str, str], reach: Reach, note: str = "") -> Page:
    """Counties ("c") or themes ("t") of the groups there are, several to tick."""
    audience, shown = broadcast.audience, (broadcast.id, broadcast.version)
    ticked = () if audience is None else audience.counties if kind == "c" else audience.themes
    buttons = [_choice(name, tag in ticked, actions.TickTag(*shown, kind, tag)) for tag, name in names.items()]
    rows = (*in_rows(buttons), (_ready(actions.ChooseRecipients(*shown)),))
    return Page((draft_texts.tags(kind, reach, bool(names), note),), rows)


def groups(
    broadcast: Broadcast,
    found: Sequence[NetworkGroup],
    chosen: Collection[int],
    page: int,
    reach: Reach,
    note: str = "",
) -> Page:
    """The network's groups eight at a time, those ticked that get it."""
    shown, last = (broadcast.id, broadcast.version), max(1, -(-len(found) // PER_PAGE))
    page = min(max(page, 1), last)
    buttons = [
        _choice(draft_texts.listed(each), each.chat_id in chosen, actions.TickGroup(*shown, each.chat_id, page))
        for each in found[(page - 1) * PER_PAGE : page * PER_PAGE]
    ]
    steps = []
    if page > 1:
        steps.append(Button(chat_texts.PREVIOUS, actions.ChooseGroups(*shown, page - 1), ("förra",)))
    if page < last:
        steps.append(Button(chat_texts.NEXT, actions.ChooseGroups(*shown, page + 1), ("mer", "fler")))
    rows = (*in_rows(buttons, 1), *((tuple(steps),) if steps else ()), (_ready(actions.ChooseRecipients(*shown)),))
    return Page((draft_texts.groups(reach, bool(found), note),), rows)


def time(broadcast: Broadcast, at: datetime, note: str = "") -> Page:
    """When it is to be sent: buttons, or words."""
    shown, window = (broadcast.id, broadcast.version), broadcast.window
    now = Button(draft_texts.AT_ONCE, actions.SetTime(*shown, "now"), ("nu", "direkt"))
    later = (
        Button(draft_texts.TOMORROW, actions.SetTime(*shown, "tomorrow")),
        Button(draft_texts.WORKING_DAY, actions.SetTime(*shown, "working")),
    )
    loud, quiet = (
        Button(draft_texts.ALWAYS, actions.SetTime(*shown, "loud")),
        Button(draft_texts.QUIET, actions.SetTime(*shown, "quiet")),
    )
    no_latest = Button(draft_texts.NO_LATEST, actions.SetTime(*shown, "open"))
    latest = Button(draft_texts.LATEST, actions.WriteLatest(*shown), ("senast",))
    ends = (loud if window.quiet else quiet, latest if window.latest is None else no_latest)
    rows = ((now,), later, ends, (_ready(actions.Show(broadcast.id)),))
    return Page((draft_texts.time_page(broadcast, at, note),), rows)


def _choice(label: str, chosen: bool, action: Action, *words: str) -> Button:
    return Button(draft_texts.ticked(label, chosen), action, (label.casefold(), *words))


def _ready(action: Action, *words: str) -> Button:
    return Button(draft_texts.READY, action, ("klar", "klart", "ok", *words, "tillbaka"))
