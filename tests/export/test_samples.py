"""The samples under `exports/` are what the program makes today."""

from pathlib import Path

import pytest

from tests.export.samples import FOLDER, SAMPLES, make


@pytest.mark.embedded
def test_the_samples_are_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    make(tmp_path / "out", tmp_path)
    for name in SAMPLES:
        made, kept = (tmp_path / "out" / name).read_bytes(), (FOLDER / name).read_bytes()
        assert made == kept, f"exports/{name} is not what corpus/ gives: run `python -m tests.export.samples`"
        assert str(Path.home()).encode() not in made
