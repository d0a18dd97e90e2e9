"""Heavy measurements, run by hand; `bot` comes first, since it sets how many threads numpy has."""

import bot  # noqa: F401
