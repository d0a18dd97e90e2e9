"""How the bot is doing, as Prometheus reads it."""

from collections.abc import Iterator
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.features.figures.values import Status
from bot.storage.clock import now

KIND: Final = CONTENT_TYPE_LATEST


def page(found: Status) -> bytes:
    """All of it."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Told(found))
    return generate_latest(registry)


class _Told(Collector):
    def __init__(self, found: Status) -> None:
        self._found = found

    def collect(self) -> Iterator[Metric]:
        """Each figure, seconds where it is a time."""
        found = self._found
        yield _one("well", "1 while Telegram answers", int(found.is_well))
        yield _one("age_seconds", "Since the start", found.age)
        if found.silence is not None:
            yield _one("telegram_silence_seconds", "Since Telegram last answered", found.silence)
        yield _one("deliveries_left", "Copies of broadcasts still to be sent", found.deliveries)
        yield _one("sent_last_second", "Messages in Telegram's window", found.budget.used)
        yield _one("sent_last_second_most", "Messages that the window takes", found.budget.most)
        yield _one("calls_waiting", "Messages that wait for their turn", found.budget.waiting)
        yield _one("chats_paused", "Chats that Telegram asked to pause", found.budget.paused)
        yield from self._queues()
        yield _many("questions_week", "Questions of seven days", "outcome", dict(found.asked))
        if found.speed is not None:
            times = {"0.5": found.speed.half, "0.95": found.speed.most}
            yield _many("answer_seconds", "From an update's coming until it is done", "quantile", times)

    def _queues(self) -> Iterator[Metric]:
        found, at = self._found, now()
        queues = {"updates": found.updates, "notices": found.notices, "cards": found.cards}
        yield _many("waiting", "How much waits", "queue", {name: each.number for name, each in queues.items()})
        ages = {name: 0.0 if each.since is None else (at - each.since).total_seconds() for name, each in queues.items()}
        yield _many("oldest_waiting_seconds", "How long the oldest has waited", "queue", ages)


def _one(name: str, help_text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"landsbygdsbot_{name}", help_text, value=value)


def _many(name: str, help_text: str, label: str, values: dict[str, float]) -> Metric:
    family = GaugeMetricFamily(f"landsbygdsbot_{name}", help_text, labels=[label])
    for each, value in values.items():
        family.add_metric([each], value)
    return family
