"""What a network calls its meetings is said in every sentence about them, and the words around it agree with it."""

from dataclasses import replace
from datetime import date
from typing import Final

from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.texts import templates as templates_texts
from bot.features.meetings.pages import answering, coming, meeting, plan, sorting
from bot.features.meetings.planning import STEPS, Plan
from bot.features.meetings.summary import Summary
from bot.features.meetings.texts import coming as coming_texts
from bot.features.meetings.texts import meeting as texts
from bot.features.meetings.texts import plan as plan_texts
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import Meeting, Participant, Question, Sorting
from bot.features.privacy.texts import data as privacy_texts
from bot.features.privacy.texts import periods
from bot.features.privacy.values import ANSWERED, Fate
from bot.features.projector import screen
from bot.features.projector import texts as projector_texts
from bot.knowledge.profile import Profile, Word, declined
from tests.stage.whose import WHOSE

DAY: Final = date(2026, 12, 6)
HELD: Final = Meeting(7, "advent", "Advent i Åsby", DAY, None, (Question(1, "Var?"),))
PARTICIPANT: Final = Participant(1, 7, 9, None, None, None, 1, None)


def of(word: str) -> Profile:
    """A network that calls its meetings so."""
    found = declined(word)
    assert found is not None
    return Profile("Åsby byalag", meeting=found)


def everything(whose: Profile) -> tuple[str, str]:
    """All that is said of meetings to those who arrange, sort, show and come to them: as HTML, and plain."""
    plans = [Plan(9, each, "Advent", DAY, questions=("Var?",)) for each in STEPS]
    change = Plan(9, "preview", "Advent", DAY, meeting_id=7)
    question, page = HELD.questions[0], Sorting(9, 7, 1, "waiting", 0, 1, ())
    pages = [
        *(plan.step(each, whose) for each in (*plans, change)),
        meeting.listed([HELD], whose), meeting.listed([], whose), meeting.in_group([], "asbybot", whose),
        plan.unfinished(plans[0], whose), *(plan.cancelled(whose, editing=each) for each in (True, False)),
        *(meeting.shown(HELD, "asbybot", whose, is_open=each, sorts=True) for each in (True, False)),
        meeting.coming([HELD], whose),
        meeting.none_coming([HELD], DAY, whose), meeting.closed(HELD), meeting.summary(Summary(HELD, ()), whose),
        meeting.closed(replace(HELD, is_off=True)), meeting.sure_off(HELD, 2),
        meeting.shown(replace(HELD, is_off=True), "asbybot", whose, is_open=False, sorts=False),
        meeting.summaries([HELD], whose), sorting.shelf(HELD, question, page, (), {}, 1, whose),
        coming.said(HELD, None),
        answering.asked(HELD, PARTICIPANT, (), new=whose), answering.where(HELD, whose),
    ]  # fmt: skip
    html = [text for each in pages for text in each.messages]
    html += [plan_texts.problem(each, 5, whose) for each in plan_texts._PROBLEMS]
    kept = {name: ({"at": 1},) for name in privacy_texts.HEADINGS}
    html += [periods.privacy(whose), *privacy_texts.mine(kept, whose)]
    html += [privacy_texts.ask(Fate(dict.fromkeys(kept, 1), {ANSWERED: 1}), whose, archived=False)]
    html += [texts.no_such_meeting(whose), coming_texts.past(whose), summary_texts.no_meeting(whose)]
    html += [screen.index([], whose), screen.page(Summary(HELD, ()), b"x", whose)]
    html += [draft_texts.which_meeting(whose, any_fits=each) for each in (True, False)]
    html += [templates_texts.invitation(HELD, "t.me/bot", whose)]
    plain = [button.label for each in pages for row in each.rows for button in row]
    plain += [*draft_texts.templates(whose).values(), projector_texts.no_such(whose)]
    return "\n".join(html), "\n".join(plain)


def test_a_network_that_holds_meetings_never_reads_of_traffar() -> None:
    """The command keeps its name; nothing else does."""
    said = "\n".join(everything(of("byamöte")))
    assert "träff" not in said.casefold().replace("/traff", "")
    for words in (
        "Nytt byamöte", "Skapa byamötet", "Ändra byamötet", "Alla byamöten", "Du har ett byamöte som inte är färdigt.",
        "Byamötet är inte skapat", "Byamötet är som det var", "Till byamötet",
        "Vilket byamöte vill du se?", "Det byamötet hittar jag inte", "Andra byamöten", "Inbjudan till ett byamöte",
        "Det finns inget byamöte som det passar för. Skapa ett med /traff.", "byamötets frågor", "dagar efter byamötet",
        "Byamöten på storbild", "Ett byamöte du håller på att skapa", "Byamöten du har svarat på",
        "Det du har svarat på byamöten, som är med", "också ett byamöte som du håller på att skapa",
        "räknas från byamötet.", "Inget byamöte finns än.", "Vilket byamöte ska visas?", "Vad heter byamötet?",
    ):  # fmt: skip
        assert words in said, words


def test_the_word_is_never_squeezed_between_two_other_buttons() -> None:
    """A phone has room for two beside each other, whatever the network calls its meetings."""
    for is_off in (False, True):
        page = meeting.shown(replace(HELD, is_off=is_off), "asbybot", WHOSE, is_open=True, is_ahead=True, sorts=True)
        assert max(map(len, page.rows)) <= 2


def test_the_words_around_it_agree_with_a_common_one_too() -> None:
    """And what a network has written its forms of is taken as it is, and is inert."""
    said = "\n".join(everything(of("träff")))
    for words in ("Ny träff", "Du har en träff som inte är färdig.", "Träffen är inte skapad", "är som den var"):
        assert words in said, words
    html, plain = everything(Profile(meeting=Word("<i>mässa", "<i>mässan", "<i>mässor")))
    assert "<i>mäss" not in html
    assert "Ny <i>mässa" in plain
