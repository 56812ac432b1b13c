"""Terms and names of a corpus that the knowledge lacks: what a user may want to add to a lexicon of their own.

Five signs show one: it was taken for a name by its place, stands in Latin letters between Chinese ones, beside its other form in
a bracket, in quotation marks again and again, or is a word that jieba's dictionary has not.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal, cast

import msgspec

from kgx import pipeline
from kgx.corpus.failure import Failure, unreadable
from kgx.corpus.sources import Source
from kgx.errors import InputError
from kgx.knowledge import Knowledge
from kgx.mentions.ground import Cover
from kgx.mentions.shapes import HAN, RUN, TOKEN, shapes_of, words
from kgx.model.article import Article
from kgx.model.entity import EntityType
from kgx.model.item import ENTITY_KINDS
from kgx.read import read_article, split_records
from kgx.text.normal import normalize
from kgx.text.words import is_word
from kgx.text.words import words as jieba_words

Sign = Literal["name", "gloss", "latin", "quote", "word"]
_WEIGHT: dict[Sign, float] = {"name": 3.0, "gloss": 3.0, "latin": 1.5, "quote": 1.0, "word": 0.6}
_TOLD = 1.6
"""By how much more a term counts whose type its neighbours tell."""
_BOTH = 1.5
"""By how much more a term counts that an article gives in two forms."""
_LEAST: dict[Sign, int] = {"name": 1, "gloss": 1, "latin": 1, "quote": 2, "word": 3}
"""How often a sign must be seen."""
_QUOTED = re.compile(rf"“([{HAN}]{{2,8}})”")
_HAN_RUN = re.compile(rf"[{HAN}]+$")
_MEASURE = re.compile(r"\d+(\.\d+)?[a-z]{0,3}")
_LEARNED = frozenset(["Person", "Organization", "Study"])
_SHAPED = frozenset(["Model", "Benchmark"])
"""Of these the knowledge also knows names that it does not list, by their grammar or version; only those found by their place are new."""
_OF_PEOPLE = frozenset(["title", "founder", "speech"])
_NEAR = 8
"""Characters around a term in which a word tells its type."""


class Suggestion(msgspec.Struct, frozen=True, rename="camel"):
    """A term that the knowledge lacks."""

    term: str
    """As the articles write it most."""
    type: EntityType | None
    """What it seems to be."""
    aliases: tuple[str, ...]
    """Other forms that the articles give."""
    count: int
    articles: int
    sign: Sign
    """What showed it first: `name` (taken for one by its place), `gloss`, `latin`, `quote`, `word`."""
    path: str
    sentence: str


class _Seen(msgspec.Struct, frozen=True):
    """A term at one place of one article."""

    sign: Sign
    start: int
    """Into `Text.normal`."""
    end: int
    type: EntityType | None = None
    name: str = ""
    """Where it is another than the stretch."""
    alias: str = ""


class _Term(msgspec.Struct):
    written: Counter[str] = msgspec.field(default_factory=Counter)
    types: Counter[EntityType] = msgspec.field(default_factory=Counter)
    signs: Counter[Sign] = msgspec.field(default_factory=Counter)
    articles: set[str] = msgspec.field(default_factory=set)
    aliases: dict[str, None] = msgspec.field(default_factory=dict)
    path: str = ""
    sentence: str = ""


def suggest(sources: Iterable[Source], knowledge: Knowledge, on_failure: Callable[[Failure], None]) -> list[Suggestion]:
    """Terms that the knowledge lacks, the likeliest first. `on_failure` hears of each article that cannot be read."""
    terms: defaultdict[str, _Term] = defaultdict(_Term)
    for article in _articles(sources, on_failure):
        _Reader(article, knowledge).note(terms)
    kept = [(key, term) for key, term in terms.items() if any(term.signs[sign] >= _LEAST[sign] for sign in term.signs)]
    kept.sort(key=lambda pair: (-_points(pair[1]), pair[0]))
    return [_suggestion(term) for _, term in kept]


def _articles(sources: Iterable[Source], on_failure: Callable[[Failure], None]) -> Iterator[Article]:
    for source in sources:
        try:
            data = Path(source.file).read_bytes()
            spans = [(f"#{number}", data[a:b]) for number, a, b in split_records(data)] if source.records else [("", data)]
        except OSError as error:
            on_failure(unreadable(source.path, error))
            continue
        for tail, content in spans:
            try:
                yield read_article(content, key=source.key + tail, path=source.path + tail)
            except InputError as error:
                on_failure(Failure(source.path + tail, error.code, error.message, error.hint))


def _points(term: _Term) -> float:
    sign = max(term.signs, key=lambda one: _WEIGHT[one])
    told = (_TOLD if term.types else 1.0) * (_BOTH if term.aliases else 1.0)
    return _WEIGHT[sign] * told * (1 + math.log2(term.signs.total())) * (1 + math.log2(len(term.articles)))


def _suggestion(term: _Term) -> Suggestion:
    written = term.written.most_common(1)[0][0]
    return Suggestion(
        written,
        term.types.most_common(1)[0][0] if term.types else None,
        tuple(alias for alias in term.aliases if alias != written),
        term.signs.total(),
        len(term.articles),
        max(term.signs, key=lambda one: _WEIGHT[one]),
        term.path,
        term.sentence,
    )


class _Reader:
    """One article."""

    def __init__(self, article: Article, knowledge: Knowledge) -> None:
        self.article = article
        self.knowledge = knowledge
        self.shapes = shapes_of(knowledge)
        self.text, found = pipeline.resolved(article, knowledge)
        self.items = found.items
        self.normal = self.text.normal
        self.named = Cover(i for i in self.items if i.kind in ENTITY_KINDS)
        self.cover = Cover(self.items)

    def note(self, terms: dict[str, _Term]) -> None:
        """Add what this article shows."""
        taken: list[tuple[int, int]] = []
        for seen in (*self._names(), *self._glosses(), *self._latin(), *self._quotes(), *self._words()):
            if seen.sign != "name" and any(start < seen.end and seen.start < end for start, end in taken):
                continue
            taken.append((seen.start, seen.end))
            term = terms[normalize(seen.name or self.normal[seen.start : seen.end])]
            term.written[seen.name or self._as_written(seen.start, seen.end)] += 1
            term.signs[seen.sign] += 1
            term.articles.add(self.article.id)
            if seen.alias:
                term.aliases[seen.alias] = None
            if type_ := seen.type or (None if seen.sign == "gloss" else self._guess(seen.start, seen.end)):
                term.types[type_] += 1
            if not term.sentence:
                term.path, term.sentence = self.article.path, self._sentence(seen.start)

    def _names(self) -> Iterator[_Seen]:
        """Entities that no list has, found by their place."""
        for item in self.items:
            new = item.kind in _LEARNED or (item.kind in _SHAPED and item.reason not in {"", "short form"})
            if new and item.id not in self.knowledge.known:
                written = self._as_written(item.start, item.end)
                other = written if normalize(written) != normalize(item.name) else ""
                yield _Seen("name", item.start, item.end, cast(EntityType, item.kind), item.name, other)

    def _glosses(self) -> Iterator[_Seen]:
        """Two forms of one term, the second in a bracket, of which the knowledge has neither."""
        for match in self.shapes.gloss.finditer(self.normal):
            inner, outer = match.span(1), match.start()
            while self.normal[outer - 1 : outer] == " ":
                outer -= 1
            quoted = self.normal[outer - 1 : outer] in ("”", "》")
            outer -= quoted
            han = _HAN_RUN.search(self.normal, max(0, outer - 10), outer)
            if han is None or not self._is_term(*inner) or self.named.touches(*inner) or self._known(self.normal[inner[0] : inner[1]]):
                continue
            start = han.start() if quoted else self._words_before(han.start(), outer)
            if outer - start >= 2 and not self.named.touches(start, outer):
                yield _Seen("gloss", *inner, self._after(match.end()), alias=self._as_written(start, outer))

    def _words_before(self, low: int, end: int) -> int:
        """Where the words that end at `end` begin, back to the first that is in no name (的, 是, 与)."""
        start = end
        for a, b in reversed(list(jieba_words(self.normal[low:end], guess=True))):
            if b - a == 1 and self.normal[low + a] in self.shapes.name_stop:
                break
            start = low + a
        return start

    def _is_term(self, start: int, end: int) -> bool:
        """Whether a stretch is a term in Latin letters: some words, no sentence, and no everyday word alone."""
        stretch = self.normal[start:end]
        some = re.fullmatch(r"[A-Za-z][A-Za-z0-9 .&'’+\-]{2,50}", stretch) is not None and len(stretch.split()) <= 6
        return some and (" " in stretch or "-" in stretch or not stretch.islower())

    def _latin(self) -> Iterator[_Seen]:
        """Names in Latin letters that nothing has claimed."""
        for run in RUN.finditer(self.normal):
            tokens = list(TOKEN.finditer(run[0]))
            while tokens and not _telling(tokens[0][0]):
                tokens.pop(0)
            while tokens and not _telling(tokens[-1][0]):
                tokens.pop()
            if not tokens or len(tokens) > 5:
                continue
            start, end = run.start() + tokens[0].start(), run.start() + tokens[-1].end()
            stretch = self.normal[start:end].rstrip(".'’-+")
            end = start + len(stretch)
            if len(stretch) > 1 and not self.cover.touches(start, end) and not self._known(stretch):
                yield _Seen("latin", start, end)

    def _known(self, stretch: str) -> bool:
        """Whether a stretch is a name that the knowledge has, if in another sense, or made of words that name nobody."""
        normal = normalize(stretch)
        parts = re.findall(r"[\w.+\-]+", normal)
        if normal in self.knowledge.apps or normal in self.knowledge.aliases or self.knowledge.grammar.parse(stretch):
            return True
        return all(part in self._stop or _MEASURE.fullmatch(part) for part in parts)

    @cached_property
    def _stop(self) -> frozenset[str]:
        return self.shapes.no_name | self.shapes.of["common-latin"] | self.shapes.given

    def _quotes(self) -> Iterator[_Seen]:
        """Short Chinese terms in quotation marks."""
        for match in _QUOTED.finditer(self.normal):
            if match[1][0] not in self.shapes.name_stop and not self.named.touches(*match.span(1)):
                yield _Seen("quote", *match.span(1))

    def _words(self) -> Iterator[_Seen]:
        """Chinese words that jieba's dictionary has not, in sentences that speak of a model, body, person or study."""
        for sentence in self.text.sentences:
            stretch = self.normal[sentence.start : sentence.end]
            if not any(i.kind != "Behavior" for i in self.named.over(sentence.start, sentence.end)):
                continue
            for a, b in jieba_words(stretch, guess=True):
                start, end, word = sentence.start + a, sentence.start + b, stretch[a:b]
                if len(word) >= 2 and re.fullmatch(f"[{HAN}]+", word) and not is_word(word) and not self.cover.touches(start, end):
                    yield _Seen("word", start, end)

    def _guess(self, start: int, end: int) -> EntityType | None:
        """The type that the words beside a stretch tell."""
        if type_ := self._after(end):
            return type_
        beside = self.cover.over(max(0, start - 1), end + 1)
        if any(i.kind in _OF_PEOPLE and (i.start == end or i.end == start) for i in beside):
            return "Person"
        before = self.normal[max(0, start - _NEAR) : start].rstrip(" “《(")
        ending = (
            t for t, pattern in self._near.items() if t != "Behavior" and any(m.end() == len(before) for m in pattern.finditer(before))
        )
        return next(ending, None)

    def _after(self, end: int) -> EntityType | None:
        after = self.normal[end : end + _NEAR].lstrip(" ”》)的这一")
        return next((type_ for type_, pattern in self._near.items() if pattern.match(after)), None)

    @cached_property
    def _near(self) -> dict[EntityType, re.Pattern[str]]:
        of = self.shapes.of
        classes: dict[EntityType, frozenset[str]] = {
            "Benchmark": of["near-benchmark"],
            "Model": of["near-model"],
            "Organization": of["near-organization"],
            "Study": of["study-word"],
            "Scenario": of["near-scenario"],
            "Behavior": of["near-behavior"],
        }
        return {type_: re.compile(words(forms)) for type_, forms in classes.items()}

    def _as_written(self, start: int, end: int) -> str:
        a, b = self.text.span(start, end)
        return " ".join(self.article.text[a:b].split())

    def _sentence(self, position: int) -> str:
        for sentence in self.text.sentences:
            if sentence.start <= position < sentence.end:
                a, b = self.text.span(sentence.start, sentence.end)
                return " ".join(self.article.text[a:b].split())
        return ""


def _telling(token: str) -> bool:
    """Whether a Latin word can begin or end a name: it has a capital or a digit."""
    return any(c.isupper() for c in token) or (any(c.isdigit() for c in token) and any(c.isalpha() for c in token))
