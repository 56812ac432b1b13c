"""Flags, environment, `kgx.toml` and defaults → one frozen `Settings` that remembers where each value came from.

Nothing here reads the process: the caller hands over the flags, the environment and the current folder.
Precedence: flag, environment, `kgx.toml` (looked for upwards), default. Which database is meant is one choice:
`--to` and `--data` answer it together, so a flag of either kind outdoes any address in the environment.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from kgx.errors import UsageError
from kgx.model.told import Language

FILE = "kgx.toml"
FOLDER = ".kgx"
LEXICON = "lexicon"
DEFAULT = "default"
USERNAME = "neo4j"
_VARIABLES = {
    "to": "NEO4J_URI", "data": "KGX_DATA", "username": "NEO4J_USERNAME", "password": "NEO4J_PASSWORD",
    "database": "NEO4J_DATABASE", "lexicon": "KGX_LEXICON",
}  # fmt: skip
_SPOKEN = ("KGX_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_HANT = frozenset(["hant", "tw", "hk", "mo"])
_SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `kgx.toml` may hold. Paths are taken from the folder of the file. A password has no place in it."""

    to: str | None = None
    data: str | None = None
    username: str | None = None
    database: str | None = None
    lexicon: str | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All choices of one run. `uri` None means the embedded database under `data`."""

    uri: str | None
    """Address of a Neo4j server, or None for the embedded database."""
    username: str
    password: str | None
    """None where no source states one."""
    database: str | None
    """None: the server's default database."""
    data: Path
    """Folder of the embedded database; it may not exist yet."""
    lexicon: Path | None
    origins: dict[str, str]
    """Field → where its value came from: `--data`, `NEO4J_URI`, a path of `kgx.toml` or `.kgx`, or `default`."""

    @property
    def target_origin(self) -> str:
        """Where the choice of the database came from."""
        return self.origins["uri" if self.uri else "data"]

    @property
    def target(self) -> str:
        """The database in words, without the password."""
        if self.uri is None:
            return f"embedded database in {self.data}"
        return f"Neo4j at {self.uri}, database {self.database or '(the server’s default)'}, user {self.username}"


def resolve(flags: Mapping[str, str | None], environ: Mapping[str, str], folder: Path) -> Settings:
    """The settings of a run started in `folder`.

    `flags` has the keys to, data, username, password, database, lexicon (None or absent: not given).
    Raises UsageError for two databases at once, an address of no known scheme, or a `kgx.toml` that breaks its schema.
    """
    found: dict[str, tuple[str, str]] = {}
    for source in (
        {key: (value, f"--{key}") for key, value in flags.items() if value},
        {key: (environ[name], name) for key, name in _VARIABLES.items() if environ.get(name)},
        _read_file(folder),
    ):
        taken = {"to", "data"} if found.keys() & {"to", "data"} else set()
        if not taken and "to" in source and "data" in source:
            raise UsageError(
                f"two databases are named at once: {' and '.join(f'{source[key][1]} ({source[key][0]})' for key in ('to', 'data'))}",
                hint="keep one: an address for a Neo4j server, or a folder for the embedded database",
            )
        found = {key: source[key] for key in source.keys() - taken} | found
    if "to" in found:
        _check_address(*found["to"])
    data, data_origin = found.get("data") or _default_folder(folder)
    values = {key: value for key, (value, _) in found.items()}
    lexicon = values.get("lexicon")
    return Settings(
        uri=values.get("to"),
        username=values.get("username", USERNAME),
        password=values.get("password"),
        database=values.get("database"),
        data=folder / data,
        lexicon=folder / lexicon if lexicon else None,
        origins={
            "uri": found["to"][1] if "to" in found else DEFAULT,
            "data": data_origin,
            **{key: found[key][1] if key in found else DEFAULT for key in ("username", "password", "database", "lexicon")},
        },
    )


def spoken(environ: Mapping[str, str]) -> Language:
    """The language of messages: that of KGX_LANG, else of the locale, where it is Chinese; else English.

    A locale such as `zh_TW.UTF-8` will do for either. Raises UsageError where KGX_LANG names another language than kgx speaks.
    """
    variable = next((name for name in _SPOKEN if environ.get(name)), None)
    if variable is None:
        return "en"
    tag, *subtags = environ[variable].partition(".")[0].partition("@")[0].lower().replace("_", "-").split("-")
    if tag == "zh":
        return "hant" if _HANT.intersection(subtags) else "hans"
    if variable == _SPOKEN[0] and tag not in ("en", "c", "posix"):
        raise UsageError(f"{variable} is no language that kgx speaks: {environ[variable]}", hint="it speaks en, zh-Hant, zh-Hans")
    return "en"


def own_lexicon(chosen: Settings, folder: Path) -> Path:
    """The folder for names of one's own, also where no setting names one: `lexicon` beside `kgx.toml`, or in `folder`."""
    return chosen.lexicon or (_upwards(folder, FILE) or folder / FILE).parent / LEXICON


def _upwards(folder: Path, name: str) -> Path | None:
    """The nearest `name` in `folder` or above it."""
    return next((place / name for place in (folder, *folder.parents) if (place / name).exists()), None)


def _default_folder(folder: Path) -> tuple[str, str]:
    found = _upwards(folder, FOLDER)
    if found is None or not found.is_dir():
        return FOLDER, DEFAULT
    return str(found), DEFAULT if found.parent == folder else f"found above {folder}"


def _check_address(uri: str, origin: str) -> None:
    scheme, _, rest = uri.partition("://")
    if not uri.startswith(_SCHEMES) or not rest:
        raise UsageError(
            f"not the address of a Neo4j server: {uri} (from {origin})",
            hint="an address looks like neo4j://localhost:7687 or neo4j+s://NAME.databases.neo4j.io",
        )
    if "@" in rest:
        raise UsageError(
            f"the address {scheme}://…@{rest.rpartition('@')[2]} (from {origin}) holds a user or a password",
            hint="give them as --username (or NEO4J_USERNAME) and NEO4J_PASSWORD",
        )


def _read_file(folder: Path) -> dict[str, tuple[str, str]]:
    """What the nearest `kgx.toml` says, with its path as origin; its own paths become absolute."""
    path = _upwards(folder, FILE)
    if path is None:
        return {}
    try:
        file = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError, OSError) as fault:
        keys = ", ".join(File.__struct_fields__)
        raise UsageError(f"{path}: {fault}", hint=f"the file may hold the keys {keys}, each with a text value") from fault
    values = {key: value for key in File.__struct_fields__ if (value := getattr(file, key))}
    values |= {key: str(path.parent / values[key]) for key in ("data", "lexicon") if key in values}
    return {key: (value, str(path)) for key, value in values.items()}
