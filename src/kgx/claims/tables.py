"""Tables: models on one side, behaviors and benchmarks on the other, a number where they meet."""

import re
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from kgx.claims.figures import Figure, figures
from kgx.claims.measures import measured
from kgx.claims.reading import Reading, Ref, ref
from kgx.claims.sequence import Sequence
from kgx.claims.speakers import Speaker
from kgx.claims.state import State, in_focus, refined
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.claim import Source
from kgx.model.item import BODIES, MODELS, Item, Number

_WHAT = ("Behavior", "Benchmark")
_BRACKET = re.compile(r"\(([^()]{1,24})\)")
_NAME = re.compile(r"[A-Z][A-Za-z]+[A-Z\d-]\w*")
_BEHIND = re.compile(r" ?\(([^()]{1,24})\)")
_OUT_OF = context("out-of")
_TIMES = context("in-times")
_RATE = context("any-rate")
_SOURCE_HEAD = context("source-head")
_DECIMAL = re.compile(r"\d\.\d")
_OF_MANY = frozenset(["trials", "things"])
_ONLY_NUMBER = 14
"""A cell with more characters than this beside its number is prose."""


class Cell(msgspec.Struct, frozen=True):
    """What stands in one cell: its sentences, joined."""

    row: int
    column: int
    seqs: tuple[Sequence, ...]

    @property
    def text(self) -> str:
        """The words of the cell."""
        return "".join(s.words for s in self.seqs)


class Axis(msgspec.Struct, frozen=True, kw_only=True):
    """What a head cell says of its row or column."""

    span: tuple[int, int]
    models: tuple[Ref, ...]
    what: Ref | None
    score: bool
    accuracy: bool
    rate: bool
    else_rate: bool
    """Whether it is of a rate that no list has: 回答率."""
    percent: bool
    condition: tuple[int, int] | None
    rest: tuple[int, int] | None
    """What stands behind the name of a model, after a comma or in a bracket."""
    score_span: tuple[int, int] | None
    total: Item | None
    """Of how many its bare numbers are: 作弊（25 题）."""
    counts: bool
    """Whether they are times, as it says without of how many: 作弊（次）."""


def cells_of(seqs: list[Sequence]) -> dict[int, list[Cell]]:
    """The cells of each table of an article."""
    tables: dict[int, dict[tuple[int, int], list[Sequence]]] = defaultdict(lambda: defaultdict(list))
    for seq in seqs:
        if seq.block.cell:
            tables[seq.block.cell.table][seq.block.cell.row, seq.block.cell.column].append(seq)
    return {table: [Cell(row, column, tuple(found)) for (row, column), found in sorted(cells.items())] for table, cells in tables.items()}


def read_table(cells: list[Cell], state: State, knowledge: Knowledge, told: Ref | None = None) -> Iterator[Reading]:
    """Readings EXHIBITED and SCORED of one table, and DEVELOPED where a column says who made each.

    `state` is the discourse before it; `told` what the sentence behind it says that its numbers measure.
    """
    label = _label_column(cells)
    rows = {c.row: _axis(c) for c in cells if c.column == label and c.row > 0}
    columns = {c.column: _axis(c) for c in cells if c.row == 0}
    corner = columns[label].what if label in columns and not columns[label].models else None
    upright = sum(bool(a.models) for a in rows.values()) >= sum(bool(a.models) for k, a in columns.items() if k > label)
    measured_axes = any(a.what or a.score or a.rate for a in ((*columns.values(),) if upright else (*rows.values(),)))
    settings = upright and any(a.what and a.models for a in rows.values())  # o3 隐蔽行动率 | 13% | 0.4%: the heads are settings
    places = {(c.row, c.column): c for c in cells}
    several = len({a.what.id for a in (*columns.values(), *rows.values()) if a.what and a.what.kind == "Behavior"}) > 1
    totals = {a.total.number.value: a.total for a in (*rows.values(), *columns.values()) if a.total and a.total.number}
    shared = next(iter(totals.values())) if len(totals) == 1 else None
    decimal = {c.column if upright else c.row for c in cells if _DECIMAL.search(c.text)}
    if upright:
        yield from _makers(places, rows)
    for (row, column), cell in places.items():
        if row == 0 or column <= label:
            continue
        who, what = (rows.get(row), columns.get(column)) if upright else (columns.get(column), rows.get(row))
        if who is None or what is None:
            continue
        models, setting = who.models, None
        if not models and not any(a.models for a in (*rows.values(), *columns.values())) and (found := in_focus(state, -1, 3)):
            models, setting = (refined(found, state),), who.span
        measure = what.what or (who.what if upright else None) or (corner if what.score else None)
        measure = measure or (None if _is_unlisted(places, row, column, upright) else _context(what, state))
        measure = measure or ((told or _announced(state, cell)) if not measured_axes else None)
        figure = _counted(cell, what.total or (shared if what.counts else None)) or _figure(
            cell, what.percent or (column if upright else row) in decimal
        )
        if measure is None or figure is None or (figure.unit == "points" and what.what is None):  # an index of its own
            continue
        first = places[row, min(c for r, c in places if r == row)]
        last = places[row, max(c for r, c in places if r == row)]
        own = [i for s in cell.seqs for i in s.items if i.kind in MODELS]
        for model in (ref(own[0]),) if own else models:
            made = measured(cell.seqs[0], figure, model, measure, "table", knowledge, score=what.accuracy, state=state)
            if made and several and made.relation == "EXHIBITED" and (what.what is None or what.what.kind == "Behavior"):
                made = msgspec.structs.replace(made, on=None)  # the benchmark named before is that of one of the columns
            if made:
                condition = (
                    setting
                    or (None if measured_axes and not settings else what.span)
                    or _setting(places, row, column, who)
                    or what.condition
                    or (what.score_span if what.score and what.what is None and corner is None else None)
                )
                yield msgspec.structs.replace(made, condition=condition, evidence=(first.seqs[0].start, last.seqs[-1].end))


