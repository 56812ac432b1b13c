"""A sentence as a short typed sequence: its items, the lists that they form, and its clauses."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import attrgetter

import msgspec

from kgx.knowledge.contexts import context
from kgx.model.article import Block
from kgx.model.item import BODIES, ENTITY_KINDS, MODELS, Item
from kgx.text.build import Sentence, Text

_EDGE = re.compile(r"[，；。！？!?;\n]|(?<!\d):|:(?!\d)|(?<!\d),|,(?!\d)|——|→")
_LIST = context("list-joint")
_GLOSS = context("before-gloss")
_WHOSE = context("list-joint-whose", list=_LIST.pattern)
_CALLED = re.compile(_LIST.pattern + r"[\u3400-\u9fff]{1,10}\s*")
"""A list may say what kind of body a member is: A 与评测机构 B."""
_OWNS = context("owner-of")
_MAKES = context("maker-of")
_END = attrgetter("end")
PREVIOUS = "previous models"
"""Id of a cue for the models before: 前代, 上一代."""
_TO = ("对", "向", "跟", "接受")
_TOLD = 2
"""How far behind a word of telling the body stands that is told."""
WITH = frozenset("与和跟同")
"""What makes who stands behind it a companion."""
_PATIENTS = frozenset("被由把将比与跟和对向给让")


class Clause(msgspec.Struct, frozen=True):
    """A stretch between clause edges, with its items."""

    start: int
    end: int
    items: tuple[Item, ...]

    def of(self, *kinds: str) -> list[Item]:
        """Its items of these kinds."""
        return [i for i in self.items if i.kind in kinds]


class Chunk(msgspec.Struct, frozen=True):
    """Neighbouring entities of one kind that form a list (A、B 和 C); most have one member."""

    kind: str
    start: int
    end: int
    members: tuple[Item, ...]


class Sequence(msgspec.Struct, frozen=True):
    """One sentence, ready to be read."""

    text: str
    """The whole article in normal form; offsets below count in it."""
    start: int
    end: int
    block: Block
    number: int
    """Number of the sentence in the article."""
    items: tuple[Item, ...]
    clauses: tuple[Clause, ...]
    chunks: tuple[Chunk, ...]
    quoted: bool
    kinds: frozenset[str]
    """The kinds of its items: what it does not have need not be looked for."""

    @property
    def words(self) -> str:
        """The sentence in normal form."""
        return self.text[self.start : self.end]

    @property
    def asks(self) -> bool:
        """Whether it is a question as a whole."""
        return self.asked == self.start

    @property
    def asked(self) -> int:
        """Where the question begins that ends the sentence: a quote behind what is told, else the sentence; its end where none does."""
        words = self.words.rstrip("”’)》* ")
        if not words.endswith(("?", "？")):
            return self.end
        opening = words.rfind("“")
        told = opening > 0 and "”" not in words[opening:] and len(words[:opening].strip()) > 0
        return self.start + opening if told else self.start

    def clause_of(self, position: int) -> int:
        """Number of the clause that holds a position."""
        return min(bisect_right(self.clauses, position, key=_END), len(self.clauses) - 1)

    def between(self, a: int, b: int) -> str:
        """The words from a to b."""
        return self.text[a:b]

    def last(self, a: int, b: int) -> str:
        """The last character from a to b that is no blank; empty where there is none."""
        return self.text[a:b].rstrip()[-1:]

    def outside(self, items: Iterable[Item], a: int, b: int) -> str:
        """The words from a to b that none of the items covers."""
        rest, at = "", a
        for left, right in sorted((i.start, i.end) for i in items):
            rest += self.text[at:left]
            at = max(at, right)
        return rest + self.text[at:b]

    def has(self, *kinds: str, start: int | None = None, end: int | None = None) -> Item | None:
        """The first item of these kinds that lies within the stretch (default: the sentence)."""
        if self.kinds.isdisjoint(kinds):
            return None
        low, high = self.start if start is None else start, self.end if end is None else end
        return next((i for i in self.items if i.kind in kinds and low <= i.start and i.end <= high), None)

    def before(self, position: int, *kinds: str) -> Item | None:
        """The first item of these kinds that ends where nothing but blanks stands before a position."""
        if self.kinds.isdisjoint(kinds):
            return None
        end = self.start + len(self.between(self.start, position).rstrip())
        return next((i for i in self.items if i.kind in kinds and end <= i.end <= position), None)


def sequences(text: Text, items: tuple[Item, ...]) -> Iterator[Sequence]:
    """The sentences of an article with their items, in order."""
    starts = [i.start for i in items]
    for number, sentence in enumerate(_unwrapped(text.normal, s) for s in text.sentences):
        own = items[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        yield build(text.normal, sentence, number, text.blocks[sentence.block], _told(own))


def _unwrapped(normal: str, sentence: Sentence) -> Sentence:
    """A sentence without the brackets that hold all of it: （张若曦已离开 OpenAI）."""
    start, end = sentence.start, sentence.end
    if normal[start] != "(" or normal[end - 1] != ")":
        return sentence
    depths = accumulate({"(": 1, ")": -1}.get(c, 0) for c in normal[start : end - 1])
    return msgspec.structs.replace(sentence, start=start + 1, end=end - 1) if min(depths) > 0 else sentence


def whole(seq: Sequence) -> tuple[int, int]:
    """The span of the sentence with the brackets that hold all of it."""
    held = seq.text[seq.start - 1 : seq.start] == "(" and seq.text[seq.end : seq.end + 1] == ")"
    return (seq.start - 1, seq.end + 1) if held else (seq.start, seq.end)


def _told(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items with each word of telling and the body that is told as one word of saying: 告诉 TechCrunch."""
    pairs = [(t, b) for t in items if t.kind == "tells" for b in items if b.kind == "Organization" and 0 <= b.start - t.end <= _TOLD]
    for tells, body in pairs:
        said = [Item(kind, tells.start, body.end) for kind in ("say", "speech")]
        kept = (i for i in items if i.end <= tells.start or i.start >= body.end)
        items = tuple(sorted((*kept, *said), key=lambda i: i.start))
    return items


