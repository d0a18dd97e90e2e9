"""What meetings bring to the whole."""

from bot.chat.actions import SeeMeetings, doing, raw
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.meetings.handlers import menu, plan, summary
from bot.features.meetings.store import meetings, plans

FEATURE = Feature(
    commands=(
        Command("traff", "skapa en träff, eller se de som finns", ("moderators", "organiser"), menu.command),
        Command("sammanstall", "visa och spara svaren från en träff", ("moderators", "organiser"), summary.command),
    ),
    actions=(
        doing(SeeMeetings, menu.coming, "any"),
        raw("v:s", lambda update, context, what: summary.pressed(update, context, ["s", *what]), "any"),
        raw("v:d", lambda update, context, what: summary.pressed(update, context, ["d", *what]), "any"),
        raw("v", menu.perform, "private"),
    ),
    links={"traff": lambda _: "v:list", "sammanstall": lambda _: "v:s", "m": lambda slug: f"v:m:{slug}"},
    prompts={plan.PROMPT: plan.take},
    reloaded=meetings.sync,
    forget=(plans.forget,),
)
