"""Whether what is erased is first kept in a file, as an authority must that has received it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Archive:
    """A file beside the database for what is erased, or none."""

    is_kept: bool = False


NO_ARCHIVE: Final = Archive()


def read_archive(environment: Mapping[str, str], faults: list[str]) -> Archive:
    """`BOT_RESPONSIBLE_KIND`: an authority keeps it, an association does not."""
    kind = environment.get("BOT_RESPONSIBLE_KIND", "").strip()
    if kind not in ("", "forening", "myndighet"):
        faults.append("BOT_RESPONSIBLE_KIND ska vara forening eller myndighet.")
    return Archive(kind == "myndighet")