def build(normal: str, sentence: Sentence, number: int, block: Block, items: tuple[Item, ...]) -> Sequence:
    """The typed sequence of one sentence."""
    return Sequence(
        normal,
        sentence.start,
        sentence.end,
        block,
        number,
        items,
        tuple(_clauses(normal, sentence, items)),
        tuple(_chunks(normal, items)),
        sentence.quoted,
        frozenset([i.kind for i in items]),
    )


def _clauses(normal: str, sentence: Sentence, items: tuple[Item, ...]) -> Iterator[Clause]:
    inside = [(i.start, i.end) for i in items if i.kind in ENTITY_KINDS or i.kind == "number"]
    starts = [i.start for i in items]
    start = sentence.start
    for edge in [*_EDGE.finditer(normal, sentence.start, sentence.end), None]:
        end = edge.start() if edge else sentence.end
        if edge and any(a < end < b for a, b in inside):
            continue
        if normal[start:end].strip():
            yield Clause(start, end, items[bisect_left(starts, start) : bisect_left(starts, end)])
        start = edge.end() if edge else end


def _chunks(normal: str, items: tuple[Item, ...]) -> Iterator[Chunk]:
    entities = [i for i in items if i.kind in ENTITY_KINDS]
    if not entities:
        return
    nouns = frozenset(i.end for i in items if i.kind == "body-noun")
    yield from sorted([*_models(normal, entities), *_others(normal, entities, nouns)], key=lambda c: c.start)


def _models(normal: str, entities: list[Item]) -> Iterator[Chunk]:
    """Lists of models; each may have its maker before it (OpenAI的GPT-4.1和xAI的Grok 3)."""
    members: list[Item] = []
    for at, item in enumerate(entities):
        if item.kind not in MODELS:
            continue
        maker = (
            entities[at - 1]
            if at and entities[at - 1].kind in BODIES and _OWNS.fullmatch(normal, entities[at - 1].end, item.start)
            else None
        )
        begins = maker.start if maker else item.start
        if members and members[-1].end <= begins and _WHOSE.fullmatch(normal, members[-1].end, begins):
            members.append(item)
            continue
        if members:
            yield Chunk(members[0].kind, members[0].start, members[-1].end, tuple(members))
        members = [item]
    if members:
        yield Chunk(members[0].kind, members[0].start, members[-1].end, tuple(members))


