"""Relations between people, bodies, models and studies, by the constructions of `relations.yaml`."""

import re
from collections.abc import Iterator

import msgspec

from kgx.claims.reading import Reading, Ref, ref
from kgx.claims.scope import polarity_at
from kgx.claims.sequence import WITH, Sequence
from kgx.claims.signs import PERSON, SIGNS, Encoded, Rule, in_bracket, is_beside, means_no_lab, quote_before, rules_for, subject_person
from kgx.claims.state import State
from kgx.knowledge import Knowledge
from kgx.model.claim import Status
from kgx.model.item import BODIES, MODELS, Item

_AT = frozenset(["AFFILIATED_WITH", "FOUNDED"])
_OF_PEOPLE = frozenset(["AFFILIATED_WITH", "LEFT", "FOUNDED", "ACQUIRED"])
"""Relations that are also planned, offered and asked about before they are so."""
_OF_BODIES = frozenset(["DEVELOPED", "PUBLISHED", "DISSOLVED", "ACQUIRED"])
"""Relations whose subject, where it is left out, is a body."""
_MOVE = 12
"""How far behind the word for a move its end may stand."""
_MEASURES = frozenset("个位名群批些")
"""What stands before people who are somebody else (一个研究者)."""
_OBLIQUE = frozenset("于与和跟对向从比被给")
_BACK = 3
"""How far from a body the word ends that says what it is: moved to, a source."""
_OF_IT = 2
"""How far behind a body its team begins."""
_OF_BODY = re.compile("前|原|.*[任在于自职过身]")
"""Words for former times that, right before a body, are of that body: 前 OpenAI, 曾任 OpenAI, no 后来 OpenAI."""
_FIRST = re.compile(r"先(?:后|是)?(?:在|到|去)\s*$")
"""What stands before a body that others follow: 先在谷歌做了两年."""
_TO = 4
"""How far before a body the word for a move to it ends."""
_DESCRIBES = re.compile(rf"[^，。；{''.join(SIGNS)}]{{0,8}}的[^，。；{''.join(SIGNS)}]{{0,12}}{PERSON}")
"""What stands behind a deed that only says who the person behind it is: 在 Meta 效力 12 年的首席科学家甲."""
_NAME_LIKE = re.compile(r"^\s*[\u4e00-\u9fff·]")
"""What opens a sentence and is no word that the knowledge has."""


def read_relations(seq: Sequence, state: State, encoded: Encoded, knowledge: Knowledge) -> list[Reading]:
    """Readings of a sentence by all constructions; one reading for each pair of members."""
    readings: dict[tuple[str, str, str], Reading] = {}
    for rule in rules_for(knowledge, encoded, wide=False):
        for match in rule.regex.finditer(encoded.signs):
            for reading in _readings(seq, state, encoded, rule, match, knowledge):
                assert reading.object is not None
                readings.setdefault((reading.relation, reading.subject.name, reading.object.name), reading)
    found = list(readings.values())
    return [*found, *_left_behind(seq, state, found), *_at_lab(seq, found, knowledge)]


def _at_lab(seq: Sequence, readings: list[Reading], knowledge: Knowledge) -> Iterator[Reading]:
    """Who works in a team that is named with its lab works at the lab: OpenAI 战略探索团队负责人甲."""
    told = {(r.subject.id, r.object.id) for r in readings if r.relation == "AFFILIATED_WITH" and r.object}
    for reading in readings:
        lab = _lab_of(seq, reading.object, knowledge) if reading.relation == "AFFILIATED_WITH" and reading.object else None
        if lab and (reading.subject.id, lab.id) not in told:
            told.add((reading.subject.id, lab.id))
            yield msgspec.structs.replace(reading, object=lab, rule="affiliated.in-team-of")


def _lab_of(seq: Sequence, team: Ref, knowledge: Knowledge) -> Ref | None:
    """The lab that the sentence names with a team: as the first part of its name, or elsewhere."""
    kind = knowledge.detail(team.id, "kind")
    if team.item is None or not (kind == "team" if kind else team.name.endswith(tuple(knowledge.shapes["team-end"]))):
        return None
    named = seq.text[team.item.start : team.item.end].lower()
    for end in range(len(named) - 1, 1, -1):
        if id_ := next((i for i, weak in knowledge.aliases.get(named[:end], ()) if i.startswith("lab:") and not weak), None):
            return ref(Item("Lab", team.item.start, team.item.start + end, id_, knowledge.known[id_].name))
    whole = knowledge.whole(team.id)
    return next((ref(i) for i in seq.items if i.id == whole), None) if whole else None


