"""The documentation runs as it stands: commands, Python and Cypher of each page, from top to bottom, in a folder as a reader has it.

A comment before a block says more: `<!-- file: NAME -->` makes the block that file, `<!-- run: neo4j -->` runs it on a real Neo4j.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kgx import api
from kgx.cli.app import run
from kgx.model.address import Address
from kgx.server import start_or_attach
from kgx.store import Store
from tests.cli.running import environment

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(set(ROOT.glob("docs/*.md")) - set(ROOT.glob("docs/*.zh-*.md"))), ROOT / "CONTRIBUTING.md", ROOT / "README.md"]
"""Pages in other languages have the same blocks, as test_docs.py makes sure."""
ELSEWHERE = {
    "make demo": "test_demo.py, and whoever runs `make test`",
    "python3 -m venv .venv": "the Makefile does the same",
    "pipx install .": "installs beside the checkout",
    "import spacy": "test_spacy_pipeline.py",
    "config = {": "test_spacy_pipeline.py",
    "claim = doc._.claims[1]": "test_spacy_pipeline.py",
    "other = spacy.blank": "test_spacy_pipeline.py",
}
"""How a block begins that is not run here, and where it is or why it is not."""
CODES = {"kgx reset": 2}
"""Commands that end otherwise where nobody can answer them."""
CORPUS = [
    "hans01_agentic_blog", "hans02_alignment_faking_paper", "hans04_shutdown_podcast", "hant01_agentic_wire", "hant02_schulman_podcast",
    "hant05_sycophancy_essay", "hant08_scheming_newsletter", "w2_hans01_grok_feature", "w2_hant06_moves_column", "w3_hant06_gpt52_launch",
    "hant09_emergent_paper",
]  # fmt: skip
"""Articles of the project that the pages are about; all of them would take several times as long."""
ARTICLES = {
    "a.md": "---\ntitle: 勒索\ndate: 2025-06-21\n---\n\n據 Anthropic 的報告，Claude Opus 4 的勒索率高達 96%。\n\n王偉明加入 OpenAI。\n",
    "b.md": "---\ntitle: 人事\n---\n\n王偉明離開 Google DeepMind，加入 Meta。Weiming Wang 在 xAI 工作。\n",
}
"""What a reader's own folder `articles` holds."""


QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\s+#.*")
PLAIN = re.compile(r"kgx [^|<>;&]*$")
"""A line that is one command of kgx and nothing else."""


class Block(NamedTuple):
    """A block of a page with the words of the comment before it, and the block of text right below it, if there is one."""

    kind: str
    text: str
    file: str
    place: str
    output: str | None


def blocks(path: Path) -> list[Block]:
    """The blocks of a page that can be run or that make a file."""
    found = re.findall(
        r"(?:<!-- (file|run): (\S+) -->\n)?```(\w+)\n(.*?)```(?=(?:\n\n```text\n(.*?)```)?)", path.read_text(encoding="utf-8"), re.DOTALL
    )
    return [
        Block(kind, text, value if word == "file" else "", value if word == "run" else "", output or None)
        for word, value, kind, text, output in found
        if word == "file" or (kind in ("bash", "python", "cypher") and not text.startswith(tuple(ELSEWHERE)))
    ]


RUN = [path for path in PAGES if any(not block.file and not block.place for block in blocks(path))]
ON_NEO4J = [(path, block) for path in PAGES for block in blocks(path) if block.place == "neo4j"]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader has it, with the graph of the project's articles and of two of his own."""
    folder = tmp_path_factory.mktemp("world")
    for part, suffix in (("articles", ".md"), ("gold", ".json")):
        (folder / "corpus" / part).mkdir(parents=True)
        for name in CORPUS:
            shutil.copy(ROOT / "corpus" / part / f"{name}{suffix}", folder / "corpus" / part)
    for place in (folder / "articles", folder / "home" / "articles"):
        place.mkdir(parents=True)
        for name, text in ARTICLES.items():
            (place / name).write_text(text, encoding="utf-8")
    with api.connect(data=folder / ".kgx", create=True) as graph:
        graph.ingest(folder / "corpus", folder / "articles", base=folder)
    return folder


