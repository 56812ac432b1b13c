"""The face of the command: help, versions, wrong usage. Nothing here needs a database."""

import json
import subprocess
import sys

import pytest

import kgx as package
from kgx.cli.app import _COMMANDS
from tests.cli.running import ARTICLES, Kgx, environment, write_articles

_HEAVY = ("arcadedb_embedded", "jieba", "jinja2", "markdown_it", "neo4j", "networkx", "opencc", "rich", "spacy", "yaml")


def test_help_imports_nothing_heavy(kgx: Kgx) -> None:
    script = f"""
import sys
from kgx.cli.app import run
try:
    run(["--help"])
except SystemExit as end:
    print([name for name in {_HEAVY!r} if name in sys.modules], end.code)
"""
    done = subprocess.run([sys.executable, "-c", script], env=environment(kgx.cache), capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[] 0"
    assert all(f"  {name} " in done.stdout for name in _COMMANDS)


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_command_has_help(kgx: Kgx, name: str) -> None:
    out = kgx(name, "--help").out
    assert out.startswith(f"Usage: kgx {name} ")
    assert "[]" not in out


def test_version_and_no_arguments(kgx: Kgx) -> None:
    assert kgx("--version").out == f"kgx {package.__version__}\n"
    assert kgx(code=2).err.startswith("Usage: kgx ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ingset", "x"], "ingest"),
        (["query", "--formt", "json"], "--format"),
        (["query", "--format", "xml", "rates"], "'table', 'json', 'jsonl', 'csv'"),
        (["query"], "kgx query --list"),
        (["query", "rate", "behavior=x"], "rates"),
        (["query", "rates", "behaviour=x"], "behavior"),
        (["query", "rates", "blackmail"], "KEY=VALUE"),
        (["query", "rates", "behavior=a", "behavior=b"], "behavior=A|B"),
        (["query", "--cypher", "MATCH (n) DELETE n"], "could write"),
        (["ingest"], "PATH"),
        (["ingest", "nowhere"], "no such file or folder: nowhere"),
        (["ingest", "empty"], "no article in empty"),
        (["ingest", "others"], "1 type"),
        (["extract", "nowhere"], "no such file or folder: nowhere"),
        (["export", "graph.xyz"], ".graphml"),
        (["export", "nowhere/graph.json"], "no such folder: nowhere"),
        (["export", "empty", "--format", "json"], "is a folder"),
        (["eval", "nowhere"], "no such folder: nowhere"),
        (["query", "rates", "behavior=x", "--to", "http://localhost:7474"], "neo4j://localhost:7687"),
        (["query", "rates", "behavior=x", "--to", "neo4j://me:secret@localhost"], "NEO4J_PASSWORD"),
        (["query", "rates", "behavior=x", "--to", "bolt://localhost", "--data", "x"], "two databases"),
        (["serve", "--to"], "--to"),
        (["extract", "empty", "--lexicon", "nowhere"], "lexicon folder does not exist"),
    ],
)
def test_wrong_usage_says_what_would_be_right(kgx: Kgx, arguments: list[str], said: str) -> None:
    (kgx.folder / "empty").mkdir()
    (kgx.folder / "others").mkdir()
    (kgx.folder / "others" / "photo.jpg").write_bytes(b"\xff\xd8")
    error = kgx(*arguments, code=2).err
    assert error.startswith("kgx: ")
    assert said in error
    assert "secret" not in error
    assert not (kgx.folder / ".kgx").exists()


def test_a_broken_kgx_toml_is_named(kgx: Kgx) -> None:
    (kgx.folder / "kgx.toml").write_text("lexcon = 'x'\n", encoding="utf-8")
    error = kgx("status", code=2).err
    assert "kgx.toml" in error
    assert "lexicon" in error


def test_schema_holds_the_facts(kgx: Kgx) -> None:
    from jsonschema import Draft202012Validator

    write_articles(kgx.folder / "in")
    schema = json.loads(kgx("schema").out)
    Draft202012Validator.check_schema(schema)
    lines = kgx("extract", "in").out.splitlines()
    assert len(lines) == len(ARTICLES)
    for line in lines:
        Draft202012Validator(schema).validate(json.loads(line))
    ddl = kgx("schema", "--cypher").out.splitlines()
    assert all(line.startswith("CREATE ") and " kgx_" in line and line.endswith(";") for line in ddl)


def test_recipes_are_listed(kgx: Kgx) -> None:
    from kgx.query import names

    rows = json.loads(kgx("query", "--list", "--format", "json").out)
    assert [row["recipe"] for row in rows] == names()
    assert "rates" in kgx("query", "--list").out
