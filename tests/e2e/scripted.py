"""A bot of a few lines that shows everything the page has to show, over the simulator's Bot API."""

import json
from typing import Any

from bot.simulator.simulator import Simulator

Json = dict[str, Any]
LINK = "https://t.me/landsbygdsbot?start=k_reko-ring"
FORMATTED = (
    "<b>Fetstil</b> <i>kursiv</i> <code>kod</code> <tg-spoiler>hemlis</tg-spoiler> "
    '<a href="https://landsbygd.example/">länk</a>'
    f"<blockquote expandable>{'Många ord om saken. ' * 12}</blockquote>"
)


class ScriptedBot:
    """Answers every message with what was written and a keyboard; see `_answer` for the words it knows."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._answers: dict[int, int] = {}

    async def run(self) -> None:
        """Polls until it is cancelled."""
        commands = [{"command": "fraga", "description": "ställ en fråga"}]
        for scope in ("all_private_chats", "all_group_chats"):
            await self._call("setMyCommands", commands=commands, scope={"type": scope})
        offset = 0
        while True:
            for update in await self._call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                await self._handle(update)

    async def _handle(self, update: Json) -> None:
        match update:
            case {"message": message} if "text" in message and "via_bot" not in message:
                await self._answer(message)
            case {"edited_message": message}:
                chat, answer = message["chat"]["id"], self._answers[message["message_id"]]
                words = f"Du ändrade till: {message['text']}"
                await self._call("editMessageText", chat_id=chat, message_id=answer, text=words)
            case {"callback_query": query}:
                await self._pressed(query)
            case {"inline_query": query}:
                await self._suggest(query)

    async def _answer(self, message: Json) -> None:
        chat, text = message["chat"]["id"], message["text"]
        place = {"message_thread_id": message["message_thread_id"]} if "is_topic_message" in message else {}
        if text.startswith("/start"):
            keyboard = {"keyboard": [["Fråga", "Teman"]], "resize_keyboard": True}
            words = f"Välkommen {text.removeprefix('/start').strip()}".strip()
            await self._call("sendMessage", chat_id=chat, text=words, reply_markup=keyboard)
        elif text == "formaterat":
            await self._call("sendMessage", chat_id=chat, text=FORMATTED, parse_mode="HTML")
        else:
            sent = await self._call(
                "sendMessage", chat_id=chat, text=f"Du skrev: {text}", reply_markup=_buttons(),
                reply_parameters={"message_id": message["message_id"]}, **place,
            )  # fmt: skip
            self._answers[message["message_id"]] = sent["message_id"]

    async def _pressed(self, query: Json) -> None:
        if query["data"] == "varna":
            await self._notice(query, text="Se upp", show_alert=True)
            return
        message = query["message"]
        where = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        await self._call("editMessageText", **where, text="Mer om saken", reply_markup=_buttons())
        await self._notice(query, text="Klart")

    async def _notice(self, query: Json, **notice: object) -> None:
        await self._call("answerCallbackQuery", callback_query_id=query["id"], **notice)

    async def _suggest(self, query: Json) -> None:
        results = [
            {
                "type": "article",
                "id": word,
                "title": f"{word} {query['query']}",
                "input_message_content": {"message_text": f"Delat: {word} {query['query']}"},
            }
            for word in ("Första", "Andra")
        ]
        button = {"text": "Fråga privat", "start_parameter": "fraga"}
        await self._call("answerInlineQuery", inline_query_id=query["id"], results=results, button=button)

    async def _call(self, method: str, /, **params: object) -> Any:
        answer = json.loads((await self._simulator.answer(method, params)).body)
        assert answer["ok"], answer
        return answer["result"]


def _buttons() -> Json:
    rows = [
        [{"text": "Visa mer", "callback_data": "mer"}, {"text": "Varna", "callback_data": "varna"}],
        [{"text": "Öppna i boten", "url": LINK}],
        [{"text": "Dela", "switch_inline_query": "samåkning"}],
    ]
    return {"inline_keyboard": rows}
