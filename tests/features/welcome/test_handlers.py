"""The bot presents itself: welcome, links, themes, help, menus, and what it cannot read."""

from datetime import date

import pytest

from bot.chat import texts as chat_texts
from bot.features.answers import pages as answers_pages
from bot.features.answers import texts as answers_texts
from bot.features.asking import texts as asking_texts
from bot.features.meetings.store import meetings
from bot.features.meetings.values import Question
from bot.features.welcome import texts as welcome_texts
from bot.simulator.model import Message, User
from bot.wiring import COMMANDS, FEATURES, MENU
from tests.conftest import Stage
from tests.stage.whose import WHOSE

KEYS = [chat_texts.ASK_BUTTON, chat_texts.THEMES_BUTTON, chat_texts.HELP_BUTTON, chat_texts.TIP_BUTTON]
THEMES = "Vilket tema är du nyfiken på?"


def largest_theme(stage: Stage) -> str:
    """The id of a theme with more than one page."""
    knowledge = stage.services.library.knowledge
    chosen = max(knowledge.themes, key=lambda each: len(knowledge.entries_of(each.id)))
    assert len(knowledge.entries_of(chosen.id)) > answers_pages.PER_PAGE
    return chosen.id


async def opened_theme(stage: Stage) -> Message:
    """The first page of the largest theme on Anna's screen."""
    [page] = await stage.say("/teman")
    await stage.press(page, f"t:{largest_theme(stage)}:1")
    return stage.now(page)


async def test_the_welcome_says_what_first_contact_must(stage: Stage) -> None:
    """By name: a bot, people wrote the answers, what is stored and for how long, and how to ask."""
    [hello] = await stage.say("/start")
    assert hello.text.startswith("Hej Greta!")
    for words in ("bot", "Människor har skrivit", "90 dagar", "/integritet", "hur ordnar vi samåkning"):
        assert words in hello.text
    assert [key["text"] for row in stage.private.keyboards[stage.anna.id]["keyboard"] for key in row] == KEYS


async def test_a_name_full_of_html_is_greeted_to_the_letter(stage: Stage) -> None:
    """A first name is a member's own text, and shown as it is."""
    oddly = stage.simulator.world.add_user("<b>&</i>")
    [hello] = await stage.say("/start", stage.simulator.world.private(oddly), oddly)
    assert hello.text.startswith("Hej <b>&</i>!")


async def test_a_deep_link_opens_its_entry_after_a_short_welcome(stage: Stage) -> None:
    """From a shared answer straight to the entry; the first contact still says what it must, and what is stored."""
    hello, entry = await stage.say("/start k_reko-ring")
    assert "bot" in hello.text
    assert "/integritet" in hello.text
    reko = stage.services.library.knowledge.entry("reko-ring")
    assert reko is not None
    assert entry.text.startswith(reko.title)
    assert "6 november 2018" in entry.text


@pytest.mark.parametrize("link", ["m_{}", "l_12_m_{}"])
async def test_a_meeting_presents_the_bot_itself(stage: Stage, link: str) -> None:
    """Also where the link stood in a broadcast: one greeting, and the keyboard once /hjalp is asked for."""
    async with stage.database.transaction() as transaction:
        made = await meetings.create(
            transaction, "Träffen", date(2099, 1, 1), "Åsby", (Question(1, "Vad?"),), 5, (), None
        )
    slug = (await meetings.meeting(stage.database, made)).slug
    newcomer = stage.simulator.world.add_user("Nils")
    chat = stage.simulator.world.private(newcomer)
    [page] = await stage.say(f"/start {link.format(slug)}", chat, newcomer)
    assert page.text.startswith("Välkommen till Träffen")
    await stage.say("/hjalp", chat, newcomer)
    assert [key["text"] for row in chat.keyboards[newcomer.id]["keyboard"] for key in row] == KEYS


@pytest.mark.parametrize("payload", ["k_finns-inte", "k_", "q_AAAAAAAAAAA", "q_"])
async def test_an_unknown_link_is_told_so(stage: Stage, payload: str) -> None:
    """A link to something that is gone says so, after the greeting."""
    hello, sentence = await stage.say(f"/start {payload}")
    assert hello.text.startswith("Hej!")
    assert sentence.text in {answers_texts.UNKNOWN_ENTRY, chat_texts.STALE_BUTTON}


