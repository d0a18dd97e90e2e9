"""What meetings bring to the whole."""

from bot.chat.actions import SeeMeetings, doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.meetings import actions, worker
from bot.features.meetings.handlers import alone, answering, changing, coming, menu, off, plan, sorting, summary, taking
from bot.features.meetings.pages import meeting as pages
from bot.features.meetings.store import answers, comings, meetings, personal, plans
from bot.features.meetings.store import sorting as sortings

FEATURE = Feature(
    commands=(
        Command("traff", "bjud in: skapa, ändra och se vilka som kommer", ("moderators", "organiser"), menu.command),
        Command("sammanstall", "visa och spara deltagarnas svar", ("moderators", "organiser"), summary.command),
    ),
    actions=(
        doing(SeeMeetings, menu.coming, "any"),
        doing(actions.ListMeetings, menu.list_meetings),
        doing(actions.ShowMeeting, menu.show),
        doing(actions.Visit, answering.visit),
        doing(actions.AnswerQuestion, answering.turn_to),
        doing(actions.Attend, coming.attend),
        doing(actions.Remind, coming.remind),
        doing(actions.Calendar, coming.calendar),
        doing(actions.EditMeeting, plan.edit),
        doing(actions.CallOff, off.call_off),
        doing(actions.Finish, answering.finish),
        doing(actions.TakeBack, answering.take_back),
        doing(actions.ShowName, answering.show_name),
        doing(actions.SitAt, answering.sit_at),
        doing(actions.OpenShelf, sorting.open_shelf),
        doing(actions.Tick, sorting.tick),
        doing(actions.Sort, sorting.sort),
        doing(actions.JoinRows, sorting.join),
        doing(actions.Undo, sorting.undo),
        doing(actions.SortPlaces, sorting.judge),
        doing(actions.LookAt, alone.look_at),
        doing(actions.Mend, alone.mend),
        doing(actions.Hide, alone.hide),
        doing(actions.Move, alone.move),
        doing(actions.NewMeeting, plan.begin),
        doing(actions.GoOn, plan.go_on),
        doing(actions.CancelPlan, plan.cancel),
        doing(actions.Choose, plan.choose),
        doing(actions.Create, plan.create),
        doing(actions.ChooseSummary, summary.choose, "any"),
        doing(actions.ShowSummary, summary.show, "any"),
        doing(actions.JudgePlaces, summary.judge, "any"),
        doing(actions.Download, summary.download, "any"),
    ),
    links={
        pages.LINK: lambda _: actions.ListMeetings(),
        pages.SUMMARY_LINK: lambda _: actions.ChooseSummary(),
        "m": actions.Visit,
        sorting.LINK: lambda number: actions.OpenShelf(int(number) if number.isdecimal() else 0),
    },
    presenting=frozenset({"m"}),
    prompts={plan.PROMPT: plan.take, answering.AWAITED: taking.take, alone.MENDING: alone.take},
    words=sorting.join_written,
    edited=changing.edited,
    reloaded=meetings.sync,
    work=(worker.work,),
    forget=(plans.forget, meetings.forget, answers.forget, personal.forget, sortings.forget, comings.forget),
    personal=(*meetings.TRACES, *plans.TRACES, *answers.TRACES, *sortings.TRACES, *comings.TRACES),
    erase=(personal.erase,),
    set_aside=(comings.set_aside,),
    purge=(personal.purge,),
)
