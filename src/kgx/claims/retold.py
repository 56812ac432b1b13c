"""Lists and tables whose numbers are named only behind them: 以上是隐蔽行动的比率; 表 2　注入成功率."""

from collections.abc import Mapping
from itertools import zip_longest

from kgx.claims.reading import Ref, ref
from kgx.claims.sequence import Sequence
from kgx.knowledge.contexts import context
from kgx.model.item import MODELS

_TOLD = context("told-after")
_CAPTION = context("caption")


def retold(seqs: list[Sequence]) -> Mapping[int, Ref]:
    """Number of each sentence of a list or table → the one behavior that the sentence right behind it says that it measures."""
    found: dict[int, Ref] = {}
    pending: list[int] = []
    for seq, following in zip_longest(seqs, seqs[1:]):
        if seq.block.role == "list" or seq.block.cell:
            pending.append(seq.number)
            continue
        behaviors = {i.id: i for i in seq.items if i.kind == "Behavior"}
        closes = following is None or not following.block.cell  # else it may be of the next table
        told = _TOLD.match(seq.words) or (closes and _CAPTION.match(seq.words))
        if pending and len(behaviors) == 1 and not seq.has(*MODELS) and told:
            found |= dict.fromkeys(pending, ref(next(iter(behaviors.values())), implicit=True))
        pending = []
    return found
