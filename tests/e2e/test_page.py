"""The chat page as a visitor meets it: people, chats, topics, small screens, keyboard, restarts."""

import re

import pytest
from playwright.async_api import Page, expect

from bot.features.meetings import documents
from bot.simulator.model import File
from bot.simulator.server import serve
from bot.simulator.simulator import Simulator
from bot.simulator.village import build_village
from tests.e2e.conftest import Demo
from tests.e2e.steps import ask, button, chat, from_more, messages, options, tab_to

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_visitor_chooses_who_to_be_and_asks(page: Page, demo: Demo) -> None:
    """Another person has their own chats; after Starta the question and its answer stand in the chat."""
    await expect(page.get_by_text("Inget skickas till Telegram")).to_be_visible()
    await page.get_by_label("Du är").select_option(label="Birgitta Norling – moderator")
    await expect(chat(page, "Redaktionen")).to_be_visible()
    await ask(page, "hur ordnar vi samåkning")
    assert [each.text for each in demo.simulator.world.private(demo.village.organiser).messages.values()] == [
        "/start", "Välkommen", "hur ordnar vi samåkning", "Du skrev: hur ordnar vi samåkning",
    ]  # fmt: skip
    await expect(page.locator("#announcer")).to_contain_text("Landsbygdsboten: Du skrev")


async def test_an_example_starts_the_bot_and_asks(page: Page) -> None:
    """One tap is enough for a first answer; then the examples go away."""
    await page.get_by_role("button", name="tomma lokaler").click()
    await expect(messages(page).filter(has_text="Du skrev: tomma lokaler")).to_be_visible()
    await expect(page.get_by_text("Prova till exempel")).to_be_hidden()
    assert await page.locator("#write").evaluate("(field) => field.clientHeight >= field.scrollHeight")


