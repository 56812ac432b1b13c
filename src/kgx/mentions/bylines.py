"""Who wrote, and the show: the names that front matter states, as written, pen names too."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kgx.knowledge import Knowledge
from kgx.mentions.ground import SURE, Candidate, Ground
from kgx.mentions.shapes import HAN, shapes_of, words
from kgx.model.article import NAMES

_PART = re.compile(r"[^、,，;；/|&]+")
_BRACKET = re.compile(r" ?[(<\[@].*")
_LATIN_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LONGEST = 30
"""Characters of the longest name: more is a sentence on who wrote."""


@lru_cache(maxsize=4)
def _lead(knowledge: Knowledge) -> re.Pattern[str]:
    """What a byline calls the one who wrote, before the name."""
    return re.compile(rf"(?:{words(shapes_of(knowledge).of['byline'])})[:： ]")


@lru_cache(maxsize=4)
def _dateline(knowledge: Knowledge) -> re.Pattern[str]:
    """The wire service, the town and the day that open its report."""
    of = shapes_of(knowledge).of
    own, place, end = words(of["dateline-own"]), words(of["place"]), words(of["dateline-end"])
    return re.compile(rf"(?:^|(?<=\n))[【(]?(?!{own})([{HAN}]{{3,6}}?)(?:{place})(?:\d{{1,2}}月)?\d{{1,2}}日(?:{end})")


def stated(ground: Ground, knowledge: Knowledge) -> Iterator[Candidate]:
    """The people of bylines, bodies left out, and as bodies the show and the wire service of a dateline (环球财讯伦敦3月12日电)."""
    for match in _dateline(knowledge).finditer(ground.normal):
        yield Candidate("Organization", *match.span(1), SURE + 1, "dateline")
    bodies, lead = shapes_of(knowledge).of["byline-body"], _lead(knowledge)
    for block, start in zip(ground.text.blocks, ground.text.starts, strict=True):
        end = ground.normal.index("\n", start)
        if block.role not in NAMES or "://" in ground.normal[start:end]:
            continue
        for part in _PART.finditer(ground.normal, start, end) if block.role == "byline" else ():
            left = ground.skip(part.start())
            if word := lead.match(ground.normal, left):
                left = ground.skip(word.end())
            right = ground.skip_back(part.end())
            if bracket := _BRACKET.search(ground.normal, left, right):
                right = bracket.start()
            name = ground.normal[left:right]
            if 2 <= len(name) <= _LONGEST and not _is_body(name, bodies):
                yield Candidate("Person", left, right, SURE + 1, "byline")
        if block.role == "show":
            yield Candidate("Organization", start, end, SURE + 1, "show")


def _is_body(name: str, endings: frozenset[str]) -> bool:
    """Whether a name ends as no person's does, or has no letters: 编辑部, Byte Lab, ByteLab."""
    latin = _LATIN_WORD.findall(name)
    chinese = tuple(word for word in endings if not word.isascii())
    return not _LETTERS.search(name) or name.endswith(chinese) or (bool(latin) and latin[-1].lower() in endings)
