"""Pages of the organisers' list."""

from collections.abc import Sequence

from bot.chat import texts as chat_texts
from bot.chat.page import Button, Page, in_rows
from bot.features.roles import texts
from bot.features.roles.actions import AskRemoval, Invite, Remove, Restore, ShowOrganisers
from bot.features.roles.store import Organiser


def organisers(people: Sequence[Organiser]) -> Page:
    """The organisers, each with a button to remove them."""
    rows = in_rows([Button(texts.remove_button(each.name), AskRemoval(each.user_id)) for each in people], 1)
    return Page((texts.organisers(people),), (*rows, (Button(texts.INVITE, Invite()),)))


def sure_organiser(person: Organiser) -> Page:
    """The second tap of taking somebody off the list."""
    return _over_list(texts.sure_remove(person.name), Button(texts.remove_button(person.name), Remove(person.user_id)))


def organiser_removed(person: Organiser) -> Page:
    """Done, with undo."""
    return _over_list(texts.removed(person.name), Button(chat_texts.UNDO, Restore(person.user_id)))


def _over_list(sentence: str, button: Button) -> Page:
    return Page((sentence,), ((button, Button(chat_texts.BACK, ShowOrganisers())),))
