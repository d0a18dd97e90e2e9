"""Texts fit in what Telegram takes, without loss where they are split and with an honest end where they are cut."""

from hypothesis import given
from hypothesis import strategies as st

from bot.language.text import counted, escape, plain, shortened, split, units
from bot.simulator.markup import parse_html

SENTENCES = st.lists(
    st.text("abcå ", min_size=1, max_size=60).map(lambda words: f"{words.strip() or 'a'}. "), max_size=80
)


@given(st.text(), st.integers(2, 100))
def test_no_piece_is_longer_than_allowed_and_no_letter_is_lost(text: str, most: int) -> None:
    """Whatever the text, pieces fit in UTF-16 units, none is empty, and only white space at the cuts is gone."""
    pieces = split(text, most)
    assert all(0 < units(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(SENTENCES)
def test_sentences_stay_whole(parts: list[str]) -> None:
    """Where a sentence fits, it is not cut in two."""
    assert all(piece.endswith(".") for piece in split("".join(parts), 70))


def test_a_long_word_is_cut_anywhere() -> None:
    """Without sentence or space there is still an end."""
    assert split("å" * 10, 4) == ["åååå", "åååå", "åå"]


def test_a_long_sentence_is_cut_between_words() -> None:
    """Words stay whole where there is a space to cut at."""
    assert split("hej på dig du", 8) == ["hej på", "dig du"]


def test_an_emoji_counts_two_and_is_not_halved() -> None:
    """Telegram counts UTF-16 units; a tractor is two, and never cut through."""
    assert units("🚜å") == 3
    assert split("🚜🚜🚜", 5) == ["🚜🚜", "🚜"]


def test_a_lone_surrogate_is_counted() -> None:
    """Text from anywhere may hold half an emoji."""
    assert units("\ud83d") == 1


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    """Through Telegram's HTML every letter comes out the same, with no formatting of its own."""
    shown = parse_html(escape(text))
    assert shown.text == text
    assert shown.entities == []


@given(st.text(), st.integers(2, 60))
def test_a_shortened_text_fits_and_begins_as_it_did(text: str, most: int) -> None:
    """In UTF-16 units; what fits is left alone, and what does not says so."""
    short = shortened(text, most)
    assert units(short) <= most
    if units(text) <= most:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


def test_a_shortened_text_ends_at_a_word() -> None:
    """Unless its words are so long that little would be left."""
    assert shortened("Träffen i Åsby, på lördag", 17) == "Träffen i Åsby…"
    assert shortened("Se landsbygdsutvecklingen", 12) == "Se landsbyg…"
    assert shortened("🚜🚜🚜", 5) == "🚜🚜…"
    assert shortened("En rad\noch en till", 13) == "En rad\noch…"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_what_is_escaped_reads_the_same_as_plain_text(text: str) -> None:
    """Tags go, letters stay."""
    assert plain(f"<b>{escape(text)}</b>") == text


def test_one_is_not_many() -> None:
    """Words follow their number."""
    assert [counted(each, "grupp", "grupper") for each in (0, 1, 2)] == ["0 grupper", "1 grupp", "2 grupper"]
