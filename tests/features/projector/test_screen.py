"""The page for a projector: served on this computer only, live, with a text twin, and members' words inert."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest

from bot.features.meetings.decisions import Decisions
from bot.features.meetings.places import Place
from bot.features.meetings.store import answers
from bot.features.meetings.summary import Answer, Heading, Part, Summary
from bot.features.meetings.values import Meeting, Question
from bot.features.projector import screen, slides, texts, worker
from bot.features.projector.slides import Shown
from bot.features.projector.values import Address
from tests.conftest import Stage
from tests.stage.meetings import NEEDS, held, moderator, sorting
from tests.stage.whose import WHOSE

NASTY = '<script>alert("x")</script> & å'
MEETING = Meeting(7, "traffen", "Träffen <i>", date(2026, 11, 6), None, ())


def summary(*answers: Answer, places: tuple[Place, ...] = ()) -> Summary:
    """A meeting with a question of places and one of words."""
    words = Part(Question(2, "Vad fungerar?"), (Heading("Mat", answers),) if answers else ())
    return Summary(MEETING, (Part(Question(1, "Var?", "place"), places=places), words))


@pytest.fixture
async def url(stage: Stage) -> AsyncIterator[str]:
    """The page is open."""
    stage.services.projector_port = 0
    task = asyncio.create_task(worker.work(stage.bot.application.bot, stage.services))
    while not stage.services.state(Address).url:  # noqa: ASYNC110 - no event of ours says so
        await asyncio.sleep(0.01)
    yield stage.services.state(Address).url
    stage.services.stopping.set()
    await task


async def get(url: str, **headers: str) -> httpx.Response:
    """What a browser gets."""
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(url, headers=headers)


async def test_a_meeting_is_shown_with_its_slides_and_as_text(stage: Stage, url: str) -> None:
    """The meeting of the files has answers from the start; all of them stand in the text."""
    index = await get(url)
    assert "/traff/" in index.text
    slug = index.text.split('href="/traff/')[1].split('"')[0]
    page, slides, text = [await get(f"{url}/traff/{slug}{end}") for end in ("", "/bilder", "/text")]
    assert page.text.count('class="slide"') == slides.text.count('class="slide"') > 3
    entry = next(each for each in stage.services.library.knowledge.entries if each.sources)
    assert screen._safe(entry.title) in text.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for file in ("/screen.js", "/screen.css"):
        assert (await get(url + file)).status_code == 200


@pytest.mark.parametrize("path", ["/traff/finns-inte", "/traff/finns-inte/bilder", "/../etc/passwd", "/annat"])
async def test_what_there_is_not_is_not_found(url: str, path: str) -> None:
    """Nothing else is served."""
    assert (await get(url + path)).status_code == 404


async def test_a_page_from_elsewhere_cannot_read_it(url: str) -> None:
    """One whose name has been pointed at this computer."""
    answer = await get(url, host="elak.example")
    assert (answer.status_code, texts.ELSEWHERE in answer.text) == (403, True)


async def test_it_is_off_unless_the_operator_has_said_so(desk: Stage) -> None:
    """/projektor says how."""
    stage = desk
    said = await stage.say("/projektor", stage.village.moderators, stage.village.officer)
    assert said[-1].text == texts.OFF
    stage.services.state(Address).url = "http://127.0.0.1:8090"
    said = await stage.say("/projektor", stage.village.moderators, stage.village.officer)
    assert "http://127.0.0.1:8090" in said[-1].text


async def test_members_learn_no_address(stage: Stage) -> None:
    """It is for those who may see a summary."""
    stage.services.state(Address).url = "http://127.0.0.1:8090"
    assert "8090" not in (await stage.say("/projektor"))[-1].text


def test_members_words_are_inert() -> None:
    """On slides and in the text, in titles, names and places."""
    shown = summary(Answer(NASTY, NASTY, NASTY), places=(Place(NASTY, 2),))
    for written in (
        screen.slides(shown),
        screen.text(shown),
        screen.page(shown, b"x", WHOSE),
        screen.index([MEETING], WHOSE),
    ):
        assert "<script>alert" not in written
        assert "<i>" not in written


def test_a_slide_has_room_and_nothing_is_left_out_of_the_text() -> None:
    """Many answers take several slides; a very long one is cut on its slide only."""
    answers = tuple(Answer("", f"Svar {number} " + "ord " * 30) for number in range(20))
    shown = summary(*answers, Answer("", "lång " * 300 + "slut"))
    assert screen.slides(shown).count('class="slide"') > 6
    assert all(f"Svar {number} " in screen.slides(shown) for number in range(20))
    assert "slut" not in screen.slides(shown)
    assert "slut" in screen.text(shown)


def test_the_qr_picture_stands_there_while_answers_are_taken() -> None:
    """Afterwards there is nothing to answer."""
    assert texts.qr_alt(WHOSE) in screen.page(summary(), b"x", WHOSE)
    assert texts.qr_alt(WHOSE) not in screen.page(summary(), None, WHOSE)


def test_places_beyond_the_twelfth_are_counted() -> None:
    """They stand in the text."""
    places = tuple(Place(f"By {number}", 20 - number) for number in range(15))
    assert texts.shown_of(12, 15) in screen.slides(summary(places=places))
    assert "By 14 (6)" in screen.text(summary(places=places))


async def test_a_screen_has_what_is_new_at_once(stage: Stage, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asks for slides other than those it has, and is answered when a moderator has decided something."""
    monkeypatch.setattr(slides, "FRESH", 60.0)
    monkeypatch.setattr(worker, "LONGEST", 2.0)
    meeting = await held(stage.services.database, (NEEDS,))
    at = await answers.join(stage.services.database, meeting, 201)
    await answers.give(stage.services.database, at, 1, ["En badplats i byn"], short=False, places=False)
    await moderator(stage)
    page = await sorting(stage, meeting)
    address = f"{url}/traff/{meeting.slug}/bilder"
    before = await get(address)
    assert (await get(address)).headers["X-Tag"] == before.headers["X-Tag"]
    waiting = asyncio.create_task(get(f"{address}?sedan={before.headers['X-Tag']}"))
    assert not (await asyncio.wait([waiting], timeout=0.1))[0]
    await stage.press(page, "Ta med 1", stage.village.organiser)
    assert "En badplats i byn" in (await waiting).text


async def test_many_screens_cost_as_much_as_one() -> None:
    """The slides are made once for all of them, and anew when a second is over."""
    made, shown, decisions = 0, Shown(), Decisions()

    async def told() -> Summary:
        nonlocal made
        made += 1
        return summary()

    await asyncio.gather(*(shown.now("traffen", decisions, told) for _ in range(19)))
    assert made == 1
    decisions.tell()
    await asyncio.gather(*(shown.now("traffen", decisions, told) for _ in range(19)))
    assert made == 2