def _others(normal: str, entities: list[Item], nouns: frozenset[int]) -> Iterator[Chunk]:
    """Lists of anything else; of a body may be said what it is (A 与评测机构 B): `nouns` are the ends of such words."""
    members: list[Item] = []
    end = 0
    for item in entities:
        if item.kind in MODELS:
            continue
        if members and item.id == members[-1].id and _GLOSS.fullmatch(normal, end, item.start):
            end = item.end + 1 if normal[item.end : item.end + 1] == ")" else item.end  # a gloss of the name before it
            continue
        joint = _WHOSE if item.kind in BODIES else _LIST
        called = item.kind in BODIES and not nouns.isdisjoint({item.start, item.start - 1})
        if called and (joined := _CALLED.fullmatch(normal, end, item.start)):
            joint = joined.re
        if members and _same_kind(members[-1], item) and joint.fullmatch(normal, end, item.start):
            members.append(item)
            end = item.end
            continue
        if members:
            yield Chunk(members[0].kind, members[0].start, end, tuple(members))
        members, end = [item], item.end
    if members:
        yield Chunk(members[0].kind, members[0].start, end, tuple(members))


def _same_kind(a: Item, b: Item) -> bool:
    return a.kind == b.kind or {a.kind, b.kind} <= BODIES


def is_maker(seq: Sequence, body: Item) -> bool:
    """Whether a body is named only as whose a model is (阿里巴巴的 Qwen3-Max, 所有深度求索模型)."""
    models = (i for i in seq.items if i.start >= body.end and (i.kind in MODELS or (i.kind == "group-noun" and i.start - body.end <= 1)))
    return any(_MAKES.fullmatch(seq.text, body.end, i.start) for i in models)


def before_titles(seq: Sequence, person: Item) -> int:
    """Where the titles right before a person begin, within the clause."""
    start, end = seq.clauses[seq.clause_of(person.start)].start, person.start
    while (title := seq.before(end, "title", "founder")) and start <= title.start:
        end = title.start
    return end


def is_addressed(seq: Sequence, item: Item) -> bool:
    """Whether somebody is only spoken to: 甲向路透社表示, 甲对《连线》杂志说, 甲接受路透社采访时说, 甲向总裁乙坦言."""
    start = before_titles(seq, item) if item.kind == "Person" else item.start
    return seq.text[seq.start : start].rstrip(" 《“‘").endswith(_TO)


def is_place(seq: Sequence, item: Item) -> bool:
    """Whether a body is only where somebody who is named before says it: 甲在微博表示."""
    return item.kind in BODIES and seq.last(seq.start, item.start) == "在" and seq.has("Person", *BODIES, end=item.start) is not None


def is_called_previous(seq: Sequence, chunk: Chunk) -> bool:
    """Whether a model is named as the one before another: 前代 Gemini 3 Pro, 前作 K2."""
    named = [i for i in seq.items if i.kind == "compared-group" and i.id == PREVIOUS and i.end <= chunk.start]
    return bool(named) and not seq.between(named[-1].end, chunk.start).strip("的 ")


def is_modified(seq: Sequence, noun: Item) -> bool:
    """Whether a word, a number or a maker before the noun makes it one of a kind (主流模型, 半数模型, OpenAI 模型)."""
    before = seq.text[noun.start - 1 : noun.start]
    if noun.start == seq.start or before < "\u3400" or not before.isalpha():
        kinds = {"number", "Lab", "Organization", "Model", "ModelFamily", "model-modifier"}
        return seq.before(noun.start, *kinds) is not None
    return not any(i.kind == "bare-before" and i.end == noun.start for i in seq.items)


def acts(seq: Sequence, pronoun: Item) -> bool:
    """Whether a pronoun can be who does it: not what something is done to or done with (被新模型取代, 比它)."""
    return seq.text[pronoun.start - 1 : pronoun.start] not in _PATIENTS
