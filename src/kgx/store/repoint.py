"""Point the edges that came from one local id to another entity; nothing else about them changes."""

from collections.abc import Sequence
from typing import get_args

from kgx.model.claim import Relation
from kgx.model.graph import node_key
from kgx.store.create import create_entities
from kgx.store.session import Transaction

_FROM_CLAIMS = frozenset({"SUBJECT", "OBJECT", "ON", "ATTRIBUTED_TO", "ORIGIN", "UNDER"})
_DIRECT = frozenset(get_args(Relation))


_OF_ARTICLES = (
    "($article IS NULL OR coalesce(r.articleId, x.articleId) = $article) AND NOT coalesce(r.articleId, x.articleId) IN $given.but"
)


def repoint(tx: Transaction, local: str, from_: str, to: str, *, article: str | None = None, but: Sequence[str] = ()) -> None:
    """Move all edges with `localId` local from one entity (its id) to another, which is made where it is missing.

    With `article`, those of that article alone; those of the articles `but` stay.
    """
    create_entities(tx, [to])
    ends = {"local": local, "from": node_key("entity", from_), "to": node_key("entity", to), "article": article, "but": list(but)}
    incoming = "MATCH (:Kgx)-[r]->(:Kgx {key: $from}) WHERE r.localId = $local OR r.objectLocalId = $local RETURN DISTINCT type(r) AS type"
    for type_ in sorted({row["type"] for row in tx.run(incoming, ends)} & (_FROM_CLAIMS | _DIRECT)):
        field = "localId" if type_ in _FROM_CLAIMS else "objectLocalId"
        tx.run(
            f"MATCH (x:Kgx)-[r:{type_}]->(:Kgx {{key: $from}}) WHERE r.{field} = $local AND {_OF_ARTICLES} MATCH (n:Kgx {{key: $to}}) "
            f"CREATE (x)-[c:{type_}]->(n) SET c = properties(r) DELETE r",
            ends,
        )
    outgoing = "MATCH (:Kgx {key: $from})-[r]->(:Kgx) WHERE r.localId = $local RETURN DISTINCT type(r) AS type"
    for type_ in sorted({row["type"] for row in tx.run(outgoing, ends)} & ({"MENTIONED_IN"} | _DIRECT)):
        tx.run(
            f"MATCH (:Kgx {{key: $from}})-[r:{type_}]->(x:Kgx) WHERE r.localId = $local AND {_OF_ARTICLES} MATCH (n:Kgx {{key: $to}}) "
            f"CREATE (n)-[c:{type_}]->(x) SET c = properties(r) DELETE r",
            ends,
        )
