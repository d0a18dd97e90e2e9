"""What Telegram's refusals mean, each as PTB hands it on from the wire."""

from collections.abc import Mapping
from typing import Final

import httpx
import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.gateway import outcomes
from bot.gateway.outcomes import Fate, Refusal, fate, is_final, refusal, why_not_mended
from bot.gateway.values import Reason
from bot.simulator.failures import TELEGRAM_SAYS, saying
from bot.simulator.request import SimulatorRequest
from bot.simulator.simulator import Simulator

MEANINGS: Final[Mapping[str, Refusal]] = {
    "message is not modified: specified new message content and reply markup are exactly the same": "unchanged",
    "MESSAGE_NOT_MODIFIED": "unchanged",
    "message to edit not found": "message_gone",
    "message to delete not found": "message_gone",
    "MESSAGE_ID_INVALID": "message_gone",
    "message can't be edited": "too_old",
    "message can't be deleted": "too_old",
    "MESSAGE_EDIT_TIME_EXPIRED": "too_old",
    "MESSAGE_DELETE_FORBIDDEN": "too_old",
    "query is too old and response timeout expired or query ID is invalid": "press_too_old",
    "QUERY_ID_INVALID": "press_too_old",
    "bot was blocked by the user": "blocked",
    "USER_IS_BLOCKED": "blocked",
    "bot can't initiate conversation with a user": "blocked",
    "user is deactivated": "deactivated",
    "INPUT_USER_DEACTIVATED": "deactivated",
    "bot was kicked from the group chat": "kicked",
    "bot was kicked from the supergroup chat": "kicked",
    "bot is not a member of the supergroup chat": "kicked",
    "CHANNEL_PRIVATE": "kicked",
    "the group chat was deleted": "perhaps_moved",
    "group chat was upgraded to a supergroup chat": "perhaps_moved",
    "the chat was deleted": "chat_gone",
    "chat not found": "chat_gone",
    "TOPIC_CLOSED": "topic_closed",
    "TOPIC_DELETED": "topic_gone",
    "message thread not found": "topic_gone",
    "not enough rights to send text messages to the chat": "no_rights",
    "not enough rights to send photos to the chat": "no_rights",
    "have no rights to send a message": "no_rights",
    "need administrator rights in the channel chat": "no_rights",
    "CHAT_ADMIN_REQUIRED": "no_rights",
    "CHAT_RESTRICTED": "no_rights",
    "USER_RESTRICTED": "no_rights",
    "CHAT_WRITE_FORBIDDEN": "no_rights",
    "CHAT_SEND_PLAIN_FORBIDDEN": "no_rights",
    "CHAT_SEND_PHOTOS_FORBIDDEN": "no_rights",
    "CHAT_SEND_DOCS_FORBIDDEN": "no_rights",
    "PEER_ID_INVALID": "shut_out",
    "bot can't send messages to bots": "shut_out",
    "can't parse entities": "refused",
}


@pytest.fixture
def simulator() -> Simulator:
    """A small Telegram."""
    return Simulator()


async def said(simulator: Simulator, words: str) -> TelegramError:
    """What PTB raises when Telegram says so."""
    simulator.failures.order(saying(words))
    with pytest.raises(TelegramError) as raised:
        await Bot(simulator.token, request=SimulatorRequest(simulator)).send_message(1, "Hej")
    return raised.value


@pytest.mark.parametrize("words", TELEGRAM_SAYS)
async def test_each_of_telegrams_refusals_has_a_meaning(simulator: Simulator, words: str) -> None:
    """In capitals or in a sentence, 400 or 403."""
    assert refusal(await said(simulator, words)) == MEANINGS[words]


@pytest.mark.parametrize(("words", "meaning"), outcomes.WORDS)
def test_each_word_of_the_table_is_said(words: str, meaning: Refusal) -> None:
    """Each decides about at least one sentence: what stands in vain, or behind another, is no use."""
    decided = [
        sentence
        for sentence in TELEGRAM_SAYS
        if words == next((known for known, _ in outcomes.WORDS if known in sentence.casefold()), None)
    ]
    assert decided
    assert {MEANINGS[sentence] for sentence in decided} == {meaning}


def _caused(error: NetworkError, cause: Exception) -> NetworkError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "meaning", "became"),
    [
        (ChatMigrated(-100), "moved", ("moved", "refused")),
        (RetryAfter(3), "again", ("again", "refused")),
        (_caused(NetworkError("x"), httpx.ConnectError("")), "again", ("again", "refused")),
        (TimedOut("Pool timeout: all are occupied"), "again", ("again", "refused")),
        (_caused(TimedOut(), httpx.ReadTimeout("")), "unknown", ("unknown", "timeout")),
        (_caused(NetworkError("x"), httpx.RemoteProtocolError("")), "unknown", ("unknown", "broken")),
        (NetworkError("Bad Gateway"), "unknown", ("unknown", "broken")),
        (TelegramError("Invalid server response"), "unknown", ("unknown", "broken")),
        (InvalidToken(), "revoked", ("failed", "refused")),
        (Conflict("terminated by other getUpdates request"), "revoked", ("failed", "refused")),
        (BadRequest("can't parse entities"), "refused", ("failed", "refused")),
    ],
    ids=str,
)
def test_errors_that_are_no_words(error: TelegramError, meaning: Refusal, became: tuple[Fate, Reason]) -> None:
    """Moved, surely not sent, unknown: PTB's class or the cause says it."""
    assert refusal(error) == meaning
    assert fate(error, 1) == became
    assert is_final(error) is (meaning == "refused")


def test_a_group_said_to_be_deleted_may_be_moving() -> None:
    """It is called again three times, then taken for deleted."""
    error = BadRequest("group chat was upgraded to a supergroup chat")
    assert [fate(error, deletions) for deletions in (1, 3, 4)] == [
        ("again", "deleted"),
        ("again", "deleted"),
        ("gone", "deleted"),
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("message to edit not found", "missing"),
        ("message thread not found", "missing"),
        ("message can't be edited", "too_old"),
        ("CHAT_WRITE_FORBIDDEN", "muted"),
        ("the group chat was deleted", "deleted"),
        ("can't parse entities", "refused"),
    ],
)
async def test_why_a_copy_is_not_mended(simulator: Simulator, words: str, why: Reason) -> None:
    """What will not be otherwise next time."""
    assert why_not_mended(await said(simulator, words)) == why


@pytest.mark.parametrize("error", [RetryAfter(3), TimedOut(), InvalidToken()], ids=str)
def test_what_may_still_be_mended(error: TelegramError) -> None:
    """An edit can be made again whether or not it was made."""
    assert why_not_mended(error) is None
