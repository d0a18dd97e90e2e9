"""Pages of meetings: making one, sharing it, its summary."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from telegram.helpers import create_deep_linked_url

from bot.chat import texts as chat_texts
from bot.chat.actions import GiveTip
from bot.chat.page import Button, Page, Row, in_rows
from bot.chat.ways import to_a_person
from bot.features.meetings import actions
from bot.features.meetings.summary import Summary
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import STEPS, Choice, Meeting, Plan
from bot.knowledge.profile import Profile

MOST_LISTED: Final = 8
LINK: Final = "traff"
SUMMARY_LINK: Final = "sammanstall"
_YES, _NO = ("ja", "japp", "ok"), ("nej", "nä")


def link(bot_name: str, meeting: Meeting, site: int = 0) -> str:
    """The way to a meeting, perhaps to one of its places; its payload is at most 45 of the 64 letters allowed."""
    return create_deep_linked_url(bot_name, f"m_{meeting.slug}_{site}" if site else f"m_{meeting.slug}")


def links(bot_name: str, meeting: Meeting) -> tuple[str, ...]:
    """The way to a meeting, then that to each of its places."""
    return tuple(link(bot_name, meeting, site) for site in range(len(meeting.sites) + 1))


def listed(meetings: Sequence[Meeting], whose: Profile) -> Page:
    """Meetings, the newest first, for whoever arranges them."""
    rows = tuple(
        (Button(f"{number}. {summary_texts.choice(each)}", actions.ShowMeeting("show", each.id), (str(number),)),)
        for number, each in enumerate(meetings[:MOST_LISTED], start=1)
    )
    new = (Button(meeting_texts.NEW, actions.NewMeeting("new"), ("ny", "skapa")),)
    return Page((meeting_texts.meetings(meetings, MOST_LISTED, whose),), (*rows, new))


def in_group(meetings: Sequence[Meeting], bot_name: str, whose: Profile) -> Page:
    """The same in the moderators' chat, where the rest of it is not made."""
    text = f"{meeting_texts.meetings(meetings, MOST_LISTED, whose)}\n\n{meeting_texts.IN_PRIVATE}"
    return to_private(text, bot_name, LINK)


def to_private(text: str, bot_name: str, payload: str) -> Page:
    """What is said in a group, with the way to private chat."""
    url = create_deep_linked_url(bot_name, payload)
    return Page((text,), ((Button(meeting_texts.OPEN_IN_PRIVATE, url=url),),))


def unfinished(plan: Plan) -> Page:
    """There is a half-made meeting: go on with it, or begin anew."""
    go_on = Button(meeting_texts.GO_ON, actions.GoOn(), _YES)
    return Page(
        (meeting_texts.unfinished(plan),), ((go_on, Button(meeting_texts.ANEW, actions.NewMeeting("anew"), _NO)),)
    )


def cancelled(*, editing: bool) -> Page:
    """Nothing has been made or changed; the way back."""
    text = meeting_texts.NOT_CHANGED if editing else meeting_texts.CANCELLED
    return Page((text,), ((Button(meeting_texts.GO_ON, actions.GoOn(), ("ångra",)),),))


def step(plan: Plan, whose: Profile) -> Page:
    """The question of the step at hand, with its buttons."""
    return Page((meeting_texts.asked(plan, whose),), rows(plan))


def rows(plan: Plan) -> tuple[Row, ...]:
    """The buttons of the step at hand."""
    cancel = Button(meeting_texts.CANCEL, actions.CancelPlan(), ("stopp", "sluta"))
    back = () if plan.step == STEPS[0] and not plan.whole else (_choice(plan, chat_texts.BACK, "back", "backa"),)
    return (*_choices(plan), (*back, cancel))


