"""The notebook runs from top to bottom, and its picture shows Chinese names."""

import base64
import os
import struct
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "graph.ipynb"


def read() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


def outputs(notebook: Any, kind: str) -> list[Any]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs if output.output_type == kind]


@pytest.mark.embedded
@pytest.mark.filterwarnings("ignore")  # those of Jupyter's parts are not kgx's
def test_it_runs_and_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("NEO4J_", "KGX_", "PYTHONWARN"))]:
        monkeypatch.delenv(name)
    for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "MPLCONFIGDIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    notebook = read()
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(ROOT / "docs")}}).execute()
    printed = "".join(output.text for output in outputs(notebook, "stream") if output.name == "stdout")
    said = "".join(output.text for output in outputs(notebook, "stream") if output.name == "stderr")
    assert "Anthropic" in printed
    assert str(Path.home()) not in printed
    assert "missing from" not in said, "a character was drawn as a box"
    (picture,) = [output.data["image/png"] for output in outputs(notebook, "display_data")]
    width, height = struct.unpack(">II", base64.b64decode(picture)[16:24])
    assert min(width, height) > 400
    if "no installed font" in printed:
        pytest.skip("no installed font has Chinese characters: the names in the picture were English")
    assert "drawn with " in printed


def test_it_is_kept_without_outputs() -> None:
    notebook = read()
    nbformat.validate(notebook)
    assert not any(cell.outputs or cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
