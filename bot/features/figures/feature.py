"""What figures bring to the whole."""

from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.figures import handlers

FEATURE = Feature(
    commands=(
        Command("statistik", "frågor, teman, tips och beslut som bild", ("moderators",), handlers.show_statistics),
        Command("status", "hur det går för boten just nu", ("moderators",), handlers.show_status),
    ),
)
