"""What members read: pieces that fit, nothing unescaped, klarspråk's outer marks."""

import ast
import re
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import bot
from bot.chat import texts as chat_texts
from bot.chat.commands import Audience
from bot.features.answers import texts as answers_texts
from bot.features.asking import terminal
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.network import texts as network_texts
from bot.features.privacy.texts import periods
from bot.features.welcome import texts as welcome_texts
from bot.knowledge.profile import Profile
from bot.knowledge.values import Entry, Knowledge, Link
from bot.language.text import shown_units, units
from bot.matching.library import Library
from bot.simulator.markup import parse_html
from bot.wiring import COMMANDS
from tests.stage.whose import WHOSE

EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")
CAPITALS = re.compile(r"\b[A-ZÅÄÖ]{4,}\b")
NAMES = {"ABCD"}


def constants() -> dict[str, str]:
    """Every Swedish constant of every room of texts."""
    names = [each.name for each in walk_packages(bot.__path__, "bot.") if ".texts" in each.name]
    rooms = {name: vars(import_module(name)) for name in names}
    return {
        f"{room}.{name}": value
        for room, found in rooms.items()
        for name, value in found.items()
        if name.isupper() and not name.startswith("_") and isinstance(value, str) and value
    }


def help_text(audience: Audience) -> str:
    """The help as one audience reads it."""
    return welcome_texts.help_text(audience, [(each.name, each.does) for each in COMMANDS.of(audience)])


def sentences() -> list[str]:
    """Every sentence that needs no knowledge."""
    helps = [
        help_text("private"),
        help_text("group"),
        help_text("moderators"),
    ]
    return [*constants().values(), *answers_texts.REASONS.values(), *of_the_network(), *helps]


def of_the_network() -> list[str]:
    """The sentences that name it."""
    return [
        welcome_texts.welcome("Greta", WHOSE),
        welcome_texts.short_welcome(WHOSE),
        welcome_texts.about(WHOSE),
        network_texts.joining_hello(WHOSE),
        meeting_texts.no_such_meeting(WHOSE),
    ]


def an_entry(knowledge: Knowledge) -> Entry:
    """Any entry."""
    return knowledge.entries[0]


def test_the_privacy_page_names_all_that_is_kept_about_a_member_and_fits_in_one_message() -> None:
    """Mutes and cancelled drafts too, and it does not promise that a keyed hash tells nobody anything."""
    page = periods.privacy(replace(WHOSE, responsible="F" * 100, contact="K" * 200))
    for words in ("hindrar dig från att skicka", "i en timme", "kan pröva om"):
        assert words in page
    assert shown_units(page) <= 4_096


def test_every_sentence_is_well_formed_html() -> None:
    """Telegram would refuse a stray < or an unclosed tag."""
    for sentence in sentences():
        assert parse_html(sentence).text


def test_at_most_one_emoji_and_never_alone() -> None:
    """No emoji flood, and words carry the meaning."""
    for sentence in sentences():
        assert len(EMOJI.findall(sentence)) <= 1
        assert EMOJI.sub("", sentence).strip()


def test_nobody_is_shouted_at() -> None:
    """No words in capitals, but for names that are spelt so."""
    for sentence in sentences():
        assert set(CAPITALS.findall(sentence.replace("BOT_MODERATOR_CHAT", ""))) <= NAMES


def test_notices_fit_over_the_chat() -> None:
    """What answers a press is at most 200 letters and has no formatting."""
    for notice in (chat_texts.STALE_BUTTON, answers_texts.UNKNOWN_ENTRY, answers_texts.THANKS_GOOD):
        assert len(notice) <= 200
        assert not {"<", "&"} & set(notice)


def test_descriptions_fit_telegrams_limits() -> None:
    """512 letters for the description, 120 for the short one, 256 for what a command does."""
    most = Profile("N" * 60, "s" * 200)
    assert len(chat_texts.bot_description(most)) <= 512
    assert len(chat_texts.bot_short_description(most)) <= 120
    assert all(len(command.does) <= 256 for command in COMMANDS)


def test_every_command_is_in_the_help_of_its_audience() -> None:
    """Help and table never drift apart; commands are ASCII, as Telegram wants."""
    for command in COMMANDS:
        assert re.fullmatch("[a-z_]{1,32}", command.name)
        for audience in command.audiences:
            assert f"/{command.name} – {command.does}" in help_text(audience)


def test_every_command_that_a_sentence_names_exists() -> None:
    """No text sends a member to a command that is gone."""
    known = {command.name for command in COMMANDS}
    for sentence in sentences():
        assert set(re.findall(r"(?<![<\w])/([a-z]+)", sentence)) <= known


