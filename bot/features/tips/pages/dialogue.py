"""Pages of the dialogue's steps, of a draft left and of one thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.chat import texts as chat_texts
from bot.chat.actions import Open
from bot.chat.page import Button, Page, Row, in_rows
from bot.features.tips import actions
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.tips.values import Draft, Step
from bot.knowledge.values import Entry, Knowledge
from bot.language.personal_data import find

YES, NO = ("ja", "japp", "ok"), ("nej", "nä", "nej tack")
SENDING = ("skicka", "skicka in", "skicka då", "skicka den", "ok skicka", "ja skicka", "ja, skicka", "skicka tipset")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What there is already that says about the same: entries, and how many waiting tips."""

    entries: tuple[Entry, ...] = ()
    waiting: int = 0


def step(draft: Draft, knowledge: Knowledge, guess: str | None, name: str, likeness: Likeness) -> Page:
    """The question of the step at hand; `guess` is a theme's id, `name` the member's own."""
    match draft.step:
        case "text":
            entry = knowledge.entry(draft.entry_id) if draft.entry_id else None
            shown = _asked(draft, dialogue_texts.ask_text(draft, entry.title if entry is not None else None))
        case "place":
            shown = _asked(draft, dialogue_texts.PLACE, _skip(draft, dialogue_texts.SKIP_PLACE))
        case "theme":
            shown = _theme(draft, knowledge, draft.theme or guess)
        case "signature":
            shown = _signature(draft, name)
        case "photo":
            shown = _photo(draft)
        case "photo_text":
            shown = _asked(draft, dialogue_texts.PHOTO_TEXT)
        case "preview":
            shown = preview(draft, knowledge, likeness)
    return shown


def _asked(draft: Draft, question: str, *rows: tuple[Button, ...]) -> Page:
    return Page((question + dialogue_texts.written(draft),), (*rows, *_steering(draft)))


def _theme(draft: Draft, knowledge: Knowledge, guess: str | None) -> Page:
    ordered = sorted(knowledge.themes, key=lambda theme: theme.id != guess)
    buttons = [
        Button(theme.name, actions.ChooseTheme(draft.mark, theme.id), (str(number),))
        for number, theme in enumerate(ordered, start=1)
    ]
    guessed = ordered[0].name if guess and ordered and ordered[0].id == guess else None
    first, rest = (buttons[:1], buttons[1:]) if guessed else ([], buttons)
    if first:
        first = [replace(first[0], words=("1", *YES))]
    question = dialogue_texts.ask_theme(guessed, [theme.name for theme in ordered])
    rows = [tuple(first)] if first else []
    return Page((question,), (*rows, *in_rows(rest), _skip(draft, dialogue_texts.SKIP_THEME), *_steering(draft)))


def _signature(draft: Draft, name: str) -> Page:
    anonymous = Button(dialogue_texts.ANONYMOUS, actions.Move(draft.mark, "skip"), ("anonymt", "1", *NO))
    named = (Button(name, actions.Move(draft.mark, "name"), ("2",)),) if name else ()
    return _asked(draft, dialogue_texts.SIGNATURE, (anonymous,), *([named] if named else []))


def _photo(draft: Draft) -> Page:
    question = dialogue_texts.PHOTO_KEPT if draft.photo is not None else dialogue_texts.PHOTO
    return Page((question,), (_skip(draft, dialogue_texts.SKIP_PHOTO), *_steering(draft)))


def preview(draft: Draft, knowledge: Knowledge, likeness: Likeness) -> Page:
    """All of it, before it is sent."""
    theme = knowledge.theme(draft.theme) if draft.theme else None
    written = "\n".join(filter(None, (draft.text, draft.place, draft.photo_text)))
    chosen = [each for each in find(draft.signature or "") if each.kind != "name"]  # it may well be a name
    titles = [entry.title for entry in likeness.entries]
    messages = dialogue_texts.preview(draft, theme, (*find(written), *chosen), titles, likeness.waiting)
    same = Button(dialogue_texts.SAME, actions.Cancel(draft.mark, "same"), ("samma", "ja"))
    no_send = Button(dialogue_texts.NO_SEND, actions.Send(draft.mark), ("nej", *SENDING))
    send = Button(dialogue_texts.SEND, actions.Send(draft.mark), (*YES, *SENDING))
    rows = ((same, no_send),) if likeness.entries or likeness.waiting else ((send,),)
    change = Button(
        dialogue_texts.CHANGE,
        actions.ChangePart(draft.mark) if draft.kind == "tip" else actions.GoTo(draft.mark, "text"),
    )
    return Page(messages, (*_opened(likeness.entries), *rows, (change, _cancel(draft))), draft.photo, draft.photo_text)


