"""A submission is written one step at a time and survives whatever comes between."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import prompts
from bot.features.tips import rules as tips_rules
from bot.features.tips import store as tips_store
from bot.features.tips import values as tips_values
from bot.features.tips.values import Draft, Kind, NotTaken, Problem, Step
from bot.storage.clock import now, stamp
from bot.storage.database import Database, open_database

ANNA, BERIT = 11, 12
THEMES = ("mat", "resor")
TIP = "Vi har en bytesbod i gamla skolan"


async def take(database: Database, mark: str, user_id: int = ANNA) -> Draft:
    """Send in a transaction of its own."""
    async with database.transaction() as transaction:
        return await tips_store.take(transaction, user_id, mark)


async def answer(
    database: Database, value: str | None, mark: str | None = None, message_id: int | None = None
) -> Draft:
    """Fill in the step at hand."""
    return await tips_store.change(
        database, ANNA, lambda draft: tips_rules.answered(draft, value, THEMES), mark=mark, message_id=message_id
    )


async def attach(database: Database, photo: str, caption: str = "") -> Draft:
    """Send a photo."""
    return await tips_store.change(database, ANNA, lambda draft: tips_rules.attached(draft, photo, caption))


async def keep(database: Database, mark: str | None = None) -> Draft:
    """On with what is there."""
    return await tips_store.change(database, ANNA, tips_rules.kept, mark=mark)


async def back(database: Database, mark: str | None = None) -> Draft:
    """One step back."""
    return await tips_store.change(database, ANNA, tips_rules.stepped_back, mark=mark)


async def go(database: Database, step: Step) -> Draft:
    """To a step that has been passed."""
    return await tips_store.change(database, ANNA, lambda draft: tips_rules.moved(draft, step))


async def resume(database: Database, mark: str | None = None) -> Draft:
    """The same step again."""
    return await tips_store.change(database, ANNA, lambda draft: draft, mark=mark)


async def failing(database: Database, mark: str) -> None:
    """Send, and fail before all is done."""
    async with database.transaction() as transaction:
        await tips_store.take(transaction, ANNA, mark)
        raise ZeroDivisionError


async def whole_tip(database: Database) -> Draft:
    """Anna's tip at its preview."""
    await tips_store.start(database, Draft(ANNA, "tip", text=TIP))
    for value in ("Åsby", "mat", None, None):
        draft = await answer(database, value)
    return draft


def refused(draft: Draft, value: str | None) -> Problem:
    """Why an answer is not taken."""
    with pytest.raises(NotTaken) as caught:
        tips_rules.answered(draft, value, THEMES)
    return caught.value.problem


async def test_a_tip_is_written_step_by_step(database: Database) -> None:
    """From the first word to the preview, and what is sent is what was written."""
    draft = await tips_store.start(database, Draft(ANNA, "tip"))
    seen = [draft.step]
    for value in (TIP, "Åsby", "mat", "Åsby byalag", None):
        draft = await answer(database, value)
        seen.append(draft.step)
    assert seen == ["text", "place", "theme", "signature", "photo", "preview"]
    sent = await take(database, draft.mark)
    assert (sent.text, sent.place, sent.theme, sent.signature, sent.photo) == (TIP, "Åsby", "mat", "Åsby byalag", None)
    assert await tips_store.current(database, ANNA) is None


async def test_a_photo_is_described_before_it_is_sent(database: Database) -> None:
    """The photo leads to one more step, which cannot be left out; a caption fills it in."""
    await tips_store.start(database, Draft(ANNA, "tip", text=TIP))
    for _ in ("place", "theme", "signature"):
        await answer(database, None)
    draft = await attach(database, "file-1")
    assert draft.step == "photo_text"
    assert refused(draft, None) == "empty"
    assert (await answer(database, "Boden i april")).step == "preview"
    await go(database, "photo")
    other = await attach(database, "file-2", "Boden i maj")
    assert (other.step, other.photo, other.photo_text) == ("preview", "file-2", "Boden i maj")


