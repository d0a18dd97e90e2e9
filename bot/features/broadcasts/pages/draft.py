"""Pages on which a broadcast is made: what it says, to whom, when (actions: see broadcast_pages.py)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.chat import texts as chat_texts
from bot.chat.page import Button, Page, in_rows
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.texts.card import Reach
from bot.features.broadcasts.values import Broadcast
from bot.features.meetings.texts.summary import choice
from bot.features.meetings.values import Meeting


def new() -> Page:
    """Write, forward, or take a template."""
    templates = [Button(label, f"u:t:{kind}") for kind, label in draft_texts.TEMPLATES.items()]
    return Page((draft_texts.WRITE_HERE,), (*((each,) for each in templates), (_all(),)))


def which_meeting(kind: str, found: Sequence[Meeting]) -> Page:
    """A template about a meeting: which one."""
    rows = tuple(
        (Button(f"{number}. {choice(each)}", f"u:t:{kind}:{each.id}", (str(number),)),)
        for number, each in enumerate(found, start=1)
    )
    text = draft_texts.WHICH_MEETING if found else draft_texts.NO_MEETING
    return Page((text,), (*rows, (Button(chat_texts.BACK, "u:new", ("tillbaka",)),)))


def recipients(broadcast: Broadcast, reach: Reach, note: str = "") -> Page:
    """Who gets it: all groups, some of them, subscribers."""
    audience = broadcast.audience
    tagged = audience is not None and bool(audience.counties or audience.themes)
    everybody = audience is not None and audience.groups and not tagged
    subscribers = audience is not None and audience.subscribers
    rows = (
        (
            _choice(broadcast, draft_texts.ALL_GROUPS, everybody, "all"),
            _choice(broadcast, draft_texts.SUBSCRIBERS, subscribers, "subs"),
        ),
        (
            Button(draft_texts.BY_COUNTY, _action("r", broadcast, "c"), ("län",)),
            Button(draft_texts.BY_THEME, _action("r", broadcast, "t"), ("tema",)),
        ),
        (Button(draft_texts.READY, f"u:s:{broadcast.id}", ("klar", "klart", "ok", "ja", "tillbaka")),),
    )
    return Page((draft_texts.recipients(reach, audience, note),), rows)


def tags(broadcast: Broadcast, kind: str, names: Mapping[str, str], reach: Reach, note: str = "") -> Page:
    """Counties ("c") or themes ("t") of the groups there are, several to tick."""
    audience = broadcast.audience
    ticked = () if audience is None else audience.counties if kind == "c" else audience.themes
    buttons = [_choice(broadcast, name, tag in ticked, f"{kind}:{tag}") for tag, name in names.items()]
    rows = in_rows(buttons)
    ready = Button(draft_texts.READY, _action("r", broadcast), ("klar", "klart", "ok", "tillbaka"))
    return Page((draft_texts.tags(kind, reach, bool(names), note),), (*rows, (ready,)))


def time(broadcast: Broadcast, at: datetime, note: str = "") -> Page:
    """When it is to be sent: buttons, or words."""
    now = Button(draft_texts.AT_ONCE, _action("h", broadcast, "now"), ("nu", "direkt"))
    later = (
        Button(draft_texts.TOMORROW, _action("h", broadcast, "tomorrow")),
        Button(draft_texts.WORKING_DAY, _action("h", broadcast, "working")),
    )
    quiet = broadcast.window.quiet
    hours = Button(
        draft_texts.ALWAYS if quiet else draft_texts.QUIET,
        _action("h", broadcast, "loud" if quiet else "quiet"),
    )
    no_latest = Button(draft_texts.NO_LATEST, _action("h", broadcast, "open"))
    latest = Button(draft_texts.LATEST, _action("h", broadcast, "latest"), ("senast",))
    ends = no_latest if broadcast.window.latest is not None else latest
    ready = Button(draft_texts.READY, f"u:s:{broadcast.id}", ("klar", "klart", "ok", "tillbaka"))
    return Page((draft_texts.time_page(broadcast, at, note),), ((now,), later, (hours, ends), (ready,)))


def _choice(broadcast: Broadcast, label: str, chosen: bool, what: str) -> Button:
    return Button(draft_texts.ticked(label, chosen), _action("a", broadcast, what), (label.casefold(),))


def _action(letter: str, broadcast: Broadcast, what: str = "") -> str:
    return f"u:{letter}:{broadcast.id}:{broadcast.version}" + (f":{what}" if what else "")


def _all() -> Button:
    return Button(card_texts.ALL_OF_THEM, "u:list", ("tillbaka",))
