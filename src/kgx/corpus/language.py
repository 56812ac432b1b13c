"""Whether an article is in Chinese, by measure: Japanese has Han characters too."""

import re

from kgx.model.article import Article
from kgx.read import visible_text

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]")
_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]+")
"""A run of letters of any other script."""

_KANA_SHARE = 0.2
"""Of Han and kana; Japanese prose has .5 and more, a Chinese article that quotes Japanese some hundredths."""
_HANGUL_SHARE = 0.3
_HAN_SHARE = 0.2
"""Of Han characters and other words; a Chinese text full of English terms has .6."""
_ENOUGH = 20
"""Han characters and words below which nothing is measured."""
_SAMPLE = 50_000
"""Code points that are measured."""


def other_language(article: Article) -> str | None:
    """The language of an article that is not in Chinese: `ja`, `ko` or `other`; None for Chinese and for a few words."""
    text = visible_text(article)[:_SAMPLE]
    han, kana, hangul = (len(pattern.findall(text)) for pattern in (_HAN, _KANA, _HANGUL))
    words = len(_WORD.findall(text))
    if han + kana + hangul + words < _ENOUGH:
        return None
    if kana > _KANA_SHARE * (han + kana):
        return "ja"
    if hangul > _HANGUL_SHARE * (han + hangul):
        return "ko"
    return "other" if han < _HAN_SHARE * (han + words) else None
