"""A question in, an answer out: rows, the sentence that sums them up, and what was understood."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from kgx.errors import UsageError
from kgx.model.item import BODIES
from kgx.query.ask import tell
from kgx.query.ask.compose import Statement, compose
from kgx.query.ask.follow import follow
from kgx.query.ask.language import Names, language_of
from kgx.query.ask.lexicon import lexicon
from kgx.query.ask.link import links, spelt
from kgx.query.ask.question import Link, Question
from kgx.query.ask.spans import Span, clean, shown
from kgx.query.ask.understand import understand
from kgx.query.guard import check_read_only
from kgx.query.names import with_narrower
from kgx.query.recipe import recipe
from kgx.query.run import bind
from kgx.query.values import Answer
from kgx.text.normal import lower
from kgx.text.script import to_hans, to_hant

if TYPE_CHECKING:
    from kgx.knowledge import Knowledge
    from kgx.store import Store

Row = dict[str, Any]


class Reply(msgspec.Struct, frozen=True):
    """The answer to a question in words."""

    question: Question
    sentence: str
    """In the language of the question."""
    notes: tuple[str, ...]
    """What was taken for what, what is nearest where nothing was found, what is knowledge: in the same language."""
    answer: Answer
    """The rows; none where part of the question is not understood."""
    cypher: str
    parameters: dict[str, Any]

    def statement(self) -> str:
        """The query with its parameters as comments."""
        lines = [f"// ${name} = {msgspec.json.encode(value).decode()}" for name, value in self.parameters.items() if value is not None]
        return "\n".join([*lines, self.cypher.strip()])

    def as_json(self) -> dict[str, Any]:
        """All of it, in plain values."""
        raw: dict[str, Any] = msgspec.to_builtins(
            {"question": self.question, "answer": self.sentence, "notes": self.notes, "cypher": self.cypher, "parameters": self.parameters}
        )
        return {**raw, "rows": list(self.answer.rows)}


def ask(text: str, store: "Store", knowledge: "Callable[[], Knowledge]", before: Question | None = None) -> Reply:
    """Answer a question in English, Traditional or Simplified Chinese; `before` is the question that it goes on with.

    Raises UsageError where there is no word in it.
    """
    question = read(text, store, knowledge(), before)
    if (question.recipe or question.wanted == "article") and (limits := tell.limits(question)):
        question = msgspec.structs.replace(question, unknown=(*question.unknown, *limits))  # a recipe would pass them over
    statement, rows = _run(question, store, knowledge)
    if question.recipe == "contradictions" and not rows:
        question = msgspec.structs.replace(question, recipe="disputed")
        statement, rows = _run(question, store, knowledge)
    if question.loose and not rows and not question.unknown:
        question = msgspec.structs.replace(question, unknown=tuple(group[0] for group in question.loose), loose=())
        statement = _statement(question, store, knowledge)
    rows = _cut(question, rows)
    names = Names(knowledge(), question.language)
    notes = [*tell.taken(question), *_hints(question, rows, store, knowledge, names)]
    return Reply(
        question,
        tell.sentence(names.of(question), names.rows(rows)),
        tuple(notes),
        Answer(statement.columns, tuple(rows)),
        statement.cypher,
        statement.parameters,
    )


def read(text: str, store: "Store", knowledge: "Knowledge", before: Question | None = None) -> Question:
    """What a question asks, without asking it."""
    typed = clean(text)
    if not any(character.isalnum() for character in typed):
        raise UsageError("the question is empty", hint='for example: kgx ask "Which models blackmailed?"')
    mended, (spans, left), taken = spelt(typed, store, knowledge)
    language = language_of(text, mended, spans, before)
    question = understand(lower(mended), language, spans, links(mended, spans, store))
    question = msgspec.structs.replace(question, text=text, taken=taken)
    question = msgspec.structs.replace(question, unknown=tuple(_as_typed(text, words) for words in question.unknown))
    question = _worded(question, text, mended, spans, left)
    question = follow(question, before, spans) if before else question
    if not _is_bare(question) or question.unknown:
        return question
    words = tuple(group[0] for group in question.loose) or (shown(text),)
    return msgspec.structs.replace(question, unknown=words, loose=())


def _is_bare(question: Question) -> bool:
    """Whether there is nothing to ask by."""
    named = question.subjects or question.objects or question.on or question.under or question.sources
    asks = question.recipe or question.wanted == "article" or question.polarity == "hedged"
    return question.frame == "about" and not (named or asks)


def _worded(question: Question, typed: str, text: str, spans: list[Span], left: list[tuple[int, int]]) -> Question:
    """Conditions with a name are looked for in conditions, Chinese that nothing covers in sentences; other words are not understood."""
    words = [tuple(map(str, span.value("words"))) for span in spans if span.value("words")]
    barred = [other for span in spans for word in span.words if word.kind == "words" for other in word.but]
    loose = [*question.loose, *(tuple(map(str, span.value("loose"))) for span in spans if span.value("loose"))]
    unknown = []
    for start, end in left:
        piece = text[start:end]
        whole = _as_typed(typed, _whole(text, spans, start, end))
        if piece.isascii() or end - start < 2:
            unknown.append(whole)
        else:
            loose.append(tuple(dict.fromkeys((whole, piece, lower(piece), to_hans(piece), to_hant(piece)))))
    return msgspec.structs.replace(
        question, words=(*question.words, *words), barred=tuple(barred), loose=tuple(loose), unknown=(*question.unknown, *unknown)
    )


def _whole(text: str, spans: list[Span], start: int, end: int) -> str:
    """A stretch that is not understood, with single characters beside it that pass for words without weight and may be part of it."""
    light = [
        s for s in spans if s.end - s.start == 1 and s.words and all(w.kind == "filler" for w in s.words) and not text[s.start].isascii()
    ]
    if not text[start:end].isascii():
        start = next((s.start for s in light if s.end == start), start)
        end = next((s.end for s in light if s.start == end), end)
    return text[start:end]


def _as_typed(typed: str, piece: str) -> str:
    """A piece of the folded question as it was typed."""
    visible = shown(typed)
    at = clean(typed).find(piece)
    return visible[at : at + len(piece)] if at >= 0 else piece


def _run(question: Question, store: "Store", knowledge: "Callable[[], Knowledge]") -> tuple[Statement, list[Row]]:
    statement = _statement(question, store, knowledge)
    check_read_only(statement.cypher)
    return statement, [] if question.unknown else [dict(row) for row in store.read(statement.cypher, statement.parameters)]


def _statement(question: Question, store: "Store", knowledge: "Callable[[], Knowledge]") -> Statement:
    """A recipe where the question is one, else clauses put together."""
    name, values = _recipe(question, store)
    if name is None:
        return compose(question)
    found = recipe(name)
    return Statement(found.cypher, bind(found, values, store, knowledge), found.columns)


def _recipe(question: Question, store: "Store") -> tuple[str | None, dict[str, Any]]:
    """The recipe that answers, with its values; None where the question is on claims of one frame."""
    every = (*question.subjects, *question.objects)
    about = {"about": _ids(every)} if every else {}
    people, labs, behaviors = (_ids(tuple(link for link in every if link.type in types)) for types in (("Person",), BODIES, ("Behavior",)))
    if question.recipe == "path":
        return ("path", {"from": _ids(every[:1]), "to": _ids(every[1:2])}) if len(every) > 1 else (None, {})
    if question.recipe == "timeline":
        return ("timeline", {"person": people}) if people else (None, {})
    if question.recipe:
        return question.recipe, about
    if question.frame == "developed" and (values := _makers(question, store)):
        return "developers", values
    if question.frame == "about" and question.wanted == "model" and labs:
        return "models", {"lab": labs}
    if question.wanted == "article":
        return ("topic", {"behavior": behaviors}) if behaviors else ("articles", about)
    return None, {}


def _makers(question: Question, store: "Store") -> dict[str, Any] | None:
    """Values of the recipe `developers`; for models that showed a behavior, those of the claims that say so."""
    labs = {"lab": _ids(question.subjects)} if question.subjects else {}
    if question.on:
        shown = msgspec.structs.replace(question, frame="exhibited", objects=question.on, on=(), subjects=(), asked="list", groups="no")
        statement = compose(shown)
        found = list(dict.fromkeys(row["subjectId"] for row in store.read(statement.cypher, statement.parameters)))
        models = [id_ for id_ in found if id_.startswith("model:")] or found  # not all versions of a family that is named as well
        return {"model": models, **labs} if models else None
    models = _ids(question.objects)
    if tell.limits(question) or question.polarity != "asserted" or not (models or labs):
        return None
    return {**({"model": models} if models else {}), **labs}


def _ids(links_: tuple[Link, ...]) -> list[str]:
    return list(dict.fromkeys(id_ for link in links_ for id_ in link.ids))


def _cut(question: Question, rows: list[Row]) -> list[Row]:
    """Only the highest or lowest, where that is asked: the first `top` subjects, with all rows that share the last one's value."""
    if question.recipe:
        both = bool(question.subjects and question.objects)
        names = {link.name for link in question.subjects}
        return [row for row in rows if not both or not names or row.get("subject") in names] if rows and "how" in rows[0] else rows
    if question.every:
        rows = _with_each(question, rows)
    if not question.order or not tell.rankable(question, rows):
        return rows
    if not lexicon().frames[question.frame].measured:
        valued = [row for row in rows if row["value"] is not None]
        rows = sorted(valued, key=lambda row: row["value"], reverse=question.order == "highest")
    kept: list[Row] = []
    for row in rows:
        subjects = {other["subject"] for other in kept}
        if len(subjects | {row["subject"]}) > question.top and (not kept or row["value"] != kept[-1]["value"]):
            break
        kept.append(row)
    if question.top > 1 or not kept:
        return kept
    return [row for row in kept if row["value"] == kept[0]["value"]]


