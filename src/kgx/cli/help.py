"""Help in the language of whoever reads it: the parser's English page, told line by line and wrapped by the width of its signs."""

import re
import shutil
from collections.abc import Iterator

import typer
from typer.core import TyperCommand, TyperGroup

from kgx.cli import language

_WIDEST = 100
_UNWRAPPED = 100_000
_ENTRY = re.compile(r"(  (?:\S| (?! ))+  +)(\S.*)")
"""A flag, argument or command, and what is said of it."""
_EXTRA = re.compile(r"(.*?)  (\[[^\[\]]+\])")
"""What the parser adds to that: a default, a range, that it is required."""
_PIECE = re.compile(r"\[[^\[\]]*\]\s*|[「（“《]?(?:[A-Za-z0-9_./:=<>|\"`*@'\[\]-]+|[^\s])[」）”》，。、；：？！…]*\s*")
"""What no line is broken within: a Latin word or one sign, with the punctuation around it."""


class Command(TyperCommand):
    """A command whose help is in the language spoken."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # the parser's own context class is private
        """The page of help."""
        return _page(super().get_help(_wide(ctx)))


class Group(TyperGroup):
    """A group of commands whose help is in the language spoken."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """The page of help."""
        return _page(super().get_help(_wide(ctx)))


def _wide(ctx: typer.Context) -> typer.Context:
    if language.spoken() != "en":
        ctx.terminal_width = ctx.max_content_width = _UNWRAPPED
    return ctx


def _page(page: str) -> str:
    if language.spoken() == "en":
        return page
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    return "\n".join(line for english in page.split("\n") for line in _line(english, width))


def _line(english: str, width: int) -> Iterator[str]:
    usage, _, arguments = english.partition(" ")
    if usage == "Usage:":
        yield language.told(usage, "help") + arguments
        return
    entry = _ENTRY.fullmatch(english)
    head, text = (entry[1], entry[2]) if entry else ("", english.strip())
    extra = _EXTRA.fullmatch(text)
    said = "  ".join(language.told(part, "help") for part in (extra.groups() if extra else (text,)))
    indent = " " * (len(head) or len(english) - len(english.lstrip()))
    first, *rest = list(_wrapped(said, width - len(indent))) or [""]
    yield (head or indent) + first
    yield from (indent + line for line in rest)


def _wrapped(text: str, width: int) -> Iterator[str]:
    from rich.cells import cell_len

    line = ""
    for piece in _PIECE.findall(text):
        if line and cell_len(line) + cell_len(piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece
    yield line.rstrip()
