"""Inline Markdown: which characters of a block's content are markup, and where its links stand.

markdown-it's own rules run; each is wrapped so that the place where it matched is kept. Where emphasis marks end up is
read from the tokens that they become.
"""

import re
from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kgx.read.pieces import RAISED, Inline, Reference, merged, unseen_of_entity

_Rule = Callable[[StateInline, bool], bool]

_MARKUP = re.compile(r"[\\`*_\[]|~~|==|<[A-Za-z/!?]|&[#A-Za-z]")
"""Without any of these a content holds no markup."""
_TERMINATORS = re.compile(r"[\n!&*<\[\\\]_`~]")
"""Where markdown-it's text rule stops: the characters that the rules in use start at."""
_NOTE = re.compile(r"\[\^[^\s\[\]]{1,100}\]")
_LOOSE_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{1,1000}\)|!\[\[[^\[\]\n]{1,500}\]\]")
"""Images that CommonMark does not take for such, and whose writers did: a path with blanks, `![[…]]`."""
_WIKI = re.compile(r"(?<!!)(\[\[(?:[^\[\]|\n]{1,200}\|)?)[^\[\]|\n]{1,200}(\]\])")
_UNDERSCORES = re.compile(r"(?<![A-Za-z0-9_\\])(__)(?![\s_])[^_\n]{1,300}(?<![\s\\])(__)(?![A-Za-z0-9_])")
_NUMBERED = re.compile(
    r"(?<=[^\s\[\](（第!])\[{1,2}\\?\^?(?:\d{1,3}|[注註]\d{0,2})\\?\]{1,2}(?:\([^()\s]{0,500}\)|\[[^\[\]\n]{0,100}\])?(?![(\[:%％\d])"
)
"""A number in brackets after a word, linked or not: a note's mark. Left standing it would be read as part of a name: GPT-4[1]."""
_HIGHLIGHT = re.compile(r"(?<!=)(==)(?![=\s])[^=\n`]{1,300}(?<![=\s])(==)(?!=)")
_BARE = re.compile(r"https?://[^\s<>\"'`、，。；：？！“”‘’「」『』《》〈〉（）【】\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]+")
_TRAILING = ".,;:!?)]}*_~"
_NESTING = 100


class _State(StateInline):
    """An inline state that keeps the places where rules matched."""

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, Any]) -> None:
        super().__init__(src, md, env, [])
        self.hidden: list[tuple[int, int]] = []
        self.links: list[Reference] = []
        self.marks: list[tuple[Token, int, int]] = []
        self.range = (0, 0)


class _Parser(ParserInline):
    """Keeps the range of the innermost run: after a link, that of its label."""

    def tokenize(self, state: StateInline) -> None:
        inner = (state.pos, state.posMax)
        super().tokenize(state)
        if isinstance(state, _State):
            state.range = inner


def scan(content: str, md: MarkdownIt, env: dict[str, Any]) -> Inline:
    """Find the markup and the links of one block's content; `env` holds the document's link references."""
    if not _MARKUP.search(content):
        return Inline((), tuple(_bare(content)) if "://" in content else ())
    state = _State(content, md, env)
    md.inline.tokenize(state)
    for rule in md.inline.ruler2.getRules(""):
        rule(state)
    notes = _notes(content)
    hidden = merged(state.hidden + notes + _marks(state.marks, content) + _conventions(content))
    links = [link for link in state.links if link.start < link.end and not any(a <= link.start and link.end <= b for a, b in notes)]
    if "://" in content:
        taken = merged([(link.start, link.end) for link in links] + hidden)
        links += [link for link in _bare(content) if not any(start < link.end and link.start < end for start, end in taken)]
        links.sort(key=lambda link: link.start)
    return Inline(tuple(hidden), tuple(links))


def install(md: MarkdownIt) -> None:
    """Give a parser the wrapped rules."""
    md.inline = _Parser()
    md.inline.terminator_re = _TERMINATORS
    md.options["maxNesting"] = _NESTING
    ruler = md.inline.ruler
    originals = {rule.name: rule.fn for rule in ruler.__rules__}
    wrappers = {
        "escape": _wrap(_hide_backslash),
        "backticks": _wrap(_hide_ticks),
        "strikethrough": _wrap_marks,
        "emphasis": _wrap_marks,
        "link": _wrap_link,
        "image": _wrap(_hide),
        "autolink": _wrap(_keep_address),
        "html_inline": _wrap(_hide),
        "entity": _wrap(_hide_entity),
    }
    for name, wrapper in wrappers.items():
        ruler.at(name, wrapper(originals[name]))
    ruler.before("link", "note", _wrap(_hide)(_matching(_NOTE)))  # a footnote's reference, defined or not
    ruler.after("image", "loose_image", _wrap(_hide)(_matching(_LOOSE_IMAGE)))
    ruler.disable("linkify")
    md.inline.ruler2.disable("fragments_join")  # it would merge away the tokens that marks are kept by


_Keeper = Callable[[_State, int], None]
"""What to keep of a match: called with the state after it and the position where it began."""


