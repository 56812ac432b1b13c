"""Chinese names that a sentence introduces: by a role and what follows, as one who does something, as what somebody is."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kgx.knowledge import Knowledge
from kgx.mentions.chinese_names import before_word, ends, is_name, is_new, name_at
from kgx.mentions.ground import SURE, Candidate, Ground
from kgx.mentions.people import latin_name, sounds_before
from kgx.mentions.shapes import HAN, LATIN, WORD, Shapes, shapes_of, words
from kgx.model.item import BODIES, Item
from kgx.text.words import is_word

_MOVES = frozenset(["join", "leave", "found", "quit", "move"])
_EDGES = "，。；：、:“「(\n"
_SIBLING = 16
"""How far before a name the first name may begin that shares its family name."""
_NEW_BODY = re.compile(rf"了? ?[A-Z][{LATIN}]{{2,}}")
"""A Latin name behind a move, perhaps of a body that no list has: 加入 Tallow AI."""
_BRACKET = re.compile(rf"(?<=[{HAN}])\(([^()\n]{{2,30}})\)")
_KIND = 3
"""How many characters say of what kind a title is: 算法负责人."""
_BEFORE = 16
"""How far before a body the name begins of who is said to be there."""
_CLAUSE, _OWNER = 24, 8
"""How long the clause of a move may be on either side of its verb, and what stands before 的 in it."""


class Introductions:
    """Expressions over the words that introduce a name."""

    def __init__(self, shapes: Shapes) -> None:
        of = shapes.of
        self.honorific = tuple(of["honorific-sure"])
        self.after = tuple(of["person-after-sure"])
        self.done = re.compile(rf" ?(?:(?:在|于) ?\d{{4}} ?年(?:\d+ ?月)?)?(?:{words(of['agent-verb'])})")
        self.me = re.compile(words(of["self-introduction"]))
        self.nick = re.compile(rf"[{''.join(of['nickname-start'])}][{HAN}]")
        self.no_nick = of["no-nickname"]
        self.column = re.compile(rf" ?(?:{words(of['person-head'])}) ?")
        self.appoints = re.compile(words(of["appoints"]))
        self.office = re.compile(words(of["in-office"]))
        self.noun = re.compile(words(of["person-noun"]))
        self.points = re.compile(words(of["copula"]))
        self.came = re.compile(rf"(?:{words(of['came'])})的")
        self.he = re.compile(rf"[^。！？\n]{{1,80}}。(?:{words(of['person-pronoun'])})")
        self.asked = re.compile(rf"(?:{words(of['asks-person'])})(?=[{HAN}]{{3}}[，。])")
        self.goes_on = re.compile(rf"[。，,;](?:{words(of['person-pronoun'])})")
        self.sibling = re.compile(rf"(?:(?<![{LATIN}])({WORD})|(?<=[{HAN}])) ?(?:{words(of['list-joint'])}|&) ?$")
        self.is_ = re.compile(rf"(?:{words(of['copula'])})(?:[^，。；！？、,;!?\n“”]{{0,24}}的)?")
        self.then = re.compile(rf"(?:{words(of['before-copula'])})?")
        when = words(of["before-copula"] | of["before-place"])
        name = rf"[{HAN}]{{3}}|{WORD} {WORD}(?![{LATIN}])"
        at = words(of["people-are-at"] | of["people-come-from"] | of["before-body"])
        self.placed = re.compile(rf"(?:^|(?<=[。！？\n；，、])) ?({name}) ?(?:{when})*(?:{at}) ?$")
        self.with_title = re.compile(rf"(?:^|(?<=[。！？\n；，、])) ?({name}) ?，(?:{when})*是? ?$")
        self.staffed = re.compile(rf" ?(?:{words(of['behind-body'])})了? ?({name})")


@lru_cache(maxsize=4)
def _introductions(knowledge: Knowledge) -> Introductions:
    return Introductions(shapes_of(knowledge))


def introduced(ground: Ground, knowledge: Knowledge) -> Iterator[Candidate]:
    """Stretches that may name a person, each with its points."""
    cues = _introductions(knowledge)
    yield from _of_two(ground, cues)
    yield from _agents(ground, cues)
    yield from _predicates(ground, cues)
    yield from _nicknames(ground, cues)
    yield from _movers(ground, cues)
    yield from _appointed(ground, cues)
    yield from _described(ground, cues)
    yield from _pointed(ground, cues)
    yield from _came(ground, cues)
    yield from _heads(ground, cues)
    yield from _bracketed(ground)
    yield from _in_column(ground, cues)
    yield from _siblings(ground, cues, knowledge)


def placed(ground: Ground, knowledge: Knowledge, offered: Iterable[Candidate]) -> Iterator[Candidate]:
    """林彦廷原本在 Google Brain 做語音, 微软挖来林彦廷: who heads a clause and is said to be at a body, or whom a body takes or lets go.
    Bodies are those of the scan and of `offered`; beside such a name, one stands for sure."""
    cues = _introductions(knowledge)
    bodies = {(i.start, i.end) for i in ground.names if i.kind in BODIES}
    found = {(c.start, c.end): c.points for c in offered if c.kind == "Organization"}
    sure = [span for span, points in found.items() if points >= SURE]
    new = {s for s in found if s in sure or not any(a < s[1] and s[0] < b for a, b in sure)}  # of 临江大学信息学院 only the university
    for body_start, body_end in sorted(bodies.union(new)):
        titled = body_end in ground.titles or ground.skip(body_end) in ground.titles
        ahead = (cues.with_title if titled else cues.placed).search(ground.normal, max(0, body_start - _BEFORE), body_start)
        behind = cues.staffed.match(ground.normal, body_end)
        for start, end in (told.span(1) for told in (ahead, behind) if told):
            if not _may_stand(ground, cues, start, end) or (start > body_start and not ends(ground, end)):
                continue
            yield Candidate("Person", start, end, SURE, "placed")
            if (body_start, body_end) in new:
                yield Candidate("Organization", body_start, body_end, SURE, "placed")


def _may_stand(ground: Ground, cues: Introductions, start: int, end: int) -> bool:
    """Whether a stretch beside a body is a person's name by itself: Chinese and of no word, or Latin with a known part."""
    if not ground.is_han(start):
        return latin_name(ground, start, end) == (start, end, SURE)
    if ground.shapes.no_chinese.match(ground.normal, start) or ground.normal.endswith(cues.honorific, start, end):
        return False
    return is_name(ground, start, end) and is_new(ground, start, end)


