"""Question -> ranked entries, confidence, outcome; the only home of rapidfuzz and of the encoder.

text        harmless, normalised, folded; words and letter grams
phrases     what entries are found by
spelling    typos, compounds taken apart or written apart
bm25        an index over any terms;  extended  the same with a few documents out or in
lexical     evidence from words and letters
encoder     vectors, and their cache on disk
semantic    evidence from meaning
fusion      one ranking, one confidence
small_talk  what is no question to the knowledge
clusters    texts that mean about the same
matcher     all of it for one question;  explain  the same in Swedish
replay   what becomes of questions when an entry comes or changes
"""

__all__ = [
    "Change",
    "Encoder",
    "Hit",
    "Matcher",
    "Outcome",
    "Remembering",
    "Replayed",
    "Result",
    "Stopped",
    "VectorCache",
    "alike",
    "answered_by",
    "cut",
    "explain",
    "find_encoder",
    "group",
    "in_vain",
    "replayed",
    "words",
]