def shown(
    meeting: Meeting, bot_name: str, *, is_open: bool, sorts: bool, waiting: int = 0, coming: str = "", notice: str = ""
) -> Page:
    """A meeting for whoever arranges it, and perhaps `sorts` its answers; `waiting` of these are new.

    `coming` says how many come, `notice` what has just happened.
    """
    urls = links(bot_name, meeting)
    text = meeting_texts.shared(meeting, urls) if is_open else meeting_texts.closed_for_organiser(meeting)
    told = "" if sorts else meeting_texts.waiting_for_others(waiting)
    qr = (
        (
            Button(meeting_texts.QR, actions.ShowMeeting("qr", meeting.id), ("qr", "bild")),
            Button(summary_texts.POSTER, actions.Download(meeting.id, "a4"), ("affisch",)),
        )
        if is_open
        else ()
    )
    summary = Button(meeting_texts.SUMMARY, actions.ShowSummary(meeting.id))
    sort = (Button(meeting_texts.sort(waiting), actions.OpenShelf(meeting.id), ("sortera", "svar")),) if sorts else ()
    edit = () if meeting.is_filed else (Button(meeting_texts.EDIT, actions.EditMeeting(meeting.id), ("ändra",)),)
    back = Button(meeting_texts.ALL, actions.ListMeetings(), ("tillbaka",))
    rows = filter(None, (qr, sort, (summary,), (*edit, back)))
    standing = "\n".join(filter(None, (text, coming, told)))
    return Page((f"{notice}\n\n{standing}" if notice else standing,), tuple(rows))


def coming(meetings: Sequence[Meeting], whose: Profile) -> Page:
    """The meetings ahead, the next first, each with the way to its questions."""
    rows = tuple(
        (Button(each.name, actions.Visit(each.slug), (str(number),)),)
        for number, each in enumerate(meetings[:MOST_LISTED], start=1)
    )
    return Page((meeting_texts.coming(meetings[:MOST_LISTED], whose),), (*rows, (to_a_person(""),)))


def none_coming(meetings: Sequence[Meeting], today: date, whose: Profile) -> Page:
    """No meeting is planned; the last one, and somebody who may know."""
    latest = max((each.day for each in meetings if each.day < today), default=None)
    return Page((meeting_texts.none_coming(latest, whose),), ((to_a_person(""),),))


def closed(meeting: Meeting) -> Page:
    """It takes no answers any more."""
    return Page((meeting_texts.closed(meeting),), ((Button(meeting_texts.TIP, GiveTip(), ("tips",)),),))


def summary(found: Summary) -> Page:
    """A meeting's summary, with the ways to keep it."""
    of = found.meeting.id
    files = (
        Button(summary_texts.WORD, actions.Download(of, "docx"), ("word",)),
        Button(summary_texts.PDF, actions.Download(of, "pdf"), ("pdf",)),
    )
    web = Button(summary_texts.WEB_PAGE, actions.Download(of, "html"), ("webb",))
    chart = ((Button(summary_texts.CHART, actions.Download(of, "png"), ("diagram",)),),) if found.counted else ()
    others = Button(summary_texts.OTHER_MEETINGS, actions.ChooseSummary(), ("andra",))
    return Page(summary_texts.summary_messages(found), (*chart, files, (web, others)))


def summaries(meetings: Sequence[Meeting]) -> Page:
    """Which meeting's summary."""
    return Page(
        (summary_texts.WHICH,),
        tuple(
            (Button(summary_texts.choice(each), actions.ShowSummary(each.id), (str(number),)),)
            for number, each in enumerate(meetings[:MOST_LISTED], start=1)
        ),
    )


def _choices(plan: Plan) -> tuple[Row, ...]:
    match plan.step:
        case "time":
            return ((_choice(plan, meeting_texts.SKIP_TIME, "skip", "hoppa över", *_NO),),)
        case "place":
            return ((_choice(plan, meeting_texts.SKIP_PLACE, "skip", "hoppa över", *_NO),),)
        case "questions":
            return ((_choice(plan, meeting_texts.USUAL, "usual", "nätverkets", *_YES),),)
        case "kind":
            by_place = _choice(plan, meeting_texts.BY_PLACE, "place", *_YES)
            return ((by_place, _choice(plan, meeting_texts.BY_WORDS, "words", *_NO)),)
        case "preview":
            changes = [_choice(plan, label, each) for each, label in meeting_texts.CHANGE.items()]
            label = meeting_texts.CREATE if plan.meeting_id is None else meeting_texts.SAVE
            create = Button(label, actions.Create(), ("skapa", "spara", *_YES))
            return (create,), *in_rows(changes)
        case _:
            return ()


def _choice(plan: Plan, label: str, what: Choice, *words: str) -> Button:
    return Button(label, actions.Choose(plan.step, what), words)
