"""What asking brings to the whole."""

from bot.chat import texts as chat_texts
from bot.chat.actions import AskAgain, AskPeople, Open, SeeWait, doing
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.chat.threads import new_token
from bot.features.answers.actions import Browse, Reject
from bot.features.asking import notices, store, texts
from bot.features.asking.actions import AskToo, Choose, ChooseNone, ShowHow, StopWaiting, Wait
from bot.features.asking.handlers import questions, suggestions, waits

FEATURE = Feature(
    commands=(
        Command("fraga", "ställ en fråga", ("private", "group"), questions.command),
        Command("manniska", "fråga en människa", ("private", "group"), questions.people),
    ),
    keyboard={chat_texts.ASK_BUTTON: questions.ask_prompt},
    actions=(
        doing(Open, suggestions.open_entry),
        doing(Browse, suggestions.browse),
        doing(Reject, suggestions.reject),
        doing(Choose, suggestions.choose),
        doing(ChooseNone, suggestions.choose_none),
        doing(AskAgain, suggestions.ask_again),
        doing(AskToo, suggestions.ask_too),
        doing(ShowHow, suggestions.show_how),
        doing(SeeWait, waits.see),
        doing(StopWaiting, waits.stop),
        doing(Wait, waits.begin),
    ),
    links={"q": AskAgain, "manniska": lambda _: AskPeople(new_token())},
    words=questions.words,
    addressed=questions.addressed,
    slips=texts.SLIPS,
    edited=questions.edited_text,
    notices={"waiter": notices.say},
    forget=(store.forget,),
    personal=(*store.TRACES,),
)
