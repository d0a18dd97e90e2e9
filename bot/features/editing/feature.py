"""What changing entries in chat brings to the whole."""

from bot.chat.actions import doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.editing import handlers
from bot.features.editing.actions import Change, See, TakeIn, TakeOut, WriteNew

FEATURE = Feature(
    commands=(Command("svar", "ändra ett svar, eller skriv ett nytt", ("moderators",), handlers.command),),
    actions=(
        doing(See, handlers.see, "any"),
        doing(Change, handlers.change, "any"),
        doing(TakeOut, handlers.take_out, "any"),
        doing(TakeIn, handlers.take_in, "any"),
        doing(WriteNew, handlers.write_new, "any"),
    ),
)
