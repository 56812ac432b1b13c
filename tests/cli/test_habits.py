"""What people expect of every command: completion, a word on a misspelt one, --quiet and --verbose, - for standard input and output."""

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from kgx.cli.app import app
from tests.cli.running import ARTICLES, Kgx, command, environment

ARTICLE = ARTICLES["甲.md"].encode()


def leaves(group: Any = None) -> Iterator[Any]:
    root: Any = group or typer.main.get_command(app)
    for inner in root.commands.values():
        yield from leaves(inner) if hasattr(inner, "commands") else [inner]


def test_every_command_takes_quiet_and_verbose() -> None:
    assert len(list(leaves())) > 20
    for leaf in leaves():
        opts = [opt for param in leaf.params for opt in param.opts]
        assert all(opts.count(flag) == 1 for flag in ("--quiet", "-q", "--verbose", "-v")), leaf.name


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("que", ["query"]),
        ("lexicon su", ["suggest"]),
        ("query ra", ["rates"]),
        ("export --ki", ["--kind"]),
        ("export --kind r", ["rates"]),
        ("export x --format g", ["graphml", "gexf"]),
        ("judgements ex", ["export"]),
        ("why 1 --format b", ["bibtex"]),
    ],
)
def test_the_shell_completes(kgx: Kgx, typed: str, offered: list[str]) -> None:
    words = f"kgx {typed}"
    said = kgx(env={"_KGX_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)})
    assert said.out.split() == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_is_there_for_each_shell(kgx: Kgx, shell: str) -> None:
    assert "_KGX_COMPLETE" in kgx("--show-completion", shell, env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}).out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["qurey", "rates"], "Did you mean 'query'?"),
        (["lexicon", "chek"], "Did you mean 'check'?"),
        (["query", "--lst"], "--list"),
        (["query", "rats"], "did you mean rates"),
        (["rates", "behavior=勒索 率"], "kgx query rates 'behavior=勒索 率'"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_right_one(kgx: Kgx, typed: list[str], meant: str) -> None:
    assert meant in kgx(*typed, code=2).err


@pytest.mark.embedded
def test_quiet_says_nothing_and_verbose_what_is_done(loaded: Kgx) -> None:
    photo = loaded.folder / "articles" / "photo.jpg"
    photo.write_bytes(b"\xff\xd8")
    loud = loaded("ingest", "articles", "--verbose")
    photo.unlink()
    assert "kgx.settings: embedded database in" in loud.err
    assert "kgx.corpus: passed over articles/photo.jpg (type: .jpg)" in loud.err
    assert "kgx.store: " in loud.err
    assert loaded("ingest", "articles", "-q").err == ""
    assert loaded("status", "-q").out == loaded("status").out
    assert "kgx.store" not in loaded("status").err


def test_verbose_says_where_an_error_came_from(kgx: Kgx) -> None:
    call = {"cwd": kgx.folder, "env": environment(kgx.cache), "capture_output": True, "encoding": "utf-8"}
    loud = subprocess.run(command("extract", "nowhere", "-v"), **call)  # type: ignore[call-overload]
    assert "Traceback" in loud.stderr
    assert loud.stderr.splitlines()[-2] == "kgx: no such file or folder: nowhere"
    assert "Traceback" not in kgx("extract", "nowhere", code=2).err


@pytest.mark.embedded
def test_standard_input_and_output_have_a_name(loaded: Kgx) -> None:
    assert json.loads(loaded("extract", "-", input_=ARTICLE).out)["article"]["title"] == "模擬公司裡的勒索"
    assert "unread-number" in loaded("issues", "-", input_="Claude Opus 4 的某事是 96%。\n".encode()).out
    assert "Elon Musk" in loaded("ask", "-", input_="誰創辦了 xAI？\n".encode()).out
    counted = loaded("query", "--format", "json", "--cypher", "-", input_=b"MATCH (m:Model) RETURN count(m) AS n\n")
    assert json.loads(counted.out) == [{"n": 3}]
    facts = [json.loads(line) for line in loaded("export", "-", "--format", "jsonl").out.splitlines()]
    assert {each["article"]["id"] for each in facts} == set(ARTICLES)
    assert loaded("export", "-", "--format", "csv").out.startswith("subject,")
    kept = loaded("judgements", "export", "-")
    assert "judgements in force" in loaded("judgements", "import", "-", input_=kept.raw).err
    table = "type,name,aliases,broader\nperson,林小海,Dave Lin,\n".encode()
    assert "Dave Lin" in loaded("lexicon", "add", "--from", "-", input_=table).err
