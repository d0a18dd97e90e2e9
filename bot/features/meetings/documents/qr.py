"""A link as a QR picture."""

from io import BytesIO
from typing import Final

import segno

SCALE: Final = 12  # pixels a module; a link of 64 letters gives a picture of some 500 pixels, sharp on paper too


def picture(link: str) -> bytes:
    """A PNG, black on white with the quiet edge that readers need; a corner may get dirty and it still reads."""
    file = BytesIO()
    segno.make(link, error="m", micro=False).save(file, kind="png", scale=SCALE, border=4)
    return file.getvalue()