async def test_a_photo_with_a_caption_begins_a_tip(database: Database) -> None:
    """Whoever sends a photo first has written the text, and is later asked what it shows; a second is refused."""
    await tips_store.start(database, Draft(ANNA, "tip"))
    assert (await attach(database, "file-1", TIP)).text == TIP
    with pytest.raises(NotTaken, match="one_photo"):
        await attach(database, "file-2")
    for _ in ("place", "theme", "signature"):
        draft = await answer(database, None)
    assert (draft.step, draft.photo) == ("photo_text", "file-1")


@pytest.mark.parametrize("kind", ["question", "report", "reply"])
async def test_other_kinds_have_a_text_and_a_preview(database: Database, kind: Kind) -> None:
    """They are one message and a look at it, take no photo and remember what they are about."""
    await tips_store.start(database, Draft(ANNA, kind, entry_id="reko-ring", item_id=7))
    with pytest.raises(NotTaken, match="no_photos"):
        await attach(database, "file-1")
    draft = await answer(database, "Telefonnumret har ändrats")
    sent = await take(database, draft.mark)
    assert (sent.kind, sent.entry_id, sent.item_id, sent.text) == (kind, "reko-ring", 7, "Telefonnumret har ändrats")


async def test_a_draft_survives_a_restart_and_many_days(tmp_path: Path) -> None:
    """What was written is there when the file is opened again, and by then it rests."""
    database = await open_database(tmp_path / "drafts.db")
    await tips_store.start(database, Draft(ANNA, "tip", text=TIP))
    draft = await answer(database, "Åsby")
    await database.close()
    database = await open_database(tmp_path / "drafts.db")
    assert await tips_store.current(database, ANNA) == draft
    assert not draft.rests(draft.changed_at + timedelta(minutes=59))
    assert draft.rests(draft.changed_at + timedelta(days=4))
    await database.close()


async def test_going_on_wakes_a_resting_draft(database: Database) -> None:
    """After "Fortsätt" the next message is an answer again."""
    old = await tips_store.start(database, Draft(ANNA, "tip", changed_at=now() - timedelta(days=3)))
    assert old.rests(now())
    woken = await resume(database)
    assert woken == old
    assert not woken.rests(now())


async def test_what_is_written_next_belongs_to_what_was_begun_last(database: Database) -> None:
    """A draft begun, answered, gone on with or brought back ends an earlier prompt; one that rests leaves it."""
    await prompts.put(database, ANNA, "traff")
    resting = await tips_store.start(database, Draft(ANNA, "tip", text=TIP, changed_at=now() - tips_values.RESTS_AFTER))
    assert await prompts.waiting(database, ANNA) is not None
    await resume(database, mark=resting.mark)
    assert await prompts.waiting(database, ANNA) is None
    await prompts.put(database, ANNA, "traff")
    await tips_store.cancel(database, ANNA)
    assert await prompts.waiting(database, ANNA) is not None
    await tips_store.restore(database, ANNA)
    assert await prompts.waiting(database, ANNA) is None


async def test_each_member_has_a_draft_of_their_own(database: Database) -> None:
    """What Berit does leaves Anna's draft alone."""
    anna = await tips_store.start(database, Draft(ANNA, "tip", text=TIP))
    await tips_store.start(database, Draft(BERIT, "tip"))
    await tips_store.cancel(database, BERIT)
    assert await tips_store.current(database, BERIT) is None
    assert await tips_store.current(database, ANNA) == anna


async def test_going_back_forgets_nothing(database: Database) -> None:
    """Each step can be gone back to the first, and what was there is kept by going on."""
    await tips_store.start(database, Draft(ANNA, "tip", text=TIP))
    await answer(database, "Åsby")
    steps = [(await back(database)).step for _ in range(3)]
    assert steps == ["place", "text", "text"]
    await keep(database)
    draft = await keep(database)
    assert (draft.step, draft.text, draft.place) == ("theme", TIP, "Åsby")


