"""What the page for a projector brings to the whole."""

from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.projector import handlers, worker

FEATURE = Feature(
    commands=(
        Command("projektor", "visa deltagarnas svar på storbild", ("moderators", "organiser"), handlers.command),
    ),
    work=(worker.work,),
)
