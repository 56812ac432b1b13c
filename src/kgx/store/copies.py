"""Copies of articles: which there are is decided elsewhere; here they are read, and what changed is written and noted."""

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any

from kgx.model.graph import Bands, Derivation, Known, Printed, band_name, band_properties, node_key
from kgx.store.create import ROWS, create_edges, parts
from kgx.store.session import Transaction, Work
from kgx.store.write import note_articles, printed_before
from kgx.text.fingerprint import BANDS, bands, sketch

FEW = 100
"""Articles that came, changed or went up to which only what is near them is read; beyond, all articles are."""
_NOTED = "MATCH (n:Kgx:Note) WHERE coalesce(n.printed, true) RETURN n.article AS article, n.before AS before LIMIT $limit"
_ARTICLES = "MATCH (a:Kgx:Article) WHERE a.fingerprint IS NOT NULL RETURN a.id AS id, a.date AS date, a.fingerprint AS fingerprint"
_SOME = (
    "UNWIND $given.keys AS key MATCH (a:Kgx {key: key}) WHERE a.fingerprint IS NOT NULL "
    "RETURN a.id AS id, a.date AS date, a.fingerprint AS fingerprint, a.duplicateOf AS original"
)
_SHARING = " UNION ".join(
    # One label where a property is looked up, and one value: the embedded server uses no index under two, nor for a list in a map.
    f"UNWIND $given.{band_name(position)} AS band MATCH (f:Fingerprint {{{band_name(position)}: band}}) WHERE f:Kgx RETURN f.id AS id"
    for position in range(BANDS)
)
_STATED = "MATCH (a:Kgx:Article) WHERE a.duplicateOf IS NOT NULL RETURN a.id AS id, a.duplicateOf AS original"
_EDGES = "MATCH (a:Kgx:Article)-[:DUPLICATE_OF]->(b:Kgx:Article) RETURN a.id AS id, b.id AS original"
_OF_SOME = (
    "UNWIND $given.keys AS key MATCH (a:Kgx {key: key}) OPTIONAL MATCH (a)-[:DUPLICATE_OF]->(b:Kgx) "
    "RETURN a.id AS id, a.duplicateOf AS original, b.id AS edge"
)
_FOUND_BY = "MATCH (f:Kgx:Fingerprint) RETURN f.id AS id"


def mark_copies(work: Work, derivation: Derivation) -> bool:
    """Bring `duplicateOf` and DUPLICATE_OF into line with the articles that are there, and note those for which they changed.

    An article counts as its original: so all that rests on a count of articles is to be made anew where this changes. The
    property says what others were counted by, also when the original is gone. Returns whether any changed.
    """
    return work.transaction(lambda tx: _mark(tx, derivation))


def print_articles(work: Work) -> None:
    """Give each article of an older graph, or of one that came in from files, what it is looked up by among the others."""
    there = {row["id"] for row in work.stream(_FOUND_BY)}
    missing = (row for row in work.stream(_ARTICLES) if row["id"] not in there)
    while some := list(islice(missing, ROWS)):
        rows = [{"key": node_key("fingerprint", row["id"]), "properties": _found_by(row["id"], row["fingerprint"])} for row in some]
        work.write("UNWIND $given.rows AS row CREATE (n:Kgx:Fingerprint {key: row.key}) SET n += row.properties", {"rows": rows})


def _found_by(id_: str, fingerprint: str) -> dict[str, Any]:
    return {"id": id_, "articleId": id_, **band_properties(bands(sketch(fingerprint)))}


class _All:
    """All articles with a fingerprint, read anew each time."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def __iter__(self) -> Iterator[Printed]:
        return (Printed(**row) for row in self._tx.stream(_ARTICLES))


def _mark(tx: Transaction, derivation: Derivation) -> bool:
    noted = tx.run(_NOTED, {"limit": FEW + 1})
    if len(noted) > FEW or any(row["before"] is None for row in noted):  # an older kgx does not say what was before
        wanted: Mapping[str, str | None] = derivation.duplicates(_All(tx))
        stated = {row["id"]: row["original"] for row in tx.run(_STATED)}
        edges = {(row["id"], row["original"]) for row in tx.run(_EDGES)}
    else:
        ids = {row["article"] for row in noted}
        changed = _known(tx, ids)
        before = [old for row in noted for old in printed_before(row["article"], row["before"])]
        near = derivation.duplicates_near(changed, before, lambda of: _sharing(tx, of))
        wanted = {**dict.fromkeys(ids), **near}  # one that became too short to be compared is a copy no more
        there = [row for part in parts(sorted(map(_key, wanted))) for row in tx.run(_OF_SOME, {"keys": part})]
        stated = {row["id"]: row["original"] for row in there if row["original"] is not None}
        edges = {(row["id"], row["edge"]) for row in there if row["edge"] is not None}
    return _write(tx, {id_: original for id_, original in wanted.items() if original is not None}, stated, edges)


def _known(tx: Transaction, ids: Collection[str]) -> list[Known]:
    return [Known(**row) for part in parts(sorted(map(_key, ids))) for row in tx.run(_SOME, {"keys": part})]


def _sharing(tx: Transaction, of: Collection[Bands]) -> list[Known]:
    """The articles that share a band with one of these."""
    wanted = {band_name(position): sorted({some[position] for some in of if position < len(some)}) for position in range(BANDS)}
    return _known(tx, {row["id"] for row in tx.run(_SHARING, wanted)})


def _write(tx: Transaction, wanted: Mapping[str, str], stated: Mapping[str, str], edges: set[tuple[str, str]]) -> bool:
    changed = sorted(id_ for id_ in {*wanted, *stated} if wanted.get(id_) != stated.get(id_))
    for part in parts([{"key": _key(id_), "original": wanted.get(id_)} for id_ in changed]):
        tx.run("UNWIND $given.rows AS row MATCH (a:Kgx {key: row.key}) SET a.duplicateOf = row.original", {"rows": part})
    gone = edges - set(wanted.items())
    for part in parts([_ends(*pair) for pair in sorted(gone)]):
        delete = "UNWIND $given.rows AS row MATCH (:Kgx {key: row.source})-[r:DUPLICATE_OF]->(:Kgx {key: row.target}) DELETE r"
        tx.run(delete, {"rows": part})
    new = set(wanted.items()) - edges
    create_edges(tx, "DUPLICATE_OF", [{**_ends(*pair), "properties": {}} for pair in sorted(new)])
    tx.more["copies"] += len(new) - len(gone)
    note_articles(tx, changed)
    return bool(changed)


def _ends(copy: str, original: str) -> dict[str, Any]:
    return {"source": _key(copy), "target": _key(original)}


def _key(id_: str) -> str:
    return node_key("article", id_)
