"""Any text in, a result out: ranking, small talk, danger, explanations, and nothing that breaks it."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.knowledge.directory import load
from bot.knowledge.values import Knowledge, Reply
from bot.matching.encoder import VectorCache
from bot.matching.explain import explain
from bot.matching.library import Library
from bot.matching.matcher import Matcher
from tests.benchmarks.bared import as_tip
from tests.matching.making import VILLAGE, GramEncoder, entry
from tests.stage.paths import KNOWLEDGE

LEXICAL = Matcher(VILLAGE)
SHIPPED_KNOWLEDGE = load(KNOWLEDGE)
SHIPPED = Matcher(SHIPPED_KNOWLEDGE)


@pytest.fixture
def semantic(tmp_path: Path) -> Matcher:
    """The village with the test's encoder."""
    return Matcher(VILLAGE, GramEncoder(), VectorCache(tmp_path / "v.db"))


@pytest.mark.parametrize(
    ("question", "entry_id"),
    [
        ("hur ordnar vi samåkning", "samakning"),
        ("SAMÅKNINNG??", "samakning"),
        ("vi vill hyra bygde gården", "bygdegard"),
        ("bredbandet i byn", "fiber"),
        ("livsmedel", "lanthandel"),
    ],
)
def test_the_right_entry_comes_first_however_it_is_asked(question: str, entry_id: str, semantic: Matcher) -> None:
    """Capitals, slips, compounds apart, inflections and synonyms, with and without meaning."""
    assert LEXICAL.match(question).hits[0].entry.id == entry_id
    assert semantic.match(question).hits[0].entry.id == entry_id


def test_an_entrys_own_question_is_answered_by_it_however_few_it_has() -> None:
    """Word for word, give or take capitals and punctuation; not where two entries share it."""
    asked = "VAR KAN VI HA FEST"
    assert (LEXICAL.match(asked).outcome, LEXICAL.match(asked).hits[0].entry.id) == ("answer", "bygdegard")
    shared = [replace(each, questions=(*each.questions, asked)) for each in VILLAGE.entries]
    assert Matcher(replace(VILLAGE, entries=tuple(shared))).match(asked).confidence < 1


@pytest.mark.parametrize("question", ["var finns flod", "beslöt", "får man bevakning", "skål", "vården", "öst"])
def test_a_word_of_another_meaning_is_no_slip_that_surely_answers(question: str) -> None:
    """Each is a letter or its dots away from a word of an entry."""
    assert SHIPPED.match(question).outcome != "answer"


@pytest.mark.parametrize(("answer", "outcome"), [("Ring 112.", "none"), ("Fråga kommunen.", "answer")])
def test_what_means_danger_comes_before_what_has_been_taught(tmp_path: Path, answer: str, outcome: str) -> None:
    """With an encoder a cry in other words is one too; what merely belongs elsewhere can be taught."""
    pointing = replace(VILLAGE, pointers=(Reply("nod", answer, ("sirenen tjuter i huset",)),))
    matcher = Matcher(pointing, GramEncoder(), VectorCache(tmp_path / "v.db"))
    cry = "tjuter sirenen i det huset"
    assert matcher.taught([(cry, "samakning")]).match(cry).outcome == outcome


def test_there_are_at_most_ten_hits_best_first() -> None:
    """Whatever the outcome."""
    found = SHIPPED.match("bygden")
    scores = [hit.score for hit in found.hits]
    assert len(scores) == 10
    assert scores == sorted(scores, reverse=True)


def test_results_do_not_depend_on_earlier_questions() -> None:
    """The matcher is immutable: asked again after others, it says the same."""
    before = SHIPPED.match("hur får vi fler att flytta hit")
    for question in ("fiber", "samåkning", "xyzzy"):
        SHIPPED.match(question)
    assert SHIPPED.match("hur får vi fler att flytta hit") == before


