"""What meetings bring to the whole."""

from bot.chat.actions import SeeMeetings, doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.meetings import actions, pages
from bot.features.meetings.handlers import menu, plan, summary
from bot.features.meetings.store import meetings, plans

FEATURE = Feature(
    commands=(
        Command("traff", "skapa en träff, eller se de som finns", ("moderators", "organiser"), menu.command),
        Command("sammanstall", "visa och spara svaren från en träff", ("moderators", "organiser"), summary.command),
    ),
    actions=(
        doing(SeeMeetings, menu.coming, "any"),
        doing(actions.ListMeetings, menu.list_meetings),
        doing(actions.ShowMeeting, menu.show),
        doing(actions.Visit, menu.visit),
        doing(actions.NewMeeting, plan.begin),
        doing(actions.GoOn, plan.go_on),
        doing(actions.CancelPlan, plan.cancel),
        doing(actions.Choose, plan.choose),
        doing(actions.Create, plan.create),
        doing(actions.ChooseSummary, summary.choose, "any"),
        doing(actions.ShowSummary, summary.show, "any"),
        doing(actions.Download, summary.download, "any"),
    ),
    links={
        pages.LINK: lambda _: actions.ListMeetings(),
        pages.SUMMARY_LINK: lambda _: actions.ChooseSummary(),
        "m": actions.Visit,
    },
    prompts={plan.PROMPT: plan.take},
    reloaded=meetings.sync,
    forget=(plans.forget, meetings.forget),
    personal=(*meetings.TRACES, *plans.TRACES),
)
