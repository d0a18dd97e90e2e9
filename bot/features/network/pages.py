"""Pages about the network's groups."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from telegram.helpers import create_deep_linked_url

from bot.chat import texts as chat_texts
from bot.chat.page import Button, Page, in_rows
from bot.chat.wire import Action
from bot.features.network import actions, texts
from bot.features.network.rules import allowed
from bot.features.network.values import ALL_THEMES, Field, Move, NetworkGroup
from bot.knowledge.profile import Profile
from bot.knowledge.values import Knowledge

PER_PAGE: Final = 8

Rows = tuple[tuple[Button, ...], ...]


def hello(whose: Profile, username: str, chat_id: int | None) -> Page:
    """The greeting in a group; for its administrator the way to join, unless it is the moderators' own."""
    if chat_id is None:
        return Page((texts.hello_group(whose),))
    return Page((texts.joining_hello(whose),), ((_join(username, chat_id),),))


def to_join(username: str, chat_id: int) -> Page:
    """The way to private chat for a group's administrator."""
    return Page((texts.ASK_TO_JOIN,), ((_join(username, chat_id),),))


def only_admin(username: str) -> Page:
    """To somebody else in the group: they can subscribe themselves."""
    link = create_deep_linked_url(username, "prenumerera")
    return Page((texts.SUBSCRIBE_YOURSELF,), ((Button(texts.GET_THEM_YOURSELF, url=link),),))


def wishes(themes: Mapping[str, str], chosen: Sequence[str], note: str = "") -> Page:
    """What a subscriber gets, several themes to tick, and the way out."""
    everything = Button(
        texts.ticked(texts.EVERYTHING, not chosen), actions.ToggleWish(ALL_THEMES), (texts.EVERYTHING.casefold(),)
    )
    ticks = [
        Button(texts.ticked(name, theme_id in chosen), actions.ToggleWish(theme_id), (name.casefold(),))
        for theme_id, name in themes.items()
    ]
    stop = Button(texts.STOP, actions.Unsubscribe(), ("sluta",))
    return Page(
        (texts.wishes([themes[each] for each in chosen if each in themes], note),),
        ((everything,), *in_rows(ticks), (stop,)),
    )


def unsubscribed(sentence: str) -> Page:
    """No more of them; undo."""
    return Page((sentence,), ((Button(chat_texts.UNDO, actions.Subscribe(), ("ångra",)),),))


def to_describe(group_title: str, chat_id: int) -> Page:
    """To whoever has made the bot an administrator of a channel: the way to its three questions."""
    return Page((texts.channel_hello(group_title),), ((Button(texts.JOIN_CHANNEL, actions.Describe(chat_id)),),))


def channel_waits(username: str, title: str, chat_id: int) -> Page:
    """To the moderators, where the channel's administrator could not be told: the way for them."""
    link = create_deep_linked_url(username, f"g_{chat_id}")
    return Page((texts.channel_waits(title),), ((Button(texts.JOIN_CHANNEL, url=link),),))


def question(group: NetworkGroup, field: Field, knowledge: Knowledge, misfit: bool = False) -> Page:
    """One of the three questions."""
    shown = texts.question(group.title, field, misfit)
    if field == "county":
        return counties(group, 1, shown)
    if field == "purpose":
        purposes = [(text, actions.ChoosePurpose(group.chat_id, number)) for number, text in enumerate(texts.PURPOSES)]
        return Page((shown,), (*in_rows(_numbered(purposes), 1), *_back(group)))
    names = {ALL_THEMES: texts.ALL_THEMES_NAME, **knowledge.theme_names}
    themes = [(name, actions.ChooseTheme(group.chat_id, theme_id)) for theme_id, name in names.items()]
    return Page((shown,), (*in_rows(_numbered(themes)), *_back(group)))


