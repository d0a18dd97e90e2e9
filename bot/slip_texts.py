"""The Swedish of members' slips: a button's words without the button, and what can no longer be sent; safe HTML."""

from typing import Final

from bot import texts, tip_texts, waiting_texts

CLOSED: Final = (
    "Det här kan inte skickas längre, för det är redan avgjort. Skriv /mina så ser du hur det gick. "
    "Det du skrev kommer här, så att du kan kopiera det."
)
LOOK_AGAIN: Final = "Moderatorerna har ändrat något medan du skrev. Titta igenom det en gång till innan du skickar."
EDITED_TOO_LATE: Final = (
    "Jag har redan tagit emot det du skrev, så det ändras inte här. Svara på nytt på sidan där jag frågade. "
    "Ett utskick öppnar du med /utskick. Tryck sedan Ändra innehåll."
)
HALF_WRITTEN: Final = "Du håller på att skriva något som inte är skickat än."

_ASK_FIRST: Final = "Ställ först din fråga. Hittar jag inget svar kan du välja det sedan."
_NOT_NOW: Final = "”{label}” gäller inte just nu. Skriv din fråga, så letar jag. Skriv /hjalp så ser du vad jag kan."
_OWN: Final[dict[str, str]] = {
    waiting_texts.WAIT: _ASK_FIRST,
    "Säg till": _ASK_FIRST,
    tip_texts.HUMAN: _ASK_FIRST,
    tip_texts.REPORT: "Sök först fram svaret som är fel. Under svaret kan du sedan rapportera det.",
    tip_texts.UNDO: "Det finns inget att ångra just nu.",
}
_LABELS: Final = (
    tip_texts.CANCEL, tip_texts.BACK, tip_texts.SKIP_PLACE, tip_texts.SKIP_PHOTO, tip_texts.KEEP, tip_texts.ANONYMOUS,
    tip_texts.SEND, tip_texts.SAME, tip_texts.NO_SEND, tip_texts.CHANGE, tip_texts.TO_PREVIEW, tip_texts.CONTINUE,
    tip_texts.CONTINUE_OTHER, tip_texts.ANEW, tip_texts.MINE, tip_texts.WITHDRAW, tip_texts.REALLY_WITHDRAW,
    tip_texts.NO_KEEP, tip_texts.READ_PUBLISHED, waiting_texts.STOP, texts.NONE_OF_THESE, texts.BACK_TO_SUGGESTIONS,
    texts.PREVIOUS, texts.NEXT, texts.SHARE, "Hoppa över", "Behåll", "Fortsätt",
)  # fmt: skip
_SENTENCES: Final = {each.casefold(): _NOT_NOW.format(label=each) for each in _LABELS} | {
    label.casefold(): sentence for label, sentence in _OWN.items()
}
_NOTHING_TO_CANCEL: Final = "Det finns inget att avbryta just nu."


def not_on_offer(words: str, *, is_writing: bool) -> str | None:
    """What to say to a button's words, in lower case, when there is no such button; None for other words."""
    if words == tip_texts.CANCEL.casefold() and not is_writing:
        return _NOTHING_TO_CANCEL
    return _SENTENCES.get(words)
