"""Articles into the graph and out of it: each whole or not at all, in batches bounded in rows and bytes."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kgx.model.graph import ArticleRows, Printed, node_key
from kgx.model.judgement import Judgement
from kgx.store.create import ROWS, New, create, missing_entities, parts
from kgx.store.judge import record, rejected
from kgx.store.owned import owned
from kgx.store.replace import Replacement
from kgx.store.session import COUNTED, META, Transaction, Work

BATCH_ROWS = ROWS
"""About how many one transaction writes."""
BATCH_BYTES = 8 * 1024 * 1024
_THERE = "UNWIND $given.keys AS key MATCH (a:Kgx {key: key}) RETURN a.id AS id, a.date AS date, a.fingerprint AS fingerprint"


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
        create(tx, [note("judgement", touched, ())])

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
    entities = missing_entities(tx, {id_ for change in changes for id_ in change.ends()})
    owned_ = [New("Rejected" if node.key in out else node.label, node.key, node.properties) for c in changes for node in c.nodes]
    tx.more["claims"] += sum(node.labels == "Claim" for node in owned_)
    notes = [note(change.id, change.entities, change.groups, printed=change.printed) for change in changes]
    edges = [edge for change in changes for edge in change.edges]
    direct = [d for change in changes for d in change.direct if node_key("claim", d.properties["claimId"]) not in out]
    create(tx, [*entities, *owned_, *notes], [*edges, *direct])
    _set(tx, changes)


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
            "UNWIND $given.rows AS row MATCH (:Kgx {key: row.article})<-[r:MENTIONED_IN]-(:Kgx) WHERE r.localId = row.local DELETE r",
            [row for change in changes for row in change.unmentioned],
        ),
        ("UNWIND $given.rows AS key MATCH (:Kgx {key: key})-[r:EVIDENCED_BY]->(:Kgx) DELETE r", [k for c in changes for k in c.unlinked]),
        ("UNWIND $given.rows AS key MATCH (n:Kgx {key: key}) DETACH DELETE n", [key for change in changes for key in change.gone]),
    ):
        for piece in parts(rows):
            tx.run(statement, {"rows": piece})


def _set(tx: Transaction, changes: Sequence[Replacement]) -> None:
    """Properties of what stays."""
    for statement, rows in (
        ("UNWIND $given.rows AS row MATCH (n:Kgx {key: row.key}) SET n += row.properties", [row for c in changes for row in c.set]),
        (
            "UNWIND $given.rows AS row MATCH (:Kgx {key: row.article})<-[r:MENTIONED_IN]-(:Kgx) "
            "WITH r, row.by[r.localId] AS properties WHERE properties IS NOT NULL SET r = properties",
            [{"article": node_key("article", change.id), "by": change.mentions} for change in changes if change.mentions],
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
    gone = "UNWIND $given.ids AS id MATCH (n:Kgx {articleId: id}) WHERE n:Claim RETURN count(n) AS claims"
    tx.more["claims"] -= tx.run(gone, {"ids": sorted(touched)})[0]["claims"]
    tx.run("UNWIND $given.ids AS id MATCH (n:Kgx {articleId: id}) DETACH DELETE n", {"ids": sorted(touched)})
    create(tx, [note(id_, one.entities, one.groups, printed=one.printed) for id_, one in touched.items()])
    return len(touched)


def note_articles(tx: Transaction, ids: Sequence[str]) -> None:
    """Note all that rests on some articles, to be worked off anew."""
    for part in parts(ids):
        create(tx, [note(id_, one.entities, one.groups) for id_, one in _touched(tx, part).items()])


def note_moved(tx: Transaction, entities: Iterable[str]) -> None:
    """Note the ids of entities between which edges were moved: afterwards nothing else tells that they were."""
    if ids := sorted(entities):
        made = note("moved", ids, ())
        made.properties["moved"] = ids
        create(tx, [made])


class _Touched:
    """What an article has a part in."""

    def __init__(self) -> None:
        self.entities: set[str] = set()
        self.groups: set[str] = set()
        self.claims: defaultdict[str, list[str]] = defaultdict(list)
        """By relation."""
        self.printed: list[Printed] = []
        """As it is found among copies, if it is."""


def _touched(tx: Transaction, ids: Sequence[str]) -> dict[str, _Touched]:
    """What the articles among these ids that are there have a part in."""
    keys = {"keys": [node_key("article", id_) for id_ in ids]}
    touched: dict[str, _Touched] = {}
    for row in tx.run(_THERE, keys):
        touched[row["id"]] = one = _Touched()
        one.printed = [Printed(**row)] if row["fingerprint"] else []
    if not touched:
        return {}
    mentions = (
        "UNWIND $given.keys AS key MATCH (a:Kgx {key: key})<-[m:MENTIONED_IN]-(e:Kgx) RETURN a.id AS id, m.localId AS local, e.id AS entity"
    )
    for row in tx.run(mentions, keys):
        touched[row["id"]].entities |= {row["local"], row["entity"]}
    claims = (
        "UNWIND $given.ids AS id MATCH (c:Kgx {articleId: id}) WHERE c.group IS NOT NULL "
        "RETURN id, c.id AS claim, c.relation AS relation, c.group AS group"
    )
    for row in tx.run(claims, {"ids": sorted(touched)}):
        touched[row["id"]].groups.add(row["group"])
        touched[row["id"]].claims[row["relation"]].append(row["claim"])
    return touched


def delete_direct(work: Work, tx: Transaction, relation: str, claims: Sequence[str]) -> None:
    """Delete the direct edges of some claims of one relation. The claims are still there, with their ends."""
    if work.dialect.indexes_on_edges:
        tx.run(f"UNWIND $given.claims AS claim MATCH (:Kgx)-[r:{relation}]->(:Kgx) WHERE r.claimId = claim DELETE r", {"claims": claims})
        return
    tx.run(
        f"UNWIND $given.keys AS key MATCH (c:Kgx {{key: key}})-[:SUBJECT]->(s:Kgx) MATCH (c)-[:OBJECT]->(o:Kgx) "
        f"MATCH (s)-[r:{relation}]->(o) WHERE r.claimId = c.id DELETE r",
        {"keys": [node_key("claim", claim) for claim in claims]},
    )


def note(article: str, entities: Iterable[str], groups: Iterable[str], *, printed: Sequence[Printed] | None = None) -> New:
    """What a load or removal touched, to be worked off. Each has a key of its own, so that working off takes none that it has not read.

    `printed`: by it, other articles may be copies than before; what it was itself, if anything.
    """
    id_ = f"{article}#{secrets.token_hex(8)}"
    properties = {"id": id_, "article": article, "entities": sorted(entities), "groups": sorted(groups)}
    before = [f"{old.date or ''}\n{old.fingerprint}" for old in printed or ()]
    return New("Note", node_key("note", id_), {**properties, "printed": printed is not None, "before": before})


def printed_before(article: str, before: Iterable[str]) -> list[Printed]:
    """What a note says that an article was."""
    lines = (old.partition("\n") for old in before)
    return [Printed(article, date or None, fingerprint) for date, _, fingerprint in lines]
