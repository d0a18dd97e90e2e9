"""A summary as a web page in one file, to open anywhere, send and print."""

from datetime import date
from html import escape
from importlib.resources import files
from typing import Final

from bot.features.meetings.places import Place
from bot.features.meetings.summary import Answer, Heading, Part, Summary
from bot.features.meetings.texts import summary as summary_texts

_STYLE: Final = (files("bot.features.meetings.documents") / "page.css").read_text(encoding="utf-8")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def page(summary: Summary, made: date) -> bytes:
    """An HTML page in UTF-8 that loads nothing from elsewhere; every word in it is escaped."""
    title = escape(summary_texts.title(summary.meeting))
    parts = "\n".join(_part(summary, part) for part in summary.parts)
    written = f"""<!doctype html>
<html lang="{summary_texts.LANGUAGE}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{title}</title>
<style>
{_STYLE}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p class="held">{escape(summary_texts.held(summary.meeting))}</p>
{parts}
</main>
<footer>
<p>{escape(summary_texts.made(summary, made))}</p>
</footer>
</body>
</html>
"""
    return summary_texts.fit(written).encode()


def _part(summary: Summary, part: Part) -> str:
    head = f"<h2>{summary_texts.numbered(part)}</h2>\n<h3>{escape(part.question.text)}</h3>"
    if not part.number:
        return f"{head}\n<p>{escape(summary_texts.missing(summary, part))}</p>"
    if part.places:
        return f"{head}\n{_table(part.places)}"
    return "\n".join([head, *(_heading(each) for each in part.headings)])


def _heading(shown: Heading) -> str:
    items = "\n".join(f"<li>{_item(answer)}</li>" for answer in shown.answers)
    return f"<h4>{escape(summary_texts.heading(shown))}</h4>\n<ul>\n{items}\n</ul>"


def _item(answer: Answer) -> str:
    title = f"<strong>{escape(answer.title)}.</strong> " if answer.title else ""
    by = summary_texts.by(answer)
    signature = f"<em>{escape(by)}</em>" if by else ""
    return f"{title}{escape(answer.text)}{signature}"


def _table(places: tuple[Place, ...]) -> str:
    """The places with a bar each, whose number stands beside it."""
    most = places[0].number
    rows = "\n".join(
        f'<tr><th scope="row">{escape(each.name)}</th>'
        f'<td><span class="bar" style="width:{round(80 * each.number / most)}%"></span>{each.number}</td></tr>'
        for each in places
    )
    columns = f'<th scope="col">{summary_texts.PLACE_COLUMN}</th><th scope="col">{summary_texts.NUMBER_COLUMN}</th>'
    return f"<table>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
