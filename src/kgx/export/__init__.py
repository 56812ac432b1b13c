"""The graph in other tools' formats: one file a format, chosen by suffix."""

from kgx.export.facts import write_facts
from kgx.export.formats import FACTS, FORMATS, check_place, format_of, write
from kgx.export.graph import Kind, to_networkx

__all__ = ["FACTS", "FORMATS", "Kind", "check_place", "format_of", "to_networkx", "write", "write_facts"]
