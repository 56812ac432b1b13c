"""Which script a text is in, and the same text in the other one, in the words of its readers."""

from collections import Counter
from functools import cache
from typing import Any


@cache
def _only() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of Traditional text alone, and of Simplified text alone, by OpenCC's single-character tables."""
    from opencc import OpenCC

    han = [chr(code) for code in range(0x4E00, 0xA000)]
    simplified = OpenCC("t2s").convert("\n".join(han)).split("\n")
    traditional = OpenCC("s2t").convert("\n".join(han)).split("\n")
    hant = frozenset(a for a, b in zip(han, simplified, strict=True) if a != b)
    hans = frozenset(a for a, b in zip(han, traditional, strict=True) if a != b)
    return hant - hans, hans - hant


def shares(text: str) -> tuple[int, int]:
    """How many characters stand in Traditional text only, and how many in Simplified text only."""
    hant, hans = _only()
    counts = Counter(text)
    return sum(n for c, n in counts.items() if c in hant), sum(n for c, n in counts.items() if c in hans)


def script_of(text: str) -> str:
    """`hant`, `hans`, or `mixed` where the lesser script has more than a tenth of the telling characters.

    A text without telling characters counts as `hans`, the form in which it is matched.
    """
    traditional, simplified = shares(text)
    if min(traditional, simplified) * 10 > traditional + simplified:
        return "mixed"
    return "hant" if traditional > simplified else "hans"


def to_hant(text: str) -> str:
    """In Traditional characters and Taiwan's words (软件 → 軟體), by OpenCC's `s2twp`. The length may change."""
    return str(_converter("s2twp").convert(text))


def to_hans(text: str) -> str:
    """In Simplified characters and the mainland's words (軟體 → 软件), by OpenCC's `tw2sp`. The length may change."""
    return str(_converter("tw2sp").convert(text))


@cache
def _converter(configuration: str) -> Any:
    from opencc import OpenCC

    return OpenCC(configuration)
