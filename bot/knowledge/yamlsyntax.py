"""What PyYAML says about broken syntax, said in Swedish with the line where the mistake was probably made.

Apart from yamlfile since this knows the parsers' own wording: libyaml's and, where the words differ, the pure
Python parser's.
"""

import re
from dataclasses import dataclass
from typing import Final

import yaml

Said = tuple[int, str, str]
"""Line (1-based), what is wrong, what would be right."""

ODD_SPACES: Final = "\u00a0\u1680\u180e\u2000-\u200b\u202f\u205f\u2060\u3000"
"""Inside brackets of a regular expression: what looks like a space or like nothing, and is no space to YAML."""
NOTE: Final = "har ett # efter blanksteg, så resten av raden läses inte"
NO_NOTE: Final = "Allt efter # är en anteckning; sätt hela texten inom citattecken om det hör till den"
BACKSLASH: Final = ("har ett omvänt snedstreck inom dubbla citattecken", "Byt till enkla citattecken")

_QUOTE: Final = "Sätt hela texten inom citattecken"
_ALIGN: Final = "Ge raden samma indrag som de andra nycklarna i posten"
_LOOKED_AT: Final = 500  # characters of a line that decide the sentence

_TWO_COLONS = re.compile(r"""\s*(-\s+)*(['"].*['"]\s*:|[^:'"]+:\s+(['"].*['"]\s*:|[^'"\s].*:(\s|$)))""")
_NO_SPACE = re.compile(r"\s*(-\s+)*[a-zåäö]+:[^\s/]", re.IGNORECASE)
_BRACKETED = re.compile(r"""\s*(-\s+)*([^\s'":]+:\s+)?\[[^\]]*\]\s*[^\s,#\]]""")
_FRAME = re.compile(rf"[ {ODD_SPACES}]*(?:-[ {ODD_SPACES}]+)*(?:[\w-]+[ {ODD_SPACES}]*:[ {ODD_SPACES}]*)?")
_ODD_SPACE = re.compile(f"[{ODD_SPACES}]")
_NOTE = re.compile(r"(^|\s)#")
_KEY = re.compile(r"\s*(-\s+)*[\w-]+:(\s|$)")
_QUOTED = re.compile(r"""\s*(-\s+)*([^\s'":]+:\s+)?['"]""")

