"""A fingerprint by which the same article is known again after light edits, in either script: a bottom-k sketch (Broder 1997).

Of all runs of `SHINGLE` letters, digits and Han characters of the normal form, the `SIZE` with the lowest hashes are kept. Two
sketches give the share of runs that two texts have in common, within some hundredths; a text with fewer runs is kept whole.
"""

import base64
import hashlib
import struct
from collections.abc import Sequence

SHINGLE = 4
"""Characters of a run."""
SIZE = 128
"""Hashes that are kept."""
SAME = 0.5
"""Share of common runs from which two texts are one article: about one character in twelve is another, or a quarter of the sentences is
gone. Two articles on one event have less than a tenth in common."""
BANDS, _ROWS = 20, 3
"""A sketch is looked up by `BANDS` keys of `_ROWS` hashes each: of two that have 0.6 in common, 99 in 100 share one; of two on one
event, with a tenth in common, 2 in 100."""
_FACTOR, _PRIME = 0x9E3779B97F4A7C15, (1 << 61) - 1
_SEVERAL = 20
"""Runs below which a text has no fingerprint: a line or two says nothing."""

Sketch = Sequence[int]
"""Ascending."""


def fingerprint(normal: str) -> str | None:
    """The fingerprint of a text in normal form and lower case; None for one of a line or two."""
    text = "".join(char for char in normal if char.isalnum())
    runs = {text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)}
    if len(runs) < _SEVERAL:
        return None
    kept = sorted({_hash(run) for run in runs})[:SIZE]
    return base64.b64encode(struct.pack(f">{len(kept)}I", *kept)).decode("ascii")


def sketch(written: str) -> Sketch:
    """The hashes of a fingerprint."""
    data = base64.b64decode(written)
    return struct.unpack(f">{len(data) // 4}I", data)


def bands(hashes: Sketch) -> tuple[int, ...]:
    """The keys by which a sketch is looked up, below 2⁶¹ and always the same: what shares none of them is not compared.

    They are of the lowest hash of each residue class, some at a time: similar sketches have many of them in common.
    """
    if len(hashes) < SIZE:
        return (_key((BANDS, *hashes)),)  # a short text is a copy of the same text only
    lowest = [1 << 32] * (BANDS * _ROWS)
    for number in reversed(hashes):
        lowest[number % len(lowest)] = number
    return tuple(_key((band, *lowest[_ROWS * band : _ROWS * (band + 1)])) for band in range(BANDS))


def same(a: Sketch, b: Sketch) -> bool:
    """Whether two sketches are of one article; of short texts, whether they have the same runs."""
    if len(a) < SIZE or len(b) < SIZE:
        return a == b
    common = {*a}.intersection(b)
    if len(common) < SAME * SIZE:
        return False
    lowest = sorted({*a, *b})[:SIZE]
    return len(common.intersection(lowest)) >= SAME * len(lowest)


def _key(numbers: tuple[int, ...]) -> int:
    key = 1
    for number in numbers:
        key = (key * _FACTOR + number) % _PRIME
    return key


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")
