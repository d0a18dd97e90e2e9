"""What the question of what came of an answer brings to the whole."""

from bot.chat.actions import Adopt, doing
from bot.chat.feature import Feature
from bot.features.adoption import handlers, store, worker
from bot.features.adoption.actions import AskAnew, Tell, Withdraw

FEATURE = Feature(
    actions=(
        doing(Adopt, handlers.adopt),
        doing(Withdraw, handlers.withdraw),
        doing(Tell, handlers.tell),
        doing(AskAnew, handlers.ask_anew),
    ),
    work=(worker.work,),
    forget=(store.forget,),
    personal=(*store.TRACES,),
    erase=(store.erase,),
    set_aside=(store.set_aside,),
)
