"""A chat's messages are answered in the order they were written, and nobody waits for somebody else's chat."""

from time import monotonic

from bot.features.asking.pace import Pace
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Chat, Message, User
from tests.conftest import Stage

FLOOD = 500
QUESTIONS = ("hur ordnar vi samåkning", "vad är en reko-ring", "asdf qwer", "hej", "var finns pengar att söka")


def send(stage: Stage, chat: Chat, user: User, *texts: str) -> list[Message]:
    """Somebody writes several messages without waiting for answers."""
    return [stage.simulator.people.send_text(chat, user, text) for text in texts]


def slow(stage: Stage, seconds: float, chat: Chat | None = None) -> Rule:
    """Telegram takes its time."""
    rule = Rule(Kind.SLOW, method="sendMessage", chat_id=None if chat is None else chat.id, seconds=seconds)
    return stage.simulator.failures.order(rule)


def answered(stage: Stage, chat: Chat) -> list[int | None]:
    """The messages that the answers in a chat reply to, in the order of the answers."""
    return [message.reply_to for message in stage.simulator.sent(chat) if message.reply_to is not None]


async def test_answers_come_in_the_order_of_the_questions(stage: Stage) -> None:
    """Also when Telegram is slower with one than with the next, and when a question is new to the matcher."""
    for number, seconds in enumerate((0.2, 0.0, 0.1, 0.0), start=1):
        stage.simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", nth=number, seconds=seconds))
    asked = send(stage, stage.private, stage.anna, *QUESTIONS, *(f"{text} {n}" for n, text in enumerate(QUESTIONS)))
    await stage.settled()
    assert answered(stage, stage.private) == [message.id for message in asked]


async def test_a_slow_answer_holds_up_only_its_own_chat(stage: Stage) -> None:
    """While Telegram is slow with one member's answer, another's questions are all answered."""
    slow(stage, 1.0, stage.private)
    send(stage, stage.private, stage.anna, *QUESTIONS)
    farmer, theirs = stage.village.farmer, stage.simulator.world.private(stage.village.farmer)
    asked = send(stage, theirs, farmer, *QUESTIONS)
    await stage.simulator.until(lambda: len(answered(stage, theirs)) == len(asked), 0.9)
    assert len(answered(stage, stage.private)) == 1
    stage.simulator.failures.clear()
    await stage.settled()


async def test_a_members_flood_does_not_hold_up_another(stage: Stage) -> None:
    """Somebody who sends 500 messages waits for them alone; all are answered, in order."""
    rule = slow(stage, 0.2)
    flood = send(stage, stage.private, stage.anna, *("hej" for _ in range(FLOOD)))
    await _another_is_answered_soon(stage, stage.private)
    stage.simulator.failures.rules.remove(rule)
    await stage.simulator.until(lambda: len(answered(stage, stage.private)) == FLOOD, 30)
    assert answered(stage, stage.private) == [message.id for message in flood]


async def test_a_groups_flood_does_not_hold_up_a_member(stage: Stage) -> None:
    """Five hundred questions at once in a group: one answer at a time there, and the private chats go on."""
    group, crowd = stage.village.association, (stage.village.farmer, stage.village.volunteer)
    stage.services.kept[Pace] = Pace(FLOOD)
    rule = slow(stage, 0.2)
    for number in range(FLOOD):
        send(stage, group, crowd[number % 2], f"/fraga {QUESTIONS[number % len(QUESTIONS)]}")
    await _another_is_answered_soon(stage, group)
    stage.simulator.failures.rules.remove(rule)
    await stage.simulator.until(lambda: len(stage.simulator.sent(group)) == FLOOD, 30)


async def _another_is_answered_soon(stage: Stage, flooded: Chat) -> None:
    """The organiser asks behind the flood; the flood has only begun to be answered when she has her answer."""
    hers = stage.simulator.world.private(stage.village.organiser)
    before = monotonic()
    send(stage, hers, stage.village.organiser, QUESTIONS[0])
    await stage.simulator.until(lambda: stage.simulator.sent(hers), 10)
    assert len(stage.simulator.sent(flooded)) <= 2 + (monotonic() - before) / 0.2
    assert len(stage.simulator.sent(flooded)) < FLOOD / 10
