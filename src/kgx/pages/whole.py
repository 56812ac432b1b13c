"""An article's whole text in the blocks that a reader sees, from the text that the graph keeps."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from kgx.errors import InputError
from kgx.model.article import NAMES, Article
from kgx.pages.contents import ReportBlock
from kgx.read import read_article
from kgx.text.build import build


def blocks(text: str, path: str) -> tuple[ReportBlock, ...]:
    """The visible blocks of a text. `path` says its format; where that gives another text, a block is a line."""
    article = _reread(text, path)
    return tuple(_lines(text) if article is None else _visible(article))


def _reread(text: str, path: str) -> Article | None:
    """The article anew. The text of a container is plain, and is read as such."""
    for name in (path, "text.txt"):
        if PurePosixPath(name).suffix.lower() in (".md", ".markdown", ".txt"):
            try:
                article = read_article(text.encode("utf-8"), key="text", path=name)
            except (InputError, UnicodeEncodeError):
                continue
            if article.text == text:
                return article
    return None


def _visible(article: Article) -> Iterator[ReportBlock]:
    text = build(article)
    for block, (start, end) in zip(text.blocks, pairwise((*text.starts, len(text.positions))), strict=True):
        runs = tuple(_runs(article.text, text.positions[start : end - 1]))
        if block.role in NAMES or not runs:
            continue
        cell = block.cell
        yield ReportBlock(
            block.role, runs, block.level, cell.table if cell else None, cell.row if cell else 0, bool(cell and cell.head)
        )  # fmt: skip


def _runs(text: str, positions: Sequence[int]) -> Iterator[tuple[int, str]]:
    """What is seen, in stretches that stand together in the text."""
    start = 0
    for i in range(1, len(positions) + 1):
        if i == len(positions) or positions[i] != positions[i - 1] + 1:
            yield positions[start], text[positions[start] : positions[i - 1] + 1]
            start = i


def _lines(text: str) -> Iterator[ReportBlock]:
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield ReportBlock("body", ((at, line.rstrip("\r\n")),))
        at += len(line)
