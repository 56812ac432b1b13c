"""Whom or what a construction of a relation leaves out: the person, the maker, the body."""

import re

import msgspec

from kgx.claims.reading import Ref, ref
from kgx.claims.sequence import Chunk, Sequence, before_titles
from kgx.claims.signs import Encoded, Rule, is_beside, of_team, quote_before, subject_person
from kgx.claims.state import FROM, OFFICE, State, body_near
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.item import BODIES, ENTITY_KINDS, MODELS, Item

_MEASURES = frozenset("个位名群批些")
"""What stands before people who are somebody else (一个研究者)."""
_ONE_OF_TWO = {"anaphor-former": 0, "anaphor-latter": -1}
"""Which of two people before it a word means."""
_OBLIQUE = frozenset("于与和跟对向从比被给获由受替")
_COMPANION = context("companion")
_TAKES_OVER = context("takes-over")
_CIRCLE = context("circle")
_TEAM_ACTS = context("team-acts")
_OF_BODY = context("former-of-body")
_COMES = context("comes-from")
_HIMSELF = context("gives-himself")
_PAST = context("was-there")
_HOLDS = context("holds-at")
_STAYED = context("stayed")
_TO = 4
"""How far before a body the word for a move to it ends."""
_HEAD = 4
"""Where a number of people begins that heads its clause: 至少五人, 其中三人."""
_POINTS = ("这位", "那位", "这名")
"""What points to a person who was spoken of before: 这位大学教授."""
_OF = 8
"""How far before several founders their body ends: Reflection AI 的两位创办人."""
_OUTSIDERS = frozenset(["evaluator", "media"])
_NEAR = 6
"""How far behind a body the word ends that says that it speaks: 在博客中写道."""
_OFFICES = frozenset(
    f"affiliated.{name}"
    for name in ("office-is", "holds", "takes-office", "office-alone", "post-given", "chosen-as", "serves-since", "still-serves")
)
"""Constructions of an office of the body in focus, whoever else is described beside."""
_OF_COMPANIES = frozenset(["LEFT", "FOUNDED"])
"""Relations whose body, where it is left out, is no team."""
_STATED = frozenset(["left.dismissed-for"])
"""Constructions whose body the sentence itself names, or the paragraph where it is the one that the article is about."""
_LIST = 48
"""How far apart the first and the last of a list of people with titles stand."""
_CALLED = context("is-called")
_JOINED = context("joined-people")
_LATIN_OF = context("latin-of")
_EDGES = "，；:：。"
_EXECUTIVES = frozenset(["affiliated.executive", "affiliated.office-is", "affiliated.holds"])
"""Constructions of the office of one who leads a company."""
_NAME_LIKE = re.compile(r"^\s*[\u4e00-\u9fff·]")
"""What opens a sentence and is no word that the knowledge has."""


def has_subject(seq: Sequence, start: int, end: int) -> bool:
    """Whether what stands before the verb is a subject of its own (一个研究者愿意离开), perhaps an unknown name."""
    if any(i.kind == "share-people" and start <= i.start < end and seq.text[i.start - 1] in _MEASURES for i in seq.items):
        return True
    if _TEAM_ACTS.search(seq.text, start, end) or _is_author(seq, start, end):
        return True  # 其团队并入阿里云; 我 2021 年在中研院当过助理
    if any(i.kind == "people-at-large" and start <= i.start < end and seq.text[i.end] != "的" for i in seq.items):
        return True  # 吸引来自 OpenAI 的人才跳槽
    clause = seq.clauses[seq.clause_of(start)]
    if any(i.number and i.number.unit == "people" and clause.start <= i.start < min(end, clause.start + _HEAD) for i in seq.items):
        return True  # 至少五人去了 Mistral
    known = {at for i in seq.items for at in range(i.start, i.end)}
    opening = seq.text[start:end] if start == seq.clauses[0].start and not seq.text.startswith(_POINTS, start) else ""
    unknown = "".join(c if start + n not in known else " " for n, c in enumerate(opening))
    return bool(_NAME_LIKE.search(unknown))


def _is_author(seq: Sequence, start: int, end: int) -> bool:
    """Whether 我 stands before the verb, and nobody who could say it."""
    me = seq.has("first-person", start=seq.clauses[seq.clause_of(start)].start, end=end)
    return me is not None and quote_before(seq, me.start) == seq.start and not seq.has("Person", end=me.start)


