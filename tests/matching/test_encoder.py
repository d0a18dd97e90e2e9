"""Vectors on disk: computed once, whatever happens to the file or to the process."""

import multiprocessing
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from bot.matching.encoder import Vector, VectorCache
from tests.matching.making import GramEncoder

TEXTS = ("bil", "buss", "bil", "båt")


class Renamed(GramEncoder):
    """Another model."""

    name = "other"


class Interrupted(GramEncoder):
    """Power fails at the 250th text."""

    def encode(self, text: str) -> Vector:
        if len(self.encoded) == 249:
            raise KeyboardInterrupt
        return super().encode(text)


def _stored(file: Path) -> int:
    """How many texts a process of its own still had to encode."""
    encoder = GramEncoder()
    VectorCache(file).vectors(encoder, [f"text {number}" for number in range(300)])
    return len(encoder.encoded)


def test_each_text_is_encoded_once_for_good(tmp_path: Path) -> None:
    """The second cache over the same file asks the encoder nothing, and gives the same vectors."""
    first, second = GramEncoder(), GramEncoder()
    vectors = VectorCache(tmp_path / "new" / "v.db").vectors(first, TEXTS)
    again = VectorCache(tmp_path / "new" / "v.db").vectors(second, TEXTS)
    assert (first.encoded, second.encoded) == (["bil", "buss", "båt"], [])
    np.testing.assert_array_equal(vectors, again)
    np.testing.assert_array_equal(vectors[2], first.encode("bil"))
    assert vectors.shape == (4, 64)


def test_models_do_not_share_vectors(tmp_path: Path) -> None:
    """A new model encodes everything anew."""
    VectorCache(tmp_path / "v.db").vectors(GramEncoder(), TEXTS)
    other = Renamed()
    VectorCache(tmp_path / "v.db").vectors(other, TEXTS)
    assert len(other.encoded) == 3


def test_no_texts_have_no_vectors(tmp_path: Path) -> None:
    """An empty knowledge is no error."""
    assert VectorCache(tmp_path / "v.db").vectors(GramEncoder(), ()).shape == (0, 64)


@pytest.mark.parametrize("content", [b"", b"not a database " * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_that_cannot_be_read_is_made_anew(tmp_path: Path, content: bytes) -> None:
    """The cache can always be computed again, so a broken one is no reason to stop."""
    file = tmp_path / "v.db"
    file.write_bytes(content)
    assert VectorCache(file).vectors(GramEncoder(), TEXTS).shape == (4, 64)
    again = GramEncoder()
    VectorCache(file).vectors(again, TEXTS)
    assert again.encoded == []


def test_a_file_damaged_in_the_middle_is_made_anew(tmp_path: Path) -> None:
    """Damage that only shows when the vectors are read is forgiven as well."""
    file = tmp_path / "v.db"
    _stored(file)
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    assert VectorCache(file).vectors(GramEncoder(), TEXTS).shape == (4, 64)


def test_a_vector_of_the_wrong_length_is_computed_again(tmp_path: Path) -> None:
    """What somebody else stored under the key does not crash the matcher."""
    file = tmp_path / "v.db"
    VectorCache(file).vectors(GramEncoder(), TEXTS)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE vectors SET vector = x'00'")
    encoder = GramEncoder()
    assert VectorCache(file).vectors(encoder, TEXTS).shape == (4, 64)
    assert len(encoder.encoded) == 3


def test_a_place_that_cannot_be_written_to_is_done_without(tmp_path: Path) -> None:
    """No cache means more work, not no answers."""
    (tmp_path / "file").write_text("")
    assert VectorCache(tmp_path / "file" / "v.db").vectors(GramEncoder(), TEXTS).shape == (4, 64)
    assert VectorCache(tmp_path).vectors(GramEncoder(), TEXTS).shape == (4, 64)


def test_a_cache_that_somebody_else_is_writing_to_is_read_meanwhile(tmp_path: Path) -> None:
    """A warming bot never keeps `ask` waiting, nor is its file taken for a damaged one."""
    file = tmp_path / "v.db"
    VectorCache(file).vectors(GramEncoder(), TEXTS)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        encoder = GramEncoder()
        assert VectorCache(file).vectors(encoder, TEXTS).shape == (4, 64)
        assert encoder.encoded == []


def test_work_cut_short_is_not_lost(tmp_path: Path) -> None:
    """After an interruption at the 250th text at most the last fifty are encoded again."""
    with pytest.raises(KeyboardInterrupt):
        VectorCache(tmp_path / "v.db").vectors(Interrupted(), [f"text {number}" for number in range(300)])
    assert _stored(tmp_path / "v.db") <= 100


def test_processes_share_a_cache(tmp_path: Path) -> None:
    """`ask` beside a running bot neither fails nor spoils the file."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        assert all(count <= 300 for count in pool.map(_stored, [tmp_path / "v.db"] * 4))
    assert _stored(tmp_path / "v.db") == 0
