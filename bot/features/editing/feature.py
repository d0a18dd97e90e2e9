"""What changing entries in chat brings to the whole."""

from bot.chat.actions import doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.editing import conflicts, handlers
from bot.features.editing.actions import Change, See, TakeIn, TakeOut, Unpin, WriteNew

FEATURE = Feature(
    commands=(Command("svar", "ändra ett svar, eller skriv ett nytt", ("moderators",), handlers.command),),
    actions=(
        doing(See, handlers.see, "any"),
        doing(Change, handlers.change, "any"),
        doing(TakeOut, handlers.take_out, "any"),
        doing(TakeIn, handlers.take_in, "any"),
        doing(Unpin, handlers.unpin, "any"),
        doing(WriteNew, handlers.write_new, "any"),
    ),
    reloaded=conflicts.bring_up,
)
