"""Who answers for the members' data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["forening", "myndighet"]


@dataclass(frozen=True, slots=True)
class Responsible:
    """Their name and how to reach them, empty while nobody has said; an authority must keep what it has received."""

    name: str = ""
    contact: str = ""
    kind: Kind = "forening"


NOBODY_NAMED: Final = Responsible()


def read_responsible(environment: Mapping[str, str], faults: list[str]) -> Responsible:
    """`BOT_RESPONSIBLE`, `BOT_RESPONSIBLE_CONTACT` and `BOT_RESPONSIBLE_KIND`."""
    name, contact, kind = (
        environment.get(f"BOT_RESPONSIBLE{ending}", "").strip() for ending in ("", "_CONTACT", "_KIND")
    )
    if kind not in ("", "forening", "myndighet"):
        faults.append("BOT_RESPONSIBLE_KIND ska vara forening eller myndighet.")
    return Responsible(name, contact, "myndighet" if kind == "myndighet" else "forening")
