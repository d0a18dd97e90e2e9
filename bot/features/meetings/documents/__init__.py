"""Files to send and print; each module makes one kind. All of it takes a thread.

The modules are imported here when they are used: python-docx, reportlab and matplotlib take half a second and some
50 MB, which a bot that is only asked questions never needs.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
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


async def printed(summary: Summary, made: date) -> bytes:
    """A .pdf, with a chart of the places where there are any."""
    return await asyncio.to_thread(_pdf, summary, made)


async def poster(meeting: Meeting, links: Sequence[str]) -> bytes:
    """A page for the wall with the meeting's link as a QR picture, as a .pdf.

    Of `links` the first is the meeting's; where it has several places, each of the others is of one, on a page its own.
    """
    return await asyncio.to_thread(_poster, meeting, links)


async def chart_of(part: Part) -> bytes:
    """A PNG of the places that answer a question, of which there is at least one."""
    return await asyncio.to_thread(_chart, part, summary_texts.chart_title(part))


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

    return docx.document(summary, made, _charts(summary))


def _pdf(summary: Summary, made: date) -> bytes:
    from bot.features.meetings.documents import pdf

    return pdf.document(summary, made, _charts(summary))


def _poster(meeting: Meeting, links: Sequence[str]) -> bytes:
    from bot.features.meetings.documents import pdf

    at = [replace(meeting, place=each, sites=()) for each in meeting.sites] or [meeting]
    pages = [(summary_texts.held(each), link, _qr(link)) for each, link in zip(at, links[-len(at) :], strict=True)]
    return pdf.posters(meeting.name, pages)


def _charts(summary: Summary) -> dict[int, bytes]:
    """By the number of their question, which stands above them already."""
    return {part.question.number: _chart(part, "") for part in summary.parts if part.places}


def _web_page(summary: Summary, made: date) -> bytes:
    from bot.features.meetings.documents import html

    return html.page(summary, made)


def _chart(part: Part, title: str) -> bytes:
    from bot.features.meetings.documents import chart

    with DRAWING:
        return chart.picture(title, part.places, summary_texts.chart_note(part, chart.MOST))


def _qr(link: str) -> bytes:
    from bot.features.meetings.documents import qr

    return qr.picture(link)
