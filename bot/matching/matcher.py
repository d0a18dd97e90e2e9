"""A question in, ranked entries out, with a confidence and what to do about it."""

from dataclasses import replace
from functools import cache as once
from functools import partial
from typing import Self

from bot.knowledge.values import Reply
from bot.matching.acts import Act, act, has_passed, is_over
from bot.matching.bm25 import Scores
from bot.matching.content import Content
from bot.matching.emergencies import known_calm, learnt
from bot.matching.encoder import Encoder, Vector, VectorCache, Vectors
from bot.matching.judging import Weighing, hits, judge
from bot.matching.promise import Promised
from bot.matching.result import Result
from bot.matching.small_talk import ALARM, is_cry
from bot.matching.text import cut, words

_POINTED = 0.55  # how alike in meaning a message has to be to one that somebody else answers
_HELPED = 0.75  # to one whom a helpline answers, so that it is pointed there though it is no cry
_SAME = 0.85  # for one whose words carry no meaning of their own
_SHORT = 3  # words; fewer ask for an overview


class Matcher(Promised):
    """Over one knowledge; immutable, and safe to use from several threads.

    It tells what asks nothing of the knowledge from what does. The first message, or `ready`, encodes those cries for
    help that are not in the cache.
    """

    def _compare(self, encoder: Encoder | None, cache: VectorCache | None) -> Vectors | None:
        self._emergencies = once(partial(learnt, self.phrases.texts, encoder, cache))
        return super()._compare(encoder, cache)

    def ready(self) -> Self:
        """The same, having learnt what the first message would have to wait for."""
        self._emergencies()
        return self

    def match(self, text: str) -> Result:
        """The result for any text whatever."""
        question = cut(text)
        if not words(question) or not self.entries:
            done = self._act(question, None, sure=False)
            return Result(question, "none", 0.0, (), self._reply(question, done), done)
        weighing = self.weigh(question)
        found = judge(question, weighing, self.entries, self.lexical, self.fitted(weighing))
        done = self._act(question, weighing.meaning, sure=found.outcome == "answer")
        reply = self._reply(question, done, weighing)
        if not (self.is_pinned(question) and done != "danger") and (done is not None or reply is not None):
            return _unasked(found, reply, done)
        pointed, learnt = self._pointed(question, weighing), self.learnt(question)
        if learnt is None and len(words(question)) >= _SHORT:
            learnt = self.owner(question)
        if learnt is not None and (pointed is None or ALARM not in pointed.answer):
            answer = hits(self.entries, _with_first(weighing.scores, learnt))
            return Result(question, "answer", 1.0, answer, content=found.content, language=found.language)
        if pointed is not None and (learnt is not None or found.outcome == "none"):
            return replace(found, outcome="none", reply=pointed)
        return found

    def has_passed(self, question: str) -> bool:
        """Whether a message that follows a cry for help tells that it is over, by its words or as has been learnt."""
        if has_passed(question) or not words(question):
            return has_passed(question)
        return self._emergencies().is_over(question, self.weigh(question).meaning)

    def _reply(self, question: str, done: Act | None, weighing: Weighing | None = None) -> Reply | None:
        """What is said at once; to a cry for help what is known for that danger, else the number alone."""
        known = self.small_talk.reply(question)
        if done != "danger":
            return known
        near = self._pointed(question, weighing) if known is None and weighing is not None else known
        return near if near is not None and is_cry(near) else self.small_talk.alarm

    def _act(self, question: str, meaning: Vector | None, *, sure: bool) -> Act | None:
        """What a message does; cries for help are told by words that stand together, or by what has been learnt.

        Where there is a sure answer, what has been learnt has to be surer.
        """
        done, said = act(question), words(question)
        if done == "danger":
            return None if " ".join(said) in known_calm() else done
        if not said or is_over(question) or self.learnt(question) is not None:
            return done
        return "danger" if self._emergencies().is_cry(question, meaning, sure=sure) else done

    def _pointed(self, question: str, weighing: Weighing) -> Reply | None:
        """Where a message belongs that means nearly the same as one that we know."""
        semantic, meant = weighing.semantic, weighing.lexical.content
        if semantic is None or semantic.outside_best < _POINTED or not self._outside_replies:
            return None
        reply = self._outside_replies[semantic.outside_nearest]
        near = reply != self.small_talk.alarm and semantic.outside_best >= _HELPED
        calm = " ".join(words(question)) in known_calm() or (
            not near and self._emergencies().is_calm(question, weighing.meaning)
        )
        if reply is None or (is_cry(reply) and calm) or not self._is_meant(meant, reply, semantic.outside_best):
            return None
        return self.small_talk.fitting(question, meant, reply)

    def _is_meant(self, meant: Content, reply: Reply, likeness: float) -> bool:
        """Whether a message is alike enough: the less it names of what the reply is for, the more, but for a danger."""
        if meant.empty or (not meant.heavy and ALARM not in reply.answer):
            return likeness >= _SAME
        return likeness >= _HELPED or ALARM in reply.answer or self.small_talk.shares(meant, reply)


def _unasked(found: Result, reply: Reply | None, done: Act | None) -> Result:
    """The result of a message that asks nothing of the knowledge."""
    confidence = min(found.confidence, 0.01)
    return replace(found, outcome="none", confidence=confidence, reply=reply, act=done, lacks=None, read_as=None)


def _with_first(scores: Scores, number: int) -> Scores:
    """The scores with one entry before all others."""
    changed = scores.copy()
    changed[number] = scores.max() + 1
    return changed
