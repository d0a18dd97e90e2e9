"""The files of the small Telegram: what was uploaded last, within what a laptop can hold, and what kind they are."""

import struct
import zlib

from bot.simulator.model import File

KEPT_FILES = 400
KEPT_BYTES = 200_000_000
_SIGNS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
SKY, HILL, FIELD = b"\xf3\xc9\x8b", b"\x8f\xb0\x8c", b"\x4d\x7f\x5d"


class Files(dict[str, File]):
    """Files by id, oldest first; the oldest go when they become too many or too much."""

    def keep(self, file: File) -> File:
        """Take `file` in and return it. It stays even if it alone is too much."""
        self[file.id] = file
        while len(self) > 1 and (len(self) > KEPT_FILES or self._size() > KEPT_BYTES):
            del self[next(iter(self))]
        return file

    def _size(self) -> int:
        return sum(len(file.content) for file in self.values())


def picture_mime(content: bytes, given: str) -> str:
    """What kind of picture the bytes are, `given` where they tell nothing: senders often name no kind."""
    return next((mime for sign, mime in _SIGNS.items() if content.startswith(sign)), given)


def sample_picture(width: int = 240, height: int = 160) -> bytes:
    """A small landscape as PNG: sky, a hill and a field."""
    lines = []
    for y in range(height):
        hill = [SKY if y < height * (0.5 + ((x - width / 2) / width) ** 2) else HILL for x in range(width)]
        lines.append(b"\0" + (FIELD * width if y > height * 0.75 else b"".join(hill)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


SAMPLE = sample_picture()
