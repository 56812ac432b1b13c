"""Bodies that no list has: by the words that end or begin their names, by who leads them, by what they are called beside their name."""

import re
from collections.abc import Iterator

from kgx.knowledge import Knowledge
from kgx.mentions.body_words import Bodies, bodies_of
from kgx.mentions.chinese_bodies import DEEDS, chinese_bodies, teams
from kgx.mentions.ground import SURE, Candidate, Ground
from kgx.mentions.shapes import HAN, LATIN, TOKEN

_AND = frozenset([" ", " & "])
"""What stands between the words of a name: Ferrow & Lane."""
_ROLE = 6
"""How far behind 做 or 担任 the role begins that makes it a job."""
_OBJECT = re.compile(rf"[了的]?(?:[{HAN}]{{1,10}}的)? ?(?=[{LATIN}])")
"""What stands between such a deed and the name of the body."""
_AI = "AI"
"""The one word of two letters that a name may end with."""
_BEFORE_AI = re.compile(rf"(?<![{LATIN}])([A-Z][A-Za-z]+) $")
_ONE_MORE = re.compile(rf" [A-Z][a-z]+(?![{LATIN}]| [A-Za-z])")
_RUN = re.compile(rf"[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){{1,3}}(?![{LATIN}]| [A-Z])(?:(?<= Inc)\.|(?<= Corp)\.|(?<= Ltd)\.|(?<= Co)\.)?")
_PAIR = re.compile(rf"[A-Z][a-z]+ [A-Z][a-z]+(?![{LATIN}]| [A-Z])")
_MADE = frozenset(["found", "founder", "acquire"])
_SOON = 14
"""How far behind a name in quotes the word stands that says that it was founded or bought."""
_ACRONYM = re.compile(rf"(?<![{LATIN}.\-])[A-Z]{{4,8}}$")
_SHORTS = 9
"""How far before a title an acronym begins, and what stands before it."""
_Word = tuple[int, int, str]
"""A Latin word with its span."""


def organizations(ground: Ground, knowledge: Knowledge) -> Iterator[Candidate]:
    """Stretches that may name a body, each with its points."""
    bodies = bodies_of(knowledge)
    for run in ground.runs:
        for start, end in latin_bodies(ground, bodies, run.start(), run.end()):
            yield Candidate("Organization", start, end, SURE, "shape")
    yield from _led(ground, bodies)
    yield from _done_to(ground, bodies)
    yield from _worked_at(ground, bodies)
    yield from _called(ground, bodies)
    yield from chinese_bodies(ground, bodies)
    yield from teams(ground, bodies)


# -- Latin