def person_left_out(seq: Sequence, state: State, before: int, knowledge: Knowledge) -> tuple[Ref, ...]:
    """Whom a clause without a subject is about: the subject of the nearest clause before it, else the person in focus."""
    if seq.words.removeprefix("(").lstrip().startswith(tuple(knowledge.shapes["author-note"])):
        return ()
    own = subject_person(seq, before) or _subject_behind(seq, before)
    if own and own.kind == "anaphor-person":
        own = subject_person(seq, own.start) or own
    if own and own.kind == "Person":
        chunk = next(c for c in seq.chunks if c.start <= own.start < c.end)
        return tuple(ref(m, implicit=True) for m in _with_titled(seq, chunk))
    if own and own.kind in _ONE_OF_TWO:
        named = [ref(i, implicit=True) for i in seq.items if i.kind == "Person" and i.end <= own.start][-2:]
        two = named if len(named) == 2 or (named and own.kind == "anaphor-latter") else list(state.people)[-2:]
        return (two[_ONE_OF_TWO[own.kind]],) if two else ()
    low = max(seq.start, seq.text.rfind("；", seq.start, before) + 1)
    high = seq.text.find("；", before, seq.end)
    if own and own.kind == "anaphor-person" and state.person is None:
        told = seq.has("Person", start=low, end=before)
        return (ref(told, implicit=True),) if told and _CALLED.fullmatch(seq.text, own.end, told.start) else ()
    behind = {i.id: i for i in reversed(seq.items) if i.kind == "Person" and low <= i.start < (high if high >= 0 else seq.end)}
    if own or all(_COMPANION.search(seq.text, seq.clauses[seq.clause_of(i.start)].start, i.start) for i in behind.values()):
        return (state.person,) if state.person else ()
    return ()


def with_titled_before(seq: Sequence, who: Ref) -> tuple[Ref, ...]:
    """The people of a list that ends with somebody, each with a title: 研究主管甲、技术长乙和副总裁丙; of anybody else himself."""
    at = who.item.start if who.item and not who.implicit else None
    for chunk in seq.chunks:
        if chunk.kind == "Person" and at is not None and chunk.end <= at and len(seq.between(chunk.end, at)) <= _LIST:
            members = _with_titled(seq, chunk)
            if any(m.start == at for m in members):
                return tuple(ref(m) for m in members)
    return (who,)


def _with_titled(seq: Sequence, chunk: Chunk) -> tuple[Item, ...]:
    """A list of people with those behind it before whom a title stands: 首席科学家甲和发明者之一乙，先后离开."""
    members, end = chunk.members, chunk.end
    for after in (c for c in seq.chunks if c.kind == "Person" and c.start >= chunk.end):
        titled = seq.before(after.start, "title", "founder") or seq.between(end, after.start).rstrip().endswith("之一")
        if not titled or not _JOINED.fullmatch(seq.text, end, after.start):
            break
        members, end = (*members, *after.members), after.end
    return members


def _subject_behind(seq: Sequence, before: int) -> Item | None:
    """The subject of the next clause where this one only says when (加入 Anthropic 之前，甲在 Google)."""
    number = seq.clause_of(before)
    clause = seq.clauses[number]
    if number + 1 == len(seq.clauses) or not any(i.kind == "condition-close" and i.end == clause.end for i in clause.items):
        return None
    return next((i for i in seq.clauses[number + 1].items if i.kind == "Person"), None)


