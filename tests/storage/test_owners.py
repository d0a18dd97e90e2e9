"""Every table has one owner: only its owner's modules name it in SQL, all others ask them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import bot
from bot.storage.database import Database

ROOT: Final = Path(bot.__file__).parent
OWNERS: Final = {
    "moderators": "roles", "organisers": "roles", "organiser_links": "roles",
    "feedback": "answers",
    "questions": "unanswered", "question_counts": "unanswered", "askers": "unanswered", "links": "unanswered",
    "secrets": "unanswered", "waiters": "unanswered",
    "items": "moderation", "proposals": "moderation", "history": "moderation", "cards": "moderation",
    "mutes": "moderation",
    "meetings": "meetings", "meeting_questions": "meetings", "plans": "meetings",
    "meeting_sites": "meetings", "participants": "meetings", "comings": "meetings", "meeting_notices": "meetings",
    "meeting_answers": "meetings", "sortings": "meetings", "same_places": "meetings",
    "drafts": "tips", "cancelled_drafts": "tips",
    "groups": "network", "network": "network", "network_history": "network", "subscribers": "network",
    "broadcasts": "broadcasts", "broadcast_history": "broadcasts", "broadcast_cards": "broadcasts",
    "corrections": "broadcasts", "deliveries": "broadcasts", "told_tips": "broadcasts",
    "broadcast_opens": "broadcasts", "adoptions": "adoption",
    "answers": "chat", "offers": "chat", "prompts": "chat",
    "inbox": "gateway", "notices": "gateway", "sendings": "gateway", "pauses": "gateway",
    "entries": "knowledge", "phrases": "knowledge", "pins": "knowledge", "retired": "knowledge",
    "synonyms": "knowledge",
    "daily": "storage", "chores": "storage",
    "threads": "asking",
}  # fmt: skip
# Who else reads a table, and why one statement must see both.
READERS: Final = {
    ("gateway", "moderators"): "a notice to the moderators is taken only if, and for where, their chat is bound then",
    ("moderation", "meetings"): "an item and the question that it answers are read as they were at one moment",
    ("moderation", "meeting_questions"): "the same",
    ("moderation", "entries"): "what somebody has sent in and what that has become go together",
    ("knowledge", "adoptions"): "how many have done what an entry tells of is read with what lies over the entries",
    ("answers", "questions"): "a verdict points at its question, which may be forgotten at any time",
}
NAMED: Final = re.compile(r"\b(?:FROM|INTO|UPDATE|JOIN)\s+([a-z_]+)")
OPEN: Final = re.compile(r"\b(?:FROM|INTO|UPDATE|JOIN)\s+$")
ANY_TABLE: Final = ("storage/versions.py", "storage/personal.py")  # told which by a value, `Versioned` or `Trace`


async def test_every_table_has_an_owner(database: Database) -> None:
    """A new one is written down here."""
    tables = await database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    assert {row["name"] for row in tables} == set(OWNERS)


def test_only_its_owner_names_a_table() -> None:
    """Also where a statement is put together from several strings."""
    strangers = [
        (str(path.relative_to(ROOT)), table)
        for path in ROOT.rglob("*.py")
        for table in named(ast.parse(path.read_text(encoding="utf-8")))
        if table in OWNERS and not may(home(path), table)
    ]
    assert strangers == []


def test_every_owner_names_its_tables() -> None:
    """What nobody names is not kept, or is named in a way that is not seen here."""
    found = {
        (home(path), table)
        for path in ROOT.rglob("*.py")
        for table in named(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert {(owner, table) for table, owner in OWNERS.items()} <= found


def test_no_statement_hides_its_table() -> None:
    """The name stands in the string, not in a variable."""
    hidden = [
        f"{path.relative_to(ROOT)}:{each.lineno}"
        for path in ROOT.rglob("*.py")
        if str(path.relative_to(ROOT)) not in ANY_TABLE
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(each, ast.JoinedStr) and is_hidden(each)
    ]
    assert hidden == []


def home(path: Path) -> str:
    """The feature, or other folder, that a module belongs to."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "features" else parts[0]


def may(owner: str, table: str) -> bool:
    """Whether modules of a feature may name a table."""
    return OWNERS[table] == owner or (owner, table) in READERS


def named(tree: ast.Module) -> Iterator[str]:
    """The tables in a module's statements, and in its values `Versioned`."""
    for each in ast.walk(tree):
        match each:
            case ast.Constant(value=str(text)):
                yield from NAMED.findall(text)
            case ast.Call(
                func=ast.Name(id="Versioned"), args=[ast.Constant(value=table), _, ast.Constant(value=past), *_]
            ):
                yield from (str(table), str(past))
            case ast.Call(func=ast.Name(id="Trace"), args=[ast.Constant(value=table), *_]):
                yield str(table)


def is_hidden(text: ast.JoinedStr) -> bool:
    """Whether a table's name is filled in."""
    pairs = zip(text.values, text.values[1:], strict=False)
    return any(
        isinstance(before, ast.Constant) and OPEN.search(str(before.value)) and isinstance(after, ast.FormattedValue)
        for before, after in pairs
    )
