"""What is said of the bot, to it, or of oneself: no entry answers that, and nobody is told that nothing was found."""

from dataclasses import replace

import pytest

from bot.chat import texts as chat_texts
from bot.features.asking import remarks, texts
from tests.conftest import Stage
from tests.stage.tips import labels

SHARING = "hur ordnar vi samåkning"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("sparar du det jag skriver?", "integritet"),
        ("ta bort allt om mig", "integritet"),
        ("vem läser det här", "integritet"),
        ("hur funkar du", "hur"),
        ("JAG HITTAR INTE KNAPPARNA", "hur"),
        ("vem har skrivit dina svar", "vem"),
        ("det här är ju helt värdelöst", "besviken"),
        ("ni svarar aldrig på det man frågar om", "besviken"),
        ("VARFÖR SVARAR DU INTE", "besviken"),
        ("din jävla robot", "besviken"),
        ("helvete vad dåligt", "besviken"),
        ("min man dog i förra veckan", "sorg"),
        ("God dag, jag heter Ingrid och är 81 år", "hälsning"),
        ("vi tar det från början", "om_igen"),
        ("vad händer med det jag skriver", "integritet"),
        ("kan andra se vad jag frågar", "integritet"),
        ("jag är gammal och kan inte det här", "hur"),
        ("ni är ju helt kassa", "besviken"),
        ("vad är det här för dumheter", "besviken"),
        ("min fru har gått bort och jag sitter här ensam", "sorg"),
        ("är du en riktig människa", "ai"),
        ("jag vill tipsa om en sak", "tipsa"),
        ("har ni tips om bredband", None),
        ("vad är det för vägar", None),
        ("glöm det", None),
        ("sophämtningen funkar inte", None),
        ("kommunen svarar inte", None),
        ("vägen är riktigt dålig", None),
        ("vem har skrivit det här", None),
        ("hur fungerar en reko-ring", None),
        ("ta bort allt ogräs", None),
        ("hur skriver man en ansökan", None),
        ("vi börjar med samåkning", None),
        ("granne med skog", None),
    ],
)
def test_what_is_said_of_the_bot_is_told_from_what_is_said_of_the_village(words: str, meant: str | None) -> None:
    """Many words are the same."""
    assert remarks.of_itself(words) == meant


@pytest.mark.parametrize("words", ["sparar du det jag skriver?", "vem har skrivit dina svar"])
async def test_questions_about_the_bot_have_their_place(stage: Stage, words: str) -> None:
    """A sentence, and the command that tells all of it."""
    [reply] = await stage.say(words)
    assert reply.text == texts.OF_ITSELF[remarks.of_itself(words) or ""]
    assert "/" in reply.text


@pytest.mark.parametrize("words", ["det här är ju helt värdelöst", "min man dog i förra veckan"])
async def test_who_is_angry_or_grieves_gets_a_kind_word_and_a_person(stage: Stage, words: str) -> None:
    """Also after an answer, and the answer is still what the chat is about."""
    await stage.say(SHARING)
    [reply] = await stage.say(words)
    assert reply.text == texts.OF_ITSELF[remarks.of_itself(words) or ""]
    assert chat_texts.HUMAN in labels(reply)
    assert "En app för samåkning" in (await stage.say("mer"))[-1].text


async def test_a_sure_answer_and_an_emergency_go_first(stage: Stage) -> None:
    """Whatever else is said."""
    [answer] = await stage.say("hej jag heter Ingrid, hur ordnar vi samåkning")
    assert "En app för samåkning" in answer.text
    [alarm] = await stage.say("min man håller på att dö, han andas inte")
    assert "112" in alarm.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("https://example.org/nyheter", texts.NO_LINKS),
        ("yo", texts.OF_ITSELF["hälsning"]),
        ("hello, do you speak english?", texts.IN_ENGLISH),
        ("tack det värmer", texts.GO_ON),
        ("ok men vad ska jag göra åt de då", texts.NO_THREAD),
    ],
)
async def test_what_holds_no_question_gets_a_word(stage: Stage, words: str, said: str) -> None:
    """Links, greetings, thanks, another language; and a question that names nothing is still one."""
    assert (await stage.say(words))[-1].text == said


@pytest.mark.parametrize("before", ["hej", "/tips"])
async def test_a_voice_message_is_told_how_to_become_text(stage: Stage, before: str) -> None:
    """By the keyboard's own microphone, also where a tip is written."""
    await stage.say(before)
    stage.simulator.people.send_voice(stage.private, stage.anna)
    await stage.settled()
    assert stage.simulator.sent(stage.private)[-1].text == chat_texts.NO_VOICE


async def test_signing_up_after_meetings_is_about_them(stage: Stage) -> None:
    """ "Hur anmäler man sig", not to anything else; thanks are thanks."""
    first = await stage.say("när är nästa träff")
    assert (await stage.say("hur anmäler man sig"))[-1].text == first[-1].text
    assert (await stage.say("tack ses där"))[-1].text != first[-1].text


@pytest.mark.parametrize(
    ("words", "said"), [("finns det nån sån i närheten", "vet jag inte"), ("vilken källa", "Det berättades")]
)
async def test_a_question_about_the_answer_is_taken_for_one(stage: Stage, words: str, said: str) -> None:
    """And says on what."""
    await stage.say("vad är en reko-ring")
    [reply] = await stage.say(words)
    assert reply.text.startswith("Om ”REKO-ringar")
    assert said in reply.text


async def test_when_somebody_may_be_rung_is_no_question_to_the_knowledge(stage: Stage) -> None:
    """It is said to people."""
    [reply] = await stage.say("ring inte på kvällen")
    assert reply.text.startswith("Vad vill du veta?")


async def test_grief_is_no_emergency_and_no_longer_wish_to_live_is(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though what has been learnt of cries takes one for the other; what is sure to be one stays so."""
    ask, alarm = stage.services.library.ask, stage.services.library.matcher.small_talk.alarm

    async def alarmed(question: str) -> object:
        return replace(await ask(question), reply=alarm, act="danger", outcome="none")

    monkeypatch.setattr(stage.services.library, "ask", alarmed)
    assert (await stage.say("min fru har gått bort och jag sitter här ensam"))[-1].text == texts.OF_ITSELF["sorg"]
    assert (await stage.say("min fru dog och nu brinner det i huset"))[-1].text == alarm.answer


async def test_a_wish_to_tip_begins_a_tip(stage: Stage) -> None:
    """In words, without the button."""
    assert "Vad har ni gjort" in (await stage.say("jag vill tipsa om en sak"))[-1].text


async def test_whether_it_is_human_is_answered_and_a_wish_for_one_granted(stage: Stage) -> None:
    """The words are nearly the same."""
    assert (await stage.say("är du en riktig människa"))[-1].text == texts.OF_ITSELF["ai"]
    assert (await stage.say("jag vill ha en riktig människa"))[-1].text.startswith("Vad vill du veta?")
