"""The graph in other tools' formats: one file a format, chosen by suffix."""

from kgx.export.facts import write_facts
from kgx.export.formats import BULK, FACTS, FORMATS, check_place, format_of, write
from kgx.export.graph import Kind, to_networkx
from kgx.export.neo4j_admin import write_bulk

__all__ = ["BULK", "FACTS", "FORMATS", "Kind", "check_place", "format_of", "to_networkx", "write", "write_bulk", "write_facts"]
