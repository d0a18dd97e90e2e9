"""An administrator who writes in the group's own name: what Telegram does not tell is not guessed."""

from bot.features.moderation.store import mutes, queue
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.texts import queue as queue_texts
from bot.features.roles import texts as roles_texts
from bot.simulator.composing import text_content
from bot.simulator.entities import Formatted, with_detected
from bot.simulator.model import Chat, Message, User
from tests.conftest import Stage
from tests.stage.queue import TIP, cards, heard, now, press, send_in

GROUP_ANONYMOUS_BOT = User(1_087_968_824, "Group", username="GroupAnonymousBot", is_bot=True)  # Telegram's own


async def write(desk: Stage, words: str, to: Message | None = None, voice: Chat | None = None) -> str:
    """Somebody writes as a chat (the moderators' own), perhaps as a reply; what the bot says to that."""
    chat, world = desk.village.moderators, desk.simulator.world
    content = text_content(with_detected(Formatted(words, [])))
    extra = {"sender_chat": (voice or chat).as_json()}
    reply_to = to.id if to is not None else None
    sent = world.post(chat, GROUP_ANONYMOUS_BOT, content, extra=extra, reply_to=reply_to)
    world.tell(chat.id, sent.id)
    await desk.settled()
    return cards(desk)[-1].text


async def test_commands_work(desk: Stage) -> None:
    """Also the one that decides something, said to be by an anonymous administrator."""
    item = await send_in(desk)
    assert "1 tips" in await write(desk, "/ko")
    said = await write(desk, f"/tysta {item.id} 3")
    assert said.startswith(f"Anonym administratör har tystat den som skickade nr {item.id}.")
    assert await mutes.muted_until(desk.database, desk.anna.id) is not None


async def test_a_reply_declines_and_history_says_that_nobody_knows_who(desk: Stage) -> None:
    """The card and /historik tell it as it is; the author hears the reason."""
    item = await send_in(desk)
    assert await write(desk, "avslå: Kiosken är såld.", cards(desk)[0]) == decisions_texts.DECLINED_SENT
    assert (await now(desk, item)).status == "declined"
    assert "av Anonym administratör" in cards(desk)[0].text
    assert "Kiosken är såld." in heard(desk)
    assert "Anonym administratör avslog" in await write(desk, f"/historik {item.id}")


async def test_a_question_to_the_author_needs_the_word_for_it(desk: Stage) -> None:
    """Whoever pressed the button cannot be told from the others, so a plain reply is not sent by mistake."""
    item = await send_in(desk)
    assert await write(desk, "Var i Åsby?", cards(desk)[0]) == queue_texts.ANONYMOUS_HOW
    assert (await now(desk, item)).status == "waiting"
    assert await write(desk, "Fråga: Var i Åsby?", cards(desk)[0]) == decisions_texts.QUESTION_SENT
    assert "Var i Åsby?" in heard(desk)


async def test_what_another_has_in_hand_is_left_alone(desk: Stage) -> None:
    """Even if it may be the same person, who reads how to go on."""
    item = await send_in(desk)
    await press(desk, desk.village.officer, "Ta hand om")
    said = await write(desk, "avslå: Kiosken är såld.", cards(desk)[0])
    assert said.startswith("Johan har hand om det")
    assert said.endswith(queue_texts.ANONYMOUS_CLAIMED)
    await press(desk, desk.village.officer, "Släpp")
    await write(desk, "avslå: Kiosken är såld.", cards(desk)[0])
    assert (await now(desk, item)).status == "declined"


async def test_nothing_that_is_written_anonymously_publishes(desk: Stage) -> None:
    """A moderator's own tip: no words approve or merge it, and at the press Telegram tells who it is."""
    johan = desk.village.officer
    await desk.after(desk.simulator.people.start(johan))
    item = await send_in(desk, author=johan)
    for words in ("godkänn", "Godkänn: ja", "publicera", "slå ihop", "/godkann", f"m:{item.id}:1:publish"):
        await write(desk, words, cards(desk)[0])
    assert (await now(desk, item)).version == 1
    assert await press(desk, johan, "Godkänn") == decisions_texts.OWN
    actions = [row.action for row in await queue.history(desk.database, item.id)]
    assert actions == ["submit"]


async def test_another_chats_voice_is_no_moderator(desk: Stage) -> None:
    """A channel that may write in the group is not one of its administrators."""
    item = await send_in(desk, TIP)
    said = await write(desk, "avslå: Nej.", cards(desk)[0], desk.village.network)
    assert said == roles_texts.NOT_MODERATOR
    assert await write(desk, f"/tysta {item.id}", None, desk.village.network) == roles_texts.NOT_MODERATOR
    assert (await now(desk, item)).version == 1
