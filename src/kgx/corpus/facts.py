"""Facts in place of articles: as values, or as the lines of a file that `kgx export FILE.jsonl` wrote."""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from kgx.errors import InputError
from kgx.graph import DERIVATION, article_rows
from kgx.model.claim import Claim
from kgx.model.facts import SCHEMA, ArticleFacts, ArticleHeader, Generator
from kgx.model.graph import ArticleRows, KnowledgeSource, entity_type
from kgx.store import Store

_CODE = "facts.invalid"
_HINT = "load what `kgx export FILE.jsonl` wrote, or ingest the article itself"


class _Head(msgspec.Struct, frozen=True):
    """What no record of an article has."""

    schema: int
    generator: Generator
    article: ArticleHeader


def facts_header(line: bytes) -> ArticleHeader | None:
    """The header where a line is facts; None where it is a record of an article. Raises InputError for facts of another schema."""
    if b'"generator"' not in line:
        return None
    try:
        head = msgspec.json.decode(_bare(line), type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if head.schema != SCHEMA:
        message = f"facts of {head.article.path} have schema {head.schema}, this kgx reads {SCHEMA}"
        raise InputError(message, hint="export them again with this kgx", code="facts.schema")
    return head.article


def facts_stamp(sha256: str) -> str:
    """The stamp of an article that came as facts: another line is a change, whatever article it tells of."""
    return hashlib.sha256(f"facts\x1f{sha256}".encode()).hexdigest()[:16]


def read_facts(line: bytes, *, path: str) -> tuple[ArticleFacts, str]:
    """The facts of a line, and their stamp. Raises InputError where they contradict themselves."""
    try:
        facts = msgspec.json.decode(_bare(line), type=ArticleFacts)
    except msgspec.DecodeError as error:
        raise InputError(f"{path}: no facts: {error}", hint="`kgx schema` prints their form", code=_CODE) from error
    if facts.article.text is None:
        raise InputError(f"{path}: the facts hold no text, in which their places count", hint=_HINT, code=_CODE)
    _check(facts, path)
    return facts, facts_stamp(hashlib.sha256(line).hexdigest())


def load_facts(facts: ArticleFacts | Iterable[ArticleFacts], *, store: Store, source: KnowledgeSource) -> int:
    """Bring facts into the graph, in place of what their articles said before. Returns how many articles were not there yet like this.

    Facts without text, as text files give them, are loaded as well; their article is then in the graph without its text. A server
    that goes away meanwhile is waited for.
    Raises InputError where facts contradict themselves; those before them are loaded.
    """
    store.prepare()
    stored = store.stored()

    def rows() -> Iterator[ArticleRows]:
        for each in (facts,) if isinstance(facts, ArticleFacts) else facts:
            _check(each, each.article.path)
            stamp = facts_stamp(hashlib.sha256(msgspec.json.encode(each)).hexdigest())
            before = stored.get(each.article.id)
            if before is None or before.stamp != stamp:
                yield article_rows(each, stamp)

    with store.waiting():
        count = store.load(rows())
        store.finish(source, DERIVATION)
    return count


def _check(facts: ArticleFacts, path: str) -> None:
    for fault in _faults(facts):
        raise InputError(f"{path}: {fault}", hint=_HINT, code=_CODE)


def _faults(facts: ArticleFacts) -> Iterator[str]:
    """What would make a graph that cannot be checked in the text."""
    text = facts.article.text
    for entity in facts.entities:
        yield from _wrong_id(entity.id)
        for mention in entity.mentions:
            if text is not None and text[mention.start : mention.end] != mention.text:
                yield f"the text has no {mention.text!r} at {mention.start}"
    seen: set[str] = set()
    for claim in facts.claims:
        evidence = claim.evidence
        if text is not None and text[evidence.start : evidence.end] != evidence.text:
            yield f"the text has no evidence of claim {claim.id} at {evidence.start}"
        if claim.id in seen:
            yield f"claim {claim.id} stands there twice"
        seen.add(claim.id)
        for id_ in _ids(claim):
            yield from _wrong_id(id_)


def _ids(claim: Claim) -> Iterator[str]:
    for argument in (claim.subject, claim.object, claim.on, claim.scenario, claim.origin, *claim.attribution):
        if argument is not None and argument.id is not None:
            yield argument.id


def _wrong_id(id_: str) -> Iterator[str]:
    try:
        entity_type(id_)
    except ValueError as error:
        yield str(error)


def _bare(line: bytes) -> bytes:
    return line.removeprefix(b"\xef\xbb\xbf")
