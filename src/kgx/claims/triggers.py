"""What brings a behavior out, where a sentence counts it up: 触发模型欺骗的两个因素：首先是受到威胁，其次是目标冲突."""

import re
from collections.abc import Iterator

from kgx.claims.groups import group_of
from kgx.claims.reading import Reading, Ref, ref
from kgx.claims.scope import is_barred
from kgx.claims.sequence import Sequence
from kgx.model.item import MODELS, Item

_NEAR = 14
"""How far before the behavior the word for its cause stands, and how far behind it the noun (两个关键因素)."""
_LEAST, _MOST = 3, 30
"""Length of what is counted up."""
_END = re.compile("[，,。；;!?！？]")


def read_triggers(seq: Sequence) -> Iterator[Reading]:
    """Readings EXHIBITED, one for each trigger that is counted up, with the trigger as condition."""
    for item in seq.items:
        if item.kind != "Behavior" or is_barred(seq, item.start, item.end):
            continue
        cause = seq.has("trigger", start=max(seq.start, item.start - _NEAR), end=item.start)
        noun = seq.has("trigger-noun", start=item.end, end=min(seq.end, item.end + _NEAR))
        if cause is None or noun is None:
            continue
        for start, end in _counted(seq, noun):
            for who in _whose(seq, cause, item):
                yield Reading(
                    relation="EXHIBITED", rule="deed.trigger", subject=who, object=ref(item), clause=seq.clause_of(item.start),
                    cue=item, polarity="asserted", condition=(start, end),
                )  # fmt: skip


def _counted(seq: Sequence, noun: Item) -> Iterator[tuple[int, int]]:
    """What stands behind 首先是, 其次是, 一是, 二是, up to the end of its clause."""
    for ordinal in seq.items:
        if ordinal.kind == "enumeration" and ordinal.start >= noun.end:
            end = _END.search(seq.text, ordinal.end, seq.end)
            found = seq.between(ordinal.end, end.start() if end else seq.end)
            start = ordinal.end + len(found) - len(found.lstrip())
            if _LEAST <= len(found.strip()) <= _MOST:
                yield start, start + len(found.strip())


def _whose(seq: Sequence, cause: Item, item: Item) -> tuple[Ref, ...]:
    """The models between the word for the cause and the behavior, else AI models at large."""
    chunk = next((c for c in seq.chunks if c.kind in MODELS and cause.end <= c.start and c.end <= item.start), None)
    if chunk:
        return tuple(ref(m) for m in chunk.members)
    group = group_of(seq, cause.end, item.start)
    return (group,) if group else (Ref(None, "(AI models)", "Group", None, True),)
