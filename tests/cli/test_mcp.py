"""`kgx mcp` as an agent has it: the SDK's own client, a process, a real graph; and every promise of its page."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp import MCPError

from kgx import api
from tests.cli.running import Kgx, command, environment
from tests.support.agents import Agent, agent

ROOT = Path(__file__).parents[2]
QUESTIONS = ["Which models blackmailed, at what rate?", "誰創辦了 xAI？", "GPT-4.1 的勒索率是多少？", "Who made GPT-4.1?"]
HELLO = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}  # fmt: skip

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def asking(loaded: Kgx) -> Iterator[Agent]:
    with agent(command("mcp"), loaded.folder, environment(loaded.cache)) as found:
        yield found


def test_tools_say_what_they_do_and_that_they_only_read(asking: Agent) -> None:
    tools = {tool.name: tool for tool in asking.say("list_tools").tools}
    assert list(tools) == ["ask", "query", "entity", "claims", "evidence"]
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools.values())
    assert all(f"- {recipe.name}(" in tools["query"].description for recipe in api.recipes())
    page = (ROOT / "docs" / "mcp.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page and f"`{key}`" in page for name, tool in tools.items() for key in tool.input_schema["properties"])


@pytest.mark.parametrize("question", QUESTIONS)
def test_ask_gives_the_answer_of_the_command_line_and_of_python(asking: Agent, loaded: Kgx, question: str) -> None:
    found = asking.call("ask", question=question)
    typed = json.loads(loaded("ask", question, "--format", "json").out)
    with api.connect(data=loaded.folder / ".kgx") as graph:
        reply = graph.ask(question)
    assert found["rows"]
    assert found["answer"] == typed["answer"] == reply.sentence
    assert found["rows"] == filled(typed["rows"]) == filled(reply.answer.rows)
    assert asking.call("query", cypher=found["cypher"], parameters=found["parameters"])["rows"] == found["rows"]


def filled(rows: Any) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if value not in (None, [])} for row in rows]


def test_what_is_not_understood_is_named(asking: Agent) -> None:
    found = asking.call("ask", question="Which models flurbed?")
    assert found["not_understood"] == ["flurbed"]
    assert found["rows"] == []


def test_recipes_and_cypher_read_and_never_write(asking: Agent) -> None:
    rates = asking.call("query", recipe="rates", values={"behavior": "勒索"})
    assert [row["rate"] for row in rates["rows"]] == [0.96, 0.8, 0.8]
    first = asking.call("query", recipe="rates", values={"behavior": "blackmail"}, limit=1)
    assert (first["rows"], first["more"]) == (rates["rows"][:1], True)
    named = asking.call("query", cypher="MATCH (m:Model) WHERE m.name = $name RETURN m.id AS id", parameters={"name": "GPT-4.1"})
    assert named == {"rows": [{"id": "model:gpt-4.1"}], "more": False}
    assert "could write" in asking.refused("query", cypher="MATCH (m:Model) SET m.name = 'x'")
    assert "no recipe is called 'rats' (did you mean rates" in asking.refused("query", recipe="rats")
    assert "no parameter 'rejected'" in asking.refused("query", recipe="rates", values={"behavior": "x", "rejected": "1"})
    assert "give a recipe or a statement" in asking.refused("query")


def test_a_claim_leads_to_its_sentence_and_its_article(asking: Agent) -> None:
    row = next(row for row in asking.call("claims", about="GPT-4.1")["rows"] if row.get("value") == 0.8)
    found = asking.call("evidence", claim=row["claim"][:8])
    assert found["claim"] == row["claim"]
    assert found["evidence"] == row["evidence"]
    text = asking.say("read_resource", found["text"]).contents[0].text
    assert text[found["start"] : found["end"]] == found["evidence"]
    facts = json.loads(asking.say("read_resource", found["text"].replace("article", "facts", 1)).contents[0].text)
    assert row["claim"] in [claim["id"] for claim in facts["claims"]]
    assert facts["article"]["text"] is None


def test_an_entity_has_its_names(asking: Agent) -> None:
    assert asking.call("entity", name="馬斯克")["name"] == "Elon Musk"
    assert "did you mean GPT-4.1" in asking.refused("entity", name="GPT 4.11")
    assert "is not a claim" in asking.refused("evidence", claim="GPT-4.1")


def test_articles_are_resources(asking: Agent, loaded: Kgx) -> None:
    listed = asking.say("list_resources").resources
    assert sorted(each.title for each in listed) == ["模擬公司裡的勒索", "谄媚与更正"]
    for each in listed:
        text = asking.say("read_resource", each.uri).contents[0].text
        assert text == (loaded.folder / "articles" / each.name).read_text(encoding="utf-8")
    with pytest.raises(MCPError, match="no article 'nowhere'"):
        asking.say("read_resource", "kgx://article/nowhere")


@contextmanager
def started(kgx: Kgx, *messages: dict[str, Any]) -> "Iterator[subprocess.Popen[bytes]]":
    """`kgx mcp` as a process, with its pipes, once it has been sent these messages."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command("mcp"), cwd=kgx.folder, env=environment(kgx.cache), stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin is not None
        process.stdin.write("".join(json.dumps(message) + "\n" for message in messages).encode())
        process.stdin.flush()
        yield process


def test_standard_output_carries_the_protocol_and_nothing_else(loaded: Kgx) -> None:
    asked = [
        {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": question}}}
        for number, question in enumerate(("誰創辦了 xAI？", "???"), 2)
    ]
    with started(loaded, HELLO, {"jsonrpc": "2.0", "method": "notifications/initialized"}, *asked) as process:
        assert process.stdout is not None
        said = [json.loads(process.stdout.readline()) for _ in range(3)]
        out, err = process.communicate(timeout=60)
    assert sorted(answer["id"] for answer in said) == [1, 2, 3]
    assert all(answer["jsonrpc"] == "2.0" for answer in said)
    assert (out, err, process.returncode) == (b"", b"", 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_though_the_input_stays_open(loaded: Kgx, number: signal.Signals, code: int) -> None:
    with started(loaded, HELLO) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["result"]["serverInfo"]["name"] == "kgx"
        os.kill(process.pid, number)
        assert process.wait(timeout=30) == code


def test_an_agent_that_goes_away_is_no_error(loaded: Kgx) -> None:
    with started(loaded, HELLO) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0


def test_without_a_graph_or_the_package_it_says_what_to_do(kgx: Kgx) -> None:
    assert "kgx ingest PATH" in kgx("mcp", code=3).err
    script = "import sys; sys.modules['mcp'] = None; from kgx.cli.app import run; run(['mcp'])"
    done = subprocess.run([sys.executable, "-c", script], cwd=kgx.folder, env=environment(kgx.cache), capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert "extra [mcp]" in done.stderr


def test_the_configurations_of_the_page_start_it(loaded: Kgx) -> None:
    """Each `mcpServers` of the page, with the folder of this test in place of the one it shows."""
    page = (ROOT / "docs" / "mcp.md").read_text(encoding="utf-8")
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL)]
    servers = [entry for block in blocks for entry in block["mcpServers"].values()]
    assert servers
    for entry in servers:
        assert entry["command"].endswith("kgx")
        arguments = [str(loaded.folder / ".kgx") if word.startswith("/") else word for word in entry["args"]]
        with agent(command(*arguments), loaded.folder, environment(loaded.cache)) as found:
            assert found.call("ask", question="誰創辦了 xAI？")["rows"][0]["subject"] == "Elon Musk"
