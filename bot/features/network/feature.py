"""What groups and subscribers bring to the whole."""

from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.chat.actions import raw
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.network import worker
from bot.features.network.handlers import application, groups, membership, menu, subscription
from bot.features.network.store import groups as groups_store
from bot.features.network.store import standings, subscribers

FEATURE = Feature(
    commands=(
        Command("prenumerera", "få nätverkets utskick", ("private", "group"), subscription.subscribe),
        Command("sluta", "få inga fler utskick", ("private", "group"), subscription.unsubscribe),
        Command("hit", "låt utskick hamna i det här ämnet", ("group",), application.here),
        Command("grupper", "visa nätverkets grupper", ("moderators", "organiser"), groups.listing),
    ),
    actions=(raw("w", menu.perform, "any"),),
    links={"prenumerera": lambda _: "w:s", "g": lambda chat_id: f"w:g:{chat_id}"},
    prompts={application.AWAITED: application.written},
    updates=(
        MessageHandler(filters.StatusUpdate.MIGRATE, membership.migrated),
        ChatMemberHandler(membership.standing_changed, ChatMemberHandler.MY_CHAT_MEMBER),
    ),
    notices={"group": worker.of_group},
    moved=(groups_store.renumber,),
    forget=(standings.forget, subscribers.forget_subscribers),
)
