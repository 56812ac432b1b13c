"""Unnamed groups of models: 大多数模型, 16 款模型, 推理模型."""

import re

from kgx.claims.figures import Figure
from kgx.claims.reading import Ref
from kgx.claims.sequence import Sequence
from kgx.claims.standards import is_beside_another
from kgx.knowledge.contexts import context
from kgx.model.claim import Quantifier
from kgx.model.item import Item

_PART = re.compile(r" (?!Agents?|Models?|Systems?)[A-Z][a-z]")
"""What stands behind a word for models that is only part of a name."""
_CODE_NAMED = context("code-named")
_QUANTIFIERS: dict[str, Quantifier] = {
    "quantifier-all": "all",
    "quantifier-most": "most",
    "quantifier-some": "some",
    "quantifier-none": "none",
}


def counted(seq: Sequence, figure: Figure) -> Ref | None:
    """A share of models (超过半数模型): a group."""
    noun = next((i for i in seq.items if i.kind in {"group-noun", "ai-noun"} and 0 <= i.start - figure.item.end <= 4), None)
    if noun and set(seq.between(figure.item.end, noun.start)) <= set(" 的受测AI"):
        return Ref(None, "(some models)", "Group", noun, False, "some")
    return None


def group_of(seq: Sequence, start: int, end: int) -> Ref | None:
    """An unnamed group that stands as subject within a stretch: 大多数模型, 16 款模型, 推理模型."""
    nouns = (i for i in reversed(seq.items) if i.kind == "group-noun" and start <= i.start and i.end <= end)
    noun = next((i for i in nouns if not _PART.match(seq.text, i.end, seq.end)), None)  # LLM Foundry is no group
    quantifier = next((i for i in reversed(seq.items) if i.kind.startswith("quantifier-") and start <= i.start and i.end <= end), None)
    number = next(
        (
            i
            for i in reversed(seq.items)
            if i.kind == "number" and i.number and i.number.unit == "models" and start <= i.start and i.end <= end
        ),
        None,
    )
    if one := next((i for i in seq.items if start <= i.start and i.end <= end and _is_any_model(seq, i)), None):
        return Ref(None, "(any model)", "Group", one, False, "none")
    count = int(number.number.value) if number and number.number else None
    kind: Quantifier | None = _QUANTIFIERS.get(quantifier.kind) if quantifier and (noun or number) else None
    if noun and quantifier and not number and quantifier.start > noun.end and seq.text[noun.start : noun.end] == "模型":
        kind = None  # 模型在部分测试中
    if kind and count and quantifier and number and quantifier.start > number.start:
        return Ref(None, f"({kind} of {count} models)", "Group", quantifier, False, kind, count)
    if count:
        return Ref(None, f"({count} models)", "Group", number, False, "all", count)
    if kind:
        return Ref(None, f"({kind} models)", "Group", quantifier, False, kind)
    if noun is None or _CODE_NAMED.search(seq.text, seq.start, noun.start):
        return None  # 代号“草莓”的模型: one
    of_kind = seq.before(noun.start, "group-kind")
    return Ref(None, f"({of_kind.id if of_kind else 'AI'} models)", "Group", noun, False, None)


def group_before(seq: Sequence, start: int, end: int) -> Ref | None:
    """The group of a stretch; none where it only closes a condition (面对别家的模型时只有 12%)."""
    group = group_of(seq, start, end)
    return None if group and group.quantifier is None and group.item and is_beside_another(seq, group.item) else group


def _is_any_model(seq: Sequence, item: Item) -> bool:
    """没有一款模型, 任何一款模型."""
    number = item.number
    one = number is not None and number.unit == "ordinal" and "模型" in (number.noun or "")
    return one and seq.between(max(seq.start, item.start - 2), item.start) in {"任何", "没有"}