def maker_left_out(seq: Sequence, state: State, what: Ref, before: int, knowledge: Knowledge) -> tuple[Ref, ...]:
    """Who makes or dissolves what, in a clause without a subject: the body that heads the clauses before; of a model, the maker of
    its family where the sentence names it or it is in focus."""
    bodies = _bodies(seq, before, knowledge)
    of = next((i.name for i in seq.items if i.kind in MODELS and what.name.startswith(f"{i.name} ")), None)  # GPT-5 System Card
    lineage = knowledge.grammar.lineage(of or what.name) if of or what.kind in MODELS else None
    if lineage and lineage.lab:
        own = [i for i in seq.items if i.kind in BODIES and i.end <= before] if of else bodies
        near = [*(ref(b, implicit=True) for b in reversed(own)), *(b for b in (state.body, state.home) if b), *state.labs]
        return next(((b,) for b in near if b.name == lineage.lab), ())
    whole = knowledge.whole(what.id) if what.kind == "Organization" else None
    if whole:
        return (Ref(whole, knowledge.known[whole].name, knowledge.known[whole].type, None, True),)  # 超级对齐团队已遭解散
    heads = [b for b in bodies if b.id != what.id and b.start == seq.clauses[seq.clause_of(b.start)].items[0].start]
    if heads:
        return (ref(heads[-1], implicit=True),)
    return (state.body,) if state.body and not bodies and state.body_block == seq.block.start and state.body.id != what.id else ()


def _bodies(seq: Sequence, before: int, knowledge: Knowledge) -> list[Item]:
    """The bodies of the sentence before a place, without media and those from which people only come: 清华系, 甲从 A 加入，任首席科学家."""
    low = max(seq.start, seq.text.rfind("；", seq.start, before) + 1, quote_before(seq, before))
    found = [i for i in seq.items if i.kind in BODIES and low <= i.start and i.end <= before and not knowledge.is_media(i.id)]
    found = [i for i in found if not _CIRCLE.match(seq.text, i.end) and not only_reports(seq, i, knowledge)]
    return [i for i in found if seq.last(seq.start, i.start) not in FROM or not _COMES.match(seq.text, i.end)]


def only_reports(seq: Sequence, body: Item, knowledge: Knowledge) -> bool:
    """Whether a body that tests models or is a medium only says what follows: METR 表示，创始人甲…"""
    if knowledge.detail(body.id, "kind") not in _OUTSIDERS:
        return False
    says = seq.has("speech", start=body.end, end=min(seq.end, body.end + _NEAR))
    return says is not None and seq.has("title", "anaphor-person", "Person", start=body.end, end=says.start) is None


def body_left_out(
    seq: Sequence, state: State, rule: Rule, who: Ref, before: int, encoded: Encoded, knowledge: Knowledge
) -> tuple[Ref, ...]:
    """The body of a title without one (首席执行官奥特曼): the last that the sentence names before it and that nobody else moves to, then
    the employer that the text gave, then the one in focus in its paragraph, the heading's, the one that the article names first."""
    found = _body_left_out(seq, state, rule, who, before, encoded, knowledge)
    no_team = rule.relation in _OF_COMPANIES or rule.name in _EXECUTIVES
    return tuple(of_team(body, state, knowledge) for body in found) if no_team else found


