"""The questions that two articles must answer, in three languages: in Python, on the command line, asked by an agent, in the report.

The two articles are no part of the project, and left out where they are not beside it; counterparts are asked of the project's own.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kgx.api import Graph
from kgx.api import connect as connect_graph
from kgx.query.ask import Reply
from tests.cli.running import Kgx, command, environment
from tests.support.agents import agent
from tests.support.browsers import go

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "corpus" / "articles"
SEEDS = [ROOT.parent / "shared" / "gold" / "articles" / f"seed_{script}.md" for script in ("hant", "hans")]
SETS = [*(["seeds"] if all(path.is_file() for path in SEEDS) else []), "corpus"]
QUESTIONS = yaml.safe_load(Path(__file__).with_name("fourteen.yaml").read_text(encoding="utf-8"))
NUMBERS = [question["number"] for question in QUESTIONS]
LANGUAGES = ("en", "hant", "hans")
PARTS = ("condition", "evidence")
"""Fields of which a part is enough."""
Row = dict[str, Any]
Asked = Callable[[str], tuple[str, list[str], list[Row]]]
"""A question → the sentence of its answer, the words not understood, the rows."""

pytestmark = pytest.mark.embedded


class Asking:
    """One set of articles in a graph of its own, with its questions."""

    def __init__(self, name: str, graph: Graph, kgx: Kgx) -> None:
        self.name = name
        self.graph = graph
        self.kgx = kgx
        self.questions: dict[int, Any] = {question["number"]: question[name] for question in QUESTIONS}


@pytest.fixture(scope="module", params=SETS)
def asking(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    folder = tmp_path_factory.mktemp(request.param)
    for path in SEEDS if request.param == "seeds" else sorted(CORPUS.iterdir()):
        shutil.copy(path, folder)
    with connect_graph(data=folder / ".kgx", create=True) as graph:
        graph.ingest(folder, base=folder)
        yield Asking(request.param, graph, Kgx(folder, tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="module", params=["python", "command", "agent"])
def ask(request: pytest.FixtureRequest, asking: Asking) -> Iterator[Asked]:
    def in_python(question: str) -> tuple[str, list[str], list[Row]]:
        reply = asking.graph.ask(question)
        return reply.sentence, list(reply.question.unknown), list(reply.answer.rows)

    def on_the_command_line(question: str) -> tuple[str, list[str], list[Row]]:
        said = json.loads(asking.kgx("ask", "--format", "json", question).out)
        return said["answer"], said["question"]["unknown"], said["rows"]

    if request.param == "agent":
        with agent(command("mcp"), asking.kgx.folder, environment(asking.kgx.cache)) as found:

            def by_an_agent(question: str) -> tuple[str, list[str], list[Row]]:
                said = found.call("ask", question=question, limit=1000)
                return said["answer"], said["not_understood"], said["rows"]

            yield by_an_agent
    else:
        yield in_python if request.param == "python" else on_the_command_line


@pytest.mark.parametrize("number", NUMBERS)
def test_the_fourteen(asking: Asking, ask: Asked, number: int) -> None:
    wanted = asking.questions[number]
    for text, start in zip(wanted["ask"], wanted.get("starts", ("", "", "")), strict=True):
        sentence, unknown, rows = ask(text)
        assert not unknown, sentence
        assert sentence.startswith(start), sentence
        for row in wanted["rows"]:
            assert any(fits(row, other) for other in rows), f"{text}: {sentence}: no row has {row}"
        for field, values in wanted.get("only", {}).items():
            assert [row for row in rows if row.get(field) not in values] == [], f"{text}: {field}"
        for row in wanted.get("none", ()):
            assert [other for other in rows if fits(row, other)] == [], text


@pytest.mark.parametrize("number", NUMBERS)
def test_three_languages_get_one_answer(asking: Asking, number: int) -> None:
    replies = [asking.graph.ask(text) for text in asking.questions[number]["ask"]]
    assert [reply.question.language for reply in replies] == list(LANGUAGES)
    assert replies[0].answer.rows == replies[1].answer.rows == replies[2].answer.rows


@pytest.fixture(scope="module")
def report(asking: Asking, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(f"report-{asking.name}") / "r"
    asking.graph.report(folder)
    return folder


@pytest.fixture(scope="module")
def page(report: Path, browser: "Browser") -> Iterator["Page"]:
    opened = browser.new_page(locale="en-US")
    opened.set_default_timeout(10_000)
    opened.goto((report / "index.html").as_uri())
    yield opened
    opened.close()


@pytest.mark.browser
@pytest.mark.parametrize("number", NUMBERS)
def test_the_report_shows_the_answers(asking: Asking, page: "Page", number: int) -> None:
    """The article's page shows each row that must be among the answer: sentence, ends, value, condition, sources."""
    wanted = asking.questions[number]
    reply: Reply = asking.graph.ask(wanted["ask"][0])
    for row in wanted["rows"]:
        found = next(other for other in reply.answer.rows if fits(row, other))
        if found.get("basis") == "knowledge":
            go(page, f"#/entity/model%3A{found['model'].lower().replace(' ', '-')}")
            assert found["lab"] in seen(page)
            continue
        go(page, f"#/article/{found['path'].rsplit('/', 1)[-1]}")
        text = seen(page)
        assert squeezed(found["evidence"]) in squeezed(text), row
        for field in ("subject", "object", "model", "lab", "condition", "scenario", "origin"):
            assert squeezed(str(found.get(field) or "")) in squeezed(text), (field, row)
        if isinstance(found.get("value"), float):
            assert round(found["value"], 4) in numbers(text), row


def seen(page: "Page") -> str:
    return page.locator("main").inner_text()


def numbers(text: str) -> set[float]:
    """The shares of a page: 14%, 14 of 100, as the report writes them."""
    shares = {round(float(found) / 100, 4) for found in re.findall(r"(\d+(?:\.\d+)?)%", text)}
    return shares | {round(int(a) / int(b), 4) for a, b in re.findall(r"(\d+) (?:of|/) (\d+)", text) if int(b)}


def squeezed(text: str) -> str:
    """Without blanks and the marks of Markdown, which pages do not show."""
    return re.sub(r"[\s*]|\[\^\d+\]", "", text)


def fits(wanted: Row, row: Row) -> bool:
    """Whether a row has all that is wanted."""

    def same(key: str, value: Any) -> bool:
        found = row.get(key)
        if key in PARTS and value is not None:
            return value in (found or "")
        return not found if value == [] else found == value  # agents get no empty fields

    return all(same(key, value) for key, value in wanted.items())
