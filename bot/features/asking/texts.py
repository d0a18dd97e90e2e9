"""The Swedish of asking too fast, of waiting for an answer, and of /mina, where a member sees it; safe HTML."""

from collections.abc import Sequence
from html import escape as quoted
from typing import Final

from bot.chat import texts as chat_texts
from bot.features.unanswered.store.waiters import MOST, Waiter
from bot.language.dates import last_day
from bot.language.text import escape, numbered, shortened

WAIT: Final = "Säg till när det finns svar"
STOP: Final = "Sluta vänta"
STOPPED: Final = "Klart. Frågan är borttagen, och jag säger inte till."
NOT_WAITING: Final = "Du väntar inte längre på svar på den frågan."

ASK_WHILE_WRITING: Final = (
    "Du håller på att skriva. Vill du ställa en fråga under tiden skriver du /fraga och sedan frågan."
)
TOO_FAST: Final = "Nu kom det många frågor på en gång. Vänta en minut, så svarar jag igen."
_ASK_FIRST: Final = "Ställ först din fråga. Hittar jag inget svar kan du välja det sedan."

_FULL: Final = f"\n\nDu kan vänta på svar på {MOST} frågor. Kommer det en till faller den äldsta bort."
_SHOWN: Final = 200  # letters of a question


def waits(waiter: Waiter, number: int) -> str:
    """What is stored from now on, for how long, and how to stop; the member waits for `number` answers in all."""
    full = _FULL if number >= MOST else ""
    return (
        f"<b>Jag säger till här när det finns ett svar.</b>\n\nDu frågade: {_asked(waiter)}\n\n"
        f"Frågan sparas tillsammans med ditt konto tills du har fått svaret, men längst till {last_day(waiter.until)}. "
        f"Vill du inte vänta? Tryck på {STOP}, eller skriv /mina.{full}"
    )


def waiter(waiter: Waiter) -> str:
    """One of the questions that a member waits for."""
    return (
        f"<b>Du väntar på svar</b>\n\n{_asked(waiter)}\n\nJag säger till om det kommer före {last_day(waiter.until)}."
    )


def found(waiter: Waiter, link: str) -> str:
    """What stands above the answer when it comes; `link` leads to the answer."""
    return (
        f"<b>Nu finns det ett svar på din fråga</b>\n\nDu frågade: {_asked(waiter)}\n"
        f'<a href="{quoted(link)}">Länk till svaret</a>'
    )


def _asked(waiter: Waiter) -> str:
    return f"<i>{escape(shortened(waiter.question, _SHOWN))}</i>"


NONE_OF_THESE = "Inget av dessa"

BACK_TO_SUGGESTIONS = "Tillbaka till förslagen"

HOW_TO_ASK = "Så frågar du"

ASK_PROMPT = "Vad vill du veta? Skriv som du brukar prata, så letar jag."
HOW_TO_ASK_TEXT = (
    "<b>Så frågar du</b>\n\n"
    "• Berätta vad ni vill göra: ”vi vill åka ihop till jobbet”.\n"
    "• Eller beskriv läget: ”affären har stängt och mamma kör inte bil”.\n"
    "• Några ord räcker också: ”tomma lokaler”.\n\n"
    "Stavningen gör inget. Skriv /teman om du hellre bläddrar."
)
GROUP_NEEDS_QUESTION = "Skriv frågan efter kommandot, till exempel: /fraga hur ordnar vi samåkning"
ONLY_TEXT = "Jag kan bara läsa text. Skriv din fråga med några ord, så letar jag."
NO_WORDS = "Jag ser inga ord att leta efter. Skriv din fråga med några ord."
NO_SAFE_ANSWER = "<b>Jag hittar inget säkert svar.</b>\n\nProva gärna med andra ord, eller bläddra bland det som finns."
NO_SAFE_ANSWER_GROUP = "Jag hittar inget säkert svar här. Fråga mig privat, så letar vi vidare tillsammans."
PERHAPS_IN_PRIVATE = "Jag är inte säker på vad du menar. Fråga mig privat, så får du några förslag."
ALREADY_ANSWERED = "Det svarade jag nyss på. Svaret står i meddelandet här ovanför."
DID_YOU_MEAN = "Menade du …?"


def suggestions(titles: Sequence[str]) -> str:
    """The question back to the member, with two or three titles."""
    return f"<b>{DID_YOU_MEAN}</b>\n\n{numbered(titles)}"


HUMAN = "Fråga en människa"
SLIPS: Final = {
    WAIT: _ASK_FIRST,
    "Säg till": _ASK_FIRST,
    HUMAN: _ASK_FIRST,
    **{label: chat_texts.not_now(label) for label in (STOP, NONE_OF_THESE, BACK_TO_SUGGESTIONS)},
}
