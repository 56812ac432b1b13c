"""Words by jieba, asked on demand. Its own tokenizer, so that a host program's jieba and dictionary are left alone."""

import contextlib
import logging
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

_COMMON = 50
"""How often jieba's dictionary has a name that many know; names are taken to be as common at least."""


def words(text: str, names: frozenset[str] = frozenset(), *, guess: bool = False) -> Iterator[tuple[int, int]]:
    """Spans in `text` of its words; together they are the whole text. `text` and `names`: Simplified, in lower case.

    `names` are words beside those of jieba's dictionary. With `guess`, characters that make no word of the
    dictionary are joined to likely new ones.
    """
    return ((start, end) for _, start, end in _tokenizer(names).tokenize(text, HMM=guess))


@lru_cache(maxsize=2)
def _tokenizer(names: frozenset[str]) -> Any:
    import warnings

    from platformdirs import user_cache_path

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's sources hold escapes that new Pythons warn of
        import jieba

    tokenizer = jieba.Tokenizer()
    folder = user_cache_path("kgx")
    tokenizer.tmp_dir = str(folder)
    level = jieba.default_logger.level
    jieba.default_logger.setLevel(logging.CRITICAL)  # a cache that cannot be written only costs time
    try:
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        tokenizer.initialize()
    finally:
        jieba.default_logger.setLevel(level)
    for name in names:
        tokenizer.add_word(name, max(_COMMON, tokenizer.FREQ.get(name, 0)))
    return tokenizer


def is_word(text: str) -> bool:
    """Whether jieba's dictionary has it as a word (Simplified)."""
    return bool(_tokenizer(frozenset()).FREQ.get(text))
