"""The graph in other tools' formats: one file a format, chosen by suffix."""

from kgx.export.formats import FORMATS, check_place, format_of, write
from kgx.export.graph import Kind, to_networkx

__all__ = ["FORMATS", "Kind", "check_place", "format_of", "to_networkx", "write"]
