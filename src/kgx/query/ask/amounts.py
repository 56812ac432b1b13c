"""Numbers and dates of a question: limits of a value, how many rows, a period."""

import calendar
import datetime
import re
from typing import Any

import msgspec

from kgx.query.ask.question import Bound
from kgx.query.ask.reading import Reading
from kgx.query.ask.spans import Span

_COMPARATORS: dict[str, Any] = {"above": ">", "least": ">=", "below": "<", "most": "<="}
_DATE = re.compile(r"((?:19|20)\d\d)(?:\s*[-年/.]\s*(\d{1,2}))?(?:\s*[-月/.]\s*(\d{1,2}))?")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Amounts(msgspec.Struct, frozen=True):
    """What the numbers of a question say."""

    bounds: tuple[Bound, ...] = ()
    top: int = 1
    since: str | None = None
    until: str | None = None
    words: tuple[tuple[str, ...], ...] = ()
    """Numbers that limit nothing: the sentence must have them."""
    used: tuple[Span, ...] = ()
    """Words that belong to a number, and mean nothing else."""


def amounts(reading: Reading) -> Amounts:
    """Read all numbers of a question."""
    result = Amounts()
    for i, span in enumerate(reading.spans):
        if span.kind == "number" or span.value("number") is not None or span.value("count") is not None or span.value("month") is not None:
            result = _read(result, reading, i)
    return result


def _read(result: Amounts, reading: Reading, i: int) -> Amounts:
    span = reading.spans[i]
    before, after = reading.near(i, -1), reading.near(i, 1)
    if dated := _date(reading, i):
        return _period(result, dated, before, after)
    if span.value("month") is not None and span.number is None and span.kind == "word":
        return result  # `may`, or a month without its year, which belongs to the year behind it
    if span.value("count") is not None or (span.number and span.number.unit not in ("rate", "date", "money", "change")):
        amount = span.number.value if span.number else float(span.value("count"))
        if (before and before.value("top")) or _orders(before, after) or _picks(reading, before):
            return msgspec.structs.replace(result, top=max(1, int(amount)))
        if span.value("count") is not None:
            return result
    return _bounded(result, reading, i, before, after)


def _orders(before: Span | None, after: Span | None) -> bool:
    return any(beside is not None and beside.value("order") is not None for beside in (before, after))


def _picks(reading: Reading, before: Span | None) -> bool:
    """Whether a number says how many of those at one end are asked for: which three models have the highest rate, 哪三款."""
    return before is not None and before.value("which") is not None and any(span.value("order") for span in reading.spans)


def _bounded(result: Amounts, reading: Reading, i: int, before: Span | None, after: Span | None) -> Amounts:
    span = reading.spans[i]
    number = span.number
    value = number.value if number else float(span.value("number"))
    percent = after is not None and after.value("percent") is not None
    if percent:
        after = reading.near(reading.spans.index(after), 1) if after else None
    rate = number is None or number.unit == "rate" or percent
    if number and number.unit == "plain" and (percent or 1 < value <= 100):
        value /= 100
    ways = [(beside, beside.value("bound")) for beside in (before, after) if beside is not None and beside.value("bound") is not None]
    if ways:
        beside, way = ways[0]
        bound = Bound(_COMPARATORS[str(way)], round(value, 6))
        return msgspec.structs.replace(result, bounds=(*result.bounds, bound), used=(*result.used, beside))
    if rate and number and number.high is not None:
        return msgspec.structs.replace(result, bounds=(*result.bounds, Bound(">=", value), Bound("<=", number.high)))
    if rate:
        return msgspec.structs.replace(result, bounds=(*result.bounds, Bound("=", round(value, 6))))
    return msgspec.structs.replace(result, words=(*result.words, (reading.written(span).strip(),)))


def _date(reading: Reading, i: int) -> tuple[str, str] | None:
    """First and last day of the date that the number is: 2025 年 6 月, 2025-06-20, June 2025, 2025."""
    span = reading.spans[i]
    written = reading.written(span)
    found = _DATE.match(written)
    if span.number is None or found is None or not (span.number.unit in ("date", "year") or _YEAR.fullmatch(written.strip())):
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if not month and i and (named := reading.spans[i - 1].value("month")):
        month = int(named)
    try:
        first = datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    last = first if day else first.replace(month=month or 12, day=calendar.monthrange(year, month or 12)[1])
    return first.isoformat(), last.isoformat()


def _period(result: Amounts, dated: tuple[str, str], before: Span | None, after: Span | None) -> Amounts:
    first, last = dated
    beside = [b for b in (after, before) if b is not None and b.value("time") is not None]
    ways = [b.value("time") for b in beside]
    way = next((w for w in ways if w != "in"), "in")
    used = (*result.used, *beside)
    if way == "until":
        return msgspec.structs.replace(result, until=_shifted(first, -1), used=used)
    if way in ("from", "after"):
        return msgspec.structs.replace(result, since=first if way == "from" else _shifted(last, 1), used=used)
    return msgspec.structs.replace(result, since=first, until=last, used=used)


def _shifted(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()
