"""Relations between people, bodies, models and studies, by the constructions of `relations.yaml`."""

import re
from collections.abc import Iterator

import msgspec

from kgx.claims.asides import byline_end, without_brackets, without_rivals
from kgx.claims.omitted import body_left_out, has_subject, maker_left_out, only_reports, person_left_out, with_titled_before
from kgx.claims.reading import Reading, Ref, ref
from kgx.claims.rosters import read_rosters
from kgx.claims.scope import polarity_at
from kgx.claims.sequence import WITH, Sequence
from kgx.claims.shared import BY_MOVING, read_company, read_founders
from kgx.claims.signs import PERSON, SIGNS, Encoded, Rule, in_bracket, means_no_lab, rules_for
from kgx.claims.state import OFFICE, State
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.claim import Polarity, Status
from kgx.model.item import BODIES, Item

_AT = frozenset(["AFFILIATED_WITH", "FOUNDED"])
_OF_PEOPLE = frozenset(["AFFILIATED_WITH", "LEFT", "FOUNDED", "ACQUIRED"])
"""Relations that are also planned, offered and asked about before they are so."""
_OF_BODIES = frozenset(["DEVELOPED", "PUBLISHED", "DISSOLVED", "ACQUIRED"])
"""Relations whose subject, where it is left out, is a body."""
_MOVE = 12
"""How far behind the word for a move its end may stand."""
_NEXT = 6
"""How far behind 后来 the word for a move ends."""
_BACK = 3
"""How far from a body the word ends that says what it is: moved to, a source."""
_OF_IT = 2
"""How far behind a body its team begins."""
_OF_BODY = context("former-of-body")
_FIRST = context("first-at")
_STUDIES = context("studies")
_DECLINED = context("declined")
_COMING = context("coming-to")
_HELD = context("held-before")
_THIS_BODY = context("this-body")
_AWAY = frozenset("从自由")
"""What stands before whom or what somebody leaves."""
_EACH = frozenset("都均皆同俩")
"""Words that say something of each of several people."""
_DESCRIBES = context("describes-whom", person=PERSON, signs="".join(SIGNS))


def read_relations(seq: Sequence, state: State, encoded: Encoded, knowledge: Knowledge) -> list[Reading]:
    """Readings of a sentence by all constructions; one reading for each pair of members."""
    readings: dict[tuple[str, str, str], Reading] = {}
    whole, byline = without_rivals(encoded), byline_end(seq, knowledge)
    for signs in filter(None, (whole, without_brackets(whole))):
        for rule in rules_for(knowledge, signs, wide=False):
            for match in rule.regex.finditer(signs.signs):
                start, end = signs.span(match)
                if start < byline < end:
                    continue
                for reading in _readings(seq, state, signs, rule, match, knowledge):
                    assert reading.object is not None
                    readings.setdefault((reading.relation, reading.subject.name, reading.object.name), reading)
    found = [r for r in readings.values() if not _only_comes(r, readings)]
    found += _left_behind(seq, state, found)
    found += [*read_founders(seq, state, found, knowledge), *read_company(seq, found)]
    found += read_rosters(seq, state, found, knowledge)
    return [*found, *_at_lab(seq, found, knowledge)]


def _only_comes(reading: Reading, readings: dict[tuple[str, str, str], Reading]) -> bool:
    """Whether a word that stands for a body left was taken for the one that the sentence says is joined: 离开这家公司，回到 OpenAI."""
    what = reading.object
    joined = readings.get(("AFFILIATED_WITH", reading.subject.name, what.name)) if what else None
    if reading.relation != "LEFT" or what is None or not what.implicit or joined is None or joined.rule not in BY_MOVING:
        return False
    goal = joined.object.item if joined.object else None
    return goal is not None and reading.cue is not None and reading.cue.start < goal.start


def _at_lab(seq: Sequence, readings: list[Reading], knowledge: Knowledge) -> Iterator[Reading]:
    """Who works in a team that is named with its lab works at the lab: OpenAI 战略探索团队负责人甲."""
    told = {(r.subject.id, r.object.id) for r in readings if r.relation == "AFFILIATED_WITH" and r.object}
    for reading in readings:
        lab = _body_of_team(seq, reading.object, knowledge) if reading.relation == "AFFILIATED_WITH" and reading.object else None
        if lab and (reading.subject.id, lab.id) not in told:
            told.add((reading.subject.id, lab.id))
            yield msgspec.structs.replace(reading, object=lab, rule="affiliated.in-team-of")


