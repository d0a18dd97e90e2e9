"""Files to send and print; each module makes one kind: docx, html, chart, qr, ics. All of it takes a thread.

The modules are imported here when they are used: python-docx and matplotlib take half a second and some 50 MB, which
a bot that is only asked questions never needs.
"""

import asyncio
from datetime import date

from bot.features.meetings.summary import Part, Summary
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import Meeting
from bot.pictures import DRAWING
from bot.storage.clock import now


async def word(summary: Summary, made: date) -> bytes:
    """A .docx, with a chart of the places where there are any."""
    return await asyncio.to_thread(_word, summary, made)


async def web_page(summary: Summary, made: date) -> bytes:
    """An .html file that needs nothing else."""
    return await asyncio.to_thread(_web_page, summary, made)


async def chart_of(part: Part) -> bytes:
    """A PNG of the places that answer a question, of which there is at least one."""
    return await asyncio.to_thread(_chart, part)


async def qr_of(link: str) -> bytes:
    """A PNG that phones read as the link."""
    return await asyncio.to_thread(_qr, link)


async def calendar(meeting: Meeting, link: str) -> bytes:
    """An .ics file that calendars take."""
    return await asyncio.to_thread(_calendar, meeting, link)


def _calendar(meeting: Meeting, link: str) -> bytes:
    from bot.features.meetings.documents import ics

    return ics.calendar(meeting, link, now())


def _word(summary: Summary, made: date) -> bytes:
    from bot.features.meetings.documents import docx

    charts = {part.question.number: _chart(part) for part in summary.parts if part.places}
    return docx.document(summary, made, charts)


def _web_page(summary: Summary, made: date) -> bytes:
    from bot.features.meetings.documents import html

    return html.page(summary, made)


def _chart(part: Part) -> bytes:
    from bot.features.meetings.documents import chart

    with DRAWING:
        return chart.picture(summary_texts.chart_title(part), part.places, summary_texts.chart_note(part, chart.MOST))


def _qr(link: str) -> bytes:
    from bot.features.meetings.documents import qr

    return qr.picture(link)