@pytest.mark.parametrize(
    "question", ["post", "Post!", "kvällsöppet för drönarpiloter", "x" * 20 + " och så vidare" * 30]
)
def test_what_has_been_taught_is_answered_to_the_letter(question: str, semantic: Matcher) -> None:
    """By any entry, also one that came later; other questions and the matcher itself are as before."""
    added = replace(VILLAGE.entries[0], id="ny", questions=())
    for matcher in (LEXICAL, semantic, semantic.extended((*VILLAGE.entries, added))):
        before = matcher.match(question)
        entry_id = before.hits[-1].entry.id
        taught = matcher.taught([(question.lower(), entry_id), (question, "samakning"), ("annat", "finns-inte")])
        found = taught.match(question)
        assert (found.outcome, found.hits[0].entry.id) == ("answer", entry_id)
        assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
        assert taught.match("bredbandet i byn") == matcher.match("bredbandet i byn")
        assert taught.match("annat") == matcher.match("annat")
        assert matcher.match(question) == before
        assert "kopplat just den frågan" in explain(taught, question)[-1]


@pytest.mark.parametrize("question", ["det brinner", "tack"])
def test_danger_and_small_talk_come_before_what_has_been_taught(question: str) -> None:
    """Nobody is taught out of 112."""
    assert SHIPPED.taught([(question, SHIPPED.entries[0].id)]).match(question) == SHIPPED.match(question)


@pytest.mark.parametrize("question", ["tack så mycket", "Tack så mycket!!", "tack så myket", "HEJ", "hej 👋"])
def test_small_talk_gets_its_reply(question: str) -> None:
    """The whole message, give or take a slip in a longer phrase; no entry is forced upon it."""
    found = LEXICAL.match(question)
    assert found.reply is not None
    assert (found.reply.id, found.outcome) == ("tack", "none")
    assert found.confidence <= 0.01


@pytest.mark.parametrize("question", ["hej hur får vi fiber", "haj", "tack så mycket för skjutsen till stan"])
def test_a_question_that_begins_with_a_greeting_is_a_question(question: str) -> None:
    """Small talk is never found inside a message, and short phrases have to be typed right."""
    assert LEXICAL.match(question).reply is None


@pytest.mark.parametrize("question", ["hjälp det brinner", "Hjälp, det brinner!!!", "hjälp det briner"])
def test_danger_is_sent_to_112(question: str) -> None:
    """In the shipped knowledge, without the encoder, also with a slip."""
    found = SHIPPED.match(question)
    assert found.reply is not None
    assert "112" in found.reply.answer


def test_a_message_that_means_what_others_answer_is_pointed_there(tmp_path: Path) -> None:
    """Where there is no answer but a pointer's meaning, its reply goes along; without meaning there is none."""
    pointing = replace(VILLAGE, pointers=(Reply("tull", "Fråga Tullverket.", ("förtulla paket från utlandet",)),))
    question = "paket utifrån att förtulla"
    found = Matcher(pointing, GramEncoder(), VectorCache(tmp_path / "v.db")).match(question)
    assert Matcher(pointing).match(question).reply is None
    assert found.outcome == "none"
    assert found.reply is not None
    assert found.reply.id == "tull"


@pytest.mark.parametrize(
    ("question", "pointed"),
    [
        ("hur mycket ska man egentligen ge för en trappa", True),  # nearly the same in letters, which are meaning here
        ("vad ska man egentligen ge för biljetten då", True),
        ("mycket ska man egentligen ge för granit", False),
    ],
)
def test_what_names_nothing_that_a_pointer_is_for_is_not_sent_there(
    tmp_path: Path, question: str, pointed: bool
) -> None:
    """Unless it is nearly the same, or the pointer tells what to do in danger."""
    for answer, wanted in (("Se resrobot.se.", pointed), ("Se resrobot.se. I fara: 112.", True)):
        phrase = "hur mycket ska man egentligen ge för en biljett"
        pointing = replace(VILLAGE, pointers=(Reply("resa", answer, (phrase,)),))
        found = Matcher(pointing, GramEncoder(), VectorCache(tmp_path / "v.db")).match(question)
        assert (found.reply is not None) == wanted


@pytest.mark.parametrize("question", ["", "   ", "👍👍", "?!…", "\ud800", "\u202e"])
def test_a_message_without_words_finds_nothing(question: str) -> None:
    """Nothing to look for is no error."""
    found = LEXICAL.match(question)
    assert (found.outcome, found.confidence, found.hits) == ("none", 0.0, ())
    assert explain(LEXICAL, question) == ["Frågan har inga ord att leta efter."]


def test_an_empty_knowledge_answers_nothing(tmp_path: Path) -> None:
    """Nor does it fail."""
    for matcher in (Matcher(Knowledge(())), Matcher(Knowledge(()), GramEncoder(), VectorCache(tmp_path / "v.db"))):
        assert matcher.match("fiber").outcome == "none"


