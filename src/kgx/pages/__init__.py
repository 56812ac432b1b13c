"""Pages: what kgx found, as HTML for people."""

from kgx.pages.gather import gather
from kgx.pages.render import article_page
from kgx.pages.report import check_folder, write_report

__all__ = ["article_page", "check_folder", "gather", "write_report"]
