"""What a match is: labels and facts of one article, brought to one form and compared as sets of keys."""

import re
from collections.abc import Hashable, Iterable, Mapping
from typing import Literal, TypeVar

import msgspec

from kgx.evaluate.figures import Counts, Figure, Share
from kgx.evaluate.folding import GROUP, fold_name, fold_type, relation_of
from kgx.evaluate.labels import ArticleLabels, ClaimLabel
from kgx.model.claim import Claim
from kgx.model.facts import ArticleFacts

ENTITY_TYPES = ("model", "org", "person", "behavior", "benchmark", "study")
RATED = ("EXHIBITED", "SCORED")
"""Relations whose values are numbers of the number figure."""
RELATIONS = ("AFFILIATED_WITH", "LEFT", "FOUNDED", "DEVELOPED", "PUBLISHED")
"""Relations of the relation figure; EVALUATED is counted apart."""

_SOURCES = re.compile(r"\s*[;；]\s*")

Key = TypeVar("Key", bound=Hashable)
Number = tuple[str, str | None, str | None, float | None]
FaultKind = Literal["miss", "false", "polarity", "attribution", "condition"]


class Fault(msgspec.Struct, frozen=True, rename="camel"):
    """One miss, one false claim or entity, or one matched number with a wrong field."""

    article: str
    figures: tuple[str, ...]
    """The figures that it lowers."""
    kind: FaultKind
    what: str
    """The claim or entity, as one line."""
    wanted: str | None
    """For a wrong field: what the label says."""
    given: str | None
    """For a wrong field: what the facts say."""
    sentence: str
    line: int
    """1-based line of the article's file."""
    id: str | None = None
    """The claim's or entity's id, for what kgx gave."""
    rule: str | None = None
    """The rule that made a claim of kgx."""


class ArticleScore(msgspec.Struct, frozen=True):
    """Figures of one article by name, and its faults."""

    id: str
    figures: dict[str, Figure]
    faults: tuple[Fault, ...]


class Told(msgspec.Struct, frozen=True):
    """A claim, from label or facts, in the one form in which they are compared."""

    relation: str
    subject: str | None
    object: str | None
    """Folded names, as is `sources`."""
    value: float | None
    """Of a count with its denominator: the fraction. To 4 decimals."""
    polarity: str
    sources: tuple[str | None, ...]
    """Label: any of these counts as nearest. Facts: the nearest, or none."""
    condition: str
    optional: bool
    names: tuple[str, str]
    sentence: str
    id: str | None = None
    rule: str | None = None

    @property
    def triple(self) -> tuple[str, str | None, str | None]:
        """Relation, subject, object."""
        return self.relation, self.subject, self.object

    @property
    def stance(self) -> tuple[str, str | None, str | None, bool]:
        """The triple, and whether it is denied."""
        return *self.triple, self.polarity == "negated"

    @property
    def number(self) -> "Number":
        """The triple with its value."""
        return *self.triple, self.value

    @property
    def is_number(self) -> bool:
        """Whether the number figure counts it."""
        return self.value is not None and self.relation in RATED

    def line(self) -> str:
        """The claim in one line, for people."""
        value = "" if self.value is None else f" {self.value:g}"
        mark = "" if self.polarity == "asserted" else f" ({self.polarity})"
        return f"{self.names[0]} {self.relation} {self.names[1]}{value}{mark}"


def _fraction(value: float | None, denominator: float | None, unit: str | None) -> float | None:
    if value is None:
        return None
    return round(value / denominator if denominator and unit == "count" else value, 4)


def from_label(label: ClaimLabel) -> Told:
    """A label in the form of comparison."""
    return Told(
        relation=relation_of(label.type),
        subject=fold_name(label.subject),
        object=fold_name(label.object),
        value=_fraction(label.value, label.denominator, label.unit),
        polarity="negated" if label.type == "not_exhibited" else label.polarity,
        sources=tuple(fold_name(s) for s in _SOURCES.split(label.attribution)) if label.attribution else (),
        condition=label.condition or "",
        optional=label.optional,
        names=(label.subject or "—", label.object or "—"),
        sentence=label.evidence,
    )


