"""What members asked in vain, in clusters of the same meaning; a text is shown only when it gives nobody away.

That is when three different members have asked it, or a moderator has cleaned it. Members are told apart by a keyed
hash of member and text, which is forgotten with the text and says nothing of what else the member has asked.
"""

import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from typing import Final

from bot.knowledge import store
from bot.matching.text import cut, words
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Row, Transaction
from bot.storage.personal import Trace

LOOKED_AT = timedelta(days=60)
ASKERS = 3
MOST_TEXTS = 500  # the newest; more take longer to match again than a moderator waits
_KEY = "askers"
_CLEANED = "cleaned"  # stands in an asker's place where a moderator has cleaned the text


TRACES: Final = (Trace("askers", "asker_hash", (), "own"),)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A text asked in vain, in its newest spelling; `token` and `number` are of that question in the log.

    What may not be shown is called by its number, which never comes to mean another text.
    """

    token: str
    text: str
    times: int
    shown: bool
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Texts that mean about the same, the most asked first."""

    texts: tuple[Unanswered, ...]

    @property
    def times(self) -> int:
        """How often they have been asked, all together."""
        return sum(each.times for each in self.texts)

    @property
    def shown(self) -> tuple[Unanswered, ...]:
        """Those whose words may be shown."""
        return tuple(each for each in self.texts if each.shown)


@dataclass(frozen=True, slots=True)
class Link:
    """Texts that now lead to an entry; its number is never another's."""

    number: int
    texts: tuple[str, ...]


async def remember_asker(database: Database, token: str, user_id: int) -> None:
    """Note that a member has asked the question `token` of the log, without noting who."""
    async with database.transaction() as transaction:
        row = await transaction.row("SELECT id, text FROM questions WHERE token = ?", (token,))
        if row is not None:
            key = await _key(transaction)
            await _note(
                transaction, _hash(key, _plain(row["text"])), _hash(key, f"{user_id} {_plain(row['text'])}"), row
            )


async def let_go(transaction: Transaction, person: int) -> None:
    """Leave no hash that somebody could find the person by; the questions stay, as anybody's."""
    key = await _key(transaction)
    rows = await transaction.rows("SELECT asker_hash, text FROM askers JOIN questions ON questions.id = question_id")
    for row in rows:
        if row["asker_hash"] == (theirs := _hash(key, f"{person} {_plain(row['text'])}")):
            await transaction.execute("DELETE FROM askers WHERE asker_hash = ?", (theirs,))


async def unanswered(database: Database) -> tuple[Unanswered, ...]:
    """The texts of the last 60 days without an answer, not even among suggestions; the most asked and newest first."""
    async with database.transaction() as transaction:
        return await _unanswered(transaction)


async def shown_text(database: Database, token: str) -> str | None:
    """What was asked with `token`, if that may be shown, answered meanwhile or not."""
    async with database.transaction() as transaction:
        row = await transaction.row("SELECT text FROM questions WHERE token = ?", (token,))
        shown = await _shown(transaction)
        key = await _key(transaction)
    return str(row["text"]) if row is not None and _hash(key, _plain(row["text"])) in shown else None


async def showable(database: Database, texts: Iterable[str]) -> frozenset[str]:
    """Those of `texts` that may be shown."""
    async with database.transaction() as transaction:
        shown, key = await _shown(transaction), await _key(transaction)
    return frozenset(each for each in texts if _hash(key, _plain(each)) in shown)


def cluster_of(found: Iterable[Cluster], text: str) -> Cluster | None:
    """The cluster that a text is in, however it is spelt there."""
    plain = _plain(text)
    return next((each for each in found if plain in [_plain(one.text) for one in each.texts]), None)


def clusters(asked: Sequence[Unanswered], groups: Iterable[Iterable[int]]) -> tuple[Cluster, ...]:
    """The clusters of `groups`, numbers in `asked` as `Library.groups` gives them; the most asked first."""
    made = (Cluster(tuple(asked[number] for number in group)) for group in groups)
    return tuple(sorted(made, key=lambda cluster: -cluster.times))


async def clean(database: Database, token: str, text: str) -> str | None:
    """Put a moderator's wording, which has words, in the place of a text, which is forgotten; the new one is shown.

    Returns the wording that then stands, which is another's if the text may be shown already; None if it is gone.
    """
    cleaned = cut(text)
    async with database.transaction() as transaction:
        row = await transaction.row("SELECT id, text FROM questions WHERE token = ?", (token,))
        key, shown = await _key(transaction), await _shown(transaction)
        if row is None or _hash(key, _plain(row["text"])) in shown:
            return None if row is None else str(row["text"])
        for number in await _same(transaction, [row["text"]]):
            await transaction.execute("DELETE FROM askers WHERE question_id = ?", (number,))
            await transaction.execute("UPDATE questions SET text = ? WHERE id = ?", (cleaned, number))
        await _note(transaction, _hash(key, _plain(cleaned)), _CLEANED, row)
    return cleaned