def _of_two(ground: Ground, cues: Introductions) -> Iterator[Candidate]:
    """通讯作者蔡宁是…: two characters behind a title, before a word that only follows a name."""
    for position in ground.title_ends:
        end = name_at(ground, position)
        if end - position == 2 and ground.normal.startswith(cues.after, end):
            yield Candidate("Person", position, end, SURE, "title")


def _agents(ground: Ground, cues: Introductions) -> Iterator[Candidate]:
    """由蔡宁牵头, 由蔡宁在2021年创办."""
    at = ground.normal.find("由")
    while at >= 0:
        for length in (3, 2):
            end = at + 1 + length
            named = is_name(ground, at + 1, end) and not ground.shapes.no_chinese.match(ground.normal, at + 1)
            if named and not ground.normal.endswith(cues.honorific, at + 2, end) and cues.done.match(ground.normal, end):
                yield Candidate("Person", at + 1, end, SURE, "agent")
                break
        at = ground.normal.find("由", at + 1)


def _movers(ground: Ground, cues: Introductions) -> Iterator[Candidate]:
    """林昱安则辞去 Google 的工作, 同组的蔡宁加入 Meta: who heads a clause that tells of a move from, to or within a body; or stands right
    before it, whatever describes him (曾在微软做语音的沈亦凡加入)."""
    bodies = [i for i in ground.names if i.kind in BODIES]
    for deed in (i for i in ground.items if i.kind in _MOVES):
        edge = max(ground.normal.rfind(c, max(0, deed.start - _CLAUSE), deed.start) for c in _EDGES)
        if deed.kind == "found" or any(deed.start - 2 * _CLAUSE < b.start < deed.end + _CLAUSE for b in bodies):
            yield from _who_did(ground, deed)
        placed = any(edge < b.start < deed.end + _CLAUSE for b in bodies) or _NEW_BODY.match(ground.normal, deed.end)
        if (edge < 0 and deed.start > _CLAUSE) or not placed:
            continue
        if edge >= 4 and ground.normal[edge] in "，," and ground.normal[edge - 4] == "的" and name_at(ground, edge - 3) == edge:
            yield Candidate("Person", edge - 3, edge, SURE, "move")  # 曾在 A 做研究的陆子峰，去年离开 A
        of = ground.normal.find("的", max(edge, 0), max(edge, 0) + _OWNER)
        for start in (edge + 1, of + 1) if of >= 0 else (edge + 1,):
            end = name_at(ground, start)
            sure = end - start >= 3 or (end > start and (end in ground.cue_starts or ground.normal.startswith(cues.after, end)))
            if sure and end <= deed.start and not ground.cover.touches(start, end):
                yield Candidate("Person", start, end, SURE if end - start >= 3 or is_new(ground, start, end) else SURE - 1, "move")
        start = ground.normal.rfind("的", max(edge, 0), deed.start) + 1
        if start > max(edge, 0) + 1 and deed.start - start == 3 and name_at(ground, start) == deed.start:
            yield Candidate("Person", start, deed.start, SURE, "move")


