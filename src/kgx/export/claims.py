"""The claims of a store as rows: one a claim, with the names of all that it speaks of and the place that states it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, get_args

from kgx.errors import UsageError
from kgx.model.shown import shown_place

if TYPE_CHECKING:
    from kgx.store import Store

Kind = Literal["claims", "entities", "rates"]
Row = dict[str, Any]

_CLAIMS = """
MATCH (c:Kgx:Claim)-[:SUBJECT]->(x)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[:OBJECT]->(y)
OPTIONAL MATCH (c)-[:ON]->(b)
OPTIONAL MATCH (c)-[:UNDER]->(u)
OPTIONAL MATCH (c)-[:ORIGIN]->(o)
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH c, x, s, a, y, b, u, o, t, w ORDER BY t.order
WITH c, x, s, a, y, b, u, o, collect(w.name) AS attribution
RETURN x.key AS subjectKey, x.name AS subject, c.relation AS relation, y.key AS objectKey, y.name AS object,
       c.value AS value, c.valueMax AS valueMax, c.rate AS rate, c.unit AS unit, c.denominator AS denominator,
       c.comparator AS comparator, c.condition AS condition, u.name AS scenario, c.polarity AS polarity, attribution,
       o.name AS origin, c.timeFrom AS timeFrom, c.timeTo AS timeTo, c.role AS role, c.status AS status,
       c.direction AS direction, b.name AS on, c.implicitSubject AS implicitSubject, c.evidence AS evidence, a.id AS article,
       a.title AS title, a.path AS path, s.line AS line, s.role AS block, a.date AS date, a.source AS source, a.url AS url,
       c.start AS start, c.valueSpan AS valueSpan, c.cueSpan AS cueSpan, c.id AS claim
"""
_NUMBERS = ("value", "valueMax", "rate", "denominator")
_ENTITY = "entity/"


def claim_rows(store: "Store", kind: Kind = "claims", *, rejected: bool = False) -> list[Row]:
    """A row a claim, by article and place.

    `claims`: all of them. `entities`: those between two entities, whose ids are `subjectId` and `objectId`. `rates`: of these,
    asserted rates of a model's behavior and measured zeros. `rejected`: also the claims that users
    rejected, marked so. Raises UsageError for another kind.
    """
    check_kind(kind)
    rows = [_row(row) for row in store.read(_CLAIMS)]
    if rejected:
        rows += [{**_row(row), "rejected": True} for row in store.read(_CLAIMS.replace(":Claim)", ":Rejected)"))]
    wanted = {"claims": lambda _: True, "entities": _between_entities, "rates": _is_rate}[kind]
    return sorted(filter(wanted, rows), key=lambda row: (row["path"], row["start"], row["at"], row["claim"]))


def check_kind(kind: str) -> None:
    """Raise UsageError where no kind is called so."""
    if kind not in get_args(Kind):
        raise UsageError(f"no kind of graph is called {kind!r}", hint=f"there are: {', '.join(get_args(Kind))}")


def _row(row: Row) -> Row:
    ids = {f"{end}Id": _entity_id(row.pop(f"{end}Key")) for end in ("subject", "object")}
    numbers = {name: float(row[name]) for name in _NUMBERS if row[name] is not None}
    at = [*(row.pop("valueSpan") or []), *(row.pop("cueSpan") or []), row["start"]][0]  # where in its sentence
    return {**row, **ids, **numbers, **shown_place(row), "at": at, "rejected": None}


def _entity_id(key: str | None) -> str | None:
    return key.removeprefix(_ENTITY) if key is not None and key.startswith(_ENTITY) else None


def _between_entities(row: Row) -> bool:
    return row["subjectId"] is not None and row["objectId"] is not None


def _is_rate(row: Row) -> bool:
    measured = row["polarity"] == "asserted" or (row["polarity"] == "negated" and row["rate"] == 0)
    return row["relation"] == "EXHIBITED" and row["rate"] is not None and measured and _between_entities(row)


def given(properties: Iterable[tuple[str, Any]], left_out: frozenset[str]) -> Row:
    """Properties that have a value, without those left out, by name."""
    return {name: value for name, value in sorted(properties) if value is not None and value != [] and name not in left_out}
