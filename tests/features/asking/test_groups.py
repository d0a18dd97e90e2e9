"""In groups: the bot answers when it is spoken to, where it is spoken to, and is silent otherwise."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat import texts as chat_texts
from bot.chat import threads
from bot.features.answers import texts as answers_texts
from bot.features.asking import texts as asking_texts
from bot.features.network import texts as network_texts
from bot.features.network.store import standings as standings_store
from bot.features.network.store.standings import Group
from bot.features.welcome import texts as welcome_texts
from bot.simulator.model import Chat, Member, Message, User
from bot.storage.clock import now
from tests.conftest import Stage
from tests.stage.whose import WHOSE

SHARING = "hur ordnar vi samåkning"
SHARING_TITLE = "En app för samåkning"
UNANSWERABLE = "qwerty zxcvb"


async def said(stage: Stage, chat: Chat) -> list[Message]:
    """What the bot has written in a chat when all is quiet."""
    await stage.settled()
    return stage.simulator.sent(chat)


async def standings(stage: Stage) -> dict[int, tuple[str, str]]:
    """Title and standing of every group that is stored."""
    return {
        each.chat_id: (each.title, each.standing) for each in await standings_store.all_groups(stage.services.database)
    }


@pytest.mark.parametrize(
    "words",
    [f"/fraga {SHARING}", f"/fraga@landsbygdsbot {SHARING}", f"@landsbygdsbot {SHARING}?", f"{SHARING} @LandsbygdsBot"],
)
async def test_a_question_to_the_bot_is_answered_as_a_reply(stage: Stage, words: str) -> None:
    """Command or mention, the answer hangs on the question and has no buttons that others could press."""
    [answer] = await stage.say(words, stage.village.association)
    assert answer.text.startswith(SHARING_TITLE)
    assert answer.reply_to == stage.last_from(stage.village.association, stage.anna).id
    assert [button["url"] for button in answer.buttons] == ["https://t.me/landsbygdsbot?start=k_app-for-samakning"]


async def test_the_command_as_a_reply_answers_that_message(stage: Stage) -> None:
    """/fraga under a neighbour's question answers the neighbour."""
    group, people = stage.village.association, stage.simulator.people
    asked = people.send_text(group, stage.village.farmer, SHARING)
    people.send_text(group, stage.anna, "/fraga", reply_to=asked)
    [answer] = await said(stage, group)
    assert answer.text.startswith(SHARING_TITLE)
    assert answer.reply_to == asked.id


async def test_a_bare_mention_as_a_reply_answers_that_message(stage: Stage) -> None:
    """Calling the bot to a neighbour's question works like the command."""
    group, people = stage.village.association, stage.simulator.people
    asked = people.send_text(group, stage.village.farmer, SHARING)
    people.send_text(group, stage.anna, "@landsbygdsbot", reply_to=asked)
    [answer] = await said(stage, group)
    assert answer.reply_to == asked.id


async def test_a_reply_to_the_bot_is_a_question(stage: Stage) -> None:
    """Going on from an answer needs no command."""
    group = stage.village.association
    [first] = await stage.say(f"/fraga {SHARING}", group)
    stage.simulator.people.send_text(group, stage.anna, "reko", reply_to=first)
    assert (await said(stage, group))[-1].text != first.text


async def test_the_command_under_the_bots_own_words_asks_for_a_question(stage: Stage) -> None:
    """The bot does not look up what it said itself."""
    group = stage.village.association
    [first] = await stage.say(f"/fraga {SHARING}", group)
    stage.simulator.people.send_text(group, stage.anna, "/fraga", reply_to=first)
    assert (await said(stage, group))[-1].text == asking_texts.GROUP_NEEDS_QUESTION


