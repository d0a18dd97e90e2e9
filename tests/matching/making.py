"""Small knowledge and a cheap encoder for the tests of matching."""

from collections import Counter
from zlib import crc32

import numpy as np

from bot.knowledge.values import Entry, Knowledge, Reply, Synonyms
from bot.matching.encoder import Vector
from bot.matching.text import grams, words


def entry(name: str, answer: str, *questions: str, title: str = "", keywords: tuple[str, ...] = ()) -> Entry:
    """An entry; without a title it is bare."""
    return Entry(name, "allt", "exempel", title or answer[:60], answer, questions=questions, keywords=keywords)


VILLAGE = Knowledge(
    (
        entry("samakning", "Grannar delar bil till jobbet med en app.", "Hur ordnar vi samåkning?", "skjuts till stan"),
        entry("fiber", "Byn grävde ner bredband själv och äger nätet.", "Hur får vi fiber?", "långsamt internet"),
        entry(
            "bygdegard", "Bygdegården hyrs ut till fester och möten.", "Var kan vi ha fest?", title="Hyr bygdegården"
        ),
        entry("lanthandel", "Byborna köpte lanthandeln tillsammans.", "Affären ska läggas ner", keywords=("butik",)),
    ),
    synonyms=Synonyms((("bredband", "internet"),), {"livsmedel": ("butik",)}),
    small_talk=(Reply("tack", "Varsågod!", ("tack så mycket", "hej")),),
    pointers=(Reply("nodnummer", "Ring 112.", ("det brinner", "sirenen tjuter")),),
    out_of_scope=("vad blir det för väder",),
)


class GramEncoder:
    """Meaning as hashed letter grams: deterministic, and texts with the same letters are alike."""

    name = "grams"
    dim = 64

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, text: str) -> Vector:
        """The vector (64,), of length 1 for any text that has a word."""
        self.encoded.append(text)
        vector = np.zeros(self.dim, np.float32)
        for gram, count in Counter(grams(words(text))).items():
            vector[crc32(gram.encode()) % self.dim] += count
        return np.asarray(vector / max(1e-9, float(np.linalg.norm(vector))), np.float32)