def _left_behind(seq: Sequence, state: State, readings: list[Reading]) -> Iterator[Reading]:
    """Whom somebody leaves who moves on (跳槽至 Meta): the body that the sentence or the text before gives as his."""
    told = {(r.subject.id, r.object.id) for r in readings if r.relation == "LEFT" and r.object}
    moves = [i for i in seq.items if i.kind == "move"]
    gone: set[tuple[str | None, str | None]] = set()
    for reading in sorted(readings, key=lambda r: r.object.item.start if r.object and r.object.item else -1):
        who, where = reading.subject, reading.object
        if reading.relation != "AFFILIATED_WITH" or where is None or where.item is None:
            continue
        move = next((m for m in reversed(moves) if 0 <= where.item.start - m.end <= _MOVE), None)
        if move is None or (who.item and who.item.start >= move.start):
            continue
        others = [r.object for r in readings if r.subject.id == who.id and r.relation in _AT and r.object and r.object.id != where.id]
        near = sorted((o for o in others if o.item and o.item.end <= move.start), key=lambda o: o.item.end if o.item else 0)
        before = near or [b for p, b in state.employers if p == who.id and b.id != where.id]
        first = (who.id, before[-1].id) not in gone if before else True
        gone.add((who.id, where.id))
        if not before or (first and any(p == who.id and b != where.id for p, b in told)):
            continue  # what is left is told, but where he only stopped over
        left = msgspec.structs.replace(before[-1], implicit=True)
        told.add((who.id, left.id))
        yield Reading(
            relation="LEFT",
            rule="left.by-moving",
            subject=who,
            object=left,
            clause=seq.clause_of(move.start),
            cue=move,
            polarity=reading.polarity,
        )


def _readings(seq: Sequence, state: State, encoded: Encoded, rule: Rule, match: re.Match[str], knowledge: Knowledge) -> Iterator[Reading]:
    groups = match.groupdict()
    start, end = encoded.span(match)
    cue = _cue(seq, start, end, rule.relation)
    place = cue or Item("construction", end - 1, end)
    if rule.relation in _OF_PEOPLE and _is_asked(seq, place.start):
        return
    if groups.get("s"):
        aside = rule.relation in _OF_PEOPLE and _DESCRIBES.match(encoded.signs, match.end())
        if aside and not WITH.isdisjoint(encoded.signs[match.end("s") : match.end()]):
            return  # 甲与曾任职于 Google 的乙: of him who is beside
        whos = encoded.members[match.start("s")]
    elif rule.relation in _OF_BODIES:
        whos = _maker_left_out(seq, state, encoded.members[match.start("o")][0], start, knowledge)
    else:
        own = _has_subject(seq, start, cue.start if cue else end) or _DESCRIBES.match(encoded.signs, match.end())
        whos = () if own else _left_out(seq, state, start, knowledge)
    relative = cue is not None and seq.text[cue.end : cue.end + 1] == "的"  # 未包含 OpenAI 最新发布的 GPT-5: it is released
    told = cue is not None or rule.relation in _OF_PEOPLE or rule.relation == "EVALUATED"
    polarity = polarity_at(seq, place.start, place.end) if told and not relative else "asserted"
    if polarity == "asserted" and rule.relation in _OF_PEOPLE and _is_planned(seq, place.start):
        polarity = "hedged"
    no_lab = not groups.get("o") and any(means_no_lab(i) for i in seq.items if start <= i.start < end)  # 该研究所所长甲
    for who in whos:
        objects = encoded.members[match.start("o")] if groups.get("o") else _body_left_out(seq, state, rule, who, start, encoded, knowledge)
        for what in objects:
            if (no_lab and what.kind == "Lab") or _only_tells(seq, rule.relation, who, what, knowledge):
                continue
            if who.id != what.id and (rule.relation != "DEVELOPED" or _may_make(who, what, what is objects[0], knowledge)):
                yield Reading(
                    relation=rule.relation,
                    rule=rule.name,
                    subject=who,
                    object=what,
                    clause=seq.clause_of(start),
                    cue=cue,
                    role=_role(encoded, match) if rule.relation in {"AFFILIATED_WITH", "FOUNDED"} else None,
                    status=rule.status or (_status(seq, start, end, what) if rule.relation == "AFFILIATED_WITH" else None),
                    polarity=polarity,
                )


