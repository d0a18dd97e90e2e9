"""The terminal shows what a member would read."""

from dataclasses import replace

from bot.features.asking import terminal, texts
from bot.matching.library import Library


def said(library: Library, question: str) -> list[str]:
    """The lines for a question."""
    return terminal.result(library.knowledge, library.matcher.match(question))


def test_a_slip_and_a_lacking_kind_are_said_first(library: Library) -> None:
    """As in the chat."""
    assert said(library, "fibr")[0] == "Jag läste det som: fiber"
    found = replace(library.matcher.match("möten"), lacks="vem")
    assert terminal.result(library.knowledge, found)[0] == texts.lacking(found.question)


def test_another_language_has_its_lines_around_the_answer(library: Library) -> None:
    """And its own no."""
    answered = replace(library.matcher.match("hur ordnar vi samåkning"), language="fi")
    lines = terminal.result(library.knowledge, answered)
    assert (lines[0], lines[-1]) == texts.around("fi")
    assert "En app för samåkning" in "\n".join(lines)
    none = replace(library.matcher.match("qwerty zxcvb"), language="pl")
    assert terminal.result(library.knowledge, none)[0].startswith("Nie znalazłem")
