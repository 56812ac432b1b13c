"""An article with its marks: the visible text in pieces, each with the entity and the parts of claims that it belongs to."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import groupby, pairwise

import msgspec

from kgx.model.article import Article, Block
from kgx.model.claim import Claim
from kgx.model.entity import Entity
from kgx.model.facts import ArticleFacts
from kgx.text.build import Sentence, Text, build

PARTS = ("subject", "object", "value", "condition", "speaker")
"""Parts of a claim that are marked, in the order of their legend."""


class Piece(msgspec.Struct, frozen=True):
    """A stretch of visible text with one set of marks."""

    text: str
    entity: Entity | None = None
    """The one whose mention is the shortest here, where mentions lie in each other."""
    parts: tuple[str, ...] = ()
    """Which of `PARTS` it belongs to, in any claim."""
    claims: tuple[int, ...] = ()
    """Numbers of these claims."""


class MarkedSentence(msgspec.Struct, frozen=True):
    """One sentence, and the claims that it states."""

    number: int
    """1-based, in the article."""
    pieces: tuple[Piece, ...]
    claims: tuple[int, ...]


class MarkedBlock(msgspec.Struct, frozen=True):
    """A paragraph, heading, cell, …"""

    block: Block
    sentences: tuple[MarkedSentence, ...]


class Row(msgspec.Struct, frozen=True):
    """What stands beside its claims: one block, or the rows of a table."""

    block: Block
    cells: tuple[tuple[MarkedBlock, ...], ...]
    """Rows of blocks; one row of one block where it is no table."""
    claims: tuple[int, ...]

    @property
    def marked(self) -> MarkedBlock:
        """The block, where it is no table."""
        return self.cells[0][0]


class _Mark(msgspec.Struct, frozen=True):
    """A span of visible text, in positions of `Text.normal`."""

    start: int
    end: int
    entity: Entity | None = None
    part: str = ""
    claim: int = 0


def marked(article: Article, facts: ArticleFacts) -> tuple[Row, ...]:
    """The article as rows, with its entities and claims marked. Claims are numbered from 1, as in `facts.claims`."""
    text = build(article)
    marks = sorted(_marks(text, facts), key=lambda mark: (mark.start, mark.end))
    stated = _stated(text, facts.claims)
    of_block = groupby(enumerate(text.sentences, 1), key=lambda pair: pair[1].block)
    blocks = [_block(article, text, number, list(found), marks, stated) for number, found in of_block]
    rows = groupby(blocks, key=lambda marked: (marked.block.start, None) if marked.block.cell is None else (None, marked.block.cell.table))
    return tuple(_row(list(group)) for _, group in rows)


def _marks(text: Text, facts: ArticleFacts) -> Iterator[_Mark]:
    def at(start: int, end: int) -> tuple[int, int]:
        return bisect_left(text.positions, start), bisect_left(text.positions, end)

    for entity in facts.entities:
        for mention in entity.mentions:
            yield _Mark(*at(mention.start, mention.end), entity=entity)
    for number, claim in enumerate(facts.claims, 1):
        spans = claim.spans
        values = (*spans.value, *spans.denominator)
        for part, found in zip(PARTS, (spans.subject, spans.object, values, spans.condition, spans.attribution), strict=True):
            for span in found:
                yield _Mark(*at(*span), part=part, claim=number)


def _stated(text: Text, claims: tuple[Claim, ...]) -> dict[int, tuple[int, ...]]:
    """Number of a sentence → numbers of the claims whose evidence begins in it."""
    starts = [sentence.start for sentence in text.sentences]
    found: dict[int, tuple[int, ...]] = {}
    for number, claim in enumerate(claims, 1):
        sentence = bisect_right(starts, bisect_left(text.positions, claim.evidence.start))
        found[sentence] = (*found.get(sentence, ()), number)
    return found


def _block(
    article: Article,
    text: Text,
    number: int,
    sentences: list[tuple[int, Sentence]],
    marks: list[_Mark],
    stated: dict[int, tuple[int, ...]],
) -> MarkedBlock:
    """A block in sentences; blanks between them belong to the one before."""
    end = (text.starts[number + 1] if number + 1 < len(text.starts) else len(text.positions)) - 1
    starts = [text.starts[number], *(sentence.start for _, sentence in sentences[1:]), end]
    here = [mark for mark in marks if mark.start < end and mark.end > starts[0]]
    parts = zip(sentences, pairwise(starts), strict=True)
    return MarkedBlock(
        text.blocks[number],
        tuple(MarkedSentence(n, tuple(_pieces(article, text, *span, here)), stated.get(n, ())) for (n, _), span in parts),
    )


def _pieces(article: Article, text: Text, start: int, end: int, marks: list[_Mark]) -> Iterator[Piece]:
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {start, end, *(min(max(edge, start), end) for mark in here for edge in (mark.start, mark.end))}
    for a, b in pairwise(sorted(edges)):
        over = [mark for mark in here if mark.start <= a and b <= mark.end]
        entities = [mark for mark in over if mark.entity]
        inner = min(entities, key=lambda mark: mark.end - mark.start, default=None)
        parts = {mark.part for mark in over}
        yield Piece(
            "".join(article.text[p] for p in text.positions[a:b]).replace("\n", " ").replace("\r", " "),
            inner.entity if inner else None,
            tuple(part for part in PARTS if part in parts),
            tuple(sorted({mark.claim for mark in over if mark.claim})),
        )


def _row(blocks: list[MarkedBlock]) -> Row:
    claims = tuple(sorted(number for marked in blocks for sentence in marked.sentences for number in sentence.claims))
    lines = groupby(blocks, key=lambda marked: marked.block.cell.row if marked.block.cell else 0)
    return Row(blocks[0].block, tuple(tuple(line) for _, line in lines), claims)
