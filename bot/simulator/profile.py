"""What the bot tells about itself: names, descriptions, command menus, menu buttons."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.simulator.model import Json

ScopeKey = tuple[str, int, int, str]


@dataclass(slots=True)
class Profile:
    """Texts are kept per language code ("" for everybody), menus per scope and language, buttons per private
    chat.
    """

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    examples: Sequence[str] = ()  # what a visitor may ask, which Telegram knows nothing of
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[ScopeKey, list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)

    def menu(self, chat_id: int, user_id: int, language: str, *, private: bool, admin: bool) -> list[Json]:
        """The commands that the app shows this person in this chat: the narrowest scope that has any."""
        for scope in _narrowest_first(chat_id, user_id, private=private, admin=admin):
            for code in (language, ""):
                if commands := self.commands.get((*scope, code)):
                    return commands
        return []


def _narrowest_first(chat_id: int, user_id: int, *, private: bool, admin: bool) -> list[tuple[str, int, int]]:
    if private:
        return [("chat", chat_id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    for_admins = [("chat_administrators", chat_id, 0)] if admin else []
    all_admins = [("all_chat_administrators", 0, 0)] if admin else []
    return [
        ("chat_member", chat_id, user_id), *for_admins, ("chat", chat_id, 0), *all_admins,
        ("all_group_chats", 0, 0), ("default", 0, 0),
    ]  # fmt: skip
