"""Front matter: what a file says of itself before its text, in YAML (`---`), TOML (`+++`) or JSON (`{`)."""

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from kgx.model.article import Issue
from kgx.read import scalars
from kgx.read.pieces import Cut

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_KEY_LINE = re.compile(r"^([A-Za-z_][\w.-]*)[ \t]*[:=][ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_YAML_LINE = re.compile(r"[A-Za-z_][\w .-]*:(\s|$)|\s+\S|-\s|#|[\]}]")
_TOML_LINE = re.compile(r"[A-Za-z_\"'][\w .\"'-]*=|\[|\s+\S|#|[\]}]")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML does not allow."""
_NULL = "tag:yaml.org,2002:null"
_LARGEST = 200_000
"""Code points of front matter beyond which it is taken as text."""


class Entry(msgspec.Struct, frozen=True):
    """A value, and where it is written; None where no stretch of the text is that value."""

    value: str
    cut: Cut | None


class FrontMatter(msgspec.Struct, frozen=True):
    """What was stated, by the names of `data/front_matter.yaml`, and where the article's body begins.

    Who wrote stands under `author`, `author.2`, `author.3` …: each key that names somebody, in order of the data file.
    """

    entries: dict[str, Entry]
    body: int
    issues: tuple[Issue, ...] = ()

    def value(self, name: str) -> str | None:
        """Give a stated value, or None."""
        entry = self.entries.get(name)
        return entry.value if entry else None


@cache
def _names() -> dict[str, list[str]]:
    data = Path(__file__).with_name("data").joinpath("front_matter.yaml").read_text(encoding="utf-8")
    return {name: [key.lower() for key in keys] for name, keys in yaml.safe_load(data).items()}


def read_front_matter(text: str) -> FrontMatter:
    """Read the front matter of a text; broken front matter is an issue, and what can be read of it counts."""
    if text.startswith("{"):
        return _json(text)
    opening = _FENCE.match(text)
    if not opening:
        return FrontMatter({}, 0)
    fence = opening[1]
    closing = re.compile(rf"^(?:{re.escape(fence)}{'|[.]{3}' if fence == '---' else ''})[ \t]*\r?$", re.MULTILINE)
    end = closing.search(text, opening.end(), opening.end() + _LARGEST)
    if not end:
        return _unclosed(text, fence, opening.end())
    body = min(end.end() + 1, len(text))
    read = _yaml if fence == "---" else _toml
    try:
        found = read(text, opening.end(), end.start())
    except _BrokenError as broken:
        if fence == "---" and broken.code == "front-matter.invalid" and not _KEY_LINE.search(text, opening.end(), end.start()):
            return FrontMatter({}, 0)  # a rule across the page, and another one further down
        issue = Issue(broken.code, str(broken), broken.start, max(broken.end, broken.start + 1))
        return FrontMatter(named(_lenient(text, opening.end(), end.start())), body, (issue,))
    return FrontMatter(named(found), body)


class _BrokenError(Exception):
    """Front matter that its format does not allow."""

    def __init__(self, message: str, start: int, end: int, code: str = "front-matter.invalid") -> None:
        super().__init__(message)
        self.start, self.end, self.code = start, end, code


def named(found: dict[str, Entry]) -> dict[str, Entry]:
    """Keep the entries that articles are described by, under their own names."""
    lowered = {key.lower(): entry for key, entry in reversed(found.items())}
    named: dict[str, Entry] = {}
    for name, keys in _names().items():
        if name == "author":
            stated = [lowered[key] for key in keys if key in lowered and lowered[key].value.strip()]
            named.update({name if n == 1 else f"{name}.{n}": entry for n, entry in enumerate(stated, 1)})
            continue
        for key in keys:
            entry = lowered.get(key) or (lowered.get(f"{key}.name") if name == "source" else None)
            if entry and entry.value.strip() and _suits(name, entry.value):
                named[name] = entry
                break
    if "url" not in named:  # «source: https://…» is common
        for key in _names()["source"]:
            entry = lowered.get(f"{key}.url") or lowered.get(key)
            if entry and _address(entry.value):
                named["url"] = entry
                break
    return named


def _suits(name: str, value: str) -> bool:
    """An address is no name of a source, and a path on the site is no address."""
    return _address(value) == (name == "url") if name in ("source", "url") else True


def _address(value: str) -> bool:
    return value.startswith(("http://", "https://"))


def _unclosed(text: str, fence: str, start: int) -> FrontMatter:
    """Take the leading lines that look like front matter as such, the rest as the body."""
    line = _YAML_LINE if fence == "---" else _TOML_LINE
    position = start
    while position < len(text) and position - start < _LARGEST:
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop + 1
        if not line.match(text, position, stop):
            break
        position = stop
    if position == start or not _KEY_LINE.search(text, start, position):
        return FrontMatter({}, 0)
    message = f"front matter is opened by {fence} and never closed; it is taken to end where its last line does"
    try:
        found = (_yaml if fence == "---" else _toml)(text, start, position)
    except _BrokenError:
        found = _lenient(text, start, position)
    return FrontMatter(named(found), position, (Issue("front-matter.unclosed", message, 0, len(fence)),))


def _lenient(text: str, start: int, end: int) -> dict[str, Entry]:
    """Read what stands as `key: value` on one line each."""
    found: dict[str, Entry] = {}
    for match in _KEY_LINE.finditer(text, start, end):
        left, right = match.span(2)
        if right - left >= 2 and text[left] in "\"'" and text[right - 1] == text[left]:
            left, right = left + 1, right - 1
        if left < right and text[left] not in ">|[{&*\"'":
            cut = scalars.plain(text, left, right)
            found.setdefault(match[1], Entry(cut.content, cut))
    return found


def _yaml(text: str, start: int, end: int) -> dict[str, Entry]:
    part = text[start:end]
    try:
        node = yaml.compose(part, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = start + mark.index if mark else start
        raise _BrokenError(f"front matter is no valid YAML: {error.problem or error.context}", place, min(place + 1, end)) from error
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        odd = _FORBIDDEN.search(text, start, end)
        place = odd.start() if odd else start
        raise _BrokenError(f"front matter is no valid YAML: {str(error).splitlines()[0]}", place, place + 1) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        kind = "a list" if isinstance(node, yaml.SequenceNode) else "a single value"
        code = "front-matter.invalid" if isinstance(node, yaml.ScalarNode) else "front-matter.not-a-mapping"
        raise _BrokenError(f"front matter is {kind}; keys with values are expected", start, end, code)
    return dict(_nodes(text, start, node, ""))


def _nodes(text: str, start: int, mapping: yaml.MappingNode, prefix: str) -> list[tuple[str, Entry]]:
    found = []
    for key, node in mapping.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if isinstance(node, yaml.ScalarNode) and node.tag != _NULL:
            left, right = start + node.start_mark.index, start + node.end_mark.index
            found.append((prefix + key.value, Entry(node.value, _verified(_scalar(text, node.style, left, right), node.value))))
        elif isinstance(node, yaml.MappingNode) and not prefix:
            found += _nodes(text, start, node, f"{key.value}.")
    return found


def _scalar(text: str, style: str | None, start: int, end: int) -> Cut | None:
    if style == '"':
        return scalars.double_quoted(text, start + 1, end - 1)
    if style == "'":
        return scalars.single_quoted(text, start + 1, end - 1)
    return scalars.block_scalar(text, start, end) if style in ("|", ">") else scalars.plain(text, start, end)


def _verified(cut: Cut | None, value: str) -> Cut | None:
    """Keep a cut only where it gives the value, white space apart."""
    return cut if cut and cut.pieces and "".join(cut.content.split()) == "".join(value.split()) else None


_TOML_STRING = re.compile(r"""(?:"{3}|'{3}|["'])""")


def _toml(text: str, start: int, end: int) -> dict[str, Entry]:
    part = text[start:end].replace("\r\n", "\n")
    try:
        values = tomllib.loads(part)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        at = start
        for _ in range(int(place[1]) - 1 if place else 0):
            at = text.find("\n", at, end) + 1 or end
        at = min(at + int(place[2]) - 1, end) if place else end
        raise _BrokenError(f"front matter is no valid TOML: {error}", at, min(at + 1, end)) from error
    found = {}
    for key, value in values.items():
        if isinstance(value, dict):
            found.update({f"{key}.{inner}": Entry(str(deep), None) for inner, deep in value.items() if isinstance(deep, str)})
        elif not isinstance(value, list):
            found[key] = Entry(str(value), _quoted(text, start, end, rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=[ \t]*", value))
    return found


def _json(text: str) -> FrontMatter:
    try:
        values, end = json.JSONDecoder().raw_decode(text[:_LARGEST])
    except (ValueError, RecursionError) as error:
        if not re.match(r"\{\s*\"[\w.-]+\"\s*:", text):
            return FrontMatter({}, 0)
        at = error.pos if isinstance(error, json.JSONDecodeError) else 0
        close = re.compile(r"^\}[ \t]*\r?$", re.MULTILINE).search(text, 0, _LARGEST)
        message = f"front matter is no valid JSON: {error}"
        return FrontMatter({}, min(close.end() + 1, len(text)) if close else 0, (Issue("front-matter.invalid", message, at, at + 1),))
    if not isinstance(values, dict) or text[end : end + 1].strip():
        return FrontMatter({}, 0)
    found = {
        key: Entry(str(value), _quoted(text, 0, end, rf"\"{re.escape(key)}\"\s*:\s*", value))
        for key, value in values.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }
    return FrontMatter(named(found), end)


def _quoted(text: str, start: int, end: int, before: str, value: object) -> Cut | None:
    """Find the string that a key's pattern stands before, and cut it out."""
    if not isinstance(value, str):
        return None
    for match in re.compile(before, re.MULTILINE).finditer(text, start, end):
        quote = _TOML_STRING.match(text, match.end(), end)
        if not quote:
            continue
        left = quote.end()
        right = left
        while (right := text.find(quote[0], right, end)) >= 0:
            escapes = len(text[left:right]) - len(text[left:right].rstrip("\\"))
            if quote[0][0] == "'" or escapes % 2 == 0:
                break
            right += 1
        if right >= 0:
            while text.startswith(quote[0], right + 1):  # a quote at the very end of a long string
                right += 1
            cut = scalars.plain(text, left, right) if quote[0][0] == "'" else scalars.double_quoted(text, left, right)
            if verified := _verified(cut, value):
                return verified
    return None