async def test_a_sticker_in_reply_to_the_bot_gets_silence(stage: Stage) -> None:
    """A thumbs-up to an answer is no question."""
    group, world = stage.village.association, stage.simulator.world
    [first] = await stage.say(f"/fraga {SHARING}", group)
    sticker = {"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 9, "height": 9}
    content = {"sticker": sticker | {"is_animated": False, "is_video": False}}
    world.tell(group.id, world.post(group, stage.anna, content, reply_to=first.id).id)
    assert await said(stage, group) == [first]


@pytest.mark.parametrize("words", ["/fraga", "@landsbygdsbot", "/fraga@landsbygdsbot"])
async def test_a_call_without_a_question_is_told_how(stage: Stage, words: str) -> None:
    """One line with an example."""
    [hint] = await stage.say(words, stage.village.association)
    assert hint.text == asking_texts.GROUP_NEEDS_QUESTION


@pytest.mark.parametrize(
    "words",
    [
        SHARING,
        "bot, hur gör man?",
        "/okant kommando",
        "@annanbot samåkning",
        "/fraga@annanbot samåkning",
        "/teman@annanbot",
    ],
)
@pytest.mark.parametrize("admin", [False, True])
async def test_what_is_not_for_the_bot_gets_silence(stage: Stage, words: str, admin: bool) -> None:
    """Talk among people is theirs, also where the bot is an administrator and sees all of it."""
    if admin:
        stage.simulator.rooms.promote_bot(stage.village.association)
    assert await stage.say(words, stage.village.association) == []


async def test_pictures_and_stickers_in_a_group_get_silence(stage: Stage) -> None:
    """Only words wake the bot, also from an administrator's seat."""
    group, people = stage.village.association, stage.simulator.people
    stage.simulator.rooms.promote_bot(group)
    people.send_photo(group, stage.anna, "Nya bryggan")
    people.send_sticker(group, stage.anna)
    people.send_voice(group, stage.anna)
    assert await said(stage, group) == []


async def test_a_picture_whose_caption_mentions_the_bot_is_answered(stage: Stage) -> None:
    """A question can stand under a picture."""
    stage.simulator.people.send_photo(stage.village.association, stage.anna, f"@landsbygdsbot {SHARING}")
    [answer] = await said(stage, stage.village.association)
    assert answer.text.startswith(SHARING_TITLE)


async def test_another_bots_words_are_nobodys_question(stage: Stage) -> None:
    """Two bots do not talk each other to death."""
    group = stage.village.association
    other = User(777_001, "Väderbot", username="vaderbot", is_bot=True)
    group.members[other.id] = Member(other)
    assert await stage.say(f"/fraga@landsbygdsbot {SHARING}", group, other) == []
    assert await stage.say(f"@landsbygdsbot {SHARING}", group, other) == []


async def test_an_anonymous_administrator_is_answered(stage: Stage) -> None:
    """Telegram shows the one who writes as the group as a bot; it is a person all the same."""
    group, world = stage.village.association, stage.simulator.world
    anonymous = User(1_087_968_824, "Group", username="GroupAnonymousBot", is_bot=True)
    content = {"text": f"/fraga {SHARING}", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
    message = world.post(group, anonymous, content, extra={"sender_chat": group.as_json()})
    world.tell(group.id, message.id)
    [answer] = await said(stage, group)
    assert answer.text.startswith(SHARING_TITLE)


async def test_what_was_sent_through_the_bot_is_not_answered(stage: Stage) -> None:
    """An answer that a member shared with inline mode is no new question."""
    group, people = stage.village.association, stage.simulator.people
    query = people.type_inline(stage.anna, group, "k_reko-ring")
    await stage.settled()
    people.choose_inline(query, "reko-ring")
    assert await said(stage, group) == []


async def test_a_topic_gets_its_answer_in_the_topic(stage: Stage) -> None:
    """In a forum the answer, the help and the hints stay where they were asked for."""
    network, topic, people = stage.village.network, stage.village.transport, stage.simulator.people
    for words in (f"/fraga {SHARING}", "/fraga", "/hjalp", "/om", "/integritet", "/teman", f"/fraga {UNANSWERABLE}"):
        people.send_text(network, stage.village.officer, words, topic=topic)
    sent = await said(stage, network)
    assert len(sent) == 7
    assert {each.topic for each in sent} == {topic.id}


async def test_the_general_topic_gets_its_answer_too(stage: Stage) -> None:
    """General must not be named to Telegram, and is answered."""
    [answer] = await stage.say(f"/fraga {SHARING}", stage.village.network, stage.village.officer)
    assert answer.topic is None
    assert answer.text.startswith(SHARING_TITLE)


async def test_a_closed_topic_is_no_error(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """The topic was closed before the answer was ready: nothing is sent, nothing is alarmed about."""
    network, topic, people = stage.village.network, stage.village.transport, stage.simulator.people
    people.send_text(network, stage.village.officer, f"/fraga {SHARING}", topic=topic)
    stage.simulator.rooms.close_topic(network, topic)
    assert await said(stage, network) == []
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


@pytest.mark.parametrize("outcome", ["suggestions", "none"])
async def test_without_a_safe_answer_one_line_leads_to_the_private_chat(stage: Stage, outcome: str) -> None:
    """The group is spared guesses; the link asks the same question where there is room for it."""
    question = UNANSWERABLE if outcome == "none" else await stage.asked_with("suggestions")
    [line] = await stage.say(f"/fraga {question}", stage.village.association)
    assert "\n" not in line.text
    payload = line.buttons[0]["url"].partition("start=")[2]
    hello, page = await stage.say(f"/start {payload}")
    assert hello.text == welcome_texts.short_welcome(WHOSE).replace("&amp;", "&")
    assert page.text.startswith("Menade du" if outcome == "suggestions" else "Jag hittar inget säkert svar")


async def test_a_wordless_call_is_asked_for_words(stage: Stage) -> None:
    """ "/fraga 🚜" has nothing to look for."""
    [line] = await stage.say("/fraga 🚜", stage.village.association)
    assert line.text == asking_texts.NO_WORDS


async def test_the_same_answer_within_a_minute_is_pointed_at(stage: Stage) -> None:
    """Two neighbours ask the same: the second is led to the answer above instead of a copy."""
    group = stage.village.association
    [first] = await stage.say(f"/fraga {SHARING}", group)
    [second] = await stage.say(f"/fraga {SHARING}", group, stage.village.farmer)
    assert second.text == asking_texts.ALREADY_ANSWERED
    assert second.reply_to == first.id


async def test_a_question_that_was_pointed_on_can_be_changed_by_editing(stage: Stage) -> None:
    """The line that points at the earlier answer turns into the answer to the new question."""
    group = stage.village.association
    await stage.say(f"/fraga {SHARING}", group)
    [line] = await stage.say(f"/fraga {SHARING}", group)
    await stage.edit(stage.last_from(group, stage.anna), "/fraga reko-ring")
    assert "6 november 2018" in stage.now(line).text


async def test_pointing_stays_in_the_topic_when_the_answer_is_gone(stage: Stage) -> None:
    """A moderator cleared the answer away: the line does not end up in General."""
    network, people, topic = stage.village.network, stage.simulator.people, stage.village.transport
    people.send_text(network, stage.village.officer, f"/fraga {SHARING}", topic=topic)
    [first] = await said(stage, network)
    people.delete(first)
    people.send_text(network, stage.village.officer, f"/fraga {SHARING}", topic=topic)
    assert [each.topic for each in await said(stage, network)] == [topic.id]


async def test_after_the_cooldown_the_answer_is_given_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute later the answer may have scrolled away."""
    group = stage.village.association
    await stage.say(f"/fraga {SHARING}", group)
    monkeypatch.setattr(threads, "now", lambda: now() + timedelta(seconds=62))
    [again] = await stage.say(f"/fraga {SHARING}", group)
    assert again.text.startswith(SHARING_TITLE)


async def test_another_topic_has_its_own_cooldown(stage: Stage) -> None:
    """What was answered in one topic does not stand "above" in another."""
    network, people, johan = stage.village.network, stage.simulator.people, stage.village.officer
    people.send_text(network, johan, f"/fraga {SHARING}", topic=stage.village.transport)
    people.send_text(network, johan, f"/fraga {SHARING}", topic=stage.village.meetings)
    assert [each.text.startswith(SHARING_TITLE) for each in await said(stage, network)] == [True, True]


async def test_an_edited_question_corrects_its_answer(stage: Stage) -> None:
    """A typo mended within the day mends the answer in the group."""
    group = stage.village.association
    [line] = await stage.say(f"/fraga {UNANSWERABLE}", group)
    await stage.edit(stage.last_from(group, stage.anna), f"/fraga {SHARING}")
    assert stage.now(line).text.startswith(SHARING_TITLE)


async def test_an_edited_command_under_anothers_message_corrects_its_answer(stage: Stage) -> None:
    """The answer belongs to the one who asked for it, also when it hangs on a neighbour's message."""
    group, people = stage.village.association, stage.simulator.people
    remark = people.send_text(group, stage.village.farmer, "Någon som vet?")
    asked = people.send_text(group, stage.anna, f"/fraga {UNANSWERABLE}", reply_to=remark)
    [line] = await said(stage, group)
    await stage.edit(asked, f"/fraga {SHARING}")
    assert stage.now(line).text.startswith(SHARING_TITLE)


async def test_an_edit_of_other_talk_gets_silence(stage: Stage) -> None:
    """A message that was not for the bot does not become a question by being edited."""
    group = stage.village.association
    stage.simulator.rooms.promote_bot(group)
    await stage.say("Vem tar soporna?", group)
    await stage.edit(stage.last_from(group, stage.anna), SHARING)
    assert stage.simulator.sent(group) == []


async def test_a_forged_press_in_a_group_is_refused(stage: Stage) -> None:
    """Our buttons stand in private chats; a press made up in a group opens nothing."""
    group = stage.village.association
    [answer] = await stage.say(f"/fraga {SHARING}", group)
    assert await stage.forge(answer, "t") == chat_texts.STALE_BUTTON
    assert stage.simulator.sent(group) == [answer]


async def test_themes_are_browsed_in_private(stage: Stage) -> None:
    """/teman in a group leads to the private chat, where the buttons are one's own."""
    [line] = await stage.say("/teman", stage.village.association)
    assert line.text == answers_texts.THEMES_IN_PRIVATE
    assert [button["url"] for button in line.buttons] == ["https://t.me/landsbygdsbot?start=teman"]
    _, page = await stage.say("/start teman")
    assert page.text == "Vilket tema är du nyfiken på?"


async def test_start_and_help_explain_the_group_way(stage: Stage) -> None:
    """/start and /hjalp in a group say how to ask there."""
    for words in ("/start", "/hjalp"):
        [shown] = await stage.say(words, stage.village.association)
        assert shown.text.startswith("Så använder du boten i gruppen")


async def test_a_new_group_is_greeted_and_stored(stage: Stage) -> None:
    """Hello says what the bot is and when it speaks; the group is kept for broadcasts."""
    choir = stage.simulator.world.add_group("Kören", stage.village.organiser, bot=False)
    stage.simulator.rooms.add_bot(choir)
    [hello] = await said(stage, choir)
    assert hello.text.startswith(network_texts.hello_group(WHOSE))
    assert await standings(stage) == {choir.id: ("Kören", "member")}


async def test_a_forum_is_stored_as_one(stage: Stage) -> None:
    """Broadcasts need to know that there are topics."""
    forum = stage.simulator.world.add_supergroup("Nätverket", stage.village.organiser, bot=False, forum=True)
    stage.simulator.rooms.add_bot(forum)
    await stage.settled()
    assert await standings_store.all_groups(stage.services.database) == [Group(forum.id, "Nätverket", True, "member")]


async def test_promotion_muting_and_removal_are_stored_without_a_word(stage: Stage) -> None:
    """Every change of standing is kept; only arrival is greeted."""
    group, rooms = stage.village.association, stage.simulator.rooms
    seen = []
    for change in (rooms.promote_bot, rooms.demote_bot, rooms.restrict_bot, rooms.remove_bot):
        change(group)
        assert await said(stage, group) == []
        seen.append((await standings(stage))[group.id][1])
    assert seen == ["administrator", "member", "muted", "removed"]


async def test_a_muted_bot_that_is_asked_is_no_error(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Telegram refuses the answer; that is the group's will."""
    stage.simulator.rooms.restrict_bot(stage.village.association)
    assert await stage.say(f"/fraga {SHARING}", stage.village.association) == []
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_group_that_becomes_a_supergroup_is_followed(stage: Stage) -> None:
    """The old id is marked as moved, the new one lives on and is answered in."""
    group = stage.village.association
    stage.simulator.rooms.promote_bot(group)
    moved = stage.simulator.rooms.migrate(group)
    await stage.settled()
    stored = {each.chat_id: each for each in await standings_store.all_groups(stage.services.database)}
    assert stored[group.id] == Group(group.id, group.title, False, "migrated", moved.id)
    assert stored[moved.id].migrated_to is None
    [answer] = await stage.say(f"/fraga {SHARING}", moved)
    assert answer.text.startswith(SHARING_TITLE)


async def test_a_question_overtaken_by_the_migration_is_no_error(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """Asked in the old group, answered after it moved: Telegram's refusal is noted, not alarmed about."""
    group = stage.village.association
    stage.simulator.people.send_text(group, stage.anna, f"/fraga {SHARING}")
    stage.simulator.rooms.migrate(group)
    await stage.settled()
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_migration_is_told_from_both_sides_in_any_order(stage: Stage) -> None:
    """The new side's word first, the old side's again: the same two rows."""
    database = stage.services.database
    await standings_store.note_standing(database, Group(-5, "Byn", False, "administrator"))
    for _ in range(2):
        await standings_store.note_migration(database, -5, -1005, "Byn")
    await standings_store.note_standing(database, Group(-5, "Byn", False, "removed"))
    assert await standings(stage) == {-5: ("Byn", "migrated"), -1005: ("Byn", "member")}


async def test_a_group_is_found_by_the_number_that_it_had(stage: Stage) -> None:
    """The operator's settings may name the moderators' chat by it."""
    database = stage.services.database
    await standings_store.note_migration(database, -5, -1005, "Byn")
    assert [await standings_store.lives_on_as(database, number) for number in (-5, -1005, -7)] == [-1005, -1005, -7]


async def test_the_moderators_chat_moves_with_its_group(stage: Stage) -> None:
    """Moderators whose group is upgraded remain moderators."""
    database = stage.services.database
    async with database.transaction() as transaction:
        await transaction.execute("INSERT INTO moderators (id, chat_id) VALUES (1, ?)", (stage.village.moderators.id,))
    moved = stage.simulator.rooms.migrate(stage.village.moderators)
    await stage.settled()
    [shown] = await stage.say("/varfor", moved, stage.village.organiser)
    assert shown.text == answers_texts.WHY_HOW


async def test_a_channel_is_no_group(stage: Stage) -> None:
    """Made administrator of a channel the bot does not greet its readers; it knows that it is a channel."""
    channel = stage.simulator.world.add_supergroup("Nyheter", stage.village.organiser, bot=False)
    channel.type = "channel"
    stage.simulator.rooms.promote_bot(channel)
    assert await said(stage, channel) == []
    rows = await stage.services.database.rows("SELECT is_channel FROM groups")
    assert [row["is_channel"] for row in rows] == [1]


async def test_a_reply_to_nobody_in_a_topic_the_bot_opened_gets_silence(stage: Stage) -> None:
    """In a topic every message points at its opening; if the bot made it, that is still no reply to the bot."""
    network, world = stage.village.network, stage.simulator.world
    stage.simulator.rooms.promote_bot(network)
    topic = world.add_topic(network, "Nytt från boten", stage.village.officer)
    opening = network.messages[topic.id]
    world.store(replace(opening, sender=world.bot))
    before = len(stage.simulator.sent(network))
    stage.simulator.people.send_text(
        network, stage.village.officer, "Fint väder", topic=topic, reply_to=stage.now(opening)
    )
    assert len(await said(stage, network)) == before
