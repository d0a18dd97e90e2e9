"""The first start of somebody who has only a token: what the real process says, and when."""

import pytest

from bot.simulator.failures import Kind, Rule
from bot.simulator.server import Server
from tests.e2e.process import BEGUN, Process, free_port, until


async def test_each_next_step_is_told_when_telegram_has_accepted_the_token(process: Process, server: Server) -> None:
    """Inline mode, privacy mode and the moderators' group, after the line that the bot is at work."""
    server.simulator.world.inline, server.simulator.world.privacy = False, False
    await process.start()
    await until(lambda: "/koppla" in process.said)
    lines = [line for line in process.said.splitlines() if not line.startswith("20")]
    assert BEGUN in lines[0]
    assert [line.split(" ")[0] for line in lines[1:]] == ["Inline-läget", "Integritetsläget", "Moderatorernas"]
    assert process.database.stat().st_mode & 0o077 == 0
    assert await process.stop() == 0


async def test_no_code_is_told_for_a_token_that_is_refused(process: Process) -> None:
    """It would be noted, and another is made for the next token's database."""
    process.environment["BOT_TOKEN"] = "123456:not-the-right-one"  # noqa: S105 - made up
    process.launch()
    assert await process.ended() == 4
    assert "/koppla" not in process.said
    assert "Telegram godtar inte BOT_TOKEN." in process.said


async def test_no_contact_is_told_in_swedish(process: Process) -> None:
    """Why, and that the bot goes on trying."""
    process.environment["BOT_API_URL"] = f"http://127.0.0.1:{free_port()}"
    process.launch()
    await until(lambda: "Ingen kontakt med Telegram: 127.0.0.1 tar inte emot någon anslutning." in process.said)
    assert "/koppla" not in process.said
    assert await process.stop(5) == 0, process.said


async def test_check_asks_telegram_what_is_left_to_do(process: Process, server: Server) -> None:
    """Without starting: the name, and what BotFather has to be told."""
    server.simulator.world.inline = False
    process.launch("check")
    assert await process.ended() == 0, process.said
    assert "Telegram godtar BOT_TOKEN: det är @landsbygdsbot." in process.said
    assert "Råd: Inline-läget är av" in process.said
    assert not process.database.exists()


@pytest.mark.parametrize(
    ("name", "value", "code", "words"),
    [
        ("BOT_TOKEN", "123456:not-the-right-one", 4, "Telegram godtar inte BOT_TOKEN."),
        ("BOT_TOKEN", "123456", 1, "BOT_TOKEN ska se ut som"),
        ("BOT_API_URL", "http://127.0.0.1:9", 1, "Ingen kontakt med Telegram: 127.0.0.1 tar inte emot"),
        ("BOT_WEBHOOK_URL", "hemma", 1, "BOT_WEBHOOK_URL ska vara"),
    ],
)
async def test_check_tells_what_would_stop_a_start(
    process: Process, name: str, value: str, code: int, words: str
) -> None:
    """One sentence, the exit code of a start, and the knowledge is checked all the same."""
    process.environment[name] = value
    process.launch("check")
    assert await process.ended() == code
    assert words in process.said
    assert "Kunskapen är hel" in process.said
    assert "Traceback" not in process.said


async def test_a_webhook_that_telegram_refuses_ends_the_start(process: Process, server: Server) -> None:
    """With Telegram's own words; anything else is tried again while the bot answers what was left."""
    process.environment |= {
        "BOT_WEBHOOK_URL": "https://bot.exempel.se/hook",
        "BOT_WEBHOOK_SECRET": "a" * 20,
        "BOT_WEBHOOK_LISTEN": f"127.0.0.1:{free_port()}",
    }
    server.simulator.failures.order(Rule(Kind.BAD_REQUEST, "setWebhook", words="bad webhook: HTTPS url must be"))
    process.launch()
    assert await process.ended() == 4
    assert "Telegram godtar inte BOT_WEBHOOK_URL: Bad webhook" in process.said
