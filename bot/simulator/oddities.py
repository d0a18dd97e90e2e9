"""Messages that a library of today cannot read, or not write back: from an older server than it knows, or a newer."""

from collections.abc import Mapping
from typing import Final

from bot.simulator.model import Json

_OPTION: Final[Json] = {"text": "Fisk", "voter_count": 0}
_STICKER: Final[Json] = {
    "file_id": "gift", "file_unique_id": "gift", "type": "regular", "width": 1, "height": 1,
    "is_animated": False, "is_video": False,
}  # fmt: skip
ODDITIES: Final[Mapping[str, Json]] = {
    "a poll of an older server": {
        "poll": {
            "id": "1", "question": "Fisk?", "options": [_OPTION], "total_voter_count": 0, "is_closed": False,
            "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
        }
    },
    "a gift without id": {"gift": {"gift": {"star_count": 5, "sticker": _STICKER}}},
    "a date outside the calendar": {"text": "hur ordnar vi samåkning", "date": 10**13},
    "an origin of a new kind": {"text": "hur ordnar vi samåkning", "forward_origin": {"type": "hologram"}},
    "a chat without number": {"text": "hur ordnar vi samåkning", "chat": {"type": "private"}},
    "a pin of a message out of reach": {
        "pinned_message": {"message_id": 3, "date": 0, "chat": {"id": 101, "type": "private", "first_name": "Anna"}}
    },
}  # fmt: skip
"""What stands in the message, by what is odd about it; all but the last cannot be read, that one not written back."""
