"""From readings to claims: offsets of the article, evidence, ids."""

import re
from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from kgx.claims.reading import Reading, Ref
from kgx.claims.times import Moment, as_time
from kgx.model.article import Article, Block
from kgx.model.claim import Claim, Evidence, Polarity, Source, Span, Spans, Time
from kgx.model.ids import claim_id
from kgx.model.item import Item
from kgx.text.build import Text


class Context(msgspec.Struct, frozen=True):
    """What surrounds a reading: where it stands and what holds there."""

    block: Block
    evidence: tuple[int, int]
    """Span of the sentence in normal text."""
    condition: tuple[int, int] | None
    sources: tuple[Source, ...]
    source_spans: tuple[tuple[int, int], ...]
    origin: Source | None
    scenario: Ref | None
    time: Moment | None


class Builder:
    """Makes the claims of one article."""

    def __init__(self, article: Article, text: Text) -> None:
        self._article = article
        self._text = text
        self._lines = [-1, *(m.start() for m in re.finditer("\n", article.text))]

    @property
    def published(self) -> str | None:
        """The ISO date of the article."""
        return self._article.date

    def claim(self, reading: Reading, around: Context) -> Claim:
        """The claim that a reading makes; its id is not yet numbered among equal ones."""
        evidence = self._evidence(reading.evidence or around.evidence, around.block)
        condition = self._words(reading.condition or around.condition)
        subject, object_ = reading.subject.argument(), reading.object.argument() if reading.object else None
        polarity: Polarity = reading.polarity or "asserted"
        rate = self._rate(reading)
        id_ = claim_id(self._article.id, reading.relation, subject, object_, reading.value, polarity, condition, evidence.text)
        return Claim(
            id=id_,
            relation=reading.relation,
            subject=subject,
            object=object_,
            evidence=evidence,
            rule=reading.rule,
            spans=self._spans(reading, around),
            on=reading.on.argument() if reading.on else None,
            value=reading.value,
            value_max=reading.value_max,
            unit=reading.unit,
            denominator=reading.total,
            rate=rate,
            comparator=reading.comparator if reading.value is not None else None,
            direction=reading.direction,
            role=self._words(reading.role),
            status=reading.status,
            condition=condition,
            scenario=around.scenario.argument() if around.scenario else None,
            polarity=polarity,
            attribution=around.sources,
            origin=around.origin,
            time=self._time(around.time),
            implicit_subject=reading.subject.implicit,
            links=self._links(evidence.start, evidence.end),
        )

    def _time(self, moment: Moment | None) -> Time | None:
        return as_time(moment, self._words((moment.start, moment.end)) or "") if moment else None

    def _rate(self, reading: Reading) -> float | None:
        if reading.value is None:
            return None
        if reading.unit in {"rate", "score"}:
            return reading.value
        return round(reading.value / reading.total, 6) if reading.unit == "count" and reading.total else None

    def _evidence(self, span: tuple[int, int], block: Block) -> Evidence:
        start, end = self._text.span(*span)
        line = bisect_right(self._lines, start - 1)
        return Evidence(self._article.text[start:end], start, end, line, block.role, self._article.page(start))

    def _spans(self, reading: Reading, around: Context) -> Spans:
        place = self._places
        return Spans(
            subject=place(reading.subject.item),
            object=place(reading.object.item if reading.object else None),
            value=place(reading.number),
            denominator=place(reading.denominator),
            cue=place(reading.cue),
            condition=self._at(reading.condition or around.condition),
            attribution=tuple(self._text.span(a, b) for a, b in around.source_spans),
        )

    def _places(self, item: Item | None) -> tuple[Span, ...]:
        return (self._text.span(item.start, item.end),) if item else ()

    def _at(self, span: tuple[int, int] | None) -> tuple[Span, ...]:
        return (self._text.span(*span),) if span else ()

    def _words(self, span: tuple[int, int] | None) -> str | None:
        """The article's own words, markup left out."""
        if span is None:
            return None
        return "".join(self._article.text[p] for p in self._text.positions[span[0] : span[1]])

    def _links(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(link.url for link in self._article.links if link.start < end and start < link.end))


def numbered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims in text order; one that says the same from the same words is dropped, equal ids are numbered."""
    seen: dict[str, Claim] = {}
    result: list[Claim] = []
    counts: dict[str, int] = {}
    for claim in sorted(claims, key=lambda c: (c.evidence.start, c.spans.value or c.spans.cue or c.spans.object)):
        key = claim.id + str(claim.evidence.start)
        if key in seen:
            continue
        seen[key] = claim
        counts[claim.id] = counts.get(claim.id, 0) + 1
        result.append(claim if counts[claim.id] == 1 else msgspec.structs.replace(claim, id=f"{claim.id}-{counts[claim.id]}"))
    return tuple(result)
