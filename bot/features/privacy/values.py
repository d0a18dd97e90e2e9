"""What is kept of somebody, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.storage.database import Value

Document = Mapping[str, Sequence[Mapping[str, Value]]]
"""Rows by the name of the trace that leads to them."""
PUBLISHED = ("approved", "merged")
ANSWERED = "meeting_answers.participant_id"
"""The trace of what was answered at meetings, and below, where that stays."""
TAKEN_IN = ("included", "merged")


@dataclass(frozen=True, slots=True)
class Fate:
    """How many rows of each trace go, and how many stay without whose they are."""

    goes: Mapping[str, int]
    stays: Mapping[str, int]