async def test_from_the_preview_one_thing_is_changed_at_a_time(database: Database) -> None:
    """A mended step leads back to the preview, without the questions between."""
    await whole_tip(database)
    await go(database, "place")
    draft = await answer(database, "Norrbyn")
    assert (draft.step, draft.place, draft.theme) == ("preview", "Norrbyn", "mat")


async def test_a_photo_added_while_mending_is_described_before_the_preview(database: Database) -> None:
    """Wherever a photo comes, it does not reach the preview without its sentence; at the preview a caption is it."""
    whole = await whole_tip(database)
    assert tips_rules.attached(whole, "file-1", "Boden i maj").step == "preview"
    assert tips_rules.attached(whole, "file-1").step == "photo_text"
    mending = tips_rules.attached(tips_rules.moved(whole, "place"), "file-1")
    assert tips_rules.answered(mending, "Norrbyn").step == "photo_text"


def test_steps_that_have_not_been_reached_cannot_be_gone_to() -> None:
    """A forged button does not skip what must be asked, nor sends a photo without its description."""
    with pytest.raises(NotTaken, match="not_here"):
        tips_rules.moved(Draft(ANNA, "tip", "place", TIP), "preview")
    undescribed = Draft(ANNA, "tip", "photo_text", TIP, photo="file-1", whole=True)
    with pytest.raises(NotTaken, match="not_here"):
        tips_rules.moved(undescribed, "preview")


