"""Template calls that a site generator replaces: `{{< … >}}`, `{{% … %}}`, `{{ … }}`, `{% … %}`, `{: … }`.

They are masked with characters of the same length before Markdown is parsed, so that nothing in them counts as markup.
"""

import re

import msgspec

_EDGE = re.compile(r"\{\{[<%]?|\{%|[>%]?\}\}|%\}")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")
_CLOSERS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}
_SHOWN = re.compile(r"""\b(body|caption|title)\s*=\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')""")
"""Parameters whose value the page shows: a box's body, a figure's caption and title."""
_FILLER = "x"
"""Stands in a line beside other text: no space, so that a link target and an emphasis mark stay what they are."""
_LONGEST = 10_000
"""Code points of the longest call: a brace left open does not swallow the article."""


class Masked(msgspec.Struct, frozen=True):
    """The text with its calls masked, of equal length."""

    text: str
    hidden: tuple[tuple[int, int], ...] = ()
    captions: tuple[tuple[int, int], ...] = ()
    """Spans of shown captions, in order."""


def mask(text: str) -> Masked:
    """Mask all template calls of a text; linear in its length."""
    if "{" not in text:
        return Masked(text)
    calls = _calls(text)
    if "{:" in text:
        calls = sorted(calls + [match.span() for match in _ATTRIBUTES.finditer(text)])
    parts: list[str] = []
    hidden: list[tuple[int, int]] = []
    captions: list[tuple[int, int]] = []
    last = 0
    for start, end in calls:
        if start < last:
            continue
        shown = [match for match in _SHOWN.finditer(text, start, end) if (match[2] or match[3] or "").strip()]
        filler = " " if not shown and _alone(text, start, end) else _FILLER
        position = start
        parts.append(text[last:start])
        for match in shown:
            group = 2 if match[2] is not None else 3
            left, right = match.span(group)
            hidden.append((position, left))
            parts += (_fill(text[position:left], filler), text[left:right])
            if match[1] != "body":
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


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether a call has its lines for itself."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    stop = text.find("\n", end)
    return not before.strip() and not text[end : stop if stop >= 0 else len(text)].strip()


def _fill(part: str, filler: str) -> str:
    return "".join(char if char == "\n" else filler for char in part)
