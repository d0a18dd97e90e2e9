"""What the bot's presenting itself brings to the whole."""

from bot.chat import texts as chat_texts
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.welcome import handlers

FEATURE = Feature(
    commands=(
        Command("hjalp", "så använder du boten", ("private", "group"), handlers.help_page),
        Command("om", "vad boten är och varifrån svaren kommer", ("private",), handlers.about),
        Command("start", "börja om från början", ("private",), handlers.start),
    ),
    keyboard={chat_texts.HELP_BUTTON: handlers.help_page},
    unknown_command=handlers.unknown_command,
)
