"""Chinese, Japanese and Korean names: where one begins or ends."""

from kgx.mentions.ground import Ground
from kgx.mentions.shapes import Shapes
from kgx.text.words import is_word
from kgx.text.words import words as dictionary_words

_WORD = 6
"""Characters behind a name that jieba is shown."""


def name_at(ground: Ground, start: int, strict: bool = False) -> int:
    """End of a Chinese name that begins here; the start itself where none does. `strict`: no word may follow at once."""
    normal, shapes = ground.normal, ground.shapes
    if shapes.no_chinese.match(normal, start):
        return start
    for length in _lengths(shapes, normal, start):
        end = start + length
        if is_name(ground, start, end) and (not ground.is_han(end) if strict else ends(ground, end)):
            return end
    return start


def before_word(ground: Ground, start: int) -> int:
    """End of a Chinese name that an ordinary word of jieba's follows (副教授周以平长期研究); the start itself where none does."""
    if ground.shapes.no_chinese.match(ground.normal, start):
        return start
    for end in (start + 3, start + 2):
        if is_name(ground, start, end) and is_new(ground, start, end):
            _, stop = next(dictionary_words(ground.normal[end : end + _WORD]), (0, 0))
            if stop >= 2:
                return end
    return start


def is_new(ground: Ground, start: int, end: int) -> bool:
    """Whether no word of the dictionary is in a name or runs over its end: 高度, 任何人, 李大同."""
    return not any(is_word(ground.normal[a:b]) for a, b in ((start, start + 2), (start, end), (end - 1, end + 1)))


def name_before(ground: Ground, end: int, hard: bool = False) -> int:
    """Start of a Chinese name that ends here; the end itself where none does. `hard`: it must begin at punctuation or a title."""
    normal, shapes = ground.normal, ground.shapes
    for length in (5, 4, 3, 2):
        start = end - length
        if start < 0 or length not in _lengths(shapes, normal, start) or shapes.no_chinese.match(normal, start):
            continue
        if is_name(ground, start, end) and _begins(ground, start, hard):
            return start
    return end


def _lengths(shapes: Shapes, normal: str, start: int) -> tuple[int, ...]:
    two = normal[start : start + 2]
    if two in shapes.japanese:
        return (5, 4, 3)
    if two in shapes.surnames:
        return (4, 3)
    return (3, 2) if two[:1] in shapes.surnames else ()


def is_name(ground: Ground, start: int, end: int) -> bool:
    """Whether the characters of a stretch can be a Chinese or Japanese name, its edges left aside."""
    if not _lengths(ground.shapes, ground.normal, start):
        return False
    given = ground.normal[start + 1 : end]
    stops = ground.shapes.name_stop
    if ground.normal[start : start + 2] in ground.shapes.japanese:
        stops = stops - ground.shapes.japanese_given
    if not all(ground.is_han(p) for p in range(start, end)) or stops.intersection(given):
        return False
    return not ground.cue_over(start, end) and (end - start < 3 or ground.normal[end - 1 : end + 1] not in ground.shapes.spill)


def ends(ground: Ground, end: int) -> bool:
    """Whether a name may end at a position: no Chinese character follows, or one that only follows names."""
    return not ground.is_han(end) or ground.normal.startswith(ground.shapes.after_person, end) or end in ground.cue_starts


def _begins(ground: Ground, start: int, hard: bool) -> bool:
    if not ground.is_han(start - 1) or start in ground.title_ends or start in ground.name_ends:
        return True
    return not hard and ground.normal.endswith(ground.shapes.before_person, max(0, start - 4), start)
