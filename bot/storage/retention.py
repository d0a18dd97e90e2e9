"""How long everything is kept that can be tied to a person: the one place, which /integritet and the README tell.

Whoever forgets reads its time here. Times are counted from the last use, or from when it was decided or over.
"""

from datetime import timedelta
from typing import Final, Literal

Kept = Literal[
    "thread", "cancelled", "prompt", "buttons", "link", "correction", "invitation", "update", "coming", "sorting",
    "participant", "question", "wait", "draft", "adoption", "left", "recipient", "verdict", "item", "open_item",
    "decision", "notice", "group",
]  # fmt: skip

PERIODS: Final[dict[Kept, timedelta]] = {
    "thread": timedelta(minutes=30),
    "cancelled": timedelta(hours=1),
    "prompt": timedelta(hours=1),
    "correction": timedelta(hours=1),
    "buttons": timedelta(hours=12),
    "link": timedelta(days=1),
    "update": timedelta(days=2),
    "invitation": timedelta(days=7),
    "coming": timedelta(days=30),
    "sorting": timedelta(days=30),
    "question": timedelta(days=90),
    "wait": timedelta(days=90),
    "draft": timedelta(days=90),
    "adoption": timedelta(days=90),
    "left": timedelta(days=90),
    "recipient": timedelta(days=90),
    "participant": timedelta(days=120),
    "verdict": timedelta(days=365),
    "item": timedelta(days=365),
    "decision": timedelta(days=365),
    "notice": timedelta(days=365),
    "group": timedelta(days=365),
    "open_item": timedelta(days=730),
}
"""What is kept, and how long, the shortest first."""
