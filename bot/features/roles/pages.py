"""Pages of the organisers' list."""

from collections.abc import Sequence

from bot.chat import texts as chat_texts
from bot.chat.page import Button, Page, in_rows
from bot.features.roles import texts
from bot.features.roles.store import Organiser


def organisers(people: Sequence[Organiser]) -> Page:
    """The organisers, each with a button to remove them."""
    rows = in_rows([Button(texts.remove_button(each.name), f"w:a:sure:{each.user_id}") for each in people], 1)
    return Page((texts.organisers(people),), (*rows, (Button(texts.INVITE, "w:a:invite"),)))


def sure_organiser(person: Organiser) -> Page:
    """The second tap of taking somebody off the list."""
    yes = Button(texts.remove_button(person.name), f"w:a:remove:{person.user_id}")
    return Page((texts.sure_remove(person.name),), ((yes, Button(chat_texts.BACK, "w:a")),))


def organiser_removed(person: Organiser) -> Page:
    """Done, with undo."""
    undo = Button(chat_texts.UNDO, f"w:a:undo:{person.user_id}")
    return Page((texts.removed(person.name),), ((undo, Button(chat_texts.BACK, "w:a")),))