def latin_bodies(ground: Ground, bodies: Bodies, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names of bodies in a run of Latin words: … Institute, University of …"""
    parts: list[_Word] = [(m.start(), m.end(), m.group()) for m in TOKEN.finditer(ground.normal, start, end)]
    done = 0
    for at, (_, _, word) in enumerate(parts):
        if at < done or not word[:1].isupper():
            continue
        if word.lower() in bodies.starts and at + 2 < len(parts) and parts[at + 1][2] in {"of", "for", "on"}:
            last = _right(ground, bodies, parts, at + 1)
            if last > at + 1:
                first = _left(ground, bodies, parts, at, done)
                yield parts[first][0], parts[last][1]
                done = last + 1
        elif word.lower() in bodies.ends and parts[at][1] not in ground.title_ends:
            last = at
            while last + 1 < len(parts) and _joined(ground, parts, last) and parts[last + 1][2].lower() in bodies.ends:
                last += 1
            goes_on = last + 1 < len(parts) and _joined(ground, parts, last) and parts[last + 1][2][0].isupper()
            first = _left(ground, bodies, parts, at, done)
            generic = word.lower() in bodies.generic_ends
            if first < at and not (generic and (goes_on or not _telling(ground, parts[first:at]))):
                yield parts[first][0], parts[last][1]
                done = last + 1


def _left(ground: Ground, bodies: Bodies, parts: list[_Word], at: int, done: int) -> int:
    """Number of the word with which a name begins that has the word `at`."""
    first = at
    while first > done and _joined(ground, parts, first - 1):
        word = parts[first - 1]
        over = ground.cover.over(word[0], word[1])
        if not (word[2][0].isupper() or word[2] in bodies.joints) or any(
            i.kind in {"Lab", "Model", "ModelFamily", "Benchmark"} for i in over
        ):
            break
        if word[1] in ground.title_ends or (first == at and word[2].lower() in bodies.executive):
            break
        first -= 1
    while first < at and parts[first][2] in bodies.joints:
        first += 1
    return first


def _right(ground: Ground, bodies: Bodies, parts: list[_Word], at: int) -> int:
    last = at
    while (
        last + 1 < len(parts) and _joined(ground, parts, last) and (parts[last + 1][2][0].isupper() or parts[last + 1][2] in bodies.joints)
    ):
        last += 1
    while last > at and parts[last][2] in bodies.joints:
        last -= 1
    return last


def _joined(ground: Ground, parts: list[_Word], at: int) -> bool:
    return ground.normal[parts[at][1] : parts[at + 1][0]] == " "


def _telling(ground: Ground, parts: list[_Word]) -> bool:
    return any(w[0].isupper() and w.lower() not in ground.shapes.no_name for _, _, w in parts)


def proper_tail(ground: Ground, end: int) -> int:
    """Start of up to three capitalised words that end at a position and may be a name; the position itself where there are none."""
    start = end
    for word in reversed(list(TOKEN.finditer(ground.normal, max(0, end - 40), end))):
        gap = ground.normal[word.end() : start]
        if (start < end and gap not in _AND) or (start == end and gap) or not _proper(ground, word.start(), word.end()):
            if word.group() == "&" and start < end:
                continue
            break
        start = word.start()
    good = start < end and ground.normal[start - 1 : start] not in ("-", "_", "/", ".", "@") and ground.normal[start:end].count(" ") < 3
    return start if good else end


def proper_head(ground: Ground, start: int) -> int:
    """End of up to three capitalised words that begin at a position."""
    end = start
    for word in TOKEN.finditer(ground.normal, start, start + 40):
        gap = ground.normal[end : word.start()]
        if word.group() == "&" and end > start:
            continue
        if gap not in (_AND if end > start else {""}) or not _proper(ground, word.start(), word.end()):
            break
        end = word.end()
        if ground.normal[end : end + 1] in ("日", "月", "年", "号"):
            return start + len(ground.normal[start:end].rstrip("0123456789"))
    return end if ground.normal[start:end].count(" ") < 3 else start


def _whole_head(ground: Ground, end: int, start: int) -> int:
    """End of a name with one more capitalised word, which alone would be none: Discovery Loop."""
    word = _ONE_MORE.match(ground.normal, end) if end > start else None
    return word.end() if word and not ground.cover.touches(*word.span()) else end


def _proper(ground: Ground, start: int, end: int) -> bool:
    word = ground.normal[start:end]
    if word == _AI and not ground.cover.touches(start, end):
        before = _BEFORE_AI.search(ground.normal, max(0, start - 20), start)
        return before is not None and _proper(ground, *before.span(1))  # Tallow AI
    if ground.cover.touches(start, end) or word.lower() in ground.shapes.no_name or not any(c.islower() for c in word):
        return False
    return word[0].isupper() and start not in ground.titles and len(word) > 2


def _opens_with_given(ground: Ground, start: int, end: int) -> bool:
    """Whether the first word of a stretch is a person's first name."""
    return ground.normal[start:end].split(" ")[0].lower() in ground.shapes.given


def _led(ground: Ground, bodies: Bodies) -> Iterator[Candidate]:
    """Cursor CEO Michael Truell: a body stands before the title of one who leads it."""
    for item in ground.items:
        if item.kind not in {"title", "founder"}:
            continue
        named = ground.shapes.person.match(ground.normal, ground.skip(item.end))
        if not named and ground.normal[item.start : item.end].lower() not in bodies.executive:
            continue
        end = ground.skip_back(item.start)
        for filler in bodies.filler:
            if ground.normal.endswith(filler, 0, end):
                end = ground.skip_back(end - len(filler))
        start = proper_tail(ground, end)
        if start == end and named and (short := _ACRONYM.search(ground.normal, max(0, end - _SHORTS), end)):
            known = ground.cover.touches(*short.span()) or short.group().lower() in ground.shapes.no_name
            start = end if known else short.start()  # INSAIT 研究员 Ivo Petrov
        if start < end and not _opens_with_given(ground, start, end):
            yield Candidate("Organization", start, end, SURE, "leader")


def _done_to(ground: Ground, bodies: Bodies) -> Iterator[Candidate]:
    """收购了做通用智能体的 Manus, 他创办 Ferrow, 去年加入 Ferrow: what is bought, founded, joined or left."""
    for item in ground.cues:
        gap = _OBJECT.match(ground.normal, item.end) if item.kind in DEEDS else None
        if gap is None or ground.cover.touches(item.end, gap.end()):
            continue
        end = _whole_head(ground, proper_head(ground, gap.end()), gap.end())
        run = _RUN.match(ground.normal, gap.end())
        told = item.kind == "found" or (run is not None and _names_one(ground, run.group()))
        if run and run.end() > end and told and not ground.cover.touches(*run.span()):
            end = run.end()  # Parallel Web Systems
        behind = ground.skip(end)
        if ground.is_han(behind) and not ground.normal.startswith(bodies.behind, behind):
            continue  # 转到 Venmo 账号
        if end > gap.end() and not _opens_with_given(ground, gap.end(), end):
            yield Candidate("Organization", gap.end(), end, SURE, "deed")


def _worked_at(ground: Ground, bodies: Bodies) -> Iterator[Candidate]:
    """早年在 Ferrow 工作, 在 Ferrow 做工程师: what stands between the word for a place and a job."""
    for match in bodies.at.finditer(ground.normal):
        end = proper_head(ground, match.end())
        job = bodies.job.match(ground.normal, end)
        if end == match.end() or job is None:
            continue
        if job.lastgroup or any(job.end() <= at <= job.end() + _ROLE for at in ground.titles):
            yield Candidate("Organization", match.end(), end, SURE, "job")


def _called(ground: Ground, bodies: Bodies) -> Iterator[Candidate]:
    """新创公司 Cognition, Big Technology 播客, 据 Unite.AI 报道, DataLearner 数据显示."""
    normal = ground.normal
    for match in bodies.lead.finditer(normal):
        end = _with_kind(ground, bodies, _whole_head(ground, proper_head(ground, match.end()), match.end()))
        if end == match.end() and (pair := _PAIR.match(normal, end)) and not ground.cover.touches(*pair.span()):
            end = pair.end() if _names_one(ground, pair.group()) else end  # 视频公司 Video Rebirth
        if end > match.end() and not _opens_with_given(ground, match.end(), end):
            bare = match[1] in bodies.plain_lead and not ground.is_han(match.start() - 1)
            yield Candidate("Organization", match.end(), end, 1 if bare else SURE, "called")
    for match in bodies.quoted.finditer(normal):
        told = match.end() + normal.startswith("的", match.end()) in ground.titles
        told = told or any(i.kind in _MADE and match.end() <= i.start <= match.end() + _SOON for i in ground.cues)
        yield Candidate("Organization", match.start(1), match.end(1), SURE if told else 1, "called")
    for match in bodies.after.finditer(normal):
        end = ground.skip_back(match.start())
        start = proper_tail(ground, end)
        if match[1] in bodies.show:
            start = _show(ground, end)
        if start < end:
            whole = match[1] in bodies.whole
            sure = whole or match[1] in bodies.show or match[1] in bodies.sure_after
            yield Candidate("Organization", start, match.end() if whole else end, SURE if sure else 1, "called")
    for match in bodies.so_called.finditer(normal):
        if _is_medium(ground, bodies, *match.span(1)):
            yield Candidate("Organization", *match.span(1), SURE, "called")
    for match in bodies.data.finditer(normal):
        end = ground.skip_back(match.start())
        if (start := proper_tail(ground, end)) < end:
            yield Candidate("Organization", start, end, SURE, "data")
    for match in bodies.reported.finditer(normal):
        if match[1] and _is_medium(ground, bodies, match.start(1), match.start(1) + len(match[1].rstrip())):
            yield Candidate("Organization", match.start(1), match.start(1) + len(match[1].rstrip()), SURE, "reported")


def _names_one(ground: Ground, run: str) -> bool:
    """Whether not all of some capitalised words are common ones."""
    return any(word.lower() not in ground.shapes.no_name for word in run.split(" "))


def _with_kind(ground: Ground, bodies: Bodies, end: int) -> int:
    """End of a name with the words behind it that say what it is: Larkspur AI, Nordlys Forum."""
    while (word := TOKEN.match(ground.normal, end + 1)) and ground.normal[end] == " " and word.group().lower() in bodies.tails:
        if ground.cover.touches(word.start(), word.end()):
            break
        end = word.end()
    return end


def _show(ground: Ground, end: int) -> int:
    """Start of a show's name: capitalised words, common ones too, two of them at least."""
    found = re.search(
        rf"(?<![{LATIN}])[A-Z][{LATIN}'’]*(?: (?:of|the|for|and|[A-Z][{LATIN}'’]*)){{1,4}}$", ground.normal[max(0, end - 50) : end]
    )
    return end - len(found.group()) if found and not ground.cover.touches(end - len(found.group()), end) else end


def _is_medium(ground: Ground, bodies: Bodies, start: int, end: int) -> bool:
    name = ground.normal[start:end]
    if ground.cover.touches(start, end) or len(name) < 3 or len(name.split()) > 4:
        return False
    tokens = name.split()
    return all(w[0].isupper() or w in bodies.joints for w in tokens) and any(w.lower() not in ground.shapes.no_name for w in tokens)
