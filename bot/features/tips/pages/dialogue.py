"""Pages of the members' side of tips: the steps of the dialogue, and what a member has sent.

Every action is "x:<mark>:<what>", where the mark is the draft's and changes with every step; those that need no draft
have a word for it instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.chat import texts as chat_texts
from bot.chat.page import Button, Page, Row, in_rows
from bot.features.answers import texts as answers_texts
from bot.features.moderation.values import Action, Item
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.tips.values import Draft, Step
from bot.knowledge.values import Entry, Knowledge
from bot.language.personal_data import find

YES, NO = ("ja", "japp", "ok"), ("nej", "nä", "nej tack")


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
        Button(theme.name, f"x:{draft.mark}:t:{theme.id}", (str(number),))
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
    anonymous = Button(dialogue_texts.ANONYMOUS, f"x:{draft.mark}:skip", ("anonymt", "1", *NO))
    named = (Button(name, f"x:{draft.mark}:name", ("2",)),) if name else ()
    return _asked(draft, dialogue_texts.SIGNATURE, (anonymous,), *([named] if named else []))


def _photo(draft: Draft) -> Page:
    question = dialogue_texts.PHOTO_KEPT if draft.photo is not None else dialogue_texts.PHOTO
    return Page((question,), (_skip(draft, dialogue_texts.SKIP_PHOTO), *_steering(draft)))


def preview(draft: Draft, knowledge: Knowledge, likeness: Likeness) -> Page:
    """All of it, before it is sent."""
    theme = knowledge.theme(draft.theme) if draft.theme else None
    written = "\n".join(filter(None, (draft.text, draft.place, draft.signature, draft.photo_text)))
    titles = [entry.title for entry in likeness.entries]
    messages = dialogue_texts.preview(draft, theme, find(written), titles, likeness.waiting)
    same = Button(dialogue_texts.SAME, f"x:{draft.mark}:same", ("samma", "ja"))
    no_send = Button(dialogue_texts.NO_SEND, f"x:{draft.mark}:send", ("nej", "skicka"))
    send = Button(dialogue_texts.SEND, f"x:{draft.mark}:send", (*YES, "skicka in"))
    rows = ((same, no_send),) if likeness.entries or likeness.waiting else ((send,),)
    listed = tuple(
        (Button(entry.title, f"e:{entry.id}", (str(number),)),)
        for number, entry in enumerate(likeness.entries, start=1)
    )
    change = Button(dialogue_texts.CHANGE, f"x:{draft.mark}:{'change' if draft.kind == 'tip' else 'go:text'}")
    return Page(messages, (*listed, *rows, (change, _cancel(draft))), draft.photo, draft.photo_text)


def change(draft: Draft) -> Page:
    """Which part of it shall be changed, of a draft at its text: words written instead are the new text."""
    parts: list[Step] = [each for each in draft.steps if each != "preview" and (each != "photo_text" or draft.photo)]
    buttons = [
        Button(dialogue_texts.STEP_NAMES[each], f"x:{draft.mark}:go:{each}", (str(number),))
        for number, each in enumerate(parts, start=1)
    ]
    shown = Button(dialogue_texts.TO_PREVIEW, f"x:{draft.mark}:keep", ("klar", "tillbaka"))
    return Page((dialogue_texts.CHANGE_WHAT,), (*in_rows(buttons), (shown,)))


def unfinished(draft: Draft) -> Page:
    """There is a half-written tip: go on with it, or begin anew."""
    anew = Button(dialogue_texts.ANEW, f"x:{draft.mark}:anew", (*NO, "börja om"))
    return Page((dialogue_texts.resumed(draft),), ((go_on(draft), anew),))


def from_group(draft: Draft, step: Page) -> Page:
    """The step at hand of a tip begun in a group, under its words."""
    first, *more = step.messages
    return replace(step, messages=(f"{dialogue_texts.from_group(draft)}\n\n{first}", *more))


def go_on(draft: Draft) -> Button:
    """The way back to a draft."""
    label = dialogue_texts.CONTINUE if draft.kind == "tip" and not draft.asked else dialogue_texts.CONTINUE_OTHER
    return Button(label, f"x:{draft.mark}:resume", ("fortsätt", "ja, fortsätt"))


def way_back(draft: Draft) -> Row:
    """A row for the foot of other pages, with the way back to a draft."""
    return (go_on(draft),)


def undoable(sentence: str, entries: Sequence[Entry] = ()) -> Page:
    """A draft has been thrown away; one press brings it back."""
    listed = tuple((Button(entry.title, f"e:{entry.id}", (str(n),)),) for n, entry in enumerate(entries, start=1))
    return Page((sentence,), (*listed, (Button(dialogue_texts.UNDO, "x:undo", ("ångra mig",)),)))


def item(item: Item, note: str | None, entry: Entry | None, actions: Sequence[Action]) -> Page:
    """One of a member's own, with what may be done with it."""
    labels: dict[Action, tuple[str, tuple[str, ...]]] = {
        "reply": (dialogue_texts.REPLY, ("svara",)),
        "revise": (dialogue_texts.REVISE, ()),
        "withdraw": (dialogue_texts.WITHDRAW, ("ta bort",)),
    }
    buttons = [
        Button(labels[each][0], f"x:{each}:{item.id}:{item.version}", labels[each][1])
        for each in actions
        if each in labels
    ]
    read = [(Button(dialogue_texts.READ_PUBLISHED, f"e:{entry.id}", ("läs",)),)] if entry is not None else []
    back = Button(answers_texts.MINE, "x:mine", ("tillbaka",))
    return Page((dialogue_texts.item(item, note, entry),), (*read, *in_rows(buttons), (back,)))


def ask_withdraw(item_id: int, version: str) -> Page:
    """Withdrawing asks once."""
    yes = Button(dialogue_texts.REALLY_WITHDRAW, f"x:withdrawn:{item_id}:{version}", YES)
    return Page((dialogue_texts.ASK_WITHDRAW,), ((yes, Button(dialogue_texts.NO_KEEP, f"x:item:{item_id}", NO)),))


def withdrawn(sentence: str) -> Page:
    """It is taken back; the way to the rest."""
    return Page((sentence,), ((Button(answers_texts.MINE, "x:mine", ("tillbaka",)),),))


def to_private(sentence: str, link: str) -> Page:
    """One line in a group, with the way to private chat."""
    return Page((sentence,), ((Button(dialogue_texts.TIP_IN_PRIVATE, url=link),),))


def _skip(draft: Draft, label: str) -> tuple[Button, ...]:
    return (Button(label, f"x:{draft.mark}:skip", ("hoppa över", "ingen", *NO)),)


def _cancel(draft: Draft) -> Button:
    return Button(dialogue_texts.CANCEL, f"x:{draft.mark}:cancel", ("stopp", "sluta"))


def _steering(draft: Draft) -> tuple[tuple[Button, ...], ...]:
    """Keep what is there, one step back, or out of it."""
    there = {"text": draft.text, "photo": draft.photo, "photo_text": draft.photo_text, "theme": draft.theme}
    value = there.get(draft.step, "yes" if draft.whole else None)
    keep = ((Button(dialogue_texts.KEEP, f"x:{draft.mark}:keep", ("behåll",)),),) if value else ()
    first = draft.step == draft.steps[0]
    back = () if first else (Button(chat_texts.BACK, f"x:{draft.mark}:back", ("bakåt", "backa")),)
    return (*keep, (*back, _cancel(draft)))