def _makers(places: dict[tuple[int, int], Cell], rows: dict[int, Axis]) -> Iterator[Reading]:
    """Who developed the model of each row, from a column whose head says that it names makers (厂商)."""
    for (row, column), cell in places.items():
        head = places.get((0, column))
        labs = [i for s in cell.seqs for i in s.items if i.kind == "Lab"]
        if row == 0 or row not in rows or len(labs) != 1 or head is None or not any(s.has("maker-head") for s in head.seqs):
            continue
        first, last = (end(c for r, c in places if r == row) for end in (min, max))
        where = (places[row, first].seqs[0].start, places[row, last].seqs[-1].end)
        for model in rows[row].models:
            yield Reading(
                relation="DEVELOPED",
                rule="developed.table",
                subject=ref(labs[0]),
                object=model,
                clause=0,
                polarity="asserted",
                evidence=where,
            )


def cited(cells: list[Cell]) -> dict[int, Speaker]:
    """Where each row begins → its source, from a column whose head says that it names sources or testers; 同上 means that of the row
    before."""
    columns = {c.column for c in cells if c.row == 0 and _SOURCE_HEAD.fullmatch(c.text)}
    found: dict[int, Speaker] = {}
    last: Speaker | None = None
    for cell in cells:
        if cell.row == 0 or cell.column not in columns:
            continue
        named = next((i for kind in ("Study", "Organization", "Lab", "Person") for s in cell.seqs for i in s.items if i.kind == kind), None)
        last = Speaker((Source(named.id, named.name),), ((named.start, named.end),)) if named else last if "同上" in cell.text else None
        if last:
            found[min(c.seqs[0].start for c in cells if c.row == cell.row)] = last
    return found


def _label_column(cells: list[Cell]) -> int:
    """The first column whose cells name models, behaviors or benchmarks: what each row is about."""
    named = {c.column for c in cells if c.row > 0 and any(i.kind in {*MODELS, *_WHAT} for s in c.seqs for i in s.items)}
    return min(named, default=0)


def _setting(places: dict[tuple[int, int], Cell], row: int, before: int, who: Axis) -> tuple[int, int] | None:
    """What else the row says: a cell of words (不用工具), or words behind the model's name (GPT-4o，未微调)."""
    for (r, column), cell in sorted(places.items()):
        if (
            r == row
            and 0 < column < before
            and not any(i.kind in {"number", *BODIES, *MODELS, *_WHAT} for s in cell.seqs for i in s.items)
            and len(cell.text) > 1
        ):
            return cell.seqs[0].start, cell.seqs[-1].end
    return who.rest


def _axis(cell: Cell) -> Axis:
    items = [i for s in cell.seqs for i in s.items]
    whats = [i for i in items if i.kind in _WHAT]
    behaviors = [i for i in whats if i.kind == "Behavior"]
    score = next((i for i in items if i.kind in {"score-word", "accuracy-word"} and not _is_part(cell, i)), None)
    bracket = _BRACKET.search(cell.text)
    start = cell.seqs[0].start
    condition = (
        (start + bracket.start(1), start + bracket.end(1))
        if bracket
        and not _is_unit(bracket.group(1))
        and not _OUT_OF.fullmatch(bracket.group())
        and not _TIMES.fullmatch(bracket.group())
        and not (behaviors and any(i.number and i.number.unit in _OF_MANY for i in items))
        and not any(i.start >= start + bracket.start(1) and i.end <= start + bracket.end(1) for i in whats)
        else None
    )
    models = [i for i in items if i.kind in MODELS]
    end = cell.seqs[-1].end
    behind = models[-1].end if models and cell.seqs[-1].text[models[-1].end : models[-1].end + 1] in {"，", ","} else end
    rest = (behind + 1, end) if behind + 1 < end else _in_bracket(cell, models, items)
    return Axis(
        span=(start, end),
        models=tuple(ref(i) for i in models),
        what=ref((behaviors or whats)[0]) if whats else None,
        score=score is not None,
        accuracy=any(i.kind == "accuracy-word" for i in items),
        rate=any(i.kind == "rate-word" for i in items),
        else_rate=_is_of_else(cell, items),
        percent="%" in cell.text,
        condition=condition,
        rest=rest,
        score_span=(score.start, score.end) if score else None,
        counts=bool(behaviors) and _TIMES.search(cell.text) is not None,
        total=next((i for i in items if i.number and i.number.unit in _OF_MANY), None) or _out_of(cell),
    )


