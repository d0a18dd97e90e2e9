"""What groups and subscribers bring to the whole."""

from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.chat.actions import doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.network import actions, worker
from bot.features.network.handlers import application, groups, membership, subscription
from bot.features.network.store import groups as groups_store
from bot.features.network.store import standings, subscribers

_LEAVING = filters.StatusUpdate.MIGRATE | filters.StatusUpdate.LEFT_CHAT_MEMBER

FEATURE = Feature(
    commands=(
        Command("prenumerera", "få nätverkets utskick", ("private", "group"), subscription.subscribe),
        Command("sluta", "få inga fler utskick", ("private", "group"), subscription.unsubscribe),
        Command("hit", "låt utskick hamna i det här ämnet", ("group",), subscription.here),
        Command("grupper", "visa nätverkets grupper", ("moderators", "organiser"), groups.listing),
    ),
    actions=(
        doing(actions.Subscribe, subscription.subscribe_oneself),
        doing(actions.Unsubscribe, subscription.stop),
        doing(actions.ShowWishes, subscription.show_wishes),
        doing(actions.ToggleWish, subscription.toggle),
        doing(actions.Describe, application.describe),
        doing(actions.ChoosePurpose, application.choose),
        doing(actions.ChooseCounty, application.choose),
        doing(actions.ChooseTheme, application.choose),
        doing(actions.ShowCounties, application.show_counties),
        doing(actions.AskAnew, application.ask_anew),
        doing(actions.PutInGeneral, application.put_in_general),
        doing(actions.MoveGroup, application.move, "any"),  # undo stands in the group
        doing(actions.ShowGroups, groups.show_groups, "any"),
        doing(actions.ShowGroup, groups.show_group, "any"),
        doing(actions.AskRemoval, groups.ask_removal, "any"),
        doing(actions.Decide, groups.decide, "any"),
    ),
    links={"prenumerera": lambda _: actions.Subscribe(), "g": application.linked},
    prompts={application.AWAITED: application.written},
    updates=(
        MessageHandler(filters.StatusUpdate.MIGRATE, membership.migrated),
        ChatMemberHandler(membership.standing_changed, ChatMemberHandler.MY_CHAT_MEMBER),
    ),
    onlookers=(MessageHandler(filters.ChatType.GROUPS & ~_LEAVING, membership.seen),),
    notices={"group": worker.of_group},
    moved=(groups_store.renumber,),
    forget=(standings.forget, groups_store.forget, subscribers.forget_subscribers),
    personal=(*groups_store.TRACES, *subscribers.TRACES),
)
