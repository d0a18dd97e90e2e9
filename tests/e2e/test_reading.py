"""What a reader has before them: the beginning of answers, room for them, pictures, moments, other scripts."""

import json
from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.simulator.files import SAMPLE
from bot.simulator.model import File
from tests.e2e.conftest import Demo
from tests.e2e.steps import ask, button, chat, messages, tab_to, write

pytestmark = pytest.mark.asyncio(loop_scope="module")
LONG = "Rubriken\n" + "en rad om saken\n" * 60
# How far the top of the last message stands below the top of what is visible.
BELOW_TOP = """() => document.querySelector('#messages').lastElementChild.getBoundingClientRect().top
    - document.querySelector('#scroll').getBoundingClientRect().top"""
AT_END = "() => ((it) => it.scrollHeight - it.scrollTop - it.clientHeight < 2)(document.querySelector('#scroll'))"


async def _say(demo: Demo, text: str, **more: object) -> Any:
    given = {"chat_id": demo.village.pensioner.id, "text": text} | more
    return json.loads((await demo.simulator.answer("sendMessage", given)).body)["result"]


async def test_a_long_answer_is_shown_from_its_beginning(page: Page, demo: Demo) -> None:
    """Also when the chat is opened again; it counts as read, and a short one after the end is reached is at the end."""
    await ask(page, "hej")
    await _say(demo, LONG)
    await expect(messages(page).last).to_contain_text("Rubriken")
    assert 0 <= await page.evaluate(BELOW_TOP) <= 20
    await chat(page, "Byalaget i Åsby").click()
    await expect(chat(page, "Landsbygdsboten")).not_to_contain_text("oläst")
    await chat(page, "Landsbygdsboten").click()
    await expect(messages(page).last).to_contain_text("Rubriken")
    assert 0 <= await page.evaluate(BELOW_TOP) <= 20
    await page.get_by_role("button", name="Till det senaste meddelandet").click()
    await _say(demo, "Kort")
    await expect(messages(page).last).to_contain_text("Kort")
    assert await page.evaluate(AT_END)


async def test_whoever_reads_further_up_stays_there(page: Page, demo: Demo) -> None:
    """A new message is pointed at and does not move the page; one's own words do."""
    await ask(page, "hej")
    await _say(demo, LONG)
    await expect(messages(page).last).to_contain_text("Rubriken")
    await page.locator("#scroll").evaluate("(it) => { it.scrollTop = 0; }")
    await _say(demo, "Något nytt")
    await expect(messages(page).last).to_contain_text("Något nytt")
    assert await page.locator("#scroll").evaluate("(it) => it.scrollTop") == 0
    await expect(page.get_by_role("button", name="Till det senaste meddelandet")).to_be_visible()
    await ask(page, "hej igen")
    assert await page.evaluate(AT_END)


async def test_what_comes_of_a_press_is_shown(page: Page, demo: Demo) -> None:
    """Although the reader is not at the end."""
    await ask(page, "hej")
    keyboard = {"inline_keyboard": [[{"text": "Fortsätt", "callback_data": "varna"}]]}
    await _say(demo, "Fråga", reply_markup=keyboard)
    await _say(demo, LONG)
    await expect(messages(page).last).to_contain_text("Rubriken")
    await page.locator("#scroll").evaluate("(it) => { it.scrollTop = 0; }")
    await button(page, "Fortsätt").click()
    await page.keyboard.press("Escape")
    await _say(demo, "Det blev så")
    await expect(messages(page).last).to_be_in_viewport()


async def test_only_the_newest_buttons_stand_before_the_text_field(page: Page) -> None:
    """Those of older messages are reached by the arrow keys and Tab."""
    await ask(page, "ett")
    await ask(page, "två")
    stops = "[...document.querySelectorAll('#messages button:not(.more)')].filter((it) => it.tabIndex === 0).length"
    in_one = "document.querySelector('#messages').lastElementChild.querySelectorAll('button:not(.more)').length"
    assert await page.evaluate(stops) == await page.evaluate(in_one) > 0
    await page.locator("#messages .row").last.focus()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowUp")
    await tab_to(page, "Visa mer")
    await page.keyboard.press("Enter")
    await expect(messages(page).filter(has_text="Mer om saken")).to_have_count(1)
    await expect(messages(page).nth(3)).to_contain_text("Mer om saken")


async def test_at_twice_the_size_there_is_room_for_messages(page: Page) -> None:
    """At least 220 px before and after the first question; the quick answers come when asked for."""
    await page.set_viewport_size({"width": 640, "height": 400})
    assert await page.locator("#scroll").evaluate("(it) => it.clientHeight") >= 220
    await page.get_by_role("button", name="Starta").click()
    await expect(messages(page).filter(has_text="Välkommen")).to_be_visible()
    await expect(page.get_by_text("tomma lokaler")).to_be_attached()
    assert await page.locator("#scroll").evaluate("(it) => it.clientHeight") >= 220
    await page.get_by_role("button", name="Visa snabbsvar").click()
    await expect(page.get_by_role("group", name="Snabbsvar")).to_be_visible()