def _body_left_out(
    seq: Sequence, state: State, rule: Rule, who: Ref, before: int, encoded: Encoded, knowledge: Knowledge
) -> tuple[Ref, ...]:
    if rule.relation == "LEFT" and (stated := _pointed_to(seq, who, encoded)):
        return (stated,)
    quits = any(i.kind == "quit" for i in seq.clauses[seq.clause_of(before)].items)
    goals = ("move", "join", "found") if quits else ("move", "join")
    if rule.relation == "FOUNDED" and seq.text.startswith("另", before) and state.founded and not seq.has("found", "founder", end=before):
        return (state.founded,)  # 另一位联合创始人甲
    own = [b for b in _bodies(seq, before, knowledge) if not _is_once(seq, b, who) and not _is_of_other(seq, b, before)]
    reports = "向" in seq.text[before : before + 2]  # 甲出任 A 技术官，向负责人乙汇报
    if rule.name != "affiliated.post-given" and not reports:  # 把甲请来主持 A，首席科学家则交给乙
        own = [b for b in own if not _is_joined(seq, b, who, goals)]
    if rule.name == "affiliated.next-in-line" and not own:
        return (state.left,) if state.left and state.left_block == seq.block.start else ()
    if who.item and not who.implicit and _is_of_stranger(seq, who.item):
        return ()
    if rule.relation == "FOUNDED" and (deal := seq.has("acquire", end=before)):
        own = [b for b in own if b.start >= deal.end]
        if not own:
            return ()  # Meta 收购了…，创始人甲: of what is bought
    if rule.name == "affiliated.executive":
        own = [b for b in own if knowledge.detail(b.id, "kind") != "university"]  # 首席科学家甲是清华大学教授，行政总裁乙…
        own = [b for b in own if not _is_former(seq, b) or _is_right_before(seq, b, before)]  # 创办人甲是前英伟达研究员，技术长乙…
    if rule.name in _OFFICES:  # CEO 是前 Nabla 创办人甲，首席科学家是乙
        own = [b for b in own if not _is_former(seq, b) and not _is_past(seq, b, before)]
        founded = (i for i in reversed(seq.items) if i.kind in BODIES and i.end <= before and seq.before(i.start, "found"))
        made = None if own or quits else next((i for i in founded if not knowledge.is_team(i.id, i.name)), None)
        if made:
            return (ref(made, implicit=True),)  # 甲创办了 A；乙在 B 待了半年，便跳过来担任首席科学家
    if own and not seq.has("found", end=before) and _HIMSELF.match(seq.text, before, seq.end):
        return (ref(own[0], implicit=True),)  # A 的 CEO 由 B 的创始人甲出任，乙自任董事长: of A
    if own and _is_right_before(seq, own[-1], before):
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
        left = next(
            (b for b in seq.clauses[seq.clause_of(leaves.start)].of(*BODIES) if b.start >= leaves.end), None
        )  # 甲离开 A，加入 B；执行长遗缺由乙接下
        return (ref(left, implicit=True),) if left and not knowledge.is_media(left.id) else ()
    near = state.body if state.body and state.body_block == seq.block.start and not knowledge.is_media(state.body.id) else None
    employer = dict(state.employers).get(who.id or "")
    elsewhere = employer is not None and state.left is not None and employer.id != state.left.id and not _is_too(seq, before)
    if state.left and state.left_block == seq.block.start and not elsewhere and _leaves_too(seq, before, rule):
        return (state.left,)
    if rule.name in _STATED:
        return (near,) if near and state.home and near.id == state.home.id else ()
    if employer:
        return (msgspec.structs.replace(employer, implicit=True),)
    if near and state.home and (rule.relation == "LEFT" or seq.text.startswith("另", before)) and _is_elsewhere(state, near, state.home):
        return (state.home,)
    chosen = near or _of_heading(state, knowledge) or state.home
    return (chosen,) if chosen else ()


def _is_former(seq: Sequence, body: Item) -> bool:
    """Whether a word for former times is of a body alone: 前英伟达研究员."""
    former = seq.before(body.start, "former")
    return former is not None and _OF_BODY.fullmatch(seq.text, former.start, former.end) is not None


def _is_right_before(seq: Sequence, body: Item, place: int) -> bool:
    """Whether nothing stands between a body and a place: OpenAI 首席执行官."""
    return 0 <= place - body.end <= 1 and seq.text[place] not in _EDGES


def _is_past(seq: Sequence, body: Item, before: int) -> bool:
    """Whether a body is only where somebody was of whom something is told: 由曾在 Meta 工作十一年的甲接任 CTO."""
    if seq.last(seq.start, body.start) not in {"在", "于"}:
        return False
    return _PAST.fullmatch(seq.between(body.end, before).strip()) is not None or _STAYED.match(seq.text, body.end, before) is not None


def _is_once(seq: Sequence, body: Item, who: Ref) -> bool:
    """Whether a body is only where somebody else was before: OpenAI 前技术官甲创办的公司与乙分手, 任命前 OpenAI 研究员甲，向总裁乙汇报."""
    former = next((i for i in seq.items if i.kind == "former" and i.start - body.end in {0, 1} and i.end - i.start == 1), None)
    former = former or seq.before(body.start, "former")
    if former and seq.text.endswith(_POINTS, seq.start, body.start):
        return True  # 百川由这位搜狗前 CEO 创办，联合创始人乙…
    person = seq.has("Person", start=body.end, end=seq.clauses[seq.clause_of(body.start)].end) if former else None
    return person is not None and person.id != who.id


def _is_of_other(seq: Sequence, body: Item, before: int) -> bool:
    """Whether a body is only where one of an earlier part has an office: 甲现在是 Mistral AI 的负责人；安全主管乙…"""
    if "；" not in seq.between(body.end, before + 1):
        return False
    clause = seq.clauses[seq.clause_of(body.start)]
    office = seq.has("title", start=body.end, end=min(clause.end, body.end + OFFICE))
    return office is not None and _HOLDS.search(seq.text, clause.start, body.start) is not None


