"""A group joins the network: its administrator's few taps, the moderators' one, and how it stops again."""

from typing import Any

import pytest

from bot.chat import prompts
from bot.chat import texts as chat_texts
from bot.features.answers import texts as answers_texts
from bot.features.broadcasts.store.lists import deliveries
from bot.features.network import texts as network_texts
from bot.features.network.store import groups, standings
from bot.features.network.values import Audience, NetworkGroup
from bot.features.roles import store as roles_store
from bot.features.roles import texts as roles_texts
from bot.features.tips import store as tips_store
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Chat, Message, User
from tests.conftest import Stage
from tests.stage.broadcasts import submitted
from tests.stage.whose import WHOSE


def own(desk: Stage, user: User) -> Chat:
    """Somebody's chat with the bot."""
    return desk.simulator.world.private(user)


async def follow(desk: Stage, link: str, user: User) -> Message:
    """Somebody follows a link of the bot's; what they see last."""
    before = len(desk.simulator.sent(own(desk, user)))
    await desk.after(desk.simulator.people.start(user, link.partition("start=")[2]))
    return desk.simulator.sent(own(desk, user))[before:][-1]


async def begin(desk: Stage, group: Chat | None = None, user: User | None = None) -> Message:
    """An administrator (Birgitta) writes /prenumerera in a group (the association) and follows the link."""
    who = user or desk.village.organiser
    [line] = await desk.say("/prenumerera", group or desk.village.association, who)
    return await follow(desk, line.buttons[0]["url"], who)


async def apply(desk: Stage, group: Chat | None = None) -> Message:
    """All the way to the moderators' card, with the fewest taps."""
    page = await begin(desk, group)
    for button in ("Förening", "Dalarna", "Alla teman", "Skicka anmälan"):
        await desk.press(page, button, desk.village.organiser)
    return desk.simulator.sent(desk.village.moderators)[-1]


async def stored(desk: Stage, group: Chat | None = None) -> NetworkGroup:
    """What is stored of a group."""
    found = await groups.group(desk.database, (group or desk.village.association).id)
    assert found is not None
    return found


async def notice(desk: Stage, message: Message, button: str, user: User) -> str:
    """Somebody presses a button; the notice that they see over the chat."""
    query = await desk.after(desk.simulator.people.press(user, desk.now(message), button))
    answer: dict[str, Any] = desk.simulator.people.answer_to(query) or {}
    return str(answer.get("text", ""))


async def test_from_a_new_group_to_the_networks_list(desk: Stage) -> None:
    """Added to a group: its owner gets a button, taps five times, a moderator once, and the group is told."""
    choir = desk.simulator.world.add_group("Kören & co", desk.village.organiser, desk.anna, bot=False)
    desk.simulator.rooms.add_bot(choir)
    await desk.settled()
    [hello] = desk.simulator.sent(choir)
    assert hello.text == network_texts.joining_hello(WHOSE)
    page = await follow(desk, hello.buttons[0]["url"], desk.village.organiser)
    for button in ("Förening", "Dalarna", "Alla teman"):
        await desk.press(page, button, desk.village.organiser)
    assert "Grupp: Förening\nLän: Dalarna\nTema: Alla teman" in desk.now(page).text
    await desk.press(page, "Skicka anmälan", desk.village.organiser)
    [card] = desk.simulator.sent(desk.village.moderators)
    assert card.text.startswith("Ny grupp vill ha utskick: Kören & co")
    await desk.press(card, "Ta med", desk.village.officer)
    assert "Läge: får utskick (Johan)" in desk.now(card).text
    assert desk.simulator.sent(choir)[-1].text.startswith("Välkomna i nätverket!")
    [recipient] = await groups.recipients(desk.database, Audience())
    assert (recipient.chat_id, recipient.name) == (choir.id, "Kören & co")


async def test_the_moderators_own_group_is_not_asked_to_join(desk: Stage) -> None:
    """They would only accept themselves."""
    desk.simulator.rooms.remove_bot(desk.village.moderators)
    desk.simulator.rooms.add_bot(desk.village.moderators)
    await desk.settled()
    assert desk.simulator.sent(desk.village.moderators)[-1].text == network_texts.hello_group(WHOSE)