def _only_tells(seq: Sequence, relation: str, who: Ref, what: Ref, knowledge: Knowledge) -> bool:
    """Whether a subject only tells of it: 据甲报道，测试中 GPT-9; (记者甲伦敦电)机构乙发布, (中央社电)机构甲发布, 机构甲说：“机构乙发布."""
    if relation == "EVALUATED":
        return is_media(who.id, knowledge) and _only_reports(seq, who)
    if relation != "PUBLISHED":
        return False
    return _is_reporter(seq, who, what) or (_bodies_between(seq, who, what) and _is_outside(seq, who, what, knowledge))


def _only_reports(seq: Sequence, who: Ref) -> bool:
    """Whether a word beside a body says that it is a source, or speaks."""
    if who.item is None:
        return False
    before = seq.has("source-before", start=max(seq.start, who.item.start - _BACK), end=who.item.start)
    return before is not None or seq.has("speech", start=who.item.end, end=min(seq.end, who.item.end + _BACK)) is not None


def _is_reporter(seq: Sequence, who: Ref, what: Ref) -> bool:
    """Whether somebody is named with other words in a bracket before the sentence that tells of what is published."""
    return bool(who.item and what.item and in_bracket(seq, who.item) and ")" in seq.between(who.item.end, what.item.start))


def _bodies_between(seq: Sequence, who: Ref, what: Ref) -> bool:
    return bool(who.item and what.item and seq.has(*BODIES, start=who.item.end, end=what.item.start))


def _is_outside(seq: Sequence, who: Ref, what: Ref, knowledge: Knowledge) -> bool:
    """Whether a body only tells of it: a medium, or one before the quote in which it stands."""
    quoted = who.item is not None and what.item is not None and "“" in seq.between(who.item.end, what.item.start).rstrip(" “《‘")
    return quoted or is_media(who.id, knowledge)


def _may_make(who: Ref, what: Ref, first: bool, knowledge: Knowledge) -> bool:
    """Whether a lab can be the maker: the model is no pronoun, and its family not another's, the first of a list allowed to a sister."""
    if what.implicit:
        return False
    lineage = knowledge.grammar.lineage(what.name)
    if lineage is None or not lineage.lab or lineage.lab == who.name:
        return True
    return first and lineage.lab.split()[0] == who.name.split()[0]


def _role(encoded: Encoded, match: re.Match[str]) -> tuple[int, int] | None:
    return encoded.span(match, "role") if match.groupdict().get("role") else None


def _has_subject(seq: Sequence, start: int, end: int) -> bool:
    """Whether what stands before the verb is a subject of its own (一个研究者愿意离开), perhaps an unknown name."""
    if any(i.kind == "share-people" and start <= i.start < end and seq.text[i.start - 1] in _MEASURES for i in seq.items):
        return True
    known = {at for i in seq.items for at in range(i.start, i.end)}
    opening = seq.text[start:end] if start == seq.clauses[0].start else ""
    unknown = "".join(c if start + n not in known else " " for n, c in enumerate(opening))
    return bool(_NAME_LIKE.search(unknown))


def _left_out(seq: Sequence, state: State, before: int, knowledge: Knowledge) -> tuple[Ref, ...]:
    """Whom a clause without a subject is about: the subject of the nearest clause before it, else the person in focus."""
    if seq.words.removeprefix("(").lstrip().startswith(tuple(knowledge.shapes["author-note"])):
        return ()
    own = subject_person(seq, before) or _subject_behind(seq, before)
    if own and own.kind == "anaphor-person":
        own = subject_person(seq, own.start) or own
    if own and own.kind == "Person":
        chunk = next(c for c in seq.chunks if c.start <= own.start < c.end)
        return tuple(ref(m, implicit=True) for m in chunk.members)
    if own and own.kind == "anaphor-latter":
        named = [i for i in seq.items if i.kind == "Person" and i.end <= own.start]
        return (ref(named[-1], implicit=True),) if named else ()
    low = max(seq.start, seq.text.rfind("；", seq.start, before) + 1)
    high = seq.text.find("；", before, seq.end)
    if own and own.kind == "anaphor-person" and state.person is None:
        told = seq.has("Person", start=low, end=before)  # 他叫甲
        return (ref(told, implicit=True),) if told else ()
    if own or not seq.has("Person", start=low, end=high if high >= 0 else seq.end):
        return (state.person,) if state.person else ()
    return ()


def _subject_behind(seq: Sequence, before: int) -> Item | None:
    """The subject of the next clause where this one only says when (加入 Anthropic 之前，甲在 Google)."""
    number = seq.clause_of(before)
    clause = seq.clauses[number]
    if number + 1 == len(seq.clauses) or not any(i.kind == "condition-close" and i.end == clause.end for i in clause.items):
        return None
    return next((i for i in seq.clauses[number + 1].items if i.kind == "Person"), None)


