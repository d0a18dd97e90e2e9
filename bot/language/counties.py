"""Sweden's counties by their names, in the alphabet's order."""

from typing import Final

WHOLE_COUNTRY: Final = "hela landet"
NAMES: Final = (
    "Blekinge", "Dalarna", "Gävleborg", "Gotland", "Halland", "Jämtland", "Jönköping", "Kalmar", "Kronoberg",
    "Norrbotten", "Skåne", "Stockholm", "Södermanland", "Uppsala", "Värmland", "Västerbotten", "Västernorrland",
    "Västmanland", "Västra Götaland", "Örebro", "Östergötland",
)  # fmt: skip


def known(written: str) -> str | None:
    """The county, or WHOLE_COUNTRY, that is meant by "Dalarnas län", "dalarna" or "Hela landet"."""
    bare = written.strip().casefold().removesuffix(" län")
    for name in (WHOLE_COUNTRY, *NAMES):
        if bare in {name.casefold(), f"{name.casefold()}s"}:
            return name
    return None
