"""Who waits here has started the bot."""

import pytest

from bot.features.roles import store as roles_store
from tests.conftest import Stage


@pytest.fixture
async def desk(stage: Stage) -> Stage:
    """The village with its moderators' chat bound; Nils and Samira have started the bot too."""
    await roles_store.set_chat(stage.services.database, stage.village.moderators.id)
    for user in (stage.village.farmer, stage.village.volunteer):
        stage.simulator.people.start(user)
    await stage.settled()
    return stage
