"""Run a recipe, or a reading statement, against a store."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from kgx.errors import UsageError
from kgx.query.fulltext import fulltext, pattern
from kgx.query.guard import check_read_only
from kgx.query.names import LABELS, resolve
from kgx.query.recipe import FIRST, Parameter, Recipe, recipe
from kgx.query.values import Answer, Column

_CLAIM = re.compile(r":Claim\b")

if TYPE_CHECKING:
    from kgx.knowledge import Knowledge
    from kgx.store import Store


def run_recipe(
    name: str,
    values: Mapping[str, Any],
    store: "Store",
    knowledge: "Callable[[], Knowledge]",
    *,
    rejected: bool = False,
    limit: int | None = None,
) -> Answer:
    """The answer of a recipe. Values are texts, as typed; a list of names stands for several.

    `rejected`: from the claims that users rejected, and from no others. `limit`: no more rows than that.

    Raises UsageError for an unknown recipe, parameter or name, a value of the wrong type, or one that is missing.
    """
    found = recipe(name)
    bound = bind(found, values, store, knowledge)
    understood = {key: value for key, value in bound.items() if isinstance(value, list)}
    start = next((line for name, line in found.starts.items() if bound[name] is not None), "")
    statement = f"{start}\n{found.cypher}" if start else found.cypher
    if limit is not None:
        statement, bound["first"] = statement.replace(FIRST, "LIMIT $first"), limit
    if rejected:
        statement = _CLAIM.sub(":Rejected", statement)
    return Answer(found.columns, tuple(store.read(statement, bound, limit=limit)), understood)


def run_cypher(statement: str, values: Mapping[str, Any], store: "Store", *, limit: int | None = None) -> Answer:
    """The rows of a statement, once the guard has let it pass."""
    check_read_only(statement)
    rows = store.read(statement, values, limit=limit)
    return Answer(tuple(Column(name) for name in rows.columns), tuple(rows))


def bind(found: Recipe, values: Mapping[str, Any], store: "Store", knowledge: "Callable[[], Knowledge]") -> dict[str, Any]:
    """The statement's parameters: names resolved to ids, texts to their types, defaults filled in."""
    given = {found.parameter(key).name: value for key, value in values.items()}
    missing = [parameter.name for parameter in found.parameters if parameter.required and parameter.name not in given]
    if missing:
        example = " ".join(f"{name}=…" for name in missing)
        raise UsageError(f"recipe {found.name} needs {', '.join(missing)}", hint=f"kgx query {found.name} {example}")
    bound: dict[str, Any] = {}
    for parameter in found.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is not None and parameter.type in LABELS:
            text = value if isinstance(value, str) else "|".join(value)
            bound[parameter.name] = resolve(parameter.type, text, store, knowledge)
        else:
            bound[parameter.name] = value if value is None else _convert(parameter, value)
    return bound


def _convert(parameter: Parameter, value: Any) -> Any:
    """A value as its parameter's type. Raises UsageError that says which."""
    if parameter.type == "search":
        return {"query": fulltext(str(value)), "pattern": pattern(str(value))}
    try:
        if parameter.type == "integer":
            return int(value)
        if parameter.type == "number":
            text = str(value)
            return float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        if parameter.type == "date":
            return date.fromisoformat(f"{value}-01-01"[:10] if len(str(value)) == 4 else str(value)).isoformat()
    except ValueError as fault:
        raise UsageError(f"{parameter.name}={value} is not of type {parameter.type}", hint=parameter.note or None) from fault
    return str(value)
