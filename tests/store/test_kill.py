"""Killed at any point and run again, a load gives the graph of an undisturbed one."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from kgx.model.address import Address
from kgx.server import start_or_attach
from kgx.server.folder import Folder
from kgx.store import Store, connect
from tests.support.databases import snapshot
from tests.support.loading import load

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
ARTICLES = 24


class Loader:
    """The load, as another process."""

    def __init__(self, address: Address) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.loading"],
            cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8",
        )  # fmt: skip
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"address": msgspec.structs.asdict(address), "number": ARTICLES}))
        self.process.stdin.close()

    def hears(self, word: str, times: int = 1) -> bool:
        """Wait until it has said the word so often; False where it ended before."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            times -= line.strip() == word
            if times == 0:
                return True
        return False

    def kill(self) -> None:
        self.process.kill()
        assert self.ends() == -signal.SIGKILL

    def ends(self) -> int:
        assert self.process.stdout is not None
        self.process.stdout.close()
        return self.process.wait(30)


@pytest.fixture
def address(store: Store, request: pytest.FixtureRequest) -> Address:
    found: Address = request.getfixturevalue("embedded_address" if store.embedded else "neo4j_address")
    return found


def test_killed_and_run_again_equals_undisturbed(store: Store, address: Address) -> None:
    load(store, ARTICLES)
    undisturbed = snapshot(store)
    for word, times, wait in (("batch", 2, 0.0), ("batch", 1, 0.02), ("batch", 3, 0.05), ("finishing", 1, 0.0), ("finishing", 1, 0.05)):
        store.reset()
        loader = Loader(address)
        assert loader.hears(word, times)
        time.sleep(wait)
        loader.kill()
        whole = store.read(
            "MATCH (a:Kgx:Article) OPTIONAL MATCH (c:Kgx:Claim {articleId: a.id}) WITH a, count(c) AS claims RETURN DISTINCT claims"
        )
        assert whole == [{"claims": 5}], "a half-loaded article"
        load(store, ARTICLES)
        assert snapshot(store) == undisturbed


@pytest.mark.neo4j
def test_two_loads_at_once_lose_and_double_nothing(neo4j_store: Store, neo4j_address: Address) -> None:
    neo4j_store.prepare()
    neo4j_store.reset()
    load(neo4j_store, ARTICLES)
    undisturbed = snapshot(neo4j_store)
    neo4j_store.reset()
    loaders = [Loader(neo4j_address) for _ in range(2)]
    assert [loader.hears("done") for loader in loaders] == [True, True]
    for loader in loaders:
        loader.ends()
    assert snapshot(neo4j_store) == undisturbed
    neo4j_store.reset()


@pytest.mark.embedded
def test_the_server_killed_in_the_middle_loses_nothing_that_was_done(tmp_path: Path) -> None:
    with start_or_attach(tmp_path / "whole", probe=_probe) as server, connect(server.address) as store:
        load(store, ARTICLES)
        undisturbed = snapshot(store)
    with start_or_attach(tmp_path / "killed", probe=_probe) as server:
        loader = Loader(server.address)
        assert loader.hears("batch", 2)
        running = Folder(tmp_path / "killed").running()
        assert running is not None
        os.kill(running.pid, signal.SIGKILL)
        loader.kill()
    with start_or_attach(tmp_path / "killed", probe=_probe) as server, connect(server.address) as store:
        assert len(store.stored()) > 0
        load(store, ARTICLES)
        assert snapshot(store) == undisturbed


def _probe(address: Address) -> None:
    with connect(address) as store:
        store.ready()
