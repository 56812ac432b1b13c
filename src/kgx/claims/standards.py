"""Models that a number is not of: those that another is compared with or is level with."""

from kgx.claims.sequence import WITH, Chunk, Sequence
from kgx.knowledge.contexts import context
from kgx.model.item import MODELS, Item

_GOES_ON = context("effort-and")
_ITS_NUMBER = context("its-number")
_OWN = 16
"""How far behind a model the word stands at most that says that another is level with it."""
_TIMES = 4
"""How far behind a model the multiple of it stands: o1 的约 11 倍."""
_HEIR = context("heir")


def is_standard(seq: Sequence, chunk: Chunk) -> bool:
    """Whether a model is what another is compared with (比 o1 高, 是 o1 的 11 倍)."""
    if seq.text[chunk.end : chunk.end + 1] == "的" and any(
        i.number and i.number.unit == "multiple" and 0 < i.start - chunk.end <= _TIMES for i in seq.items
    ):
        return True
    if is_level_with(seq, chunk, "tie", "same-number"):
        return True
    before = next((c for c in reversed(seq.chunks) if c.kind in MODELS and c.end <= chunk.start), None)
    if before and _GOES_ON.fullmatch(seq.between(before.end, chunk.start)):
        return is_standard(seq, before)  # 超越 A high 与 B high
    for cue in reversed([i for i in seq.items if i.kind == "standard-before" and i.end <= chunk.start]):
        gap = seq.between(cue.end, chunk.start)
        return (
            len(gap) <= 10
            and not any(e in gap for e in "，；。:")
            and not any(i.kind in MODELS and cue.end <= i.start < chunk.start for i in seq.items)
        )
    return False


def is_level_with(seq: Sequence, chunk: Chunk, *words: str) -> bool:
    """Whether a clause says only that another is level with a model, by words of these kinds: 拿到 58.6%，与 B 持平."""
    head = seq.between(seq.clauses[seq.clause_of(chunk.start)].start, chunk.start).strip()
    return head in WITH and any(i.kind in words and i.start >= chunk.end and _is_beside(seq, chunk.end, i.start) for i in seq.items)


def _is_beside(seq: Sequence, low: int, high: int) -> bool:
    """Whether nothing, or only its own number, stands between a model and a word: 与 A 的 70.3% 基本持平."""
    if high - low <= 1:
        return True
    numbers = (i for i in seq.items if i.number and low <= i.start and i.end <= high)
    return high - low <= _OWN and _ITS_NUMBER.fullmatch(seq.outside(numbers, low, high)) is not None


def is_beside_another(seq: Sequence, noun: Item) -> bool:
    """Whether a noun for models closes a condition, is whom another is compared with, or who comes after one: 不准用工具时, 比以往的模型,
    接班的模型."""
    return _HEIR.search(seq.text, seq.start, noun.start) is not None or any(
        (i.kind == "condition-close" and 0 <= i.start - noun.end <= 1) or (i.kind == "compared-group" and i.end == noun.end)
        for i in seq.items
    )
