"""Behaviors told before the model that shows them: 打小报告这种事 A 也干过, 语言混用是 A 的老毛病, 奖励黑客在 A 的记录里屡见不鲜."""

from kgx.claims.reading import Ref, ref
from kgx.claims.sequence import Sequence
from kgx.knowledge.contexts import context
from kgx.model.claim import Polarity
from kgx.model.item import MODELS, Item

_FRAMES = (
    (context("fronted-deed"), context("fronted-deed-behind")),
    (context("fronted-seen"), context("fronted-seen-behind")),
    (context("fronted-habit"), context("fronted-habit-behind")),
)
"""What stands between a behavior and a model, and behind the model."""
_DENIED = context("fronted-denied")


def fronted(seq: Sequence, behavior: Item) -> tuple[tuple[Ref, ...], Polarity] | None:
    """The models behind a behavior that opens its clause or sentence, and whether they show it; None in any other construction."""
    chunk = next((c for c in seq.chunks if c.kind in MODELS and c.start >= behavior.end), None)
    if chunk is None:
        return None
    for between, behind in _FRAMES:
        gap = between.fullmatch(seq.text, behavior.end, chunk.start)
        told = behind.match(seq.text, chunk.end, seq.end) if gap else None
        if gap and told:
            denied = _DENIED.search(gap[0]) or _DENIED.search(told[0])
            return tuple(ref(m) for m in chunk.members), "negated" if denied else "asserted"
    return None