def _who_did(ground: Ground, deed: Item) -> Iterator[Candidate]:
    """去年创办灵犀科技的何颖彤则说: who a clause with a deed is of, up to the clause's end or a verb of saying."""
    stop = min((at for c in _EDGES if (at := ground.normal.find(c, deed.end)) >= 0), default=len(ground.normal))
    of = ground.normal.rfind("的", deed.end, min(stop, deed.end + _CLAUSE))
    end = of + 4
    if of < 0 or not is_name(ground, of + 1, end) or not is_new(ground, of + 1, end):
        return
    if end == stop or end in ground.cue_starts or ground.normal.startswith(tuple(ground.shapes.of["person-after"]), end):
        yield Candidate("Person", of + 1, end, SURE, "move")


def _heads(ground: Ground, cues: Introductions) -> Iterator[Candidate]:
    """陈柏安站在海报前。他…, 问陈柏安，…: who heads a sentence before one that goes on with a pronoun, or is asked; weak, so that
    one alone is none."""
    for sentence in re.finditer(r"(?:^|(?<=[。！？\n]))[^\S\n]*(?=[\u3400-\u9fff]{3})", ground.normal):
        start = sentence.end()
        end = max(name_at(ground, start), before_word(ground, start))
        if end - start >= 3 and is_new(ground, start, end) and cues.he.match(ground.normal, end):
            yield Candidate("Person", start, end, SURE - 1, "heads")
    for asked in cues.asked.finditer(ground.normal):
        start, end = asked.end(), asked.end() + 3
        if is_name(ground, start, end) and is_new(ground, start, end):
            yield Candidate("Person", start, end, SURE - 1, "asked")


def _bracketed(ground: Ground) -> Iterator[Candidate]:
    """上半场：何昱安（清华大学助理教授）: a name before a bracket that gives a title, or nothing but a body."""
    for bracket in _BRACKET.finditer(ground.normal):
        end = bracket.start()
        start = next((end - n for n in (3, 2) if is_name(ground, end - n, end) and not ground.is_han(end - n - 1)), end)
        titled = not ground.title_ends.isdisjoint(range(bracket.start(1) + 2, bracket.end(1) + 1))
        placed = any(i.start == bracket.start(1) and i.end == bracket.end(1) for i in ground.names if i.kind in BODIES)
        if start < end and (titled or placed) and not ground.cover.touches(start, end) and not is_word(ground.normal[start:end]):
            yield Candidate("Person", start, end, SURE, "bracket")


def _in_column(ground: Ground, cues: Introductions) -> Iterator[Candidate]:
    """姓名 | 原单位: whole cells of a first column whose head says that it names people."""
    of_people: set[int] = set()
    for block, start in zip(ground.text.blocks, ground.text.starts, strict=True):
        if block.cell is None or block.cell.column > 0:
            continue
        end = ground.normal.index("\n", start)
        if block.cell.head:
            of_people |= {block.cell.table} if cues.column.fullmatch(ground.normal, start, end) else set()
        elif block.cell.table in of_people and not ground.cover.touches(start, end):
            latin = any(m.span() == (start, end) for m in ground.latin_names)
            if latin or is_name(ground, start, end):
                yield Candidate("Person", start, end, SURE, "column")


