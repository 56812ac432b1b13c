"""A model's system card, model card or technical report: whose it is, also where the sentence does not say who made it public, and the
model that is in focus by it."""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from kgx.claims.reading import Reading, Ref, ref
from kgx.claims.scope import polarity_at
from kgx.claims.sequence import Sequence
from kgx.claims.state import State
from kgx.knowledge import Knowledge
from kgx.model.item import MODELS, Item

_CARD = re.compile(r"(?P<model>.+?)(?:(?:, .+)? and .+)? (?:System Card|Model Card|Technical Report)")
"""How the name of a card is made of its model's: o3 and o4-mini System Card."""


def read_cards(seq: Sequence, state: State, readings: list[Reading], knowledge: Knowledge) -> Iterator[Reading]:
    """Readings PUBLISHED of the cards that a sentence names, where neither the text before nor the sentence's `readings` say so.

    A card whose maker the article does not name gives none.
    """
    told = {name for name, _ in state.publishers} | {r.object.name for r in readings if r.relation == "PUBLISHED" and r.object}
    for card in {i.name: i for i in reversed(seq.items) if i.kind == "Study" and i.name not in told}.values():
        maker = _maker(card, knowledge)
        lab = next((b for b in state.labs if b.id == maker), None)
        here = next((ref(i) for i in seq.items if lab and i.id == lab.id and i.end <= card.start), None)
        if lab and not here and _comes_out(seq, card):
            here = lab
        if here and polarity_at(seq, card.start, card.end) == "asserted":
            yield Reading(
                relation="PUBLISHED", rule="published.card", subject=here, object=ref(card), clause=seq.clause_of(card.start),
                cue=card, polarity="asserted",
            )  # fmt: skip


def models_of_cards(seqs: Iterable[Sequence]) -> Mapping[str, Ref]:
    """Name of each card → the model of the article that it is named after; none for a card of several."""
    items = [item for seq in seqs for item in seq.items]
    models = {i.name: ref(i, implicit=True) for i in reversed(items) if i.kind in MODELS}
    named = {i.name: _CARD.fullmatch(i.name) for i in items if i.kind == "Study"}
    return {name: models[found["model"]] for name, found in named.items() if found and found["model"] in models and " and " not in name}


def by_card(state: State, seq: Sequence, models: Mapping[str, Ref]) -> State:
    """The state with a card's model in focus, where a sentence names the card and no model: 据 GPT-9 系统卡，它常说出“这是测试”."""
    model = next((models[i.name] for i in seq.items if i.kind == "Study" and i.name in models), None)
    if model is None or seq.has(*MODELS):
        return state
    return msgspec.structs.replace(state, focus=(model,), focus_block=seq.block.start, age=0, group=False)


def _comes_out(seq: Sequence, card: Item) -> bool:
    """Whether the clause of a card says that it is made public: 与模型一同公布的系统卡."""
    clause = seq.clauses[seq.clause_of(card.start)]
    return seq.has("publish", start=clause.start, end=clause.end) is not None


def _maker(card: Item, knowledge: Knowledge) -> str:
    """Id of who makes the model that a card is named after; empty where the name is no card's, or its family has no known maker."""
    named = _CARD.fullmatch(card.name)
    lineage = knowledge.grammar.lineage(named["model"]) if named else None
    return knowledge.maker(lineage.lab) if lineage and lineage.lab else ""
