"""What broadcasts bring to the whole."""

from bot.chat.actions import doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.chat.wire import unpack
from bot.features.broadcasts import actions
from bot.features.broadcasts.handlers import approval, archive, audience, correction, draft, menu, recipients, templates
from bot.features.broadcasts.handlers.gate import PROMPT
from bot.features.broadcasts.store import aside, personal
from bot.features.broadcasts.store import recipients as recipients_store
from bot.features.broadcasts.worker import delivery, notices

FEATURE = Feature(
    commands=(
        Command("arkiv", "läs nätverkets tidigare utskick", ("private", "group"), archive.command),
        Command(
            "utskick",
            "skicka något till nätverkets grupper och kanaler, och se hur det går",
            ("moderators", "organiser"),
            menu.command,
        ),
    ),
    actions=(
        doing(actions.ShowUnfinished, menu.show_unfinished),
        doing(actions.ShowEnded, menu.show_ended),
        doing(actions.Show, menu.show),
        doing(actions.Read, menu.read),
        doing(actions.Begin, draft.begin),
        doing(actions.WriteAnew, draft.ask),
        doing(actions.ChooseTime, draft.ask),
        doing(actions.WriteLatest, draft.ask),
        doing(actions.SetTime, draft.set_time),
        doing(actions.ChooseRecipients, audience.choose),
        doing(actions.TickAll, audience.tick),
        doing(actions.TickTag, audience.tick),
        doing(actions.ChooseGroups, audience.choose),
        doing(actions.TickGroup, audience.tick),
        doing(actions.ToggleFollowUp, draft.toggle_follow_up),
        doing(actions.DropFollowUp, approval.drop_follow_up),
        doing(actions.CopyAsNew, draft.copy),
        doing(actions.OpenFrom, archive.open_from),
        doing(actions.TellTips, templates.tell_tips),
        doing(actions.ChooseMeeting, templates.choose_meeting),
        doing(actions.TellMeeting, templates.tell_meeting),
        doing(actions.TellOutcome, templates.tell_outcome),
        doing(actions.AskTwice, approval.ask_twice),
        doing(actions.Decide, approval.decide),
        doing(actions.Correct, correction.begin),
        doing(actions.ConfirmCorrection, correction.confirm),
        doing(actions.ShowRecipients, recipients.show),
        doing(actions.SendTable, recipients.send_table),
        doing(actions.ChooseTopic, recipients.choose_topic),
        doing(actions.Redirect, recipients.redirect),
        doing(actions.ShowArchive, archive.show),
        doing(actions.ReadArchived, archive.read),
        doing(actions.Thank, archive.thank, "any"),
    ),
    links={
        "utskick": lambda _: actions.ShowUnfinished(),
        "u": lambda number: unpack(actions.Read, f"u:u:{number}") or actions.Read(0),
        "l": archive.counted_link,
        "a": lambda number: unpack(actions.ReadArchived, f"a:r:{number}") or actions.ReadArchived(0),
    },
    prompts={PROMPT: menu.take},
    notices={"broadcast": notices.of_broadcast},
    work=(delivery.work,),
    moved=(recipients_store.renumber,),
    subscribed=(recipients_store.follow_wish,),
    forget=(recipients_store.forget, personal.forget),
    set_aside=(aside.set_aside,),
    personal=(*personal.TRACES,),
    erase=(personal.erase,),
)
