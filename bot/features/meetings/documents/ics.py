"""A meeting as a file that calendars take."""

from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from bot.features.meetings.values import Meeting

LASTS: Final = timedelta(hours=2)  # nobody says when a meeting ends
_MAKER: Final = "-//landsbygdsbot//SV"


def calendar(meeting: Meeting, link: str, made: datetime) -> bytes:
    """An .ics of one event, which replaces that of an earlier version; a whole day where no time has been said."""
    event = Event()
    event.add("uid", f"{meeting.slug}@landsbygdsbot")
    event.add("dtstamp", made.astimezone(UTC))
    event.add("sequence", meeting.version)
    event.add("summary", meeting.name)
    begins = meeting.begins
    if begins is None:
        event.add("dtstart", meeting.day)
        event.add("dtend", meeting.day + timedelta(days=1))
    else:
        event.add("dtstart", begins.astimezone(UTC))
        event.add("dtend", begins.astimezone(UTC) + LASTS)
    where = meeting.place or ", ".join(meeting.sites)
    if where:
        event.add("location", where)
    event.add("description", link)
    file = Calendar()
    file.add("prodid", _MAKER)
    file.add("version", "2.0")
    file.add_component(event)
    return bytes(file.to_ical())
