"""Who tested what, where a sentence gives the numbers of somebody's test: 据 METR 实测，GPT-9 有三成的运行在作弊."""

from collections.abc import Iterator

from kgx.claims.reading import Reading, ref
from kgx.claims.sequence import Sequence
from kgx.claims.speakers import Speaker
from kgx.knowledge import Knowledge


def read_tested(seq: Sequence, readings: list[Reading], speaker: Speaker | None, knowledge: Knowledge) -> Iterator[Reading]:
    """Readings EVALUATED that none of the sentence's `readings` gives: the body that it names for its numbers (no medium, and no lab,
    which repeats those of others) and each model that has one."""
    nearest = speaker.sources[0].id if speaker and speaker.sources else None
    body = next((i for i in seq.items if i.kind == "Organization" and i.id == nearest), None)
    cue = seq.has("test")
    if body is None or cue is None or knowledge.is_media(body.id):
        return
    told = {r.object.id for r in readings if r.relation == "EVALUATED" and r.subject.id == body.id and r.object}
    for model in {r.subject.id: r.subject for r in readings if r.number and r.subject.kind == "Model"}.values():
        if model.id not in told:
            yield Reading(
                relation="EVALUATED", rule="evaluated.measured", subject=ref(body), object=model, clause=seq.clause_of(body.start),
                cue=cue, polarity="asserted",
            )  # fmt: skip
