"""What a person types into a search, as a query of the full-text index."""

import re

from kgx.errors import UsageError

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PART = re.compile(f"[{_HAN}]+|[^{_HAN}\\s]+")
_PIECE = re.compile(r"[^\W_]+")
_BETWEEN = r"[^\p{L}\p{N}]+"
"""What may stand between the pieces of `GPT-4`: they are words of their own in the index."""
_BEFORE, _AFTER = r"(?<![a-z0-9]|\d[.,])", r"(?![a-z0-9]|[.,]\d)"
"""Where such a word begins and ends: 4.1 is one."""


def fulltext(text: str) -> str:
    """Every word of `text` must be there, each run of Chinese as it stands; in any script, width and case.

    The index holds pairs of characters, so one character alone is looked for inside them. Raises UsageError where there is no word.
    """
    return " ".join(f"+{_one(part)}" for part in _parts(text))


def pattern(text: str) -> str:
    """The same as an expression over the whole of what was found: the embedded server's index looks for the pairs, in any order."""
    return f"(?s){''.join(f'(?=.*{_as_it_stands(part)})' for part in _parts(text))}.*"


def _parts(text: str) -> list[str]:
    from kgx.text.normal import normalize

    parts = [part for part in _PART.findall(normalize(text)) if re.search(r"\w", part)]
    if not parts:
        raise UsageError(f"{text!r} holds no word to look for", hint="for example: text=勒索, or text='Claude 勒索'")
    return parts


def _one(part: str) -> str:
    if len(part) == 1 and re.match(f"[{_HAN}]", part):
        return f"*{part}*"
    quoted = re.sub(r'(["\\])', r"\\\1", part)
    return f'"{quoted}"'


def _as_it_stands(part: str) -> str:
    if re.match(f"[{_HAN}]", part):
        return part
    return f"{_BEFORE}{_BETWEEN.join(_PIECE.findall(part))}{_AFTER}"
