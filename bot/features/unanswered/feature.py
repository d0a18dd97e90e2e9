"""What the log of questions and those who wait bring to the whole."""

from bot.chat.actions import doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.unanswered import handlers, worker
from bot.features.unanswered.actions import AskForTips, LinkTo, OpenCluster, Read, ShowHidden, ShowList, Unlink
from bot.features.unanswered.store import clusters, questions, waiters

FEATURE = Feature(
    commands=(Command("obesvarade", "frågor som ingen har fått svar på", ("moderators",), handlers.command),),
    actions=(
        doing(ShowList, handlers.show_list, "any"),
        doing(ShowHidden, handlers.show_hidden, "any"),
        doing(Read, handlers.read, "any"),
        doing(OpenCluster, handlers.open_cluster, "any"),
        doing(LinkTo, handlers.link, "any"),
        doing(Unlink, handlers.unlink, "any"),
        doing(AskForTips, handlers.ask_for_tips, "any"),
    ),
    addressed=handlers.clean,
    work=(worker.work,),
    forget=(questions.forget, waiters.forget),
    personal=(*waiters.TRACES, *clusters.TRACES),
    erase=(clusters.let_go,),
)
