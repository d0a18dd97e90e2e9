"""Messages on the chat page: buttons, keyboards, inline results, links, menus, formatting."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.e2e.conftest import Demo
from tests.e2e.steps import ask, button, chat, from_menu, messages, options, write

pytestmark = pytest.mark.asyncio(loop_scope="module")
EVIL = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script> & <b>fet</b>'


async def test_buttons_under_a_message_work(page: Page) -> None:
    """A press edits the message and shows a notice; an alert is a dialog that Escape closes."""
    await ask(page, "mat")
    await button(page, "Visa mer").click()
    await expect(messages(page).filter(has_text="Mer om saken")).to_contain_text("redigerat")
    await expect(page.locator("#toasts")).to_have_text("Klart")
    await button(page, "Varna").click()
    await expect(page.get_by_role("dialog")).to_contain_text("Se upp")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_the_reply_keyboard_sends_and_can_be_put_away(page: Page) -> None:
    """Its keys write their text; it hides and comes back."""
    await ask(page, "hej")
    await page.get_by_role("group", name="Snabbsvar").get_by_role("button", name="Teman").click()
    await expect(messages(page).filter(has_text="Du skrev: Teman")).to_be_visible()
    await page.get_by_role("button", name="Dölj snabbsvar").click()
    await expect(page.get_by_role("group", name="Snabbsvar")).to_be_hidden()
    await page.get_by_role("button", name="Visa snabbsvar").click()
    await expect(page.get_by_role("group", name="Snabbsvar")).to_be_visible()


async def test_inline_results_are_chosen_with_the_keyboard(page: Page) -> None:
    """In a group, the second of two results is sent via the bot; Enter without a choice sends the text."""
    await chat(page, "Byalaget i Åsby").click()
    await page.keyboard.type("@landsbygdsbot bio")
    await expect(options(page)).to_have_text(["Första bio", "Andra bio"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(messages(page).last).to_contain_text("via @landsbygdsbot")
    await expect(messages(page).last).to_contain_text("Delat: Andra bio")
    await write(page, "@landsbygdsbot mat")
    await expect(messages(page).filter(has_text="Du skrev: @landsbygdsbot mat")).to_be_visible()


async def test_the_button_over_inline_results_leads_to_the_private_chat(page: Page) -> None:
    """With its start parameter."""
    await chat(page, "Byalaget i Åsby").click()
    await page.keyboard.type("@landsbygdsbot bio")
    await page.get_by_role("button", name="Fråga privat").click()
    await expect(messages(page).last).to_have_text(re.compile("Välkommen fraga"))


async def test_a_deep_link_stays_in_the_page(page: Page, demo: Demo) -> None:
    """Pressed in the group it starts the bot in the private chat; no window opens."""
    await chat(page, "Byalaget i Åsby").click()
    await write(page, "/fraga mat")
    await button(page, "Öppna i boten").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Landsbygdsboten")
    await expect(messages(page).last).to_have_text(re.compile("Välkommen k_reko-ring"))
    assert (len(page.context.pages), page.url) == (1, f"{demo.server.url}/")


async def test_sharing_opens_the_chosen_chat_with_the_query(page: Page) -> None:
    """The composer there holds the bot's name and the words."""
    await ask(page, "mat")
    await button(page, "Dela").click()
    await page.get_by_role("dialog").get_by_role("button", name="Byalaget i Åsby").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Byalaget i Åsby")
    await expect(page.locator("#write")).to_have_value("@landsbygdsbot samåkning")
    await expect(options(page)).to_have_count(2)


async def test_an_edited_question_edits_its_answer(page: Page) -> None:
    """Arrow up in the empty field takes one's last message; both are marked as edited."""
    await ask(page, "mjlk")
    await page.keyboard.press("ArrowUp")
    await expect(page.locator("#write")).to_have_value("mjlk")
    await write(page, "mjölk")
    await expect(messages(page).filter(has_text="Du ändrade till: mjölk")).to_contain_text("redigerat")
    await expect(messages(page).filter(has_text="redigerat")).to_have_count(2)


