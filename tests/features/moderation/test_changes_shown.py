"""What moderators read of what is different in two wordings."""

from dataclasses import replace

from bot.features.moderation.texts.card import confirm, edit
from bot.features.moderation.texts.decisions import changes
from bot.features.moderation.values import Proposal
from bot.features.moderation.wording import mend
from bot.matching.replay import Change, Replayed

LONG = tuple(f"Hur ordnar man en fråga som är så lång att listan kortas, nummer {number}?" for number in range(50))
BEFORE = Proposal("REKO-ring", "Köp av bonden.", "mat", ("reko", "ägg"), LONG)


def test_of_a_list_only_what_is_new_or_gone_is_told() -> None:
    """One question more among fifty is seen, and so is a keyword that has left."""
    after = replace(BEFORE, keywords=("reko",), questions=(*LONG, "Vart hämtar man varorna?"))
    assert changes(BEFORE, after, {}) == "Nyckelord\n  – ägg\nFrågor\n  + Vart hämtar man varorna?"


def test_many_questions_that_get_another_answer_are_folded() -> None:
    """The button to publish is not a screen below them."""
    found = tuple(Change(f"fråga {number}", None, None) for number in range(5))
    told = confirm(Replayed(found, 3, 40, 90), is_finished=True)
    assert told.count("<blockquote expandable>") == 1
    assert "blockquote" not in confirm(Replayed(found[:2], 3, 40, 90), is_finished=True)


def test_another_order_is_told_as_the_whole() -> None:
    """Nothing has come or gone, and yet it is another list."""
    assert changes(BEFORE, replace(BEFORE, keywords=("ägg", "reko")), {}) == "Nyckelord\n  – reko, ägg\n  + ägg, reko"


def test_what_is_wished_is_told_in_plain_words() -> None:
    """A moderator need not know what the files call it, but may write either."""
    wish = replace(BEFORE, kind="rekommendation")
    shown = changes(BEFORE, wish, {})
    assert shown == "Vad det är\n  – ett exempel på något som finns\n  + ett önskemål om något som saknas"
    assert "typ: önskemål" in edit(wish, "", corrects=False)
    for written in ("önskemål", "rekommendation", "Förslag"):
        mended = mend(BEFORE, f"typ: {written}", {})
        assert mended is not None
        assert mended.proposal == wish