def _maker_left_out(seq: Sequence, state: State, what: Ref, before: int, knowledge: Knowledge) -> tuple[Ref, ...]:
    """Who makes or dissolves what, in a clause without a subject: the body that heads the clauses before; of a model, the maker of
    its family where the sentence names it or it is in focus."""
    bodies = _bodies(seq, before, knowledge)
    of = next((i.name for i in seq.items if i.kind in MODELS and what.name.startswith(f"{i.name} ")), None)  # GPT-5 System Card
    lineage = knowledge.grammar.lineage(of or what.name) if of or what.kind in MODELS else None
    if lineage and lineage.lab:
        own = [i for i in seq.items if i.kind in BODIES and i.end <= before] if of else bodies
        near = [ref(b, implicit=True) for b in reversed(own)] + [b for b in (state.body, state.home) if b]
        return next(((b,) for b in near if b.name == lineage.lab), ())
    heads = [b for b in bodies if b.id != what.id and b.start == seq.clauses[seq.clause_of(b.start)].items[0].start]
    if heads:
        return (ref(heads[-1], implicit=True),)
    return (state.body,) if state.body and not bodies and state.body_block == seq.block.start and state.body.id != what.id else ()


def _bodies(seq: Sequence, before: int, knowledge: Knowledge) -> list[Item]:
    """The bodies of the sentence before a place, media left out."""
    low = max(seq.start, seq.text.rfind("；", seq.start, before) + 1, quote_before(seq, before))
    return [i for i in seq.items if i.kind in BODIES and low <= i.start and i.end <= before and not is_media(i.id, knowledge)]


def _body_left_out(
    seq: Sequence, state: State, rule: Rule, who: Ref, before: int, encoded: Encoded, knowledge: Knowledge
) -> tuple[Ref, ...]:
    """The body of a title without one (首席执行官奥特曼): the last that the sentence names before it and that nobody else moves to, then
    the employer that the text gave, then the one in focus in its paragraph, the heading's, the one that the article names first."""
    if rule.relation == "LEFT" and (stated := _pointed_to(seq, who, encoded)):
        return (stated,)
    quits = any(i.kind == "quit" for i in seq.clauses[seq.clause_of(before)].items)
    goals = ("move", "join", "found") if quits else ("move", "join")
    own = [b for b in _bodies(seq, before, knowledge) if not _is_joined(seq, b, who, goals)]
    if rule.relation == "FOUNDED" and (deal := seq.has("acquire", end=before)):
        own = [b for b in own if b.start >= deal.end]
        if not own:
            return ()  # Meta 收购了…，创始人甲: of what is bought
    if own and 0 <= before - own[-1].end <= 1:
        return (ref(own[-1], implicit=True),)
    if own:
        heads = [b for b in own if seq.last(seq.start, b.start) not in _OBLIQUE and not is_beside(seq, b)]
        return (ref((heads or own)[-1], implicit=True),)
    if (opening := quote_before(seq, before)) > seq.start and seq.last(seq.start, opening) not in ":：":
        outside = {i.id: i for i in _bodies(seq, opening, knowledge)}
        if len(outside) == 1:
            return (ref(next(iter(outside.values())), implicit=True),)  # DeepSeek 否认“甲将卸任 CEO”
    part = seq.text.rfind("；", seq.start, before)
    if part >= 0 and (leaves := seq.has("leave", end=part)):
        left = seq.has(*BODIES, start=leaves.end, end=part)  # 甲离开 A，加入 B；执行长遗缺由乙接下
        return (ref(left, implicit=True),) if left and not is_media(left.id, knowledge) else ()
    if employer := dict(state.employers).get(who.id or ""):
        return (msgspec.structs.replace(employer, implicit=True),)
    near = state.body if state.body and state.body_block == seq.block.start and not is_media(state.body.id, knowledge) else None
    if near and state.home and (rule.relation == "LEFT" or seq.text.startswith("另", before)) and _is_elsewhere(state, near, state.home):
        return (state.home,)
    chosen = near or _of_section(state, knowledge) or state.home
    return (chosen,) if chosen else ()


def _pointed_to(seq: Sequence, who: Ref, encoded: Encoded) -> Ref | None:
    """The body that a pronoun gives somebody in the same clause: 该公司联合创始人甲已离开."""
    if who.item is None:
        return None
    clause = seq.clauses[seq.clause_of(who.item.start)]
    found = [m for at, members in encoded.members.items() for m in members if clause.start <= encoded.origin[at] < who.item.start]
    return next((m for m in found if m.implicit and m.kind in BODIES), None)


