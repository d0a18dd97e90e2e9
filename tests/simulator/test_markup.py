"""Telegram's HTML and entities."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.entities import Formatted, slice_utf16, trimmed, utf16_length, with_detected
from bot.simulator.markup import parse_html
from bot.simulator.refusal import Refusal

TAGS = st.sampled_from(["b", "i", "u", "s", "code", "tg-spoiler", "blockquote"])
TYPES = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "s": "strikethrough",
    "code": "code",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(st.lists(st.tuples(TAGS, TEXTS, TEXTS), max_size=6))
def test_offsets_point_at_what_was_tagged_also_after_astral_characters(
    parts: list[tuple[str, str, str]],
) -> None:
    """Every entity cuts exactly its tagged words out of the plain text, in UTF-16 units."""
    source = "".join(f"{html.escape(before)}<{tag}>{html.escape(inside)}</{tag}>" for tag, before, inside in parts)
    formatted = parse_html(source)
    assert formatted.text == "".join(before + inside for _, before, inside in parts)
    found = [(e["type"], slice_utf16(formatted.text, e["offset"], e["length"])) for e in formatted.entities]
    assert found == [(TYPES[tag], inside) for tag, _, inside in parts]


@given(st.text(st.sampled_from("<>/&;=\"' ab\nåé😀xhref#1"), max_size=60))
def test_any_text_is_parsed_or_refused_in_telegrams_words(source: str) -> None:
    """No text makes the parser fail otherwise, and entities never leave the text."""
    formatted, words = Formatted("", []), "Bad Request: can't parse entities: "
    try:
        formatted = trimmed(parse_html(source))
    except Refusal as refusal:
        words = refusal.description
    size = utf16_length(formatted.text)
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= size for e in formatted.entities)
    assert words.startswith("Bad Request: can't parse entities: ")


@given(TEXTS, st.text(" \n\t", max_size=4), st.text(" \n\t", max_size=4))
def test_trimming_moves_entities_with_the_text(word: str, before: str, after: str) -> None:
    """White space around a message goes, and a bold word in it stays bold."""
    word = f"x{word}y"
    formatted = trimmed(parse_html(f"{before}<b>{html.escape(word)}</b>{after}"))
    assert formatted.text == word
    assert formatted.entities == [{"type": "bold", "offset": 0, "length": utf16_length(word)}]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>fet", 'Can\'t find end tag corresponding to start tag "b"'),
        ("å <x>fet</x>", 'Unsupported start tag "x" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b>fet</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("fet</b>", "Unexpected end tag at byte offset 3"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_malformed_html_is_refused_with_the_place(source: str, words: str) -> None:
    """Each mistake has Telegram's sentence and the offset in bytes."""
    with pytest.raises(Refusal) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


def test_every_supported_tag_becomes_its_entity() -> None:
    """Links, code with a language, spoilers and both block quotes are understood."""
    source = (
        '<a href="https://x.se/?a=1&amp;b=2">l</a><pre><code class="language-py">c</code></pre>'
        '<span class="tg-spoiler">h</span><blockquote expandable>q</blockquote><strong>b</strong><em>i</em>'
        '<ins>u</ins><del>s</del><tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>'
    )
    kinds = [(e["type"], e.get("url") or e.get("language")) for e in parse_html(source).entities]
    assert kinds == [
        ("text_link", "https://x.se/?a=1&b=2"),
        ("pre", "py"),
        ("spoiler", None),
        ("expandable_blockquote", None),
        ("bold", None),
        ("italic", None),
        ("underline", None),
        ("strikethrough", None),
        ("custom_emoji", None),
    ]


def test_nested_tags_give_nested_entities_the_longer_first() -> None:
    """Bold with italics inside becomes two entities."""
    entities = parse_html("<b>a<i>b</i></b>").entities
    assert [(e["type"], e["offset"], e["length"]) for e in entities] == [("bold", 0, 2), ("italic", 1, 1)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;b&gt; &amp;amp; &quot;", '<b> &amp; "'),
        ("&#229;&#x1F600;", "å😀"),
        ("&nbsp; & &ltx;", "&nbsp; & &ltx;"),
    ],
)
def test_only_four_named_and_all_numeric_references_are_decoded(source: str, text: str) -> None:
    """Everything else stays as it was written."""
    assert parse_html(source).text == text


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("/fraga hej", "bot_command", "/fraga"),
        ("/fraga@landsbygdsbot hej", "bot_command", "/fraga@landsbygdsbot"),
        ("😀 @landsbygdsbot hej", "mention", "@landsbygdsbot"),
        ("se https://exempel.se/a?b=1.", "url", "https://exempel.se/a?b=1"),
        ("se exempel.se!", "url", "exempel.se"),
        ("skriv till bo@exempel.se", "email", "bo@exempel.se"),
        ("#samåkning nu", "hashtag", "#samåkning"),
    ],
)
def test_telegram_finds_commands_mentions_and_links_by_itself(text: str, kind: str, part: str) -> None:
    """Each kind is found with the right extent."""
    [entity] = with_detected(Formatted(text, [])).entities
    assert (entity["type"], slice_utf16(text, entity["offset"], entity["length"])) == (kind, part)


def test_nothing_is_found_inside_code_or_words() -> None:
    """A command in code, in a path or after a letter is no command."""
    assert [e["type"] for e in with_detected(parse_html("<code>/start</code> och/eller 1/2 a@b")).entities] == ["code"]


@pytest.mark.parametrize("form", ["", "r", "t", "wDT", "dt"])
def test_a_moment_is_marked_with_its_time_and_form(form: str) -> None:
    """The text is what an app shows that knows no moments."""
    formatted = parse_html(f'<tg-time unix="1700000000" format="{form}">i kväll</tg-time>')
    moment = {"type": "date_time", "offset": 0, "length": 7, "unix_time": 1700000000, "date_time_format": form}
    assert formatted == Formatted("i kväll", [moment])


@pytest.mark.parametrize("given", ['format="t"', 'unix="i kväll"', 'unix="1" format="rt"'])
def test_a_faulty_moment_is_refused(given: str) -> None:
    """Without a time, or with a form that no app knows."""
    with pytest.raises(Refusal, match="Invalid date-time"):
        parse_html(f"<tg-time {given}>x</tg-time>")