# The parser's context: the mistake is where it began.
_BY_CONTEXT: Final = (
    ("quoted scalar", "har ett citattecken som aldrig stängs", "Sätt ett likadant sist i texten"),
    ("flow sequence", "har en [ som aldrig stängs", "Avsluta listan med ], med citattecken om varje text"),
    ("flow mapping", "har en { som aldrig stängs", "Sätt hela texten inom citattecken, eller avsluta med }"),
    ("simple key", "saknar kolon efter nyckeln, eller indrag", "Skriv nyckel: text"),
    ("an alias", "börjar en text med *", _QUOTE),
    ("an anchor", "börjar en text med &", _QUOTE),
    ("tag", "börjar en text med !", _QUOTE),
    ("directive", "börjar med %", _QUOTE),
    ("block scalar", "har fel efter | eller > eller under", "Skriv | ensamt, och texten under med indrag"),
)  # fmt: skip
# The parser's problem: the mistake is where it stopped.
_BY_PROBLEM: Final = (
    ("unknown escape", *BACKSLASH),
    ("hexdecimal", *BACKSLASH),  # libyaml's own spelling
    ("hexadecimal", *BACKSLASH),
    ("escape code", *BACKSLASH),
    ("sequence entries", "har ett streck mitt på raden", "Flytta strecket till en egen rad"),
    ("mapping keys", "börjar en text med ?", _QUOTE),
    ("node content", "börjar en text med ett tecken som YAML inte tillåter där", _QUOTE),
    ("incompatible YAML", "begär en annan version av YAML", "Ta bort raden"),
    ("document start", "fortsätter efter slutet (...)", "Ta bort raden med tre punkter"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where and why the parser gave up; rows and columns from 0."""

    context: str
    problem: str
    row: int
    column: int
    context_row: int
    lines: list[str]

    def line(self, row: int) -> str:
        return self.lines[row][:_LOOKED_AT] if 0 <= row < len(self.lines) else ""


def sentence(error: yaml.YAMLError, text: str) -> Said:
    """The error as line, what is wrong and what would be right."""
    stop = _stop(error, text)
    for explain in _EXPLANATIONS:
        if said := explain(stop):
            return said
    return (
        stop.row + 1,
        "går inte att läsa",
        "Jämför indrag, streck, kolon och citattecken med raderna ovanför",
    )


def _stop(error: yaml.YAMLError, text: str) -> _Stop:
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None) or mark
    return _Stop(
        str(getattr(error, "context", None)),
        str(getattr(error, "problem", None)),
        mark.line if mark else 0,
        mark.column if mark else 0,
        context_mark.line if context_mark else 0,
        text.splitlines(),
    )


def odd_space(text: str) -> str | None:
    """What to call the first character among what frames a line's text that is no ordinary space, if there is one."""
    frame = _FRAME.match(text)
    return named_space(frame.group()) if frame else None


def named_space(text: str) -> str | None:
    """What to call the first character that only looks like a space, or like nothing."""
    found = _ODD_SPACE.search(text)
    if found is None:
        return None
    name = "hårt blanksteg" if found.group() in "\u00a0\u202f" else "ovanligt blanksteg"
    return f"{name} (U+{ord(found.group()):04X})"


def _by_space(stop: _Stop) -> Said | None:
    """A space that is none, where the parser stopped, on the line above or where it began."""
    for row in (stop.row, stop.row - 1, stop.context_row):
        if name := odd_space(stop.line(row)):
            return row + 1, f"har ett {name} där YAML vill ha ett vanligt", "Byt det mot ett vanligt blanksteg"
    return None


def _by_note(stop: _Stop) -> Said | None:
    """A note that ends a text, which the next line or the end of a list was to go on with."""
    if "flow" in stop.context:
        rows = (stop.context_row, stop.row - 1)
    elif _KEY.match(stop.line(stop.row)) or "quoted" in stop.context:
        return None
    else:
        rows = (stop.row - 1, stop.row - 2)
    row = next((row for row in rows if _NOTE.search(stop.line(row))), None)
    return None if row is None else (row + 1, NOTE, NO_NOTE)


def _by_escaped_quote(stop: _Stop) -> Said | None:
    is_escaped = "quoted scalar" in stop.context and stop.line(stop.context_row).rstrip().endswith('\\"')
    return (stop.context_row + 1, *BACKSLASH) if is_escaped else None


def _by_brackets(stop: _Stop) -> Said | None:
    if "block" not in stop.context or not _BRACKETED.match(stop.line(stop.row)):
        return None
    return stop.row + 1, "börjar en text med [", _QUOTE


def _by_character(stop: _Stop) -> Said | None:
    if "tab character" in stop.problem:
        return stop.row + 1, "har en tabb där raden skulle börja", "Byt tabbar mot blanksteg"
    if "cannot start any token" not in stop.problem:
        return None
    character = stop.line(stop.row)[stop.column : stop.column + 1]
    return stop.row + 1, f"börjar en text med {character}", _QUOTE


def _by_colon(stop: _Stop) -> Said | None:
    if "mapping values" not in stop.problem:
        return None
    above = stop.line(stop.row - 1)
    if _TWO_COLONS.match(stop.line(stop.row)):
        return stop.row + 1, "har ett kolon mitt i texten", _QUOTE
    if _NO_SPACE.match(above):
        return stop.row, "saknar blanksteg efter kolonet", "Skriv nyckel: text"
    if above.strip() and ":" not in above:
        return stop.row, "saknar kolon efter nyckeln", "Skriv nyckel: text"
    return stop.row + 1, "har större indrag än raden ovanför", _ALIGN


def _by_problem(stop: _Stop) -> Said | None:
    found = (said for words, *said in _BY_PROBLEM if words in stop.problem)
    return next(((stop.row + 1, wrong, right) for wrong, right in found), None)


def _by_context(stop: _Stop) -> Said | None:
    found = (said for words, *said in _BY_CONTEXT if words in stop.context)
    return next(((stop.context_row + 1, wrong, right) for wrong, right in found), None)


def _by_quotes(stop: _Stop) -> Said | None:
    if not _QUOTED.match(stop.line(stop.row)):
        return None
    remedy = "Sätt citattecken runt hela texten, av den andra sorten om den har egna"
    return stop.row + 1, "har text efter ett avslutande citattecken", remedy


def _by_indent(stop: _Stop) -> Said | None:
    if "block collection" in stop.context:
        remedy = "Ge raden samma indrag som raderna den hör till, och ett streck om den är en egen del"
        return stop.row + 1, "bryter listan ovanför", remedy
    if "block mapping" in stop.context:
        return stop.row + 1, "har ett annat indrag än raderna ovanför", _ALIGN
    return None


_EXPLANATIONS: Final = (
    _by_space, _by_note, _by_character, _by_colon, _by_problem, _by_escaped_quote, _by_context, _by_quotes,
    _by_brackets, _by_indent,
)  # fmt: skip
