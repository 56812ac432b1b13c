"""The shapes of names, compiled once per knowledge: word classes as sets and expressions over the normal form."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kgx.knowledge import Knowledge

HAN = "\u3400-\u9fff"
LATIN = "A-Za-z0-9\u00c0-\u024f"
UPPER, _LOWER = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u0106\u010c\u0141\u0152\u0158\u015a\u0160\u017b\u017d",
    "a-z\u00df-\u00f6\u00f8-\u017e",
)
_TAIL = rf"(?:['’][{_LOWER}]+)?(?:[{UPPER}][{_LOWER}]+)?(?:-[{UPPER}{_LOWER}][{_LOWER}]+)*"
WORD = rf"(?:[{UPPER}]['’][{UPPER}][{_LOWER}]+|[{UPPER}][{_LOWER}]+{_TAIL})"
"""One capitalised word as personal names have it: Izmailov, LeCun, McGrew, O'Brien, Jean-Luc."""
RUN = re.compile(rf"(?<![{LATIN}@#_/\\.\-])[{LATIN}][{LATIN}'’&.+\-]*(?:(?:[:,?]? | & )[{LATIN}][{LATIN}'’&.+\-]*)*")
"""Latin words in a row, as they stand between Chinese ones."""
TOKEN = re.compile(rf"[{LATIN}][{LATIN}'’.+\-]*|&")


def words(forms: Iterable[str]) -> str:
    """An alternation of words, longest first."""
    return "|".join(re.escape(w) for w in sorted(forms, key=lambda w: (-len(w), w)))


class Shapes:
    """Word classes of `shapes.yaml` and cues, in the forms in which the finders ask them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.of = knowledge.shapes
        self.given = self.of["given-name"]
        self.family = self.of["family-name"]
        self.no_name = self.of["no-name"]
        particles = words(self.of["name-particle"])
        more = rf" (?:[A-Z]\.|[A-Z](?= )|(?:{particles})(?= )|{WORD})"
        self.person = re.compile(
            rf"(?<![{LATIN}@#_/.\-])(?:{WORD}|[A-Z]{{2}}|(?:[A-Z]\.){{1,2}})(?:{more}){{1,4}}(?![{LATIN}@_/]|-[{LATIN}]|\.[{LATIN}])"
        )
        self.letters = self._letters()
        self.foreign = frozenset("".join(self.letters.values())) | frozenset("".join(self.of["transliteration-more"]))
        self.foreign_whole = tuple(sorted(self.of["foreign-name"], key=len, reverse=True))
        self.foreign_stop = re.compile(words(self.of["transliteration-stop"]))
        self.surnames = self.of["surname"] | self.of["rare-surname"]
        self.japanese = self.of["japanese-surname"]
        self.japanese_given = frozenset("".join(self.of["japanese-given"]))
        self.name_stop = frozenset("".join(self.of["name-stop"]))
        self.no_chinese = re.compile(words(self.of["no-chinese-name"]))
        self.spill = self.of["name-spill"]
        self.before_person = tuple(self.of["person-edge"])
        self.after_person = tuple(self.of["person-after"])
        self.role = re.compile(words(self.of["role"]))
        syllable = rf"(?:{words(self.of['pinyin-initial'])})?(?:{words(self.of['pinyin-final'])})"
        self.pinyin = re.compile(rf"(?:{syllable}){{1,2}}(?:-?{syllable})? (?:{syllable}){{1,2}}", re.IGNORECASE)
        self.gloss_lead = re.compile(rf"(?:{words(self.of['gloss-lead'])})[::为]?\s*")
        self.gloss = re.compile(r"[(\[]([^()\[\]\n]{2,90})[)\]]")

    def _letters(self) -> dict[str, str]:
        return {name[-1]: "".join(forms) for name, forms in self.of.items() if re.fullmatch("transliteration-[a-z]", name)}

    def sounds(self, char: str, latin: str) -> bool:
        """Whether a transliteration of a Latin name may begin with this character."""
        return char in self.letters.get(_plain(latin[:1]), "")


def _plain(letter: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFD", letter.lower())[:1]


@lru_cache(maxsize=4)
def shapes_of(knowledge: Knowledge) -> Shapes:
    """The compiled shapes of a knowledge."""
    return Shapes(knowledge)
