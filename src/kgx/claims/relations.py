"""Relations between people, bodies, models and studies, by the constructions of `relations.yaml`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import msgspec

from kgx.claims.reading import Reading, Ref, ref
from kgx.claims.scope import polarity_at
from kgx.claims.sequence import Chunk, Sequence
from kgx.claims.state import State
from kgx.errors import KnowledgeError
from kgx.knowledge import Knowledge
from kgx.knowledge.schema import Construction
from kgx.model.claim import Relation, Status
from kgx.model.item import BODIES, ENTITY_KINDS, Item

Cues = Mapping[str, list[str]]
"""Kind of cue → its words in normal form."""
_SIGN = {kind: chr(0xE000 + number) for number, kind in enumerate(ENTITY_KINDS)}
_ANY = "".join(_SIGN.values())
_EDGES = "，；。！？!?;—"
_ANAPHORS = {
    "anaphor-person": ("person", "Person"),
    "anaphor-lab": ("body", "Lab"),
    "anaphor-study": ("study", "Study"),
    "anaphor-model": ("focus", "Model"),
}
_UNUSED = frozenset(["Behavior", "Scenario"])
"""Kinds that no relation joins: their words stay words."""
_DETERMINERS = frozenset("该这此本")
_NAME_LIKE = re.compile(r"^\s*[\u4e00-\u9fff·]")
"""What opens a sentence and is no word that the knowledge has."""
_ENTITY = re.compile(r"<(?:(?P<as>[sox]):)?(?P<kinds>[A-Za-z|]+)(?P<optional>\?)?>")
_CUE = re.compile(r"\{(?P<kind>[a-z-]+)(?::(?P<as>[a-z]+))?\}")


class _Rule(msgspec.Struct, frozen=True):
    name: str
    relation: Relation
    regex: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    """Signs of which a sentence must have one each for the construction to be possible."""
    status: Status | None


class _Encoded(msgspec.Struct, frozen=True):
    """A sentence with one sign for each list of entities, and what each position came from."""

    signs: str
    origin: tuple[int, ...]
    """For each position of `signs`, its position in the normal text."""
    members: dict[int, tuple[Ref, ...]]
    """For each position of a sign, the entities."""


@lru_cache(maxsize=4)
def rules_of(knowledge: Knowledge) -> tuple[_Rule, ...]:
    """The constructions of the knowledge, compiled. Raises KnowledgeError that names each whose pattern is wrong."""
    rules, faults = _compiled(knowledge.constructions, knowledge.cues)
    if faults:
        told = "\n".join(f"relations.yaml: {name}: {fault}" for name, fault in faults)
        raise KnowledgeError(told, hint="relations.yaml explains the pattern language at its top")
    return rules


def wrong_patterns(constructions: Iterable[Construction], cues: Cues) -> list[tuple[str, str]]:
    """The constructions that do not compile: name, and what is wrong. `cues` are the words of each kind."""
    return _compiled(constructions, cues)[1]


def _compiled(constructions: Iterable[Construction], cues: Cues) -> tuple[tuple[_Rule, ...], list[tuple[str, str]]]:
    rules: list[_Rule] = []
    faults: list[tuple[str, str]] = []
    for c in constructions:
        try:
            rules.append(_compile(c.name, c.relation, c.pattern, c.status, cues))
        except re.error as fault:
            faults.append((c.name, f"the pattern does not compile: {fault}"))
        except KeyError as fault:
            faults.append((c.name, f"the pattern names a kind that there is not: {fault.args[0]}"))
    return tuple(rules), faults


def _compile(name: str, relation: Relation, pattern: str, status: Status | None, cues: Cues) -> _Rule:
    needs: list[frozenset[str]] = []

    def entity(m: re.Match[str]) -> str:
        signs = "[" + "".join(_SIGN[k] for k in m["kinds"].split("|")) + "]"
        found = f"(?P<{m['as']}>{signs})" if m["as"] else signs
        if m["as"] == "o" or (m["as"] and not m["optional"]):
            needs.append(frozenset(_SIGN[k] for k in m["kinds"].split("|")))
        if m["optional"]:
            return f"(?:{found}|(?:^|(?<=[{_EDGES}:])))"
        return found

    def cue(m: re.Match[str]) -> str:
        words = "|".join(sorted(map(re.escape, cues[m["kind"]]), key=len, reverse=True))
        return f"(?P<{m['as']}>{words})" if m["as"] else f"(?:{words})"

    pattern = pattern.replace("[^，。；、（(]", f"[^，。；、（({_ANY}]")
    pattern = pattern.replace("[^，；<>]", f"[^，；<>{_SIGN['Person']}]")
    pattern = pattern.replace("[^，。；]", f"[^，。；{_SIGN['Person']}]")  # no gap leaps over another person
    body = re.sub(r"~(\d+)", rf"[^{_ANY}{_EDGES}]{{0,\1}}?", pattern.replace(" ", ""))
    body = re.sub(r"≈(\d+)", rf"[^{_EDGES}]{{0,\1}}?", body)
    body = _CUE.sub(cue, _ENTITY.sub(entity, body))
    return _Rule(name, relation, re.compile(body, re.IGNORECASE), tuple(needs), status)


def read_relations(seq: Sequence, state: State, knowledge: Knowledge) -> list[Reading]:
    """Readings of a sentence by all constructions; one reading for each pair of members."""
    if len({c.kind for c in seq.chunks}) == 0 or seq.words.rstrip("”’)").endswith("?"):
        return []
    encoded = _encode(seq, state)
    present = set(encoded.signs)
    readings: dict[tuple[str, str, str], Reading] = {}
    for rule in rules_of(knowledge):
        if any(present.isdisjoint(signs) for signs in rule.needs):
            continue
        for match in rule.regex.finditer(encoded.signs):
            for reading in _readings(seq, state, encoded, rule, match, knowledge):
                assert reading.object is not None
                readings.setdefault((reading.relation, reading.subject.name, reading.object.name), reading)
    return list(readings.values())


def _encode(seq: Sequence, state: State) -> _Encoded:
    signs: list[str] = []
    origin: list[int] = []
    members: dict[int, tuple[Ref, ...]] = {}
    at = seq.start
    for start, end, kind, found in _stretches(seq, state):
        if start < at:
            continue
        signs += seq.text[at:start]
        origin += range(at, start)
        members[len(signs)] = found
        signs.append(_SIGN[kind])
        origin.append(start)
        at = end
    signs += seq.text[at : seq.end]
    origin += range(at, seq.end)
    return _Encoded("".join(signs), tuple(origin), members)


def _stretches(seq: Sequence, state: State) -> list[tuple[int, int, str, tuple[Ref, ...]]]:
    found = [f for c in seq.chunks if c.kind not in _UNUSED for f in _owned(seq, c)]
    for item in seq.items:
        if item.kind == "anaphor-latter":
            people = [ref(i, implicit=True) for i in seq.items if i.kind == "Person" and i.end <= item.start] or list(state.people)
            if people:
                found.append((item.start, item.end, "Person", (people[-1],)))
        if item.kind in _ANAPHORS and _points(seq, item) and not any(a < item.end and item.start < b for a, b, _, _ in found):
            field, kind = _ANAPHORS[item.kind]
            value = getattr(state, field)
            value = value[0] if isinstance(value, tuple) and value else value
            own = next((i for i in reversed(seq.items) if i.kind == kind and i.end <= item.start), None)
            if own is not None and kind == "Person":
                own = next(i for i in seq.items if i.kind == kind)
            chosen = ref(own, implicit=True) if own else value
            if isinstance(chosen, Ref) and chosen.id:
                found.append((item.start, item.end, chosen.kind if chosen.kind in _SIGN else kind, (chosen,)))
    return sorted(found, key=lambda f: f[0])


def _points(seq: Sequence, item: Item) -> bool:
    """Whether a word for a study or a body points to one (该报告, 公司), and is not just any (报告, 研究人员)."""
    if item.kind not in {"anaphor-study", "anaphor-lab"}:
        return True
    return seq.text[item.start] in _DETERMINERS or seq.text[item.start : item.end] == "公司"


def _owned(seq: Sequence, chunk: Chunk) -> Iterator[tuple[int, int, str, tuple[Ref, ...]]]:
    """A chunk, parted where another entity (the maker of the next model) stands between its members."""
    members: list[Item] = []
    for item in chunk.members:
        if members and any(members[-1].end <= c.start < item.start for c in seq.chunks):
            yield members[0].start, members[-1].end, chunk.kind, tuple(ref(i) for i in members)
            members = []
        members.append(item)
    yield members[0].start, chunk.end, chunk.kind, tuple(ref(i) for i in members)


def _readings(seq: Sequence, state: State, encoded: _Encoded, rule: _Rule, match: re.Match[str], knowledge: Knowledge) -> Iterator[Reading]:
    groups = match.groupdict()
    start, end = encoded.origin[match.start()], encoded.origin[match.end() - 1] + 1
    objects = encoded.members[match.start("o")] if groups.get("o") else _body_left_out(seq, state, start, knowledge)
    cue = _cue(seq, start, end)
    if groups.get("s"):
        whos = encoded.members[match.start("s")]
    else:
        whos = () if _has_subject(seq, start, cue.start if cue else end) else _left_out(seq, state, start)
    polarity = polarity_at(seq, cue.start, cue.end) if cue else None
    status = rule.status or (_status(seq, start, end) if rule.relation == "AFFILIATED_WITH" else None)
    for who in whos:
        for what in objects:
            if who.id != what.id and (rule.relation != "DEVELOPED" or _may_make(who, what, what is objects[0], knowledge)):
                yield Reading(
                    relation=rule.relation,
                    rule=rule.name,
                    subject=who,
                    object=what,
                    clause=seq.clause_of(start),
                    cue=cue,
                    role=_role(encoded, match) if rule.relation in {"AFFILIATED_WITH", "FOUNDED"} else None,
                    status=status,
                    polarity=polarity or "asserted",
                )


def _may_make(who: Ref, what: Ref, first: bool, knowledge: Knowledge) -> bool:
    """Whether a lab can be the maker: no pronoun, and not a later entry of a list whose family is another's."""
    if what.implicit:
        return False
    lineage = knowledge.grammar.lineage(what.name)
    return first or lineage is None or lineage.lab == who.name


