"""A question that goes on with the one before: what it leaves open is taken from there. Pure."""

from collections.abc import Sequence

import msgspec

from kgx.query.ask.lexicon import lexicon
from kgx.query.ask.question import Link, Question
from kgx.query.ask.spans import Span
from kgx.query.ask.understand import polarity_of

_SLOTS = ("subjects", "objects", "on", "under", "makers")


def follow(question: Question, before: Question, spans: Sequence[Span]) -> Question:
    """The question with the frame and the entities of the one before where it names none, or says and, 那, 它."""
    if question.frame == "said" and question.subjects and lexicon().frames[before.frame].measured:
        speakers = (*question.sources, *question.subjects)
        return msgspec.structs.replace(before, text=question.text, language=question.language, sources=speakers, asked="list", groups="any")
    goes_on = any(span.value("follow") for span in spans)
    named = [slot for slot in _SLOTS if getattr(question, slot)]
    own_frame = any(span.value("relation") for span in spans) or bool(question.objects and question.frame != "about")
    if goes_on and before.frame == "exhibited" and _is_bare_benchmark(question, spans):
        taken = {name: getattr(before, name) for name in ("frame", "asked", "wanted", "groups")}
        question = msgspec.structs.replace(question, on=question.objects, objects=(), **taken)
        named, own_frame = ["on"], True
    if not goes_on and named and (own_frame or question.recipe):
        return question
    if not goes_on and own_frame and any(span.value("which") or span.value("who") for span in spans):
        return question
    if not own_frame and question.recipe is None:
        question = _framed(question, before)
    missing = {slot: links for slot, links in _kept(question, before).items() if not getattr(question, slot)}
    if question.wanted and _asks_subject(question):
        missing.pop("subjects", None)
    if question.frame == "affiliated" and question.wanted == "organization" and not (question.subjects or missing.get("subjects")):
        nobody = [span for span in spans if span.value("follow") and not question.text[span.start : span.end].isspace()]
        return msgspec.structs.replace(question, unknown=(*question.unknown, *(_written(question, span) for span in nobody[:1])))
    question = msgspec.structs.replace(question, **missing)
    return msgspec.structs.replace(question, polarity=polarity_of(question, spans))


def _written(question: Question, span: Span) -> str:
    return question.text[span.start : span.end]


def _is_bare_benchmark(question: Question, spans: Sequence[Span]) -> bool:
    """Whether it names a benchmark and nothing else: and on SimpleQA?"""
    alone = bool(question.objects) and not (question.subjects or question.on or any(span.value("relation") for span in spans))
    return alone and all(link.type == "Benchmark" for link in question.objects)


def _kept(question: Question, before: Question) -> dict[str, tuple[Link, ...]]:
    """The entities of the question before that have a place in the frame of this one."""
    frame = lexicon().frames[question.frame]
    if question.frame == "about":
        return {slot: getattr(before, slot) for slot in _SLOTS}
    kept = {slot: getattr(before, slot) for slot in _SLOTS}
    kept["subjects"] = tuple(link for link in before.subjects if link.type in frame.subject)
    kept["objects"] = tuple(
        link for link in (*before.objects, *before.subjects) if link.type in frame.object and link not in kept["subjects"]
    )
    if question.frame == "developed":  # who made them: the models that showed it
        kept["on"] = tuple(link for link in (*before.objects, *before.on) if link.type == "Behavior")
    return kept


def _framed(question: Question, before: Question) -> Question:
    """The question in the frame of the one before, its entities put where they fit there."""
    frame = lexicon().frames[before.frame]
    given = (*question.subjects, *question.objects)
    return msgspec.structs.replace(
        question,
        frame=before.frame,
        asked=before.asked if question.asked == "list" else question.asked,
        wanted=question.wanted or (before.wanted if not given else None),
        recipe=before.recipe,
        subjects=tuple(link for link in given if link.type in frame.subject or not frame.object),
        objects=tuple(link for link in given if link.type in frame.object and link.type not in frame.subject),
        unknown=(*question.unknown, *(link.text for link in given if link.type not in (*frame.subject, *frame.object))),
    )


def _asks_subject(question: Question) -> bool:
    return question.wanted in ("model", "person") and question.frame in ("exhibited", "scored", "left", "founded", "affiliated")