async def test_a_message_is_answered_forwarded_and_deleted_from_its_menu(page: Page, demo: Demo) -> None:
    """By keyboard: Enter on a message opens the menu, Escape gives focus back; a reply quotes and jumps."""
    await chat(page, "Byalaget i Åsby").click()
    row = page.locator("#messages .row").first
    await row.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Svara")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(row).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await write(page, "Bra!")
    await messages(page).last.get_by_role("button", name="Svar på Birgitta").click()
    await expect(row).to_be_focused()
    await from_menu(page, "Vidarebefordra")
    await page.get_by_role("dialog").get_by_role("button", name="Byalaget i Åsby").click()
    await expect(messages(page).last).to_contain_text("Vidarebefordrat från Greta Lindkvist")
    await from_menu(page, "Ta bort")
    await page.get_by_role("dialog").get_by_role("button", name="Ta bort").click()
    await expect(messages(page).last).to_contain_text("Bra!")
    assert [each.text for each in demo.village.association.messages.values()][-1] == "Bra!"


async def test_what_people_write_is_never_markup(page: Page, demo: Demo) -> None:
    """Markup in names, messages, answers, buttons and links is shown as text and runs nothing."""
    world, group = demo.simulator.world, demo.village.association
    guest = world.add_user(EVIL)
    demo.simulator.rooms.join(group, guest)
    demo.simulator.people.send_text(group, guest, EVIL)
    keyboard = {"inline_keyboard": [[{"text": EVIL, "callback_data": "x"}]]}
    await demo.simulator.answer("sendMessage", {"chat_id": group.id, "text": EVIL, "reply_markup": keyboard})
    trap = {"type": "text_link", "offset": 0, "length": 5, "url": "javascript:window.hurt=1"}
    world.post(group, guest, {"text": "tryck", "entities": [trap]})
    await chat(page, "Byalaget i Åsby").click()
    await expect(messages(page).filter(has_text=EVIL)).to_have_count(3)
    await page.locator("#messages").get_by_text("tryck").click()
    await expect(page.locator("#messages").get_by_role("link")).to_have_count(0)
    await ask(page, f"/fraga {EVIL}")
    assert await page.evaluate("window.hurt") is None
    assert await page.locator("#messages img[src=x], #messages script, #messages b").count() == 0


async def test_links_lead_nowhere_but_to_the_web(page: Page) -> None:
    """A javascript: address is no link; others open a new tab without a handle to this page."""
    safe = "(url) => import('/links.js').then((links) => links.safeUrl(url))"
    assert await page.evaluate(safe, "javascript:alert(1)") is None
    await page.get_by_role("button", name="Starta").click()
    await write(page, "formaterat")
    link = messages(page).get_by_role("link", name="länk")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(link).to_have_attribute("target", "_blank")


async def test_formatting_is_shown(page: Page) -> None:
    """Bold, italic and code as such; a spoiler opens, a long expandable quote unfolds."""
    await page.get_by_role("button", name="Starta").click()
    await write(page, "formaterat")
    bubble = messages(page).filter(has_text="Fetstil")
    for tag, text in (("strong", "Fetstil"), ("em", "kursiv"), ("code", "kod")):
        await expect(bubble.locator(tag)).to_have_text(text)
    await bubble.get_by_role("button", name="Dold text").click()
    await expect(bubble.locator(".uncovered")).to_have_text("hemlis")
    folded = await bubble.locator(".fold").evaluate("(fold) => fold.clientHeight < fold.scrollHeight")
    await bubble.get_by_role("button", name="Visa mer").click()
    unfolded = await bubble.locator(".fold").evaluate("(fold) => fold.clientHeight >= fold.scrollHeight")
    assert (folded, unfolded) == (True, True)
