"""From knowledge files to `Knowledge`: every fault listed at once, the parsed files kept in the user's cache."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from kgx.errors import KnowledgeError, UsageError
from kgx.knowledge import schema
from kgx.knowledge.contexts import CONTEXTS
from kgx.knowledge.families import FamilyRecord, ModelWords
from kgx.knowledge.faults import Fault, crossed
from kgx.knowledge.knowledge import Knowledge, compile_knowledge
from kgx.knowledge.overlay import overlay
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
    """The shipped knowledge, with a user's folder of the same files over it (`overlay` says how records meet).

    Raises KnowledgeError with every fault, by file and record; UsageError where the folder does not exist.
    """
    return _load(lexicon, *hashes(lexicon))


def hashes(lexicon: Path | None = None) -> tuple[str, str | None]:
    """The `sha256:` of the shipped files, and that of a user's folder.

    Raises UsageError where the folder does not exist or holds nothing of the kind.
    """
    hint = "name a folder that holds files such as people.yaml; `kgx lexicon add` makes one"
    if lexicon is not None and not lexicon.is_dir():
        raise UsageError(f"lexicon folder does not exist: {lexicon}", hint=hint)
    if lexicon is not None and not any(_paths(lexicon)) and not _strange(lexicon):
        raise UsageError(f"no knowledge file in the lexicon folder: {lexicon}", hint=hint)
    return f"sha256:{_digest(DATA)}", f"sha256:{_digest(lexicon)}" if lexicon else None


@lru_cache(maxsize=4)
def _load(lexicon: Path | None, hash_: str, lexicon_hash: str | None) -> Knowledge:
    records, faults = read_records(DATA, hash_)
    if lexicon is not None and lexicon_hash is not None:
        records, own_faults = read_over(records, lexicon, lexicon_hash)
        faults += own_faults
    if faults:
        raise KnowledgeError(
            "\n".join(map(str, faults)), hint="`kgx lexicon check` lists the faults; docs/knowledge.md names the keys of each file"
        )
    return compile_knowledge(records, hash_, lexicon_hash)


def read_over(shipped: Records, lexicon: Path, lexicon_hash: str) -> tuple[Records, list[Fault]]:
    """The shipped records with those of a user's folder over them, and the faults of the folder."""
    own, faults = read_records(lexicon, lexicon_hash)
    merged = overlay(shipped, own)
    return merged, [*faults, *crossed(own, shipped, merged, {file: str(lexicon / file) for file in FILES})]


def read_records(folder: Path, hash_: str) -> tuple[Records, list[Fault]]:
    """All records of a knowledge folder by file, and what does not fit the schema, record by record."""
    records: Records = {key: [] for key in FILES}
    there = f"no knowledge file has this name; there are {', '.join(FILES)}"
    faults = [Fault("fault", _shown(folder, name), None, there) for name in _strange(folder)]
    for key, name, raw, broken in _parsed(folder, hash_):
        path = _shown(folder, name)
        if broken or not isinstance(raw, list | None):
            faults.append(Fault("fault", path, None, broken or f"must be a list of records, is {type(raw).__name__}"))
            continue
        for number, item in enumerate(raw or (), 1):
            label = item.get("name") or item.get("kind") if isinstance(item, dict) else None
            try:
                records[key].append(msgspec.convert(item, FILES[key]))
            except msgspec.ValidationError as fault:
                faults.append(Fault("fault", path, f"record {number} ({label})", str(fault)))
    return records, faults


def _shown(folder: Path, name: str) -> str:
    """A file as messages name it: those that come with kgx without their folder."""
    return name if folder == DATA else str(folder / name)


def _strange(folder: Path) -> list[str]:
    """YAML files of a user's folder that nothing would read."""
    if folder == DATA:
        return []
    read = {path for _, path in _paths(folder)}
    found = [*folder.glob("*.y*ml"), *(folder / "cues").glob("*.y*ml")]
    return sorted(path.relative_to(folder).as_posix() for path in found if path not in read)


def _paths(folder: Path) -> Iterator[tuple[str, Path]]:
    for key in FILES:
        path = folder / key
        if key.endswith("/"):
            yield from ((key, file) for file in sorted(path.glob("*.yaml")))
        elif path.exists():
            yield key, path


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in [*(path for _, path in _paths(folder)), *([CONTEXTS] if folder == DATA else [])]:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


_File = tuple[str, str, Any, str | None]
"""Key of `FILES`, path within the folder, the plain value, and what is wrong with the YAML."""


def _parsed(folder: Path, hash_: str) -> list[_File]:
    """The YAML files as plain values; parsed once per content, since parsing costs more than all else at start."""
    from platformdirs import user_cache_path

    cache = user_cache_path("kgx") / f"knowledge-{__version__}-{hash_.removeprefix('sha256:')[:32]}.msgpack"
    try:
        return msgspec.msgpack.decode(cache.read_bytes(), type=list[_File])
    except (OSError, msgspec.DecodeError):
        pass
    parsed = [(key, path.relative_to(folder).as_posix(), *_yaml(path)) for key, path in _paths(folder)]
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        part = cache.with_suffix(f".{hash(cache)}.part")
        part.write_bytes(msgspec.msgpack.encode(parsed))
        part.replace(cache)
    except (OSError, TypeError):
        pass  # a cache that cannot be written only costs time
    return parsed


def _yaml(path: Path) -> tuple[Any, str | None]:
    """The plain value of a file, and what is wrong with it where it is no YAML."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader), None
    except yaml.YAMLError as fault:
        return None, f"not valid YAML: {' '.join(str(fault).split())}"
    except UnicodeDecodeError as fault:
        return None, f"not UTF-8: {fault}"
