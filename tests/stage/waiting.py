"""Members wait for answers, which come when somebody teaches the bot."""

from bot.features.asking import texts as asking_texts
from bot.features.moderation.store import decide
from bot.features.moderation.values import Content, Submission
from bot.features.unanswered.store import waiters
from bot.simulator.model import Message, User
from tests.conftest import Stage

TIP = "Vi i Åsby köpte en begagnad glasskiosk på hjul. Den kallas Glasspucken och rullar mellan badplatserna i juli."
TOLD = "Nu finns det ett svar på din fråga"
ASKED = "glasskiosk på hjul vid badplatserna"

NONSENSE = "qwerty zxcvb"


def answers(desk: Stage, user: User | None = None) -> list[Message]:
    """What somebody (Anna) was told because they waited."""
    private = desk.simulator.world.private(user or desk.anna)
    return [each for each in desk.simulator.sent(private) if each.text.startswith(TOLD)]


async def ask_in_vain(desk: Stage, question: str = ASKED, user: User | None = None) -> Message:
    """Somebody (Anna) asks; the page that says that there is no safe answer."""
    private = desk.simulator.world.private(user or desk.anna)
    [page] = await desk.say(question, private, user)
    if asking_texts.NONE_OF_THESE in labels(page):
        await desk.press(page, asking_texts.NONE_OF_THESE, user)
    assert desk.now(page).text.startswith("Jag hittar inget säkert svar")
    return desk.now(page)


async def wait(desk: Stage, question: str = ASKED, user: User | None = None) -> Message:
    """Somebody asks in vain and wants to hear."""
    page = await ask_in_vain(desk, question, user)
    await desk.press(page, asking_texts.WAIT, user)
    return desk.now(page)


async def waiting(desk: Stage, user: User | None = None) -> list[str]:
    """What somebody (Anna) waits for."""
    found = await waiters.of_member(desk.services.database, (user or desk.anna).id)
    return [waiter.question for waiter in found]


async def approve(desk: Stage, text: str = TIP) -> Message:
    """A tip from its author to the members; its card."""
    card = await send_in(desk, text)
    for button in ("Godkänn", "Publicera"):
        await desk.press(card, button, desk.village.officer)
    return card


def labels(message: Message) -> list[str]:
    """What the buttons say."""
    return [button["text"] for button in message.buttons]


async def send_in(desk: Stage, text: str = TIP) -> Message:
    """Samira has sent a tip; its card."""
    author = desk.village.volunteer
    new = Submission("tip", author.id, desk.simulator.world.private(author).id, Content(text, theme="mat"))
    async with desk.services.database.transaction() as transaction:
        await decide.submit(transaction, new)
    desk.services.outbox.set()
    await desk.settled()
    return desk.simulator.sent(desk.village.moderators)[-1]
