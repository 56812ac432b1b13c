"""People whom no list has: by Latin shape, by foreign sounds, by Chinese family names beside a title, in a byline, before a verb."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from kgx.knowledge import Knowledge
from kgx.mentions.chinese_names import before_word, ends, is_name, is_new, name_at, name_before
from kgx.mentions.ground import SURE, Candidate, Ground, leftmost
from kgx.mentions.shapes import HAN, LATIN, WORD, Shapes, shapes_of, words
from kgx.model.item import BODIES
from kgx.text.words import is_word

_TITLE, _SHAPE, _SPEECH = 2, 2, 1
_EDGES = frozenset("的，、；。是为叫")
"""What no title goes on over to the name behind it."""
_LONGEST_SOUNDS = 9
_FOREIGN = 5
"""A name in foreign sounds behind a title and 的 has so many characters, 的 among them, at least."""
_DEEDS = frozenset(["join", "leave", "found"])
_YEAR = re.compile(r" ?\((?:19|20)\d\d[a-z]?\)")


class Cues:
    """Expressions over the words that stand beside people's names."""

    def __init__(self, shapes: Shapes) -> None:
        byline = words(w for w in shapes.of["byline"] if not w.isascii())
        latin = words(w for w in shapes.of["byline"] if w.isascii())
        self.byline = re.compile(
            rf"(?:(?<![{HAN}])(?:{byline})|(?:{words(shapes.of['byline-anywhere'])})|\b(?i:{latin}))\s?(?:[/|::丨·]|(?<=[{HAN}]) )\s?"
            r"|(?:(?<=\n)|^)[□■◎] ?"
        )
        heads = {c for kind in ("byline", "byline-anywhere") for w in shapes.of[kind] for c in (w[0], w[0].upper())}
        self.byline_head = re.compile(f"[□■◎{re.escape(''.join(sorted(heads)))}]")
        self.bare = re.compile(rf"(?:{words(shapes.of['byline-plain'])})(?=[{HAN}])")
        self.signed = re.compile(rf"(?<![{HAN}])([{HAN}]{{2,4}})\s?[/|]\s?(?:{byline}|[{HAN}]{{0,4}}(?:{words(shapes.of['report-end'])}))")
        self.honorific = re.compile(
            rf"(?P<title>{words(shapes.of['honorific-sure'])})(?![生后论学班级姐傅])|{words(shapes.of['person-led'])}"
        )
        self.others = re.compile(rf" ?(?:{words(shapes.of['others'])})(?![{LATIN}])")
        self.came = re.compile(rf"(?:(?:{words(shapes.of['came'])})|(?:{words(shapes.of['in-charge'])})[^，。；、：\n]{{0,10}})的 ?$")
        self.cited = re.compile(rf" ?在 ?(?:19|20)\d\d ?年?(?:{words(shapes.of['citation-verb'])})")
        self.account = re.compile(rf"(?:{words(shapes.of['account'])})[ ：:]?[“\"‘']([{LATIN}][{LATIN} ._'\-]{{1,38}})[”\"’']")
        self.single = re.compile(rf"(?<![{LATIN}@#_/.\-])(?<![{LATIN},] ){WORD}(?![{LATIN}@_/]|[-.][{LATIN}]| [{LATIN}])")
        self.says = shapes.of["speech-sure"]
        self.counted = tuple(shapes.of["person-counted"])
        joints = words(shapes.of["list-joint"])
        self.joint = re.compile(rf"(?: ?\([^()\n]{{1,60}}\))?(?:、(?:{joints})?| ?(?:{joints}) ?)")
        self.all_of_them = re.compile(words(shapes.of["all-of-them"]))
        self.joint_before = re.compile(rf"(?:、(?:{joints})?| ?(?:{joints}) ?)$")
        self.turn = re.compile(rf"(?:(?<=\n)|^)([{HAN}]{{2,4}}|{WORD}(?: {WORD})?)[::](?=.)")


@lru_cache(maxsize=4)
def cues_of(knowledge: Knowledge) -> Cues:
    """The expressions of a knowledge."""
    return Cues(shapes_of(knowledge))


def people(ground: Ground, knowledge: Knowledge) -> Iterator[Candidate]:
    """Stretches that may name a person, each with its points."""
    cues = cues_of(knowledge)
    bylines = list(leftmost(cues.byline, cues.byline_head, ground.normal))
    speech = _speech(ground, cues)
    yield from _latin(ground, cues, frozenset(m.end() for m in bylines), speech)
    yield from _single_latin(ground, cues, speech)
    yield from _dotted(ground)
    yield from _beside_titles(ground, cues)
    yield from _bylines(ground, cues, bylines)
    yield from _honoured(ground, cues)
    yield from _speakers(ground, speech)
    for match in cues.account.finditer(ground.normal):
        yield Candidate("Person", match.start(1), match.end(1), SURE, "account")


