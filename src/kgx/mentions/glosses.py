"""Glosses: two names of one thing side by side, one of them in a bracket, in either direction."""

import re
from collections.abc import Iterator

import msgspec

from kgx.knowledge import Knowledge
from kgx.mentions.body_words import Bodies, bodies_of
from kgx.mentions.chinese_bodies import body_before
from kgx.mentions.chinese_names import is_name, name_at, name_before
from kgx.mentions.ground import SURE, Candidate, Ground
from kgx.mentions.organizations import latin_bodies
from kgx.mentions.people import dotted, latin_name, sounds_at, sounds_before
from kgx.mentions.shapes import HAN, LATIN, WORD
from kgx.text.words import is_word

_PART = re.compile(r"[,，、;；/]\s*")
_SINGLE = re.compile(WORD)
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z&\-]{1,8}")
_HAN_NAME = re.compile(rf"[{HAN}A-Z·]{{2,20}}")
_LATIN_NAME = re.compile(rf"[A-Z][{LATIN}'’&.:\- ]{{1,60}}")
_BETWEEN = re.compile(r" ?[,，|“‘《{] ?$| $")
_ALONE = 6
"""How long a name in no known sounds may be."""
_Span = tuple[int, int]


class Gloss(msgspec.Struct, frozen=True):
    """A name before a bracket and the one inside, as spans of the normal form."""

    kind: str
    """Empty where only what stands around it can tell."""
    outer: _Span
    inner: _Span


def glosses(ground: Ground, knowledge: Knowledge) -> Iterator[Gloss]:
    """All glosses of people and bodies."""
    bodies = bodies_of(knowledge)
    for match in ground.shapes.gloss.finditer(ground.normal):
        outer = ground.skip_back(match.start())
        gloss: Gloss | None = None
        for inner in _parts(ground, match.start(1), match.end(1)):
            if gloss is None:
                gloss = _person(ground, outer, inner) or _body(ground, bodies, outer, inner)
                if gloss:
                    yield gloss
            elif gloss.kind == "Organization" and _shortens(ground, inner, gloss.inner):
                yield Gloss("Organization", gloss.inner, inner)
        if marked := _marked(ground, match.start(), match.start(1), match.end(1)):
            yield marked
    yield from _side_by_side(ground)


def _shortens(ground: Ground, inner: _Span, name: _Span) -> bool:
    """Whether a further part of a bracket is the abbreviation of the one before: (Honest Machines Alliance, HMA)."""
    short = ground.normal[slice(*inner)]
    return _ABBREVIATION.fullmatch(short) is not None and abbreviates(short, ground.normal[slice(*name)])


def _marked(ground: Ground, bracket: int, start: int, end: int) -> Gloss | None:
    """《量子杂志》(Quanta Magazine): a title in marks with its other form behind it."""
    close = ground.skip_back(bracket) - 1
    opening = {"》": "《", "”": "“"}.get(ground.normal[close : close + 1])
    if opening is None:
        return None
    left = ground.normal.rfind(opening, max(0, close - 120), close) + 1
    latin = [ground.normal[at : at + 1] < "\u2e80" for at in (left, start)]
    if latin[1] and not re.search("[A-Za-z]{3}", ground.normal[start:end]):
        return None  # a date or a number behind a title is no other name of it
    return Gloss("", (left, close), (start, end)) if left and latin[0] != latin[1] and end - start >= 4 else None


def candidates(ground: Ground, gloss: Gloss) -> Iterator[Candidate]:
    """Both names of a gloss, where the scan has not named them."""
    if not gloss.kind:
        return
    for start, end in (gloss.outer, gloss.inner):
        if not ground.named(start, end):
            yield Candidate(gloss.kind, start, end, SURE + 1, "gloss")


def _parts(ground: Ground, start: int, end: int) -> Iterator[_Span]:
    """Parts of what stands in a bracket, without the words that lead in the name."""
    at = start
    for part in [*_PART.finditer(ground.normal, start, end), None]:
        stop = part.start() if part else end
        if lead := ground.shapes.gloss_lead.match(ground.normal, at, stop):
            at = lead.end()
        at, tail = ground.skip(at), ground.skip_back(stop)
        while at < tail and ground.normal[at] in '“"':
            at += 1
        while at < tail and ground.normal[tail - 1] in '”"':
            tail -= 1
        if tail > at:
            yield at, tail
        at = part.end() if part else end


# -- people


def _person(ground: Ground, outer: int, inner: _Span) -> Gloss | None:
    start, end = inner
    known_in, known_out = ground.named(start, end), ground.whole_name(outer)
    if (known_in and known_in.kind != "Person") or (known_out and known_out.kind != "Person"):
        return None
    if known_in and known_out:
        return Gloss("Person", (known_out.start, outer), inner) if known_in.name == known_out.name else None
    if ground.is_han(outer - 1):
        return _latin_inside(ground, outer, inner)
    return _chinese_inside(ground, outer, inner)


