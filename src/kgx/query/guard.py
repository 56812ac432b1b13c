"""The read-only guard: a statement that could write, or reach outside the graph, is refused before it is sent.

A READ session is no protection on every server, so this is ours. It works from what is allowed: a statement begins
with a reading clause, calls only procedures and functions known to read, and holds no word of a writing clause outside
texts, comments, names in backticks, property names, labels, map keys and parameters.
"""

import re
from collections.abc import Iterator

from kgx.errors import UsageError
from kgx.query.tokens import Token, tokens

_BEGINS = frozenset(["MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "SHOW"])
_BEFORE = frozenset(["EXPLAIN", "PROFILE", "CYPHER"])
_WRITES = frozenset(
    [
        *("CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "INSERT", "FOREACH", "LOAD", "DROP"),
        *("ALTER", "GRANT", "DENY", "REVOKE", "RENAME", "ENABLE", "TERMINATE", "DEALLOCATE", "REALLOCATE", "DRYRUN", "USE"),
    ]
)
_PROCEDURES = frozenset(
    [
        *("DB.LABELS", "DB.RELATIONSHIPTYPES", "DB.PROPERTYKEYS", "DB.PING", "DB.INFO", "DBMS.COMPONENTS"),
        *("DB.SCHEMA.VISUALIZATION", "DB.SCHEMA.NODETYPEPROPERTIES", "DB.SCHEMA.RELTYPEPROPERTIES"),
        *("DB.INDEX.FULLTEXT.QUERYNODES", "DB.INDEX.FULLTEXT.QUERYRELATIONSHIPS", "DB.INDEX.FULLTEXT.LISTAVAILABLEANALYZERS"),
        *("DB.INDEX.VECTOR.QUERYNODES", "DB.INDEX.VECTOR.QUERYRELATIONSHIPS"),
    ]
)
_FUNCTION_ROOTS = frozenset(["DATE", "DATETIME", "LOCALDATETIME", "TIME", "LOCALTIME", "DURATION", "POINT", "VECTOR", "COLL"])
_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")
_ESCAPE_OR_PAIR = re.compile(r"\\\\|\\u+([0-9A-Fa-f]{4})")
_HINT = "kgx query only reads; write with `kgx ingest`, or name a word that is no clause in backticks"


def check_read_only(statement: str) -> None:
    """Raise UsageError where a statement could change anything or is more than one statement."""
    for reading in _readings(statement.removeprefix("\ufeff")):
        _check(list(tokens(reading)))


def _readings(statement: str) -> Iterator[str]:
    """The statement as it stands, and as a server reads it that resolves `\\u` escapes before everything else."""
    yield statement
    if _ESCAPE.search(statement):
        yield _ESCAPE.sub(lambda m: chr(int(m[1], 16)), statement)
        yield _ESCAPE_OR_PAIR.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[0], statement)


def _check(found: list[Token]) -> None:
    while found and found[-1].text == ";" and found[-1].kind == "mark":
        found.pop()
    if not found:
        raise UsageError("the statement is empty", hint="for example: MATCH (m:Model) RETURN m.name")
    first = found[min(_begin(found), len(found) - 1)]
    if first.kind != "word" or first.text not in _BEGINS:
        raise UsageError(
            f"a statement cannot begin with {first.text!r}", hint=f"it begins with one of {', '.join(sorted(_BEGINS | _BEFORE))}"
        )
    for i, token in enumerate(found):
        if token.kind == "mark" and token.text == ";":
            raise UsageError(f"more than one statement: a `;` at character {token.start}", hint="send them one by one")
        if token.kind == "word" and token.text in _WRITES and not _is_name(found, i):
            raise UsageError(f"{token.text} at character {token.start} could write", hint=_HINT)
        if token.kind == "word" and token.text == "CALL" and not _is_name(found, i):
            _check_call(found, i + 1)
    _check_functions(found)


def _begin(found: list[Token]) -> int:
    """The number of the token that follows EXPLAIN, PROFILE, and CYPHER with its version and options (`runtime=slotted`)."""
    i = 0
    while i < len(found):
        if (found[i].kind == "word" and found[i].text in _BEFORE) or (i and found[i].kind == "number"):
            i += 1
        elif i and found[i].kind == "word" and found[i + 1 : i + 2] and found[i + 1].text == "=":
            i += 3
        else:
            break
    return i


def _is_name(found: list[Token], i: int) -> bool:
    """Whether the word at `i` stands where only a name can: `$word`, `x.word`, `:word`, `{word: …}`, `{.word}`."""
    before = found[i - 1].text if i and found[i - 1].kind == "mark" else ""
    after = found[i + 1].text if i + 1 < len(found) and found[i + 1].kind == "mark" else ""
    if before in ("$", ":"):
        return True
    if before == ".":
        owner = found[i - 2] if i >= 2 else None
        return owner is not None and (owner.kind in ("word", "quoted") or owner.text in (")", "]", "}", "{", ","))
    return after == ":" and before in ("{", ",")


def _check_call(found: list[Token], i: int) -> None:
    """A subquery is read with the rest; a procedure must be one that reads."""
    if i < len(found) and found[i].kind == "mark" and found[i].text in "({":
        return
    name, _ = _dotted(found, i)
    if name not in _PROCEDURES:
        raise UsageError(
            f"procedure {name.lower() or '(no name)'} is not one that only reads", hint="db.labels(), db.index.fulltext.queryNodes(…) … are"
        )


def _check_functions(found: list[Token]) -> None:
    """A function with a dot in its name comes from the server or a plug-in: only those that read values pass."""
    i = 0
    while i < len(found):
        if found[i].kind not in ("word", "quoted"):
            i += 1
            continue
        name, end = _dotted(found, i)
        called = end < len(found) and found[end].kind == "mark" and found[end].text == "("
        procedure = i > 0 and found[i - 1].kind == "word" and found[i - 1].text == "CALL"
        if called and "." in name and not procedure and name.split(".")[0] not in _FUNCTION_ROOTS:
            raise UsageError(f"function {name.lower()} is not one that only reads", hint="functions of plug-ins are not called from here")
        i = end


def _dotted(found: list[Token], i: int) -> tuple[str, int]:
    """The name `a.b.c` that starts at `i`, in capitals, and the number of the token after it."""
    parts: list[str] = []
    while i < len(found) and found[i].kind in ("word", "quoted"):
        parts.append(found[i].text.upper())
        i += 1
        if i + 1 < len(found) and found[i].kind == "mark" and found[i].text == "." and found[i + 1].kind in ("word", "quoted"):
            i += 1
        else:
            break
    return ".".join(parts), i