async def link(database: Database, tokens: Iterable[str], entry_id: str, moderator_id: int) -> Link | None:
    """Teach an entry the texts of `tokens` that may be shown, and count them as answered; None if no text is left.

    A question for which a member has chosen an entry keeps that.
    """
    wanted, at = set(tokens), stamp(now())
    async with database.transaction() as transaction:
        texts = [each.text for each in await _unanswered(transaction) if each.shown and each.token in wanted]
        if not texts:
            return None
        [row] = await transaction.rows("INSERT INTO links (entry_id) VALUES (?) RETURNING id", (entry_id,))
        for text in texts:
            await store.teach(transaction, entry_id, text, moderator_id, at, row["id"])
        for number in await _same(transaction, texts):
            await transaction.execute(
                "UPDATE questions SET entry_id = ?, link_id = ? WHERE id = ? AND entry_id IS NULL",
                (entry_id, row["id"], number),
            )
    return Link(row["id"], tuple(texts))


async def unlink(database: Database, number: int) -> str | None:
    """Take back what this link did and nothing else; returns its entry's id, None if that has been done before."""
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE questions SET entry_id = NULL, link_id = NULL WHERE link_id = ?", (number,))
        await store.unteach_linked(transaction, number)
        row = await transaction.row("DELETE FROM links WHERE id = ? RETURNING entry_id", (number,))
    return None if row is None else str(row["entry_id"])


async def _unanswered(transaction: Transaction) -> tuple[Unanswered, ...]:
    key = await _key(transaction)
    asked = await transaction.rows(
        "SELECT id, token, text FROM questions WHERE outcome <> 'answer' AND entry_id IS NULL AND asked_at >= ?"
        " ORDER BY id DESC",
        (stamp(now() - LOOKED_AT),),
    )
    return _counted(key, asked, await _shown(transaction))


async def _same(transaction: Transaction, texts: Iterable[str]) -> list[int]:
    """The questions without an answer that are one of the texts, give or take capitals and punctuation."""
    plain = {_plain(text) for text in texts}
    rows = await transaction.rows("SELECT id, text FROM questions WHERE outcome <> 'answer'")
    return [row["id"] for row in rows if _plain(row["text"]) in plain]


async def _note(transaction: Transaction, text_hash: str, asker: str, question: Row) -> None:
    await transaction.execute(
        "INSERT INTO askers (text_hash, asker_hash, question_id) VALUES (?, ?, ?)"
        " ON CONFLICT (text_hash, asker_hash) DO UPDATE SET question_id = excluded.question_id",
        (text_hash, asker, question["id"]),
    )


async def _key(transaction: Transaction) -> bytes:
    """The key of this database's hashes, made at the first use."""
    made = secrets.token_hex(32)
    await transaction.execute("INSERT OR IGNORE INTO secrets (name, value) VALUES (?, ?)", (_KEY, made))
    row = await transaction.row("SELECT value FROM secrets WHERE name = ?", (_KEY,))
    return bytes.fromhex(row["value"] if row is not None else made)


async def _shown(transaction: Transaction) -> set[str]:
    """Hashes of the texts that may be shown."""
    rows = await transaction.rows(
        "SELECT text_hash FROM askers GROUP BY 1 HAVING sum(asker_hash <> ?) >= ? OR max(asker_hash = ?)",
        (_CLEANED, ASKERS, _CLEANED),
    )
    return {row["text_hash"] for row in rows}


def _counted(key: bytes, asked: Iterable[Row], shown: set[str]) -> tuple[Unanswered, ...]:
    found: dict[str, Unanswered] = {}
    for row in asked:
        plain = _plain(row["text"])
        if plain in found:
            found[plain] = replace(found[plain], times=found[plain].times + 1)
        elif len(found) < MOST_TEXTS:
            found[plain] = Unanswered(row["token"], row["text"], 1, _hash(key, plain) in shown, row["id"])
    return tuple(sorted(found.values(), key=lambda each: -each.times))


def _plain(text: str) -> str:
    """What makes two texts the same question."""
    return " ".join(words(text)) or text


def _hash(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode("utf-8", "replace"), sha256).hexdigest()
