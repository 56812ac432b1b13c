"""Chinese companies, news agencies and media that no list has: by how their names end, what stands beside them, title marks."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kgx.knowledge import Knowledge
from kgx.mentions.body_words import Bodies, bodies_of
from kgx.mentions.chinese_bodies import behind_deed, body_before
from kgx.mentions.ground import SURE, Candidate, Ground
from kgx.mentions.shapes import HAN, LATIN, Shapes, shapes_of, words

_LEADERS = frozenset(["founder", "title"])
_OF = re.compile(r"\s*的?(?:另?[一两二三四五六七八九十几]位)?")
"""What stands between a company and its leader: 旷野智能的两位创办人."""
_LONGEST = 4
"""Characters of the longest proper part of a company's name: 知微 of 知微智能."""


class Companies:
    """Expressions over the words of companies' names."""

    def __init__(self, shapes: Shapes) -> None:
        of = shapes.of
        lead = words(of["organization-lead"])
        self.lead = re.compile(rf"(?:(?:{lead})(?:就|便|则)?(?:{words(of['company-called'])})?) ?“?$")
        self.told = of["executive"]
        self.after = tuple(of["company-after"])
        self.latin = re.compile(rf"((?:[A-Z][A-Za-z]+ ){{1,2}}AI)(?![{LATIN} ])")
        self.agency = re.compile(rf"[(【〔\[]([{HAN}]{{2,4}}社)(?=[{HAN}\d /]{{2,14}}[日电訊讯報报])")


@lru_cache(maxsize=4)
def _companies(knowledge: Knowledge) -> Companies:
    return Companies(shapes_of(knowledge))


def companies(ground: Ground, knowledge: Knowledge) -> Iterator[Candidate]:
    """Stretches that may name a company, each with its points."""
    cues, bodies = _companies(knowledge), bodies_of(knowledge)
    for match in bodies.company.finditer(ground.normal):
        start = body_before(ground, bodies, match.start())
        if not 2 <= match.start() - start <= _LONGEST or _plain(ground, bodies, start, match.start()):
            continue
        points = _points(ground, cues, start, match.end())
        if points:
            yield Candidate("Organization", start, match.end(), points, "company")
    for match in cues.latin.finditer(ground.normal):
        if behind_deed(ground, match.start()):
            yield Candidate("Organization", match.start(), match.end(), SURE, "company")
    for match in cues.agency.finditer(ground.normal):
        yield Candidate("Organization", match.start(1), match.end(1), SURE, "agency")
    yield from _titled(ground, bodies)


def _plain(ground: Ground, bodies: Bodies, start: int, end: int) -> bool:
    """Whether no proper name stands before the ending: 新兴科技."""
    front = ground.normal[start:end]
    return bodies.generic.fullmatch(front) is not None or ground.cue_over(start, end)


def _points(ground: Ground, cues: Companies, start: int, end: int) -> int:
    """A leader behind it, a word for a company or a deed before it."""
    if behind_deed(ground, start) or cues.lead.search(ground.normal, max(0, start - 10), start):
        return SURE
    if ground.normal.startswith(cues.after, ground.skip(end)):
        return SURE
    of = _OF.match(ground.normal, end)
    leader = ground.titles.get(ground.skip(end)) or (ground.titles.get(of.end()) if of else None)
    if leader and ground.normal[leader.start : leader.end].lower() in cues.told:
        return SURE
    return 0


def _titled(ground: Ground, bodies: Bodies) -> Iterator[Candidate]:
    """Papers, magazines and shows in title marks."""
    for match in bodies.titled.finditer(ground.normal):
        name = match[1]
        before = ground.normal[max(0, match.start() - 8) : match.start()]
        shown = "podcast" in name.lower() or bodies.shown.search(before)
        shown = shown or (bodies.told_to.search(before) and bodies.told_on.match(ground.normal, match.end()))
        shown = shown or (bodies.asked.search(before) and bodies.answers.match(ground.normal, match.end()))
        shown = shown or (bodies.told.search(before) and bodies.tells.match(ground.normal, match.end()))
        if (name.endswith(bodies.media) and len(name) >= 3) or shown:
            yield Candidate("Organization", match.start(1), match.end(1), SURE, "title marks")
