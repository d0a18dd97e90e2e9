"""Question -> ranked entries, confidence, outcome; the only home of rapidfuzz and of the encoder.

text        harmless, normalised, folded; words and letter grams
phrases     what entries are found by
spelling    typos, compounds taken apart or written apart
bm25        an index over any terms
lexical     evidence from words and letters
encoder     vectors, and their cache on disk
semantic    evidence from meaning
fusion      one ranking, one confidence
small_talk  what is no question to the knowledge
matcher     all of it for one question;  explain  the same in Swedish
"""

from bot.matching.encoder import Encoder, VectorCache, find_encoder
from bot.matching.explain import explain
from bot.matching.matcher import Matcher
from bot.matching.result import Hit, Outcome, Result
from bot.matching.text import cut

__all__ = ["Encoder", "Hit", "Matcher", "Outcome", "Result", "VectorCache", "cut", "explain", "find_encoder"]
