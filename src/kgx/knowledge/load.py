"""From knowledge files to `Knowledge`: every fault listed at once, the parsed files kept in the user's cache."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from kgx.errors import KnowledgeError, UsageError
from kgx.knowledge import schema
from kgx.knowledge.families import FamilyRecord, ModelWords
from kgx.knowledge.knowledge import Knowledge, compile_knowledge
from kgx.version import __version__

DATA = Path(__file__).parent / "data"
FILES: dict[str, type[msgspec.Struct]] = {
    "labs.yaml": schema.Lab,
    "organizations.yaml": schema.Organization,
    "people.yaml": schema.Person,
    "benchmarks.yaml": schema.Benchmark,
    "studies.yaml": schema.Study,
    "scenarios.yaml": schema.Scenario,
    "behaviors.yaml": schema.Behavior,
    "families.yaml": FamilyRecord,
    "model_words.yaml": ModelWords,
    "apps.yaml": schema.App,
    "units.yaml": schema.Unit,
    "shapes.yaml": schema.Shape,
    "relations.yaml": schema.Construction,
    "cues/": schema.Cue,
}
Records = dict[str, list[Any]]


def load(lexicon: Path | None = None) -> Knowledge:
    """The shipped knowledge, with a user's folder of the same files over it (a record of the same name replaces).

    Raises KnowledgeError with every fault, by file and record; UsageError where the folder does not exist.
    """
    if lexicon is not None and not lexicon.is_dir():
        raise UsageError(f"lexicon folder does not exist: {lexicon}", hint="name a folder that holds files such as people.yaml")
    return _load(DATA, lexicon, _digest(DATA), _digest(lexicon) if lexicon else None)


@lru_cache(maxsize=4)
def _load(data: Path, lexicon: Path | None, digest: str, lexicon_digest: str | None) -> Knowledge:
    records, faults = read_records(data, digest)
    if lexicon is not None:
        own, own_faults = read_records(lexicon, lexicon_digest or "")
        records = {key: _override(records[key], own[key]) for key in records}
        faults += own_faults
    if faults:
        raise KnowledgeError("\n".join(faults), hint="`kgx lexicon check` lists the faults; docs name the keys of each file")
    return compile_knowledge(records, f"sha256:{digest}", f"sha256:{lexicon_digest}" if lexicon_digest else None)


def read_records(folder: Path, digest: str) -> tuple[Records, list[str]]:
    """All records of a knowledge folder by file, and the faults found."""
    records: Records = {key: [] for key in FILES}
    faults: list[str] = []
    for key, path, raw in _parsed(folder, digest):
        if not isinstance(raw, list):
            faults.append(f"{path}: must be a list of records, is {type(raw).__name__}")
            continue
        for number, item in enumerate(raw, 1):
            label = item.get("name") or item.get("kind") if isinstance(item, dict) else None
            try:
                records[key].append(msgspec.convert(item, FILES[key]))
            except msgspec.ValidationError as fault:
                faults.append(f"{path}: record {number} ({label}): {fault}")
    return records, faults


def _override(shipped: list[Any], own: list[Any]) -> list[Any]:
    names = {getattr(record, "name", None) for record in own} - {None}
    return [record for record in shipped if getattr(record, "name", None) not in names] + own


def _paths(folder: Path) -> Iterator[tuple[str, Path]]:
    for key in FILES:
        path = folder / key
        if key.endswith("/"):
            yield from ((key, file) for file in sorted(path.glob("*.yaml")))
        elif path.exists():
            yield key, path


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for _, path in _paths(folder):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _parsed(folder: Path, digest: str) -> Iterable[tuple[str, str, Any]]:
    """The YAML files as plain values; parsed once per content, since parsing costs more than all else at start."""
    from platformdirs import user_cache_path

    cache = user_cache_path("kgx") / f"knowledge-{__version__}-{digest[:32]}.msgpack"
    try:
        return msgspec.msgpack.decode(cache.read_bytes(), type=list[tuple[str, str, Any]])
    except (OSError, msgspec.DecodeError):
        pass
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parsed: list[tuple[str, str, Any]] = []
    for key, path in _paths(folder):
        try:
            parsed.append((key, path.name, yaml.load(path.read_text(encoding="utf-8"), Loader=loader)))
        except yaml.YAMLError as fault:
            raise KnowledgeError(f"{path.name}: not valid YAML: {fault}") from fault
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        part = cache.with_suffix(f".{hash(cache)}.part")
        part.write_bytes(msgspec.msgpack.encode(parsed))
        part.replace(cache)
    except OSError:
        pass  # a cache that cannot be written only costs time
    return parsed
