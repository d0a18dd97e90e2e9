"""From a promise, "at most the share 0.02 of messages get a wrong sure answer", to the confidence that an answer needs.

Two estimates of the share that is wrong, and the stricter counts:

- Over this very knowledge: messages that no network's knowledge answers, each weighed as if it were not known to be
  one. It is split conformal prediction (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005): for
  a message drawn as those were, the chance of a sure answer is at most the promised share, whatever the knowledge.
- Over other networks' knowledge, written for that purpose: questions to their entries, and questions near them that
  they do not answer. The confidence is the least at which the mean of the networks' wrong shares is below a part of
  the promise, as in conformal risk control (Angelopoulos, Bates, Fisch, Lei and Schuster, ICLR 2024), but with that
  part in place of its correction for few examples: of messages there are enough, and of networks too few for it to
  allow any answer at all. The part was chosen by hand: with 1 the least of the networks broke the promise, on what is
  for choosing, and with 0.6 none did. Of all networks that are fitted on, each whole and bare and judged by a fit on
  the others, 85 % keep the promise with 0.6, 70 % with 1 and 97 % with 0.2, which halves the sure answers.

What members reject in use is counted with the first: a sure answer that was judged wrong is one more message that was
tempting. The second is no guarantee for a new network: its members ask other things, nearer to what it can answer or
less near. tests/benchmarks/networks.py measures how the promise is kept over messages that neither estimate has seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.matching.fusion import Weights

Shares = NDArray[np.floating]

_PART = 0.6  # of the promise, for the mean of other networks
_MOST_HINTS = 0.1  # of messages that no bare entry answers
_CLOSE = 1e-4  # between two confidences


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a member thought of the entry that a question got, or chose among those suggested."""

    question: str
    entry_id: str
    right: bool


def bounded(fitted: Weights, most_wrong: float, tempted: Shares, hinted: Shares) -> Weights:
    """The weights with the thresholds that keep a promise.

    `tempted` are the confidences of messages outside that would be surely answered if any confidence were enough, 0 for
    others; `hinted` likewise those that would be asked back. Both are empty where no messages are known.
    """
    least = reached_by(most_wrong, tempted)
    if fitted.taught:
        return replace(fitted, answer=max(fitted.answer, least))
    answer = max(least, elsewhere(fitted.wrong, most_wrong * _PART))
    return replace(fitted, answer=answer, suggestions=min(answer, reached_by(_MOST_HINTS, hinted)))


def reached_by(share: float, confidences: Shares) -> float:
    """The least threshold that at most a share of confidences reaches."""
    if not len(confidences):
        return 0.0
    ordered = np.sort(confidences)[::-1]
    return float(ordered[min(int(share * (len(ordered) + 1)), len(ordered) - 1)]) + _CLOSE


def elsewhere(wrong: Sequence[Sequence[float]], share: float) -> float:
    """The confidence at which a share was wrong in other networks; `wrong` are shares, ascending, with confidences.

    Between two shares it is between their confidences; for a share below all it is 1.
    """
    shares, confidences = np.array(wrong, np.float64).reshape(-1, 2).T
    return float(np.interp(share, shares, confidences, left=1.0)) if len(shares) else 1.0