def _role(encoded: _Encoded, match: re.Match[str]) -> tuple[int, int] | None:
    if not match.groupdict().get("role"):
        return None
    return encoded.origin[match.start("role")], encoded.origin[match.end("role") - 1] + 1


def _has_subject(seq: Sequence, start: int, end: int) -> bool:
    """Whether what stands before the verb is a subject of its own (一个研究者愿意离开), perhaps an unknown name."""
    if any(i.kind == "share-people" and start <= i.start < end for i in seq.items):
        return True
    known = {at for i in seq.items for at in range(i.start, i.end)}
    opening = seq.text[start:end] if start == seq.clauses[0].start else ""
    unknown = "".join(c if start + n not in known else " " for n, c in enumerate(opening))
    return bool(_NAME_LIKE.search(unknown))


def _left_out(seq: Sequence, state: State, before: int) -> tuple[Ref, ...]:
    """Whom a clause without a subject is about: the first person since the last semicolon, else the one in focus."""
    low = max(seq.start, seq.text.rfind("；", seq.start, before) + 1)
    own = next((i for i in seq.items if i.kind in {"Person", "anaphor-person"} and low <= i.start and i.end <= before), None)
    if own and own.kind == "Person":
        chunk = next(c for c in seq.chunks if c.start <= own.start < c.end)
        return tuple(ref(m, implicit=True) for m in chunk.members)
    if own or (low == seq.start and not seq.has("Person")):
        return (state.person,) if state.person else ()
    return ()


