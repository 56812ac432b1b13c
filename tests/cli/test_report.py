"""`kgx report` as a user types it."""

from pathlib import Path

import pytest

from tests.cli.running import Kgx

pytestmark = pytest.mark.embedded


def test_a_folder_of_pages(loaded: Kgx, tmp_path: Path) -> None:
    place = tmp_path / "報告"
    said = loaded("report", place)
    assert said.out == ""
    first, second = said.err.splitlines()
    assert first.startswith(f"{place / 'index.html'}: ")
    assert first.endswith(" claims of 2 articles")
    assert "only the sentences on which claims rest" in second
    assert sorted(path.name for path in place.iterdir()) == ["data", "index.html", "lib"]
    assert not list(place.glob("data/texts*"))
    assert "the whole text of every article" in loaded("report", place, "--full-text").err
    assert list(place.glob("data/texts*"))
    assert loaded("report", place, "--quiet").err == ""
    assert not list(place.glob("data/texts*"))


def test_another_folder_is_left_alone(loaded: Kgx, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    said = loaded("report", tmp_path, code=2)
    assert "holds other things than a report" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