def _speech(ground: Ground, cues: Cues) -> frozenset[int]:
    """Where verbs of saying begin."""
    return frozenset(i.start for i in ground.items if i.kind == "speech" and ground.normal[i.start : i.end] in cues.says)


# -- Latin


def _latin(ground: Ground, cues: Cues, bylines: frozenset[int], speech: frozenset[int]) -> Iterator[Candidate]:
    deeds = frozenset(i.start for i in ground.cues if i.kind in _DEEDS)
    for match in ground.latin_names:
        start, end, points = latin_name(ground, match.start(), match.end())
        if end <= start:
            continue
        counted = ground.normal.endswith(cues.counted, 0, ground.skip_back(start))
        if ground.has_title_before(start) or start in bylines or counted or _own_title(ground, end):
            points += _TITLE
        came = cues.came.search(ground.normal, max(0, start - 16), start)
        if came or _is_of(ground, start, {"Organization"}):
            points += _TITLE
        if {end, ground.skip(end)} & (speech | deeds) or cues.others.match(ground.normal, end):
            points += _SPEECH
        yield Candidate("Person", start, end, points, "shape")


def _is_of(ground: Ground, start: int, kinds: Collection[str]) -> bool:
    """Whether a body of one of these kinds stands before a name with 的: 卡内基梅隆大学的 Mantas Mazeika."""
    of = ground.skip_back(start) - 1
    body = ground.name_ends.get(ground.skip_back(of)) if ground.normal[of : of + 1] == "的" else None
    return body is not None and body.kind in kinds


def _own_title(ground: Ground, end: int) -> bool:
    """Whether a title stands right behind a name, and no other name that the title belongs to: The Meridian Desk 记者 Ann Lee."""
    title = ground.titles.get(end) or ground.titles.get(ground.skip(end))
    return title is not None and not ground.shapes.person.match(ground.normal, ground.skip(title.end))


def latin_name(ground: Ground, start: int, end: int) -> tuple[int, int, int]:
    """A run of capitalised words without the words that belong to no name, and its points; an empty span where none is left."""
    shapes = ground.shapes
    parts = [(m.start(), m.end(), m.group().lower()) for m in re.finditer(r"\S+", ground.normal[start:end])]
    month = len(parts) == 2 and parts[0][2] in shapes.given and parts[1][2] in shapes.of["family-too"]  # Helen March
    while parts and parts[-1][2] in shapes.no_name and not month:
        parts.pop()
    while parts and parts[0][2] in shapes.no_name and parts[0][2] not in shapes.given:
        parts.pop(0)
    if not 2 <= len(parts) <= 4 or (any(w in shapes.no_name for _, _, w in parts[1:]) and not month):
        return start, start, 0
    first, last = parts[0][2], parts[-1][2]
    particle = any(w in shapes.of["name-particle"] for _, _, w in parts)
    points = _SHAPE if first in shapes.given or last in shapes.family else int(particle)
    return start + parts[0][0], start + parts[-1][1], points


def _single_latin(ground: Ground, cues: Cues, speech: frozenset[int]) -> Iterator[Candidate]:
    """One capitalised word beside a title or a verb of saying."""
    shapes = ground.shapes
    for match in cues.single.finditer(ground.normal):
        word = match.group().lower()
        known = word in shapes.given or word in shapes.family
        if word in shapes.no_name or len(word) < 3 or re.search("[a-z][A-Z]", match.group()[3:]):
            continue
        start, end = match.span()
        says = end in speech or ground.skip(end) in speech
        titled = ground.has_title_before(start)
        cited = cues.others.match(ground.normal, end) or cues.cited.match(ground.normal, end) or (known and _YEAR.match(ground.normal, end))
        if cited or (known and (says or titled)):
            yield Candidate("Person", start, end, SURE, "title" if titled else "speech")
        elif titled:
            yield Candidate("Person", start, end, 1, "title")


# -- foreign sounds


def _dotted(ground: Ground) -> Iterator[Candidate]:
    """Names in foreign sounds with separators: 帕维尔·伊兹迈洛夫."""
    normal, at = ground.normal, ground.normal.find("·")
    while at >= 0:
        start, end = dotted(ground, at)
        if end > start:
            yield Candidate("Person", start, end, SURE, "transliteration")
        at = normal.find("·", max(end, at + 1))


