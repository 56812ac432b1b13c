"""Which frame a question is about, and which place in it each of its entities has. Pure."""

from collections.abc import Iterable, Iterator

import msgspec

from kgx.model.item import BODIES, MODELS
from kgx.query.ask.lexicon import Frame, lexicon
from kgx.query.ask.question import Link, Question, once
from kgx.query.ask.reading import Reading

SPEAKERS = frozenset(["Lab", "Organization", "Person", "Study"])
"""Types of those on whose word something is said."""
_WORKS = frozenset(["Study", "Benchmark"])
_IMPLIED = {"behavior": "exhibited", "scenario": "exhibited", "benchmark": "scored"}
"""Kind of thing asked for → frame where no word of the question names one."""
_STRONG = frozenset(["left", "founded", "acquired", "dissolved", "affiliated", "published"])
"""Frames that do not pass for one another."""
_DEEDS = frozenset(["exhibited", "scored", "measured", "compared"])
"""Frames that a behavior in the question turns into `exhibited`."""
_LOOSE = frozenset(["contradictions", "path", "timeline", "summary-only", "repeated"])
"""Recipes that take any entity."""


def frame_of(reading: Reading, named: dict[int, Link], wanted: str | None) -> Frame:
    """The frame by the words of the question and the types of its entities."""
    frames = lexicon().frames
    types = {link.type for link in named.values()}
    verbs = [span for span in reading.spans if not (span.value("type") == "study" and "Study" in types)]  # the study X: no verb
    offered = [frames[name] for span in verbs for name in span.value("relation") or ()]
    if not types & SPEAKERS and not reading.has("who"):
        offered = [frame for frame in offered if frame.name != "said"]
    if "Behavior" in types and (not offered or any(f.name in _DEEDS for f in offered) or not _fits(offered, types - {"Behavior"}, types)):
        return frames["exhibited"]
    if reading.has("about") and types & {"Behavior", "Benchmark"}:
        return frames["exhibited" if "Behavior" in types else "scored"]
    if "Behavior" in types and frames["developed"] in offered:
        return frames["developed"]
    if "Behavior" in types and (wanted == "model" or types & MODELS) and frames["evaluated"] in offered:
        return frames["exhibited"]  # the jailbreak rate of X when Y tested it
    if frames["released"] in offered and not types & (MODELS | _WORKS) and wanted not in ("model", "study"):
        return frames["released"]
    best = max(offered, key=lambda f: (_fit(f, types), -offered.index(f)), default=None)
    if best is frames["compared"] and "Benchmark" in types:
        return frames["scored"]  # better than X at a benchmark
    if best and (not types or _fit(best, types) > 0):
        return best
    if "Benchmark" in types:
        return frames["scored"]
    if "Scenario" in types or wanted in _IMPLIED:
        return frames[_IMPLIED.get(wanted or "", "exhibited")]
    if reading.has("where") or (wanted == "person" and types & BODIES) or (wanted == "organization" and "Person" in types):
        return frames["affiliated"]
    return frames["about"]


def second_relation(reading: Reading, frame: Frame) -> Iterator[str]:
    """A relation that is asked for beside that of the frame: a question on two at once is not understood."""
    if frame.name not in _STRONG:
        return
    for span in reading.spans:
        values = span.value("relation") or ()
        if values and frame.name not in values and set(values) <= _STRONG:
            yield reading.written(span)


def slotted(question: Question, reading: Reading, frame: Frame, named: dict[int, Link]) -> Question:
    """The question with each entity in its place; one that has none there is not understood."""
    slots: dict[str, list[Link]] = {name: [] for name in ("subjects", "objects", "on", "under", "sources", "makers", "unknown")}
    for i, link in named.items():
        slots[_slot(link, i, frame, reading, question.recipe)].append(link)
    return msgspec.structs.replace(
        question,
        sources=once((*question.sources, *slots["sources"])),
        unknown=(*question.unknown, *(link.text for link in slots["unknown"])),
        **{name: once(slots[name]) for name in ("subjects", "objects", "on", "under", "makers")},
    )


def _slot(link: Link, i: int, frame: Frame, reading: Reading, recipe: str | None) -> str:
    """The place of one entity, by its type; where either end would do, by its side of the verb."""
    at_subject, at_object = link.type in frame.subject, link.type in frame.object
    if frame.name == "about" or recipe in _LOOSE:
        return "objects" if link.type in ("Behavior", "Benchmark") else "subjects"
    if link.type == "Scenario" and not at_object:
        return "under"
    if (frame.name, link.type) in (("developed", "Behavior"), ("exhibited", "Benchmark")):
        return "on"
    if frame.measured and link.type in SPEAKERS:
        tested = any("evaluated" in (span.value("relation") or ()) for span in reading.spans)
        if link.type != "Lab" or tested:
            return "sources"
        return "makers" if reading.has("type", "model") else "unknown"
    if at_subject and at_object:
        return _side(i, frame, reading)
    if at_subject or at_object:
        return "subjects" if at_subject else "objects"
    return "sources" if link.type == "Study" else "unknown"


def _side(i: int, frame: Frame, reading: Reading) -> str:
    if frame.name in ("compared", "founded"):
        return "subjects" if frame.name == "compared" else "objects"
    verb = reading.first("relation")
    return "subjects" if verb is not None and i < verb and not reading.has("passive") else "objects"


def _fits(offered: Iterable[Frame], others: set[str], types: set[str]) -> bool:
    """Whether a frame other than `exhibited` takes the behavior and what else is named."""
    return any("Behavior" in f.object and (not others or _fit(f, types) >= len(types)) for f in offered) or any(
        f.name == "developed" for f in offered
    )


def _fit(frame: Frame, types: set[str]) -> int:
    return sum(type_ in frame.subject or type_ in frame.object for type_ in types)
