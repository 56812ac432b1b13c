"""The graph as the contents of a report."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from kgx.model.claim import Argument, Claim, Source
from kgx.model.facts import ArticleFacts, ArticleHeader
from kgx.model.graph import Stand, entity_type
from kgx.model.shown import is_web_address, shown_path
from kgx.pages import whole
from kgx.pages.contents import (
    Cell,
    Chunk,
    Contents,
    Core,
    Link,
    Named,
    ReportArticle,
    ReportClaim,
    ReportEntity,
    ReportSentence,
    ReportStand,
    ReportText,
)
from kgx.text.normal import fold_characters, lower

if TYPE_CHECKING:
    from kgx.store import Store

CHUNK = 500
"""Claims after which a file of claims ends, with the article."""
_PARTS = ("subject", "object", "value", "denominator", "condition", "attribution")
_ENTITIES = """
MATCH (e:Kgx:Entity)
RETURN e.id AS id, e.name AS name, e.nameEn AS en, e.nameHant AS hant, e.nameHans AS hans, e.aliases AS aliases
ORDER BY id
"""
_LOCAL = "MATCH (e:Kgx:Entity)-[m:MENTIONED_IN]->(a:Kgx:Article) RETURN a.id AS article, m.localId AS local, e.id AS id"
_KNOWN = """
MATCH (x:Kgx:Entity)-[k:VERSION_OF|MAKES|BROADER]->(y:Kgx:Entity)
RETURN x.id AS source, y.id AS target, type(k) AS relation ORDER BY source, target, relation
"""
_STANDS = """
MATCH (c:Kgx:Claim)-[r:AGREES_WITH|CONTRADICTS|DIFFERS_BY_CONDITION]->(d:Kgx:Claim)
RETURN c.id AS claim, type(r) AS type, d.id AS other, r.originsDiffer AS differ ORDER BY claim, type, other
"""
_COPIES = "MATCH (a:Kgx:Article)-[:DUPLICATE_OF]->(b:Kgx:Article) RETURN a.id AS id, b.id AS original"


def gather(store: "Store", facts: Iterable[ArticleFacts], *, full_text: bool = False) -> Contents:
    """The contents of a report on a store's graph. `facts`: what its articles say, in the order of their ids, as the store has them."""
    gathering = _Gathering(store, full_text)
    for said in facts:
        gathering.article(said)
    return gathering.done(store)


