"""What the log of questions and those who wait bring to the whole."""

from bot.chat.actions import raw
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.unanswered import handlers, worker
from bot.features.unanswered.store import questions, waiters

FEATURE = Feature(
    commands=(Command("obesvarade", "frågor som ingen har fått svar på", ("moderators",), handlers.command),),
    actions=(raw("o", handlers.pressed, "any"),),
    addressed=handlers.clean,
    work=(worker.work,),
    forget=(questions.forget, waiters.forget),
)
