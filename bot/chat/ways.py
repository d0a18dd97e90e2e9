"""Ways on that stand under many pages."""

from bot.chat import texts
from bot.chat.actions import AskPeople
from bot.chat.page import Button
from bot.chat.threads import new_token


def to_a_person(token: str) -> Button:
    """A person is one tap away: what the question `token` of the log asks, or what the member then writes."""
    return Button(texts.HUMAN, AskPeople(token or new_token()), ("människa", "fråga människa", "en människa"))
