"""The graph in other tools' formats: one file a format, chosen by suffix."""

from kgx.export.browser_kit import browser_kit, write_browser_kit
from kgx.export.claims import Kind
from kgx.export.columns import Language
from kgx.export.facts import write_facts
from kgx.export.formats import BINARY, BULK, FACTS, FORMATS, TEXTS, Made, check_choice, check_place, format_of, make, write
from kgx.export.graph import to_networkx
from kgx.export.neo4j_admin import write_bulk
from kgx.export.nodes import shown_nodes

__all__ = [
    "BINARY", "BULK", "FACTS", "FORMATS", "TEXTS", "Kind", "Language", "Made", "browser_kit", "check_choice", "check_place", "format_of",
    "make", "shown_nodes", "to_networkx", "write", "write_browser_kit", "write_bulk", "write_facts",
]  # fmt: skip
