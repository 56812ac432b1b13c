"""Tables of people: who is what at which body, and who went from where to where."""

from collections.abc import Iterator

from kgx.claims.omitted import body_of_section
from kgx.claims.reading import Reading, Ref, ref, theme
from kgx.claims.state import State
from kgx.claims.tables import Cell
from kgx.knowledge import Knowledge
from kgx.model.claim import Relation, Status
from kgx.model.item import BODIES, Item

_LEAST = 2
"""Rows that name a person each, from which a table is one of people."""
_LEFT = "left"
"""Id of a head of what people have left."""
_FORMER = "former"


def people_of(cells: list[Cell]) -> dict[int, Ref]:
    """The person of each row of a table of people; nothing for another table."""
    found: dict[int, Ref] = {}
    for cell in cells:
        people = {i.id: i for s in cell.seqs for i in s.items if i.kind == "Person"}
        if cell.row > 0 and cell.column == 0 and len(people) == 1:
            found[cell.row] = ref(next(iter(people.values())))
    return found if len(found) >= _LEAST else {}


def read_staff(cells: list[Cell], people: dict[int, Ref], state: State, knowledge: Knowledge) -> Iterator[Reading]:
    """AFFILIATED_WITH, FOUNDED and LEFT of a table of people: its offices, at the body of the cell, of the row or of the section; and
    the bodies that stand alone under a head for where somebody is or was."""
    heads = {c.column: next((i for s in c.seqs for i in s.items if i.kind == "place-head"), None) for c in cells if c.row == 0}
    house = body_of_section(state, knowledge)
    for cell in cells:
        who = people.get(cell.row)
        if who is None or cell.column == 0 or len(cell.seqs) != 1:
            continue
        items = cell.seqs[0].items
        body = next((i for i in items if i.kind in BODIES), None)
        offices = [i for i in items if i.kind in {"title", "founder"}]
        told = any(i.kind in {"join", "leave", "found", "move", "quit"} for i in items)
        head = heads.get(cell.column)
        where = ref(body) if body else house if head is None or head.id != _LEFT else None
        if told or where is None or not (offices or (body and head)):
            continue
        former = next((i for i in items if i.kind == "former"), None)
        gone = head is not None and head.id in {_LEFT, _FORMER}
        span = _row(cells, cell.row)
        for office in offices:
            past = gone or (
                former is not None and former.end <= office.start and not any(former.end <= o.start < office.start for o in offices)
            )
            yield _reading(
                "FOUNDED" if office.kind == "founder" else "AFFILIATED_WITH", who, where, span, office, "former" if past else "current"
            )
        if body and not any(o.kind == "title" for o in offices):
            yield _reading("AFFILIATED_WITH", who, where, span, None, "former" if gone else "current")
        if body and head is not None and head.id == _LEFT:
            yield _reading("LEFT", who, where, span, None, None)


def _reading(relation: Relation, who: Ref, where: Ref, row: tuple[int, int], office: Item | None, status: Status | None) -> Reading:
    return Reading(
        relation=relation,
        rule=f"{theme(relation)}.table",
        subject=who,
        object=where,
        clause=0,
        polarity="asserted",
        role=(office.start, office.end) if office else None,
        status=status if relation == "AFFILIATED_WITH" else None,
        evidence=row,
    )


def _row(cells: list[Cell], row: int) -> tuple[int, int]:
    own = [c for c in cells if c.row == row]
    return own[0].seqs[0].start, own[-1].seqs[-1].end
