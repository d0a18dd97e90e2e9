"""Characters that have no place in a text: those nobody sees, and those that turn the direction of reading."""

import re
from typing import Final

_HIDDEN: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_TURNING: Final = "\u202a-\u202e\u2066-\u2069"
UNWANTED: Final = re.compile(f"[{_HIDDEN}{_TURNING}]")
_TURNS: Final = re.compile(f"[{_TURNING}]")

REMEDY: Final = "Ta bort det, eller skriv raden på nytt"


def told(found: re.Match[str]) -> tuple[str, str]:
    """What is wrong with a character that UNWANTED found, and the remedy."""
    code = f"U+{ord(found.group()):04X}"
    if _TURNS.match(found.group()):
        return f"har ett osynligt tecken som vänder skriften ({code})", REMEDY
    return f"har ett osynligt styrtecken ({code})", REMEDY
