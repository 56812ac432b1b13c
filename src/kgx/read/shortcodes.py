"""Template calls that a site generator replaces: `{{< … >}}`, `{{% … %}}`, `{{ … }}`, `{% … %}`, `{: … }`; comments, and lines about boxes.

They are masked with characters of the same length before Markdown is parsed, so that nothing in them counts as markup.
"""

import re
from functools import cache
from pathlib import Path

import msgspec

_EDGE = re.compile(r"\{\{[<%]?|\{%|[>%]?\}\}|%\}")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")
_ASIDES = re.compile(
    r"\{/\*.{0,10000}?\*/\}|%%[^%\n]{1,1000}%%|^[ \t]*(?::{3,}[^\n]*|(?:!!!|\?{3}\+?)[ \t]+[A-Za-z][^\n]*|\[\[?toc\]?\])[ \t]*$",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""Comments of MDX and Obsidian; the lines that open and close a box (`:::note`, `!!! warning`); where a table of contents goes."""
_ASIDE_SIGNS = ("{/*", "%%", ":::", "!!!", "???", "[toc]", "[TOC]")
_CLOSERS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}
_NAME = re.compile(r"\{[{%][<%]?-?\s*(/?)\s*(\w+)")
_FILLER = "一"
"""Stands in a line beside other text: a letter, so that emphasis marks and link targets stay what they are, and none of an address."""
MASKED_ADDRESS = "%E4%B8%80" * 3
"""What an address holds that was written by a call."""
_LONGEST = 10_000
"""Code points of the longest call: a brace left open does not swallow the article."""


class _Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/shortcodes.yaml`."""

    unseen: frozenset[str]
    shown: tuple[str, ...]
    captions: tuple[str, ...]


@cache
def _forms() -> _Forms:
    return msgspec.yaml.decode(Path(__file__).with_name("data").joinpath("shortcodes.yaml").read_bytes(), type=_Forms)


@cache
def _shown() -> re.Pattern[str]:
    names = "|".join(map(re.escape, (*_forms().shown, *_forms().captions)))
    return re.compile(rf"""\b({names})\s*=\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')""")


class Masked(msgspec.Struct, frozen=True):
    """The text with its calls masked, of equal length."""

    text: str
    hidden: tuple[tuple[int, int], ...] = ()
    captions: tuple[tuple[int, int], ...] = ()
    """Spans of shown captions, in order."""


def mask(text: str) -> Masked:
    """Mask all template calls of a text; linear in its length."""
    calls = _with_content(text, _calls(text)) if "{" in text else []
    calls += [match.span() for match in _ATTRIBUTES.finditer(text)] if "{:" in text else []
    calls += [match.span() for match in _ASIDES.finditer(text)] if any(sign in text for sign in _ASIDE_SIGNS) else []
    if not calls:
        return Masked(text)
    calls.sort()
    parts: list[str] = []
    hidden: list[tuple[int, int]] = []
    captions: list[tuple[int, int]] = []
    last = 0
    for start, end in calls:
        if start < last:
            continue
        shown = [match for match in _shown().finditer(text, start, end) if (match[2] or match[3] or "").strip()]
        filler = " " if not shown and _alone(text, start, end) else _FILLER
        position = start
        parts.append(text[last:start])
        for match in shown:
            group = 2 if match[2] is not None else 3
            left, right = match.span(group)
            hidden.append((position, left))
            parts += (_fill(text[position:left], filler), text[left:right])
            if match[1] in _forms().captions:
                captions.append((left, right))
            position = right
        hidden.append((position, end))
        parts.append(_fill(text[position:end], filler))
        last = end
    parts.append(text[last:])
    return Masked("".join(parts), tuple(hidden), tuple(captions))


def _calls(text: str) -> list[tuple[int, int]]:
    """Pair each opening edge with the next closing edge of its kind."""
    found: list[tuple[int, int]] = []
    start, opened = -1, ""
    for match in _EDGE.finditer(text):
        edge = match[0]
        if edge in _CLOSERS:
            if start < 0 or match.start() - start > _LONGEST:
                start, opened = match.start(), edge
        elif start >= 0 and edge.endswith(_CLOSERS[opened]):
            if match.end() - start <= _LONGEST:
                found.append((start, match.end()))
            start = -1
    return found


def _with_content(text: str, calls: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretch a call whose content is not seen to its closing call."""
    stretched: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    """Where in `stretched` the open call stands, and its name."""
    for start, end in calls:
        match = _NAME.match(text, start, end)
        name, closing = (match[2], bool(match[1])) if match else ("", False)
        if opened and (name == f"end{opened[1]}" or (closing and name == opened[1])):
            stretched[opened[0] :] = [(stretched[opened[0]][0], end)]
            opened = None
            continue
        if not closing and name in _forms().unseen and opened is None:
            opened = (len(stretched), name)
        stretched.append((start, end))
    return stretched


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether a call has its lines for itself."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    stop = text.find("\n", end)
    return not before.strip() and not text[end : stop if stop >= 0 else len(text)].strip()


def _fill(part: str, filler: str) -> str:
    return "".join(char if char == "\n" else filler for char in part)