def _latin_inside(ground: Ground, outer: int, inner: _Span) -> Gloss | None:
    start, end = inner
    word = ground.normal[start:end]
    if ground.shapes.person.fullmatch(ground.normal, start, end):
        at, stop, points = latin_name(ground, start, end)
        if (at, stop) != inner:
            return None
    elif _SINGLE.fullmatch(word) and word.lower() not in ground.shapes.no_name:
        points = 2 if word.lower() in ground.shapes.given or word.lower() in ground.shapes.family else 0
    else:
        return None
    known = ground.whole_name(outer)
    if known:
        return Gloss("Person", (known.start, outer), inner)
    left, sure = _chinese_before(ground, outer, word)
    if left == outer and points > 1 and " " in word:
        left = _alone(ground, outer)
    if left == outer or not (sure or points) or (" " not in word and not sure):
        return None
    return Gloss("Person", (left, outer), inner)


def _chinese_before(ground: Ground, end: int, latin: str) -> tuple[int, bool]:
    """Start of the Chinese side of a person's gloss, and whether it alone says that it names one."""
    dot = ground.normal.rfind("·", max(0, end - 10), end)
    if dot >= 0 and all(ground.is_han(p) for p in range(dot + 1, end)) and not ground.cue_over(dot + 1, end):
        first = _first_dot(ground, dot)
        start = sounds_before(ground, first)
        return (start, True) if start < first else (end, False)
    start = name_before(ground, end)
    if start < end and ground.has_title_before(start):
        return start, True
    start = sounds_before(ground, end)
    initials = [w[0] for w in latin.split()]
    titled = False
    while end - start >= 2:
        behind = ground.has_title_before(start)
        titled = behind or not ground.is_han(start - 1)
        if behind or any(ground.shapes.sounds(ground.normal[start], letter) for letter in initials):
            return start, behind or (len(initials) > 1 and (titled or end - start >= 3))
        start += 1
    start, words_ = name_before(ground, end), latin.lower().split()
    surely = words_[-1] in ground.shapes.family or ground.shapes.pinyin.fullmatch(latin) is not None
    if start == end and surely:
        start = _spelled_out(ground, end, latin)
    if start == end and ground.normal[end - 2 : end] in ground.shapes.japanese and not ground.is_han(end - 3):
        return end - 2, True  # 山本(Aiko Yamamoto)
    titled = titled or not ground.is_han(start - 1)
    if start < end and (titled or surely or words_[0] in ground.shapes.given):
        return start, surely or ground.has_title_before(start)
    return end, False


def _alone(ground: Ground, end: int) -> int:
    """Start of what stands by itself before a bracket, up to punctuation or a title, and is no word: 主編雀兒喜(Chelsea Finn)."""
    start = end
    while start > end - _ALONE and ground.is_han(start - 1) and start not in ground.title_ends:
        start -= 1
    edge = start in ground.title_ends or not ground.is_han(start - 1)
    named = edge and end - start >= 2 and not ground.cue_over(start, end) and not is_word(ground.normal[start:end])
    return start if named and not ground.shapes.no_chinese.match(ground.normal, start) else end


_SYLLABLE = re.compile("[aeiouü]+")


def _spelled_out(ground: Ground, end: int, latin: str) -> int:
    """Start of a Chinese name of as many characters as its Latin form has syllables, whatever stands before: 聘姚顺雨(Shunyu Yao)."""
    given = latin.split()[:-1]
    start = end - 1 - sum(len(_SYLLABLE.findall(word.lower())) for word in given)
    return start if 2 <= end - start <= 3 and is_name(ground, start, end) else end


def _first_dot(ground: Ground, dot: int) -> int:
    while (earlier := ground.normal.rfind("·", max(0, dot - 10), dot)) >= 0 and all(
        c in ground.shapes.foreign for c in ground.normal[earlier + 1 : dot]
    ):
        dot = earlier
    return dot


def _chinese_inside(ground: Ground, outer: int, inner: _Span) -> Gloss | None:
    start, end = inner
    name = ground.normal[start:end]
    if not _HAN_NAME.fullmatch(name) or ground.shapes.no_chinese.match(name):
        return None
    known = ground.name_ends.get(outer)
    left = known.start if known else _latin_before(ground, outer)
    if left == outer:
        return None
    sounds = "·" in name[1:-1] or all(c in ground.shapes.foreign for c in name)
    chinese = 2 <= len(name) <= 4 and (name[0] in ground.shapes.surnames or name[:2] in ground.shapes.surnames | ground.shapes.japanese)
    chinese = chinese and not ground.shapes.name_stop.intersection(name[1:])
    return Gloss("Person", (left, outer), inner) if sounds or chinese or ground.named(start, end) else None


def _latin_before(ground: Ground, end: int) -> int:
    """Start of a personal name in Latin letters that ends here."""
    for match in ground.shapes.person.finditer(ground.normal, max(0, end - 60), end):
        start, stop, _ = latin_name(ground, match.start(), match.end())
        if stop == end and start < stop:
            return start
    return end