def _appointed(ground: Ground, cues: Introductions) -> Iterator[Candidate]:
    """任命许嘉禾为首席产品官: who is given an office."""
    for match in cues.appoints.finditer(ground.normal):
        for length in (3, 4, 2):
            end = match.end() + length
            named = is_name(ground, match.end(), end) and not ground.shapes.no_chinese.match(ground.normal, match.end())
            if named and cues.office.match(ground.normal, end):
                yield Candidate("Person", match.end(), end, SURE, "office")
                break


def _described(ground: Ground, cues: Introductions) -> Iterator[Candidate]:
    """张若曦是 METR 的研究员: who heads a clause that says what they are."""
    for told in cues.is_.finditer(ground.normal):
        body = ground.starts.get(told.end())
        begins = body.end if body and body.kind in BODIES else told.end()  # 是台大电机系教授
        if not any(begins + more in ground.titles for more in range(_KIND + 1)):
            continue  # 是…的算法负责人
        start = max(ground.normal.rfind(c, 0, told.start()) for c in _EDGES) + 1
        end = name_at(ground, start)
        long = end - start >= 3 or (end > start and end < told.start() and not is_word(ground.normal[start:end]))
        if long and cues.then.fullmatch(ground.normal, end, told.start()):
            yield Candidate("Person", start, end, SURE, "described")


def _predicates(ground: Ground, cues: Introductions) -> Iterator[Candidate]:
    """接替者是从微软挖来的蔡宁: a title or a word for a person, and who that is."""
    for position in ground.title_ends.union(m.end() for m in cues.noun.finditer(ground.normal)):
        told = cues.is_.match(ground.normal, position)
        if told and (end := name_at(ground, told.end(), strict=True)) > told.end():
            yield Candidate("Person", told.end(), end, SURE, "predicate")


def _pointed(ground: Ground, cues: Introductions) -> Iterator[Candidate]:
    """最受关注的是沈若溪。她…: at whom a sentence points, so that the next goes on with a person's pronoun."""
    for told in cues.points.finditer(ground.normal):
        end = name_at(ground, told.end(), strict=True)
        if end - told.end() >= 3 and cues.goes_on.match(ground.normal, end):
            yield Candidate("Person", told.end(), end, SURE, "pointed")


def _came(ground: Ground, cues: Introductions) -> Iterator[Candidate]:
    """从 OpenAI 挖来的李德安: who came from where."""
    for told in cues.came.finditer(ground.normal):
        end = name_at(ground, told.end())
        if end > told.end():
            yield Candidate("Person", told.end(), end, SURE if end - told.end() >= 3 else SURE - 1, "move")


def _siblings(ground: Ground, cues: Introductions, knowledge: Knowledge) -> Iterator[Candidate]:
    """Dario 与 Daniela Amodei, 达里奥和丹妮拉·阿莫迪: a known person whose family name only the next of the list bears."""
    for person in (i for i in ground.names if i.kind == "Person"):
        joint = cues.sibling.search(ground.normal, max(0, person.start - _SIBLING), person.start)
        parts = re.split("([ ·])", ground.normal[person.start : person.end])
        if joint is None or len(parts) < 3:
            continue
        start, end = joint.span(1) if joint[1] else (sounds_before(ground, joint.start()), joint.start())
        whole = "".join([ground.normal[start:end], *parts[-2:]]).lower()
        known = next((knowledge.known[id_] for id_, _ in knowledge.aliases.get(whole, ()) if id_.startswith("person:")), None)
        if known and end > start:
            yield Candidate("Person", start, end, SURE, "shared family name", known.name)


def _nicknames(ground: Ground, cues: Introductions) -> Iterator[Candidate]:
    """同事阿宁说, 我是阿宁。"""
    for position in ground.title_ends.union(m.end() for m in cues.me.finditer(ground.normal)):
        end = position + 2
        name = ground.normal[position:end]
        if not cues.nick.fullmatch(name) or name in cues.no_nick:
            continue
        if not ground.is_han(end) or (ground.normal.startswith(cues.after, end)):
            yield Candidate("Person", position, end, SURE, "nickname")
