"""People by the company that their names keep: in a list with others, in a conversation, behind a body."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kgx.knowledge import Knowledge
from kgx.mentions.chinese_names import is_name, is_new, name_at, name_before
from kgx.mentions.ground import SURE, Candidate, Ground
from kgx.mentions.people import Cues, cues_of, latin_name, next_name, sounds_before
from kgx.mentions.shapes import HAN
from kgx.model.item import BODIES
from kgx.text.words import is_word

_HEAD = re.compile(rf"(?:(?<=[^{HAN}])|^|(?<=的))(?=[{HAN}]{{3}})")
"""Where a name of three characters may begin: at the head of a clause, or behind 的."""
_WHO_IS_OF = re.compile(rf"的([{HAN}]{{3}})(?=[，。、；：()]|和|与|跟)")
_PARTED = frozenset("，。；、：！？“”()《》")
_REACH = 24
"""How far behind a body somebody is named who is of it, or does something there."""
_OFTEN = 3
"""How often an article writes a name at least that only its place tells."""


def in_company(ground: Ground, knowledge: Knowledge) -> Iterator[Candidate]:
    """Names of people that others of the kind, a colon or a body stand beside."""
    cues = cues_of(knowledge)
    yield from _turns(ground, cues)
    yield from _rows(ground, cues)
    yield from _of_bodies(ground, cues)
    yield from _placed(ground)
    yield from _repeated(ground)


def listed(ground: Ground, knowledge: Knowledge, offered: Iterable[Candidate]) -> Iterator[Candidate]:
    """Names in a list with a person of whom the article is sure: «Edwin Zhang、Ofir Nachum»."""
    cues = cues_of(knowledge)
    people = {(c.start, c.end) for c in offered if c.kind == "Person" and c.points >= SURE}
    people.update((i.start, i.end) for i in ground.names if i.kind == "Person")
    latin = _latin(ground)
    by_end = {end: start for start, end in latin.items()}
    ahead = sorted(people)
    while ahead:
        start, end = ahead.pop()
        for span in (_next(ground, cues, latin, end), _previous(ground, cues, by_end, start)):
            if span and span not in people:
                people.add(span)
                ahead.append(span)
                yield Candidate("Person", *span, SURE, "list")


def _latin(ground: Ground) -> dict[int, int]:
    """Where Latin names begin and end."""
    return {start: end for m in ground.latin_names for start, end, _ in [latin_name(ground, *m.span())] if end > start}


def _next(ground: Ground, cues: Cues, latin: dict[int, int], end: int) -> tuple[int, int] | None:
    joint = cues.joint.match(ground.normal, end)
    if joint and joint.end() in latin:
        return joint.end(), latin[joint.end()]
    return next_name(ground, cues, end)


def _previous(ground: Ground, cues: Cues, latin: dict[int, int], start: int) -> tuple[int, int] | None:
    joint = cues.joint_before.search(ground.normal, max(0, start - 5), start)
    if joint is None:
        return None
    end = joint.start()
    if not ground.is_han(end - 1):
        return (latin[end], end) if end in latin else None
    begin = sounds_before(ground, end)
    if end - begin >= 2 and not ground.is_han(begin - 1):
        return begin, end
    begin = name_before(ground, end)
    return (begin, end) if end - begin >= 3 else None


def _rows(ground: Ground, cues: Cues) -> Iterator[Candidate]:
    """Rows of names, all of whose members are names: 游景翔、柳思齐与 Ann Lee. Two alone are a weak sign."""
    latin = _latin(ground)
    reached, at = 0, ground.normal.find("、")
    while at >= 0:
        start = name_before(ground, at)
        row = [(start, at)] if at - start >= 3 and start >= reached and ground.normal[start - 1 : start] != "、" else []
        while row and (span := _next(ground, cues, latin, row[-1][1])):
            row.append(span)
        reached = row[-1][1] if row else reached
        if len(row) >= 2 and ground.normal[reached : reached + 1] != "、":
            for span in row:
                yield Candidate("Person", *span, SURE if len(row) >= 3 else 1, "list")
        at = ground.normal.find("、", max(at + 1, reached))


def _of_bodies(ground: Ground, cues: Cues) -> Iterator[Candidate]:
    """清华大学的卫嘉禾: weak, so that one alone is none, unless the family name has two characters."""
    latin = _latin(ground)
    double = ground.shapes.japanese | ground.shapes.surnames
    for body in ground.names:
        if (
            body.kind in BODIES
            and (led := name_at(ground, body.end)) - body.end >= 3
            and (
                ground.normal[led] == "、"
                or (cues.all_of_them.match(ground.normal, led) and not is_word(ground.normal[body.end + 1 : led]))
            )
        ):
            yield Candidate("Person", body.end, led, SURE, "body")  # 复旦大学潘嘉禾、杨珉团队
        if body.kind in BODIES and ground.normal.startswith("的", body.end):
            end = name_at(ground, body.end + 1)
            apposed = ground.normal[body.start - 1 : body.start] in ("、", "，", ",") and body.start - 1 in ground.title_ends
            end = latin.get(ground.skip(body.end + 1), end)
            if end - body.end >= 4:
                points = SURE if ground.normal[body.end + 1 : body.end + 3] in double else 1 + apposed
                yield Candidate("Person", ground.skip(body.end + 1), end, points, "body")


def _placed(ground: Ground) -> Iterator[Candidate]:
    """AISI 的黎卓轩和…, 仍在 DeepMind 带小组的柯以安，…: who is of a body, or does something there."""
    for body in (i for i in ground.names if i.kind in BODIES):
        for told in _WHO_IS_OF.finditer(ground.normal, body.end, body.end + _REACH):
            start, end = told.span(1)
            edge = ground.normal.find("\n", body.end, start) < 0 and _PARTED.isdisjoint(ground.normal[body.end : start])
            named = is_name(ground, start, end) and not ground.shapes.no_chinese.match(ground.normal, start)
            if edge and named and is_new(ground, start, end) and not ground.cover.touches(start, end):
                yield Candidate("Person", start, end, SURE, "of-body")


def _repeated(ground: Ground) -> Iterator[Candidate]:
    """A name of three characters that heads clauses, or stands behind 的, of an article that writes it three times or more: 顾闻樱."""
    for match in _HEAD.finditer(ground.normal):
        start = match.end()
        name = ground.normal[start : start + 3]
        if not is_name(ground, start, start + 3) or ground.normal.count(name) < _OFTEN or is_word(name[1:]):
            continue
        if is_new(ground, start, start + 3) and not ground.shapes.no_chinese.match(name) and not ground.cover.touches(start, start + 3):
            yield Candidate("Person", start, start + 3, 1, "repeated")


def _turns(ground: Ground, cues: Cues) -> Iterator[Candidate]:
    """Who speaks in a conversation: a name and a colon at the beginning of two blocks or more."""
    turns: dict[str, list[re.Match[str]]] = defaultdict(list)
    for match in cues.turn.finditer(ground.normal):
        turns[match[1]].append(match)
    for name, matches in turns.items():
        start, end = matches[0].span(1)
        nick = len(name) <= 3 and name[0] in ground.shapes.of["nickname-start"] and name not in ground.shapes.of["no-nickname"]
        if len(matches) >= 2 and (nick or name_at(ground, start, strict=True) == end or latin_name(ground, start, end)[2]):
            for match in matches:
                yield Candidate("Person", match.start(1), match.end(1), SURE, "turn")
