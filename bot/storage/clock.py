"""Times as the database keeps them: UTC, ISO 8601 to the second, so that they sort as text."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

SWEDEN: Final = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """`moment` (aware) as text, for example "2026-05-17T09:30:00Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """What `stamp` made `text` of."""
    return datetime.fromisoformat(text)
