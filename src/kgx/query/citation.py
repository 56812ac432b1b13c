"""A claim as a citation: the quote, where it stands, and what it takes to find it again."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from kgx.errors import UsageError
from kgx.model.shown import shown_place

_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", **{c: f"\\{c}" for c in "&%$#_{}"}}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")
_HASH = 12
"""Characters of a hash that are shown."""


def cite(found: Mapping[str, Any], format_: str) -> str:
    """What `explain` says of a claim, as `text`, `markdown` or `bibtex`. Raises UsageError where it is no claim."""
    if "claim" not in found:
        raise UsageError("only a claim can be cited", hint="name a claim's id, or the number of a row that has one")
    return FORMATS[format_]({**found, **shown_place(found)})


def _text(found: Mapping[str, Any]) -> str:
    place = ", ".join(filter(None, (found["source"], found["title"], found["date"])))
    parts = [f"「{_line(found['evidence'])}」", place, found["url"], _place(found), _made(found)]
    return "\n".join(part for part in parts if part) + "\n"


def _markdown(found: Mapping[str, Any]) -> str:
    title = _MARKDOWN.sub(r"\\\1", found["title"])
    link = f"[{title}](<{found['url']}>)" if found["url"] else title
    outlet = _MARKDOWN.sub(r"\\\1", found["source"]) if found["source"] else None
    place = ", ".join(filter(None, (outlet, link, found["date"])))
    quote = _MARKDOWN.sub(r"\\\1", _line(found["evidence"]))
    return f"> {quote}\n>\n> — {place}. `{_place(found)}`\n>\n> <small>{_made(found)}</small>\n"


def _bibtex(found: Mapping[str, Any]) -> str:
    fields = {
        "title": found["title"],
        "journal": found["source"],
        "year": (found["date"] or "")[:4],
        "date": found["date"],
        "url": found["url"],
        "annotation": f"「{_line(found['evidence'])}」",
        "note": f"{_place(found)}; {_made(found)}",
    }
    lines = [f"  {name} = {{{''.join(_TEX.get(c, c) for c in value)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{kgx-{found['claim']},", *lines, "}"]) + "\n"


FORMATS: dict[str, Callable[[Mapping[str, Any]], str]] = {"text": _text, "markdown": _markdown, "bibtex": _bibtex}


def _line(text: str) -> str:
    return " ".join(text.split())


def _place(found: Mapping[str, Any]) -> str:
    return f"{found['path']}:{found['line']}"


def _made(found: Mapping[str, Any]) -> str:
    """The claim's id, what read it, and the hash of the bytes that it was read from."""
    versions = [f"kgx {found['kgx']}", f"knowledge {_short(found['knowledge'])}"]
    if found["lexicon"]:
        versions.append(f"lexicon {_short(found['lexicon'])}")
    return f"claim {found['claim']}; {', '.join(versions)}; sha256 {found['sha256']}"


def _short(hash_: str | None) -> str:
    return (hash_ or "unknown").removeprefix("sha256:")[:_HASH]
