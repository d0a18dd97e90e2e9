"""Question -> ranked entries, confidence, outcome; the only home of rapidfuzz and of the encoder.

text        harmless, normalised, folded; words and letter grams
phrases     what entries are found by
patterns    what tells acts and kinds apart, from patterns.yaml
content     which words carry meaning, and which entries are about them
acts        cries for help, wishes for a person, questions about meetings
kinds       which kind of answer is asked for, and which an entry holds
language    which language a message is in
spelling    typos, compounds taken apart or written apart
bm25        an index over any terms;  extended  the same with a few documents out or in
lexical     evidence from words and letters
encoder     vectors, and their cache on disk
semantic    evidence from meaning
fusion      one ranking, one confidence
judging     from both to what is answered, asked back, or not known
small_talk  what is no question to the knowledge
groups      texts that mean about the same
matcher     all of it for one question;  explain  the same in Swedish
replaying   what becomes of questions when an entry comes or changes
"""

from bot.matching.acts import Act
from bot.matching.content import Content
from bot.matching.encoder import Encoder, Remembering, VectorCache, find_encoder
from bot.matching.explain import explain
from bot.matching.groups import alike, group
from bot.matching.kinds import AnswerKind
from bot.matching.matcher import Matcher
from bot.matching.replaying import Change, Replayed, Stopped, answered_by, in_vain, replayed
from bot.matching.result import Hit, Outcome, Result
from bot.matching.text import cut, words

__all__ = [
    "Act",
    "AnswerKind",
    "Change",
    "Content",
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
