"""Reading: bytes to an `Article` with blocks, by the suffix of the path."""

from kgx.read.article import ARTICLE_SUFFIXES, read_article, read_text

__all__ = ["ARTICLE_SUFFIXES", "read_article", "read_text"]