class _Gathering:
    def __init__(self, store: "Store", full_text: bool) -> None:
        self.full_text = full_text
        self.rows = store.read(_ENTITIES)
        self.entities = {row["id"]: number for number, row in enumerate(self.rows)}
        self.local = {(row["article"], row["local"]): self.entities[row["id"]] for row in store.read(_LOCAL)}
        self.stands: defaultdict[str, list[tuple[Stand, str, bool]]] = defaultdict(list)
        for row in store.read(_STANDS):
            self.stands[row["claim"]].append((row["type"], row["other"], bool(row["differ"])))
        self.headers: list[tuple[ArticleHeader, int, int]] = []
        """With the number of its claims, and its file."""
        self.chunks: list[Chunk] = []
        self.sentences: list[ReportSentence] = []
        self.claims: list[ReportClaim] = []
        self.texts: list[ReportText] = []
        self.numbers: dict[str, int] = {}
        """Id of a claim → its number."""
        self.rates: dict[int, float] = {}
        """Number of a claim → its value as a fraction."""
        self.used: Counter[int] = Counter()
        self.places: defaultdict[int, set[int]] = defaultdict(set)
        self.named: defaultdict[int, set[int]] = defaultdict(set)

    def article(self, facts: ArticleFacts) -> None:
        id_, number = facts.article.id, len(self.headers)
        mentions = sorted((m.start, m.end, self.local[id_, e.id]) for e in facts.entities for m in e.mentions)
        for _, _, entity in mentions:
            self.named[entity].add(number)
        self.headers.append((facts.article, len(facts.claims), len(self.chunks)))
        if self.full_text:
            blocks = whole.blocks(facts.article.text or "", facts.article.path)
            self.texts.append(ReportText(number, tuple(mentions), blocks))
        at: dict[tuple[int, int], int] = {}
        for claim in facts.claims:
            evidence = claim.evidence
            place = evidence.start, evidence.end
            if place not in at:
                at[place] = len(self.sentences)
                inside = tuple(m for m in mentions if m[0] >= evidence.start and m[1] <= evidence.end)
                self.sentences.append(
                    ReportSentence(number, evidence.start, evidence.text, evidence.line, evidence.role, evidence.page, inside)
                )
            self._claim(id_, claim, at[place])
        if len(self.claims) >= CHUNK:
            self._close()

    def _claim(self, article: str, claim: Claim, sentence: int) -> None:
        def named(end: Argument | Source | None) -> Named | None:
            return None if end is None else end.name if end.id is None else self.local[article, end.id]

        number = self.numbers[claim.id] = len(self.numbers)
        if claim.rate is not None:
            self.rates[number] = claim.rate
        ends = {part: named(getattr(claim, part)) for part in ("subject", "object", "on", "scenario", "origin")}
        said_by = tuple(name for source in claim.attribution if (name := named(source)) is not None)
        same = (
            "id", "relation", "value", "value_max", "unit", "denominator", "comparator", "direction", "role", "status", "condition",
            "polarity", "time", "implicit_subject",
        )  # fmt: skip
        spans = tuple((part, found) for part in _PARTS if (found := getattr(claim.spans, part)))
        fields: dict[str, Any] = {**{name: getattr(claim, name) for name in same}, **ends}
        self.claims.append(ReportClaim(**fields, sentence=sentence, attribution=said_by, spans=spans))
        for entity in {name for name in (*ends.values(), *said_by) if isinstance(name, int)}:
            self.used[entity] += 1
            self.places[entity].add(len(self.chunks))

    def _close(self) -> None:
        if self.claims:
            self.chunks.append(Chunk(len(self.numbers) - len(self.claims), tuple(self.sentences), tuple(self.claims)))
            self.sentences, self.claims = [], []

    def done(self, store: "Store") -> Contents:
        self._close()
        by_id = {header.id: number for number, (header, _, _) in enumerate(self.headers)}
        copies = {by_id[row["id"]]: by_id[row["original"]] for row in store.read(_COPIES) if row["id"] in by_id}
        chunks = [self._with_stands(chunk) for chunk in self.chunks]
        links: Counter[tuple[int, int, str]] = Counter()
        cells, groups = [], 0
        for chunk in chunks:
            for number, claim in enumerate(chunk.claims, chunk.first):
                if claim.relation == "EXHIBITED" and isinstance(claim.subject, str):
                    groups += 1
                if isinstance(claim.subject, int) and isinstance(claim.object, int):
                    links[claim.subject, claim.object, claim.relation] += 1
                    if claim.relation == "EXHIBITED" and chunk.sentences[claim.sentence].article not in copies:
                        cells.append(self._cell(number, claim, claim.subject, claim.object))
        known = [Link(self.entities[row["source"]], self.entities[row["target"]], row["relation"]) for row in store.read(_KNOWN)]
        core = Core(
            entities=tuple(self._entity(number, row) for number, row in enumerate(self.rows)),
            articles=tuple(_article(*header, copies.get(number)) for number, header in enumerate(self.headers)),
            cells=tuple(cells),
            links=(*(Link(*key, count) for key, count in sorted(links.items())), *known),
            firsts=tuple(chunk.first for chunk in chunks),
            claims=len(self.numbers),
            fold=fold_table(),
            groups=groups,
            full_text=self.full_text,
        )
        return Contents(core, tuple(chunks), tuple(self.texts))

    def _with_stands(self, chunk: Chunk) -> Chunk:
        def stands(claim: ReportClaim) -> tuple[ReportStand, ...]:
            found = self.stands.get(claim.id, ())
            return tuple(ReportStand(type_, self.numbers[other], differ) for type_, other, differ in found if other in self.numbers)

        return replace(chunk, claims=tuple(replace(claim, stands=stands(claim)) for claim in chunk.claims))

    def _cell(self, number: int, claim: ReportClaim, model: int, behavior: int) -> Cell:
        value = self.rates.get(number)
        return Cell(
            claim=number,
            model=model,
            behavior=behavior,
            value=value,
            high=claim.value_max if value is not None and claim.unit != "count" else None,
            comparator=claim.comparator if claim.comparator != "=" else None,
            polarity=claim.polarity,
            conditional=bool(claim.condition) or claim.scenario is not None or claim.on is not None,
            conflict=any(stand.type == "CONTRADICTS" for stand in claim.stands),
        )

    def _entity(self, number: int, row: dict[str, Any]) -> ReportEntity:
        return ReportEntity(
            row["id"], entity_type(row["id"]), row["name"], row["en"], row["hant"], row["hans"], tuple(row["aliases"] or ()),
            self.used[number], tuple(sorted(self.places[number])), tuple(sorted(self.named[number])),
        )  # fmt: skip


def _article(header: ArticleHeader, claims: int, chunk: int, original: int | None) -> ReportArticle:
    url = header.url if is_web_address(header.url) else None
    return ReportArticle(
        header.id, shown_path(header.path, header.id), header.script, header.title, header.date, header.source, url, claims, chunk, original
    )


def fold_table() -> tuple[str, str]:
    """Every character whose search form is another one, and those forms, so that pages fold what is typed as the graph does."""
    codes = [code for code in (*range(0xA0, 0xD800), *range(0xF900, 0x10000), *range(0x20000, 0x30000)) if chr(code) != "\n"]
    before = "\n".join(map(chr, codes))
    pairs = [(a, b) for a, b in zip(before, lower(fold_characters(before)), strict=True) if a != b]
    return "".join(a for a, _ in pairs), "".join(b for _, b in pairs)
