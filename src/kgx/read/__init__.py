"""Reading: bytes to an `Article` with blocks, by the suffix of the path."""

from kgx.read.article import ARTICLE_SUFFIXES, article_key, read_article, read_text, visible_text
from kgx.read.records import RECORD_SUFFIXES, split_records

__all__ = ["ARTICLE_SUFFIXES", "RECORD_SUFFIXES", "article_key", "read_article", "read_text", "split_records", "visible_text"]
