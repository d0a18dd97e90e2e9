"""Word's and Excel's files are zip files of XML: what is dangerous in them is refused before any library opens them."""

import zipfile
from io import BytesIO
from typing import Final

from bot.importing.values import UnreadableFile

MOST_UNPACKED: Final = 200_000_000  # bytes
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wraps locked files in, and used before 2007
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_PIECE: Final = 1 << 16


def require_harmless(file: str, raw: bytes, member: str) -> None:
    """UnreadableFile for what is locked, no such file (which has a `member` of that name), a bomb, or has entities."""
    if raw.startswith(_OLE):
        raise UnreadableFile(file, "locked" if _LOCKED in raw else "old_kind")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            if member not in packed.namelist():
                raise UnreadableFile(file, "not_zip")
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                raise UnreadableFile(file, "bomb")
            for each in packed.infolist():
                if each.filename.endswith((".xml", ".rels")):
                    _require_no_entities(file, packed, each)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise UnreadableFile(file, "not_zip" if not raw.startswith(b"PK") else "damaged") from error


def _require_no_entities(file: str, packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Office writes no DOCTYPE, and only there can XML name other files or grow without end."""
    left = MOST_UNPACKED
    with packed.open(part) as opened:
        before = b""
        while piece := opened.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise UnreadableFile(file, "bomb")
            if b"<!DOCTYPE" in before + piece or b"<!ENTITY" in before + piece:
                raise UnreadableFile(file, "entities")
            before = piece[-9:]
