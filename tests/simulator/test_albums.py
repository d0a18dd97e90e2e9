"""Pictures and documents sent together, and polls."""

import json

import pytest
from telegram import Poll

from bot.simulator import acts
from bot.simulator.files import SAMPLE
from bot.simulator.model import Chat, File, User
from bot.simulator.refusal import Impossible
from bot.simulator.simulator import Simulator
from tests.simulator.conftest import Api, Clock


async def test_the_bot_sends_an_album(simulator: Simulator, api: Api, private: Chat) -> None:
    """One message for each picture, of one group, the caption where it was given; uploads and known files."""
    known = simulator.world.keep("b.png", "image/png", SAMPLE)
    media = [
        {"type": "photo", "media": "attach://a", "caption": "<b>Bryggan</b>", "parse_mode": "HTML"},
        {"type": "photo", "media": known.id, "has_spoiler": True},
    ]
    uploads = {"a": File("", "a", "application/octet-stream", SAMPLE)}
    sent = (await api.upload("sendMediaGroup", uploads, chat_id=private.id, media=json.dumps(media)))["result"]
    assert len({each["media_group_id"] for each in sent}) == 1
    assert [each.get("caption") for each in sent] == ["Bryggan", None]
    assert [each.text for each in simulator.sent(private)] == ["Bryggan", ""]
    first, second = (simulator.world.files[each["photo"][-1]["file_id"]] for each in sent)
    assert (first.mime, second) == ("image/png", known)


async def test_an_album_counts_as_many_as_its_pictures(
    simulator: Simulator, api: Api, group: Chat, clock: Clock
) -> None:
    """Two of ten fill the minute of a group."""
    simulator.limits.enforced = True
    known = simulator.world.keep("b.png", "image/png", SAMPLE)
    for _ in range(2):
        await api.ok("sendMediaGroup", chat_id=group.id, media=[{"type": "photo", "media": known.id}] * 10)
        clock.forward(2)
    assert await api.refused("sendMessage", chat_id=group.id, text="x") == "Too Many Requests: retry after 56"


PHOTO = {"type": "photo", "media": "x"}


@pytest.mark.parametrize(
    ("media", "words"),
    [
        ([PHOTO], "there must be 2-10 media in the group"),
        (
            [PHOTO, PHOTO | {"type": "document"}],
            "only photos and only documents can be sent together in the simulator",
        ),
        ([PHOTO, PHOTO], "wrong remote file identifier specified: Wrong string length"),
        ([{"type": "photo"}] * 2, "can't parse input media document: Can't find field \"media\""),
    ],
)
async def test_faulty_albums_are_refused(
    simulator: Simulator, api: Api, private: Chat, media: list[dict[str, str]], words: str
) -> None:
    """Whole: nothing of it is sent."""
    assert await api.refused("sendMediaGroup", chat_id=private.id, media=media) == f"Bad Request: {words}"
    assert simulator.sent(private) == []


def test_people_send_albums(simulator: Simulator, private: Chat, anna: User) -> None:
    """Each picture is an update of its own; the caption stands under the first."""
    made = acts.do(simulator, {"act": "send_album", "chat": private.id, "user": anna.id, "caption": "Från träffen"})
    told = [update["message"] for update in simulator.world.updates.ever]
    assert [each["message_id"] for each in made["messages"]] == [each["message_id"] for each in told]
    assert [each.get("caption") for each in told] == ["Från träffen", None]
    assert told[0]["media_group_id"] == told[1]["media_group_id"]
    with pytest.raises(Impossible):
        simulator.people.send_album(private, anna, number=1)


def test_people_ask_in_polls(simulator: Simulator, private: Chat, anna: User) -> None:
    """One option is no poll."""
    simulator.people.send_poll(private, anna, "Vilken dag?", ["Tisdag", "Torsdag"])
    told = Poll.de_json(simulator.world.updates.ever[-1]["message"]["poll"], None)
    assert (told.question, [option.text for option in told.options]) == ("Vilken dag?", ["Tisdag", "Torsdag"])
    with pytest.raises(Impossible):
        simulator.people.send_poll(private, anna, "Vilken dag?", ["Tisdag"])


def test_a_poll_of_an_older_server_lacks_what_it_does_not_know(simulator: Simulator, private: Chat, anna: User) -> None:
    """python-telegram-bot 22.8 cannot read it, so a bot must be able to be tried with one."""
    simulator.people.send_poll(private, anna, "Vilken dag?", ["Tisdag", "Torsdag"], older=True)
    with pytest.raises(TypeError, match="persistent_id"):
        Poll.de_json(simulator.world.updates.ever[-1]["message"]["poll"], None)
