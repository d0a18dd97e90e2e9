"""What tips bring to the whole."""

from bot.chat import texts as chat_texts
from bot.chat.actions import AnswerModerators, AskPeople, GiveTip, Report, ShowMine, doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.moderation.worker import notices
from bot.features.tips import actions, store
from bot.features.tips.handlers import awaited, dialogue, mine, start, steps
from bot.features.tips.texts import dialogue as texts

FEATURE = Feature(
    commands=(
        Command("tips", "berätta om något som fungerar hos er", ("private", "group"), start.command),
        Command("mina", "det du har skickat och väntar på", ("private",), mine.command),
    ),
    keyboard={chat_texts.TIP_BUTTON: start.command, texts.REPLY: mine.answer_latest},
    actions=(
        doing(GiveTip, start.give_tip),
        doing(AskPeople, start.ask_people),
        doing(Report, start.report),
        doing(actions.FollowInvitation, start.follow_invitation),
        doing(actions.Move, steps.step),
        doing(actions.GoTo, steps.step),
        doing(actions.ChooseTheme, steps.step),
        doing(actions.ChangePart, steps.change_part),
        doing(actions.BeginAnew, steps.begin_anew),
        doing(actions.Cancel, steps.cancel),
        doing(actions.Undo, steps.undo),
        doing(actions.Send, steps.send),
        doing(actions.AskInstead, awaited.ask_instead),
        doing(ShowMine, mine.show_mine),
        doing(actions.ShowSent, mine.show_sent),
        doing(actions.AskWithdraw, mine.ask_withdraw),
        doing(actions.TakeBack, mine.take_back),
        doing(actions.Rewrite, mine.rewrite),
        doing(AnswerModerators, mine.answer_moderators),
    ),
    links={
        start.LINK: lambda token: actions.FollowInvitation(token) if token else GiveTip(),
        mine.LINK: lambda _: ShowMine(),
    },
    prompts={notices.AWAITED: awaited.to_moderators},
    words=dialogue.words,
    slips=texts.SLIPS,
    midst=dialogue.midst,
    forget=(store.forget,),
    personal=(*store.TRACES,),
)
