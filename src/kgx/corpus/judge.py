"""Judgements into the graph, in force at once; and as a text file that one can keep under version control."""

from collections.abc import Iterable, Sequence

import msgspec

from kgx.errors import InputError, UsageError
from kgx.graph import DERIVATION, article_facts, article_rows
from kgx.model.graph import ENTITY_LABELS, KnowledgeSource, Owned, entity_type
from kgx.model.ids import judgement_id
from kgx.model.judgement import OF_ENTITIES, Judgement
from kgx.store import Store


def judge(new: Sequence[Judgement], *, store: Store, source: KnowledgeSource) -> None:
    """Put judgements in force; a server that goes away meanwhile is waited for.

    Raises UsageError for one that cannot hold: entities of different types, a claim with a partner.
    """
    for judgement in new:
        check(judgement)
    store.prepare()
    articles = store.articles_of([j.a for j in new if j.action not in OF_ENTITIES])
    rows = [article_rows(article_facts(owned), _stamp(owned)) for owned in store.owned(sorted(set(articles.values())))]
    known = [msgspec.structs.replace(j, article=articles.get(j.a, j.article)) for j in new]
    with store.waiting():
        store.judge(known, rows)
        store.finish(source, DERIVATION)


def check(judgement: Judgement) -> None:
    """Raise UsageError where a judgement cannot hold."""
    a, b = judgement.a, judgement.b
    if judgement.action not in OF_ENTITIES:
        if b is not None or not a:
            raise UsageError(f"{judgement.action} is on one claim", hint="give the claim's id alone")
        return
    if b is None or a == b:
        raise UsageError(f"{judgement.action} is on two entities", hint="name two")
    try:
        kinds = {ENTITY_LABELS[entity_type(id_)][1] for id_ in (a, b)}
    except ValueError as error:
        raise UsageError(str(error)) from error
    if len(kinds) > 1:
        raise UsageError(f"{a} and {b} are not of one type", hint="only entities of one type can be one")


def encode(found: Iterable[Judgement]) -> bytes:
    """Judgements as JSON lines, by what they are on: the same judgements give the same bytes."""
    return b"".join(msgspec.json.encode(j) + b"\n" for j in sorted(found, key=lambda j: judgement_id(j.a, j.b)))


def decode(data: bytes, path: str) -> list[Judgement]:
    """Judgements from JSON lines; blank lines and lines that begin with `#` are passed over. InputError with the line of a fault."""
    found: dict[str, Judgement] = {}
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith(b"#"):
            continue
        try:
            judgement = msgspec.json.decode(line, type=Judgement)
            check(judgement)
        except (msgspec.DecodeError, UsageError) as error:
            hint = 'such as {"action":"merge","a":"person:王伟","b":"person:wang-wei"}'
            raise InputError(f"{path}, line {number}: {error}", hint=hint, code="judgement.invalid") from error
        id_ = judgement_id(judgement.a, judgement.b)
        if id_ in found:
            raise InputError(f"{path}, line {number}: a second judgement on {id_}", hint="keep one of them", code="judgement.invalid")
        found[id_] = judgement
    return list(found.values())


def _stamp(owned: Owned) -> str:
    return next(str(node.properties["stamp"]) for node in owned.nodes if node.label == "Article")
