"""Facts → the rows that one article owns. Pure."""

from kgx.model.facts import ArticleFacts
from kgx.model.graph import ArticleRows


def article_rows(facts: ArticleFacts, stamp: str) -> ArticleRows:
    """The nodes and edges of one article. `facts.article.text` is the article's text, where there is one to keep."""
    raise NotImplementedError