async def test_every_answer_can_be_written(desk: Stage) -> None:
    """Own words for the purpose, a county by its name on whatever page, a theme; "ja" sends it in."""
    await begin(desk)
    birgitta, chat = desk.village.organiser, own(desk, desk.village.organiser)
    await desk.say("Bygdegården   & kören", chat, birgitta)
    await desk.say("Östergötlands län", chat, birgitta)
    [page] = await desk.say("mat", chat, birgitta)
    assert "Grupp: Bygdegården & kören\nLän: Östergötland" in page.text
    await desk.say("ja", chat, birgitta)
    assert (await stored(desk)).status == "asked"
    assert await prompts.waiting(desk.database, birgitta.id) is None


async def test_words_that_do_not_fit_are_asked_for_again(desk: Stage) -> None:
    """A county that there is none of, a purpose as long as a letter; "2" and "nästa" are the buttons' words."""
    await begin(desk)
    birgitta, chat = desk.village.organiser, own(desk, desk.village.organiser)
    [again] = await desk.say("x" * 101, chat, birgitta)
    assert again.text.startswith(network_texts.MISFITS["purpose"])
    await desk.say("2", chat, birgitta)
    assert (await stored(desk)).purpose == "Förening"
    [more] = await desk.say("nästa", chat, birgitta)
    assert "Kalmar" in more.labels
    [again] = await desk.say("Narnia", chat, birgitta)
    assert again.text.startswith(network_texts.MISFITS["county"])
    assert (await stored(desk)).county is None


@pytest.mark.parametrize("words", ["avbryt", "/hjalp", "Hjälp"])
async def test_the_questions_can_be_left(desk: Stage, words: str) -> None:
    """After "avbryt", a command or the keyboard's words a question is a question again; what was said stays."""
    page = await begin(desk)
    birgitta, chat = desk.village.organiser, own(desk, desk.village.organiser)
    await desk.press(page, "Förening", birgitta)
    await desk.say(words, chat, birgitta)
    [answer] = await desk.say("hur ordnar vi samåkning", chat, birgitta)
    assert answer.text.startswith("En app för samåkning")
    assert (await stored(desk)).purpose == "Förening"


async def test_an_answer_that_is_edited_is_no_question(desk: Stage) -> None:
    """A typo mended in the answer to the bot's question is not looked up among the examples."""
    await begin(desk)
    birgitta, chat = desk.village.organiser, own(desk, desk.village.organiser)
    await desk.say("Samåkningsgrupen", chat, birgitta)
    await desk.edit(desk.last_from(chat, birgitta), "Samåkningsgruppen")
    assert desk.simulator.sent(chat)[-1].text == chat_texts.WORDS_EDITED


async def test_an_answer_that_cannot_be_taken_is_no_question_either(desk: Stage) -> None:
    """The group is gone meanwhile: one sentence says that it failed, and nothing is looked up."""
    await begin(desk)
    await desk.database.execute("DELETE FROM groups")
    said = await desk.say("hur ordnar vi samåkning", own(desk, desk.village.organiser), desk.village.organiser)
    assert [each.text for each in said] == [chat_texts.SOMETHING_FAILED]


async def test_a_tip_begun_since_gets_its_own_words(desk: Stage) -> None:
    """The bot asked about the group, then she began a tip with a button: the next words are the tip."""
    birgitta, chat = desk.village.organiser, own(desk, desk.village.organiser)
    await desk.after(desk.simulator.people.start(birgitta))
    [answer] = await desk.say("hur ordnar vi samåkning", chat, birgitta)
    await begin(desk)
    await desk.press(answer, answers_texts.TIP, birgitta)
    await desk.say("Vi har köpt en glasskiosk på hjul.", chat, birgitta)
    draft = await tips_store.current(desk.database, birgitta.id)
    assert draft is not None
    assert draft.text == "Vi har köpt en glasskiosk på hjul."
    assert (await stored(desk)).purpose is None


async def test_what_is_asked_for_since_gets_its_own_words(desk: Stage) -> None:
    """She was writing a tip when the bot asked about the group: that is answered first, then the tip goes on."""
    birgitta, chat = desk.village.organiser, own(desk, desk.village.organiser)
    await desk.after(desk.simulator.people.start(birgitta))
    await desk.say("/tips Vi har köpt en glasskiosk på hjul.", chat, birgitta)
    await begin(desk)
    await desk.say("Bygdegården", chat, birgitta)
    assert (await stored(desk)).purpose == "Bygdegården"
    [left] = await desk.say("avbryt", chat, birgitta)
    assert left.text == chat_texts.LEFT
    await desk.say("Åsby", chat, birgitta)
    draft = await tips_store.current(desk.database, birgitta.id)
    assert draft is not None
    assert (draft.place, draft.step) == ("Åsby", "theme")


