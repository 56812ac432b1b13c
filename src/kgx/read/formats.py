"""Which files are read, by suffix, and what it takes."""

from importlib.util import find_spec
from pathlib import PurePosixPath

MARKDOWN_SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mdx"))
TEXT_SUFFIXES = frozenset((".txt", ".text"))
HTML_SUFFIXES = frozenset((".html", ".htm", ".xhtml"))
MHTML_SUFFIXES = frozenset((".mhtml", ".mht"))
LINE_SUFFIXES = frozenset((".jsonl", ".ndjson"))
"""Of files that hold an article a line."""
PARQUET_SUFFIXES = frozenset((".parquet",))
RECORD_SUFFIXES = LINE_SUFFIXES | PARQUET_SUFFIXES
"""Of files that hold many articles."""

_ALWAYS = MARKDOWN_SUFFIXES | TEXT_SUFFIXES | LINE_SUFFIXES
_NEEDS = {
    **dict.fromkeys(HTML_SUFFIXES | MHTML_SUFFIXES, ("trafilatura", "documents")),
    ".pdf": ("pdfminer", "documents"),
    ".docx": ("docx", "documents"),
    **dict.fromkeys(PARQUET_SUFFIXES, ("pyarrow", "parquet")),
}
"""Suffix → the module that reads it, and the extra that brings the module."""


def suffix_of(path: str) -> str:
    """Give a path's suffix in lower case; of a record (`x.jsonl#3`) that of its file."""
    name, mark, number = path.rpartition("#")
    suffix = PurePosixPath(name).suffix.lower() if mark and number.isdecimal() else ""
    return suffix if suffix in RECORD_SUFFIXES else PurePosixPath(path).suffix.lower()


def is_read(path: str) -> bool:
    """Whether files of this type are read with what is installed."""
    suffix = suffix_of(path)
    return suffix in _ALWAYS or (suffix in _NEEDS and find_spec(_NEEDS[suffix][0]) is not None)


def extra_for(path: str) -> str | None:
    """Give the extra that would read files of this type; None where there is none, or no need of one."""
    suffix = suffix_of(path)
    return _NEEDS[suffix][1] if suffix in _NEEDS and not is_read(path) else None


def what_is_read() -> str:
    """Name the suffixes that are read, for messages."""
    return ", ".join(sorted(suffix for suffix in (*_ALWAYS, *_NEEDS) if is_read("x" + suffix)))
