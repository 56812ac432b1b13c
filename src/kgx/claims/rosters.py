"""Who belongs to a body, founded or left it, by a list of its people: 领导层有 CTO 甲、首席科学家乙; 顾问：丙、丁; 创始人：甲（CEO）、乙;
三位高层辞职，包括甲、乙."""

from collections.abc import Iterator
from itertools import product

from kgx.claims.reading import Reading, Ref, ref, theme
from kgx.claims.sequence import Chunk, Sequence
from kgx.claims.state import State, body_near
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.claim import Relation
from kgx.model.item import BODIES, Item

_FIRST, _NEXT = 20, 24
"""How far behind what introduces a list its first member begins, and each further one behind the one before: titles stand between."""
_TEAM = 32
"""The same of a founding team, of which one may first say how large it is: 创始团队，连他在内共十二人：…"""
_FOUNDERS = context("founding")
_HEADS = frozenset(":：，、；和与及")
"""What stands before whoever heads a clause or goes on with a list."""
_DEEDS = ("speech", "join", "leave", "found", "move", "publish", "test", "negation")
"""Kinds of words that a list of people does not have."""
_KINDS: dict[str, Relation] = {"roster": "AFFILIATED_WITH", "founder": "FOUNDED"}
"""What introduces a list, and what it says of each member."""
_OFFICE = "office"
"""Id of a cue that is also what each of them is: 顾问."""


def read_rosters(seq: Sequence, state: State, readings: list[Reading], knowledge: Knowledge) -> Iterator[Reading]:
    """Each member of a list of a body's people, who is not yet said to be there."""
    told = {(r.relation, r.subject.id, r.object.id) for r in readings if r.object}
    for cue in (i for i in seq.items if i.kind in _KINDS):
        founders = cue.kind == "roster" and _FOUNDERS.match(seq.text, cue.start) is not None
        relation: Relation = "FOUNDED" if founders else _KINDS[cue.kind]
        reach = (_TEAM if founders else _FIRST) if cue.kind == "roster" else 0
        link = next((i for i in seq.items if i.kind == "roster-link" and 0 <= i.start - cue.end <= reach), None)
        elsewhere = link is not None and seq.has(*BODIES, start=cue.end, end=link.start) is not None  # 三位高层加入 Meta，包括
        people = list(_all_heads(seq, link) if link and founders else _members(seq, link.end)) if link and not elsewhere else []
        body = _body(seq, state, cue, knowledge) if people else None
        if body is None:
            continue
        at = link.end if link else cue.end
        gone = link is not None and seq.has("leave", "quit", start=cue.end, end=link.start) is not None
        said: list[Relation] = [relation, "LEFT"] if gone else [relation]
        for chunk in people:
            for member, what in product(chunk.members, said):
                if (what, member.id, body.id) not in told:
                    told.add((what, member.id, body.id))
                    yield Reading(
                        relation=what, rule=f"{theme(what)}.roster", subject=ref(member), object=body,
                        clause=seq.clause_of(cue.start), cue=cue, role=_role(seq, cue, at, member) if what != "LEFT" else None,
                        polarity="asserted",
                    )  # fmt: skip
            at = chunk.end


def _all_heads(seq: Sequence, link: Item) -> Iterator[Chunk]:
    """The people who head the clauses and lists behind a colon, whatever is told of each: 创始团队：甲、乙来自 A，丙此前在 B."""
    if seq.text[link.start] not in ":：":
        yield from _members(seq, link.end)
        return
    for chunk in seq.chunks:
        if chunk.kind == "Person" and chunk.start >= link.end and seq.last(link.start, chunk.start) in _HEADS:
            yield chunk


def _members(seq: Sequence, start: int) -> Iterator[Chunk]:
    """The people of a list, up to where something else is told."""
    at, most = start, _FIRST
    for chunk in (c for c in seq.chunks if c.start >= start):
        if chunk.kind in BODIES:
            return
        if chunk.kind != "Person":
            continue
        between = seq.between(at, chunk.start)
        if chunk.start - at > most or seq.has(*_DEEDS, start=at, end=chunk.start) or any(e in between for e in "。；，") or "的" in between:
            return
        yield chunk
        at, most = chunk.end, _NEXT


def _role(seq: Sequence, cue: Item, at: int, member: Item) -> tuple[int, int] | None:
    """The title in front of a member, else what the list says that all of them are."""
    title = seq.has("title", start=at, end=member.start) if cue.kind == "roster" else None
    if title:
        return title.start, title.end
    return (cue.start, cue.end) if cue.id == _OFFICE or cue.kind == "founder" else None


def _body(seq: Sequence, state: State, cue: Item, knowledge: Knowledge) -> Ref | None:
    """Whose people they are: the body that the sentence names last before them, that in focus, or the one that the article is about.

    One where somebody was before is none of these: 前 OpenAI 副总裁甲任首席技术官，联合创始人还有乙.
    """
    own = [i for i in seq.items if i.kind in BODIES and i.end <= cue.start and not knowledge.is_media(i.id)]
    own = [i for i in own if not seq.before(i.start, "former")]
    near = ref(own[-1], implicit=True) if own else body_near(state, seq) or state.home
    left = {b for _, b in state.gone}
    if near and state.home and not own and cue.kind == "founder" and near.id in left and state.home.id not in left:
        near = state.home  # 甲离开 OpenAI，创办 A。联合创始人还有乙: of what the article is about, not of what they left
    return near if near and not knowledge.is_media(near.id) else None
