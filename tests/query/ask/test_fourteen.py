"""The questions that two articles must answer, in three languages: in Python, on the command line, and asked by an agent.

The articles are no part of the project: skipped where they are not.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kgx.api import Graph
from kgx.api import connect as connect_graph
from tests.cli.running import Kgx, command, environment
from tests.support.agents import agent

ROOT = Path(__file__).parents[3]
ARTICLES = [ROOT.parent / "shared" / "gold" / "articles" / f"seed_{script}.md" for script in ("hant", "hans")]
QUESTIONS = yaml.safe_load(Path(__file__).with_name("fourteen.yaml").read_text(encoding="utf-8"))
Asked = Callable[[str], tuple[str, list[str], list[dict[str, Any]]]]
"""A question → the sentence of its answer, the words not understood, the rows."""
_HELD = """
MATCH (c:Kgx:Claim)-[:SUBJECT]->(x) OPTIONAL MATCH (c)-[:OBJECT]->(y) OPTIONAL MATCH (c)-[:UNDER]->(u)
RETURN c.relation AS relation, x.name AS subject, y.name AS object, c.rate AS value, c.polarity AS polarity, c.status AS status,
       u.name AS scenario
"""

if not all(path.is_file() for path in ARTICLES):
    pytest.skip("the two seed articles are not beside the project", allow_module_level=True)

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    folder = tmp_path_factory.mktemp("seeds")
    for path in ARTICLES:
        shutil.copy(path, folder)
    with connect_graph(data=folder / ".kgx", create=True) as graph:
        graph.ingest(folder, base=folder)
        yield graph


@pytest.fixture(scope="module")
def kgx(seeds: Graph, tmp_path_factory: pytest.TempPathFactory) -> Kgx:
    assert seeds.data is not None
    return Kgx(seeds.data.parent, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module", params=["python", "command", "agent"])
def ask(request: pytest.FixtureRequest, seeds: Graph, kgx: Kgx) -> Iterator[Asked]:
    def in_python(question: str) -> tuple[str, list[str], list[dict[str, Any]]]:
        reply = seeds.ask(question)
        return reply.sentence, list(reply.question.unknown), list(reply.answer.rows)

    def on_the_command_line(question: str) -> tuple[str, list[str], list[dict[str, Any]]]:
        said = json.loads(kgx("ask", "--format", "json", question).out)
        return said["answer"], said["question"]["unknown"], said["rows"]

    if request.param == "agent":
        with agent(command("mcp"), kgx.folder, environment(kgx.cache)) as found:

            def by_an_agent(question: str) -> tuple[str, list[str], list[dict[str, Any]]]:
                said = found.call("ask", question=question, limit=1000)
                return said["answer"], said["not_understood"], said["rows"]

            yield by_an_agent
    else:
        yield in_python if request.param == "python" else on_the_command_line


@pytest.mark.parametrize("question", QUESTIONS, ids=[str(question["number"]) for question in QUESTIONS])
def test_the_fourteen(seeds: Graph, ask: Asked, question: dict[str, Any]) -> None:
    held = [dict(row) for row in seeds.store.read(_HELD)]
    needed = question.get("needs", [])
    lacking = [row for row in needed if not any(fits(row, other) for other in held)]
    for number, text in enumerate(question["ask"]):
        sentence, unknown, rows = ask(text)
        assert not unknown, sentence
        if lacking:
            continue
        for row in question["rows"]:
            assert any(fits(row, other) for other in rows), f"{text}: {sentence}"
        if "starts" in question:
            assert sentence.startswith(question["starts"][number]), sentence
    if lacking:
        pytest.skip(f"extraction does not give what answers: {lacking}")


def fits(wanted: dict[str, Any], row: dict[str, Any]) -> bool:
    return all(row.get(key) == value for key, value in wanted.items())
