"""What a sentence takes over from those before it: the discourse, a frozen value."""

import msgspec

from kgx.claims.reading import Ref, ref
from kgx.claims.sequence import MODELS, Sequence
from kgx.mentions.item import Item
from kgx.model.claim import Source


class State(msgspec.Struct, frozen=True):
    """Who and what is in focus when a sentence begins."""

    topic: Ref | None = None
    """The model that the article is about, where it is about one."""
    models: tuple[Ref, ...] = ()
    """Models named last, in order; the last sentence that names any sets them."""
    focus: tuple[Ref, ...] = ()
    """Subjects of the last reading about models."""
    behavior: Ref | None = None
    benchmark: Ref | None = None
    person: Ref | None = None
    body: Ref | None = None
    """Lab or organization in focus."""
    study: Ref | None = None
    source: tuple[Source, ...] = ()
    """Speaker in force where a sentence names none."""
    source_span: tuple[tuple[int, int], ...] = ()
    trials: Item | None = None
    """Number of runs that each model had, where the text states one for all."""
    condition: tuple[int, int] | None = None
    """A condition that governs the paragraph."""
    predicate: Ref | None = None
    """Behavior or benchmark of the last measure."""
    fresh: bool = False
    """True where that measure stands in the sentence before."""
    intro: bool = False
    """True where the sentence before announces a list."""
    heading: tuple[Item, ...] = ()
    block: int = -1
    age: int = 0
    """Sentences since a model was named."""


def advance(state: State, seq: Sequence, subjects: tuple[Ref, ...], speaker: tuple[Source, ...] | None, speaker_span: tuple[tuple[int, int], ...]) -> State:
    """The state after a sentence: what it names comes into focus."""
    change: dict[str, object] = {"block": seq.block.start}
    models = tuple({i.id: ref(i, implicit=True) for i in seq.items if i.kind in MODELS}.values())
    if models:
        change |= {"models": models, "age": 0}
    else:
        change["age"] = state.age + 1
    if subjects:
        change["focus"] = tuple(msgspec.structs.replace(s, implicit=True) for s in subjects)
    elif models:
        change["focus"] = models[:1]
    for field, kinds in _FOCUS.items():
        found = [i for i in seq.items if i.kind in kinds]
        if found:
            chosen = found[0] if field == "person" else found[-1]
            change[field] = ref(chosen, implicit=True)
    if speaker is not None:
        change |= {"source": speaker, "source_span": speaker_span}
    if seq.block.role == "heading":
        change |= {"heading": seq.items, "behavior": change.get("behavior"), "benchmark": change.get("benchmark"), "trials": None, "condition": None}
    return msgspec.structs.replace(state, **change)


_FOCUS = {
    "behavior": frozenset(["Behavior"]),
    "benchmark": frozenset(["Benchmark"]),
    "person": frozenset(["Person"]),
    "body": frozenset(["Lab", "Organization"]),
    "study": frozenset(["Study"]),
}
