"""Pages of a meeting that is being made or changed, a step at a time."""

from bot.chat import texts as chat_texts
from bot.chat.page import Button, Page, Row, in_rows
from bot.features.meetings import actions
from bot.features.meetings.pages.meeting import NO, YES
from bot.features.meetings.planning import STEPS, Choice, Plan
from bot.features.meetings.texts import plan as texts
from bot.knowledge.profile import Profile


def unfinished(plan: Plan, whose: Profile) -> Page:
    """There is a half-made meeting: go on with it, or begin anew."""
    go_on = Button(texts.GO_ON, actions.GoOn(), YES)
    anew = Button(texts.ANEW, actions.NewMeeting("anew"), NO)
    return Page((texts.unfinished(plan, whose),), ((go_on, anew),))


def cancelled(whose: Profile, *, editing: bool) -> Page:
    """Nothing has been made or changed; the way back."""
    text = texts.cancelled(whose, editing=editing)
    return Page((text,), ((Button(texts.GO_ON, actions.GoOn(), ("ångra",)),),))


def step(plan: Plan, whose: Profile) -> Page:
    """The question of the step at hand, with its buttons."""
    return Page((texts.asked(plan, whose),), rows(plan, whose))


def rows(plan: Plan, whose: Profile) -> tuple[Row, ...]:
    """The buttons of the step at hand."""
    cancel = Button(texts.CANCEL, actions.CancelPlan(), ("stopp", "sluta"))
    back = () if plan.step == STEPS[0] and not plan.whole else (_choice(plan, chat_texts.BACK, "back", "backa"),)
    return (*_choices(plan, whose), (*back, cancel))


def _choices(plan: Plan, whose: Profile) -> tuple[Row, ...]:
    match plan.step:
        case "time":
            return ((_choice(plan, texts.SKIP_TIME, "skip", "hoppa över", *NO),),)
        case "place":
            return ((_choice(plan, texts.SKIP_PLACE, "skip", "hoppa över", *NO),),)
        case "questions":
            return ((_choice(plan, texts.USUAL, "usual", "nätverkets", *YES),),)
        case "kind":
            by_place = _choice(plan, texts.BY_PLACE, "place", *YES)
            return ((by_place, _choice(plan, texts.BY_WORDS, "words", *NO)),)
        case "preview":
            changes = [_choice(plan, label, each) for each, label in texts.CHANGE.items()]
            label = texts.create(whose) if plan.meeting_id is None else texts.SAVE
            create = Button(label, actions.Create(), ("skapa", "spara", *YES))
            return (create,), *in_rows(changes)
        case _:
            return ()


def _choice(plan: Plan, label: str, what: Choice, *words: str) -> Button:
    return Button(label, actions.Choose(plan.step, what), words)
