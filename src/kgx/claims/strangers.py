"""Numbers that are no model's: of a name that no list has, of a lab, a body or a person."""

import re

from kgx.claims.figures import Figure
from kgx.claims.sequence import Sequence
from kgx.knowledge.contexts import context
from kgx.model.item import BODIES, ENTITY_KINDS, MODELS

_SAYS = 4
"""How far behind a name the word ends that says that it speaks."""
_UNLISTED = re.compile(r"(?<![A-Za-z])([A-Z][A-Za-z]+[ -]?[A-Z]?\d[\w.]*(?:[ -][A-Z]\w*)*) ?[\u4e00-\u9fff]{0,3} ?$", re.ASCII)
"""A name as models have them, and next to nothing before the number: Lumen 5 则为 6.8%."""
_STRANGER = context("stranger")
_TEST = context("unlisted-test")
_BY_METHOD = context("by-method")
_SMALL = "达也有为约仅只是 "
"""What a clause has before its number that says nothing of whom it is."""
_OTHERWISE = ("speech", "test", "study-noun", "change-to", "condition-act", "condition-close")
"""What a body does or says of whosever number it is: OpenAI 加训后降到 5%."""
_OF_ITS = context("of-its-unlisted")
_NAMED = frozenset([*ENTITY_KINDS, "score-word", "accuracy-word"])


def names_stranger(seq: Sequence, figure: Figure) -> bool:
    """Whether the clause of a number names before it what may be a model that no list has."""
    start = seq.clauses[figure.clause].start
    words = seq.between(start, figure.start)
    found = (_UNLISTED.search(words), _STRANGER.match(words))
    return any(n and not _knows(seq, start + n.start(1), start + n.end(1)) for n in found)


def names_test(seq: Sequence, figure: Figure) -> bool:
    """Whether right before a number stands a Latin name that no list has, of what it measures: TMLU 为 59.5%, Legal Eval 达到 53%."""
    found = _TEST.search(seq.text, seq.clauses[figure.clause].start, figure.item.start)
    return found is not None and not any(i.kind in _NAMED and i.end > found.start(1) and i.start < found.end(1) for i in seq.items)


def is_by_method(seq: Sequence, figure: Figure) -> bool:
    """Whether a training or another method is what brings a rate about, and no model is named: 这种方法使比例从 65% 降至 19%."""
    return not seq.has(*MODELS, "anaphor-model") and _BY_METHOD.search(seq.text, seq.start, figure.start) is not None


def _knows(seq: Sequence, start: int, end: int) -> bool:
    """Whether a stretch holds a part of a name that is known, or who speaks (DataLearner 显示)."""
    named = any(i.kind in ENTITY_KINDS and i.end > start and i.start < end for i in seq.items)
    return named or seq.has("speech", "reporting-lead", start=end, end=end + _SAYS) is not None


def is_bodys(seq: Sequence, figure: Figure) -> bool:
    """Whether a number behind another is a body's that heads its clause, or of what that body makes: Perplexity 最好，有 37%; Inflection 的
    Pi 达 56%."""
    clause = seq.clauses[figure.clause]
    alone = not seq.between(clause.start, figure.start).strip(_SMALL)
    whole = seq.clauses[figure.clause - 1] if alone and figure.clause else clause
    head = next((i for i in whole.items if i.kind in BODIES and i.start - whole.start <= 1), None)
    if head is None or seq.has(*_OTHERWISE, *MODELS, start=head.end, end=figure.start):
        return False
    gap = seq.between(head.end, figure.start).lstrip()
    return not gap.startswith("的") or not gap[1:].strip(_SMALL) or _OF_ITS.match(gap) is not None


def is_others(seq: Sequence, figure: Figure) -> bool:
    """Whether a lab, body or person is what the number is of (OpenAI 约 3.3%)."""
    clause = seq.clauses[figure.clause]
    for item in clause.items:
        if item.kind in {"Lab", "Organization", "Person", "anaphor-person"} and item.end <= figure.start:
            speaks = seq.has("speech", start=item.end, end=min(clause.end, item.end + 14)) or seq.has(
                "source-before", start=max(clause.start, item.start - 6), end=item.start
            )
            if not speaks and not seq.has("Behavior", "Benchmark", "rate-word", start=item.end, end=figure.start):
                return True
    return False