@pytest.mark.parametrize(
    ("kind", "step", "value", "problem"),
    [
        ("tip", "text", " \n\u200b", "empty"),
        ("tip", "text", None, "empty"),
        ("tip", "text", "https://a.se/en/bra/sida www.b.se", "no_words"),
        ("tip", "text", "🎉" * 40 + " kom till byn", "no_words"),
        ("tip", "text", "bra idé", "no_words"),
        ("question", "text", "????", "no_words"),
        ("tip", "text", "ett ord till " * 300, "too_long"),
        ("tip", "place", "…", "empty"),
        ("tip", "place", "Å" * 101, "too_long"),
        ("tip", "signature", "Å" * 81, "too_long"),
        ("tip", "theme", "annat", "not_a_theme"),
        ("tip", "photo", "här är bilden", "not_a_photo"),
        ("tip", "preview", "skicka", "not_here"),
        ("tip", "preview", None, "not_here"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(
    kind: Kind, step: Step, value: str | None, problem: Problem
) -> None:
    """Links only, emoji floods, too long texts and answers to another step are told apart."""
    assert refused(Draft(ANNA, kind, step), value) == problem


def test_a_reply_may_be_as_short_as_its_question_allows() -> None:
    """A year or a link answers a moderator."""
    assert tips_rules.answered(Draft(ANNA, "reply"), "2018").text == "2018"
    assert tips_rules.answered(Draft(ANNA, "reply"), "https://byn.se").step == "preview"


def test_3500_letters_are_taken_and_what_cannot_be_seen_is_left_out() -> None:
    """The longest text passes whole; turned reading directions and piles of accents do not."""
    assert len(tips_rules.answered(Draft(ANNA, "tip"), "en två tre" + "x" * 3_490).text) == 3_500
    dirty = "Vi\u202e har\x00 en bod<b>\r\n\n\n\noch m" + "o\u0336\u0336\u0336\u0336\u0336" * 2 + "s 👩‍🌾"
    clean = "Vi har en bod<b>\n\noch m" + "o\u0336\u0336" * 2 + "s 👩‍🌾"
    assert tips_rules.answered(Draft(ANNA, "tip"), dirty).text == clean
    assert tips_rules.answered(Draft(ANNA, "tip", "place"), " Stora \n Åsby ").place == "Stora Åsby"


async def test_a_refused_answer_changes_nothing(database: Database) -> None:
    """The same step is asked again, and what was there is still there."""
    before = await tips_store.start(database, Draft(ANNA, "tip", text=TIP))
    with pytest.raises(NotTaken) as caught:
        await answer(database, "Å" * 101)
    assert caught.value.most == 100
    assert await tips_store.current(database, ANNA) == before


async def test_buttons_of_an_earlier_step_or_draft_do_nothing(database: Database) -> None:
    """A late press is stale and leaves the draft as it is."""
    first = await tips_store.start(database, Draft(ANNA, "tip"))
    second = await answer(database, TIP)
    with pytest.raises(NotTaken, match="stale"):
        await answer(database, None, mark=first.mark)
    await tips_store.cancel(database, ANNA, mark=second.mark)
    with pytest.raises(NotTaken, match="no_draft"):
        await keep(database, mark=second.mark)
    await tips_store.start(database, Draft(ANNA, "tip", text=TIP))
    with pytest.raises(NotTaken, match="stale"):
        await back(database, mark=second.mark)


async def test_a_message_that_comes_again_answers_one_step(database: Database) -> None:
    """After a crash the same update is handled once more, and does not fill in the next step."""
    await tips_store.start(database, Draft(ANNA, "tip"))
    once = await answer(database, TIP, message_id=5)
    assert await answer(database, TIP, message_id=5) == once
    assert (await answer(database, "Åsby", message_id=6)).place == "Åsby"


async def test_pressed_many_times_at_once_it_is_sent_once(database: Database) -> None:
    """Of twenty presses on "Skicka" one gets the draft, also when another one waits behind it."""
    await whole_tip(database)
    draft = await tips_store.start(database, Draft(ANNA, "report", text="Länken är död", entry_id="reko-ring"))
    results = await asyncio.gather(*(take(database, draft.mark) for _ in range(20)), return_exceptions=True)
    assert [result for result in results if isinstance(result, Draft)] == [draft]
    assert all(isinstance(result, Draft | NotTaken) for result in results)
    waiting = await tips_store.current(database, ANNA)
    assert waiting is not None
    assert waiting.kind == "tip"


async def test_a_failed_submission_keeps_the_draft(database: Database) -> None:
    """Taking is undone with the transaction, so nothing is lost when submitting fails."""
    draft = await whole_tip(database)
    with pytest.raises(ZeroDivisionError):
        await failing(database, draft.mark)
    assert await tips_store.current(database, ANNA) == draft


async def test_a_draft_before_its_preview_is_not_sent(database: Database) -> None:
    """A forged press with the right mark sends nothing half written and loses nothing."""
    draft = await tips_store.start(database, Draft(ANNA, "tip", text=TIP))
    with pytest.raises(NotTaken, match="not_here"):
        await take(database, draft.mark)
    assert await tips_store.current(database, ANNA) == draft


async def test_an_unfinished_tip_steps_aside_and_comes_back(database: Database) -> None:
    """Reporting a fault or answering the moderators in between loses nothing, in the order they were begun."""
    tip = await tips_store.start(database, Draft(ANNA, "tip", text=TIP))
    reply = await tips_store.start(database, Draft(ANNA, "reply", item_id=7))
    report = await tips_store.start(database, Draft(ANNA, "report", entry_id="reko-ring"))
    assert await tips_store.current(database, ANNA) == report
    await tips_store.cancel(database, ANNA)
    assert await tips_store.current(database, ANNA) == reply
    await tips_store.cancel(database, ANNA)
    assert await tips_store.current(database, ANNA) == tip


async def test_beginning_again_replaces_what_was_about_the_same(database: Database) -> None:
    """There is one new tip and one draft about each item, and never a heap of them."""
    await tips_store.start(database, Draft(ANNA, "tip", text=TIP))
    for number in range(10):
        await tips_store.start(database, Draft(ANNA, "reply", item_id=number % 2))
    left = 0
    while await tips_store.current(database, ANNA) is not None:
        await tips_store.cancel(database, ANNA)
        left += 1
    assert left == 3


async def test_a_cancelled_draft_can_be_brought_back_once(database: Database) -> None:
    """The undo of a slip: where it was, over what has been begun since, and only once."""
    draft = await whole_tip(database)
    await tips_store.cancel(database, ANNA)
    assert await tips_store.current(database, ANNA) is None
    await tips_store.start(database, Draft(ANNA, "question", text="Vem äger bryggan?"))
    assert await tips_store.restore(database, ANNA) == draft
    assert await tips_store.current(database, ANNA) == draft
    assert await tips_store.restore(database, ANNA) is None
    await tips_store.cancel(database, ANNA)
    aside = await tips_store.current(database, ANNA)
    assert aside is not None
    assert aside.text == "Vem äger bryggan?"


@pytest.mark.parametrize(("minutes", "is_kept"), [(59, True), (61, False)])
async def test_a_cancelled_draft_is_kept_for_an_hour(
    database: Database, monkeypatch: pytest.MonkeyPatch, minutes: int, is_kept: bool
) -> None:
    """Then it can neither be brought back nor read in the database."""
    await whole_tip(database)
    await tips_store.cancel(database, ANNA)
    later = now() + timedelta(minutes=minutes)
    monkeypatch.setattr(tips_store, "now", lambda: later)
    await tips_store.forget(database)
    assert bool(await database.rows("SELECT * FROM cancelled_drafts")) == is_kept
    assert (await tips_store.restore(database, ANNA) is not None) == is_kept


async def test_revising_a_waiting_tip_begins_at_its_preview(database: Database) -> None:
    """An item's version follows, and each step can be mended at once."""
    filled = Draft(ANNA, "tip", "preview", TIP, item_id=4, version=2)
    await tips_store.start(database, filled)
    await go(database, "signature")
    draft = await answer(database, "Anna")
    assert (draft.step, draft.signature, draft.item_id, draft.version) == ("preview", "Anna", 4, 2)


async def test_what_nobody_touched_for_90_days_is_forgotten(database: Database) -> None:
    """Old drafts go, younger ones stay."""
    await tips_store.start(database, Draft(ANNA, "tip"))
    await tips_store.start(database, Draft(BERIT, "tip"))
    async with database.transaction() as transaction:
        old = stamp(now() - timedelta(days=91))
        await transaction.execute("UPDATE drafts SET changed_at = ? WHERE user_id = ?", (old, ANNA))
    await tips_store.forget(database)
    assert await tips_store.current(database, ANNA) is None
    assert await tips_store.current(database, BERIT) is not None


ACTIONS = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from([None, TIP, "mat", "", "😀", "x" * 90])),
    st.tuples(st.just("attach"), st.sampled_from(["", TIP])),
    st.tuples(st.just("go"), st.sampled_from(tips_values.TIP_STEPS)),
    st.tuples(st.sampled_from(["keep", "back"]), st.just("")),
)


@given(st.sampled_from(["tip", "question"]), st.lists(ACTIONS, max_size=25))
def test_whatever_is_pressed_a_preview_is_complete(kind: Kind, actions: list[tuple[str, str]]) -> None:
    """Any order of steps keeps the draft at a step of its kind, and a preview has all that must be there."""
    draft = Draft(ANNA, kind)
    for action, value in actions:
        draft = acted(draft, action, value)
        assert draft.step in draft.steps
        assert draft.photo is not None or (draft.photo_text is None and draft.step != "photo_text")
        if draft.step == "preview":
            assert draft.text
            assert not draft.undescribed


def acted(draft: Draft, action: str, value: str) -> Draft:
    """`draft` after one thing that a member did, taken or not."""
    try:
        match action:
            case "answer":
                return tips_rules.answered(draft, value, THEMES)
            case "attach":
                return tips_rules.attached(draft, "file", value)
            case "go":
                return tips_rules.moved(draft, next(step for step in tips_values.TIP_STEPS if step == value))
            case "keep":
                return tips_rules.kept(draft)
            case _:
                return tips_rules.stepped_back(draft)
    except NotTaken:
        return draft


@pytest.mark.parametrize("kind", ["tip", "reply"])
def test_a_mark_fits_in_a_button(kind: Kind) -> None:
    """With a letter and a theme's id of 40 letters it stays within Telegram's 64 bytes."""
    assert all(len(f"x:{Draft(ANNA, kind, step).mark}:{'t' * 40}") <= 64 for step in tips_values.TIP_STEPS)