@pytest.mark.parametrize("payload", ["hej", "'; DROP TABLE questions;--", "<b>", "k", "t:mat:1"])
async def test_a_link_that_nobody_made_is_welcomed(stage: Stage, payload: str) -> None:
    """Any other payload gets a greeting and does no harm."""
    assert (await stage.say(f"/start {payload}"))[0].text.startswith("Hej")


async def test_the_link_from_a_group_says_what_the_bot_is(stage: Stage) -> None:
    """Whoever comes from a group's "Fråga mig privat" meets the bot for the first time."""
    [hello] = await stage.say("/start fraga")
    assert hello.text == welcome_texts.short_welcome(WHOSE)


@pytest.mark.parametrize("typed", ["{}", "{}.", "/{}", " {} ?"])
@pytest.mark.parametrize("lower", [False, True])
async def test_keyboard_words_work_pressed_and_typed(stage: Stage, typed: str, lower: bool) -> None:
    """The four words do the same from the keyboard, in lower case, with a full stop, or as a command with ä or å."""
    expected = ["Vad vill du veta?", THEMES, "Så använder du boten", "Vad har ni gjort"]
    for word, beginning in zip(KEYS, expected, strict=True):
        [shown] = await stage.say(typed.format(word.lower() if lower else word))
        assert shown.text.startswith(beginning)


async def test_the_keyboard_is_tapped(stage: Stage) -> None:
    """The keys send their words."""
    await stage.after(stage.simulator.people.tap(stage.private, stage.anna, chat_texts.THEMES_BUTTON))
    assert stage.simulator.sent(stage.private)[-1].text == THEMES


async def test_help_lists_every_private_command(stage: Stage) -> None:
    """/hjalp says how to ask and names every command of this chat with what it does."""
    [shown] = await stage.say("/hjalp")
    for command in COMMANDS.of("private"):
        assert f"/{command.name} – {command.does}" in shown.text


async def test_about_says_where_the_answers_come_from(stage: Stage) -> None:
    """/om names the meeting and its date, and that people wrote the answers."""
    [shown] = await stage.say("/om")
    assert "6 november 2018" in shown.text
    assert "Människor har skrivit" in shown.text


async def test_privacy_says_what_is_stored_and_for_how_long(stage: Stage) -> None:
    """/integritet gives the times that the code keeps."""
    [shown] = await stage.say("/integritet")
    assert "90 dagar" in shown.text
    assert "utan ditt namn" in shown.text


async def test_themes_are_listed_in_their_order_with_numbers(stage: Stage) -> None:
    """/teman: one button a theme, in the editors' order, saying how much there is."""
    knowledge = stage.services.library.knowledge
    [page] = await stage.say("/teman")
    assert page.labels == [f"{each.name} ({len(knowledge.entries_of(each.id))})" for each in knowledge.themes]


async def test_a_theme_is_read_page_by_page_and_back(stage: Stage) -> None:
    """Next, previous, an entry, back to the same page, all themes: always in the same message."""
    page = await opened_theme(stage)
    first = page.text
    await stage.press(page, chat_texts.NEXT)
    second = stage.now(page).text
    assert second != first
    assert "(sida 2 av " in second
    await stage.press(page, 0)
    assert stage.now(page).text.startswith(second.partition("1. ")[2].partition("\n")[0])
    await stage.press(page, chat_texts.BACK)
    assert stage.now(page).text == second
    await stage.press(page, chat_texts.PREVIOUS)
    assert stage.now(page).text == first
    await stage.press(page, answers_texts.ALL_THEMES)
    assert stage.now(page).text == THEMES


