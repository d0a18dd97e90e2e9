"""The Swedish of a broadcast's recipients, listed or as a table; functions return safe HTML unless they say plain."""

import csv
import io
from collections.abc import Collection, Sequence
from typing import Final

from bot.features.broadcasts.texts.delivery import COUNTED, OUTCOMES, REASONS, by_outcome
from bot.features.broadcasts.values import Delivery, Outcome, Progress
from bot.language.dates import clock
from bot.language.text import escape, shortened
from bot.storage.clock import SWEDEN

WHICH_TOPIC = "Vart ska det skickas? Ämnet som grupperna valde är stängt eller borttaget."
NO_TOPIC_WAITS = "Ingen grupp väntar på ett ämne."
NOBODY = "Ingen mottagare har det läget."
COLUMNS: Final = ("nr", "namn", "typ", "läge", "orsak", "tid", "försök", "meddelandenummer", "tack, läst", "rättning")


def listed(found: Sequence[Delivery], progress: Progress, channels: Collection[int] = ()) -> str:
    """One page of recipients, of which those with these chat ids are channels."""
    counts = ", ".join(
        f"{COUNTED[outcome].casefold()} {count}" for outcome, count in by_outcome(progress).items() if count
    )
    lines = [recipient(each, channels) for each in found]
    return "\n".join([f"<b>Mottagare</b>: {counts}", "", *(lines or [NOBODY])])


def recipient(delivery: Delivery, channels: Collection[int] = ()) -> str:
    """One recipient's line."""
    reason = f", {REASONS[delivery.reason]}" if delivery.reason else ""
    at = f" kl. {clock(delivery.settled_at)}" if delivery.settled_at is not None else ""
    thanked = ", tack" if delivery.thanked else ""
    edit = f"; kunde inte ändras: {REASONS[delivery.edit_reason]}" if delivery.edit_reason else ""
    kind = " (kanal)" if delivery.chat_id in channels else ""
    who = f"{delivery.position + 1}. {escape(name(delivery))}{kind}"
    return f"{who}: {OUTCOMES[delivery.status]}{at}{reason}{thanked}{edit}"


def name(delivery: Delivery) -> str:
    """A group's title, plain; subscribers are nobody's to know."""
    return delivery.name if delivery.kind == "group" else f"Prenumerant {delivery.name}"


def outcome_button(outcome: Outcome, count: int) -> str:
    """To those of one outcome, plain."""
    return f"{COUNTED[outcome]} ({count})"


def counts(progress: Progress) -> dict[Outcome, int]:
    """How many there are of each that has any."""
    return {outcome: count for outcome, count in by_outcome(progress).items() if count}


def table(found: Sequence[Delivery], channels: Collection[int] = ()) -> bytes:
    """All recipients as a file that Swedish spreadsheets open: UTF-8 with a mark, semicolons."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(each, channels) for each in found)
    return written.getvalue().encode("utf-8-sig")


def file_name(broadcast_id: int) -> str:
    """What the table is called."""
    return f"utskick-{broadcast_id}-mottagare.csv"


def to_topic(delivery: Delivery, topic: str) -> str:
    """A choice for a group whose topic is closed or gone, plain."""
    return f"{shortened(delivery.name, 30)}: {topic}"


def _cells(delivery: Delivery, channels: Collection[int]) -> list[str]:
    chat = "kanal" if delivery.chat_id in channels else "grupp"
    return [
        str(delivery.position + 1),
        _harmless(name(delivery)),
        chat if delivery.kind == "group" else "prenumerant",
        OUTCOMES[delivery.status],
        REASONS[delivery.reason] if delivery.reason else "",
        "" if delivery.settled_at is None else f"{delivery.settled_at.astimezone(SWEDEN):%Y-%m-%d %H:%M:%S}",
        str(delivery.attempts),
        str(delivery.message_id or ""),
        "ja" if delivery.thanked else "",
        f"kunde inte ändras: {REASONS[delivery.edit_reason]}" if delivery.edit_reason else "",
    ]


def _harmless(cell: str) -> str:
    """A spreadsheet would carry out what begins so."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell
