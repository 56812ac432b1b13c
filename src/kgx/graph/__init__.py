"""Facts to graph: the rows that an article owns, identity over articles, names, agreement, copies."""

from kgx.graph.agreement import witnesses
from kgx.graph.duplicates import duplicates, duplicates_near
from kgx.graph.facts import article_facts
from kgx.graph.identity import LEARNED, canonical
from kgx.graph.names import entity_names
from kgx.graph.rows import article_rows, article_stamp
from kgx.model.graph import Derivation

DERIVATION = Derivation(LEARNED, canonical, entity_names, witnesses, duplicates, duplicates_near)

__all__ = ["DERIVATION", "article_facts", "article_rows", "article_stamp"]
