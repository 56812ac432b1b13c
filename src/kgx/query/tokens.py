"""Cypher cut into tokens, as far as the read-only guard needs it: what is a word, and what is only a name or a text."""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from kgx.errors import UsageError

_TOKEN = re.compile(
    r"""
      (?P<comment>//[^\n\r]*|/\*.*?\*/)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<quoted>`(?:[^`]|``)*`)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>0[xX][\da-fA-F_]+|0o[0-7_]+|[\d_]+(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?[fFdD]?)
    | (?P<space>\s+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UNCLOSED = {"'": "text", '"': "text", "`": "quoted name"}
_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
"""What some readers, but not all, take for the end of a line: a comment must not hold one."""


class Token(msgspec.Struct, frozen=True):
    """One token of a statement; comments and blanks are none."""

    kind: str
    """`word` (a bare word), `quoted` (a name in backticks), `string`, `number` or `mark` (one character)."""
    text: str
    """A word folded to plain capitals, so that no spelling of a keyword escapes; a quoted name without its backticks."""
    start: int
    """Code points into the statement."""


def fold(word: str) -> str:
    """A word in the capitals that any database might read it as: width, case and invisible characters folded."""
    folded = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if unicodedata.category(c) not in ("Cf", "Mn")).upper()


def tokens(statement: str) -> Iterator[Token]:
    """The tokens of a statement. Raises UsageError for what is opened and not closed, and for characters that hide."""
    for match in _TOKEN.finditer(statement):
        kind, piece, start = match.lastgroup or "mark", match.group(), match.start()
        if kind == "comment" and _LINE_ENDS.search(piece):
            raise UsageError(f"a comment holds a control character, at character {start}", hint="end the comment's line with a line feed")
        if kind == "mark" and (piece in _UNCLOSED or statement.startswith("/*", start)):
            raise UsageError(f"a {_UNCLOSED.get(piece, 'comment')} is opened and not closed, at character {start}")
        if kind in ("mark", "space") and (hidden := next((c for c in piece if _hides(c)), None)):
            raise UsageError(f"invisible character U+{ord(hidden):04X} outside a text, at character {start}", hint="take it out")
        if kind == "word":
            yield Token(kind, fold(piece), start)
        elif kind == "quoted":
            yield Token(kind, piece[1:-1].replace("``", "`"), start)
        elif kind not in ("comment", "space"):
            yield Token(kind, piece, start)


def _hides(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf") and character not in "\t\n\r"
