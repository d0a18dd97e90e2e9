"""A summary as files to send and print; each module makes one kind. All of it takes a thread.

The modules are imported here when they are used: python-docx, reportlab and matplotlib take half a second and some
50 MB, which a bot that is only asked questions never needs.
"""

import asyncio
from datetime import date
from threading import Lock

from bot.features.meetings.summary import Part, Summary
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import Meeting

_DRAWING = Lock()  # matplotlib's fonts are shared and know nothing of threads


async def word(summary: Summary, made: date) -> bytes:
    """A .docx, with a chart of the places where there are any."""
    return await asyncio.to_thread(_word, summary, made)


async def web_page(summary: Summary, made: date) -> bytes:
    """An .html file that needs nothing else."""
    return await asyncio.to_thread(_web_page, summary, made)


async def printed(summary: Summary, made: date) -> bytes:
    """A .pdf, with a chart of the places where there are any."""
    return await asyncio.to_thread(_pdf, summary, made)


async def poster(meeting: Meeting, link: str) -> bytes:
    """A page for the wall with the meeting's link as a QR picture, as a .pdf."""
    return await asyncio.to_thread(_poster, meeting, link)


async def chart_of(part: Part) -> bytes:
    """A PNG of the places that answer a question, of which there is at least one."""
    return await asyncio.to_thread(_chart, part)


async def qr_of(link: str) -> bytes:
    """A PNG that phones read as the link."""
    return await asyncio.to_thread(_qr, link)


def _word(summary: Summary, made: date) -> bytes:
    from bot.features.meetings.documents import docx

    return docx.document(summary, made, _charts(summary))


def _pdf(summary: Summary, made: date) -> bytes:
    from bot.features.meetings.documents import pdf

    return pdf.document(summary, made, _charts(summary))


def _poster(meeting: Meeting, link: str) -> bytes:
    from bot.features.meetings.documents import pdf

    return pdf.poster(meeting.name, summary_texts.held(meeting), link, _qr(link))


def _charts(summary: Summary) -> dict[int, bytes]:
    """By the number of their question."""
    return {part.question.number: _chart(part) for part in summary.parts if part.places}


def _web_page(summary: Summary, made: date) -> bytes:
    from bot.features.meetings.documents import html

    return html.page(summary, made)


def _chart(part: Part) -> bytes:
    from bot.features.meetings.documents import chart

    with _DRAWING:
        return chart.picture(summary_texts.chart_title(part), part.places, summary_texts.chart_note(part, chart.MOST))


def _qr(link: str) -> bytes:
    from bot.features.meetings.documents import qr

    return qr.picture(link)
