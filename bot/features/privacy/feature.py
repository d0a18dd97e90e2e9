"""What keeping to what is promised about people's data brings to the whole."""

from bot.chat.actions import doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.privacy import actions, handlers, worker

FEATURE = Feature(
    commands=(
        Command("integritet", "vad som sparas om dig, och hur länge", ("private",), handlers.privacy),
        Command("minadata", "allt som finns sparat om dig", ("private",), handlers.data),
        Command("glom", "ta bort det som finns sparat om dig", ("private",), handlers.forget),
    ),
    actions=(
        doing(actions.ShowPrivacy, handlers.show_privacy),
        doing(actions.ShowData, handlers.show_data),
        doing(actions.AskErasure, handlers.ask_erasure),
        doing(actions.Erase, handlers.erase),
        doing(actions.Keep, handlers.keep),
    ),
    links={handlers.LINK: lambda _: actions.ShowPrivacy()},
    work=(worker.work,),
)