def dotted(ground: Ground, dot: int) -> tuple[int, int]:
    """The span of the name around a separator; empty where none is."""
    normal, shapes = ground.normal, ground.shapes
    titled = next((p for p in range(dot - 1, max(0, dot - 6), -1) if p in ground.title_ends and _EDGES.isdisjoint(normal[p:dot])), None)
    start = sounds_before(ground, dot) if titled is None else ground.skip(titled)
    if start == dot and dot and normal[dot - 1].isupper() and normal[dot - 1].isascii():
        start = dot - 1
    end = dot
    while end < len(normal) and (normal[end] == "·" or (normal[end] == "-" and end > dot)):
        tail = _sounds_after(ground, end + 1)
        if tail == end + 1 and (normal[tail : tail + 1] in shapes.surnames or re.match("[A-Z]·", normal[tail : tail + 2])):
            tail += 1
        if tail == end + 1:
            break
        end = tail
    after = normal[end : end + 3]
    if (
        start == dot
        or end - dot < 2
        or after[:1] in shapes.of["place-end"]
        or after.startswith(tuple(shapes.of["organization-after-whole"]))
    ):
        return dot, dot
    return start, end


def sounds_before(ground: Ground, end: int) -> int:
    """Where the foreign sounds that end at a position begin; the position itself where there are none."""
    start, foreign = end, ground.shapes.foreign
    while start > max(0, end - _LONGEST_SOUNDS):
        if ground.normal.endswith(ground.shapes.foreign_whole, 0, start):
            start -= next(len(w) for w in ground.shapes.foreign_whole if ground.normal.endswith(w, 0, start))
            continue
        hyphen = ground.normal[start - 1] == "-" and start < end and ground.normal[start - 2] in foreign
        if ground.normal[start - 1] not in foreign and not hyphen:
            break
        start -= 1
    start, _ = ground.cut(start, end)
    for stop in ground.shapes.foreign_stop.finditer(ground.normal, start, end):
        if stop.end() < end:
            start = stop.end()
    return start


def _sounds_after(ground: Ground, start: int) -> int:
    end = start
    while end < min(len(ground.normal), start + _LONGEST_SOUNDS):
        if ground.normal.startswith(ground.shapes.foreign_whole, end):
            end += next(len(w) for w in ground.shapes.foreign_whole if ground.normal.startswith(w, end))
        elif ground.normal[end] in ground.shapes.foreign:
            end += 1
        else:
            break
    _, cut = ground.cut(start - 1, end)
    stop = ground.shapes.foreign_stop.search(ground.normal, start + 1, min(len(ground.normal), end + 3))
    return min(cut, stop.start()) if stop and stop.start() < end else max(cut, start)


def sounds_at(ground: Ground, start: int) -> int:
    """End of a name in foreign sounds that begins here and ends at an edge; the start itself where none does."""
    end = _sounds_after(ground, start)
    good = 2 <= end - start <= 6 and ground.normal[end : end + 1] not in ("·", "-") and ends(ground, end)
    return end if good and not ground.shapes.no_chinese.match(ground.normal, start) else start


# -- Chinese, Japanese and Korean names


def _beside_titles(ground: Ground, cues: Cues) -> Iterator[Candidate]:
    """记者周亦凡, 执行长奥特曼: the title stands before; 两名学生，卫嘉禾和欧阳若谷."""
    for position in ground.title_ends:
        end = name_at(ground, position + 1) if ground.normal[position : position + 1] in ("，", ",", ":", "：") else position
        if end > position + 1 and next_name(ground, cues, end):
            yield Candidate("Person", position + 1, end, _TITLE, "title")
            continue
        start = ground.skip(position)
        if ground.normal[start : start + 1] in ground.shapes.of["list-joint"]:
            continue
        end = name_at(ground, start)
        if end < (sounds := sounds_at(ground, start)) and ground.normal.startswith("(", ground.skip(sounds)):
            end = sounds  # 工程师傅雷图尔(Jimmy Fraiture)
        clear = end - start >= 3 or (end > start and not ground.is_han(end))
        if not clear and (told := before_word(ground, start)) > start:
            end, clear = told, True
        if clear or (end > start and is_new(ground, start, end) and not is_name(ground, start, start + 3)):
            yield Candidate("Person", start, end, _TITLE, "title")
            continue
        if end > start:
            yield Candidate("Person", start, end, 1, "title")
        of = ground.normal[start : start + 1] == "的"  # 硬件主管的卡里诺夫斯基, 现为副研究员的许嘉芸
        told = max(name_at(ground, start + 1), before_word(ground, start + 1)) if of else 0
        if told - start > 3 and is_new(ground, start + 1, told) and not is_word(ground.normal[start + 2 : told]):
            yield Candidate("Person", start + 1, told, _TITLE, "title")
            continue
        end = sounds_at(ground, start + of)
        if end - start >= (_FOREIGN if of else 1):
            yield Candidate("Person", start + of, end, _TITLE, "title")


