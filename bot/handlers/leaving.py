"""Moves of groups and subscribers: whoever wants no more broadcasts also gets none of those under way.

A group that changes its mind meanwhile gets them after all.
"""

from bot.broadcasts import renumbering
from bot.database import Database
from bot.network import deciding, subscribers
from bot.network.values import Move, NetworkGroup, Role


async def move(database: Database, chat_id: int, version: int, by: int, role: Role, what: Move) -> NetworkGroup:
    """Change a group's status as it was shown at `version`; NotMoved if it is another by now."""
    async with database.transaction() as transaction:
        moved = await deciding.move(transaction, chat_id, version, by, role, what)
        if what in {"stop", "remove"}:
            await renumbering.drop(transaction, chat_id)
        elif what in {"resume", "accept"}:
            await renumbering.restore(transaction, chat_id)
    return moved


async def unsubscribe(database: Database, user_id: int, *, blocked: bool = False) -> bool:
    """A subscriber stops, or has blocked the bot; False if nothing was sent to them."""
    async with database.transaction() as transaction:
        end = subscribers.lose_subscriber if blocked else subscribers.unsubscribe
        ended = await end(transaction, user_id)
        if ended and not blocked:
            await renumbering.drop(transaction, user_id)
    return ended
