"""What the README shows is what happens: the demo's table, and the example in Python."""

import contextlib
import io
import re
import shutil
from pathlib import Path

import pytest

from tests import generated

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.embedded


@pytest.mark.parametrize("file", generated.READMES)
def test_the_table_in_the_readme_is_what_the_demo_prints(file: str) -> None:
    assert generated.part(file, "sample") == generated.PARTS[file]["sample"](), "run `make docs`"


def test_the_python_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(block, "README.md", "exec"), names)
    assert "EXHIBITED" in printed.getvalue()
    assert "Claude Opus 4 0.96" in printed.getvalue()
    assert names["network"].number_of_nodes() > 100  # type: ignore[attr-defined]
