"""YAML -> validated entries; all faults at once with file, line and field.

A package since the format has four kinds of files with some sixty rules; each module is one reading:

    values      what the knowledge is
    fields      one key at a time
    entries     theme files, shared: the four named files
    links       what only shows across files
"""

from bot.knowledge.directory import inspect, load
from bot.knowledge.values import (
    Entry,
    Kind,
    Knowledge,
    KnowledgeFaults,
    Link,
    Meeting,
    Reply,
    Source,
    Synonyms,
    Theme,
)
from bot.yamlfile import Fault

__all__ = [
    "Entry",
    "Fault",
    "Kind",
    "Knowledge",
    "KnowledgeFaults",
    "Link",
    "Meeting",
    "Reply",
    "Source",
    "Synonyms",
    "Theme",
    "inspect",
    "load",
]
