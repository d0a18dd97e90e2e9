"""What the log of questions and those who wait bring to the whole."""

from bot.chat.actions import doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.unanswered import actions, worker
from bot.features.unanswered.handlers import clusters, synonyms
from bot.features.unanswered.store import clusters as clusters_store
from bot.features.unanswered.store import questions, waiters

FEATURE = Feature(
    commands=(Command("obesvarade", "frågor som ingen har fått svar på", ("moderators",), clusters.command),),
    actions=(
        doing(actions.ShowList, clusters.show_list, "any"),
        doing(actions.ShowHidden, clusters.show_hidden, "any"),
        doing(actions.Read, clusters.read, "any"),
        doing(actions.OpenCluster, clusters.open_cluster, "any"),
        doing(actions.LinkTo, clusters.link, "any"),
        doing(actions.Unlink, clusters.unlink, "any"),
        doing(actions.MakeSynonym, synonyms.make, "any"),
        doing(actions.TeachSynonym, synonyms.teach, "any"),
        doing(actions.DropSynonym, synonyms.drop, "any"),
        doing(actions.ShowTaught, synonyms.show_taught, "any"),
        doing(actions.AskForTips, clusters.ask_for_tips, "any"),
    ),
    addressed=clusters.clean,
    work=(worker.work,),
    forget=(questions.forget, waiters.forget),
    personal=(*waiters.TRACES, *clusters_store.TRACES),
    erase=(clusters_store.let_go,),
)
