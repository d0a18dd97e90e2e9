"""What roles bring to the whole."""

from bot.chat.actions import raw
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.roles import handlers, store, worker

FEATURE = Feature(
    commands=(
        Command("arrangor", "visa och ändra vilka som är arrangörer", ("moderators",), handlers.listing),
        Command("koppla", "gör den här gruppen till moderatorernas", (), handlers.bind),
    ),
    actions=(raw("w:a", handlers.perform, "any"), raw("w:o", handlers.follow, "private")),
    links={"o": lambda code: f"w:o:{code}"},
    work=(worker.keep_menus,),
    moved=(store.renumber,),
    forget=(store.forget_organisers,),
)
