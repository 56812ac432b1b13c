"""`kgx ask` as a user has it, and every command that its page shows."""

import contextlib
import io
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgx.server import start_or_attach
from tests.cli.running import Kgx

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ask.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Kgx]:
    """A folder with the project's articles, and its graph once the page's first command has run."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    with start_or_attach(folder / ".kgx"):
        yield Kgx(folder, cache)


def commands() -> list[list[str]]:
    return [shlex.split(line)[1:] for block in re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


def test_every_command_of_the_page_answers(corpus: Kgx) -> None:
    assert len(commands()) > 10
    for arguments in commands():
        said = corpus(*arguments)
        if arguments[0] == "ask":
            assert re.search(r"corpus/articles/\w+\.md", said.out), f"{arguments}: {said.out}{said.err}"
            assert "not understood" not in said.out + said.err


def test_the_python_of_the_page_runs(corpus: Kgx, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    monkeypatch.chdir(corpus.folder)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(block, "docs/ask.md", "exec"), {})
    assert "Claude Opus 4 0.96" in printed.getvalue()
    assert printed.getvalue().splitlines()[-1].startswith("o3")


def test_an_answer_has_a_sentence_and_rows_that_why_explains(loaded: Kgx) -> None:
    said = loaded("ask", "哪些模型會勒索？")
    assert said.out.splitlines()[0] == "有「勒索」紀錄的有 2 個：Claude Opus 4 (96%)、GPT-4.1 (80%)。"
    assert "甲.md:6" in said.out
    assert "Claude Opus 4" in loaded("why", "1").out


def test_what_is_not_understood_is_named_and_not_answered(loaded: Kgx) -> None:
    said = loaded("ask", "Which models flurbed?")
    assert "flurbed" in said.out
    assert "articles" not in said.out
    taken = loaded("ask", "Which models did Anthropc make?")
    assert "«Anthropc» was taken for Anthropic." in taken.err
    assert "knowledge" in taken.out


def test_formats(loaded: Kgx) -> None:
    whole = json.loads(loaded("ask", "--format", "json", "How often did GPT-4.1 blackmail?").out)
    assert whole["question"]["subjects"][0]["ids"] == ["model:gpt-4.1"]
    assert {row["value"] for row in whole["rows"]} == {0.8}
    assert "MATCH" in whole["cypher"]
    lines = [json.loads(line) for line in loaded("ask", "--format", "jsonl", "How often did GPT-4.1 blackmail?").out.splitlines()]
    assert lines == whole["rows"]
    assert loaded("ask", "--format", "csv", "How often did GPT-4.1 blackmail?").out.startswith("subject,")


def test_the_query_that_is_shown_gives_the_rows(loaded: Kgx) -> None:
    said = loaded("ask", "--cypher", "Who founded xAI?")
    statement = said.out.split("\n\n")[0]
    values = dict(re.findall(r"^// \$(\w+) = (.*)$", statement, re.MULTILINE))
    rows = json.loads(loaded("query", "--format", "json", "--cypher", statement, *(f"{k}={v}" for k, v in values.items())).out)
    assert [(row["subject"], row["object"]) for row in rows] == [("Elon Musk", "xAI")]


def test_a_chat_goes_on_and_survives_an_empty_question(loaded: Kgx) -> None:
    said = loaded("ask", "--chat", "Claude Opus 4 的勒索率是多少？", input_="那 GPT-4.1 呢？\n???\nWho founded xAI?\n".encode())
    assert "96%" in said.out
    assert "GPT-4.1，勒索：80%。" in said.out
    assert "Elon Musk" in said.out
    assert "question is empty" in said.err


def test_without_a_question_it_says_how(loaded: Kgx) -> None:
    assert "kgx ask" in loaded("ask", code=2).err