@pytest.fixture
def reader(world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator["Reader"]:
    shutil.copytree(world, tmp_path / "w")
    monkeypatch.chdir(tmp_path / "w")
    kept = {
        **environment(tmp_path / "cache"),
        "HOME": str(tmp_path / "w" / "home"),
        "KGX_LANG": "en",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    for name in set(os.environ) - set(kept):
        monkeypatch.delenv(name)
    for name, value in kept.items():
        monkeypatch.setenv(name, value)
    handler = signal.getsignal(signal.SIGTERM)
    yield Reader()
    signal.signal(signal.SIGTERM, handler)


class Reader:
    """Does what a page says, in the current folder."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {}

    def follow(self, block: Block) -> None:
        """Do one block, and hold it to the output below it."""
        if block.file:
            Path(block.file).parent.mkdir(parents=True, exist_ok=True)
            Path(block.file).write_text(block.text, encoding="utf-8")
            return
        said = {"bash": self.commands, "python": self.python, "cypher": self.cypher}[block.kind](block.text)
        if block.output is not None:
            assert said == block.output

    def python(self, text: str) -> str:
        """Run Python; what it prints."""
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(text, "documentation", "exec"), self.names)
        assert printed.getvalue() or "print(" not in text, text
        return printed.getvalue()

    def cypher(self, text: str) -> str:
        """Ask the graph; the rows."""
        with api.connect() as graph:
            rows = graph.cypher(text).rows
        assert rows, text
        return str(rows)

    def commands(self, text: str) -> str:
        """Run lines of shell; what they print. Plain commands of kgx are called in this process, which is much quicker."""
        if re.search(r"^export ", text, re.MULTILINE):
            return self._shell(text)
        lines = re.findall(r".*<<'END'\n(?:.*\n)*?END\n|.+", text.replace(".venv/bin/kgx", "kgx"))
        return "".join(self._kgx(line) if PLAIN.match(QUOTED.sub("", line)) else self._shell(line) for line in lines)

    def _kgx(self, line: str) -> str:
        words = [os.path.expanduser(word) for word in shlex.split(line, comments=True)]  # noqa: PTH111 - only words that begin so
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        with pytest.MonkeyPatch.context() as patch:
            for name, stream in (("stdin", io.TextIOWrapper(io.BytesIO(), "utf-8")), ("stdout", out), ("stderr", err)):
                patch.setattr(sys, name, stream)
            with pytest.raises(SystemExit) as ended:
                run(words[1:])
        said, told = (stream.buffer.getvalue().decode("utf-8") for stream in (out, err))
        assert ended.value.code == CODES.get(" ".join(words), 0), f"{line}\n{said}{told}"
        check(words, said, told)
        return said

    def _shell(self, text: str) -> str:
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", text], capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)
        assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"
        return done.stdout


def check(words: list[str], said: str, told: str) -> None:
    """That a command did what its page wants it for."""
    assert said + told, words
    assert "not understood:" not in told.partition("seen and ")[0], told
    if words[1] == "query":
        assert "nothing in the graph answers" not in told, words
    if words[1] == "ask" and "--chat" not in words:
        assert re.search(r"(corpus|mine|articles)/\S+\.md", said), f"{words}: {said}{told}"
        assert "not understood" not in said + told, said


@pytest.mark.embedded
@pytest.mark.parametrize("path", RUN, ids=[path.name for path in RUN])
def test_a_page_runs_from_top_to_bottom(reader: Reader, path: Path) -> None:
    with start_or_attach(Path(".kgx")):  # kept up, so that each command is quick
        for block in blocks(path):
            if not block.place:
                reader.follow(block)


@pytest.mark.neo4j
@pytest.mark.parametrize(("path", "block"), ON_NEO4J, ids=[path.name for path, _ in ON_NEO4J])
def test_blocks_for_a_server_of_ones_own(reader: Reader, neo4j_address: Address, neo4j_store: Store, path: Path, block: Block) -> None:
    neo4j_store.prepare()
    neo4j_store.reset()
    text = block.text.replace("neo4j://localhost:7687", neo4j_address.uri).replace("…", neo4j_address.password or "")
    if neo4j_address.database:
        text = f"export NEO4J_DATABASE={neo4j_address.database}\n{text}" if block.kind == "bash" else text
    try:
        reader.follow(block._replace(text=text))
        assert neo4j_store.counts()["Claim"] > 0
    finally:
        neo4j_store.reset()


def test_what_is_not_run_here_is_still_there() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert all(re.search(rf"```\w+\n{re.escape(begin)}", text) for begin in ELSEWHERE)
    assert len(RUN) > 10
    assert {path.name for path, _ in ON_NEO4J} >= {"README.md", "python.md"}
