"""From an article's blocks to the text that is matched: what a reader sees, in normal form, with the way back."""

import re
from array import array
from bisect import bisect_left

import msgspec

from kgx.model.article import NAMES, Article, Block
from kgx.text.normal import fold_characters, invisible, lower
from kgx.text.sentences import split

_WRAP = re.compile(r"[ \t]*\r?\n[ \t\u3000]*")
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’…—]")


class Sentence(msgspec.Struct, frozen=True):
    """One sentence: `[start, end)` in `Text.normal`, and the number of its block."""

    start: int
    end: int
    block: int
    quoted: bool = False
    """True where an open quote of an earlier sentence still runs."""


class Text(msgspec.Struct, frozen=True):
    """The visible text of an article in normal form. Blocks are parted by line feeds."""

    normal: str
    """Simplified, narrow; Latin case kept."""
    lower: str
    """The same in lower case, position for position."""
    positions: array  # type: ignore[type-arg]
    """For each position of `normal`, its code point in `Article.text`."""
    sentences: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]
    """Where each block starts in `normal`."""
    links: tuple[tuple[int, int, str], ...] = ()
    """Hyperlinks: `[start, end)` of the visible text in `normal`, and where it points."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `Article.text` that `[start, end)` of `normal` comes from."""
        return self.positions[start], self.positions[end - 1] + 1


def build(article: Article) -> Text:
    """The matching text of an article: markup and invisible characters left out, wraps inside Chinese joined."""
    hidden = sorted([*article.hidden, *invisible(article.text)])
    blocks: list[str] = []
    positions = array("I")
    sentences: list[Sentence] = []
    starts: list[int] = []
    cursor = 0
    for number, block in enumerate(article.blocks):
        start = len(positions)
        starts.append(start)
        pieces: list[str] = []
        cursor = _visible(article.text, block, hidden, cursor, pieces, positions)
        piece = fold_characters("".join(pieces))
        blocks.append(piece)
        positions.append(block.end)
        if block.role in NAMES:
            continue
        sentences += [Sentence(start + a, start + b, number, quoted) for a, b, quoted in split(piece)]
    normal = "".join(f"{piece}\n" for piece in blocks)
    links = tuple((bisect_left(positions, k.start), bisect_left(positions, k.end), k.url) for k in article.links)
    return Text(normal, lower(normal), positions, tuple(sentences), article.blocks, tuple(starts), links)


def _visible(text: str, block: Block, hidden: list[tuple[int, int]], cursor: int, pieces: list[str], positions: array) -> int:  # type: ignore[type-arg]
    """Append the visible runs of a block; answers the number of the first hidden span that may touch the next block."""
    at = block.start
    while cursor < len(hidden) and hidden[cursor][1] <= at:
        cursor += 1
    runs: list[tuple[int, int]] = []
    look = cursor
    while at < block.end:
        stop = min(hidden[look][0], block.end) if look < len(hidden) else block.end
        if stop > at:
            runs.append((at, stop))
        at = max(at, hidden[look][1]) if look < len(hidden) and hidden[look][0] < block.end else block.end
        look += 1
    joined = _join(text, runs)
    for a, b in joined:
        pieces.append(text[a:b].replace("\n", " ").replace("\r", " "))
        positions.extend(range(a, b))
    return cursor


def _join(text: str, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take out line wraps between wide characters, and leave one blank of any other."""
    parts: list[tuple[int, int]] = []
    for a, b in runs:
        at = a
        for wrap in _WRAP.finditer(text, a, b):
            before = text[wrap.start() - 1] if wrap.start() > a else (text[parts[-1][1] - 1] if parts else "")
            after = text[wrap.end()] if wrap.end() < b else ""
            if wrap.start() > at:
                parts.append((at, wrap.start()))
            if not (_WIDE.match(before) or _WIDE.match(after)):
                parts.append((wrap.end() - 1, wrap.end()))
            at = wrap.end()
        if at < b:
            parts.append((at, b))
    return parts
