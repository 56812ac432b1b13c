"""Questions worth trying first, with names that the graph has much of."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgx.store import Store

_MOST = {
    (
        "rates",
        "behavior",
    ): "MATCH (c:Kgx:Claim {relation: 'EXHIBITED', polarity: 'asserted'})-[:OBJECT]->(e:Behavior) WHERE c.rate IS NOT NULL",
    ("affiliations", "person"): "MATCH (c:Kgx:Claim)-[:SUBJECT]->(e:Person) WHERE c.relation IN ['AFFILIATED_WITH', 'LEFT']",
    ("claims", "about"): "MATCH (c:Kgx:Claim)-[:SUBJECT]->(e:Model)",
}
_RANKED = " RETURN e.name AS name, count(c) AS claims ORDER BY claims DESC, name LIMIT 1"


def suggestions(store: "Store") -> list[tuple[str, str, str]]:
    """At most three of (recipe, parameter, name), each of which has an answer."""
    found = []
    for (recipe, parameter), statement in _MOST.items():
        found += [(recipe, parameter, str(row["name"])) for row in store.read(statement + _RANKED)]
    return found