def _is_of_else(cell: Cell, items: list[Item]) -> bool:
    """Whether the word before 率 in a head is none that a list has."""
    found = [m for s in cell.seqs for m in _RATE.finditer(s.text, s.start, s.end)]
    return any(not any(i.start < m.end() - 1 and m.start() < i.end for i in items) for m in found)


def _is_part(cell: Cell, word: Item) -> bool:
    """Whether one character is only part of another word: 加分隔符."""
    after = cell.seqs[-1].text[word.end : word.end + 1]
    return word.end - word.start == 1 and "\u3400" <= after <= "\u9fff"


def _out_of(cell: Cell) -> Item | None:
    """The number that a head gives behind a slash: 被注入成功（次／250）."""
    found = _OUT_OF.search(cell.seqs[-1].text, cell.seqs[-1].start, cell.seqs[-1].end)
    return Item("number", *found.span(1), number=Number(float(found[1]), "trials")) if found else None


def _in_bracket(cell: Cell, models: list[Item], items: list[Item]) -> tuple[int, int] | None:
    """What stands in a bracket right behind the one model of a cell and names nothing: GPT-5（high）."""
    if len({m.id for m in models}) != 1:
        return None
    bracket = _BEHIND.match(cell.seqs[-1].text, models[-1].end, cell.seqs[-1].end)
    if (
        bracket is None
        or _is_unit(bracket[1])
        or any(i.kind in {*BODIES, *MODELS, "number"} and bracket.start() < i.start < bracket.end() for i in items)
    ):
        return None
    return bracket.span(1)


def _is_unit(text: str) -> bool:
    return not re.search("[A-Za-z\u3400-\u9fff]", text)


def _is_unlisted(places: dict[tuple[int, int], Cell], row: int, column: int, upright: bool) -> bool:
    """Whether the head of what is measured is a Latin name that nothing is known of: no number of its is one of the text before."""
    cells = [c for (r, k), c in places.items() if (r == 0 and k == column if upright else r == row)]
    head = cells[0] if cells else None
    return head is not None and not any(s.items for s in head.seqs) and _NAME.match(head.text) is not None


def _context(what: Axis, state: State) -> Ref | None:
    """The benchmark or behavior of the text before, where a head says only 得分 or 比例: the one that the paragraph before names."""
    if what.score:
        return state.benchmark
    alone = len(state.benchmarks) == 1 and state.benchmark_block == state.block > state.behavior_block
    if alone:
        return state.benchmark if what.rate else None
    return state.behavior if what.rate and not what.else_rate else None


def _announced(state: State, cell: Cell) -> Ref | None:
    """Where no head says what is measured: the behavior of which the text before the table announces rates."""
    return state.announced if "%" in cell.text else None


def _counted(cell: Cell, total: Item | None) -> Figure | None:
    """A number of a cell (2, 2 题) as a count out of what its head says."""
    numbers = [i for s in cell.seqs for i in s.items if i.number]
    number = numbers[0].number if len(numbers) == 1 else None
    if total is None or total.number is None or number is None or number.value > total.number.value:
        return None
    if not cell.text.strip(" *").removesuffix(number.noun or "").strip().isdecimal():
        return None
    return Figure(numbers[0], number.value, None, "count", "=", 0, total.number.value, total)


def _figure(cell: Cell, percent: bool) -> Figure | None:
    """The one number of a cell that holds little else; `percent` says that its row or column is in percent or has decimals."""
    if len(cell.seqs) != 1:
        return None
    seq = cell.seqs[0]
    found, _ = figures(seq, None)
    if not found:
        return None
    figure = found[0]
    models = [i for i in seq.items if i.kind in MODELS]
    if models and (len(found) > 1 or len({m.id for m in models}) > 1):
        return None
    if len(seq.words) - (figure.item.end - figure.item.start) - sum(m.end - m.start for m in models) > _ONLY_NUMBER:
        return None
    if figure.unit == "plain" and figure.value <= 100 and percent:
        return msgspec.structs.replace(figure, unit="rate", value=round(figure.value / 100, 8))
    return figure