async def test_all_counties_are_reached_by_their_pages(desk: Stage) -> None:
    """Eight at a time, the whole country first, forward and back."""
    page = await begin(desk)
    birgitta, seen = desk.village.organiser, []
    await desk.press(page, "Förening", birgitta)
    for _ in range(3):
        seen += desk.now(page).labels
        if "Nästa" in desk.now(page).labels:
            await desk.press(page, "Nästa", birgitta)
    assert [name for name in seen if name not in ("Nästa", "Föregående")] == list(network_texts.COUNTY_NAMES.values())
    await desk.press(page, "Föregående", birgitta)
    await desk.press(page, "Värmland", birgitta)
    assert (await stored(desk)).county == "varmland"


async def test_only_the_groups_administrators_may(desk: Stage) -> None:
    """A member's command, the link in a member's hand, and a forged press change nothing."""
    [line] = await desk.say("/prenumerera", desk.village.association)
    assert line.text == network_texts.SUBSCRIBE_YOURSELF
    [line] = await desk.say("/sluta", desk.village.association)
    assert line.text == network_texts.ONLY_ADMIN
    refused = await follow(desk, f"start=g_{desk.village.association.id}", desk.anna)
    assert refused.text == network_texts.NOT_ADMIN
    assert await desk.forge(refused, f"w:c:{desk.village.association.id}:dalarna") == network_texts.NOT_ADMIN
    assert await groups.groups(desk.database) == ()


@pytest.mark.parametrize("link", ["g_-4242", "g_", "g_7", "g_-100" + "9" * 40, "g_abc"])
async def test_links_to_groups_that_are_none_are_refused(desk: Stage, link: str) -> None:
    """Made-up links get a sentence."""
    said = await follow(desk, f"start={link}", desk.village.organiser)
    assert said.text == network_texts.NOT_ADMIN


async def test_an_administrator_who_is_one_no_more_cannot_go_on(desk: Stage) -> None:
    """Asked at every press, not only at the link."""
    people = desk.simulator
    people.rooms.make_admin(desk.village.association, desk.village.farmer)
    page = await begin(desk, user=desk.village.farmer)
    desk.simulator.rooms.join(desk.village.association, desk.village.farmer)  # an ordinary member again
    assert await notice(desk, page, "Förening", desk.village.farmer) == network_texts.NOT_ADMIN
    assert (await stored(desk)).purpose is None


async def test_of_two_moderators_the_first_tap_counts(desk: Stage) -> None:
    """The late one is told who was first and sees what is so now; the group is told once."""
    card = await apply(desk)
    again = await desk.say("/grupper", desk.village.moderators, desk.village.officer)
    await desk.press(again[0], "1", desk.village.officer)
    await desk.press(card, "Ta med", desk.village.organiser)
    late = await notice(desk, again[0], "Ta inte med", desk.village.officer)
    assert late == "Birgitta hann före. Byalaget i Åsby: får utskick."
    assert "Läge: får utskick (Birgitta)" in desk.now(again[0]).text
    assert len(desk.simulator.sent(desk.village.association)) == 2  # the way to join, and the welcome


@pytest.mark.parametrize("is_typed", [False, True])
async def test_whoever_asked_sees_in_the_same_message_what_became_of_it(desk: Stage, is_typed: bool) -> None:
    """The card in their own chat follows the moderators' decisions, with what can be done now."""
    page, birgitta = await begin(desk), desk.village.organiser
    for button in ("Förening", "Dalarna", "Alla teman"):
        await desk.press(page, button, birgitta)
    if is_typed:
        [page] = await desk.say("ja", own(desk, birgitta), birgitta)
    else:
        await desk.press(page, "Skicka anmälan", birgitta)
    card = desk.simulator.sent(desk.village.moderators)[-1]
    await desk.press(card, "Ta med", desk.village.officer)
    assert desk.now(page).text.endswith(network_texts.ADMIN_STATES["accepted"])
    assert "Sluta få utskick" in desk.now(page).labels
    for button in ("Ta bort", "Ta bort"):
        await desk.press(card, button, desk.village.officer)
    assert desk.now(page).text.endswith(network_texts.ADMIN_STATES["declined"])