def _body_left_out(seq: Sequence, state: State, before: int, knowledge: Knowledge) -> tuple[Ref, ...]:
    """The body of a title without one (首席执行官奥特曼): the last that the sentence names before it, then the one in focus in
    its paragraph, then the lab that the article named first."""
    low = max(seq.start, seq.text.rfind("；", seq.start, before) + 1)
    own = [i for i in seq.items if i.kind in BODIES and low <= i.start and i.end <= before and not _is_media(i.id, knowledge)]
    if own:
        return (ref(own[-1], implicit=True),)
    near = state.body if state.body and state.body_block == seq.block.start and not _is_media(state.body.id, knowledge) else None
    chosen = near or state.home
    return (chosen,) if chosen else ()


def _is_media(body: str | None, knowledge: Knowledge) -> bool:
    known = knowledge.known.get(body or "")
    return known is not None and getattr(known.record, "kind", "") == "media"


def _cue(seq: Sequence, start: int, end: int) -> Item | None:
    """The word within the match that polarity bears on: its first cue of a relation."""
    kinds = {"develop", "publish", "found", "founder", "join", "leave", "acquire", "dissolve", "contribute", "title", "test"}
    return next((i for i in seq.items if i.kind in kinds and start <= i.start < end + 12), None)


def _status(seq: Sequence, start: int, end: int) -> Status:
    """Current or former, by the nearest telling word of the clause before the end of the match."""
    clause = seq.clauses[seq.clause_of(start)]
    telling = [i for i in seq.items if i.kind in {"current", "former"} and clause.start <= i.start < end + 6]
    return "former" if telling and telling[-1].kind == "former" else "current"
