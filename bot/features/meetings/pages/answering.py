"""Pages of whoever answers a meeting's questions: one screen a question, then the end."""

from collections.abc import Sequence
from typing import Final

from bot.chat.page import Button, Page, Row, in_rows
from bot.features.meetings.actions import AnswerQuestion, Finish, ShowName, SitAt, TakeBack
from bot.features.meetings.rules import is_yes_or_no
from bot.features.meetings.texts import answering as texts
from bot.features.meetings.texts import coming as coming_texts
from bot.features.meetings.values import Given, Meeting, Participant, Question
from bot.knowledge.profile import Profile

_ONWARD: Final = ("nästa", "nästa fråga", "hoppa över", "skippa", "skicka", "vidare")
_ENOUGH: Final = ("klar", "klart", "färdig", "färdigt", "det var allt")
_NO: Final = "nej"
_NO_MORE: Final = ("nej tack", "inget", "inget mer", texts.KEEP.casefold())


def where(meeting: Meeting, whose: Profile) -> Page:
    """Which of several places the person sits in, before the first question."""
    rows = in_rows([Button(name, SitAt(meeting.id, number)) for number, name in enumerate(meeting.sites, start=1)])
    return Page((f"{texts.welcome(meeting, whose)}\n\n{texts.WHERE}",), rows)


def asked(
    meeting: Meeting,
    participant: Participant,
    answers: Sequence[Given],
    *,
    new: Profile | None = None,
    coming: tuple[Row, ...] = (),
) -> Page:
    """The question at hand; whoever is `new` is told whose bot it is, and asked by the rows `coming` if they come."""
    question = meeting.question(participant.question) or meeting.questions[0]
    own = [each for each in answers if each.question == question.number]
    short = next((each.text for each in own if each.id == participant.short_id), "")
    text = texts.asked(meeting, question, own, short=short)
    rows = _onward(meeting, question, own, short=bool(short))
    if new is None:
        return Page((text,), rows)
    asked = f"\n\n<b>{coming_texts.ASKED}</b>" if coming else ""
    return Page((f"{texts.welcome(meeting.seen_from(participant.site), new)}{asked}\n\n{text}",), (*coming, *rows))


def problem(meeting: Meeting, question: Question, sentence: str) -> Page:
    """Why the words were not taken; the question still waits."""
    return Page((sentence,), _onward(meeting, question, (), short=False))


def done(meeting: Meeting, participant: Participant, answers: Sequence[Given], first_name: str, placing: bool) -> Page:
    """The end, with what is shown of the person, and the way to say more."""
    answered = len({each.question for each in answers})
    named = participant.name is not None
    name = (
        Button(texts.ANONYMOUS, ShowName(meeting.id, "none"), ("anonym", "inget namn"))
        if named
        else Button(texts.show_name(first_name), ShowName(meeting.id, "name"), ("visa mitt namn", "visa namn"))
    )
    more = Button(texts.MORE, AnswerQuestion(meeting.id, 1), ("tillbaka", "mer"))
    text = texts.done(meeting, participant, answered, placing=placing)
    return Page((text,), ((name,), (more,)) if answered else ((more,),))


def way_back(meeting: Meeting, question: Question) -> Row:
    """To the question that waits."""
    return (Button(texts.on_button(question), AnswerQuestion(meeting.id, question.number)),)


def _onward(meeting: Meeting, question: Question, own: Sequence[Given], *, short: bool) -> tuple[Row, ...]:
    """Next or done; back; and what undoes."""
    is_last = question.number >= len(meeting.questions)
    done = texts.KEEP if short and is_last else texts.DONE
    no_more = _NO_MORE if not own and is_yes_or_no(question) else (_NO, *_NO_MORE)
    finish = Button(done, Finish(meeting.id), (*_ENOUGH, texts.DONE.casefold(), *(no_more if is_last else ())))
    rows: list[Row] = []
    if not is_last:
        label = texts.KEEP if short else texts.NEXT if own else texts.SKIP
        following = AnswerQuestion(meeting.id, question.number + 1)
        rows.append((Button(label, following, (*_ONWARD, *no_more)),))
    waiting = [each for each in own if each.status == "waiting"]
    if waiting:
        rows.append((Button(texts.TAKE_BACK, TakeBack(meeting.id, waiting[-1].id), ("ångra", "ta bort")),))
    back = Button(texts.BACK, AnswerQuestion(meeting.id, question.number - 1), ("backa",))
    rows.append((back, finish) if question.number > 1 else (finish,))
    return tuple(rows)