def _side_by_side(ground: Ground) -> Iterator[Gloss]:
    """帕维尔·伊兹迈洛夫 Pavel Izmailov, or a comma or an opening mark between; Pavel Izmailov, 中文名伊兹迈洛夫."""
    for match in ground.latin_names:
        start, end, points = latin_name(ground, match.start(), match.end())
        if start != match.start():
            continue
        if ground.normal[end : end + 1] in (",", "，") and (lead := ground.shapes.gloss_lead.match(ground.normal, end + 1)):
            stop = max(name_at(ground, lead.end()), sounds_at(ground, lead.end()))
            if stop > lead.end():
                yield Gloss("Person", (start, end), (lead.end(), stop))
        mark = _BETWEEN.search(ground.normal, max(0, start - 3), start)
        outer = mark.start() if mark else start
        dot = ground.normal.rfind("·", max(0, outer - 8), outer)
        if dot < 0 or not ground.is_han(outer - 1):
            continue
        span = dotted(ground, _first_dot(ground, dot))
        heard = mark is None or not mark.group().strip() or ground.shapes.sounds(ground.normal[span[0]], ground.normal[start])
        if (points or mark) and heard and span[1] == outer and span[0] < outer:
            yield Gloss("Person", span, (start, end))


# -- bodies


def _body(ground: Ground, bodies: Bodies, outer: int, inner: _Span) -> Gloss | None:
    start, end = inner
    known_in, known_out = ground.named(start, end), ground.name_ends.get(outer)
    if known_in and known_out:
        return None
    for known in (known_in, known_out):
        if known and known.kind not in {"Organization", "Lab"}:
            return None
    name = ground.normal[start:end]
    if ground.is_han(outer - 1) or (known_out and ground.is_han(known_out.start)):
        left = _chinese_body(ground, bodies, outer, inner, known_in is not None)
    elif _ABBREVIATION.fullmatch(name):
        left = _latin_body(ground, bodies, outer)
        if not abbreviates(name, ground.normal[left:outer]):
            return None
    else:
        left = _latin_body(ground, bodies, outer) if _names_body(bodies, name) or known_in else outer
    return Gloss("Organization", (left, outer), inner) if left < outer else None


def _chinese_body(ground: Ground, bodies: Bodies, outer: int, inner: _Span, known: bool) -> int:
    """Start of a body's Chinese name before its Latin name or abbreviation in a bracket."""
    start, end = inner
    name = ground.normal[start:end]
    if not known and not _LATIN_NAME.fullmatch(name):
        return outer
    owner = ground.name_ends.get(outer)
    if owner:
        fits = abbreviates(name, owner.name) or any(True for _ in latin_bodies(ground, bodies, start, end))
        return owner.start if fits and owner.kind in {"Organization", "Lab"} else outer
    ends = (m for b in (bodies.chinese, bodies.company) for m in b.finditer(ground.normal, max(0, outer - 8), outer))
    ending = next((m for m in ends if m.end() == outer), None)
    if ending and (known or _ABBREVIATION.fullmatch(name) or name.istitle() or " " in name):
        left = body_before(ground, bodies, ending.start())
        front = ground.normal[left : ending.start()]
        return left if len(front) >= 2 and not bodies.generic.fullmatch(front) else outer
    led = max((m.end() for m in bodies.led.finditer(ground.normal, max(0, outer - 16), outer)), default=outer)
    if 2 <= outer - led <= 6 and all(map(ground.is_han, range(led, outer))) and not ground.cue_over(led, outer):
        return led
    if known or (start, end) in list(latin_bodies(ground, bodies, start, end)):
        left = sounds_before(ground, outer)
        while outer - left >= 2 and not ground.shapes.sounds(ground.normal[left], name[0]):
            left += 1
        return left if outer - left >= 2 else outer
    return outer


def _latin_body(ground: Ground, bodies: Bodies, outer: int) -> int:
    owner = ground.name_ends.get(outer)
    if owner:
        return owner.start if owner.kind in {"Organization", "Lab"} else outer
    return next((s for s, e in latin_bodies(ground, bodies, max(0, outer - 70), outer) if e == outer), outer)


def _names_body(bodies: Bodies, name: str) -> bool:
    ending = next((m for m in bodies.chinese.finditer(name) if m.end() == len(name)), None)
    return ending is not None and ending.start() >= 2 and not bodies.generic.fullmatch(name[: ending.start()])


def abbreviates(short: str, name: str) -> bool:
    """Whether the letters of an abbreviation are the first letters of a name's words, small words perhaps left out."""
    letters = re.sub(r"[^a-z]", "", short.lower())
    parts = [w for w in re.split(r"[\s\-]+", name.lower()) if w and w[0].isalpha()]
    large = [w for w in parts if w not in {"of", "for", "and", "the", "on", "in", "&", "at"}]
    return len(letters) >= 2 and letters in {"".join(w[0] for w in parts), "".join(w[0] for w in large)}