def _body_of_team(seq: Sequence, team: Ref, knowledge: Knowledge) -> Ref | None:
    """The body that the sentence names with a team: as the first part of its name, right before it, or elsewhere."""
    if team.item is None or not knowledge.is_team(team.id, team.name):
        return None
    named = seq.text[team.item.start : team.item.end].lower()
    for end in range(len(named) - 1, 1, -1):
        if id_ := next((i for i, weak in knowledge.aliases.get(named[:end], ()) if i.startswith("lab:") and not weak), None):
            return ref(Item("Lab", team.item.start, team.item.start + end, id_, knowledge.known[id_].name))
    whole = knowledge.whole(team.id)
    if whole:
        return next((ref(i) for i in seq.items if i.id == whole), None)
    at = team.item.start
    owner = next((i for i in seq.items if i.kind in BODIES and 0 <= at - i.end <= 1 and team.name.startswith(i.name)), None)
    return ref(owner) if owner else None  # 智谱对齐团队, of no list


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
        near = sorted((o for o in others if o.item is None or o.item.end <= move.start), key=lambda o: o.item.end if o.item else 0)
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
        if aside and encoded.members[match.start("s")][0].implicit and seq.last(seq.start, start) in _AWAY:
            return  # 从他那家公司跳槽到 Meta 的甲: of 甲
        if aside and not WITH.isdisjoint(encoded.signs[match.end("s") : match.end()]):
            return  # 甲与曾任职于 Google 的乙: of him who is beside
        whos = encoded.members[match.start("s")]
        if rule.relation == "LEFT" or rule.name in BY_MOVING:
            whos = whos if len(whos) > 1 else with_titled_before(seq, whos[0])
    elif rule.relation in _OF_BODIES:
        whos = maker_left_out(seq, state, encoded.members[match.start("o")][0], start, knowledge)
    else:
        behind = match.end("o") if groups.get("o") else match.end()
        own = has_subject(seq, start, cue.start if cue else end) or _DESCRIBES.match(encoded.signs, behind) is not None
        own = own or (rule.relation == "FOUNDED" and _body_heads(seq, start))
        whos = () if own else person_left_out(seq, state, start, knowledge)
    relative = cue is not None and seq.text[cue.end : cue.end + 1] == "的"  # 未包含 OpenAI 最新发布的 GPT-5: it is released
    told = cue is not None or rule.relation in _OF_PEOPLE or rule.relation == "EVALUATED"
    polarity: Polarity = "asserted"
    if told and not relative:
        polarity = polarity_at(seq, place.start, place.end, since=_relative_end(seq, start), behind=cue is not None)
    planned = rule.relation in _OF_PEOPLE and _is_planned(seq, place.start)
    if polarity == "asserted" and planned:
        polarity = "negated" if _DECLINED.search(seq.text, end, seq.end) else "hedged"
    if rule.relation in _AT and _is_apposed(match):
        polarity = "asserted"  # 据传 OpenAI 执行长甲有意离开: that he is is presupposed
        whos = whos if seq.has("executive", start=encoded.span(match, "role")[0], end=encoded.span(match, "role")[1]) is None else whos[:1]
    scattered = rule.relation in _OF_PEOPLE and not _are_all(seq, start, end)
    no_lab = not groups.get("o") and any(means_no_lab(i) for i in seq.items if start <= i.start < end)  # 该研究所所长甲
    in_order = seq.has("respectively", start=start, end=end) is not None
    if rule.relation == "FOUNDED" and groups.get("o") and groups.get("s") and _is_unnamed(seq, encoded, match):
        return
    for number, who in enumerate(whos):
        objects = encoded.members[match.start("o")] if groups.get("o") else body_left_out(seq, state, rule, who, start, encoded, knowledge)
        if in_order and len(whos) > 1 and len(objects) > 1:
            objects = objects[number : number + 1] if len(objects) == len(whos) else ()  # 甲和乙分别来自 A 和 B
        elif scattered and len(whos) > 1 and len(objects) > 1:
            continue  # 甲、乙等人来自 A、B 和 C: nobody says who from where
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
                    status=_status(seq, start, end, who, what, rule, planned) if rule.relation == "AFFILIATED_WITH" else rule.status,
                    polarity=polarity,
                )


