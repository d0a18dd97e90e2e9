"""Blocks -> proposals: a question with what stands under it, or a statement under its heading. No word is added."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from bot.importing.values import TEXT, Block, Document, Place, Proposal, UnreadableFile
from bot.language.text import split

MOST_ANSWER: Final = 3_000  # units; what is longer goes on under "mer", and then in a proposal of its own
_ASKED: Final = re.compile(r"^(?:fråga|question|[fq])\s*\d*\s*[:.]\s+(?=\S)", re.IGNORECASE)
_ANSWERED: Final = re.compile(r"^(?:svar|answer|[sa])\s*\d*\s*[:.]\s+(?=\S)", re.IGNORECASE)
_LONGEST_QUESTION: Final = 200
_MANY: Final = 4  # list items under a question that are statements of their own rather than one answer
_SHORT: Final = 3  # words; a paragraph of no more says nothing by itself


def proposals(document: Document) -> list[Proposal]:
    """What the document proposes, in its order; UnreadableFile if that is nothing."""
    blocks = _questions(_gathered([_unmarked(each) for each in document.blocks]))
    headings = (each.text for each in document.blocks if each.kind == "heading" and each.level == 1)
    document = replace(document, title=document.title or next(headings, ""))
    found = [each for section in _sections(blocks, document.title) for each in _of_section(document, *section)]
    if not found:
        raise UnreadableFile(document.file, "nothing")
    return found


def _unmarked(block: Block) -> Block:
    """The block without "Fråga:" or "Svar:" before it, which make it a question or plain text."""
    if block.kind not in {"text", "item", "heading"}:
        return block
    if marked := _ASKED.match(block.text):
        return replace(block, kind="question", text=block.text[marked.end() :], level=block.level or TEXT)
    if block.kind != "heading" and (marked := _ANSWERED.match(block.text)):
        return replace(block, kind="text", text=block.text[marked.end() :])
    return block


def _gathered(blocks: list[Block]) -> list[Block]:
    """List items with those that lie under them, which say more of the same."""
    made: list[Block] = []
    for block in blocks:
        above = made[-1] if made else None
        if block.kind == "item" and block.level and above is not None and above.kind == "item" and not above.answer:
            made[-1] = replace(above, text=f"{above.text}\n• {block.text}")
        else:
            made.append(block)
    return made


def _questions(blocks: list[Block]) -> list[Block]:
    """Headings that ask, and paragraphs that do and are followed by others that do not, are questions."""
    made = []
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        asks = block.text.endswith("?") and len(block.text) <= _LONGEST_QUESTION
        answered = following is not None and following.kind in {"text", "item"} and not following.text.endswith("?")
        if asks and (block.kind == "heading" or (block.kind == "text" and answered)):
            made.append(replace(block, kind="question", level=block.level or TEXT))
        else:
            made.append(block)
    return made


def _sections(blocks: Iterable[Block], title: str) -> Iterator[tuple[str, Block | None, list[Block]]]:
    """Theme, first the document's title, question if any, and the blocks up to the next heading or question."""
    theme, question, inside = title, None, list[Block]()
    for block in blocks:
        if block.kind in {"heading", "question"}:
            yield theme, question, inside
            inside = []
            question = block if block.kind == "question" else None
            theme = block.text if block.kind == "heading" else theme
        else:
            inside.append(block)
    yield theme, question, inside


def _of_section(document: Document, theme: str, question: Block | None, inside: list[Block]) -> Iterator[Proposal]:
    pairs = [each for each in inside if each.kind == "pair"]
    rest = [each for each in inside if each.kind != "pair"]
    for each in pairs:
        yield from _made(document, each.theme or theme, each.text, each.answer, each)
    if question is not None and rest and not _are_statements(rest):
        yield from _made(document, theme, question.text, _joined(rest), question)
        return
    heading = question.text if question is not None else theme
    for number, each in enumerate(rest):
        leads = each.text.endswith(":") and number + 1 < len(rest) and rest[number + 1].kind == "item"
        if each.kind == "item" or (len(each.text.split()) > _SHORT and not leads):
            yield from _made(document, each.theme or heading, "", each.text, each)


def _are_statements(inside: list[Block]) -> bool:
    return len(inside) >= _MANY and all(each.kind == "item" for each in inside)


def _joined(inside: list[Block]) -> str:
    """Paragraphs apart, list items on lines of their own."""
    parts: list[str] = []
    for number, each in enumerate(inside):
        if each.kind == "item" and number and inside[number - 1].kind == "item":
            parts[-1] += f"\n• {each.text}"
        else:
            parts.append(f"• {each.text}" if each.kind == "item" else each.text)
    return "\n\n".join(parts)


def _made(document: Document, theme: str, question: str, answer: str, at: Block) -> Iterator[Proposal]:
    place = Place(document.file, theme, at.page, at.line, document.unit)
    pieces = split(answer, MOST_ANSWER)
    for number in range(0, len(pieces), 2):
        more = pieces[number + 1] if number + 1 < len(pieces) else ""
        asked = question if number == 0 else ""
        yield Proposal(pieces[number], asked, theme, place, more, at.source, at.is_named, document.title)