def _leaves_too(seq: Sequence, before: int, rule: Rule) -> bool:
    """Whether somebody goes as others did before: 9 月，技术长甲请辞; 联合创始人乙也去了 Anthropic."""
    clause = seq.clauses[seq.clause_of(before)]
    if seq.last(seq.start, before) == "的":
        return False  # 后者的联合创始人甲离开
    if rule.relation == "FOUNDED":
        return bool(clause.of("move", "join", "quit")) and _is_too(seq, before)
    return bool(clause.of("quit", "leave"))


def _is_of_stranger(seq: Sequence, person: Item) -> bool:
    """Whether a title before a person is of a body that no list has: X 的首席执行官甲."""
    start = before_titles(seq, person)
    of = _LATIN_OF.search(seq.text, seq.start, start) if start < person.start else None
    return of is not None and not any(i.start < of.end() and of.start() < i.end for i in seq.items if i.kind in ENTITY_KINDS)


def _is_too(seq: Sequence, place: int) -> bool:
    clause = seq.clauses[seq.clause_of(place)]
    return "也" in seq.between(clause.start, clause.end)


def body_of_many(seq: Sequence, state: State, before: int, knowledge: Knowledge) -> Ref | None:
    """The body of several people who are spoken of together (五名创办人): the one right before, else that in focus."""
    own = _bodies(seq, before, knowledge)
    if own:
        bought = seq.has("acquire", end=own[-1].start)  # 收购创业公司甲，…连同三位创始人
        return ref(own[-1], implicit=True) if bought or before - own[-1].end <= _OF else None
    near = body_near(state, seq)
    return near if near and not knowledge.is_media(near.id) else None


def _pointed_to(seq: Sequence, who: Ref, encoded: Encoded) -> Ref | None:
    """The body that a pronoun gives somebody in the same clause: 该公司联合创始人甲已离开."""
    if who.item is None:
        return None
    clause = seq.clauses[seq.clause_of(who.item.start)]
    found = [m for at, members in encoded.members.items() for m in members if clause.start <= encoded.origin[at] < who.item.start]
    return next((m for m in found if m.implicit and m.kind in BODIES), None)


def _of_heading(state: State, knowledge: Knowledge) -> Ref | None:
    """The one body that the heading of the section names."""
    bodies = {i.id: i for i in state.heading if i.kind in BODIES and not knowledge.is_media(i.id)}
    return ref(next(iter(bodies.values())), implicit=True) if len(bodies) == 1 else None


def body_of_section(state: State, knowledge: Knowledge) -> Ref | None:
    """The body that the heading names alone, else the one that the article is about."""
    found = _of_heading(state, knowledge) or state.home
    return found if found and not knowledge.is_media(found.id) else None


def _is_elsewhere(state: State, body: Ref, home: Ref) -> bool:
    """Whether a body is only where somebody went who left the one that the article is about, and nobody is said to leave it."""
    joined = {p for p, b in state.employers if b.id == body.id}
    return any(b == home.id and p in joined for p, b in state.gone) and not any(b == body.id for _, b in state.gone)


def _is_joined(seq: Sequence, body: Item, who: Ref, goals: tuple[str, ...]) -> bool:
    """Whether somebody else moves to a body: 甲转投 Meta，乙升任总裁; of one who quits, founds it: 甲创办了 xAI，总裁乙辞职."""
    deed = seq.has(*goals, start=max(seq.start, body.start - _TO), end=body.start)
    if deed is None or (deed.kind == "found" and "的" in seq.between(deed.end - 1, body.start)):
        return False  # 甲创办的 xAI 证实，总裁乙辞职: of xAI
    office = seq.has("title", start=body.end, end=min(seq.end, body.end + _NEAR))
    if office and _TAKES_OVER.fullmatch(seq.text, deed.start, deed.end):
        return False
    mover = subject_person(seq, body.start)
    if mover is not None and mover.kind == "anaphor-person":
        return who.item is not None and not who.implicit and who.item.start > body.end  # 他去了 Meta，位子由甲坐
    return mover is not None and (mover.kind == "anaphor-former" or (mover.kind == "Person" and mover.id != who.id))