def _is_unnamed(seq: Sequence, encoded: Encoded, match: re.Match[str]) -> bool:
    """Whether what somebody founded is only called a company, and not this one: 那是甲创立的公司."""
    start, end = encoded.span(match, "o")
    body = encoded.members[match.start("o")][0]
    if match.start("o") < match.start("s") or not body.implicit:
        return False
    opens = seq.clauses[seq.clause_of(start)].start
    held = body.item
    office = held is not None and seq.has("title", start=held.end, end=held.end + OFFICE) is not None
    if held and office and seq.start <= held.start < start and _HELD.search(seq.text, seq.start, held.start):
        return True  # 做过 OpenAI 技术总监，自立门户开了这间公司: not OpenAI
    return seq.last(seq.start, start) == "的" and not _THIS_BODY.search(seq.text, opens, end)


def _is_apposed(match: re.Match[str]) -> bool:
    """Whether a title stands before the name that bears it."""
    groups = match.groupdict()
    return bool(groups.get("role") and groups.get("s")) and match.end("role") <= match.start("s")


def _relative_end(seq: Sequence, start: int) -> int:
    """Up to where what stands before a match only describes whom it names: 未参与研究的牛津大学教授甲; else where the sentence begins."""
    return start if seq.between(seq.start, start).endswith("的") else seq.start


def _are_all(seq: Sequence, start: int, end: int) -> bool:
    """Whether a word says that something is so of each of several people: 甲和乙都曾在 A 和 B 工作."""
    return seq.has("tie", start=start, end=end) is not None or not _EACH.isdisjoint(seq.between(start, end))


def _body_heads(seq: Sequence, before: int) -> bool:
    """Whether a body is what a part of the sentence is about, and nobody else: OpenAI 主打 RLHF，曾组建超级对齐团队."""
    low = max(seq.start, seq.text.rfind("；", seq.start, before) + 1)
    head = seq.has(*BODIES, start=low, end=before)
    return head is not None and not seq.between(low, head.start).strip() and seq.has("Person", start=low, end=before) is None


def _only_tells(seq: Sequence, relation: str, who: Ref, what: Ref, knowledge: Knowledge) -> bool:
    """Whether a subject only tells of it: 据甲报道，测试中 GPT-9; (记者甲伦敦电)机构乙发布, (中央社电)机构甲发布, 机构甲说：“机构乙发布."""
    if relation in _AT:
        ahead = what.item is not None and (who.item is None or what.item.start < who.item.start)
        return ahead and what.item is not None and only_reports(seq, what.item, knowledge)
    if relation == "EVALUATED":
        return knowledge.is_media(who.id) and _is_source(seq, who)
    if relation != "PUBLISHED":
        return False
    return _is_reporter(seq, who, what) or (_bodies_between(seq, who, what) and _is_outside(seq, who, what, knowledge))


def _is_source(seq: Sequence, who: Ref) -> bool:
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
    return quoted or knowledge.is_media(who.id)


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


def _is_asked(seq: Sequence, place: int) -> bool:
    """Whether the clause asks or denies that one can know: 问他会不会回到 OpenAI."""
    clause = seq.clauses[seq.clause_of(place)]
    return any(i.kind == "question" and i.end <= place for i in clause.items)


def _is_planned(seq: Sequence, place: int) -> bool:
    """Whether the clause speaks of a plan or an offer: 拟加入, 有意收购."""
    clause = seq.clauses[seq.clause_of(place)]
    return any(i.kind == "plan" and i.end <= place for i in clause.items)


def _cue(seq: Sequence, start: int, end: int, relation: str) -> Item | None:
    """The word that polarity bears on: the first cue of a relation within the match or close behind it, in one clause; for whose a
    model is only within it (甲的 GPT-9 不在测试之列)."""
    if relation == "DEVELOPED":
        return next((i for i in seq.items if i.kind in {"develop", "publish"} and start <= i.start < end), None)
    kinds = {"develop", "publish", "found", "founder", "join", "leave", "contribute", "title", "test"}
    if relation in {"ACQUIRED", "DISSOLVED"} or relation not in _OF_PEOPLE:
        kinds |= {"acquire", "dissolve"}
    last = seq.clauses[seq.clause_of(end - 1)].end
    return next((i for i in seq.items if i.kind in kinds and start <= i.start < min(end + 12, last)), None)


