"""A fingerprint by which the same article is known again after light edits, in either script: a bottom-k sketch (Broder 1997).

Of all runs of `SHINGLE` letters, digits and Han characters of the normal form, the `SIZE` with the lowest hashes are kept. Two
sketches give the share of runs that two texts have in common, within some hundredths; a text with fewer runs is kept whole.
"""

import base64
import hashlib
import struct

SHINGLE = 4
"""Characters of a run."""
SIZE = 128
"""Hashes that are kept."""
SAME = 0.5
"""Share of common runs from which two texts are one article: about one character in twelve is another, or a quarter of the sentences is
gone. Two articles on one event have less than a tenth in common."""
_SEVERAL = 20
"""Runs below which a text has no fingerprint: a line or two says nothing."""

Sketch = tuple[int, ...]
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


def same(a: Sketch, b: Sketch) -> bool:
    """Whether two sketches are of one article; of short texts, whether they have the same runs."""
    if len(a) < SIZE or len(b) < SIZE:
        return a == b
    common = {*a}.intersection(b)
    if len(common) < SAME * SIZE:
        return False
    lowest = sorted({*a, *b})[:SIZE]
    return len(common.intersection(lowest)) >= SAME * len(lowest)


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")
