"""A lexicon of one's own over the shipped records: a record replaces the one of its name, or adds to it."""

from collections.abc import Mapping
from typing import Any

import msgspec

from kgx.knowledge.schema import Cues


def overlay(shipped: Mapping[str, list[Any]], own: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """All records by file, in the order of the shipped ones, new ones behind. What has no name (cues) adds up."""
    return {file: _laid(list(shipped[file]), own[file]) for file in shipped}


def _laid(records: list[Any], own: list[Any]) -> list[Any]:
    places = {record.name: number for number, record in enumerate(records) if hasattr(record, "name")}
    for record in own:
        name = getattr(record, "name", None)
        if name not in places:
            places[name] = len(records)
            records.append(record)
        elif getattr(record, "extends", False):
            records[places[name]] = extended(records[places[name]], record)
        else:
            records[places[name]] = record
    return records


def extended(record: Any, more: Any) -> Any:
    """`record` with the lists and cues of `more` behind its own; of the other keys those that `more` states."""
    changes: dict[str, Any] = {}
    for field in msgspec.structs.fields(record):
        old, new = getattr(record, field.name), getattr(more, field.name)
        if field.name == "extends" or new == field.default:
            continue
        changes[field.name] = _joined(old, new)
    return msgspec.structs.replace(record, **changes)


def _joined(old: Any, new: Any) -> Any:
    if isinstance(old, tuple) and isinstance(new, tuple):
        return tuple(dict.fromkeys((*old, *new)))
    if isinstance(old, Cues) and isinstance(new, Cues):
        return Cues(*(_joined(getattr(old, key), getattr(new, key)) for key in Cues.__struct_fields__))
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **new}
    return new