async def test_a_card_whose_group_changed_meanwhile_is_shown_anew_first(desk: Stage) -> None:
    """The moderator decides about what they saw."""
    card = await apply(desk)
    await desk.database.execute("UPDATE network SET county = 'skane', version = version + 1")
    assert await notice(desk, card, "Ta med", desk.village.officer) == network_texts.CHANGED
    assert "Län: Skåne" in desk.now(card).text
    await desk.press(card, "Ta med", desk.village.officer)
    assert (await stored(desk)).status == "accepted"


async def test_a_declined_group_is_told_to_the_one_who_asked(desk: Stage) -> None:
    """In private, not before the whole group; a slip is mended with the other button."""
    card = await apply(desk)
    await desk.press(card, "Ta inte med", desk.village.officer)
    told = desk.simulator.sent(own(desk, desk.village.organiser))[-1]
    assert told.text.startswith("Moderatorerna tog inte med gruppen Byalaget i Åsby")
    await desk.press(card, "Ta med", desk.village.officer)
    assert (await stored(desk)).status == "accepted"


async def test_a_group_stops_at_once_and_can_undo(desk: Stage) -> None:
    """/sluta by an administrator needs nobody's leave; undo is for administrators only; questions are answered on."""
    await desk.press(await apply(desk), "Ta med", desk.village.officer)
    made = await submitted(desk.database, await groups.recipients(desk.database, Audience()))
    [line] = await desk.say("/sluta", desk.village.association, desk.village.organiser)
    assert line.text == network_texts.GROUP_STOPPED
    assert [each.status for each in await deliveries(desk.database, made.id)] == ["gone"]
    assert await groups.recipients(desk.database, Audience()) == ()
    assert await notice(desk, line, "Ångra", desk.anna) == network_texts.NOT_ADMIN
    await desk.press(line, "Ångra", desk.village.organiser)
    assert (await stored(desk)).status == "accepted"
    assert [each.status for each in await deliveries(desk.database, made.id)] == ["queued"]
    await desk.say("/sluta", desk.village.association, desk.village.organiser)
    [back] = await desk.say("/prenumerera", desk.village.association, desk.village.organiser)
    assert back.text.startswith("Gruppen får nätverkets utskick")
    [answer] = await desk.say("/fraga hur ordnar vi samåkning", desk.village.association)
    assert answer.text.startswith("En app för samåkning")


async def test_a_topic_is_chosen_where_it_is(desk: Stage) -> None:
    """/hit in a forum's topic: the welcome and what follows land there; in private Allmänt can be taken back."""
    forum, birgitta = desk.village.network, desk.village.organiser
    card = await apply(desk, forum)
    await desk.after(desk.simulator.people.send_text(forum, birgitta, "/hit", topic=desk.village.transport))
    assert desk.simulator.sent(forum)[-1].topic == desk.village.transport.id
    assert (await stored(desk, forum)).topic == desk.village.transport.id
    await notice(desk, card, "Ta med", desk.village.officer)
    await desk.press(card, "Ta med", desk.village.officer)
    assert desk.simulator.sent(forum)[-1].topic == desk.village.transport.id
    page = await follow(desk, f"start=g_{forum.id}", birgitta)
    await desk.press(page, "Lägg utskick i Allmänt", birgitta)
    assert (await stored(desk, forum)).topic is None


async def test_in_a_group_without_topics_hit_says_so(desk: Stage) -> None:
    """Nothing to choose; in private chat, where there is no group, it says where to write it."""
    [line] = await desk.say("/hit", desk.village.association, desk.village.organiser)
    assert line.text == network_texts.NO_TOPICS
    [line] = await desk.say("/hit")
    assert line.text == network_texts.HIT_IN_GROUP


async def test_a_group_that_shut_the_bot_out_is_accepted_but_said_to_be_out_of_reach(desk: Stage) -> None:
    """The moderator reads that the welcome did not arrive, and /grupper says why."""
    card = await apply(desk)
    desk.simulator.rooms.restrict_bot(desk.village.association)
    await desk.press(card, "Ta med", desk.village.officer)
    told = desk.simulator.sent(desk.village.moderators)[-1].text
    assert told == network_texts.could_not_tell(desk.village.association.title)
    [listed] = await desk.say("/grupper", desk.village.moderators, desk.village.officer)
    assert "får utskick, men boten får inte skriva" in listed.text


