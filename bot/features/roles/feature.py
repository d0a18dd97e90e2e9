"""What roles bring to the whole."""

from bot.chat.actions import doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.roles import handlers, store, worker
from bot.features.roles.actions import Accept, AskRemoval, Invite, Remove, Restore, ShowOrganisers

FEATURE = Feature(
    commands=(
        Command("arrangor", "visa och ändra vilka som är arrangörer", ("moderators",), handlers.listing),
        Command("koppla", "gör den här gruppen till moderatorernas", (), handlers.bind),
    ),
    actions=(
        doing(ShowOrganisers, handlers.show_organisers, "any"),
        doing(AskRemoval, handlers.ask_removal, "any"),
        doing(Remove, handlers.remove, "any"),
        doing(Restore, handlers.restore, "any"),
        doing(Invite, handlers.invite, "any"),
        doing(Accept, handlers.accept),
    ),
    links={"o": Accept},
    work=(worker.keep_menus,),
    moved=(store.renumber,),
    forget=(store.forget_organisers,),
    personal=(*store.TRACES,),
)