def from_claim(claim: Claim) -> Told:
    """A claim of kgx in the form of comparison; a benchmark that it stands `on` counts as part of its condition."""
    return Told(
        relation=claim.relation,
        subject=fold_name(claim.subject.name),
        object=fold_name(claim.object.name) if claim.object else None,
        value=_fraction(claim.value, claim.denominator, claim.unit),
        polarity=claim.polarity,
        sources=tuple(fold_name(s.name) for s in claim.attribution[:1]),
        condition=(claim.condition or "") + (claim.on.name if claim.on else ""),
        optional=False,
        names=(claim.subject.name, claim.object.name if claim.object else "—"),
        sentence=claim.evidence.text,
        id=claim.id,
        rule=claim.rule,
    )


class _Tally:
    """Collects figures and faults of one article."""

    def __init__(self, article: str, text: str) -> None:
        self.article = article
        self.text = text
        self.figures: dict[str, Figure] = {}
        self.faults: dict[tuple[FaultKind, Told | str], Fault] = {}

    def counts(self, *figures: str) -> Counts:
        """The sum of figures that are counts."""
        return sum((part for part in map(self.figures.get, figures) if isinstance(part, Counts)), Counts())

    def sets(self, figure: str, given: Mapping[Key, Told], wanted: Mapping[Key, Told], *, faults: bool = True) -> None:
        """Compare two sets of keyed claims under a figure's name."""
        self.figures[figure] = Counts(*(len(keys) for keys in (given.keys() & wanted, given.keys() - wanted, wanted.keys() - given)))
        if faults:
            for told in (wanted[key] for key in wanted if key not in given):
                self.claim_fault(figure, "miss", told, told.sentence)
            for told in (given[key] for key in given if key not in wanted):
                self.claim_fault(figure, "false", told, told.sentence)

    def claim_fault(
        self, figure: str, kind: FaultKind, told: Told, sentence: str, wanted: str | None = None, given: str | None = None
    ) -> None:
        """Note a fault; one claim that lowers several figures is one fault."""
        before = self.faults.get((kind, told))
        figures = (*before.figures, figure) if before else (figure,)
        self.faults[kind, told] = Fault(
            self.article, figures, kind, told.line(), wanted, given, sentence, self.line_of(sentence), told.id, told.rule
        )

    def entity_fault(self, figure: str, kind: FaultKind, name: str, spellings: Iterable[str], ident: str | None) -> None:
        """Note an entity that is missed or false, with the line of its first spelling."""
        at = min((self.text.find(s) for s in spellings if s in self.text), default=0)
        start = self.text.rfind("\n", 0, at) + 1
        stop = self.text.find("\n", at)
        sentence = self.text[start : stop if stop >= 0 else len(self.text)].strip()
        self.faults[kind, f"{figure} {name}"] = Fault(
            self.article, (figure,), kind, f"{figure.removeprefix('entity.')} {name}", None, None, sentence, self.line_of(sentence), ident
        )

    def line_of(self, sentence: str) -> int:
        """1-based line where a sentence starts."""
        return self.text.count("\n", 0, max(0, self.text.find(sentence))) + 1


def score_article(labels: ArticleLabels, facts: ArticleFacts | None, text: str) -> ArticleScore:
    """Score one article. `text` is the decoded file; `facts` None counts as facts without entities and claims."""
    tally = _Tally(labels.id, text)
    _score_entities(tally, labels, facts)
    _score_spans(tally, facts)
    labelled = [from_label(label) for label in labels.claims]
    required = [told for told in labelled if not told.optional]
    optional = [told for told in labelled if told.optional]
    spared = {told.stance for told in optional} - {told.stance for told in required}
    offered = [told for told in map(from_claim, facts.claims if facts else ()) if told.stance not in spared]
    _score_numbers(tally, offered, required, optional)
    exhibited = [[t for t in side if t.relation == "EXHIBITED"] for side in (offered, required)]
    for figure, grouped in (("behavior", False), ("behavior.group", True)):
        tally.sets(figure, *({t.stance: t for t in side if (t.subject == GROUP) == grouped} for side in exhibited))
    for relation in (*RELATIONS, "EVALUATED"):
        tally.sets(f"relation.{relation.lower()}", *({t.triple: t for t in side if t.relation == relation} for side in (offered, required)))
    tally.figures["relation"] = tally.counts(*(f"relation.{r.lower()}" for r in RELATIONS))
    return ArticleScore(labels.id, tally.figures, tuple(tally.faults.values()))