def _wrap(keep: _Keeper) -> Callable[[_Rule], _Rule]:
    """Run a rule silently, since nobody needs its tokens, and keep its match.

    An empty token takes the place of the rule's own: emphasis marks are told apart by the tokens between them.
    """

    def wrapper(rule: _Rule) -> _Rule:
        def wrapped(state: StateInline, silent: bool) -> bool:
            start = state.pos
            matched = rule(state, True)
            if matched and not silent and isinstance(state, _State):
                keep(state, start)
                state.push("kept", "", 0)
            return matched

        return wrapped

    return wrapper


def _hide(state: _State, start: int) -> None:
    state.hidden.append((start, state.pos))


def _hide_backslash(state: _State, start: int) -> None:
    escaped = state.src[start + 1]
    if escaped == "\n" or (escaped.isascii() and not escaped.isalnum() and escaped.isprintable() and escaped != " "):
        state.hidden.append((start, start + 1))


def _hide_ticks(state: _State, start: int) -> None:
    """Hide the back-ticks of code, not the code; a run that nothing closes stays visible."""
    run = start
    while run < state.posMax and state.src[run] == "`":
        run += 1
    if state.pos > run:
        state.hidden += [(start, run), (state.pos - (run - start), state.pos)]


def _keep_address(state: _State, start: int) -> None:
    end = state.pos
    state.hidden += [(start, start + 1), (end - 1, end)]
    state.links.append(Reference(start + 1, end - 1, state.src[start + 1 : end - 1]))


def _hide_entity(state: _State, start: int) -> None:
    state.hidden += unseen_of_entity(state.src, start, state.pos)


def _wrap_marks(rule: _Rule) -> _Rule:
    """Keep each emphasis mark's token with its place."""

    def wrapped(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent and isinstance(state, _State):
            tokens = state.tokens[before:]
            position = state.pos - sum(len(token.content) for token in tokens)
            for token in tokens:  # the first may be the text before the mark
                if position >= start:
                    state.marks.append((token, position, position + len(token.content)))
                position += len(token.content)
        return matched

    return wrapped


def _wrap_link(rule: _Rule) -> _Rule:
    def wrapped(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent and isinstance(state, _State):
            left, right = state.range
            state.hidden += [(start, left), (right, state.pos)]
            opening = next(token for token in state.tokens[before:] if token.type == "link_open")
            state.links.append(Reference(left, right, str(opening.attrs.get("href", ""))))
        return matched

    return wrapped


def _matching(pattern: re.Pattern[str]) -> _Rule:
    """Make a rule that matches a pattern."""

    def rule(state: StateInline, silent: bool) -> bool:
        match = pattern.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "![" else None
        if match is not None:
            state.pos = match.end()
        return match is not None

    return rule


def _marks(marks: list[tuple[Token, int, int]], content: str) -> list[tuple[int, int]]:
    """Split emphasis marks into those that became markup and those left as text, and hide what writers meant by the latter."""
    hidden: list[tuple[int, int]] = []
    runs: list[tuple[int, int]] = []
    for token, start, end in marks:
        if token.type != "text" or not token.content:
            hidden.append((start, end))
        elif content[start] != "*":
            continue
        elif runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    if runs:
        hidden += _left_over(runs, content)
    return hidden


def _left_over(runs: list[tuple[int, int]], content: str) -> list[tuple[int, int]]:
    """Hide asterisks that CommonMark leaves as text because Chinese has no blanks: `**“…”**的`.

    A run of two or more is markup unless it stands between two ASCII words (`2**3`); a single one only where it pairs
    with another and punctuation beside it explains why CommonMark did not pair them.
    """
    hidden: list[tuple[int, int]] = []
    opened: tuple[int, int] | None = None
    for start, end in runs:
        before = content[start - 1] if start else "\n"
        after = content[end] if end < len(content) else "\n"
        if end - start > 1:
            if not (_word(before) and _word(after)):
                hidden.append((start, end))
        elif opened is not None and not before.isspace() and (_punctuation(before) or _punctuation(content[opened[1]])):
            hidden += [opened, (start, end)]
            opened = None
        elif not after.isspace():
            opened = (start, end)
    return hidden


def _conventions(content: str) -> list[tuple[int, int]]:
    """Hide what writers use beside CommonMark: `==…==`, `[[page|text]]`, `__…__` amid Chinese."""
    found: list[tuple[int, int]] = []
    for sign, pattern in (("==", _HIGHLIGHT), ("[[", _WIKI), ("__", _UNDERSCORES)):
        if sign in content:
            found += [span for match in pattern.finditer(content) for span in (match.span(1), match.span(2))]
    return found


def _notes(content: str) -> list[tuple[int, int]]:
    """Find the marks of notes, which no reader takes for text."""
    signs = (("[", _NUMBERED), ("<", RAISED))
    return [match.span() for sign, pattern in signs if sign in content for match in pattern.finditer(content)]


def _word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _punctuation(char: str) -> bool:
    return not char.isascii() and not char.isalnum() and not char.isspace()


def _bare(content: str) -> list[Reference]:
    """Find addresses that stand in the text as such."""
    found = []
    for match in _BARE.finditer(content):
        url = match[0].rstrip(_TRAILING)
        found.append(Reference(match.start(), match.start() + len(url), url))
    return found