def test_a_single_bare_entry_can_be_asked_for(tmp_path: Path) -> None:
    """The smallest knowledge works in every part."""
    one = Knowledge((entry("a", "Grannar delar bil."),))
    for matcher in (Matcher(one), Matcher(one, GramEncoder(), VectorCache(tmp_path / "v.db"))):
        assert [hit.entry.id for hit in matcher.match("dela bil").hits] == ["a"]


@pytest.mark.parametrize(
    ("entry_id", "question"),
    [
        ("reko-ring", "Var får man tag på lokal mat?"),
        ("kooperativ-nar-skolan-lades-ner", "Skolan läggs ner, hur gör vi?"),
        ("lokalbuss", "en buss till centralorten"),
    ],
)
def test_an_approved_tip_is_found_in_members_words_among_taught_entries(entry_id: str, question: str) -> None:
    """It is answered or suggested though its neighbours have fifty phrases each and it has five."""
    [tip] = [as_tip(each) for each in SHIPPED.entries if each.id == entry_id]
    others = [each for each in SHIPPED.entries if each.id != entry_id]
    found = Matcher(replace(SHIPPED_KNOWLEDGE, entries=tuple(others))).extended((*others, tip)).match(question)
    assert found.outcome != "none"
    assert tip in found.suggested


def test_the_explanation_tells_reading_evidence_and_decision(semantic: Matcher) -> None:
    """In Swedish: how a slip was read, the best three with points, shared words and nearest phrase, the outcome."""
    lines = explain(semantic, "samåkninng")
    assert lines[:2] == ["Fråga: samåkninng", "Läste även ”samåkninng” som ”samåkning”."]
    assert lines[2].startswith("1. Grannar delar bil till jobbet med en app. (samakning), ")
    assert lines[3] == "   Gemensamma ord: samåkning."
    assert lines[4] == "   Närmast i betydelse: ”Hur ordnar vi samåkning?”"
    assert sum(line[:2] in {"1.", "2.", "3."} for line in lines) == 3
    assert "Boten " in lines[-1]


def test_the_explanation_of_small_talk_names_the_reply() -> None:
    """So that an editor finds the phrase that took the question."""
    assert explain(LEXICAL, "hej")[-1] == "Boten svarar med småprat eller hänvisning: tack."


@given(st.text(st.characters(), max_size=200))
@example("å" * 4096)
@example("samåkning " * 409)
@example("".join(f" ord{number}x" for number in range(600))[:4096])
@example("'; DROP TABLE entries; --")
@example("<script>alert('hej')</script><b>&amp;")
@example("- &a [*a, *a]\n!!python/object:os.system {x: 1}")
@example("\ud83d bil \udc00")
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_has_a_result(text: str) -> None:
    """Whatever a member sends: no error, a probability, at most ten hits, and a question that can be stored."""
    found = SHIPPED.match(text)
    assert 0 <= found.confidence <= 1
    assert len(found.hits) <= 10
    found.question.encode()


@given(st.text(st.characters(), max_size=80))
@settings(deadline=None, max_examples=50)
def test_any_text_can_be_explained(text: str) -> None:
    """The moderators' /varfor takes what members typed."""
    assert "\n".join(explain(LEXICAL, text)).encode()


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("varför då", "Frågan har inga ord som bär betydelse."),
        ("skjuts", "Frågan har bara ett ord som bär betydelse"),
        ("när har lanthandeln öppet på söndag", "Frågan gäller när, och det säger inte det första svaret."),
    ],
)
def test_the_explanation_tells_what_decided_beside_the_numbers(question: str, reason: str) -> None:
    """So that an editor does not look for it in the points."""
    assert explain(SHIPPED, question)[-1].startswith(reason)


def test_a_question_without_dots_is_as_sure_as_with_them(library: Library) -> None:
    """The encoder too reads what is meant; somebody's phone may have no å ä ö."""
    without, with_dots = (
        library.matcher.match("hur ordnar vi samakning"),
        library.matcher.match("hur ordnar vi samåkning"),
    )
    assert (without.outcome, without.hits[0].entry.id) == ("answer", "app-for-samakning")
    assert without.confidence == with_dots.confidence