def _score_numbers(tally: _Tally, offered: list[Told], required: list[Told], optional: list[Told]) -> None:
    wanted = {t.number: t for t in required if t.is_number}
    spared = {t.number for t in optional} - wanted.keys()
    given = {t.number: t for t in offered if t.is_number and t.number not in spared}

    def keep(side: Mapping[Number, Told], relations: tuple[str, ...] = RATED, *, group: bool = False) -> dict[Number, Told]:
        return {key: t for key, t in side.items() if (t.subject == GROUP) == group and t.relation in relations}

    tally.sets("number.group", keep(given, group=True), keep(wanted, group=True))
    tally.sets("number", keep(given), keep(wanted))
    for relation in RATED:
        tally.sets(f"number.{relation.lower()}", keep(given, (relation,)), keep(wanted, (relation,)), faults=False)
    pairs = [{(t.subject, t.value): t for t in keep(side).values()} for side in (given, wanted)]
    tally.sets("number.subject-value", *pairs, faults=False)
    exhibited = tally.counts("number.exhibited")
    tally.figures["rates-given"] = Share(exhibited.right, exhibited.right + exhibited.false)
    _score_fields(tally, [(given[key], told) for key, told in keep(wanted).items() if key in given])


def _score_fields(tally: _Tally, matched: list[tuple[Told, Told]]) -> None:
    checks: dict[FaultKind, list[bool]] = {"polarity": [], "attribution": [], "condition": []}
    for given, wanted in matched:
        nearest = given.sources[0] if given.sources else None
        found: list[tuple[FaultKind, bool, str, str]] = [("polarity", given.polarity == wanted.polarity, wanted.polarity, given.polarity)]
        if wanted.sources:
            found.append(("attribution", nearest in wanted.sources, "; ".join(filter(None, wanted.sources)), nearest or "—"))
        if wanted.condition:
            found.append(("condition", _shares_half(given.condition, wanted.condition), wanted.condition, given.condition or "—"))
        for kind, right, want, got in found:
            checks[kind].append(right)
            if not right:
                tally.claim_fault(kind, kind, given, given.sentence, want, got)
    for kind, outcomes in checks.items():
        tally.figures[kind] = Share(sum(outcomes), len(outcomes))


def _shares_half(given: str, wanted: str) -> bool:
    """Whether a condition has half the distinct characters of the label's."""
    return bool(given) and len(set(given) & set(wanted)) / len(set(wanted)) >= 0.5


def _score_entities(tally: _Tally, labels: ArticleLabels, facts: ArticleFacts | None) -> None:
    wanted = {(fold_type(e.type), fold_name(e.name)): e for e in labels.entities}
    # A study is told in many ways: any name or spelling that the labels give for it stands for it.
    told = {
        fold_name(spelling): fold_name(e.name)
        for e in labels.entities
        if fold_type(e.type) == "study"
        for spelling in (e.name, *e.mentions)
    }
    given = {}
    for entity in facts.entities if facts else ():
        kind, name = fold_type(entity.type), fold_name(entity.name)
        if kind == "study":
            spellings = (name, *(fold_name(m.text) for m in entity.mentions))
            name = next((told[s] for s in spellings if s in told), name)
        given[kind, name] = entity
    for kind in ENTITY_TYPES:
        figure = f"entity.{kind}"
        here, there = ({key for key in side if key[0] == kind} for side in (given, wanted))
        tally.figures[figure] = Counts(len(here & there), len(here - there), len(there - here))
        for key in sorted(there - here, key=str):
            tally.entity_fault(figure, "miss", wanted[key].name, wanted[key].mentions, None)
        for key in sorted(here - there, key=str):
            tally.entity_fault(figure, "false", given[key].name, (m.text for m in given[key].mentions), given[key].id)
    tally.figures["entity"] = tally.counts(*(f"entity.{kind}" for kind in ENTITY_TYPES))


def _score_spans(tally: _Tally, facts: ArticleFacts | None) -> None:
    """Mentions and evidence must give back their text; the spans of a claim's parts must lie in the text and not be empty."""
    text = tally.text
    quoted = [(m.text, m.start, m.end) for e in (facts.entities if facts else ()) for m in e.mentions]
    quoted += [(c.evidence.text, c.evidence.start, c.evidence.end) for c in (facts.claims if facts else ())]
    tally.figures["spans"] = Share(sum(bool(t) and text[a:b] == t for t, a, b in quoted), len(quoted))
    parts = [span for c in (facts.claims if facts else ()) for spans in msgspec.structs.astuple(c.spans) for span in spans]
    tally.figures["spans.parts"] = Share(sum(0 <= a < b <= len(text) for a, b in parts), len(parts))