async def test_a_picture_is_seen_and_made_larger(page: Page, demo: Demo) -> None:
    """With what it shows in words; Escape leaves it and gives focus back. Where the bytes are gone, that is said."""
    await ask(page, "hej")
    there = {"chat_id": demo.village.pensioner.id}
    upload = {"photo": File("", "x", "application/octet-stream", SAMPLE)}
    await demo.simulator.answer("sendPhoto", there | {"caption": "Affischen för träffen"}, upload)
    small = page.get_by_role("button", name="Bild: Affischen för träffen")
    assert await small.locator("img").evaluate("(it) => it.decode().then(() => it.naturalWidth)") == 240
    await small.click()
    large = page.get_by_role("dialog", name="Bild: Affischen för träffen")
    await expect(large.get_by_role("img")).to_be_visible()
    await expect(large.get_by_role("link", name="Öppna i egen flik")).to_have_attribute("target", "_blank")
    await page.keyboard.press("Escape")
    await expect(large).to_have_count(0)
    await expect(small).to_be_focused()
    await demo.simulator.answer("sendPhoto", there | {"photo": "https://exempel.se/bild.jpg"})
    await expect(page.get_by_role("img", name="Den går inte att visa")).to_be_visible()


async def test_a_file_is_saved_under_its_name(page: Page, demo: Demo) -> None:
    """What a browser does not show; its size is told in a unit that people know."""
    await ask(page, "hej")
    upload = {"document": File("", "träffen.ics", "text/calendar", b"x" * 2400)}
    await demo.simulator.answer("sendDocument", {"chat_id": demo.village.pensioner.id}, upload)
    async with page.expect_download() as saved:
        await page.get_by_role("link", name="träffen.ics 2 kB, ladda ner").click()
    assert (await saved.value).suggested_filename == "träffen.ics"


async def test_a_wish_for_a_reply_opens_one(page: Page, demo: Demo) -> None:
    """The text is sent as a reply to the question; whoever leaves it is not asked again."""
    await ask(page, "hej")
    wish = {"force_reply": True, "input_field_placeholder": "Skriv vad som hände"}
    asked = await _say(demo, "Vad hände?", reply_markup=wish)
    await expect(page.get_by_text("Svar till Landsbygdsboten")).to_be_visible()
    await expect(page.locator("#write")).to_be_focused()
    await expect(page.get_by_placeholder("Skriv vad som hände")).to_be_visible()
    await write(page, "Bussen kom")
    await expect(messages(page).filter(has_text="Du skrev: Bussen kom")).to_be_visible()
    told = [update["message"] for update in demo.simulator.world.updates.ever if "message" in update]
    assert told[-1]["reply_to_message"]["message_id"] == asked["message_id"]
    await _say(demo, "Och sedan?", reply_markup=wish)
    await page.get_by_role("button", name="Avbryt").click()
    await chat(page, "Byalaget i Åsby").click()
    await chat(page, "Landsbygdsboten").click()
    await expect(page.locator("#context")).to_be_hidden()


@pytest.mark.parametrize(("form", "shown"), [("D", "14 november 2023"), ("wd", "tisdag 2023-11-14"), ("", "på mötet")])
async def test_a_moment_is_shown_in_the_readers_way(page: Page, demo: Demo, form: str, shown: str) -> None:
    """In the form that the bot wants, or as it was written."""
    await ask(page, "hej")
    text = f'Vi ses <tg-time unix="1699963200" format="{form}">på mötet</tg-time>.'
    await _say(demo, text, parse_mode="HTML")
    await expect(messages(page).last).to_contain_text(f"Vi ses {shown}.")


async def test_arabic_is_read_from_the_right(page: Page, demo: Demo) -> None:
    """In messages and while it is written."""
    await ask(page, "hej")
    await _say(demo, "كيف ننظم النقل؟")
    await expect(messages(page).last).to_contain_text("كيف")
    right = "(it) => getComputedStyle(it).direction"
    assert await messages(page).last.locator(".text").evaluate(right) == "rtl"
    await page.locator("#write").fill("مرحبا")
    assert await page.locator("#write").evaluate(right) == "rtl"


async def test_everybody_is_shown_with_their_role_and_what_to_try(page: Page) -> None:
    """A dialog where there is no room; a panel where there is, open at the first visit and closed for good."""
    button_ = page.get_by_role("button", name="Vem är vem?")
    await expect(page.get_by_label("Du är").locator("option:checked")).to_have_text("Greta Lindkvist – medlem")
    await button_.click()
    dialog = page.get_by_role("dialog", name="Vem är vem")
    await expect(dialog.get_by_role("listitem")).to_have_count(10)
    await dialog.get_by_role("button", name="Bli Birgitta").click()
    await expect(page.get_by_label("Du är").locator("option:checked")).to_have_text("Birgitta Norling – moderator")
    await expect(chat(page, "Redaktionen")).to_be_visible()
    await page.set_viewport_size({"width": 1280, "height": 800})
    panel = page.get_by_role("complementary", name="Vem är vem")
    await expect(panel.get_by_role("button", name="Du är Birgitta")).to_be_visible()
    await button_.click()
    await expect(panel).to_be_hidden()
    await page.reload()
    await expect(button_).to_have_attribute("aria-expanded", "false")
    await expect(panel).to_be_hidden()


async def test_a_channel_is_read_and_not_written_in(page: Page, demo: Demo) -> None:
    """Its posts are the channel's; who leads it can write and let the bot in."""
    world, village = demo.simulator.world, demo.village
    channel = world.add_channel("Nätverksnytt", village.organiser, village.pensioner)
    demo.simulator.rooms.promote_bot(channel)
    await demo.simulator.answer("sendMessage", {"chat_id": channel.id, "text": "Träff på lördag"})
    await page.reload()
    await chat(page, "Nätverksnytt").click()
    await expect(messages(page)).to_contain_text(["Nätverksnytt"])
    await expect(page.get_by_text("Bara administratörer kan skriva här.")).to_be_visible()
    demo.simulator.people.send_poll(channel, village.organiser, "Vilken dag?", ["Tisdag", "Torsdag"])
    await expect(messages(page).last.get_by_role("listitem")).to_have_text(["Tisdag", "Torsdag"])
