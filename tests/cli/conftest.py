"""A folder with a graph that commands ask, kept up by one server so that each command is quick."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kgx.server import start_or_attach
from tests.cli.running import Kgx, write_articles


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def kgx(tmp_path: Path, cache: Path) -> Kgx:
    """`kgx` in an empty folder."""
    return Kgx(tmp_path, cache)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Kgx]:
    """`kgx` in a folder with two articles and their graph in `.kgx`."""
    folder = tmp_path_factory.mktemp("一個 資料夾")
    write_articles(folder / "articles")
    kgx = Kgx(folder, cache)
    with start_or_attach(folder / ".kgx"):
        kgx("ingest", "articles", "--quiet")
        yield kgx