def test_every_entry_shows_title_answer_source_and_date(library: Library) -> None:
    """In that order, in one message, with its details folded."""
    knowledge = library.base
    for entry in knowledge.entries:
        [message] = answers_texts.answer(knowledge, entry)
        shown = parse_html(message)
        wished = f"\n{answers_texts.WISHED}" if entry.is_wish else ""
        assert shown.text.startswith(f"{entry.title}{wished}\n\n{entry.answer.strip()[:20]}")
        source, notes = shown.text.splitlines()[-2:]
        assert (source, notes) == ("Källa: nätverksträff 6 november 2018", answers_texts.short_notes(WHOSE))
        assert {each["url"] for each in shown.entities if "url" in each} == {link.address for link in entry.links}
        assert ("expandable_blockquote" in {each["type"] for each in shown.entities}) == bool(entry.more)
        assert len(EMOJI.findall(shown.text)) <= 1


def test_a_very_long_entry_comes_in_several_messages(library: Library) -> None:
    """Each fits, the title stands first, the source last, and every sentence is there."""
    knowledge = library.base
    long = replace(an_entry(knowledge), answer="Ett svar & mer. " * 500, more="En <detalj>. " * 500)
    messages = [parse_html(each).text for each in answers_texts.answer(knowledge, long)]
    assert len(messages) > 2
    assert all(units(message) <= 4096 for message in messages)
    assert messages[0].startswith(long.title)
    assert "6 november 2018" in messages[-1]
    assert sum(message.count("Ett svar & mer.") for message in messages) == 500
    assert sum(message.count("En <detalj>.") for message in messages) == 500


def test_what_an_entry_leads_to_stands_under_it(library: Library) -> None:
    """Links by name, whom to ask, and after its last day that it may be old; each only where it is there."""
    knowledge = library.knowledge
    bare = replace(an_entry(knowledge), more=None, links=())
    full = replace(
        bare,
        links=(Link("Bruk & by", "https://bruk.se/?a=1&b=2"), Link("Leader", "https://leader.se")),
        contact="Anna <Åsby>",
        valid_until=date(2027, 12, 31),
    )
    [message] = answers_texts.answer(knowledge, full, date(2028, 1, 1))
    shown = parse_html(message)
    assert shown.text.split("\n\n")[-1].splitlines()[:3] == [
        "Läs vidare: Bruk & by, Leader",
        "Kontakt: Anna <Åsby>",
        "Det här kan vara gammalt. Det gällde till 31 december 2027.",
    ]
    assert [each["url"] for each in shown.entities if "url" in each] == [link.address for link in full.links]
    assert "gammalt" not in answers_texts.answer(knowledge, full, date(2027, 12, 31))[0]
    assert "gammalt" in answers_texts.answer(knowledge, replace(full, valid_until=date(2018, 11, 6)))[0]
    [message] = answers_texts.answer(knowledge, bare)
    assert not [line for line in ("Läs vidare", "Kontakt", "gammalt") if line in message]


def test_only_answers_from_a_meeting_say_that_its_notes_are_short(library: Library) -> None:
    """Not a member's tip, nor what an editor wrote without a source."""
    knowledge = library.knowledge
    entry = an_entry(knowledge)
    assert answers_texts.answer(knowledge, entry)[0].count(answers_texts.short_notes(WHOSE)) == 1
    for other in (replace(entry, contributor="Anna"), replace(entry, sources=())):
        assert answers_texts.short_notes(WHOSE) not in answers_texts.answer(knowledge, other)[0]


def test_the_terminal_shows_the_same_without_formatting(library: Library) -> None:
    """`ask` prints what a member would read, with no tags and no entities."""
    lines = "\n".join(terminal.result(library.knowledge, library.matcher.match("hur ordnar vi samåkning")))
    assert "En app för samåkning" in lines
    assert not re.search(r"</?\w+>|&\w+;", lines)


def test_the_terminal_shows_where_links_lead(library: Library) -> None:
    """Where nothing can be pressed, the address stands after the name."""
    lines = "\n".join(terminal.result(library.knowledge, library.matcher.match("reko-ring")))
    assert "Läs vidare: Hushållningssällskapet (https://hushallningssallskapet.se)" in lines


def test_organisers_read_the_networks_own_word_for_a_meeting() -> None:
    """No sentence of theirs names one by a word that the network may not use; the command's name is the bot's own."""
    rooms = ("meetings", "projector", "broadcasts")
    folder = Path(bot.__path__[0]) / "features"
    files = [each for room in rooms for each in folder.glob(f"{room}/texts*")]
    trees = [
        ast.parse(each.read_text("utf-8"))
        for file in files
        for each in (file.glob("*.py") if file.is_dir() else [file])
    ]
    said = [each.value for tree in trees for each in ast.walk(tree) if isinstance(each, ast.Constant)]
    named = [each for each in said if isinstance(each, str) and re.search(r"(?<!/)\bträff", each, re.IGNORECASE)]
    assert trees
    assert named == []
