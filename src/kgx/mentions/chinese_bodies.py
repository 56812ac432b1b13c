"""Bodies with Chinese names that no list has: by how the names end, and teams named after their house."""

import re
from collections.abc import Iterator

from kgx.mentions.body_words import Bodies
from kgx.mentions.ground import SURE, Candidate, Ground
from kgx.mentions.shapes import LATIN
from kgx.model.item import BODIES
from kgx.text.words import is_word

_LONGEST = 18
DEEDS = frozenset(["acquire", "found", "join", "leave"])
_NAMED = re.compile(rf" ?[{LATIN}“《]")
"""What stands behind words that only say what kind of body is named next: 推理优化公司 Fluxon."""
_WORK = frozenset(["test", "publish"])
_DOES = frozenset(["test", "publish", "speech", "relative-time", "title"])
_LED = (3, 6)
"""How many characters a name has that only a word for a body shows to be one."""
_NEAR = 10
"""How far behind a body the word stands that says that it tests or publishes."""
_NAMED_LEAST = 5
"""How long a name is that is a body's because it does."""


def body_before(ground: Ground, bodies: Bodies, end: int) -> int:
    """Where the Chinese words begin that name a body with an ending that starts at `end`; `end` itself where no edge is sound."""
    start = end
    while ground.is_han(start - 1) or (start > 1 and ground.normal[start - 1] in "·-" and ground.is_han(start - 2)):
        if start in ground.name_ends or start in ground.cue_ends or ground.normal.endswith(bodies.edges, max(0, start - 5), start):
            break
        start -= 1
        if end - start > _LONGEST:
            return end
    return max((m.end() for m in bodies.led.finditer(ground.normal, start, end - 1)), default=start)


def chinese_bodies(ground: Ground, bodies: Bodies) -> Iterator[Candidate]:
    """Stretches that end as names of bodies do, each with its points."""
    for match in bodies.chinese.finditer(ground.normal):
        named = (i for i in ground.cover.over(match.start(), match.end()) if i.end >= match.end() and not i.weak)
        if ground.normal.startswith(bodies.longer, match.start()) or any(named):
            continue
        yield from _with_ending(ground, bodies, match.start(), match.end())
        yield from _nested(ground, bodies, match.start(), match.end())
    yield from _led(ground, bodies)
    for match in bodies.tested.finditer(ground.normal):  # 分数均为衡石评测自测
        start, end = match.span(1)
        if not ground.cover.touches(start, end) and not ground.cue_over(start, end - 2) and not is_word(match[1]):
            yield Candidate("Organization", start, end, SURE, "tested")


def _led(ground: Ground, bodies: Bodies) -> Iterator[Candidate]:
    """评测机构蓝鹊智评上月发布: what stands between a word for a body and what it does, whatever it ends in."""
    starts = sorted(i.start for i in ground.items if i.kind in _DOES and i.end - i.start >= 2)
    for match in bodies.sort.finditer(ground.normal):
        start = match.end()
        end = next((at for at in starts if start + _LED[0] <= at <= start + _LED[1]), start)
        end -= ground.normal.endswith(bodies.works, start, end)  # 新创公司沐言科技做顾问
        led = end > start and all(ground.is_han(p) for p in range(start, end)) and not ground.cover.touches(start, end)
        plain = ground.normal.startswith(bodies.edges, start) or bodies.generic.fullmatch(ground.normal[start:end])
        if led and not plain and not is_word(ground.normal[start:end]):
            yield Candidate("Organization", start, end, SURE + 1, "led")


def _with_ending(ground: Ground, bodies: Bodies, ending: int, end: int) -> Iterator[Candidate]:
    start = body_before(ground, bodies, ending)
    if ground.normal.startswith("大学", ending) and (country := bodies.country.match(ground.normal, start, ending - 2)):
        start = country.end()
    front = ground.normal[start:ending]
    weak = ground.normal[ending:end] in bodies.weak
    if len(front) < 2 or (bodies.places if weak else bodies.generic).fullmatch(front):
        return  # 大型公司, 伦敦办公室
    foreign = all(c in ground.shapes.foreign or c == "·" for c in front)
    lead = start - ground.normal.startswith("“", start - 1)
    if any(m.end() == lead for m in bodies.led.finditer(ground.normal, max(0, lead - 8), lead)):
        points = SURE  # 评测机构明镜实验室, 评测机构“明镜实验室”
    elif not weak:
        points = SURE if len(front) >= 3 or foreign or ground.normal.startswith("大学", ending) else 1
    elif foreign or _acts(ground, bodies, start, end):
        points = SURE
    else:
        points = 1 if len(front) >= 4 and not ground.is_han(start - 1) else 0
    yield Candidate("Organization", start, end, points, "ending")


def _acts(ground: Ground, bodies: Bodies, start: int, end: int) -> bool:
    """Whether what may be a body's name is what somebody founds, joins or buys, or tests or publishes right behind it (星盾安全实验室
    10 月做过抽测)."""
    if ground.normal[end - 2 : end] in bodies.kinds:
        return False
    if behind_deed(ground, start) and not _NAMED.match(ground.normal, end):
        return True
    return end - start >= _NAMED_LEAST and any(i.kind in _WORK and 0 <= i.start - end <= _NEAR for i in ground.items)


def behind_deed(ground: Ground, start: int) -> bool:
    """Whether what begins here is what somebody founds, joins, leaves or buys: 成立了长庚实验室."""
    end = ground.skip_back(start)
    ends = {end, end - (ground.normal[end - 1 : end] in {"了", "过"})}
    return any(i.kind in DEEDS and i.end in ends for i in ground.cues)


def _nested(ground: Ground, bodies: Bodies, ending: int, end: int) -> Iterator[Candidate]:
    """首尔大学人工智能安全中心: a body named after the one that it belongs to, which keeps its own mention."""
    start = ending
    while ground.is_han(start - 1) and start not in ground.name_ends and ending - start < _LONGEST:
        start -= 1
    owner = ground.name_ends.get(start)
    if owner is None or owner.kind != "Organization" or not ground.is_han(start - 1) or ending - start < 2:
        return
    if ground.cue_over(start, end) or any(edge in ground.normal[start:ending] for edge in bodies.edges):
        return
    if not ground.normal.startswith(bodies.longer, ending):
        yield Candidate("Organization", start, end, SURE + 1, "nested", ground.normal[owner.start : end])


def teams(ground: Ground, bodies: Bodies) -> Iterator[Candidate]:
    """OpenAI 超级对齐团队: named after the body that it belongs to, which keeps its own mention."""
    for match in bodies.team.finditer(ground.normal):
        start, ending = match.start(), match.start(2)
        front = match[1]
        if not front:
            while ground.is_han(start - 1) and ending - start < 9 and start not in ground.name_ends:
                start -= 1
            if ground.normal[start] in bodies.once:
                start += 1  # 通义实验室原语音团队
            front = ground.normal[start:ending]
        if not 2 <= len(front) <= 8 or front.startswith(bodies.determiners) or not (match[1] or bodies.topic.fullmatch(front)):
            continue
        before = ground.skip_back(start)
        if ground.normal[before - 1 : before] == "的":
            before = ground.skip_back(before - 1)
        owner = ground.name_ends.get(before)
        if re.match(" ?[A-Z]", ground.normal[match.end() : match.end() + 2]):
            continue  # what it says is told of the name that follows
        if owner and owner.kind in BODIES and not ground.cover.touches(start, match.end()):
            blank = " " if owner.name.isascii() else ""
            yield Candidate("Organization", start, match.end(), SURE, "team", owner.name + blank + ground.normal[start : match.end()])
