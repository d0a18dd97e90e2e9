"""Pictures and documents sent together, and polls."""

import json

import pytest

from bot.simulator import acts
from bot.simulator.files import SAMPLE
from bot.simulator.model import Chat, File, User
from bot.simulator.refusal import Impossible
from bot.simulator.simulator import Simulator
from tests.simulator.conftest import Api


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
    """As an older server tells it, without what newer ones know of votes; one option is no poll."""
    simulator.people.send_poll(private, anna, "Vilken dag?", ["Tisdag", "Torsdag"])
    poll = simulator.world.updates.ever[-1]["message"]["poll"]
    assert [option["text"] for option in poll["options"]] == ["Tisdag", "Torsdag"]
    assert not {"allows_revoting", "members_only"} & poll.keys()
    with pytest.raises(Impossible):
        simulator.people.send_poll(private, anna, "Vilken dag?", ["Tisdag"])
