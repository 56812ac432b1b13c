"""The form in which names, cues and questions are matched: Simplified, narrow, one code point for one.

The Simplified form comes from OpenCC's `tw2s`, taken character by character, so that a name has the same form
in every context, in both scripts, and a position in the normal form is a position in the text.
"""

import re
import unicodedata
from functools import cache

_HAN = [(0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFF)]
_KEPT_WIDE = frozenset("，；！？")
_SAME = {
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "〝": "“",
    "〞": "”",
    "﹁": "“",
    "﹂": "”",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "−": "-",
    "﹣": "-",
    "・": "·",
    "‧": "·",
    "•": "·",
    "∙": "·",
    "･": "·",
    "﹒": "·",
    "〈": "《",
    "〉": "》",
    "\u00a0": " ",
    "\u3000": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\t": " ",
    "〇": "零",
    "揹": "背",
    "暱": "昵",
    "甦": "苏",
    "燄": "焰",
    "﹪": "%",
    "∼": "~",
    "〜": "~",
    "～": "~",
    "【": "[",
    "】": "]",
    "〔": "(",
    "〕": ")",
}
_RADICALS = (
    "⺁厂⺠民⺮竹⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻯竜⻰龙⻲龟"
)
"""Radicals that fonts give for the character beside them and for which Unicode states no equivalence."""
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_NAME_STOP = re.compile("[.\uff0e](?<=[\u3400-\u9fff].)(?=[\u3400-\u9fff])")

_CAPITALS = re.compile("[A-Z\u00c0-\u058f]+")
"""Runs that may hold a capital letter: to look for them is quicker than to translate every Chinese character."""
_MARK = re.compile("(?<=[\u3400-\u9fff])[,;](?!\\d{3}(?!\\d))|[,;](?= ?[\u3400-\u9fff《“「])|(?<=[\\d%)]),(?= [A-Za-z])|;(?= )")
"""A narrow comma or semicolon among Chinese, or between what numbers tell, is one of Chinese."""
_WIDE = {",": "，", ";": "；"}


@cache
def _table() -> dict[int, str]:
    from opencc import OpenCC

    han = [chr(code) for low, high in _HAN for code in range(low, high + 1)]
    converted = OpenCC("tw2s").convert("\n".join(han)).split("\n")
    simple = {b for a, b in zip(han, converted, strict=True) if a != b}
    # what another character is simplified to stays as it is (么, from 麼, though old texts write 么 for 幺)
    table = {ord(a): b for a, b in zip(han, converted, strict=True) if a != b and len(b) == 1 and a not in simple}
    for code in (*range(0xFF01, 0xFF5F), *range(0xF900, 0xFB00)):
        narrow = unicodedata.normalize("NFKC", chr(code))
        if len(narrow) == 1 and chr(code) not in _KEPT_WIDE:
            table[code] = table.get(ord(narrow), narrow)
    table.update({ord(a): b for a, b in _SAME.items()})
    table.update({code: table.get(ord(char), char) for code, char in _radicals().items()})
    return table


@cache
def _radicals() -> dict[int, str]:
    """Radicals, which PDF files give for characters, and the characters."""
    stated = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FD6)}
    return {**stated, **{ord(a): b for a, b in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)}}


@cache
def _lower() -> dict[int, str]:
    return {c: chr(c).lower() for c in range(0x41, 0x590) if chr(c).lower() != chr(c) and len(chr(c).lower()) == 1}


def fold_characters(text: str) -> str:
    """Simplified and narrow, one code point for one: `len(result) == len(text)`."""
    folded = _MARK.sub(lambda m: _WIDE[m[0]], _NAME_STOP.sub("·", text)).translate(_table())
    if len(folded) != len(text):
        raise AssertionError("the normal form must keep every position")
    return folded


def without_radicals(text: str) -> str:
    """The text with characters in the place of radicals that look the same, one for one."""
    return text.translate(_radicals())


def lower(normal: str) -> str:
    """Latin, Greek and Cyrillic in lower case, one code point for one."""
    return _CAPITALS.sub(lambda found: found[0].translate(_lower()), normal)


def invisible(text: str) -> list[tuple[int, int]]:
    """Spans of characters that no reader sees (zero width, variation selectors, direction marks)."""
    return [m.span() for m in _INVISIBLE.finditer(text)]


def normalize(text: str) -> str:
    """The matching form of a short string such as a name or a question; length may change (invisible characters go)."""
    return lower(fold_characters(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)))).strip()
