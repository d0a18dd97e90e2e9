"""What groups and subscribers bring to the whole."""

from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.chat.actions import doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.network import worker
from bot.features.network.actions import (
    AskAnew,
    AskRemoval,
    ChooseCounty,
    ChoosePurpose,
    ChooseTheme,
    Decide,
    Describe,
    MoveGroup,
    PutInGeneral,
    ShowCounties,
    ShowGroup,
    ShowGroups,
    Subscribe,
)
from bot.features.network.handlers import application, groups, membership, subscription
from bot.features.network.store import groups as groups_store
from bot.features.network.store import standings, subscribers

FEATURE = Feature(
    commands=(
        Command("prenumerera", "få nätverkets utskick", ("private", "group"), subscription.subscribe),
        Command("sluta", "få inga fler utskick", ("private", "group"), subscription.unsubscribe),
        Command("hit", "låt utskick hamna i det här ämnet", ("group",), application.here),
        Command("grupper", "visa nätverkets grupper", ("moderators", "organiser"), groups.listing),
    ),
    actions=(
        doing(Subscribe, subscription.subscribe_oneself),
        doing(Describe, application.describe),
        doing(ChoosePurpose, application.choose_purpose),
        doing(ChooseCounty, application.choose_county),
        doing(ChooseTheme, application.choose_theme),
        doing(ShowCounties, application.show_counties),
        doing(AskAnew, application.ask_anew),
        doing(PutInGeneral, application.put_in_general),
        doing(MoveGroup, application.move, "any"),  # undo stands in the group
        doing(ShowGroups, groups.show_groups, "any"),
        doing(ShowGroup, groups.show_group, "any"),
        doing(AskRemoval, groups.ask_removal, "any"),
        doing(Decide, groups.decide, "any"),
    ),
    links={"prenumerera": lambda _: Subscribe(), "g": application.linked},
    prompts={application.AWAITED: application.written},
    updates=(
        MessageHandler(filters.StatusUpdate.MIGRATE, membership.migrated),
        ChatMemberHandler(membership.standing_changed, ChatMemberHandler.MY_CHAT_MEMBER),
    ),
    notices={"group": worker.of_group},
    moved=(groups_store.renumber,),
    forget=(standings.forget, subscribers.forget_subscribers),
)
