"""Pages of meetings: making one, sharing it, its summary."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from telegram.helpers import create_deep_linked_url

from bot.chat.actions import GiveTip
from bot.chat.page import Button, Page, Row
from bot.chat.ways import to_a_person
from bot.features.meetings import actions
from bot.features.meetings.places import Doubt
from bot.features.meetings.summary import Summary
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import Meeting
from bot.knowledge.profile import Profile

MOST_LISTED: Final = 8
LINK: Final = "traff"
SUMMARY_LINK: Final = "sammanstall"
YES, NO = ("ja", "japp", "ok"), ("nej", "nä")


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
    new = (Button(meeting_texts.new(whose), actions.NewMeeting("new"), ("ny", "nytt", "skapa")),)
    return Page((meeting_texts.meetings(meetings, MOST_LISTED, whose),), (*rows, new))


def in_group(meetings: Sequence[Meeting], bot_name: str, whose: Profile) -> Page:
    """The same in the moderators' chat, where the rest of it is not made."""
    text = f"{meeting_texts.meetings(meetings, MOST_LISTED, whose)}\n\n{meeting_texts.in_private(whose)}"
    return to_private(text, bot_name, LINK)


def to_private(text: str, bot_name: str, payload: str) -> Page:
    """What is said in a group, with the way to private chat."""
    url = create_deep_linked_url(bot_name, payload)
    return Page((text,), ((Button(meeting_texts.OPEN_IN_PRIVATE, url=url),),))


def shown(
    meeting: Meeting,
    bot_name: str,
    whose: Profile,
    *,
    is_open: bool,
    is_ahead: bool = False,
    sorts: bool,
    waiting: int = 0,
    coming: str = "",
    notice: str = "",
) -> Page:
    """A meeting for whoever arranges it, and perhaps `sorts` its answers; `waiting` of these are new.

    `coming` says how many come, `notice` what has just happened.
    """
    urls = links(bot_name, meeting)
    if is_open:
        text = meeting_texts.shared(meeting, urls, whose)
    else:
        text = meeting_texts.off(meeting) if meeting.is_off else meeting_texts.closed_for_organiser(meeting)
    told = "" if sorts else meeting_texts.waiting_for_others(waiting)
    qr = (
        Button(meeting_texts.QR, actions.ShowMeeting("qr", meeting.id), ("qr", "bild")),
        Button(summary_texts.POSTER, actions.Download(meeting.id, "a4"), ("affisch",)),
    )
    summary = Button(meeting_texts.SUMMARY, actions.ShowSummary(meeting.id))
    sort = (Button(meeting_texts.sort(waiting), actions.OpenShelf(meeting.id), ("sortera", "svar")),) if sorts else ()
    back = Button(meeting_texts.every(whose), actions.ListMeetings(), ("tillbaka",))
    changing = _changing(meeting, whose, is_ahead=is_ahead)
    rows = filter(None, (qr if is_open else (), sort, (summary,), changing, (back,)))
    standing = "\n".join(filter(None, (text, coming, told)))
    return Page((f"{notice}\n\n{standing}" if notice else standing,), tuple(rows))


def _changing(meeting: Meeting, whose: Profile, *, is_ahead: bool) -> Row:
    edit = () if meeting.is_filed else (Button(meeting_texts.edit(whose), actions.EditMeeting(meeting.id), ("ändra",)),)
    if is_ahead:
        return *edit, Button(meeting_texts.CALL_OFF, actions.CallOff(meeting.id, "ask"), ("ställ in",))
    if meeting.is_off:
        return *edit, Button(meeting_texts.CALL_ON, actions.CallOff(meeting.id, "on"), ("ångra",))
    return edit


def sure_off(meeting: Meeting, told: int) -> Page:
    """Whether it really does not take place; so many would be told."""
    sure = Button(meeting_texts.YES_OFF, actions.CallOff(meeting.id, "off"), YES)
    back = Button(meeting_texts.NO_OFF, actions.ShowMeeting("show", meeting.id), (*NO, "tillbaka"))
    return Page((meeting_texts.sure_off(meeting, told),), ((sure, back),))


def coming(meetings: Sequence[Meeting], whose: Profile) -> Page:
    """The meetings ahead, the next first, each with the way to its questions."""
    rows = tuple(
        (Button(each.name, actions.Visit(each.slug), (str(number),)),)
        for number, each in enumerate(meetings[:MOST_LISTED], start=1)
    )
    return Page((meeting_texts.coming(meetings[:MOST_LISTED], whose),), (*rows, (to_a_person(""),)))


def none_coming(meetings: Sequence[Meeting], today: date, whose: Profile) -> Page:
    """No meeting is planned; the last one, and somebody who may know."""
    latest = max((each.day for each in meetings if each.day <= today and not each.is_off), default=None)
    return Page((meeting_texts.none_coming(latest, whose),), ((to_a_person(""),),))


def closed(meeting: Meeting) -> Page:
    """It takes no answers any more, or does not take place."""
    text = meeting_texts.off(meeting) if meeting.is_off else meeting_texts.closed(meeting)
    return Page((text,), ((Button(meeting_texts.TIP, GiveTip(), ("tips",)),),))


def summary(found: Summary, whose: Profile) -> Page:
    """A meeting's summary, with the ways to keep it."""
    of = found.meeting.id
    files = (
        Button(summary_texts.WORD, actions.Download(of, "docx"), ("word",)),
        Button(summary_texts.PDF, actions.Download(of, "pdf"), ("pdf",)),
    )
    web = Button(summary_texts.WEB_PAGE, actions.Download(of, "html"), ("webb",))
    chart = ((Button(summary_texts.CHART, actions.Download(of, "png"), ("diagram",)),),) if found.counted else ()
    others = Button(summary_texts.others(whose), actions.ChooseSummary(), ("andra",))
    return Page(summary_texts.summary_messages(found), (*chart, files, (web, others)))


def same_place(meeting_id: int, doubt: Doubt) -> Page:
    """Whether two places of a summary are one."""
    same, other = (actions.JudgePlaces(meeting_id, doubt.token, how) for how in ("same", "other"))
    buttons = Button(summary_texts.SAME, same, YES), Button(summary_texts.NOT_SAME, other, NO)
    return Page((summary_texts.same_place(doubt),), (buttons,))


def all_asked(meeting_id: int) -> Page:
    """No places are in doubt any more."""
    again = Button(meeting_texts.SUMMARY, actions.ShowSummary(meeting_id), ("visa",))
    return Page((summary_texts.ALL_ASKED,), ((again,),))


def summaries(meetings: Sequence[Meeting], whose: Profile) -> Page:
    """Which meeting's summary."""
    return Page(
        (summary_texts.which(whose),),
        tuple(
            (Button(summary_texts.choice(each), actions.ShowSummary(each.id), (str(number),)),)
            for number, each in enumerate(meetings[:MOST_LISTED], start=1)
        ),
    )