def change(draft: Draft) -> Page:
    """Which part of it shall be changed, of a draft at its text: words written instead are the new text."""
    parts: list[Step] = [each for each in draft.steps if each != "preview" and (each != "photo_text" or draft.photo)]
    buttons = [
        Button(dialogue_texts.STEP_NAMES[each], actions.GoTo(draft.mark, each), (str(number),))
        for number, each in enumerate(parts, start=1)
    ]
    shown = Button(dialogue_texts.TO_PREVIEW, actions.Move(draft.mark, "keep"), ("klar", "tillbaka"))
    return Page((dialogue_texts.CHANGE_WHAT,), (*in_rows(buttons), (shown,)))


def unfinished(draft: Draft) -> Page:
    """There is a half-written tip: go on with it, or begin anew."""
    anew = Button(dialogue_texts.ANEW, actions.BeginAnew(draft.mark), (*NO, "börja om"))
    return Page((dialogue_texts.resumed(draft),), ((go_on(draft), anew),))


def understood(draft: Draft, sentence: str, step: Page) -> Page:
    """The step at hand of what was begun by words alone, under what they were taken for, with the way to undo that."""
    first, *more = step.messages
    no_answer = Button(dialogue_texts.NO_ANSWER, actions.AskInstead(draft.mark), ("inget svar", "fel"))
    return replace(step, messages=(f"<i>{sentence}</i>\n\n{first}", *more)).over((no_answer,))


def added(step: Page) -> Page:
    """The step at hand, under the word that more has come to the text."""
    first, *more = step.messages
    return replace(step, messages=(f"<i>{dialogue_texts.ADDED}</i>\n\n{first}", *more))


def which(draft: Draft) -> Page:
    """Whether what was written is a question or answers the step at hand."""
    asked = Button(
        dialogue_texts.IS_QUESTION,
        actions.AskInstead(draft.mark),
        ("fråga", "en fråga", "det var en fråga", "nej det var en fråga"),
    )
    part = Button(dialogue_texts.is_part(draft.step), actions.Move(draft.mark, "keep"), ("tips", "tipset", "svar"))
    return Page((dialogue_texts.which(draft.step),), ((asked, part), (_cancel(draft),)))


def from_group(draft: Draft, step: Page) -> Page:
    """The step at hand of a tip begun in a group, under its words."""
    first, *more = step.messages
    return replace(step, messages=(f"{dialogue_texts.from_group(draft)}\n\n{first}", *more))


def go_on(draft: Draft) -> Button:
    """The way back to a draft."""
    label = dialogue_texts.CONTINUE if draft.kind == "tip" and not draft.asked else dialogue_texts.CONTINUE_OTHER
    return Button(label, actions.Move(draft.mark, "resume"), ("fortsätt", "ja, fortsätt"))


def way_back(draft: Draft) -> Row:
    """A row for the foot of other pages, with the way back to a draft."""
    return (go_on(draft),)


def undoable(sentence: str, entries: Sequence[Entry] = ()) -> Page:
    """A draft has been thrown away; one press brings it back."""
    return Page((sentence,), (*_opened(entries), (Button(dialogue_texts.UNDO, actions.Undo(), ("ångra mig",)),)))


def to_private(sentence: str, link: str) -> Page:
    """One line in a group, with the way to private chat."""
    return Page((sentence,), ((Button(dialogue_texts.TIP_IN_PRIVATE, url=link),),))


def _opened(entries: Sequence[Entry]) -> tuple[Row, ...]:
    return tuple((Button(each.title, Open(each.id), (str(n),)),) for n, each in enumerate(entries, start=1))


def _skip(draft: Draft, label: str) -> tuple[Button, ...]:
    return (Button(label, actions.Move(draft.mark, "skip"), ("hoppa över", "ingen", *NO)),)


def _cancel(draft: Draft) -> Button:
    return Button(dialogue_texts.CANCEL, actions.Cancel(draft.mark, "cancel"), ("stopp", "sluta"))


def _steering(draft: Draft) -> tuple[tuple[Button, ...], ...]:
    """Keep what is there, one step back, or out of it."""
    there = {"text": draft.text, "photo": draft.photo, "photo_text": draft.photo_text, "theme": draft.theme}
    value = there.get(draft.step, "yes" if draft.whole else None)
    keep = ((Button(dialogue_texts.KEEP, actions.Move(draft.mark, "keep"), ("behåll",)),),) if value else ()
    first = draft.step == draft.steps[0]
    back = () if first else (Button(chat_texts.BACK, actions.Move(draft.mark, "back"), ("bakåt", "backa")),)
    return (*keep, (*back, _cancel(draft)))
