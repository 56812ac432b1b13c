"""In which setting of an experiment a behavior was seen, and on whose study or figures what is told of it rests."""

from kgx.claims.reading import Reading, Ref, ref
from kgx.claims.sequence import Sequence
from kgx.claims.state import State
from kgx.knowledge import Knowledge
from kgx.model.claim import Source
from kgx.model.ids import entity_id
from kgx.text.normal import normalize


def scenario_of(seq: Sequence, state: State, reading: Reading, knowledge: Knowledge) -> Ref | None:
    """The setting that the sentence names, else the one that it points to or that its paragraph named last, where that is made to
    bring the behavior out."""
    if reading.relation != "EXHIBITED":
        return None
    if named := seq.has("Scenario"):
        return ref(named)
    setting = state.scenario if state.scenario_block == seq.block.start or seq.has("anaphor-scenario") else None
    known = knowledge.known.get(setting.id or "") if setting else None
    if known is None or reading.object is None:
        return None
    brought_out = {entity_id("Behavior", normalize(name)) for name in known.record.behaviors}
    return setting if reading.object.id in brought_out else None


def origin_of(state: State, sources: tuple[Source, ...], knowledge: Knowledge) -> Source | None:
    """The farthest source of a deed: the study in focus before the body whose figures the article tells of before the medium.

    Neither where it is another lab's than that which says so (根据甲自己的报告, after a study of 乙).
    """
    if not sources:
        return None
    labs = {source.name for source in sources if _lab(source, knowledge) == source.name}

    def is_others(body: Ref | Source) -> bool:
        by = _lab(body, knowledge)
        return bool(by and labs) and by not in labs

    if state.study and not is_others(state.study):
        return Source(state.study.id, state.study.name)
    researcher = state.researcher[0] if state.researcher else None
    if researcher is None or is_others(researcher):
        return sources[-1]
    tested = knowledge.detail(sources[-1].id, "kind") == "evaluator"  # its numbers are its own, whatever body was told of before
    return sources[-1] if tested and not (researcher.id or "").startswith("study:") else researcher


def _lab(body: Ref | Source, knowledge: Knowledge) -> str | None:
    """The lab itself, or the one whose study it is."""
    identity = body.id or ""
    return body.name if identity.startswith("lab:") else knowledge.detail(identity, "by") if identity.startswith("study:") else None
