"""python-telegram-bot's Application against the simulator: in the process, over HTTP, at a webhook."""

import socket
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.simulator.model import Chat, User
from bot.simulator.request import SimulatorRequest
from bot.simulator.server import Server
from bot.simulator.simulator import Simulator

Echo = Application[Any, Any, Any, Any, Any, Any]
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Igen", callback_data="igen")]])


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_html(f"<b>{update.effective_message.text_html}</b>", reply_markup=KEYBOARD)


async def again(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Klart")
    await update.callback_query.edit_message_text("igen")


def with_handlers(application: Echo) -> Echo:
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.add_handler(CallbackQueryHandler(again))
    return application


async def talk(simulator: Simulator, chat: Chat, anna: User) -> None:
    """A message is echoed, its button pressed, the press answered, the message edited."""
    simulator.people.send_text(chat, anna, "hej 😀 & <b>hå</b>")
    [message] = await simulator.until(lambda: simulator.sent(chat))
    assert (message.text, message.entities[0]["length"]) == ("hej 😀 & <b>hå</b>", 18)
    query = simulator.people.press(anna, message, "Igen")
    assert await simulator.until(lambda: simulator.people.answer_to(query)) == {"text": "Klart"}
    await simulator.until(lambda: simulator.sent(chat)[0].text == "igen")


def over_http(server: Server) -> Echo:
    builder = ApplicationBuilder().token(server.simulator.token).base_url(f"{server.url}/bot")
    return with_handlers(builder.build())


async def test_an_application_runs_in_process(simulator: Simulator, private: Chat, anna: User) -> None:
    """Through SimulatorRequest with long polling."""
    transport = SimulatorRequest(simulator), SimulatorRequest(simulator)
    builder = ApplicationBuilder().token(simulator.token).request(transport[0]).get_updates_request(transport[1])
    application = with_handlers(builder.build())
    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_polling()
        await talk(simulator, private, anna)
        await application.updater.stop()
        await application.stop()


async def test_an_application_polls_over_http(simulator: Simulator, server: Server, private: Chat, anna: User) -> None:
    """Through HTTP with long polling."""
    application = over_http(server)
    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_polling()
        await talk(simulator, private, anna)
        await application.updater.stop()
        await application.stop()
    assert [call.outcome for call in simulator.log if call.outcome == "refused"] == []


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def test_an_application_gets_its_updates_at_a_webhook(
    simulator: Simulator, server: Server, private: Chat, anna: User
) -> None:
    """What nobody took at the first address comes to the second, with the secret token that the bot asked
    for.
    """
    port = free_port()
    await simulator.receiving.call("setWebhook", {"url": f"http://127.0.0.1:{free_port()}/nobody"})
    early = simulator.people.send_text(private, anna, "tidig")
    application = over_http(server)
    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_webhook(
            "127.0.0.1",
            port,
            "hook",
            webhook_url=f"http://127.0.0.1:{port}/hook",
            secret_token="s3",  # noqa: S106 - a test's
        )
        [answer] = await simulator.until(lambda: simulator.sent(private))
        assert answer.text == early.text
        private.messages.clear()
        await talk(simulator, private, anna)
        await application.updater.stop()
        await application.stop()
    assert simulator.calls("setWebhook")[-1].params["secret_token"] == "s3"  # noqa: S105


async def test_a_failed_delivery_is_told_and_tried_again(simulator: Simulator, private: Chat, anna: User) -> None:
    """The update stays pending, and getWebhookInfo names the last error."""
    await simulator.receiving.call("setWebhook", {"url": f"http://127.0.0.1:{free_port()}/nobody"})
    simulator.people.send_text(private, anna, "hej")

    [failure] = await simulator.until(
        lambda: [simulator.receiving.last_error] if simulator.receiving.last_error else []
    )
    assert failure.startswith("Connection")
    info = await simulator.receiving.call("getWebhookInfo", {})
    assert isinstance(info, dict)
    assert (info["pending_update_count"], info["last_error_message"]) == (1, failure)