async def test_everything_works_without_a_mouse(page: Page) -> None:
    """Tab reaches Starta and a button under the answer; focus stays there when the message changes."""
    await tab_to(page, "Starta")
    await page.keyboard.press("Enter")
    await expect(page.locator("#write")).to_be_focused()
    await page.keyboard.type("rad ett")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("rad två")
    await page.keyboard.press("Enter")
    await expect(messages(page).filter(has_text="Du skrev: rad ett")).to_be_visible()
    await tab_to(page, "Visa mer", "Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(messages(page).filter(has_text="Mer om saken")).to_be_visible()
    await expect(button(page, "Visa mer")).to_be_focused()


async def test_a_topic_keeps_its_own_talk_and_unread_mark(page: Page, demo: Demo) -> None:
    """The answer comes in the topic where it was asked, and is marked as unread elsewhere."""
    await page.get_by_label("Du är").select_option(label="Nils Hedman – medlem")
    await chat(page, "Resor och samåkning").click()
    await ask(page, "/fraga skjuts")
    await page.get_by_label("Ämne").select_option(label="Möten och träffar")
    await expect(messages(page)).to_have_count(0)
    world, village = demo.simulator.world, demo.village
    demo.simulator.people.send_text(village.network, village.officer, "Hej", topic=village.transport)
    await expect(chat(page, "Resor och samåkning")).to_contain_text("1 oläst")
    await page.get_by_role("button", name="Bifoga").click()
    await page.get_by_role("menuitem", name="Röstmeddelande").click()
    await expect(messages(page)).to_have_text([re.compile("Röstmeddelande")])
    assert [each.topic for each in world.chats[village.network.id].messages.values()][-1] == village.meetings.id


async def test_the_bot_is_removed_from_a_group_and_let_in(page: Page, demo: Demo) -> None:
    """From the menu Mer; the group says so and the world knows."""
    talk, members = page.locator("#messages"), demo.village.association.members
    await chat(page, "Byalaget i Åsby").click()
    await from_more(page, "Ta bort boten")
    await expect(talk.get_by_text("Greta tog bort Landsbygdsboten")).to_be_visible()
    assert not members[demo.simulator.world.bot.id].present
    await from_more(page, "Lägg till boten")
    await expect(talk.get_by_text("Greta lade till Landsbygdsboten")).to_be_visible()
    assert members[demo.simulator.world.bot.id].present


async def test_the_bot_is_blocked_and_let_in(page: Page) -> None:
    """Nothing can be written to a blocked bot; one button lets it in."""
    await ask(page, "hej")
    await from_more(page, "Blockera boten")
    await expect(page.locator("#write")).to_be_hidden()
    await page.get_by_role("button", name="Släpp fram boten igen").click()
    await ask(page, "hej igen")


async def test_typing_is_shown_while_the_bot_is_at_it(page: Page, demo: Demo) -> None:
    """Until it writes."""
    await ask(page, "hej")
    there = {"chat_id": demo.village.pensioner.id}
    await demo.simulator.answer("sendChatAction", there | {"action": "typing"})
    await expect(page.get_by_role("main").get_by_text("skriver …")).to_be_visible()
    await demo.simulator.answer("sendMessage", there | {"text": "Klar"})
    await expect(page.get_by_role("main").get_by_text("skriver …")).to_be_hidden()


async def test_the_choice_of_person_and_chat_survives_a_reload(page: Page) -> None:
    """In the same tab, with what was read."""
    await page.get_by_label("Du är").select_option(label="Johan Ek – moderator")
    await chat(page, "Resor och samåkning").click()
    await page.reload()
    await expect(page.get_by_label("Ämne")).to_have_value(re.compile(r"[1-9]\d*"))
    await expect(page.get_by_label("Du är").locator("option:checked")).to_have_text("Johan Ek – moderator")


async def test_commands_are_listed_and_chosen(page: Page) -> None:
    """Typing / lists them; in a group the chosen one awaits its words."""
    await chat(page, "Byalaget i Åsby").click()
    await page.keyboard.type("/f")
    await expect(options(page)).to_have_text(["/fragaställ en fråga"])
    await page.keyboard.press("Enter")
    await expect(page.locator("#write")).to_have_value("/fraga ")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Botens kommandon").click()
    await expect(options(page)).to_have_count(1)


async def test_a_picture_is_seen_and_a_document_opened(page: Page, demo: Demo) -> None:
    """The picture as it was sent, in its shape; the document in a tab of its own, where it reads as it was written."""
    there = {"chat_id": demo.village.pensioner.id}
    await ask(page, "hej")
    picture = await documents.qr_of("https://t.me/landsbygdsbot?start=m_x")
    files = {"photo": File("", "qr.png", "image/png", picture)}
    await demo.simulator.answer("sendPhoto", there, files)
    text = "<!doctype html><meta charset=utf-8><h1>Träffen i Åsby</h1>".encode()
    files = {"document": File("", "sammanstallning.html", "text/html", text)}
    await demo.simulator.answer("sendDocument", there, files)
    shown = page.get_by_role("button", name="Bild från Landsbygdsboten").locator("img")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("(it) => it.decode().then(() => it.naturalWidth === it.naturalHeight)")
    async with page.expect_popup() as opened:
        await page.get_by_role("link", name="sammanstallning.html").click()
    await expect((await opened.value).get_by_role("heading", name="Träffen i Åsby")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(360, 740), (640, 400)])
async def test_nothing_scrolls_sideways_on_a_small_screen(page: Page, width: int, height: int) -> None:
    """At 360 px, and at 1280 px zoomed to 200 %, with a long word; the back button leads to the list."""
    await page.set_viewport_size({"width": width, "height": height})
    await ask(page, "Landsbygdsutvecklingsprogrammet" * 4)
    wide = "[document.documentElement, document.querySelector('#scroll')].every((e) => e.scrollWidth <= e.clientWidth)"
    assert await page.evaluate(wide)
    await page.get_by_role("button", name="Tillbaka till chattarna").click()
    await expect(page.get_by_role("main")).to_be_hidden()
    assert await page.evaluate(wide)
    await chat(page, "Byalaget i Åsby").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Byalaget i Åsby")


async def test_the_page_survives_a_restart_of_the_server(page: Page, demo: Demo) -> None:
    """It says that contact is lost and shows the new world when it is back."""
    await chat(page, "Byalaget i Åsby").click()
    await demo.server.close()
    await expect(page.get_by_text("Ingen kontakt")).to_be_visible()
    simulator = Simulator()
    village = build_village(simulator)
    simulator.people.send_text(village.association, village.farmer, "En ny dag")
    server = await serve(simulator, demo.server.port)
    await expect(messages(page).filter(has_text="En ny dag")).to_be_visible()
    await expect(page.get_by_text("Ingen kontakt")).to_have_count(0)
    await server.close()
