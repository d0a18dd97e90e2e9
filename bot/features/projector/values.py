"""Where the page is."""

from dataclasses import dataclass


@dataclass(slots=True)
class Address:
    """The page's address on this computer, without a slash at the end; empty where there is none."""

    url: str = ""
