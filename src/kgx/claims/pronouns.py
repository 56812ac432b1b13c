"""Whom a pronoun may mean: 他 is none whom the text has called 她; 前者 and 后者 of two; two or three people spoken of before (两人)."""

import msgspec

from kgx.claims.reading import Ref, ref
from kgx.claims.sequence import Sequence
from kgx.claims.state import State
from kgx.knowledge.contexts import context
from kgx.model.item import BODIES, MODELS, Item

_TELLING = frozenset("他她")
_IS_FROM = context("is-from")
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


def fitting(state: State, seq: Sequence) -> State:
    """The state with the person in focus whom the sentence's pronoun may mean: another of the sentence before where it does not fit."""
    pronoun = _pronoun(seq)
    if pronoun is None or state.person is None:
        return state
    said, called = seq.text[pronoun.start], dict(state.called)
    elsewhere = state.hero is None or not state.met or state.hero.id in state.hosts or any(i.kind == "Person" for i in state.heading)
    if state.hero and not elsewhere and called.get(state.hero.id or "", said) == said and state.person.id not in called:
        return msgspec.structs.replace(state, person=state.hero)  # whom the article is about
    if called.get(state.person.id or "", said) == said:
        return state
    others = [p for p in reversed(state.people) if called.get(p.id or "", said) == said]
    return msgspec.structs.replace(state, person=others[0] if others else None)


def called(state: State, seq: Sequence) -> tuple[tuple[str, str], ...]:
    """Who is called 他 and who 她, after a sentence that begins with such a word."""
    pronoun = _pronoun(seq)
    if pronoun is None or state.person is None or state.person.id is None or seq.has("Person", end=pronoun.start):
        return state.called
    return tuple((dict(state.called) | {state.person.id: seq.text[pronoun.start]}).items())


def _pronoun(seq: Sequence) -> Item | None:
    return next((i for i in seq.items if i.kind == "anaphor-person" and seq.text[i.start] in _TELLING), None)


def one_of_two(seq: Sequence, state: State, item: Item) -> Ref | None:
    """Whom 前者 or 后者 stands for: a person, else one of two bodies that the sentence names before it."""
    named = [ref(i, implicit=True) for i in seq.items if i.kind in {"Person", *BODIES, *MODELS} and i.end <= item.start]
    former = seq.has("anaphor-former")
    if former and len(state.bodies) == 2 and state.age and not seq.has("Person", *BODIES, *MODELS, end=former.start):
        return state.bodies[0 if item is former else 1]  # 智谱挂牌，翌日轮到 MiniMax。前者的首席科学家…
    people = [r for r in named if r.kind == "Person"]
    if _IS_FROM.search(seq.text, seq.start, item.start):
        people, named = [], [r for r in named if r.kind in BODIES]  # OpenAI 与 A 合写，第一作者甲来自后者
    if item.kind == "anaphor-latter" and (people or (state.people and not named)):
        return (people or state.people)[-1]
    both = list({r.id: r for r in named}.values())
    if item.kind == "anaphor-latter" and both and seq.text[item.end : item.end + 1] == "由" and both[-1].kind in BODIES:
        return both[-1]  # 收购初创甲，后者由乙创办
    pair = next((c.members for c in reversed(seq.chunks) if c.kind == "Person" and c.end <= item.start), ())
    if item.kind == "anaphor-former" and (len(pair) == 2 or len({r.id for r in people}) == 2):
        return ref(pair[0], implicit=True) if len(pair) == 2 else people[0]
    if len(both) < 2 or not {r.kind for r in both} <= BODIES:
        return None
    return both[0] if item.kind == "anaphor-former" else both[-1]


def people_meant(seq: Sequence, state: State, item: Item) -> tuple[Ref, ...]:
    """Whom a word for several people stands for (两人, 他们): as many as it says, of a list, of the sentence or of the one before."""
    count = _COUNTS.get(seq.text[item.start]) or _COUNTS.get(seq.text[item.start + 1])
    lists = [tuple(ref(m, implicit=True) for m in c.members) for c in reversed(seq.chunks) if c.kind == "Person" and c.end <= item.start]
    named = tuple({r.id: r for found in reversed(lists) for r in found}.values())
    offered = [{r.id: r for r in found} for found in (*lists, named, state.together, state.people)]
    if count and seq.text[item.start] == "前":
        return tuple(state.people[:count])
    fitting = (tuple(o.values()) for o in offered if (len(o) == count if count else len(o) > 1))
    return next(fitting, ())


def are_few(seq: Sequence, item: Item) -> bool:
    """Whether a number at the head of a clause is of people who were named: 三人均从甲出走, 三个人注册了乙."""
    few = item.number is not None and item.number.unit == "people" and seq.text[item.start] in _COUNTS
    return few and item.start == seq.clauses[seq.clause_of(item.start)].start
