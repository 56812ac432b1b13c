"""Pages: what kgx found, as HTML for people."""

from kgx.pages.render import article_page

__all__ = ["article_page"]