def _broader(question: Question, store: "Store", knowledge: "Knowledge") -> Iterator[tuple[str, Question]]:
    """The question on the next broader behaviors."""
    found = {}
    for link in question.objects:
        for id_ in knowledge.broader(link.ids[0]) if link.type == "Behavior" else ():
            found[id_] = Link(link.text, "Behavior", knowledge.known[id_].name, tuple(with_narrower("behavior", [id_], store)))
    if found:
        yield "objects", msgspec.structs.replace(question, objects=tuple(found.values()))


def _with_each(question: Question, rows: list[Row]) -> list[Row]:
    """The rows of those subjects that have a claim with each of the objects."""
    ids = [set(link.ids) for link in question.objects]
    met: dict[str, set[int]] = {}
    for row in rows:
        met.setdefault(row["subject"], set()).update(i for i, group in enumerate(ids) if row["objectId"] in group)
    return [row for row in rows if len(met[row["subject"]]) == len(ids)]


def _hints(question: Question, rows: list[Row], store: "Store", knowledge: "Callable[[], Knowledge]", names: Names) -> list[str]:
    found = tell.remarks(question, rows)
    if rows or question.unknown:
        return found
    for part, wider in (*tell.wider(question), *_broader(question, store, knowledge())):
        near = _cut(wider, _run(wider, store, knowledge)[1])
        if near:
            return [*found, tell.nearest(names.of(question), part, names.of(wider), names.rows(near))]
    return found
