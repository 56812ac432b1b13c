"""Words that speak of a behavior only in the light of the article: 错位, 动手脚."""

from collections import Counter

import msgspec

from kgx.knowledge import Knowledge
from kgx.model.item import MODELS, Item

_MAIN_SHARE = 0.4
"""A behavior is the article's main one where at least this share of all mentions of behaviors is its."""


_CONTEXT = 150
"""How far before a vague word the one stands that tells what it means."""
_TOUCHES = 4
"""How far before a vague word the behavior stands that it then says is done: 注入攻击得逞."""
_BESIDE = 40
"""How far before a word that may mean several behaviors, none of which the article names, stands the one that it then means."""
_DEEDS = frozenset(["Behavior", "VagueBehavior", "DeniedBehavior", "Scenario"])
_STRETCH = 200
"""An article on AI without models has a word of AI in so many characters …"""
_OFTEN = 5
"""… or so many such words, however long it is."""
_TELLING = 150
"""A text of so many characters that says nothing of AI means apples by 苹果."""


def in_field(items: tuple[Item, ...], normal: str, knowledge: Knowledge) -> tuple[Item, ...]:
    """Items without behaviors where the article names no model and speaks of AI nowhere or in passing (ransomware, a film, a recipe).

    In a text that is long enough to tell and says nothing of AI, it has no labs either.
    """
    if any(i.kind in MODELS for i in items):
        return items
    spoken = knowledge.grammar.speaks_of_ai(normal)
    if spoken >= min(_OFTEN, max(1, len(normal) // _STRETCH)):
        return items
    left_out = _DEEDS | {"Lab"} if len(normal) >= _TELLING and not spoken else _DEEDS
    return tuple(i for i in items if i.kind not in left_out)


def settle(items: tuple[Item, ...], knowledge: Knowledge, title_end: int = 0) -> tuple[Item, ...]:
    """Items with each vague word given to the behavior whose context stands before it, else to a narrower behavior that the article names
    most, else to its main one, else to its own.

    The main behavior is the only one of the title, which ends at `title_end`, or the one that most mentions name.

    A word that denies a behavior becomes an item of that behavior with a negation at the same place.
    """
    strong = {i.id for i in items if i.kind == "Behavior"}
    counts = Counter(i.id.split("|")[0] for i in items if i.kind in {"Behavior", "VagueBehavior", "DeniedBehavior"})
    titled = {i.id.split("|")[0] for i in items if i.kind in {"Behavior", "VagueBehavior"} and i.end <= title_end}
    if len(titled) == 1:
        counts[titled.pop()] += counts.total()
    contexts = [i for i in items if i.kind == "BehaviorContext"]
    settled: list[Item] = []
    for item in items:
        if item.kind == "BehaviorContext":
            continue
        if item.kind == "VagueBehavior":
            owners = item.id.split("|")
            near = next((c for c in reversed(contexts) if c.id in owners and 0 <= item.start - c.end <= _CONTEXT), None)
            named = [i for i in items if i.kind == "Behavior" and i.id in owners] if len(owners) > 1 else []
            last = settled[-1] if settled and settled[-1].kind == "Behavior" else None
            if last and 0 <= item.start - last.end <= _TOUCHES:
                id_ = last.id
            elif near and not any(near.end < i.start < item.start for i in named):
                id_ = near.id
            else:
                beside = next((i.id for i in reversed(settled) if i.kind == "Behavior" and 0 <= item.start - i.end <= _BESIDE), owners[0])
                id_ = _meant(item.id, strong, counts, knowledge) if len(owners) == 1 else _nearest(item, named) if named else beside
            if knowledge.known[id_].name in getattr(knowledge.known[owners[0]].record, "denies", ()):
                settled.append(Item("negation", item.start, item.start, "denied"))
            settled.append(msgspec.structs.replace(item, kind="Behavior", id=id_, name=knowledge.known[id_].name))
        elif item.kind == "DeniedBehavior":
            settled.append(Item("negation", item.start, item.start, "denied"))
            settled.append(msgspec.structs.replace(item, kind="Behavior"))
        else:
            settled.append(item)
    return tuple(settled)


def _nearest(item: Item, named: list[Item]) -> str:
    """Of several behaviors that a word may mean (中招: an injection or a jailbreak) the one named last before it, else first behind it."""
    before = [i for i in named if i.end <= item.start]
    return (before or named[:1])[-1].id


def _meant(id_: str, strong: set[str], counts: Counter[str], knowledge: Knowledge) -> str:
    narrower = [(n, other) for other, n in counts.items() if other in strong and other != id_ and _is_narrower(other, id_, knowledge)]
    if narrower:
        return max(narrower)[1]
    if id_ in strong:
        return id_
    main, most = counts.most_common(1)[0]
    return main if most >= _MAIN_SHARE * counts.total() and not _is_narrower(id_, main, knowledge) else id_


def _is_narrower(other: str, id_: str, knowledge: Knowledge) -> bool:
    return id_ in knowledge.broader_all(other)
