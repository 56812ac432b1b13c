"""Words cover a text, know the names that they are given, and leave a program's own jieba alone."""

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from kgx.text.normal import fold_characters
from kgx.text.words import words


@settings(deadline=None)  # the dictionary is loaded with the first
@given(st.text(alphabet="数字节目里的谷歌 ab,。\n\t９😀", max_size=40), st.booleans())
def test_words_are_the_whole_text(text: str, guess: bool) -> None:
    folded = fold_characters(text)
    spans = list(words(folded, guess=guess))
    assert "".join(folded[a:b] for a, b in spans) == folded
    assert all(a < b for a, b in spans)


def test_names_are_words() -> None:
    text = "表一由伊兹迈洛夫自测"
    assert "伊兹迈洛夫" not in [text[a:b] for a, b in words(text)]
    assert "伊兹迈洛夫" in [text[a:b] for a, b in words(text, frozenset(["伊兹迈洛夫"]))]


def test_a_host_programs_jieba_is_left_alone() -> None:
    script = """
import warnings
warnings.simplefilter("ignore")
import jieba
from kgx.text.words import words
level = jieba.default_logger.level
list(words("伊兹迈洛夫自测", frozenset(["伊兹迈洛夫"])))
print(jieba.default_logger.level == level, jieba.dt.initialized, "伊兹迈洛夫" in jieba.lcut("伊兹迈洛夫自测", HMM=False))
"""
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["True", "False", "False"]
