"""Words by jieba, asked on demand. Its own tokenizer, so that a host program's jieba and dictionary are left alone."""

import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _tokenizer() -> Any:
    import warnings

    from platformdirs import user_cache_path

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's sources hold escapes that new Pythons warn of
        import jieba

    jieba.default_logger.setLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    folder = user_cache_path("kgx", ensure_exists=True)
    tokenizer.tmp_dir = str(folder)
    tokenizer.cache_file = str(Path("jieba.cache"))
    return tokenizer


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Words of a text with their offsets in it."""
    return iter(_tokenizer().tokenize(text))


def cuts(text: str, position: int) -> bool:
    """Whether a word of the text runs over a position: a sign against a match that ends there."""
    return any(start < position < end for _, start, end in words(text))


def is_word(text: str) -> bool:
    """Whether jieba's dictionary has it as a word (Simplified)."""
    tokenizer = _tokenizer()
    tokenizer.initialize()
    return bool(tokenizer.FREQ.get(text))
