"""A summary as a web page in one file, to open anywhere, send and print."""

from datetime import date
from html import escape
from typing import Final

from bot.features.meetings.places import Place
from bot.features.meetings.summary import Answer, Heading, Part, Summary
from bot.features.meetings.texts import summary as summary_texts

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --accent: #1f4e38; --bar: #2f6f4f; --line: #c9d2cc; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #161a18; --accent: #a9d8bf; --bar: #6fb592; --line: #46504a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.1rem 3rem; max-width: 44rem; color: var(--ink); background: var(--paper);
  font: 1.0625rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.25; color: var(--accent); text-wrap: balance; }
h1 { font-size: 1.7rem; margin: .5rem 0 .25rem; }
h2 { font-size: 1.35rem; margin: 2.25rem 0 0; padding-top: 1rem; border-top: 2px solid var(--line); }
h3 { font-size: 1.12rem; margin: .25rem 0 1rem; color: var(--ink); }
h4 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
ul { margin: 0; padding-left: 1.2rem; }
li { margin-bottom: .55rem; }
.held, footer { color: var(--ink); }
footer { margin-top: 2.5rem; padding-top: .75rem; border-top: 1px solid var(--line); font-size: .9375rem; }
table { width: 100%; border-collapse: collapse; }
caption, th, td { text-align: left; padding: .2rem .5rem .2rem 0; vertical-align: middle; }
caption { padding-bottom: .5rem; }
tbody th { font-weight: normal; width: 40%; }
.bar { display: inline-block; height: .9em; background: var(--bar); vertical-align: -.08em; margin-right: .4em; }
@media print {
  @page { size: A4; margin: 20mm; }
  :root { color-scheme: light; --ink: #000; --paper: #fff; --accent: #000; --bar: #444; --line: #999; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  h2, h3, h4 { break-after: avoid; }
  li, tr { break-inside: avoid; }
  .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
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
<style>{_STYLE}</style>
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
    signature = f"<em>{escape(summary_texts.by(answer))}</em>" if answer.signature else ""
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
