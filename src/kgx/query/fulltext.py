"""What a person types into a search, as a query of the full-text index."""

import re

from kgx.errors import UsageError

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PART = re.compile(f"[{_HAN}]+|[^{_HAN}\\s]+")


def fulltext(text: str) -> str:
    """Every word of `text` must be there, each run of Chinese as it stands; in any script, width and case.

    The index holds pairs of characters, so one character alone is looked for inside them. Raises UsageError where there is no word.
    """
    from kgx.text.normal import normalize

    parts = [part for part in _PART.findall(normalize(text)) if re.search(r"\w", part)]
    if not parts:
        raise UsageError(f"{text!r} holds no word to look for", hint="for example: text=勒索, or text='Claude 勒索'")
    return " ".join(f"+{_one(part)}" for part in parts)


def _one(part: str) -> str:
    if len(part) == 1 and re.match(f"[{_HAN}]", part):
        return f"*{part}*"
    quoted = re.sub(r'(["\\])', r"\\\1", part)
    return f'"{quoted}"'
