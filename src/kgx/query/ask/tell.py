"""What an answer says in words, in the language of the question. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from kgx.query.ask.lexicon import lexicon
from kgx.query.ask.question import Link, Question
from kgx.query.values import Column, text_of

_MOST = 8
"""Names that a sentence lists."""
_VALUES = 3
"""Values that it lists of one name."""
_PERCENT = Column("value", "percent", ("valueMax", "comparator"))
_NUMBER = Column("value", "number")
Row = dict[str, Any]


def sentence(question: Question, rows: Sequence[Row]) -> str:
    """The answer in one sentence."""
    if question.unknown:
        return _say(question, "unknown", words="», «".join(dict.fromkeys(question.unknown)), understood=understood(question))
    if not rows:
        return _say(question, "none", understood=understood(question))
    if "otherClaim" in rows[0]:
        return _say(question, "differ", n=len(rows))
    if "lab" in rows[0] and "basis" in rows[0]:
        return _made(question, rows)
    if "subject" not in rows[0] or question.recipe:
        return _say(question, "rows", n=len(rows))
    if question.asked == "compare":
        return _comparison(question, rows)
    if question.asked == "yes-no":
        return _verdict(question, rows)
    if question.polarity in ("negated", "hedged"):
        return _say(question, "negated" if question.polarity == "negated" else "supposed", items=_items(question, rows, _listed(question)))
    if question.groups == "only":
        return _say(question, "groups", items=_items(question, rows, "subject"))
    if question.order and rankable(question, rows):
        return _say(question, question.order, items=_items(question, rows, _listed(question)))
    return _stated(question, rows)


def rankable(question: Question, rows: Sequence[Row]) -> bool:
    """Whether rows can be put in order: rates, or numbers of one unit."""
    return lexicon().frames[question.frame].measured or (bool(question.metric) and len({row["unit"] for row in rows}) == 1)


def _stated(question: Question, rows: Sequence[Row]) -> str:
    """What is said, and apart from it what is denied."""
    denied = [row for row in rows if row["polarity"] == "negated" and question.polarity == "stated"]
    parts = [
        _framed(question, [row for row in rows if row not in denied], _listed(question)) if len(denied) < len(rows) else "",
        _say(question, "negated", items=_items(question, denied, _listed(question))) if denied else "",
    ]
    return (" " if question.language == "en" else "").join(filter(None, parts))


def _listed(question: Question) -> str:
    """The column that the question asks for: the open end."""
    if question.frame == "evaluated" and not question.subjects and question.wanted in ("study", "organization", "person"):
        return "subject"
    if (question.subjects and not question.objects) or question.wanted in ("behavior", "benchmark", "study"):
        return "object"
    return "subject"


def _framed(question: Question, rows: Sequence[Row], column: str) -> str:
    frame = lexicon().frames[question.frame]
    if question.subjects and question.objects:
        template, column = frame.pair, "subject" if len(question.subjects) > 1 else "object"
    else:
        template = frame.objects if column == "object" and (question.subjects or question.sources or question.makers) else frame.subjects
    n = len({row[column] for row in rows})
    found = list(dict.fromkeys(str(row["object"]) for row in rows if row["object"]))
    what = _names((*question.objects, *question.on)) or (", ".join(found) if column == "subject" and len(found) <= _VALUES else "…")
    names = {"subject": _names(question.subjects or question.sources or question.makers), "object": what}
    return template.say(
        question.language, items=_items(question, rows, column), n=len(rows) if frame.name in ("about", "said") else n, **names
    )


def _made(question: Question, rows: Sequence[Row]) -> str:
    """Who made what, in claims and in knowledge."""
    frame, asks_lab = lexicon().frames["developed"], bool(question.objects or question.on)
    items = _items(question, rows, "lab" if asks_lab else "model")
    if question.on and not question.subjects:
        return _say(question, "makers", x=_names(question.on), items=items)
    names = {"subject": _names(question.subjects), "object": _names((*question.objects, *question.on))}
    template = frame.pair if question.subjects and question.objects else frame.subjects if asks_lab else frame.objects
    return template.say(question.language, items=items, n=len(rows), **names)


def _verdict(question: Question, rows: Sequence[Row]) -> str:
    yes = [row for row in rows if row["polarity"] == "asserted"]
    no = [row for row in rows if row["polarity"] == "negated"]
    if yes and no:
        return _say(question, "split", yes=len(yes), no=len(no))
    if yes:
        return _say(question, "yes", sentence=_framed(question, yes, "subject" if not question.subjects else "object"))
    return _say(question, "no", n=len(no))


def _comparison(question: Question, rows: Sequence[Row]) -> str:
    """Who is higher where condition, benchmark and object are the same, or where a claim compares them outright."""
    items = "；".join if question.language != "en" else "; ".join
    values = items(f"{name}: {', '.join(_values(question, own))}" for name, own in _by(rows, "subject") if _values(question, own))
    winners: set[str] = set()
    for group in _alike(rows):
        best = max(row["value"] for row in group)
        top = {row["subject"] for row in group if row["value"] == best}
        winners.add(next(iter(top)) if len(top) == 1 else "")
    winners |= {_higher(row) for row in rows if row["relation"] == "COMPARED" and row["direction"]}
    if len(winners) == 1:
        (winner,) = winners
        return _say(question, "compared", items=values or winner, winner=winner) if winner else _say(question, "level", items=values)
    return _say(question, "apart", items=values or str(len(rows)))


def _higher(row: Row) -> str:
    return str({"higher": row["subject"], "lower": row["object"]}.get(row["direction"], ""))


def _alike(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows of different subjects that share object, benchmark, condition, scenario and source (the article, where none is named)."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        if row["relation"] != "COMPARED" and row["value"] is not None:
            source = row["origin"] or (row["attribution"] or [row["path"]])[-1]
            groups.setdefault((*(row[key] for key in ("object", "on", "condition", "scenario")), source), []).append(row)
    return (group for group in groups.values() if len({row["subject"] for row in group}) > 1)


def _items(question: Question, rows: Sequence[Row], column: str) -> str:
    """The names of a column, each with its values."""
    parts = []
    groups = [(name, own) for name, own in _by(rows, column) if name]
    if len(groups) == 1 and groups[0][0] in (_names(question.subjects), _names(question.objects)):  # the sentence has named it
        return ("、" if question.language != "en" else ", ").join(_values(question, rows)) or _say(question, "claims", n=len(rows))
    for name, own in groups[:_MOST]:
        values = _values(question, own)
        parts.append(f"{name} ({', '.join(values)})" if values else str(name))
    if len(groups) > _MOST:
        parts.append(_say(question, "more", n=len(groups) - _MOST))
    return ("、" if question.language != "en" else ", ").join(parts) or str(len(rows))


def _by(rows: Sequence[Row], column: str) -> list[tuple[str, list[Row]]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return list(groups.items())


def _values(question: Question, rows: Sequence[Row]) -> list[str]:
    """What stands beside a name: rates, positions, times."""
    percent = lexicon().frames[question.frame].measured
    found = []
    for row in rows:
        if row.get("value") is not None and row.get("relation") != "COMPARED":
            unit = "" if percent or row.get("unit") in (None, "count") else f" {row['unit']}"
            found.append(text_of(_PERCENT if percent else _NUMBER, row) + unit)
        elif question.asked == "when" and row.get("from"):
            found.append(row["from"] if row["from"] == row["to"] else f"{row['from']} – {row['to'] or '…'}")
        elif question.frame == "affiliated":
            found += [str(row["position"])] if row.get("position") else []
        elif question.groups == "only" and not question.objects:
            found.append(str(row["object"]))
    if question.frame == "affiliated" and question.status is None and all(row.get("status") == "former" for row in rows):
        found.insert(0, _say(question, "former"))
    distinct = list(dict.fromkeys(found))
    return distinct[:_VALUES] + (["…"] if len(distinct) > _VALUES else [])


def understood(question: Question) -> str:
    """What was understood, part by part."""
    parts = [lexicon().frames[question.frame].name if question.recipe is None else question.recipe]
    for name, links in (
        ("subject", (*question.subjects, *question.makers)), ("object", question.objects), ("on", question.on),
        ("under", question.under), ("source", question.sources),
    ):  # fmt: skip
        if links:
            parts.append(_say(question, name, x=_names(links)))
    parts += [_say(question, "bound", x=f"{bound.comparator} {bound.value * 100:g}%") for bound in question.bounds]
    if question.since or question.until:
        parts.append(_say(question, "period", x=_period(question)))
    parts += [_say(question, "words", x=group[0]) for group in (*question.words, *question.loose, question.position) if group]
    if question.polarity in ("negated", "hedged"):
        parts.append(_say(question, "polarity", x=question.polarity))
    return ", ".join(parts)


def limits(question: Question) -> list[str]:
    """What bounds the claims beside their ends, in words."""
    found = [_say(question, "source", x=_names(question.sources))] if question.sources else []
    found += [_say(question, "under", x=_names(question.under))] if question.under else []
    found += [f"{bound.comparator} {bound.value * 100:g}%" for bound in question.bounds]
    found += [_period(question)] if question.since or question.until else []
    return found + [group[0] for group in (*question.words, *question.loose)]


def _period(question: Question) -> str:
    return f"{question.since or '…'} – {question.until or '…'}"


def taken(question: Question) -> list[str]:
    """What was taken for what."""
    return [_say(question, "taken", typed=typed, taken=name) for typed, name in question.taken]


def remarks(question: Question, rows: Sequence[Row]) -> list[str]:
    """What a reader of the rows should know."""
    found = [_say(question, "worded", words=group[0]) for group in question.loose]
    if any(row.get("basis") == "knowledge" for row in rows):
        found.append(_say(question, "knowledge"))
    if question.asked == "when" and rows and not any(row.get("from") for row in rows):
        found.append(_say(question, "undated"))
    return found


def wider(question: Question) -> Iterator[tuple[str, Question]]:
    """The question with less and less in it, and what was left out: where nothing is found, the first that finds something is nearest."""
    drops: tuple[tuple[str, Any], ...] = (
        ("words", ()), ("loose", ()), ("metric", ()), ("position", ()), ("order", None), ("bounds", ()),
        ("status", None), ("under", ()), ("on", ()), ("sources", ()), ("makers", ()), ("subjects", ()), ("objects", ()),
    )  # fmt: skip
    if question.polarity != "stated":
        yield "polarity", msgspec.structs.replace(question, polarity="stated")
    if question.since or question.until:
        yield "period", msgspec.structs.replace(question, since=None, until=None)
    for name, empty in drops:
        last = name in ("subjects", "objects") and not (question.subjects and question.objects)
        if getattr(question, name) and not last:
            yield name, msgspec.structs.replace(question, **{name: empty})


def nearest(question: Question, part: str, wide: Question, rows: Sequence[Row]) -> str:
    """What there would be without a part of the question."""
    if part == "period":
        dropped = _period(question)
    else:
        value = getattr(question, part)
        dropped = _names(value) if part in ("subjects", "objects", "on", "under", "sources", "makers") else _text(value)
    column = next(name for name in (_listed(wide), "subject", "lab", "title", "change", *rows[0]) if name in rows[0])
    return _say(question, "nearest", dropped=dropped, n=len(rows), items=_items(wide, rows, column))


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(
            f"{v.comparator} {v.value * 100:g}%" if hasattr(v, "comparator") else v if isinstance(v, str) else str(v[0]) for v in value
        )
    return str(value)


def _names(links: Sequence[Link]) -> str:
    return ", ".join(link.name for link in links)


def _say(question: Question, name: str, **fields: object) -> str:
    return lexicon().sentences[name].say(question.language, **fields)
