"""The Swedish of broadcasts under way and afterwards; functions return safe HTML unless they say plain."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.features.broadcasts.values import Broadcast, Content, Course, Delivery, Outcome, PauseReason, Progress, Wait
from bot.gateway.values import Reason
from bot.language.dates import clock, said
from bot.language.text import counted, escape, flat, shortened

_BAR: Final = 10  # signs
RIPE: Final = timedelta(days=7)
OUTCOMES: Final[dict[Outcome, str]] = {
    "sent": "skickat",
    "queued": "köat",
    "sending": "skickas",
    "failed": "misslyckat",
    "unknown": "okänt",
    "gone": "borta",
}
COUNTED: Final[dict[Outcome, str]] = {
    "sent": "Skickade",
    "queued": "Köade",
    "failed": "Misslyckade",
    "unknown": "Okända",
    "gone": "Borta",
}
REASONS: Final[dict[Reason, str]] = {
    "blocked": "har blockerat mig",
    "deactivated": "kontot finns inte längre",
    "kicked": "jag är inte kvar där",
    "deleted": "chatten finns inte längre",
    "stopped": "vill inte ha fler utskick",
    "duplicate": "gruppen har bytt nummer och får det ändå",
    "muted": "jag får inte skriva där",
    "topic_closed": "ämnet är stängt",
    "topic_deleted": "ämnet är borttaget",
    "refused": "Telegram sa nej",
    "timeout": "inget svar i tid",
    "broken": "förbindelsen bröts",
    "crash": "boten startades om",
    "too_old": "meddelandet är för gammalt",
    "missing": "meddelandet är borttaget",
}
PAUSES: Final[dict[PauseReason, str]] = {
    "person": "En arrangör har pausat det. Tryck Fortsätt när det ska gå vidare.",
    "first": (
        "Det allra första kom inte säkert fram, så jag väntar med resten. Se under Mottagare vad som hände, och tryck "
        "Fortsätt om det ser rätt ut."
    ),
    "row": "Tre i rad gick inte att skicka. Se under Mottagare varför, och tryck Fortsätt om det ser rätt ut.",
    "share": "En femtedel gick inte att skicka. Se under Mottagare varför, och tryck Fortsätt om det ser rätt ut.",
    "late": "Tiden då det skulle skickas har gått. Tryck Fortsätt om det ska skickas ändå, annars Avbryt utskicket.",
    "corrected": (
        "Det har rättats. En annan arrangör läser rättelsen och trycker Fortsätt. Då får resten den. Den som är ensam "
        "arrangör trycker själv, och det antecknas."
    ),
    "changed": "Det är inte längre det som godkändes, så jag skickar inte mer. Avbryt utskicket och gör ett nytt.",
    "quiet": "Det är kväll, natt eller helg. Tryck Fortsätt så går det i väg nästa vardag kl. 8, eller Skicka ändå.",
}
WHO = "Mottagare"
CSV = "Lista som fil"
ANEW = "Uppdatera"
AS_NEW = "Skicka som nytt"
WHAT_CAME = "Skicka vad det ledde till"
UNKNOWN_MEANS = (
    "Okänt: ingen kan veta om det kom fram. Det skickas aldrig igen. Trycker någon där på ”Tack, läst” rättas det."
)
CORRECTING = "Nu rättas det som är skickat."
WRITE_AGAIN = "Skriv om"


def status(broadcast: Broadcast, course: Course, now: datetime, state: str, notice: str = "") -> str:
    """A broadcast that has begun: how far it has come, what it waits for; `state` is its status in Swedish."""
    progress = course.progress
    done = [
        f"{COUNTED[outcome]}: {count}"
        for outcome, count in by_outcome(progress).items()
        if count or outcome in ("sent", "queued")
    ]
    done.append(_tried(progress))
    thanked = f"I {_chats(progress.thanked)} har någon tryckt ”Tack, läst”." if progress.thanked else ""
    blocks = [
        f"<b>{escape(notice)}</b>" if notice else "",
        f"<b>Utskick {broadcast.id}</b> · {state}\n<i>{escape(excerpt(broadcast.content))}</i>",
        f"{bar(progress.done, progress.total)} {progress.done} av {progress.total}",
        "\n".join(
            filter(
                None,
                [*done, thanked, opened(course.opened), f"Orsak: {_counted(course.missed)}." if course.missed else ""],
            )
        ),
        _changes(broadcast, course, now),
        waits(broadcast, course.wait, now),
        UNKNOWN_MEANS if progress.unknown else "",
    ]
    return "\n\n".join(filter(None, blocks))


def opened(number: int) -> str:
    """How many people have opened its links; empty where nobody has."""
    return f"{counted(number, 'person', 'personer')} har öppnat länkarna i det. Vilka sparas inte." if number else ""


def by_outcome(progress: Progress) -> dict[Outcome, int]:
    """How many there are of each; to whoever looks, what is being sent is still queued."""
    return {
        "sent": progress.sent,
        "queued": progress.queued + progress.sending,
        "failed": progress.failed,
        "unknown": progress.unknown,
        "gone": progress.gone,
    }


def is_ripe(broadcast: Broadcast, now: datetime) -> bool:
    """Whether its recipients can be told what came of it."""
    done = broadcast.status == "finished" and broadcast.recalled_at is None and broadcast.finished_at is not None
    return done and broadcast.finished_at is not None and now - broadcast.finished_at >= RIPE


def bar(done: int, total: int) -> str:
    """Ten signs; full only when all is done."""
    full = _BAR * done // total if total else _BAR
    return "▓" * full + "░" * (_BAR - full)


def waits(broadcast: Broadcast, wait: Wait | None, now: datetime) -> str:
    """What it waits for: Telegram, a time, an organiser; empty if nothing."""
    if broadcast.status == "paused" and broadcast.pause_reason is not None:
        return PAUSES[broadcast.pause_reason]
    if broadcast.status == "scheduled" and broadcast.starts_at is not None:
        return f"Går vidare {said(broadcast.starts_at, now)}."
    return waits_by_itself(wait, now) if broadcast.status == "running" and wait is not None else ""


def waits_by_itself(wait: Wait, now: datetime) -> str:
    """What keeps the next copy, and that nobody has to do anything."""
    if wait.reason == "unreachable":
        return "Jag når inte Telegram just nu. Jag försöker igen av mig själv."
    until = f"till kl. {clock(wait.until)}" if wait.until - now > timedelta(minutes=1) else "en liten stund"
    if wait.reason == "asked":
        return f"Telegram har bett mig vänta {until}. Sedan går det vidare av sig självt."
    return f"Nästa mottagare har fått så många meddelanden att jag väntar {until}. Sedan går det vidare av sig självt."


def trial(found: Broadcast, copy: Delivery) -> str:
    """How it went to send a broadcast to oneself."""
    if found.finished_at is not None and copy.status == "queued":
        return "Provet till dig hann inte skickas. Tryck Skicka till mig igen om du vill försöka en gång till."
    at = f" kl. {clock(copy.settled_at)}" if copy.settled_at is not None else ""
    reason = f", {REASONS[copy.reason]}" if copy.reason else ""
    return f"Provet till dig: {OUTCOMES[copy.status]}{at}{reason}."


def excerpt(content: Content | None, most: int = 60) -> str:
    """How it begins, plain."""
    if content is None:
        return ""
    return shortened(flat(content.text) or content.file_name or "Bild", most)


def corrected_mark(at: datetime) -> str:
    """What a correction begins with, plain."""
    return f"Rättat {clock(at)}: "


def sure_correct(chats: int, *, pauses: bool) -> str:
    """The question under a correction as it would read."""
    waits = " Resten väntar tills en annan arrangör har läst och tryckt Fortsätt." if pauses else ""
    return f"Så här kommer det att stå. Ska det rättas i {_chats(chats)}?{waits}"


def yes_correct(chats: int) -> str:
    """The yes to it, plain."""
    return f"Ja, rätta i {_chats(chats)}"


def _chats(count: int) -> str:
    return f"{count} {'chatt' if count == 1 else 'chattar'}"


def _tried(progress: Progress) -> str:
    """That those which failed have been tried again; empty when they have not."""
    if progress.tries < 2 or progress.tried_at is None:
        return ""
    return f"Försökt {progress.tries} gånger, senast kl. {clock(progress.tried_at)}."


def _counted(why: Mapping[Reason, int]) -> str:
    return ", ".join(f"{REASONS[reason]} ({count})" for reason, count in why.items())


def _changes(broadcast: Broadcast, course: Course, now: datetime) -> str:
    """A correction or recall: since when, and how far that has come."""
    recalled, progress = broadcast.recalled_at is not None, course.progress
    at = broadcast.recalled_at or broadcast.corrected_at
    if at is None:
        return ""
    change = "ta bort" if recalled else "rätta"
    lines = [f"{'Tillbakadraget' if recalled else 'Rättat'} {said(at, now)}."]
    if progress.outdated:
        lines.append(f"{progress.outdated} återstår att {change}.")
    if progress.unmended:
        lines.append(
            f"{progress.unmended} gick inte att {'ta bort' if recalled else 'rätta'}: {_counted(course.unmended)}."
        )
    return " ".join(lines)