def next_name(ground: Ground, cues: Cues, end: int) -> tuple[int, int] | None:
    """The name in a list behind the one that ends here: Chinese, or in foreign sounds up to an edge."""
    joint = cues.joint.match(ground.normal, end)
    if joint is None:
        return None
    start = joint.end()
    stop = max(name_at(ground, start), sounds_at(ground, start))
    short = stop > start and (cues.all_of_them.match(ground.normal, stop) is not None or not is_word(ground.normal[start:stop]))
    return (start, stop) if stop - start >= 3 or short else None


def _bylines(ground: Ground, cues: Cues, bylines: list[re.Match[str]]) -> Iterator[Candidate]:
    normal = ground.normal
    for match in bylines:
        start = match.end()
        while True:
            end = (
                name_at(ground, start, strict=True)
                if " " not in match.group() or match.group().strip()[-1:] in "/|:：丨·"
                else name_at(ground, start)
            )
            if (
                end == start
                and normal[start : start + 1] in ground.shapes.of["nickname-start"]
                and re.match(rf"[{HAN}]{{2,3}}(?![{HAN}])", normal[start : start + 4])
            ):
                end = start + 2 + ground.is_han(start + 2)
            if end == start:
                break
            yield Candidate("Person", start, end, SURE, "byline")
            if normal[end : end + 1] not in ("、", ",", "，", "&"):
                break
            start = ground.skip(end + 1)
    for match in cues.bare.finditer(normal):
        end = name_at(ground, match.end(), strict=True)
        if end - match.end() >= 3:
            yield Candidate("Person", match.end(), end, SURE, "byline")
    for medium in ground.names:
        start = medium.end + 1
        if medium.kind == "Organization" and normal[medium.end : start] in ("·", "/", "|"):
            end = name_at(ground, start, strict=True)
            if end - start >= 3 and not normal.startswith(tuple(ground.shapes.of["organization-after"]), end):
                yield Candidate("Person", start, end, SURE, "byline")
    for match in cues.signed.finditer(normal):
        if name_at(ground, match.start(1), strict=True) == match.end(1):
            yield Candidate("Person", match.start(1), match.end(1), SURE, "byline")


def _honoured(ground: Ground, cues: Cues) -> Iterator[Candidate]:
    """王小明教授, 邱孟然课题组: a title stands behind, or what only a person leads."""
    for match in cues.honorific.finditer(ground.normal):
        start = name_before(ground, match.start())
        placed = (owner := ground.name_ends.get(start)) is not None and owner.kind in BODIES  # 浙江大学严述课题组
        if match.start() - start >= (2 if match.lastgroup or placed else 3):
            yield Candidate("Person", start, match.start(), _TITLE, "title")


def _speakers(ground: Ground, speech: frozenset[int]) -> Iterator[Candidate]:
    """Names that begin a clause and stand before a verb of saying or a deed of people: weak, so that one alone is none, unless no word
    of the dictionary is in it."""
    deeds = {i.start for i in ground.cues if i.kind in _DEEDS}
    for end in speech | deeds:
        if not ground.is_han(end - 1):
            continue
        start = sounds_before(ground, end)
        if 2 <= end - start <= 6 and not ground.is_han(start - 1) and ground.normal[start - 1] != "·":
            if not ground.shapes.no_chinese.match(ground.normal, start):
                yield Candidate("Person", start, end, _SPEECH, "speech")
            continue
        start = next((end - n for n in (3, 2) if is_name(ground, end - n, end) and _is_of(ground, end - n, BODIES)), end)
        if start < end and not is_word(ground.normal[start:end]):
            yield Candidate("Person", start, end, _TITLE, "speech")  # 阿里云的窦一鸣说
            continue
        start = name_before(ground, end, hard=True)
        if end - start >= 3 and end in speech:
            yield Candidate("Person", start, end, SURE if is_new(ground, start, end) else _SPEECH, "speech")
