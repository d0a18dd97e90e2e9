"""What a visitor does and sees on the page, in one word each."""

from playwright.async_api import Locator, Page, expect


def messages(page: Page) -> Locator:
    return page.locator("#messages .bubble")


def chat(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation").get_by_role("button", name=name)


def button(page: Page, name: str) -> Locator:
    return page.locator("#messages").get_by_role("button", name=name)


def options(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


async def write(page: Page, text: str) -> None:
    await page.get_by_label("Meddelande", exact=True).fill(text)
    await page.keyboard.press("Enter")


async def ask(page: Page, text: str) -> None:
    """Starts the bot if need be, asks and waits for the answer."""
    if await page.get_by_role("button", name="Starta").is_visible():
        await page.get_by_role("button", name="Starta").click()
        await expect(messages(page).filter(has_text="Välkommen")).to_be_visible()
    await write(page, text)
    await expect(messages(page).filter(has_text=f"Du skrev: {text}")).to_be_visible()


async def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    for _ in range(40):
        await page.keyboard.press(key)
        if await page.evaluate("document.activeElement.textContent") == name:
            return
    raise AssertionError(f"{key} never reached {name}")


async def from_menu(page: Page, item: str) -> None:
    await messages(page).last.click(button="right")
    await page.get_by_role("menuitem", name=item).click()


async def from_more(page: Page, item: str) -> None:
    await page.get_by_role("button", name="Mer", exact=True).click()
    await page.get_by_role("menuitem", name=item).click()