def counties(group: NetworkGroup, page: int, shown: str = "") -> Page:
    """The counties eight at a time, the whole country first."""
    page = _within(page, len(texts.COUNTY_NAMES))
    listed = list(texts.COUNTY_NAMES.items())[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = in_rows([Button(name, actions.ChooseCounty(group.chat_id, county)) for county, name in listed])
    steps = _steps(partial(actions.ShowCounties, group.chat_id), page, len(texts.COUNTY_NAMES))
    return Page((shown or texts.question(group.title, "county"),), (*rows, *steps, *_back(group)))


def summary(group: NetworkGroup, themes: Mapping[str, str]) -> Page:
    """What a group's administrator has said, and what can be done now."""
    moves = tuple(
        (Button(texts.ADMIN_MOVES[move], actions.MoveGroup(group.chat_id, group.version, move), _words(move)),)
        for move in allowed(group, "admin")
    )
    changes = tuple(Button(label, actions.AskAnew(group.chat_id, field)) for field, label in texts.CHANGE.items())
    general = ((Button(texts.TO_GENERAL, actions.PutInGeneral(group.chat_id)),),) if group.topic is not None else ()
    changeable = group.status != "declined"
    return Page((texts.summary(group, themes),), (*moves, *((changes, *general) if changeable else ())))


def stopped(sentence: str, group: NetworkGroup) -> Page:
    """A group has stopped: undo, for its administrators."""
    undo = Button(chat_texts.UNDO, actions.MoveGroup(group.chat_id, group.version, "resume"))
    return Page((sentence,), ((undo,),) if group.status == "stopped" else ())


def card(group: NetworkGroup, themes: Mapping[str, str], by: str = "", page: int = 0) -> Page:
    """A group for moderators, with what they may do; `page` is the page of the list that it was opened from."""
    open_moves = allowed(group, "moderator")
    ways: dict[Move, Action] = {
        "accept": actions.Decide(group.chat_id, group.version, "accept"),
        "decline": actions.Decide(group.chat_id, group.version, "decline"),
        "remove": actions.AskRemoval(group.chat_id, group.version),
    }
    buttons = tuple(Button(texts.MODERATOR_MOVES[move], way) for move, way in ways.items() if move in open_moves)
    back = ((Button(chat_texts.BACK, actions.ShowGroups(page)),),) if page else ()
    return Page((texts.card(group, themes, by),), (*((buttons,) if buttons else ()), *back))


def viewed(group: NetworkGroup, themes: Mapping[str, str], page: int) -> Page:
    """A group for organisers, who decide nothing about it."""
    return Page((texts.card(group, themes),), ((Button(chat_texts.BACK, actions.ShowGroups(page)),),))


def sure_remove(group: NetworkGroup, themes: Mapping[str, str]) -> Page:
    """The second tap of a removal."""
    text = f"{texts.card(group, themes)}\n\n{texts.SURE_REMOVE}"
    yes = Button(texts.MODERATOR_MOVES["remove"], actions.Decide(group.chat_id, group.version, "remove"))
    return Page((text,), ((yes, Button(chat_texts.BACK, actions.ShowGroup(group.chat_id, 1))),))


def listed(groups: Sequence[NetworkGroup], page: int, others: int, themes: Mapping[str, str]) -> Page:
    """The network's groups eight at a time, each opened by its number."""
    page = _within(page, len(groups))
    first = (page - 1) * PER_PAGE + 1
    shown = groups[first - 1 : first - 1 + PER_PAGE]
    buttons = [
        Button(str(number), actions.ShowGroup(each.chat_id, page)) for number, each in enumerate(shown, start=first)
    ]
    text = texts.listed(shown, first, len(groups), others, themes)
    return Page((text,), (*in_rows(buttons, 4), *_steps(actions.ShowGroups, page, len(groups))))


def _join(username: str, chat_id: int) -> Button:
    return Button(texts.JOIN, url=create_deep_linked_url(username, f"g_{chat_id}"))


def _words(move: str) -> tuple[str, ...]:
    return ("ja", "ok", "skicka") if move == "ask" else ()


def _back(group: NetworkGroup) -> Rows:
    """From a question asked anew to the whole."""
    back = Button(chat_texts.BACK, actions.Describe(group.chat_id))
    return ((back,),) if group.missing is None else ()


def _numbered(options: Sequence[tuple[str, Action]]) -> list[Button]:
    return [Button(label, action, (str(number),)) for number, (label, action) in enumerate(options, start=1)]


def _within(page: int, number: int) -> int:
    return min(max(page, 1), max(1, -(-number // PER_PAGE)))


def _steps(to: Callable[[int], Action], page: int, number: int) -> Rows:
    """To the page before and the one after, where there are such."""
    steps = []
    if page > 1:
        steps.append(Button(chat_texts.PREVIOUS, to(page - 1), ("förra",)))
    if page * PER_PAGE < number:
        steps.append(Button(chat_texts.NEXT, to(page + 1), ("mer", "fler")))
    return (tuple(steps),) if steps else ()
