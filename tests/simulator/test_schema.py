"""The table of methods and fields against the machine-readable Bot API, where it lies beside the checkout."""

import json
from typing import Any

import pytest

from bot.simulator.methods import ACTS
from bot.simulator.validation import ALL_METHODS, ALL_TYPES
from tests.stage.paths import SHARED

SPEC = SHARED / "telegram" / "bot-api-10.0.json"
NAMES = {
    "Integer": "int",
    "String": "str",
    "Boolean": "bool",
    "True": "bool",
    "Float": "float",
    "InputFile": "file",
}
# Deliberately narrower: of inline results only articles, of albums only pictures and documents, of buttons only
# what the app's acts can press.
NARROWER = {
    "[InlineQueryResult]": "[InlineQueryResultArticle]",
    "InputMessageContent": "InputTextMessageContent",
    "|".join(f"[InputMedia{kind}]" for kind in ("Audio", "Document", "LivePhoto", "Photo", "Video")): (
        "[InputMediaDocument|InputMediaPhoto]"
    ),
    "[[KeyboardButton]]": "[[KeyboardButton|str]]",
}
UNIONS = {"BotCommandScope", "MenuButton", "ReactionType"}


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    if not SPEC.exists():
        pytest.skip("the Bot API description is not beside the checkout")
    found: dict[str, Any] = json.loads(SPEC.read_text())
    return found


def kind(types: list[str]) -> str:
    def one(name: str) -> str:
        return f"[{one(name[9:])}]" if name.startswith("Array of ") else NAMES.get(name, name)

    found = "|".join(one(name) for name in types)
    found = {"int|str": "chat", "file|str": "file"}.get(found, found)
    return NARROWER.get(found, found)


def fields(described: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    return {each["name"]: (kind(each["types"]), each["required"]) for each in described.get("fields", [])}


def test_methods_have_exactly_telegrams_fields(spec: dict[str, Any]) -> None:
    """Every method of the table has the fields, kinds and required ones of the description."""
    for name, method in ALL_METHODS.items():
        known = {each.name: (each.kind, each.required) for each in method.fields.values()}
        assert known == fields(spec["methods"][name]), name


def test_types_have_no_fields_of_their_own(spec: dict[str, Any]) -> None:
    """Every field of the table's types is Telegram's, of its kind, and required where it is."""
    for name in ALL_TYPES.keys() - UNIONS:
        theirs = fields(spec["types"][name])
        ours = {each.name: (each.kind, each.required) for each in ALL_TYPES[name].fields.values()}
        assert ours.items() <= theirs.items(), name
        assert {field for field, (_, required) in theirs.items() if required} <= ours.keys(), name


def test_unions_allow_the_fields_of_their_members(spec: dict[str, Any]) -> None:
    """A scope, menu button or reaction has the fields that any of its kinds has."""
    for name in UNIONS:
        theirs = {field for member in spec["types"][name]["subtypes"] for field in fields(spec["types"][member])}
        assert ALL_TYPES[name].fields.keys() == theirs, name


def test_every_method_of_the_table_is_there() -> None:
    """What validates is also done."""
    waiting = {"getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"}
    assert ALL_METHODS.keys() == ACTS.keys() | waiting
