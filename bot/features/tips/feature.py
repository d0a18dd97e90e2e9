"""What tips bring to the whole."""

from bot.chat import texts as chat_texts
from bot.chat.actions import raw
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.tips import store
from bot.features.tips.handlers import dialogue, start
from bot.features.tips.texts import dialogue as texts

FEATURE = Feature(
    commands=(
        Command("tips", "berätta om något som fungerar hos er", ("private", "group"), start.command),
        Command("mina", "det du har skickat och väntar på", ("private",), start.own),
    ),
    keyboard={chat_texts.TIP_BUTTON: start.command, texts.REPLY: start.answer_moderators},
    actions=(
        raw("x", start.perform, "private"),
        raw("i", start.invited, "private"),
        raw("v:a", start.answer_meeting, "private"),
    ),
    links={"tips": lambda token: f"i:{token}" if token else "x:tip", "mina": lambda _: "x:mine"},
    words=dialogue.words,
    slips=texts.SLIPS,
    forget=(store.forget,),
)
