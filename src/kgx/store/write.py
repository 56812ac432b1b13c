"""Articles into the graph and out of it: each whole or not at all, in batches bounded in rows and bytes."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kgx.model.entity import EntityType
from kgx.model.graph import ENTITY_LABELS, ArticleRows, Direct, entity_type, node_key
from kgx.model.judgement import Judgement
from kgx.store.judge import record, rejected
from kgx.store.owned import owned
from kgx.store.replace import Replacement
from kgx.store.session import COUNTED, META, Transaction, Work

BATCH_ROWS = 5_000
"""Rows of one statement, and about of one transaction; more than 10,000 are slow on the embedded server."""
BATCH_BYTES = 8 * 1024 * 1024
_THERE = "UNWIND $keys AS key MATCH (a:Kgx {key: key}) RETURN a.id AS id"


def batches(articles: Iterable[ArticleRows]) -> Iterator[list[ArticleRows]]:
    """Group articles so that a batch stays within bounds; one that is larger by itself goes alone."""
    batch: dict[str, ArticleRows] = {}
    rows = size = 0
    for article in articles:
        more = len(article.nodes) + len(article.edges) + len(article.direct)
        if batch and (rows + more > BATCH_ROWS or size + article.size > BATCH_BYTES or article.id in batch):
            yield list(batch.values())
            batch, rows, size = {}, 0, 0
        batch[article.id] = article
        rows, size = rows + more, size + article.size
    if batch:
        yield list(batch.values())


def load(work: Work, articles: Sequence[ArticleRows]) -> None:
    """Write articles in one transaction, in place of what they owned before."""
    work.transaction(lambda tx: _load(work, tx, articles))


def judge(work: Work, new: Sequence[Judgement], articles: Sequence[ArticleRows]) -> None:
    """Write judgements in one transaction, with the articles of the claims that they are on, and note the entities."""

    def body(tx: Transaction) -> None:
        touched = record(tx, new)
        if articles:
            _load(work, tx, articles)
        _take_note(tx, [note("judgement", touched, ())])

    work.transaction(body)


def remove(work: Work, ids: Sequence[str]) -> int:
    """Take articles out in one transaction. Returns how many were there."""
    return work.transaction(lambda tx: _remove(work, tx, ids))


def reset(work: Work) -> int:
    """Remove every node of kgx but judgements, and the record of the schema last. Returns how many."""
    count = 0
    statement = "MATCH (n:Kgx) WHERE NOT n:Judgement AND NOT n:Meta WITH n LIMIT $rows DETACH DELETE n RETURN count(*) AS n"
    while gone := work.write(statement, {"rows": BATCH_ROWS})[0]["n"]:
        count += gone
    work.write(f"MATCH (m:Kgx {{key: $key}}) REMOVE m.knowledge, {', '.join(f'm.{name}' for name in COUNTED)}", {"key": META})
    return count


def _load(work: Work, tx: Transaction, articles: Sequence[ArticleRows]) -> None:
    out = rejected(tx)
    keys = {"keys": [node_key("article", article.id) for article in articles]}
    again = [row["id"] for row in tx.run(_THERE, keys)]
    there = {article.id: article for article in owned(tx.run, again)}
    changes = [Replacement(article, there.get(article.id), out) for article in articles]
    _delete(work, tx, changes)
    tx.more["claims"] -= sum(change.claims_gone for change in changes)
    create_entities(tx, {id_ for change in changes for id_ in change.ends()})
    nodes: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    edges: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        for node in change.nodes:
            kind = "Rejected" if node.key in out else node.label
            tx.more["claims"] += kind == "Claim"
            nodes[kind].append({"key": node.key, "properties": node.properties})
        for edge in change.edges:
            edges[edge.type].append({"source": edge.source, "target": edge.target, "properties": edge.properties})
    for label, rows in nodes.items():
        for part in parts(rows):
            tx.run(f"UNWIND $rows AS row CREATE (n:Kgx:{label} {{key: row.key}}) SET n += row.properties", {"rows": part})
    for type_, rows in edges.items():
        create_edges(tx, type_, rows)
    direct = (edge for change in changes for edge in change.direct)
    create_direct(tx, (edge for edge in direct if node_key("claim", edge.properties["claimId"]) not in out))
    _set(tx, changes)
    _take_note(tx, [note(change.id, change.entities, change.groups, printed=change.printed) for change in changes])


def _delete(work: Work, tx: Transaction, changes: Sequence[Replacement]) -> None:
    """What articles that are loaded again own no more."""
    outdated: defaultdict[str, list[str]] = defaultdict(list)
    for change in changes:
        for relation, claims in change.outdated.items():
            outdated[relation] += claims
    for relation, claims in outdated.items():
        for part in parts(claims):
            delete_direct(work, tx, relation, part)
    for statement, rows in (
        (
            "UNWIND $rows AS row MATCH (:Kgx {key: row.article})<-[r:MENTIONED_IN]-(:Kgx) WHERE r.localId = row.local DELETE r",
            [row for change in changes for row in change.unmentioned],
        ),
        ("UNWIND $rows AS key MATCH (:Kgx {key: key})-[r:EVIDENCED_BY]->(:Kgx) DELETE r", [k for c in changes for k in c.unlinked]),
        ("UNWIND $rows AS key MATCH (n:Kgx {key: key}) DETACH DELETE n", [key for change in changes for key in change.gone]),
    ):
        for piece in parts(rows):
            tx.run(statement, {"rows": piece})


def _set(tx: Transaction, changes: Sequence[Replacement]) -> None:
    """Properties of what stays."""
    for statement, rows in (
        ("UNWIND $rows AS row MATCH (n:Kgx {key: row.key}) SET n += row.properties", [row for c in changes for row in c.set]),
        (
            "UNWIND $rows AS row MATCH (:Kgx {key: row.article})<-[r:MENTIONED_IN]-(:Kgx) WHERE r.localId = row.local "
            "SET r = row.properties",
            [row for change in changes for row in change.mentions],
        ),
    ):
        for piece in parts(rows):
            tx.run(statement, {"rows": piece})


def _remove(work: Work, tx: Transaction, ids: Sequence[str]) -> int:
    touched = _touched(tx, ids)
    if not touched:
        return 0
    by_relation: defaultdict[str, list[str]] = defaultdict(list)
    for one in touched.values():
        for relation, claims in one.claims.items():
            by_relation[relation] += claims
    for relation, claims in by_relation.items():
        for part in parts(claims):
            delete_direct(work, tx, relation, part)
    gone = "UNWIND $ids AS id MATCH (n:Kgx:Claim {articleId: id}) RETURN count(n) AS claims"
    tx.more["claims"] -= tx.run(gone, {"ids": sorted(touched)})[0]["claims"]
    tx.run("UNWIND $ids AS id MATCH (n:Kgx {articleId: id}) DETACH DELETE n", {"ids": sorted(touched)})
    _take_note(tx, [note(id_, one.entities, one.groups, printed=True) for id_, one in touched.items()])
    return len(touched)


def note_articles(tx: Transaction, ids: Sequence[str]) -> None:
    """Note all that rests on some articles, to be worked off anew."""
    for part in parts(ids):
        _take_note(tx, [note(id_, one.entities, one.groups) for id_, one in _touched(tx, part).items()])


def note_moved(tx: Transaction, entities: Iterable[str]) -> None:
    """Note the ids of entities between which edges were moved: afterwards nothing else tells that they were."""
    if ids := sorted(entities):
        made = note("moved", ids, ())
        made["properties"]["moved"] = ids
        _take_note(tx, [made])


class _Touched:
    """What an article has a part in."""

    def __init__(self) -> None:
        self.entities: set[str] = set()
        self.groups: set[str] = set()
        self.claims: defaultdict[str, list[str]] = defaultdict(list)
        """By relation."""


def _touched(tx: Transaction, ids: Sequence[str]) -> dict[str, _Touched]:
    """What the articles among these ids that are there have a part in."""
    keys = {"keys": [node_key("article", id_) for id_ in ids]}
    touched = {row["id"]: _Touched() for row in tx.run(_THERE, keys)}
    if not touched:
        return {}
    mentions = (
        "UNWIND $keys AS key MATCH (a:Kgx {key: key})<-[m:MENTIONED_IN]-(e:Kgx) RETURN a.id AS id, m.localId AS local, e.id AS entity"
    )
    for row in tx.run(mentions, keys):
        touched[row["id"]].entities |= {row["local"], row["entity"]}
    claims = (
        "UNWIND $ids AS id MATCH (c:Kgx {articleId: id}) WHERE c.group IS NOT NULL "
        "RETURN id, c.id AS claim, c.relation AS relation, c.group AS group"
    )
    for row in tx.run(claims, {"ids": sorted(touched)}):
        touched[row["id"]].groups.add(row["group"])
        touched[row["id"]].claims[row["relation"]].append(row["claim"])
    return touched


def delete_direct(work: Work, tx: Transaction, relation: str, claims: Sequence[str]) -> None:
    """Delete the direct edges of some claims of one relation. The claims are still there, with their ends."""
    if work.dialect.indexes_on_edges:
        tx.run(f"UNWIND $claims AS claim MATCH (:Kgx)-[r:{relation}]->(:Kgx) WHERE r.claimId = claim DELETE r", {"claims": claims})
        return
    tx.run(
        f"UNWIND $keys AS key MATCH (c:Kgx {{key: key}})-[:SUBJECT]->(s:Kgx) MATCH (c)-[:OBJECT]->(o:Kgx) "
        f"MATCH (s)-[r:{relation}]->(o) WHERE r.claimId = c.id DELETE r",
        {"keys": [node_key("claim", claim) for claim in claims]},
    )


def create_entities(tx: Transaction, ids: Iterable[str]) -> list[str]:
    """Create the entities among these ids that are missing, with their labels. Returns these."""
    wanted = {node_key("entity", id_): id_ for id_ in sorted(ids)}
    by_type: defaultdict[EntityType, list[dict[str, str]]] = defaultdict(list)
    for part in parts(list(wanted)):
        missing = "UNWIND $keys AS key OPTIONAL MATCH (n:Kgx {key: key}) WITH key, n WHERE n IS NULL RETURN key"
        for row in tx.run(missing, {"keys": part}):
            id_ = wanted[row["key"]]
            by_type[entity_type(id_)].append({"key": row["key"], "id": id_})
            tx.more["entities"] += 1
    for type_, rows in by_type.items():
        labels = ":".join(ENTITY_LABELS[type_])
        for piece in parts(rows):
            tx.run(f"UNWIND $rows AS row CREATE (n:Kgx:{labels} {{key: row.key}}) SET n.id = row.id, n.name = row.id", {"rows": piece})
    return [row["id"] for rows in by_type.values() for row in rows]


def create_edges(tx: Transaction, type_: str, rows: Sequence[dict[str, Any]]) -> None:
    """Create edges of one type; rows hold the keys `source` and `target`, and `properties`."""
    for part in parts(rows):
        tx.run(
            "UNWIND $rows AS row MATCH (a:Kgx {key: row.source}) MATCH (b:Kgx {key: row.target}) "
            f"CREATE (a)-[r:{type_}]->(b) SET r = row.properties",
            {"rows": part},
        )


def create_direct(tx: Transaction, direct: Iterable[Direct]) -> None:
    """Create direct edges between the entities of the local ids."""
    by_relation: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for edge in direct:
        ends = {"source": node_key("entity", edge.source), "target": node_key("entity", edge.target)}
        by_relation[edge.type].append({**ends, "properties": edge.properties})
    for relation, rows in by_relation.items():
        create_edges(tx, relation, rows)


def note(article: str, entities: Iterable[str], groups: Iterable[str], *, printed: bool = False) -> dict[str, Any]:
    """What a load or removal touched, to be worked off. Each has a key of its own, so that working off takes none that it has not read.

    `printed`: by it, other articles may be copies than before.
    """
    id_ = f"{article}#{secrets.token_hex(8)}"
    properties = {"id": id_, "article": article, "entities": sorted(entities), "groups": sorted(groups), "printed": printed}
    return {"key": node_key("note", id_), "properties": properties}


def parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Cut into pieces of what one statement may take."""
    for start in range(0, len(rows), BATCH_ROWS):
        yield rows[start : start + BATCH_ROWS]


def _take_note(tx: Transaction, notes: list[dict[str, Any]]) -> None:
    tx.run("UNWIND $rows AS row CREATE (n:Kgx:Note {key: row.key}) SET n += row.properties", {"rows": notes})
