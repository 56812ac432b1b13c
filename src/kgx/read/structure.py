"""The block rules of markdown-it, wrapped so that each content keeps where its lines stand in the source."""

from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from kgx.read import inline
from kgx.read.pieces import Cut, Piece

_Rule = Callable[[StateBlock, int, int, bool], bool]
_Cutter = Callable[[StateBlock, list[Token]], None]
_NESTING = 100


@cache
def parser() -> MarkdownIt:
    """Build the parser: CommonMark with tables, strikethrough and footnotes; a deep indent is text, as writers mean it."""
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
    footnote_plugin(md, inline=False, move_to_end=False)
    inline.install(md)
    md.options["maxNesting"] = _NESTING
    ruler = md.block.ruler
    originals = {rule.name: rule for rule in ruler.__rules__}
    cutters: dict[str, _Cutter] = {
        "paragraph": _cut_lines,
        "lheading": _cut_lines,
        "html_block": _cut_lines,
        "heading": _cut_heading,
        "table": _cut_table,
    }
    for name, cutter in cutters.items():
        ruler.at(name, _keep(originals[name].fn, cutter), {"alt": originals[name].alt})
    return md


def cut_of(token: Token) -> Cut | None:
    """Give where a token's content stands; None where it holds nothing."""
    cut = token.meta.get("cut")
    return cut if isinstance(cut, Cut) and cut.pieces else None


def _keep(rule: _Rule, cutter: _Cutter) -> _Rule:
    """Wrap a rule: the state still knows the lines' places when it returns, and forgets them later."""

    def wrapped(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        matched = rule(state, start, end, silent)
        if matched and not silent:
            cutter(state, state.tokens[before:])
        return matched

    return wrapped


def _cut_lines(state: StateBlock, tokens: list[Token]) -> None:
    for token in tokens:
        if token.type in ("inline", "html_block") and token.map:
            token.meta["cut"] = _lines(state, token.content, token.map[0])


def _lines(state: StateBlock, content: str, line: int) -> Cut:
    """Place each line of a content: its first visible character is the source line's first one after all markers."""
    pieces = []
    position = 0
    rows = content.split("\n")
    if rows[0].strip():
        while not state.src[_first(state, line) : state.eMarks[line]].strip():  # a line of blanks that only Unicode knows
            line += 1
    for number, row in enumerate(rows, line):
        bare = row.lstrip()
        if bare:
            source = _first(state, number)
            while state.src[source].isspace():
                source += 1
            pieces.append(Piece(position + len(row) - len(bare), source, len(bare)))
        position += len(row) + 1
    return Cut(content, tuple(pieces))


def _first(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _cut_heading(state: StateBlock, tokens: list[Token]) -> None:
    opening, token = tokens[0], tokens[1]
    if not token.content or not opening.map:
        return
    source = _first(state, opening.map[0]) + len(opening.markup)
    while state.src[source].isspace():
        source += 1
    token.meta["cut"] = Cut(token.content, (Piece(0, source, len(token.content)),))


def _cut_table(state: StateBlock, tokens: list[Token]) -> None:
    columns: list[list[tuple[int, int]]] = []
    index = 0
    for token in tokens:
        if token.type == "tr_open" and token.map:
            columns, index = _columns(state.src, _first(state, token.map[0]), state.eMarks[token.map[0]]), 0
        elif token.type == "inline":
            if token.content and index < len(columns):
                token.meta["cut"] = _cell(state.src, columns[index], token.content)
            index += 1


def _columns(source: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    r"""Split a row at its pipes as markdown-it does: each cell is a list of spans, since `\|` loses its backslash."""
    line = source[start:end]
    start += len(line) - len(line.lstrip())
    end -= len(line) - len(line.rstrip())
    cells: list[list[tuple[int, int]]] = [[]]
    last = start
    position = source.find("|", start, end)
    while position >= 0:
        if position > start and source[position - 1] == "\\":
            cells[-1].append((last, position - 1))
            last = position
        else:
            cells[-1].append((last, position))
            cells.append([])
            last = position + 1
        position = source.find("|", position + 1, end)
    cells[-1].append((last, end))
    if cells and _empty(cells[0]):
        cells.pop(0)
    if cells and _empty(cells[-1]):
        cells.pop()
    return cells


def _empty(cell: list[tuple[int, int]]) -> bool:
    return all(start == end for start, end in cell)


def _cell(source: str, spans: list[tuple[int, int]], content: str) -> Cut:
    pieces = []
    raw = "".join(source[start:end] for start, end in spans)
    position = -raw.index(content)  # what was trimmed lies before the content
    for start, end in spans:
        left, right = max(position, 0), min(position + end - start, len(content))
        if left < right:
            pieces.append(Piece(left, start + left - position, right - left))
        position += end - start
    return Cut(content, tuple(pieces))