def _of_section(state: State, knowledge: Knowledge) -> Ref | None:
    """The one body that the heading of the section names."""
    bodies = {i.id: i for i in state.heading if i.kind in BODIES and not is_media(i.id, knowledge)}
    return ref(next(iter(bodies.values())), implicit=True) if len(bodies) == 1 else None


def _is_elsewhere(state: State, body: Ref, home: Ref) -> bool:
    """Whether a body is only where somebody went who left the one that the article is about, and nobody is said to leave it."""
    joined = {p for p, b in state.employers if b.id == body.id}
    return any(b == home.id and p in joined for p, b in state.gone) and not any(b == body.id for _, b in state.gone)


def _is_joined(seq: Sequence, body: Item, who: Ref, goals: tuple[str, ...]) -> bool:
    """Whether somebody else moves to a body: 甲转投 Meta，乙升任总裁; of one who quits, founds it: 甲创办了 xAI，总裁乙辞职."""
    deed = seq.has(*goals, start=max(seq.start, body.start - _TO), end=body.start)
    if deed is None or (deed.kind == "found" and "的" in seq.between(deed.end - 1, body.start)):
        return False  # 甲创办的 xAI 证实，总裁乙辞职: of xAI
    mover = subject_person(seq, body.start)
    return mover is not None and mover.kind == "Person" and mover.id != who.id


def _is_asked(seq: Sequence, place: int) -> bool:
    """Whether the clause asks or denies that one can know: 问他会不会回到 OpenAI."""
    clause = seq.clauses[seq.clause_of(place)]
    return any(i.kind == "question" and i.end <= place for i in clause.items)


def _is_planned(seq: Sequence, place: int) -> bool:
    """Whether the clause speaks of a plan or an offer: 拟加入, 有意收购."""
    clause = seq.clauses[seq.clause_of(place)]
    return any(i.kind == "plan" and i.end <= place for i in clause.items)


def is_media(body: str | None, knowledge: Knowledge) -> bool:
    """Whether a body is a medium, which reports and is not what is reported on."""
    return knowledge.detail(body, "kind") == "media"


def _cue(seq: Sequence, start: int, end: int, relation: str) -> Item | None:
    """The word that polarity bears on: the first cue of a relation within the match or close behind it, in one clause; for whose a
    model is only within it (甲的 GPT-9 不在测试之列)."""
    if relation == "DEVELOPED":
        return next((i for i in seq.items if i.kind in {"develop", "publish"} and start <= i.start < end), None)
    kinds = {"develop", "publish", "found", "founder", "join", "leave", "acquire", "dissolve", "contribute", "title", "test"}
    last = seq.clauses[seq.clause_of(end - 1)].end
    return next((i for i in seq.items if i.kind in kinds and start <= i.start < min(end + 12, last)), None)


def _behind_move(seq: Sequence, former: Item) -> bool:
    """Whether a word for former times only says where somebody moves: 回到老东家 OpenAI."""
    low = max(seq.clauses[seq.clause_of(former.start)].start, former.start - _BACK)
    return seq.has("move", "join", start=low, end=former.start) is not None


def _status(seq: Sequence, start: int, end: int, body: Ref) -> Status | None:
    """Current or former, by the nearest telling word of the clause before the end of the match; None where there is none. A word for
    former times right before a body is of that body alone (前 OpenAI 研究员甲加入 xAI), none behind a move (回到老东家 OpenAI)."""
    bodies = {c.start: c.end for c in seq.chunks if c.kind in BODIES}
    former = [i for i in seq.items if i.kind == "former" and not _behind_move(seq, i)]
    beside = {i.start: b for i in former for b in bodies if 0 <= b - i.end <= 1 and _OF_BODY.fullmatch(seq.text, i.start, i.end)}
    at = next((c.start for c in seq.chunks if body.item and c.start <= body.item.start < c.end), None)
    own = at is not None and any(b == at or 0 <= at - bodies[b] <= _OF_IT for b in beside.values())  # 曾在 OpenAI 的超级对齐团队
    if at is not None and (own or _FIRST.search(seq.text, max(seq.start, at - _BACK), at)):
        return "former"  # 先在谷歌做了两年
    clause = seq.clauses[seq.clause_of(start)]
    last = min(end + 6, max(end, seq.clauses[seq.clause_of(end - 1)].end))  # 短暂待过 xAI，现在在 Anthropic
    telling = [i for i in seq.items if (i.kind == "current" or i in former) and clause.start <= i.start < last and i.start not in beside]
    if not telling:
        return None
    return "former" if telling[-1].kind == "former" else "current"
