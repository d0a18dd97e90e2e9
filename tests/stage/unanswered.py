"""/obesvarade: members have asked in vain, and Johan looks at it."""

from bot.features.unanswered.store import clusters, questions
from bot.features.unanswered.store.questions import Asked
from bot.simulator.model import Message
from tests.conftest import Stage
from tests.stage.queue import press

DRONES = "kvällsöppet för drönarpiloter"
HIDDEN = "kan Eva i Ålsta laga min pump"


async def ask(desk: Stage, text: str, *askers: int) -> str:
    """Every asker has asked a text in vain; the token of the last."""
    token = ""
    for asker in askers:
        token = await questions.record(desk.services.database, Asked(text, "private", "none", 0.1, None))
        await clusters.remember_asker(desk.services.database, token, asker)
    return token


async def listed(desk: Stage) -> Message:
    """What Johan gets for /obesvarade."""
    [page] = await desk.say("/obesvarade", desk.village.moderators, desk.village.officer)
    return page


async def answer(desk: Stage, page: Message, words: str) -> Message:
    """Johan replies to a message; what the bot says to that."""
    chat = desk.village.moderators
    desk.simulator.people.send_text(chat, desk.village.officer, words, reply_to=desk.now(page))
    await desk.settled()
    return desk.simulator.sent(chat)[-1]


async def opened(desk: Stage, text: str = DRONES) -> Message:
    """The page of a question that three have asked."""
    await ask(desk, text, 1, 2, 3)
    page = await listed(desk)
    await press(desk, desk.village.officer, "1", page)
    return page


def labels(desk: Stage, page: Message) -> list[str]:
    """The buttons of a message as it is now."""
    return [button["text"] for button in desk.now(page).buttons]


async def forged(desk: Stage, page: Message, data: str) -> str:
    """Johan presses a button that is not there; the notice that he sees."""
    query = desk.simulator.people.forge_press(desk.village.officer, page, data)
    await desk.settled()
    return str((desk.simulator.people.answer_to(query) or {}).get("text", ""))
