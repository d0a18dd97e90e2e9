"""Pages of whoever comes to a meeting, or may."""

from bot.chat.page import Button, Page, Row
from bot.features.meetings.actions import AnswerQuestion, Attend, Calendar, Remind
from bot.features.meetings.rules import is_yes_or_no
from bot.features.meetings.texts import coming as texts
from bot.features.meetings.values import Coming, Meeting, Question

_WORDS = {"yes": ("jag kommer", "ja"), "maybe": ("kanske",), "no": ("kommer ej", "nej")}


def asked(meeting: Meeting, coming: Coming | None, question: Question | None = None) -> Row:
    """Yes, maybe, no; what has been said is marked. A bare "ja" answers the `question` asked with it, if it can."""
    given, words = coming.answer if coming is not None else None, _WORDS
    if question is not None and is_yes_or_no(question):
        words = {each: typed[:1] for each, typed in _WORDS.items()}
    return tuple(
        Button(f"✓ {label}" if each == given else label, Attend(meeting.id, each), (label.casefold(), *words[each]))
        for each, label in texts.ANSWERS.items()
    )


def said(meeting: Meeting, coming: Coming | None) -> Page:
    """What somebody has said, and what can be had for it."""
    rows: list[Row] = [asked(meeting, coming)]
    if coming is not None and coming.answer != "no":
        calendar = Button(texts.CALENDAR, Calendar(meeting.id), ("kalender",))
        if meeting.clock is not None:
            label = texts.DO_NOT_REMIND if coming.reminded else texts.REMIND
            rows.append((Button(label, Remind(meeting.id, "off" if coming.reminded else "on"), ("påminn",)), calendar))
        else:
            rows.append((calendar,))
    if meeting.questions:
        rows.append((Button(texts.QUESTIONS, AnswerQuestion(meeting.id, 1), ("svara", "frågorna")),))
    return Page((texts.said(meeting, coming),), tuple(rows))
