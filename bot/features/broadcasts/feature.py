"""What broadcasts bring to the whole."""

from bot.chat.actions import raw
from bot.chat.commands import Command
from bot.chat.feature import Feature
from bot.features.broadcasts.handlers import archive, draft, menu
from bot.features.broadcasts.store import aside, recipients
from bot.features.broadcasts.worker import delivery, notices

FEATURE = Feature(
    commands=(
        Command("arkiv", "läs nätverkets tidigare utskick", ("private", "group"), archive.command),
        Command(
            "utskick",
            "skicka något till nätverkets grupper, och se hur det går",
            ("moderators", "organiser"),
            menu.command,
        ),
    ),
    actions=(
        raw("u", menu.perform, "private"),
        raw("a", archive.perform, "private"),
        raw("k", archive.thanked, "any"),
    ),
    links={"utskick": lambda _: "u:list", "u": lambda number: f"u:u:{number}", "a": lambda number: f"a:r:{number}"},
    prompts={draft.PROMPT: menu.take},
    notices={"broadcast": notices.of_broadcast},
    work=(delivery.work,),
    moved=(recipients.renumber,),
    forget=(recipients.forget,),
    set_aside=(aside.set_aside,),
)
