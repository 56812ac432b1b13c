"""kgx: from Chinese articles on AI, Traditional or Simplified, to a graph of claims that can be checked in their sentences.

import kgx
facts = kgx.extract(Path("article.md"))
with kgx.connect() as graph:
    graph.query("rates", behavior="勒索")
"""

from typing import TYPE_CHECKING, Any

from kgx.version import __version__

if TYPE_CHECKING:
    from kgx.api import Graph, ask, connect, extract, extract_all, ingest, load, read_text, report, to_networkx
    from kgx.corpus import Failure, Skip, Summary
    from kgx.errors import CheckError, DatabaseError, InputError, KgxError, KnowledgeError, UsageError
    from kgx.model.article import Article, Issue
    from kgx.model.claim import Claim
    from kgx.model.entity import Entity, Mention
    from kgx.model.facts import ArticleFacts
    from kgx.query import Answer
    from kgx.query.ask import Reply

_PLACES = {
    "kgx.api": ("Graph", "ask", "connect", "extract", "extract_all", "ingest", "load", "read_text", "report", "to_networkx"),
    "kgx.corpus": ("Failure", "Skip", "Summary"),
    "kgx.errors": ("CheckError", "DatabaseError", "InputError", "KgxError", "KnowledgeError", "UsageError"),
    "kgx.model.article": ("Article", "Issue"),
    "kgx.model.claim": ("Claim",),
    "kgx.model.entity": ("Entity", "Mention"),
    "kgx.model.facts": ("ArticleFacts",),
    "kgx.query": ("Answer",),
    "kgx.query.ask": ("Reply",),
}
"""Module → public names in it. They are imported when they are asked for, so that `import kgx` costs nothing."""

__all__ = [
    "Answer", "Article", "ArticleFacts", "CheckError", "Claim", "DatabaseError", "Entity", "Failure", "Graph", "InputError", "Issue",
    "KgxError", "KnowledgeError", "Mention", "Reply", "Skip", "Summary", "UsageError", "__version__", "ask", "connect", "extract",
    "extract_all", "ingest", "load", "read_text", "report", "to_networkx",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for module, names in _PLACES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'kgx' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
