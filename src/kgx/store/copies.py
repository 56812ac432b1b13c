"""Copies of articles: which there are is decided elsewhere; here they are read, and what changed is written and noted."""

from collections.abc import Callable, Iterable
from typing import Any

from kgx.model.graph import Printed, node_key
from kgx.store.session import Transaction, Work
from kgx.store.write import create_edges, note_articles, parts

_ARTICLES = "MATCH (a:Kgx:Article) WHERE a.fingerprint IS NOT NULL RETURN a.id AS id, a.date AS date, a.fingerprint AS fingerprint"
_STATED = "MATCH (a:Kgx:Article) WHERE a.duplicateOf IS NOT NULL RETURN a.id AS id, a.duplicateOf AS original"
_EDGES = "MATCH (a:Kgx:Article)-[:DUPLICATE_OF]->(b:Kgx:Article) RETURN a.id AS id, b.id AS original"


def mark_copies(work: Work, decide: Callable[[Iterable[Printed]], dict[str, str]]) -> None:
    """Bring `duplicateOf` and DUPLICATE_OF into line with the articles that are there, and note those for which they changed.

    An article counts as its original: so all that rests on a count of articles is to be made anew where this changes. The
    property says what others were counted by, also when the original is gone.
    """
    work.transaction(lambda tx: _mark(tx, decide))


def _mark(tx: Transaction, decide: Callable[[Iterable[Printed]], dict[str, str]]) -> None:
    wanted = decide(Printed(**row) for row in tx.run(_ARTICLES))
    stated = {row["id"]: row["original"] for row in tx.run(_STATED)}
    edges = {(row["id"], row["original"]) for row in tx.run(_EDGES)}
    changed = sorted(id_ for id_ in {*wanted, *stated} if wanted.get(id_) != stated.get(id_))
    for part in parts([{"key": _key(id_), "original": wanted.get(id_)} for id_ in changed]):
        tx.run("UNWIND $rows AS row MATCH (a:Kgx {key: row.key}) SET a.duplicateOf = row.original", {"rows": part})
    gone = edges - set(wanted.items())
    for part in parts([_ends(*pair) for pair in sorted(gone)]):
        delete = "UNWIND $rows AS row MATCH (:Kgx {key: row.source})-[r:DUPLICATE_OF]->(:Kgx {key: row.target}) DELETE r"
        tx.run(delete, {"rows": part})
    new = set(wanted.items()) - edges
    create_edges(tx, "DUPLICATE_OF", [{**_ends(*pair), "properties": {}} for pair in sorted(new)])
    tx.more["copies"] += len(new) - len(gone)
    note_articles(tx, changed)


def _ends(copy: str, original: str) -> dict[str, Any]:
    return {"source": _key(copy), "target": _key(original)}


def _key(id_: str) -> str:
    return node_key("article", id_)