async def test_an_application_that_did_not_reach_the_moderators_is_on_the_list(desk: Stage) -> None:
    """Telegram was away when the card was sent: nothing is lost."""
    page = await begin(desk)
    for button in ("Förening", "Dalarna", "Alla teman"):
        await desk.press(page, button, desk.village.organiser)
    chat = desk.village.moderators.id
    desk.simulator.failures.order(Rule(Kind.TIMEOUT_BEFORE, method="sendMessage", chat_id=chat))
    await desk.press(page, "Skicka anmälan", desk.village.organiser)
    desk.simulator.failures.clear()
    [listed] = await desk.say("/grupper", desk.village.moderators, desk.village.officer)
    assert "väntar på moderatorerna" in listed.text


async def test_the_list_is_for_moderators_and_organisers(desk: Stage) -> None:
    """Others get a sentence; an organiser looks but does not decide."""
    await apply(desk)
    [refused] = await desk.say("/grupper")
    assert refused.text == network_texts.ONLY_ORGANISERS
    await roles_store.add_organiser(desk.database, desk.anna.id, "Greta", 1)
    [listed] = await desk.say("/grupper")
    assert "1. Byalaget i Åsby\nDalarna · Alla teman\nväntar på moderatorerna" in listed.text
    await desk.press(listed, "1")
    assert desk.now(listed).labels == ["Tillbaka"]
    group = await stored(desk)
    forged = await desk.forge(desk.now(listed), f"w:d:{group.chat_id}:{group.version}:accept")
    assert forged == roles_texts.NOT_MODERATOR
    assert (await stored(desk)).status == "asked"


async def test_removing_a_group_is_asked_about_once(desk: Stage) -> None:
    """A thumb that slipped has only opened the question."""
    card = await apply(desk)
    await desk.press(card, "Ta med", desk.village.officer)
    await desk.press(card, "Ta bort", desk.village.officer)
    assert desk.now(card).text.endswith(network_texts.SURE_REMOVE)
    assert (await stored(desk)).status == "accepted"
    await desk.press(card, "Ta bort", desk.village.officer)
    assert (await stored(desk)).status == "declined"


async def test_a_long_list_has_pages(desk: Stage) -> None:
    """Eight groups a page, numbered through, within what Telegram takes."""
    database = desk.database
    for number in range(1, 20):
        await standings.note_standing(database, standings.Group(-number, "Ö" * 200, False, "member"))
        await groups.begin(database, -number, 7)
        await database.execute(
            "UPDATE network SET status = 'asked', purpose = 'x', county = 'dalarna', theme = 'mat'"
            " WHERE status = 'begun'"
        )
    [listed] = await desk.say("/grupper", desk.village.moderators, desk.village.officer)
    assert listed.labels == [*map(str, range(1, 9)), "Nästa"]
    await desk.press(listed, "Nästa", desk.village.officer)
    await desk.press(listed, "Nästa", desk.village.officer)
    assert desk.now(listed).labels == ["17", "18", "19", "Föregående"]


async def test_a_renamed_group_is_known_by_its_new_title(desk: Stage) -> None:
    """The service message tells; so does the next word to the bot."""
    await apply(desk)
    desk.simulator.rooms.rename(desk.village.association, "Åsby byalag")
    await desk.settled()
    assert (await stored(desk)).title == "Åsby byalag"


async def test_a_group_that_becomes_a_supergroup_stays_in_the_network(desk: Stage) -> None:
    """Its tags go along, and it is reached under its new number only."""
    await desk.press(await apply(desk), "Ta med", desk.village.officer)
    moved = await desk.after(desk.simulator.rooms.migrate(desk.village.association))
    [recipient] = await groups.recipients(desk.database, Audience())
    assert recipient.chat_id == moved.id


@pytest.mark.parametrize("who", ["group", "subscriber"])
async def test_who_stops_gets_nothing_of_what_is_under_way(desk: Stage, who: str) -> None:
    """A broadcast has been asked for with them in it: what they have not got they will not get."""
    if who == "group":
        await desk.press(await apply(desk), "Ta med", desk.village.officer)
        chat, user = desk.village.association, desk.village.organiser
    else:
        await desk.say("/prenumerera")
        chat, user = desk.private, desk.anna
    everybody = await groups.recipients(desk.database, Audience(subscribers=True))
    found = await submitted(desk.database, everybody)
    await desk.say("/sluta", chat, user)
    [delivery] = await deliveries(desk.database, found.id)
    assert (delivery.chat_id, delivery.status, delivery.reason) == (chat.id, "gone", "stopped")
