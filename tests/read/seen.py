"""How tests look at an article: its blocks as a reader sees them."""

from kgx.model.article import Article
from kgx.read import read_article
from kgx.read.leaves import visible


def read(text: str | bytes, path: str = "x.md") -> Article:
    """Read a text as a file of that name would be."""
    return read_article(text if isinstance(text, bytes) else text.encode(), key=path, path=path)


def blocks(article: Article) -> list[tuple[str, str]]:
    """Give (role, visible text) of each block."""
    return [(block.role, visible(article.text, block.start, block.end, article.hidden)) for block in article.blocks]


def summary(article: Article) -> str:
    """Give the visible text of the summary."""
    return dict(blocks(article))["summary"]


def codes(article: Article) -> list[str]:
    """Give the codes of its issues."""
    return [issue.code for issue in article.issues]