async def test_every_entry_can_be_reached_by_browsing(stage: Stage) -> None:
    """Each theme's pages together hold all its entries."""
    knowledge = stage.services.library.knowledge
    shown = {
        choice.action.split(":")[1]
        for theme in knowledge.themes
        for number in range(1, 2 + len(knowledge.entries_of(theme.id)) // answers_pages.PER_PAGE)
        for choice in answers_pages.theme(knowledge, theme, number).choices()
        if choice.action.startswith("b:")
    }
    assert shown == {entry.id for entry in knowledge.entries}


async def test_browsing_can_be_typed(stage: Stage) -> None:
    """Without pressing anything: "teman", "1", "1", "tillbaka", "alla teman"."""
    [themes] = await stage.say("teman")
    [theme] = await stage.say("1")
    assert theme.text.startswith(themes.labels[0].partition(" (")[0])
    [entry] = await stage.say("1")
    assert "6 november 2018" in entry.text
    [back] = await stage.say("Tillbaka")
    assert back.text == theme.text
    [again] = await stage.say("alla teman")
    assert again.text == THEMES


async def test_no_button_carries_more_than_telegram_takes(stage: Stage) -> None:
    """64 bytes is the limit; the longest entry id with the longest token stays within it."""
    knowledge, token = stage.services.library.knowledge, "x" * 11
    for entry in knowledge.entries:
        shown = [answers_pages.answer(knowledge, entry, token), answers_pages.browsed(knowledge, entry, 99)]
        assert all(len(choice.action.encode()) <= 64 for page in shown for choice in page.choices())


async def test_every_entry_is_one_message_that_telegram_takes(stage: Stage) -> None:
    """Every entry of the knowledge opens, in one message."""
    for entry in stage.services.library.knowledge.entries:
        [_, answer] = await stage.say(f"/start k_{entry.id}")
        assert answer.text.startswith(entry.title)


@pytest.mark.parametrize("thing", ["photo", "voice", "sticker", "document", "location", "contact"])
async def test_what_is_not_text_gets_a_friendly_sentence(stage: Stage, thing: str) -> None:
    """A photo, a voice message and so on: the bot says that it reads text only, and what to do."""
    more = ["rapport.pdf"] if thing == "document" else []
    getattr(stage.simulator.people, f"send_{thing}")(stage.private, stage.anna, *more)
    await stage.settled()
    assert stage.simulator.sent(stage.private)[-1].text == (
        chat_texts.NO_VOICE if thing == "voice" else asking_texts.ONLY_TEXT
    )


async def test_an_album_gets_one_sentence(stage: Stage) -> None:
    """Ten pictures sent at once come as ten messages; the member is told once."""
    world, before = stage.simulator.world, len(stage.simulator.sent(stage.private))
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 6}]
    for _ in range(10):
        sent = world.post(stage.private, stage.anna, {"photo": photo}, extra={"media_group_id": "7"})
        world.tell(stage.private.id, sent.id)
    await stage.settled()
    assert [each.text for each in stage.simulator.sent(stage.private)[before:]] == [asking_texts.ONLY_TEXT]


@pytest.mark.parametrize("words", ["/okant", "/hjalpp", "/stop nu", "/start@annanbot"])
async def test_an_unknown_command_is_led_to_help(stage: Stage, words: str) -> None:
    """A misspelt command gets the way to the right one."""
    [shown] = await stage.say(words)
    assert shown.text == chat_texts.UNKNOWN_COMMAND


@pytest.mark.parametrize("words", ["/HJALP", "/Hjalp", "/hjälp", "/hjalp@landsbygdsbot"])
async def test_commands_are_forgiving_about_spelling(stage: Stage, words: str) -> None:
    """Capitals from a phone's keyboard and å ä ö are no obstacle."""
    [shown] = await stage.say(words)
    assert shown.text.startswith("Så använder du boten")


def test_every_command_has_a_handler() -> None:
    """The table that members read and the handlers hold the same commands."""
    assert sorted(MENU) == sorted(command.name for feature in FEATURES for command in feature.commands)


async def test_menus_are_set_per_scope_at_start(stage: Stage) -> None:
    """Telegram shows the private commands in private, the group's in groups, and none of the moderators' to others."""
    profile, anna = stage.simulator.world.profile, stage.anna
    private = profile.menu(anna.id, anna.id, "sv", private=True, admin=False)
    group = profile.menu(stage.village.association.id, anna.id, "sv", private=False, admin=False)
    assert [each["command"] for each in private] == [each.name for each in COMMANDS.of("private")]
    assert [each["command"] for each in group] == [each.name for each in COMMANDS.of("group")]
    assert profile.descriptions
    assert profile.short_descriptions


async def test_a_member_without_a_first_name_is_greeted(stage: Stage) -> None:
    """Deleted or empty names happen."""
    nameless = User(5_000_777, "")
    stage.simulator.world.users[nameless.id] = nameless
    [hello] = await stage.say("/start", stage.simulator.world.private(nameless), nameless)
    assert hello.text.startswith("Hej!")
