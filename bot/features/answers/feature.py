"""What answers bring to the whole."""

from telegram.ext import InlineQueryHandler

from bot.chat import texts as chat_texts
from bot.chat.actions import Open, doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.answers import handlers, inline, store, texts, worker
from bot.features.answers.actions import Explain, Praise, ShowTheme, ShowThemes

FEATURE = Feature(
    commands=(
        Command("teman", "bläddra bland teman och exempel", ("private",), handlers.themes),
        Command("varfor", "förklara varför en fråga får sitt svar", ("moderators",), handlers.why),
        Command("betyg", "svaren efter medlemmarnas tummar", ("moderators",), handlers.verdicts),
        Command("ladda", "läs in ändrade kunskapsfiler", ("moderators",), handlers.reload),
    ),
    keyboard={chat_texts.THEMES_BUTTON: handlers.themes},
    actions=(
        doing(ShowThemes, handlers.show_themes),
        doing(ShowTheme, handlers.show_theme),
        doing(Praise, handlers.praise),
        doing(Explain, handlers.explain),
    ),
    links={"k": Open, "teman": lambda _: ShowThemes()},
    slips=texts.SLIPS,
    updates=(InlineQueryHandler(inline.suggest),),
    work=(worker.work,),
    forget=(store.forget_verdicts,),
)
