"""What the moderators' queue brings to the whole."""

from bot.chat.actions import doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.moderation import actions
from bot.features.moderation.handlers import cards, mutes, purge, queue, replies
from bot.features.moderation.store import cards as cards_store
from bot.features.moderation.store import mutes as mutes_store
from bot.features.moderation.store import personal
from bot.features.moderation.worker import cards as cards_worker
from bot.features.moderation.worker import notices, reminder

FEATURE = Feature(
    commands=(
        Command("nasta", "visa det som har väntat längst", ("moderators",), queue.next_card),
        Command("ko", "visa allt som väntar", ("moderators",), queue.queue),
        Command("historik", "visa vad som har hänt med ett nummer", ("moderators",), queue.history),
        Command("tysta", "hindra någon från att skicka in mer på ett tag", ("moderators",), mutes.command),
        Command("rensa", "ta bort en text med personuppgifter överallt", ("moderators",), purge.command),
    ),
    actions=(
        doing(actions.Turn, cards.turn, "any"),
        doing(actions.TurnBack, cards.turn_back, "any"),
        doing(actions.ShowNext, cards.show_next, "any"),
        doing(actions.ShowWhole, cards.show_whole, "any"),
        doing(actions.TellHowToAnswer, cards.tell_how_to_answer, "any"),
        doing(actions.Decide, cards.decide, "any"),
        doing(actions.Decline, cards.decline, "any"),
        doing(actions.MendLine, cards.mend_line, "any"),
        doing(actions.ReadAsked, cards.read_asked, "any"),
        doing(actions.Merge, cards.merge, "any"),
        doing(actions.Join, cards.join, "any"),
        doing(actions.ShowMore, queue.show_more, "any"),
        doing(actions.ShowCard, queue.show_card, "any"),
        doing(actions.Purge, purge.purge, "any"),
        doing(actions.KeepText, purge.keep, "any"),
    ),
    addressed=replies.addressed,
    notices={"item": notices.say},
    afterwards=(cards_worker.end_claims, cards_worker.refresh),
    work=(cards_worker.work,),
    jobs=(reminder.schedule,),
    resume=(cards_store.resume_cards,),
    moved=(cards_store.let_go_of_cards,),
    forget=(mutes_store.forget, personal.forget),
    personal=(*personal.TRACES, *mutes_store.TRACES),
    erase=(personal.erase,),
)
