"""Questions with what must answer them, and how a reply is held against it.

An expectation says which claims answer, by their fields. It selects among the labels of `corpus/gold` (what a careful reader found) and,
apart from them, among the claims of the graph (what kgx extracted). A reply is right where it shows every claim of the graph that is
selected and that a label bears out, and none that is not selected. So `ask` is measured, not extraction; how many labelled rows the graph
holds at all is counted beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from kgx.evaluate.folding import relation_of
from kgx.evaluate.labels import read_labels
from kgx.query.ask import Reply
from kgx.store import Store
from kgx.text.normal import normalize

ROOT = Path(__file__).parents[3]
_CLAIMS = """
MATCH (c:Kgx:Claim)-[:SUBJECT]->(x)
OPTIONAL MATCH (c)-[:OBJECT]->(y) OPTIONAL MATCH (c)-[:ON]->(z) OPTIONAL MATCH (c)-[:ORIGIN]->(o) OPTIONAL MATCH (c)-[:UNDER]->(u)
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(w)
MATCH (c)-[:EVIDENCED_BY]->(:Sentence)-[:IN]->(a:Article)
RETURN c.id AS id, c.role AS role, c.relation AS relation, x.name AS subject, y.name AS object, z.name AS on, u.name AS scenario,
       c.rate AS rate,
       c.value AS value,
       c.polarity AS polarity, c.status AS status, c.condition AS condition, a.date AS date, c.timeFrom AS from,
       collect(DISTINCT w.name) + collect(DISTINCT o.name) AS sources
