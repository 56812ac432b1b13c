"""The graph in other tools' formats: one file a format, chosen by suffix."""

from kgx.export.claims import Kind
from kgx.export.columns import Language
from kgx.export.formats import BINARY, FORMATS, Made, check_choice, check_place, format_of, make, write
from kgx.export.graph import to_networkx

__all__ = ["BINARY", "FORMATS", "Kind", "Language", "Made", "check_choice", "check_place", "format_of", "make", "to_networkx", "write"]
