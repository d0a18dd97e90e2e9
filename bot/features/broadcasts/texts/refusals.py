"""The Swedish of decisions about a broadcast that did not take effect; plain text."""

from datetime import datetime
from typing import Final

from bot.features.broadcasts import errors
from bot.features.broadcasts.texts import card as card_texts
from bot.language.dates import said

_LACKING: Final = {
    "content": "Utskicket saknar innehåll.",
    "recipients": "Utskicket har inga mottagare. Välj dem först.",
}
_REFUSED: Final[dict[type[errors.NotBroadcast], str]] = {
    errors.OwnBroadcast: "Du har skrivit det själv. En annan arrangör godkänner.",
    errors.OtherKind: "Det går bara att ändra texten. En bild eller ett dokument går inte att byta. "
    "Skriv bara den nya texten.",
    errors.NoSuchBroadcast: card_texts.STALE,
}


def refused(error: errors.NotBroadcast, name: str, at: datetime, *, is_own: bool = False) -> str:
    """Why a decision did not take effect, plain; `name` is who was first, `is_own`: the same organiser."""
    match error:
        case errors.Forestalled():
            did = card_texts.DONE.get(error.action, "Ändrat").lower()
            who = f"{name or 'Någon'} hann före" if error.by else "Det ändrades"
            who = "Du har redan gjort något nyare" if is_own else who
            sentence = f"{who}: {did} {said(error.at, at)}. Så här är det nu."
        case errors.Incomplete():
            sentence = _LACKING[error.lacks]
        case errors.WindowPassed():
            sentence = f"{window_passed(error, at)} Ändra tiden först."
        case _:
            sentence = _REFUSED.get(type(error), "Det går inte längre. Så här är det nu.")
    return sentence


def window_passed(error: errors.WindowPassed, at: datetime) -> str:
    """Why nothing can be sent in a window, plain."""
    why = "kommer före starten" if error.latest > at else "har redan varit"
    return f"Senaste tiden, {said(error.latest, at)}, {why}."
