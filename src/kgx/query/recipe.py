"""Recipes: named questions as `.cypher` files whose header comment says what they answer, take and give.

    // rates: Which models show a behavior, how often, under which condition, according to whom?
    // Further lines of explanation.
    // param behavior: behavior — in any script; narrower ones are included
    // param model: model = null — left out: every model
    // start model: MATCH (m:Model) WHERE m.id IN $model AND m:Kgx WITH m
    // column rate: percent with rateMax, comparator — as published, a fraction
    // column rateMax: number hidden
    MATCH …

A parameter of an entity type (`behavior`, `model`, `person` …) reaches the statement as a list of ids, or null.
Where one that may be left out is given, its `start` line comes first: the same rows, found from that entity on.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from kgx.errors import UsageError
from kgx.query.values import Column

FOLDER = Path(__file__).parent / "recipes"
FIRST = "// first"
ParameterType = Literal[
    "behavior", "model", "organization", "person", "study", "benchmark", "scenario", "entity",
    "text", "search", "integer", "number", "date", "id",
]  # fmt: skip
_START = re.compile(r"start (\w+): (.+)")
_PARAM = re.compile(r"param (\w+): (\w+)(?: = (.+?))?(?: — (.*))?")
_COLUMN = re.compile(r"column (\w+)(?:: (\w+))?(?: with (\w+(?:, \w+)*))?( hidden)?(?: — (.*))?")


class Parameter(msgspec.Struct, frozen=True):
    """One parameter of a recipe."""

    name: str
    type: ParameterType
    required: bool
    default: Any
    note: str

    @property
    def usage(self) -> str:
        """Its name, in brackets where it may be left out."""
        return self.name if self.required else f"[{self.name}]"


class Recipe(msgspec.Struct, frozen=True):
    """One recipe."""

    name: str
    question: str
    about: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    starts: dict[str, str]
    """Parameter → what comes before the statement where it is given."""
    cypher: str
    """The statement with its header, as a person may paste it into another tool."""

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name. Raises UsageError that lists those there are."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = ", ".join(parameter.name for parameter in self.parameters) or "none"
        raise UsageError(f"recipe {self.name} has no parameter {name!r}", hint=f"its parameters: {known}")


def names() -> list[str]:
    """Names of all recipes, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.cypher"))


@cache
def recipe(name: str) -> Recipe:
    """The recipe of that name. Raises UsageError with the nearest names."""
    if name not in names():
        from difflib import get_close_matches

        near = get_close_matches(name, names())
        raise UsageError(
            f"no recipe is called {name!r}", hint=f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(names())}"
        )
    return parse(name, (FOLDER / f"{name}.cypher").read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Recipe:
    """A recipe from the text of its file. Raises ValueError where the header breaks its form."""
    header = [line[2:].strip() for line in text.split("\n") if line.startswith("//")]
    title, _, question = header[0].partition(": ")
    if title != name or not question:
        raise ValueError(f"{name}.cypher: the first line must be `// {name}: QUESTION`, is {header[0]!r}")
    about, parameters, columns, starts = [], [], [], {}
    for line in header[1:]:
        if line.startswith("param "):
            parameters.append(_parameter(name, line))
        elif line.startswith("column "):
            columns.append(_column(name, line))
        elif start := _START.fullmatch(line):
            starts[start[1]] = start[2]
        elif line:
            about.append(line)
    return Recipe(name, question, " ".join(about), tuple(parameters), tuple(columns), starts, text)


def _parameter(name: str, line: str) -> Parameter:
    match = _PARAM.fullmatch(line)
    if match is None or match[2] not in get_args(ParameterType):
        raise ValueError(f"{name}.cypher: not a parameter: {line!r}")
    default = msgspec.json.decode(match[3]) if match[3] else None
    return Parameter(match[1], match[2], match[3] is None, default, match[4] or "")  # type: ignore[arg-type]  # checked above


def _column(name: str, line: str) -> Column:
    match = _COLUMN.fullmatch(line)
    if match is None:
        raise ValueError(f"{name}.cypher: not a column: {line!r}")
    raw = {"name": match[1], "type": match[2] or "text", "parts": (match[3] or "").split(", ") if match[3] else ()}
    return msgspec.convert({**raw, "hidden": bool(match[4]), "note": match[5] or ""}, Column)
