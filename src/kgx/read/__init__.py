"""Reading: bytes to an `Article` with blocks, by the suffix of the path."""

from kgx.read.article import article_key, iso_date, read_article, read_text, visible_text
from kgx.read.decode import decode
from kgx.read.formats import LINE_SUFFIXES, PARQUET_SUFFIXES, RECORD_SUFFIXES, extra_for, is_read, suffix_of
from kgx.read.records import split_records

__all__ = [
    "LINE_SUFFIXES", "PARQUET_SUFFIXES", "RECORD_SUFFIXES", "article_key", "decode", "extra_for", "is_read", "iso_date",
    "read_article", "read_text", "split_records", "suffix_of", "visible_text",
]  # fmt: skip
