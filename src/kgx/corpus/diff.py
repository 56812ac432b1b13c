"""What the files would say now against what the graph has of them: claims that came, went or changed, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from kgx.corpus import engine
from kgx.corpus.plan import Step, plan
from kgx.corpus.sources import discover
from kgx.graph import article_facts
from kgx.knowledge.knowledge import Knowledge
from kgx.model.claim import Argument, Claim
from kgx.model.facts import ArticleFacts
from kgx.model.ids import claim_id
from kgx.store import Store
from kgx.version import __version__

_COMPARED = (
    "value", "value_max", "unit", "denominator", "comparator", "direction", "role", "status", "condition", "polarity", "on", "scenario",
    "attribution", "origin", "time", "implicit_subject",
)  # fmt: skip
"""What a claim says; its place and its rule may change and it is still the same."""


class Change(msgspec.Struct, frozen=True, rename="camel"):
    """One claim that is not what it was."""

    change: Literal["added", "gone", "changed"]
    why: str
    """text, lexicon, kgx (its rules or knowledge), table (`articles.csv`) or file (it is gone); several where several changed."""
    subject: str
    relation: str
    object: str | None
    fields: tuple[str, ...]
    """Of a changed one: what differs."""
    before: str | None
    after: str | None
    path: str
    line: int
    claim: str
    """Its id now; of one that is gone, the id that it had."""
    evidence: str


def diff(
    paths: Sequence[Path | str], *, store: Store, knowledge: Knowledge, base: Path, lexicon: Path | None = None, workers: int = 0
) -> list[Change]:
    """Read the files under the paths (none: those of all articles in the graph) and compare. Raises UsageError as `discover`."""
    stored = store.stored()
    if paths:
        found = discover(paths, base=base)
        there = {}
    else:
        files = {known.path: base / known.path.partition("#")[0] for known in stored.values()}
        there = {path: file for path, file in files.items() if file.exists()}
        found = discover(sorted(set(there.values())), base=base)
    what = plan(found, stored, knowledge)
    steps = {step.id: step for step in what.todo}
    gone = {*what.missing, *(() if paths else (id_ for id_, known in stored.items() if known.path not in there))}
    before = {
        facts.article.id: facts for facts in map(article_facts, store.owned([*gone, *(step.before or step.id for step in what.todo)]))
    }
    changes = [change for id_ in sorted(gone) if id_ in before for change in _compare(before[id_], None, "file")]
    outcomes = engine.run([step.task for step in steps.values()], knowledge, lexicon=lexicon, workers=workers)
    for step, outcome in zip(steps.values(), outcomes, strict=True):
        old = before.get(step.before or step.id)
        if outcome.facts is not None or (old is not None and outcome.skip is not None):
            changes += _compare(old, outcome.facts, _why(step, old, outcome.facts, knowledge))
    return sorted(changes, key=lambda c: (c.path, c.line, c.claim))


def _why(step: Step, old: ArticleFacts | None, new: ArticleFacts | None, knowledge: Knowledge) -> str:
    if old is None:
        return "text"
    if step.task.facts and new is not None:
        made_by, sha256 = new.generator, new.article.sha256
        lexicon, hash_, version = made_by.lexicon, made_by.knowledge, made_by.kgx
    else:
        sha256 = new.article.sha256 if new else ""
        lexicon, hash_, version = knowledge.lexicon_hash, knowledge.hash, __version__
    reasons = {
        "text": old.article.sha256 != sha256,
        "lexicon": old.generator.lexicon != lexicon,
        "kgx": old.generator.kgx != version or old.generator.knowledge != hash_,
    }
    return ", ".join(reason for reason, holds in reasons.items() if holds) or "table"


def _compare(old: ArticleFacts | None, new: ArticleFacts | None, why: str) -> Iterator[Change]:
    path = next(facts.article.path for facts in (new, old) if facts is not None)
    before = {_key(claim): claim for claim in old.claims} if old else {}
    after = {_key(claim): claim for claim in new.claims} if new else {}
    for key in before.keys() & after.keys():
        if fields := _differing(before[key], after[key]):
            yield _change("changed", why, before[key], after[key], fields, path)
    waiting: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for key in before.keys() - after.keys():
        waiting[_about(before[key])].append(before[key])
    for key in sorted(after.keys() - before.keys(), key=lambda key: (after[key].evidence.start, key)):
        claims = waiting[_about(after[key])]
        if claims:
            claim = claims.pop(_nearest(claims, after[key]))
            yield _change("changed", why, claim, after[key], _differing(claim, after[key]), path)
        else:
            yield _change("added", why, None, after[key], (), path)
    for claims in waiting.values():
        yield from (_change("gone", why, claim, None, (), path) for claim in claims)


def _key(claim: Claim) -> str:
    """A claim's id without its article, so that an article that was moved keeps its claims; equal ones stay apart by their place."""
    fields = (claim.relation, claim.subject, claim.object, claim.value, claim.polarity, claim.condition, claim.evidence.text)
    return claim_id("", *fields)


def _about(claim: Claim) -> tuple[str, ...]:
    return claim.subject.id or claim.subject.name, claim.relation, _named(claim.object)


def _nearest(claims: Iterable[Claim], wanted: Claim) -> int:
    """The number of the claim that is most like the wanted one: the same sentence, then the same value, then the order of ids."""
    order = [(c.evidence.text != wanted.evidence.text, c.value != wanted.value, c.id) for c in claims]
    return order.index(min(order))


def _differing(a: Claim, b: Claim) -> tuple[str, ...]:
    fields = [name for name in _COMPARED if getattr(a, name) != getattr(b, name)]
    return (*fields, *(("evidence",) if a.evidence.text != b.evidence.text else ()))


def _change(
    change: Literal["added", "gone", "changed"], why: str, old: Claim | None, new: Claim | None, fields: tuple[str, ...], path: str
) -> Change:
    claim = new or old
    if claim is None:
        raise AssertionError("one of the two is there")
    evidence = claim.evidence
    object_ = claim.object.name if claim.object else None
    return Change(
        change,
        why,
        claim.subject.name,
        claim.relation,
        object_,
        fields,
        _said(old),
        _said(new),
        path,
        evidence.line,
        claim.id,
        evidence.text,
    )


def _said(claim: Claim | None) -> str | None:
    """What a claim states beside who and what, in short."""
    if claim is None:
        return None
    value = None if claim.value is None else f"{claim.value:.10g}{'' if claim.value_max is None else f'–{claim.value_max:.10g}'}"
    source = claim.attribution[0].name if claim.attribution else None
    return " · ".join(part for part in (value, claim.polarity, claim.status, claim.condition, source) if part)


def _named(argument: Argument | None) -> str:
    return (argument.id or argument.name) if argument else ""
