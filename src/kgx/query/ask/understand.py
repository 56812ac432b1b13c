"""From the spans of a question to what it asks. Pure."""

from collections.abc import Sequence
from typing import Any

import msgspec

from kgx.model.item import MODELS
from kgx.model.told import Language
from kgx.query.ask.amounts import Amounts, amounts
from kgx.query.ask.framing import SPEAKERS, frame_of, second_relation, slotted
from kgx.query.ask.lexicon import Frame, lexicon
from kgx.query.ask.question import Asked, Link, Polarity, Question
from kgx.query.ask.reading import Reading
from kgx.query.ask.spans import Span

_OPEN = ("which", "who", "where", "how-much")
"""Words that make no question of yes or no."""


def understand(text: str, language: Language, spans: Sequence[Span], links: dict[int, Link]) -> Question:
    """What the question asks. `text` is in matching form; `links`: index of a span → the entity that it names."""
    reading = Reading(text, spans)
    sources = _sources(reading)
    named = {i: link for i, link in links.items() if i not in sources}
    found = amounts(reading)
    wanted = _wanted(reading)
    frame = frame_of(reading, named, wanted)
    recipe = _recipe(reading, named)
    if recipe == "contradictions" and _holds_models_apart(reading, named):
        recipe = None  # how do X and Y differ: in their values, not in what articles say of each
    question = Question(
        text, language, frame.name, _asked(reading, frame, wanted), wanted, recipe=recipe,
        sources=tuple(links[i] for i in sources), bounds=found.bounds, top=found.top, since=found.since, until=found.until,
        order=_order(reading) or ("highest" if found.top > 1 else None), status=_status(reading, frame, found),
        loose=found.words if recipe is None else (), metric=_words(reading, "metric") if frame.name == "measured" else (),
        position=_words(reading, "position") if frame.name == "affiliated" else (),
    )  # fmt: skip
    question = slotted(question, reading, frame, named)
    several = len(question.objects) > 1 and not question.subjects and wanted in ("model", "person", "organization")
    question = msgspec.structs.replace(
        question, unknown=(*question.unknown, *second_relation(reading, frame), *_causes(reading, recipe), *_unbounded(question, reading)),
        polarity=polarity_of(question, spans), groups=_groups(question, reading), every=several and not reading.has("or"),
    )  # fmt: skip
    return _compared(question, reading)


def _holds_models_apart(reading: Reading, named: dict[int, Link]) -> bool:
    """Whether two models or more are asked about, and no articles."""
    return len({link.name for link in named.values() if link.type in MODELS}) > 1 and not reading.has("type", "article")


def _unbounded(question: Question, reading: Reading) -> list[str]:
    """A word for a limit whose number is another's value (得分超过 GPT-5): which models are above one is not understood."""
    if question.bounds or len(question.subjects) != 1 or question.wanted != "model" or question.asked == "compare":
        return []
    limits = [i for i, span in enumerate(reading.spans) if span.value("bound") is not None]
    behind = (reading.near(i, 1) for i in limits)
    return [reading.written(reading.spans[i]) for i, after in zip(limits, behind, strict=True) if after and after.type in MODELS]


def _causes(reading: Reading, recipe: str | None) -> list[str]:
    """Why is understood of differences alone: no claim has a cause."""
    return [] if recipe else [reading.written(span) for span in reading.spans if span.value("why") is not None]


def _sources(reading: Reading) -> list[int]:
    """Indices of those on whose word something is asked: according to X, 据 X, X 称; and what is joined to one by `and`."""
    found: list[int] = []
    others = any(span.type in ("Behavior", "Benchmark") for span in reading.spans)
    for i in reading.entities:
        if reading.spans[i].type not in SPEAKERS:
            continue
        before, after = reading.near(i, -1), reading.near(i, 1)
        joined = bool(found) and before is reading.spans[found[-1]] and before.type in SPEAKERS
        if joined or (before and before.value("says") == "before") or (others and after and after.value("says") == "after"):
            found.append(i)
    return found


def _wanted(reading: Reading) -> str | None:
    """The kind of thing asked for: the noun behind which or how many."""
    for i, span in enumerate(reading.spans):
        if span.value("which") or span.value("how-many"):
            for other in reading.spans[i : i + 3]:
                if (value := other.value("type")) is not None:
                    return str(value)
                if other is not span and other.ids:
                    break
    if reading.has("who"):
        return "person"
    return "organization" if reading.has("where") else None


def _asked(reading: Reading, frame: Frame, wanted: str | None) -> Asked:
    if reading.has("when"):
        return "when"
    if reading.has("how-many"):
        return "count"
    if reading.has("rate") or (reading.has("how-much") and frame.measured):
        return "rate"
    open_ = wanted or any(reading.has(kind) for kind in (*_OPEN, "about"))
    first = reading.spans[0].value("auxiliary") if reading.spans else None
    if not open_ and (reading.has("yes-no") or (first and reading.spans[0].start == 0)):
        return "yes-no"
    if reading.has("yes-no") and not any(reading.has(kind) for kind in _OPEN):
        return "yes-no"
    return "where" if reading.has("where") else "list"


def _order(reading: Reading) -> Any:
    for span in reading.spans:
        if (value := span.value("order")) is not None:
            return value
    return None


def _status(reading: Reading, frame: Frame, found: Amounts) -> Any:
    if frame.name != "affiliated":
        return None
    values = {span.value("status") for span in reading.spans if span not in found.used} - {None}
    past = reading.has("past")
    if values == {"former"}:
        return "former"
    if "current" in values:
        return None if past or "former" in values else "current"
    return None if past else "present"


def _words(reading: Reading, kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(word) for span in reading.spans for word in span.value(kind) or ()))


def _recipe(reading: Reading, named: dict[int, Link]) -> str | None:
    """The recipe that a word of the question names, where the entities that it needs are there."""
    value = next((str(v) for span in reading.spans if (v := span.value("recipe"))), None)
    if value == "path" and len(named) < 2:
        return None
    if value == "timeline" and not any(link.type == "Person" for link in named.values()):
        return None
    return value


def polarity_of(question: Question, spans: Sequence[Span]) -> Polarity:
    """Which claims answer: asserted ones, and others only where the question asks for them."""
    reading = Reading("", spans)
    frame = lexicon().frames[question.frame]
    if reading.hedges:
        return "hedged"
    denied = reading.has("polarity", "negated") != any(span.denied for span in spans)
    if question.asked == "yes-no" or reading.has("about"):
        return "stated"
    if denied:
        return "negated"
    ranged = question.asked in ("rate", "compare") or question.bounds or question.order or reading.has("compare")
    return "measured" if frame.measured and (ranged or (question.subjects and question.objects)) else "asserted"


def _groups(question: Question, reading: Reading) -> Any:
    if reading.has("group", "most") or (reading.has("group") and not reading.has("which")):
        return "only"
    asked = question.wanted == "model" or question.asked == "count" or question.order
    return "no" if question.frame in ("exhibited", "scored") and asked else "any"


def _compared(question: Question, reading: Reading) -> Question:
    """Two or more subjects that are held against each other."""
    several = len(question.subjects) > 1 and question.frame in ("exhibited", "scored", "measured", "about", "compared")
    beyond = reading.has("bound") and not question.bounds  # X more than Y: no limit of a value
    held_against = beyond or any(reading.has(kind) for kind in ("compare", "who", "which", "recipe"))
    if several and question.recipe is None and (question.order or held_against):
        return msgspec.structs.replace(question, asked="compare", order=None, polarity="measured")
    return question
