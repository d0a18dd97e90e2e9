"""Pages: a text with its buttons. The same page serves a press, a typed word and a deep link."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, SwitchInlineQueryChosenChat

from bot.chat import texts
from bot.chat.offers import Choice
from bot.chat.wire import Action, pack


@dataclass(frozen=True, slots=True)
class Button:
    """What a member can press: an action of ours, a link, or an inline query in another chat."""

    label: str
    action: Action | None = None
    words: tuple[str, ...] = ()
    url: str = ""
    share: str = ""

    @property
    def carried(self) -> str:
        """What it carries on the wire."""
        return "" if self.action is None else pack(self.action)

    def markup(self) -> InlineKeyboardButton:
        """The button as Telegram wants it."""
        if self.url:
            return InlineKeyboardButton(self.label, url=self.url)
        if self.share:
            everywhere = SwitchInlineQueryChosenChat(self.share, True, False, True, True)
            return InlineKeyboardButton(self.label, switch_inline_query_chosen_chat=everywhere)
        return InlineKeyboardButton(self.label, callback_data=self.carried)


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Messages to send after each other, with buttons under the last one; before them a photo (its file id)."""

    messages: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    photo: str | None = None
    caption: str | None = None

    def markup(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram wants them."""
        if not self.rows:
            return None
        return InlineKeyboardMarkup([[button.markup() for button in row] for row in self.rows])

    def over(self, *rows: Row) -> "Page":
        """The page with more rows under its own."""
        return replace(self, rows=(*self.rows, *rows))

    def choices(self) -> list[Choice]:
        """What can be typed instead of pressing."""
        buttons = [button for row in self.rows for button in row if button.carried]
        return [Choice(button.label, button.carried, button.words) for button in buttons]


def in_rows(buttons: Sequence[Button], per_row: int = 2) -> tuple[tuple[Button, ...], ...]:
    """The buttons in rows, all full but the last."""
    return tuple(tuple(buttons[start : start + per_row]) for start in range(0, len(buttons), per_row))


def short(sentence: str, link: str = "") -> Page:
    """One line, with a link to the private chat where one is given."""
    return Page((sentence,), ((Button(texts.ASK_IN_PRIVATE, url=link),),) if link else ())
