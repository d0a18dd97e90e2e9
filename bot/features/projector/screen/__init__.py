"""What the browser gets: the page, its slides, and the same as text. Every word of a member's is escaped."""

import math
from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import Final

from bot.features.meetings.places import Place
from bot.features.meetings.summary import Answer, Heading, Part, Summary
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import Meeting
from bot.features.projector import texts
from bot.knowledge.profile import Profile
from bot.language.text import shortened

SCRIPT: Final = (files("bot.features.projector.screen") / "screen.js").read_bytes()
STYLE: Final = (files("bot.features.projector.screen") / "screen.css").read_bytes()
MOST_PLACES: Final = 12  # bars that are read from the last row
LONGEST: Final = 280  # letters of an answer on a slide; the whole of it stands in the text
LINES: Final = 11  # of a slide
LETTERS: Final = 58  # of a line


def index(meetings: Sequence[Meeting], whose: Profile) -> str:
    """Which meeting."""
    items = "".join(
        f'<li><a href="/traff/{each.slug}">{_safe(each.name)}</a> {_safe(summary_texts.held(each))}</li>'
        for each in meetings
    )
    listed = f"<ul>{items}</ul>" if items else f"<p>{_safe(texts.none_yet(whose))}</p>"
    return _page(texts.title(whose), f'<main class="text"><h1>{_safe(texts.which(whose))}</h1>{listed}</main>')


def page(summary: Summary, qr: bytes | None, whose: Profile) -> str:
    """The screen, with its slides as they are now; `qr` is a PNG of the way to answer, None when it is too late."""
    picture = "" if qr is None else b64encode(qr).decode()
    image = f'<img src="data:image/png;base64,{picture}" alt="{_safe(texts.qr_alt(whose))}">'
    aside = f"<aside>{image}<p>{texts.ANSWER_HERE}</p></aside>" if picture else ""
    slug, meeting = summary.meeting.slug, summary.meeting
    buttons = (
        f'<button id="before" type="button">{texts.BEFORE}</button>'
        f'<button id="pause" type="button" data-on="{texts.PAUSE}" data-off="{texts.GO_ON}">{texts.PAUSE}</button>'
        f'<button id="after" type="button">{texts.AFTER}</button>'
    )
    return _page(
        meeting.name,
        f"<header><h1>{_safe(meeting.name)}</h1><p>{_safe(summary_texts.held(meeting))}</p></header>"
        f'<div class="screen"><main id="slides" data-from="/traff/{slug}/bilder">{slides(summary)}</main>{aside}</div>'
        f'<footer><p id="status" role="status">{texts.status(summary)}</p><p id="lost" role="alert" hidden>{texts.LOST}'
        f'</p><nav>{buttons}<a href="/traff/{slug}/text">{texts.AS_TEXT}</a></nav></footer>'
        '<script src="/screen.js"></script>',
    )


def slides(summary: Summary) -> str:
    """Every question on as many slides as it takes; without a script they stand below each other."""
    shown = [slide for part in summary.parts for slide in _slides(summary, part)]
    return f'<template id="told">{texts.status(summary)}</template>{"".join(shown)}'


def text(summary: Summary) -> str:
    """The same for screen readers and phones: headings and lists, nothing left out, nothing that moves."""
    meeting = summary.meeting
    parts = "".join(
        f"<h2>{summary_texts.numbered(part)}: {_safe(part.question.text)}</h2>{_whole(summary, part)}"
        for part in summary.parts
    )
    back = f'<p><a href="/traff/{meeting.slug}">{texts.AS_SCREEN}</a></p>'
    head = f"<h1>{_safe(meeting.name)}</h1><p>{_safe(summary_texts.held(meeting))}</p>"
    told = f"<p>{texts.status(summary)}. {texts.updated()}</p>"
    return _page(meeting.name, f'<main class="text">{head}{told}{parts}{back}</main>')


def plain(sentence: str, whose: Profile) -> str:
    """A page that says one thing."""
    return _page(texts.title(whose), f'<main class="text"><p>{_safe(sentence)}</p></main>')


def _slides(summary: Summary, part: Part) -> Iterator[str]:
    head = f"<h2><small>{summary_texts.numbered(part)}</small> {_safe(part.question.text)}</h2>"
    if not part.number:
        yield _slide(head, f"<p>{_safe(summary_texts.missing(summary, part))}</p>")
    elif part.by_place:
        yield _slide(head, _bars(part.places))
    else:
        for chunk in _chunks(part):
            yield _slide(head, "".join(map(_group, chunk)))


def _slide(head: str, body: str) -> str:
    return f'<section class="slide">{head}{body}</section>'


def _chunks(part: Part) -> Iterator[list[Heading]]:
    """The answers under their headings, as many as a slide has room for."""
    chunk: list[Heading] = []
    used = 0
    for shown in part.headings:
        for answer in shown.answers:
            is_new = not chunk or chunk[-1].name != shown.name
            needs = _lines(answer) + 2 * is_new
            if used and used + needs > LINES:
                yield chunk
                chunk, used, is_new = [], 0, True
            if is_new:
                chunk.append(Heading(shown.name, ()))
            chunk[-1] = Heading(shown.name, (*chunk[-1].answers, answer))
            used += _lines(answer) + 2 * is_new
    yield chunk


def _lines(answer: Answer) -> int:
    whole = min(len(answer.text), LONGEST) + len(answer.title) + len(summary_texts.by(answer))
    return math.ceil(whole / LETTERS)


def _group(shown: Heading) -> str:
    items = "".join(f"<li>{_item(each, shortened(each.text, LONGEST))}</li>" for each in shown.answers)
    return f"<h3>{_safe(summary_texts.heading(shown))}</h3><ul>{items}</ul>"


def _item(answer: Answer, said: str) -> str:
    title = f"<strong>{_safe(answer.title)}.</strong> " if answer.title else ""
    signature = f"<em>{_safe(summary_texts.by(answer))}</em>" if answer.signature else ""
    return f"{title}{_safe(said)}{signature}"


def _bars(places: Sequence[Place]) -> str:
    """The most named, with a bar each, whose number stands beside it."""
    shown, most = places[:MOST_PLACES], places[0].number
    rows = "".join(
        f'<tr><th scope="row">{_safe(each.name)}</th>'
        f'<td><span class="bar" style="width:{round(85 * each.number / most)}%"></span>{each.number}</td></tr>'
        for each in shown
    )
    rest = f"<p>{texts.shown_of(len(shown), len(places))}</p>" if len(places) > len(shown) else ""
    return f"<table><tbody>{rows}</tbody></table>{rest}"


def _whole(summary: Summary, part: Part) -> str:
    if not part.number:
        return f"<p>{_safe(summary_texts.missing(summary, part))}</p>"
    if part.by_place:
        return f"<ul>{''.join(f'<li>{_safe(summary_texts.place(each))}</li>' for each in part.places)}</ul>"
    return "".join(
        f"<h3>{_safe(summary_texts.heading(shown))}</h3>"
        f"<ul>{''.join(f'<li>{_item(each, each.text)}</li>' for each in shown.answers)}</ul>"
        for shown in part.headings
    )


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{summary_texts.LANGUAGE}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{_safe(title)}</title><link rel="stylesheet" href="/screen.css"></head><body>{body}</body></html>'
    )


def _safe(words: str) -> str:
    return escape(summary_texts.fit(words))
