"""A question cut into what is known of it: names, behaviors, numbers, words of questions; and what is left over."""

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from kgx.mentions.scan import scan
from kgx.model.article import Article, Block
from kgx.model.ids import entity_id
from kgx.model.item import ENTITY_KINDS, Item, Number
from kgx.query.ask.lexicon import Word, lexicon
from kgx.text.build import build
from kgx.text.normal import fold_characters, invisible, lower, normalize

if TYPE_CHECKING:
    from kgx.knowledge import Knowledge
    from kgx.store import Store

_IN_GRAPH = """
MATCH (e:Kgx:Entity)
WITH e, [n IN split(e.normal, '\\n') WHERE size(n) > 1 AND $text CONTAINS n] AS found,
     CASE WHEN e:Person THEN [n IN split(replace(replace(e.normal, '·', '\\n'), ' ', '\\n'), '\\n') WHERE size(n) > 1 AND $text CONTAINS n]
          ELSE [] END AS parts
WHERE size(found) + size(parts) > 0
RETURN e.id AS id, e.name AS name, labels(e) AS labels, found, parts ORDER BY id
"""
_RANK = {"name": 0, "deed": 1, "number": 3, "word": 4}
_SETTING = 0.5
"""A setting comes behind the words of a condition that name only one side of it (在付费用户面前)."""
_LATIN = re.compile(r"[^\W\d_\u2e80-\U0003ffff](?:[\w.'-]*\w)?|\d+(?:\.\d+)*", re.ASCII)
_HAN = re.compile("[\u3400-\u9fff]+")
_LONG = 3
"""Letters of a Latin surname at least, to stand for a person."""


class Span(msgspec.Struct, frozen=True):
    """A stretch of the question in matching form, and what it is."""

    start: int
    end: int
    kind: str
    """`name`, `deed`, `number` or `word`."""
    type: str = ""
    name: str = ""
    ids: tuple[str, ...] = ()
    denied: bool = False
    """True of a behavior's opposite: complied with shutdown."""
    number: Number | None = None
    words: tuple[Word, ...] = ()

    def value(self, kind: str) -> Any:
        """The value of the word as one of that kind; None where it is none."""
        return next((word.value if word.value is not None else True for word in self.words if word.kind == kind), None)


def shown(text: str) -> str:
    """The question on one line, without what no reader sees."""
    visible = unicodedata.normalize("NFC", text)
    for start, end in reversed(invisible(visible)):
        visible = visible[:start] + visible[end:]
    return " ".join(visible.split())


def clean(text: str) -> str:
    """The question as shown, narrow and Simplified, code point for code point; Latin case kept."""
    return fold_characters(shown(text)).replace("’", "'").replace("‘", "'")


def cut(text: str, store: "Store", knowledge: "Knowledge") -> tuple[list[Span], list[tuple[int, int]]]:
    """The spans of a clean question, in order, and the stretches of words that nothing covers."""
    low = lower(text)
    spans = _settled(text, [*_scanned(text, knowledge), *_in_graph(low, store), *_deeds(low, knowledge), *_words(low)])
    more = [span for start, end in _left(low, spans) for span in _by_alias(low, start, end, knowledge)]
    if more:
        spans = _settled(text, [*spans, *more])
    return spans, _left(low, spans)


def _scanned(text: str, knowledge: "Knowledge") -> Iterable[Span]:
    """What extraction finds in the question, as it would in an article."""
    article = Article("question", "question", text, "", (Block("body", 0, len(text)),))
    for item in scan(build(article), knowledge):
        if item.kind == "number":
            yield Span(item.start, item.end, "number", number=item.number)
        elif item.kind in ("VagueBehavior", "DeniedBehavior"):
            ids = tuple(item.id.split("|"))
            names = " / ".join(knowledge.known[id_].name for id_ in ids)
            yield Span(item.start, item.end, "deed", "Behavior", names, ids, item.kind == "DeniedBehavior")
        elif item.kind in ENTITY_KINDS:
            yield Span(item.start, item.end, "deed" if item.kind == "Behavior" else "name", item.kind, item.name, (_id(item),))