"""


class Fact(msgspec.Struct, frozen=True):
    """A claim, of the graph or a label, as expectations see it; names folded."""

    relation: str
    subject: str | None
    object: str | None
    rate: float | None
    polarity: str
    status: str | None = None
    on: str | None = None
    scenario: str | None = None
    condition: str = ""
    sources: tuple[str | None, ...] = ()
    date: str | None = None
    zero: bool = False
    """Measured as zero."""
    id: str = ""
    role: str = ""

    @property
    def key(self) -> tuple[Any, ...]:
        return self.relation, self.subject, self.object, None if self.rate is None else round(self.rate, 3)


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which claims answer."""

    type: str | tuple[str, ...] = ()
    """Of the label format; none: every."""
    subject: str | tuple[str, ...] = ()
    object: str | tuple[str, ...] = ()
    """A behavior's narrower ones are named here too."""
    about: str | tuple[str, ...] = ()
    """Subject or object or benchmark."""
    family: bool = False
    """Versions of the named families count."""
    named: bool = False
    """No groups."""
    group: str | None = None
    """Groups only, whose name has this."""
    polarity: Literal["asserted", "negated", "hedged", "stated", "any"] | None = None
    rated: bool = False
    """With a rate: asserted, or a measured zero."""
    above: float | None = None
    below: float | None = None
    inclusive: bool = False
    source: str | None = None
    on: str | None = None
    scenario: str | None = None
    status: str | None = None
    position: tuple[str, ...] = ()
    """One of these words is in the role."""
    condition: str | tuple[str, ...] = ()
    """One of these words is in the condition."""
    since: str | None = None
    until: str | None = None
    metric: tuple[str, ...] = ()
    """One of these words is in the object's name."""
    top: Literal["highest", "lowest"] | None = None
    every: bool = False
    """Only subjects that have a claim with each of the objects."""
    versus: bool = False
    """Claims that compare the subjects with one another may be shown as well."""


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question of the set."""

    q: str
    is_: Expected | None = msgspec.field(name="is", default=None)
    """None: nothing may be shown."""
    says: Literal["yes", "no", "split"] | None = None
    nothing: bool = False
    """No article says it; written so that a reader of the set sees it."""
    recipe: str | None = None
    """The recipe that must answer, each row of which has one of `about`."""
    about: tuple[str, ...] = ()
    unknown: str | None = None
    """A word that must be said to be not understood."""
    taken: str | None = None
    """What a misspelt word must be said to be taken for."""
    before: str | None = None
    """The question that it follows."""
    mark: str = ""


class Score(msgspec.Struct):
    """What came of a set of questions."""

    right: int = 0
    asked: int = 0
    shown: int = 0
    wrong: int = 0
    labelled: int = 0
    held: int = 0
    faults: list[str] = msgspec.field(default_factory=list)


def cases(*files: str) -> list[Case]:
    found: list[Case] = []
    for file in files:
        found += msgspec.convert(yaml.safe_load(Path(__file__).with_name(file).read_text(encoding="utf-8")), list[Case])
    return found


def labels() -> list[Fact]:
    """All labels of the corpus."""
    return list(_labels())


def _labels() -> Iterator[Fact]:
    for article in read_labels(ROOT / "corpus")[0]:
        for claim in article.labels.claims:
            rate = claim.value / claim.denominator if claim.value is not None and claim.denominator else claim.value
            counted = claim.type in ("exhibited", "score")
            yield Fact(
                relation_of(claim.type), fold_name(claim.subject), fold_name(claim.object), rate if counted else None, claim.polarity,
                claim.status, None, claim.scenario, claim.condition or "",
                tuple(fold_name(name.strip()) for name in (claim.attribution or "").split(";")),
                None, claim.value == 0, role=claim.role or "",
            )  # fmt: skip


def facts(store: Store) -> list[Fact]:
    """All claims of the graph."""
    return [_fact(row) for row in store.read(_CLAIMS)]


def _fact(row: Mapping[str, Any]) -> Fact:
    return Fact(
        row["relation"],
        fold_name(row["subject"]),
        fold_name(row["object"]),
        row["rate"] if row["relation"] in ("EXHIBITED", "SCORED") else None,
        row["polarity"],
        row["status"],
        fold_name(row["on"]),
        row["scenario"],
        row["condition"] or "",
        tuple(fold_name(name) for name in row["sources"]),
        row["from"] or row["date"],
        row["value"] == 0,
        row["id"],
        row["role"] or "",
    )


def fold_name(name: str | None) -> str | None:
    """A name in matching form."""
    return normalize(name) if name else None


def selects(expected: Expected, fact: Fact) -> bool:
    """Whether a claim is among those that answer."""
    types = _tuple(expected.type)
    compares = expected.versus and fact.relation == "COMPARED" and _named(expected.subject, fact.object, expected.family)
    if types and fact.relation not in {relation_of(type_) for type_ in types} and not compares:
        return False
    if expected.subject and not _named(expected.subject, fact.subject, expected.family):
        return False
    if expected.object and not compares and not _named(expected.object, fact.object, expected.family):
        return False
    if expected.about and not any(_named(expected.about, name, expected.family) for name in (fact.subject, fact.object, fact.on)):
        return False
    if expected.metric and not any(word in (fact.object or "") for word in expected.metric):
        return False
    if expected.named and (fact.subject or "(").startswith("("):
        return False
    if expected.group is not None and not any((name or "").startswith("(") for name in (fact.subject, fact.object)):
        return False
    return _stands(expected, fact) and _bounded(expected, fact)


def _stands(expected: Expected, fact: Fact) -> bool:
    zero = fact.polarity == "negated" and fact.zero
    polarity = expected.polarity or ("rated" if expected.rated else "asserted")
    holds = {
        "asserted": fact.polarity == "asserted",
        "negated": fact.polarity == "negated",
        "hedged": fact.polarity == "hedged",
        "stated": fact.polarity in ("asserted", "negated"),
        "rated": fact.polarity == "asserted" or zero,
        "any": True,
    }
    return holds[polarity]


def _bounded(expected: Expected, fact: Fact) -> bool:
    rate = fact.rate
    if expected.above is not None and (rate is None or rate < expected.above or (rate == expected.above and not expected.inclusive)):
        return False
    if expected.below is not None and (rate is None or rate > expected.below or (rate == expected.below and not expected.inclusive)):
        return False
    if expected.source is not None and fold_name(expected.source) not in fact.sources:
        return False
    if expected.on is not None and fold_name(expected.on) not in (fact.on, fold_name(fact.condition)):
        return False
    if expected.scenario is not None and expected.scenario != fact.scenario:
        return False
    if expected.status is not None and expected.status != fact.status:
        return False
    if expected.position and not any(word in fact.role for word in expected.position):
        return False
    if expected.since is not None and not (fact.date and fact.date >= expected.since):
        return False
    if expected.until is not None and not (fact.date and fact.date <= expected.until):
        return False
    return not expected.condition or any(word in fact.condition for word in _tuple(expected.condition))


def _named(names: str | tuple[str, ...], name: str | None, family: bool) -> bool:
    wanted = [str(fold_name(other)) for other in _tuple(names)]
    return name is not None and (name in wanted or (family and any(name.startswith((f"{w} ", f"{w}-")) for w in wanted)))


def _tuple(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _chosen(expected: Expected, graph: list[Fact]) -> list[Fact]:
    found = [fact for fact in graph if selects(expected, fact)]
    if expected.every:
        wanted = {fold_name(name) for name in _tuple(expected.object)}
        found = [fact for fact in found if {other.object for other in found if other.subject == fact.subject} >= wanted]
    return _top(expected, found)


def _top(expected: Expected, found: list[Fact]) -> list[Fact]:
    if expected.top is None:
        return found
    rates = [fact.rate for fact in found if fact.rate is not None]
    if not rates:
        return []
    best = max(rates) if expected.top == "highest" else min(rates)
    return [fact for fact in found if fact.rate == best]


_VERDICTS = {"yes": ("Yes.", "是。"), "no": ("No:", "否："), "split": ("Sources differ", "說法不一", "说法不一")}


def hold(case: Case, reply: Reply, graph: Iterable[Fact], gold: Iterable[Fact], score: Score) -> bool:
    """Hold a reply against its expectation; what is wrong with it goes to the score."""
    graph, gold = list(graph), list(gold)
    rows = reply.answer.rows
    faults = []
    score.asked += 1
    score.shown += len(rows)
    held = case.is_ is None or any(selects(case.is_, fact) for fact in graph)
    if case.says and held and not reply.sentence.startswith(_VERDICTS[case.says]):
        faults.append(f"does not say {case.says}")
    if case.unknown is not None and not (case.unknown in reply.question.unknown and case.unknown in reply.sentence and not rows):
        faults.append(f"does not say that {case.unknown!r} is not understood")
    if case.taken is not None and not any(case.taken in note for note in reply.notes):
        faults.append(f"does not say that something is taken for {case.taken}")
    if case.recipe is not None:
        alien = [row for row in rows if case.about and not {fold_name(str(v)) for v in row.values()} & {fold_name(a) for a in case.about}]
        score.wrong += len(alien)
        if case.recipe not in reply.cypher.split(":")[0] or alien or (not rows and not case.nothing):
            faults.append(f"recipe {case.recipe}: {len(rows)} rows, {len(alien)} alien")
    else:
        faults += _rows(case, reply, graph, gold, score)
    score.right += not faults
    if faults:
        score.faults.append(f"{case.q}  [{'; '.join(faults)}]\n      {reply.sentence}")
    return not faults


def _rows(case: Case, reply: Reply, graph: list[Fact], gold: list[Fact], score: Score) -> list[str]:
    expected = case.is_
    chosen = _chosen(expected, graph) if expected else []
    labelled = {fact.key for fact in gold if expected and selects(expected, fact)} if expected and not expected.top else set()
    score.labelled += len(labelled)
    score.held += len(labelled & {fact.key for fact in chosen})
    keys = {fact.key for fact in gold}
    shown = {row["claim"] for row in reply.answer.rows if row.get("claim")}
    known = [row for row in reply.answer.rows if row.get("basis") == "knowledge"]
    optional = expected is not None and expected.versus
    missing = [f for f in chosen if f.id not in shown and f.key in keys and not (optional and f.relation == "COMPARED")]
    wrong = shown - {fact.id for fact in chosen}
    wrong_known = [row for row in known if expected and expected.object and not _named(expected.object, fold_name(row["model"]), True)]
    score.wrong += len(wrong) + len(wrong_known)
    faults = []
    if missing:
        faults.append(f"{len(missing)} of {len(chosen)} missing, as {missing[0].key}")
    if wrong or wrong_known:
        sample = next((fact.key for fact in graph if fact.id in wrong), wrong_known[:1])
        faults.append(f"{len(wrong) + len(wrong_known)} wrong, as {sample}")
    return faults


def summary(name: str, score: Score) -> str:
    """One line."""
    return (
        f"{name}: {score.right}/{score.asked} right ({score.right / score.asked:.1%}); {score.wrong} of {score.shown} rows wrong "
        f"({score.wrong / max(1, score.shown):.1%}); of {score.labelled} labelled rows the graph holds {score.held}"
    )
