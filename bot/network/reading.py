"""The network's lists: its groups, and whom a broadcast reaches."""

from typing import Final

from bot.database import Database, Row, Transaction
from bot.network.values import ALL_THEMES, NetworkGroup, network_group
from bot.recipients import Audience, Recipient

_JOINED: Final = (
    "SELECT network.*, groups.title, groups.is_forum, groups.standing FROM network JOIN groups USING (chat_id)"
)


async def group(database: Database, chat_id: int) -> NetworkGroup | None:
    """A group as it is now."""
    row = await database.row(f"{_JOINED} WHERE chat_id = ?", (chat_id,))
    return None if row is None else network_group(row)


async def group_within(transaction: Transaction, chat_id: int) -> NetworkGroup | None:
    """A group as a transaction sees it."""
    row = await transaction.row(f"{_JOINED} WHERE chat_id = ?", (chat_id,))
    return None if row is None else network_group(row)


async def groups(database: Database) -> tuple[NetworkGroup, ...]:
    """Every group whose administrator has asked or begun to, by title."""
    rows = await database.rows(f"{_JOINED} ORDER BY title, chat_id")
    return tuple(map(network_group, rows))


async def recipients(database: Database, audience: Audience) -> tuple[Recipient, ...]:
    """Everybody whom a broadcast shall reach, groups by title and then subscribers by number.

    Groups are the accepted ones that the bot is in; those where it may not write come last, so that a broadcast does
    not stop at its first recipient for what is known already. A group of all themes takes part in every theme; one
    of the whole country only in that county, so that what is meant for Dalarna does not go everywhere.
    """
    chosen = [each for each in await _chosen(database, audience) if each.is_reachable]
    chosen.sort(key=lambda each: each.standing == "muted")
    to_groups = [Recipient(each.chat_id, each.thread, each.title, "group") for each in chosen]
    rows: list[Row] = []
    if audience.subscribers:
        rows = await database.rows("SELECT number, chat_id FROM subscribers WHERE status = 'active' ORDER BY number")
    return (*to_groups, *(Recipient(row["chat_id"], None, str(row["number"]), "subscriber") for row in rows))


async def unreachable(database: Database, audience: Audience) -> tuple[NetworkGroup, ...]:
    """The accepted groups of an audience that have put the bot out, which `recipients` leaves out."""
    return tuple(each for each in await _chosen(database, audience) if not each.is_reachable)


async def _chosen(database: Database, audience: Audience) -> list[NetworkGroup]:
    if not audience.groups:
        return []
    return [each for each in await groups(database) if each.status == "accepted" and _fits(each, audience)]


def _fits(each: NetworkGroup, audience: Audience) -> bool:
    theme_fits = not audience.themes or each.theme == ALL_THEMES or each.theme in audience.themes
    return theme_fits and (not audience.counties or each.county in audience.counties)
