"""Facts to graph: the rows that an article owns, identity over articles, names."""

from kgx.graph.rows import article_rows

__all__ = ["article_rows"]