def _id(item: Item) -> str:
    return item.id or entity_id(item.kind, normalize(item.name))


def _in_graph(text: str, store: "Store") -> Iterable[Span]:
    """Names that articles taught, and surnames and given names of people."""
    for row in store.read(_IN_GRAPH, {"text": text}):
        type_ = _type(row)
        parts = [name for name in row["parts"] if not name.isascii() or (len(name) >= _LONG and name not in lexicon().latin)]
        for name in dict.fromkeys((*row["found"], *parts)):
            for start in _places(text, name):
                yield Span(start, start + len(name), "deed" if type_ == "Behavior" else "name", type_, row["name"], (row["id"],))


def _type(row: dict[str, Any]) -> str:
    labels = set(row["labels"])
    return "Lab" if "Lab" in labels else next(kind for kind in ENTITY_KINDS if kind in labels)


def _by_alias(text: str, start: int, end: int, knowledge: "Knowledge") -> Iterable[Span]:
    """Names of the knowledge that count only in their own case in an article (METR, xAI), in any case here."""
    for id_, _ in knowledge.aliases.get(text[start:end], []):
        known = knowledge.known[id_]
        yield Span(start, end, "name", known.type, known.name, (id_,))


def _deeds(text: str, knowledge: "Knowledge") -> Iterable[Span]:
    """Behaviors and scenarios in the words of questions."""
    lex = lexicon()
    ids = list(lex.deeds.values())
    for number, start, end in lex.deed_automaton.find_matches_as_indexes(text, overlapping=True):
        known = knowledge.known[ids[number]]
        if at_edges(text, start, end):
            yield Span(start, end, "deed", known.type, known.name, (known.id,))


def _words(text: str) -> Iterable[Span]:
    lex = lexicon()
    for number, start, end in lex.automaton.find_matches_as_indexes(text, overlapping=True):
        if at_edges(text, start, end):
            yield Span(start, end, "word", words=lex.words[number])


def _places(text: str, name: str) -> Iterable[int]:
    at = text.find(name)
    while at >= 0:
        if at_edges(text, at, at + len(name)):
            yield at
        at = text.find(name, at + 1)


def at_edges(text: str, start: int, end: int) -> bool:
    """Whether a stretch that begins or ends with a Latin letter or digit stands at the edge of a Latin word."""
    return not (
        (_is_latin(text[start]) and start > 0 and _is_latin(text[start - 1]))
        or (_is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end]))
    )


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "\u0250"


def _settled(text: str, found: Iterable[Span]) -> list[Span]:
    """Without overlaps: the longer wins, then the name over the word; names of one stretch are one, whoever knew them.

    A behavior and the study that is called after it are told apart by capitals: agentic misalignment, Agentic Misalignment.
    """

    def rank(span: Span) -> float:
        if span.type == "Scenario":
            return _SETTING
        if span.value("words"):
            return _SETTING - 0.1
        small = span.type == "Study" and text[span.start : span.end].islower()
        return _RANK["deed"] + 1 if small else _RANK[span.kind]

    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start - s.end, rank(s), s.start)):
        clash = [other for other in kept if span.start < other.end and other.start < span.end]
        if not clash:
            kept.append(span)
        elif len(clash) == 1 and (clash[0].start, clash[0].end, clash[0].type) == (span.start, span.end, span.type) and span.ids:
            kept[kept.index(clash[0])] = msgspec.structs.replace(clash[0], ids=tuple(dict.fromkeys((*clash[0].ids, *span.ids))))
    return sorted(kept, key=lambda s: s.start)


def _left(text: str, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Latin words and runs of Chinese that no span touches."""
    masked = list(text)
    for span in spans:
        masked[span.start : span.end] = "\n" * (span.end - span.start)
    rest = "".join(masked)
    return sorted([m.span() for pattern in (_LATIN, _HAN) for m in pattern.finditer(rest)])
