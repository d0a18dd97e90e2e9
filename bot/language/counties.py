"""Sweden's counties by their names, in the alphabet's order."""

from difflib import get_close_matches
from typing import Final

WHOLE_COUNTRY: Final = "hela landet"
NAMES: Final = (
    "Blekinge", "Dalarna", "Gävleborg", "Gotland", "Halland", "Jämtland", "Jönköping", "Kalmar", "Kronoberg",
    "Norrbotten", "Skåne", "Stockholm", "Södermanland", "Uppsala", "Värmland", "Västerbotten", "Västernorrland",
    "Västmanland", "Västra Götaland", "Örebro", "Östergötland",
)  # fmt: skip
_PROVINCES: Final = {
    "bohuslän": ("Västra Götaland",), "dalsland": ("Västra Götaland",), "gästrikland": ("Gävleborg",),
    "hälsingland": ("Gävleborg",), "härjedalen": ("Jämtland",), "lappland": ("Norrbotten", "Västerbotten"),
    "medelpad": ("Västernorrland",), "närke": ("Örebro",), "småland": ("Jönköping", "Kalmar", "Kronoberg"),
    "uppland": ("Stockholm", "Uppsala"), "västergötland": ("Västra Götaland",), "ångermanland": ("Västernorrland",),
    "öland": ("Kalmar",),
}  # fmt: skip


def nearest(written: str) -> tuple[str, ...]:
    """Names that are perhaps meant by what is no county: those of the province, or the one most alike."""
    province = _PROVINCES.get(written.strip().casefold())
    return province or tuple(get_close_matches(written, (WHOLE_COUNTRY, *NAMES), n=1))


def known(written: str) -> str | None:
    """The county, or WHOLE_COUNTRY, that is meant by "Dalarnas län", "dalarna" or "Hela landet"."""
    bare = written.strip().casefold().removesuffix(" län")
    for name in (WHOLE_COUNTRY, *NAMES):
        if bare in {name.casefold(), f"{name.casefold()}s"}:
            return name
    return None
