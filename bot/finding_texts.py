"""What looks like personal data, in Swedish: to whoever wrote it and to moderators; safe HTML."""

from collections.abc import Sequence
from typing import Final

from bot.knowledge.checks import cut
from bot.personal_data import Finding, Kind
from bot.texts import escape

MOST: Final = 5
_KINDS: Final[dict[Kind, str]] = {
    "identity_number": "personnummer",
    "identity_shape": "ser ut som ett personnummer",
    "phone": "telefonnummer",
    "email": "e-postadress",
    "property": "fastighetsbeteckning",
}


def listed(findings: Sequence[Finding]) -> str:
    """The first of them, one a line."""
    return "\n".join(f"• {_KINDS[each.kind]}: {escape(cut(each.text, 60))}" for each in findings[:MOST])
