"""Whether an entry still reads as it did: what an edit was made over is kept as a fingerprint."""

from dataclasses import replace
from hashlib import sha256

from bot.knowledge.values import Entry


def fingerprint(entry: Entry) -> str:
    """Eight bytes of SHA-256 as hex, of all that moderators can change in the entry's text and beside it."""
    read = (
        entry.theme, entry.kind, entry.title, entry.answer, entry.more, entry.questions, entry.keywords, entry.contact,
        entry.valid_until, [(link.name, link.address) for link in entry.links],
    )  # fmt: skip
    return sha256(repr(read).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def has_moved(edited: Entry, filed: Entry) -> bool:
    """Whether the file says what the edit says: it may have more questions, which were learnt before the export."""
    alike = replace(edited, questions=filed.questions)
    return fingerprint(alike) == fingerprint(filed) and set(edited.questions) <= set(filed.questions)
