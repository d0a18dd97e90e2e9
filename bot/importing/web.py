"""Web pages as blocks: headings, lists, definitions, what folds out, tables. Nothing is fetched, no entity is read."""

from pathlib import Path
from typing import Final

from bot.importing import tables
from bot.importing.decoding import text
from bot.importing.values import TEXT, Block, Document, UnreadableFile
from bot.language.text import flat

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_OF_ITS_OWN: Final = frozenset({*_HEADINGS, "li", "dt", "dd", "summary"})
_LISTS: Final = frozenset({"ul", "ol"})
_UNREAD: Final = frozenset(
    {"script", "style", "nav", "footer", "form", "noscript", "template", "svg", "head", "iframe", "button", "select"}
)
_BOLD: Final = frozenset({"b", "strong"})
_MOST_BOLD: Final = 120  # letters of a line in bold that stands for a heading
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "img", "mark", "q", "s", "small", "span",
     "strong", "sub", "sup", "time", "u", "wbr"}
)  # fmt: skip


def read(path: Path) -> Document:
    """The page's blocks by line."""
    written = text(path)
    from lxml import etree

    # libxml2 reads in one pass however the page is made; what is nested deeper than 256 elements it leaves out.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(written.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(path.name, "damaged") from error
    page = _Page()
    if root is not None:
        for event, element in (walker := etree.iterwalk(root, events=("start", "end"))):
            if event == "start" and element.tag in _UNREAD:
                walker.skip_subtree()
            elif event == "start":
                page.begin(element.tag, element.sourceline or 0)
                page.say(element.text or "", element.sourceline or 0)
            else:
                if element.tag not in _UNREAD:
                    page.end(element.tag)
                page.say(element.tail or "", element.sourceline or 0)
    page.flush()
    title = root.findtext(".//title") if root is not None else None
    return Document(path.name, tuple(page.blocks), title=flat(title or ""))


class _Page:
    """Collects text until an element begins or ends that stands on lines of its own."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._said: list[str] = []
        self._line = 1
        self._tag = ""
        self._lists = self._bold = 0  # how many are open
        self._plain = ""  # what has been said outside them
        self._rows: list[tuple[int, list[str]]] = []

    def begin(self, tag: str, line: int) -> None:
        """An element begins."""
        self._part(tag)
        self._lists += tag in _LISTS
        self._bold += tag in _BOLD
        if tag in _OF_ITS_OWN:
            self._tag = tag
        elif tag == "tr":
            self._rows.append((line, []))

    def say(self, data: str, line: int) -> None:
        """Text, in or after the element that begins at `line`."""
        if data.strip() and not self._said:
            self._line = line
        if data.strip() or self._said:
            self._said.append(data)
            self._plain += "" if self._bold else data.strip()

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in {"td", "th"} and self._rows:
            self._rows[-1][1].append(flat("".join(self._said)))
            self._said.clear()
            self._plain = ""
        else:
            self._part(tag)
        self._lists -= tag in _LISTS
        self._bold -= tag in _BOLD
        if tag in _OF_ITS_OWN:
            self._tag = ""
        elif tag == "table":
            self._table()

    def flush(self) -> None:
        """What has been said becomes a block."""
        said, is_bold = flat("".join(self._said)), not self._plain
        self._said.clear()
        self._plain = ""
        if not said:
            return
        if self._tag in _HEADINGS:
            self.blocks.append(Block("heading", said, self._line, level=_HEADINGS[self._tag]))
        elif self._tag in {"dt", "summary"}:
            self.blocks.append(Block("question", said, self._line, level=TEXT))
        elif self._tag == "li":
            self.blocks.append(Block("item", said, self._line, level=max(0, self._lists - 1)))
        elif is_bold and len(said) <= _MOST_BOLD and said[-1] not in ".,;":
            self.blocks.append(Block("heading", said.rstrip(" :"), self._line, level=TEXT))
        else:
            self.blocks.append(Block("text", said, self._line))

    def _part(self, tag: str) -> None:
        """Where an element that is not inline begins or ends, what was said is whole; in a table's cell, a word."""
        if tag in _INLINE:
            return
        if self._rows and tag not in {"table", "tr", "td", "th"}:
            self._said.append(" ")
        else:
            self.flush()

    def _table(self) -> None:
        """A table's rows; one that only lays out the page is read as text."""
        rows = [row for row in self._rows if row[1]]
        made = list(tables.rows([cells for _, cells in rows]))
        self.blocks += [tables.moved(block, rows[block.line - 1][0] - block.line, 0) for block in made]
        if not made:
            self.blocks += [Block("text", cell, line) for line, cells in rows for cell in cells if cell]
        self._rows = []