def _behind_move(seq: Sequence, former: Item) -> bool:
    """Whether a word for former times only says where somebody moves: 回到老东家 OpenAI."""
    low = max(seq.clauses[seq.clause_of(former.start)].start, former.start - _BACK)
    if seq.text[former.start : former.end] == "前" and any(0 <= i.start - former.end <= 1 for i in seq.items if i.kind in BODIES):
        return False  # 加入前 OpenAI 技术长甲的公司
    return seq.has("move", "join", start=low, end=former.start) is not None


def _only_orders(seq: Sequence, former: Item) -> bool:
    """Whether a word for former times only says that somebody moves next: 后来加盟小米."""
    nearby = seq.has("move", "join", start=former.end, end=min(seq.end, former.end + _NEXT))
    return seq.text[former.start : former.end] == "后来" and nearby is not None


def _of_title(seq: Sequence, former: Item, body: int) -> bool:
    """Whether a word for former times is of the title of somebody who is named before a body: 原首席科学家甲转往 Meta."""
    title = any(i.kind == "title" and 0 <= i.start - former.end <= 1 for i in seq.items)
    return title and seq.has("Person", start=former.end, end=body) is not None


def _describes(seq: Sequence, former: Item, who: Ref, body: int | None) -> bool:
    """Whether a word for former times is in what describes a person, and the body is not: 执行长则是曾创立 A 的甲."""
    at = who.item.start if who.item and not who.implicit else -1
    inside = former.end <= at and seq.between(former.end, at).rstrip().endswith("的") and "，" not in seq.between(former.end, at)
    return inside and (body is None or not former.start <= body < at)


def _status(seq: Sequence, start: int, end: int, who: Ref, body: Ref, rule: Rule, planned: bool) -> Status | None:
    """Current or former: as the construction says; none of what is only planned (曾邀请甲加入); else by the nearest telling word of the
    clause before the end of the match, and None where there is none.

    A word for former times right before a body, or 前 behind it, is of that body alone (前 OpenAI 研究员甲加入 xAI), none behind a move
    (回到老东家 OpenAI).
    """
    if rule.status or planned:
        return rule.status
    bodies = {c.start: c.end for c in seq.chunks if c.kind in BODIES}
    former = [i for i in seq.items if i.kind == "former" and not _behind_move(seq, i) and not _only_orders(seq, i)]
    beside = {i.start: b for i in former for b in bodies if 0 <= b - i.end <= 1 and _OF_BODY.fullmatch(seq.text, i.start, i.end)}
    behind = ((i, b) for i in former for b, end in bodies.items() if i.start - end in {0, 1} and seq.text[i.start : i.end] == "前")
    coming = {i.start for i, b in behind if _COMING.search(seq.text, seq.start, b)}
    former = [i for i in former if i.start not in coming]
    beside |= {i.start: b for i in former for b, end in bodies.items() if i.start - end in {0, 1} and seq.text[i.start : i.end] == "前"}
    at = next((c.start for c in seq.chunks if body.item and c.start <= body.item.start < c.end), None)
    former = [i for i in former if (at is None or not _of_title(seq, i, at)) and not _describes(seq, i, who, at)]
    own = at is not None and any(b == at or 0 <= at - bodies[b] <= _OF_IT for b in beside.values())  # 曾在 OpenAI 的超级对齐团队
    if at is not None and (own or _FIRST.search(seq.text, max(seq.start, at - _BACK), at)):
        return "former"  # 先在谷歌做了两年
    if at is not None and any(seq.clauses[seq.clause_of(at)].start <= start < at for start in coming):
        return "former"  # 来腾讯前在 OpenAI
    clause = seq.clauses[seq.clause_of(start)]
    last = min(end + 6, max(end, seq.clauses[seq.clause_of(end - 1)].end))  # 短暂待过 xAI，现在在 Anthropic
    if body.item and any(i.kind == "Person" and body.item.end <= i.start < end for i in seq.items):
        last = end  # OpenAI 研究员甲此前在谷歌工作
    telling = [i for i in seq.items if (i.kind == "current" or i in former) and clause.start <= i.start < last and i.start not in beside]
    if not telling:
        return "former" if _STUDIES.match(seq.text, start, last) else None
    return "former" if telling[-1].kind == "former" else "current"
