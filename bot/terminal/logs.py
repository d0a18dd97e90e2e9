"""The log: what the bot says of itself, without members' words and without the token.

Libraries tell addresses that hold the token, whole updates, SQL with its values. So only their warnings are kept, and
of a warning what stands in the library's code, not what it fills in; of an exception its kind and where it came from.
"""

import copy
import logging
import sys
from collections.abc import Collection
from types import TracebackType
from typing import Final

from bot.errors import places

_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_HIDDEN: Final = "…"
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def start(secrets: Collection[str]) -> None:
    """Log to the error output from now on; none of the `secrets` stands there, whatever happens."""
    handler = logging.StreamHandler()
    handler.addFilter(_is_kept)
    handler.setFormatter(_Discreet(secrets))
    logging.basicConfig(handlers=[handler], level=logging.INFO)
    sys.unraisablehook = _unraisable


class _Discreet(logging.Formatter):
    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__(_FORMAT)
        self._secrets = tuple(filter(None, secrets))

    def format(self, record: logging.LogRecord) -> str:
        """One record as a line, with the places of an exception below."""
        shown = copy.copy(record)
        shown.exc_text = None
        if not _is_ours(record):
            shown.msg, shown.args = str(record.msg).partition("\n")[0], ()
        text = super().format(shown)
        for each in self._secrets:
            text = text.replace(each, _HIDDEN)
        return text

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - logging's name
        """Kind and place, without the exception's words, which may quote a member."""
        return places(ei[1])


def _is_kept(record: logging.LogRecord) -> bool:
    return _is_ours(record) or record.levelno >= logging.WARNING


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == "bot"


def _unraisable(failed: "sys.UnraisableHookArgs") -> None:
    """What fails while an object is thrown away, which Python would print with its words."""
    logging.getLogger(__name__).error("something failed unseen: %s", places(failed.exc_value))
