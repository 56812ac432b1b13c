"""When a fact is said to hold: a date of the sentence, as an interval with its precision."""

import calendar
import datetime
import re
from typing import Literal

import msgspec

from kgx.claims.sequence import Sequence
from kgx.knowledge.contexts import context
from kgx.model.claim import Time
from kgx.text.numerals import plain_value

Precision = Literal["day", "month", "quarter", "year", "decade"]
_DATE = context("date")
_MONTH_BEHIND = context("month-behind")

_DAY_BEHIND = context("day-behind")


class Moment(msgspec.Struct, frozen=True):
    """A time with its span in normal text."""

    start: int
    end: int
    first: datetime.date
    last: datetime.date
    precision: Precision


def time_of(seq: Sequence, at: int, published: str | None) -> Moment | None:
    """The time that a sentence states for what stands at a position: in its clause, else the nearest before it in the sentence.

    `published` is the article's ISO date: without it a date without a year, and 去年, say nothing.
    """
    found = moments(seq, published)
    clause = seq.clauses[seq.clause_of(at)]
    own = [m for m in found if clause.start <= m.start < clause.end]
    before = [m for m in found if m.end <= at]
    chosen = (own or before)[-1:]
    return chosen[0] if chosen else None


def moments(seq: Sequence, published: str | None) -> list[Moment]:
    """The dates of a sentence, in order."""
    day = _parsed(published)
    found: list[Moment] = []
    for item in seq.items:
        at = found[-1].end if found else seq.start
        if item.start < at:
            continue
        moment = None
        if item.kind == "relative-time" and day:
            moment = _relative(seq, item.start, item.end, item.id, day)
        elif item.number and item.number.unit == "date":
            moment = _absolute(seq, item.start, item.end, day)
        if moment:
            found.append(moment)
    return found


def as_time(moment: Moment, text: str) -> Time:
    """As a claim has it; `text` is the article's own words."""
    return Time(moment.first.isoformat(), moment.last.isoformat(), moment.precision, text)


def _parsed(published: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _absolute(seq: Sequence, start: int, end: int, day: datetime.date | None) -> Moment | None:
    match = _DATE.match(seq.text, start, min(seq.end, end + 6))
    if match is None:
        return None
    if match["iso"]:
        year, month, date = map(int, re.split("[-/]", match["iso"]))
        return _moment(start, match.end(), year, month, date)
    if match["only"]:
        return _moment(start, match.end(), int(match["only"]), quarter=match["quarter"])
    month = int(match["month"])
    if match["year"]:
        return _moment(start, match.end(), int(match["year"]), month, match["day"])
    if day is None:
        return None
    year = day.year if month <= day.month else day.year - 1  # a month without a year is the last one before the article
    return _moment(start, match.end(), year, month, match["day"])


def _relative(seq: Sequence, start: int, end: int, value: str, day: datetime.date) -> Moment | None:
    """`year:-1` (去年), perhaps with a month behind it; `month:-1`; `week:-1`; `day:-1`."""
    unit, _, shift = value.partition(":")
    steps = int(shift)
    if unit == "year":
        behind = _MONTH_BEHIND.match(seq.text, end, min(seq.end, end + 10))
        if behind:
            return _moment(start, behind.end(), day.year + steps, int(plain_value(behind["month"]) or 0), behind["day"])
        return _moment(start, end, day.year + steps)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + steps
        behind = _DAY_BEHIND.match(seq.text, end, min(seq.end, end + 8))
        return _moment(start, behind.end() if behind else end, months // 12, months % 12 + 1, behind["day"] if behind else None)
    if unit == "week":
        monday = day - datetime.timedelta(days=day.weekday() - 7 * steps)
        return Moment(start, end, monday, monday + datetime.timedelta(days=6), "day")
    date = day + datetime.timedelta(days=steps)
    return Moment(start, end, date, date, "day")


def _moment(start: int, end: int, year: int, month: int | None = None, day: object = None, quarter: str | None = None) -> Moment | None:
    try:
        if quarter:
            month = 3 * int(plain_value(quarter) or 1) - 2
            return Moment(start, end, datetime.date(year, month, 1), _last(year, month + 2), "quarter")
        if month is None:
            return Moment(start, end, datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year")
        if day is None:
            return Moment(start, end, datetime.date(year, month, 1), _last(year, month), "month")
        date = datetime.date(year, month, int(plain_value(str(day)) or 0))
    except ValueError:
        return None  # 13 月, 2 月 30 日: no date
    return Moment(start, end, date, date, "day")


def _last(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
