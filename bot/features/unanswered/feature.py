"""What the log of questions and those who wait bring to the whole."""

from bot.chat.actions import doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.unanswered import worker
from bot.features.unanswered.actions import (
    AskForTips,
    DropSynonym,
    LinkTo,
    MakeSynonym,
    OpenCluster,
    Read,
    ShowHidden,
    ShowList,
    TeachSynonym,
    Unlink,
)
from bot.features.unanswered.handlers import clusters, synonyms
from bot.features.unanswered.store import clusters as clusters_store
from bot.features.unanswered.store import questions, waiters

FEATURE = Feature(
    commands=(Command("obesvarade", "frågor som ingen har fått svar på", ("moderators",), clusters.command),),
    actions=(
        doing(ShowList, clusters.show_list, "any"),
        doing(ShowHidden, clusters.show_hidden, "any"),
        doing(Read, clusters.read, "any"),
        doing(OpenCluster, clusters.open_cluster, "any"),
        doing(LinkTo, clusters.link, "any"),
        doing(Unlink, clusters.unlink, "any"),
        doing(MakeSynonym, synonyms.make, "any"),
        doing(TeachSynonym, synonyms.teach, "any"),
        doing(DropSynonym, synonyms.drop, "any"),
        doing(AskForTips, clusters.ask_for_tips, "any"),
    ),
    addressed=clusters.clean,
    work=(worker.work,),
    forget=(questions.forget, waiters.forget),
    personal=(*waiters.TRACES, *clusters_store.TRACES),
    erase=(clusters_store.let_go,),
)
