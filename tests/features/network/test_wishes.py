"""Subscribers: what they would rather have broadcasts about, and a way out with undo."""

from bot.features.network import texts as network_texts
from bot.features.network.store import groups, subscribers
from bot.features.network.values import Audience
from tests.conftest import Stage

PEOPLE = Audience(groups=False, subscribers=True)


async def reached(desk: Stage, audience: Audience) -> int:
    """How many would get it."""
    return len(await groups.recipients(desk.database, audience))


async def test_themes_are_ticked_and_decide(desk: Stage) -> None:
    """What is about one of them comes, or about nothing special; ”Allt” takes all ticks away."""
    names = desk.services.library.knowledge.theme_names
    (first, name), (second, _), *_ = names.items()
    [page] = await desk.say("/prenumerera")
    await desk.press(page, name)
    assert f"Du har valt: {name}." in desk.now(page).text
    about = [Audience(groups=False, themes=(each,), subscribers=True) for each in (first, second)]
    assert [await reached(desk, each) for each in (PEOPLE, *about)] == [1, 1, 0]
    await desk.press(page, network_texts.EVERYTHING)
    assert await reached(desk, about[1]) == 1


async def test_stopping_takes_one_press_and_can_be_undone(desk: Stage) -> None:
    """What was chosen is kept for whoever comes back."""
    [page] = await desk.say("/prenumerera")
    theme, name = next(iter(desk.services.library.knowledge.theme_names.items()))
    await desk.press(page, name)
    [said] = await desk.press(page, network_texts.STOP)
    assert said.text == network_texts.UNSUBSCRIBED
    assert await reached(desk, PEOPLE) == 0
    await desk.press(said, "Ångra")
    assert await reached(desk, PEOPLE) == 1
    assert await subscribers.themes(desk.database, desk.anna.id) == (theme,)


async def test_a_forged_theme_changes_nothing(desk: Stage) -> None:
    """Only what the knowledge has can be chosen."""
    [page] = await desk.say("/prenumerera")
    await desk.forge(page, "w:z:narnia")
    assert await subscribers.themes(desk.database, desk.anna.id) == ()
