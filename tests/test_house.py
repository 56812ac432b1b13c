"""The project's own files agree with each other."""

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

import kgx

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def name_of(requirement: str) -> str:
    """The package that a requirement or a pin is about, in the index's one form."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def test_every_dependency_is_pinned_to_one_version() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line) for line in lines), "only names and versions"
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = {name_of(requirement) for requirement in [*PROJECT["project"]["dependencies"], *(r for extra in extras for r in extra)]}
    assert wanted <= {name_of(line) for line in lines}, "run `make constraints`"


def test_one_version() -> None:
    assert kgx.__version__ == PROJECT["project"]["version"]
    assert f"## {kgx.__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["src", "tests", "benchmarks"])
def test_no_module_is_long(folder: str) -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    long = {name: length for name, length in lengths.items() if length > 400}
    assert long == {}


def test_every_room_is_told_of() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "src" / "kgx").iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert [room for room in rooms if f"`{room}/`" not in text] == []
    layers = [name for line in PROJECT["tool"]["importlinter"]["contracts"][0]["layers"] for name in line.split(" | ")]
    assert [name for name in layers if not (re.search(rf"\b{name}\b", text))] == []


def test_data_files_are_part_of_the_package() -> None:
    """Everything beside the code is packed by the build backend only as long as nothing excludes it."""
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"] == {"packages": ["src/kgx"]}
    files = "\n".join(str(path.relative_to(ROOT)) for path in (ROOT / "src").rglob("*.*") if path.suffix != ".pyc")
    ignored = subprocess.run(["git", "check-ignore", "--stdin"], input=files, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert ignored.stdout.split() == []


def test_continuous_integration_can_start() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script]).returncode == 0
    text = script.read_text(encoding="utf-8")
    assert "KGX_TEST_REQUIRE=neo4j,embedded,browser" in text
    assert re.search(r"^make test$", text, re.MULTILINE)


def test_the_library_leaves_the_process_alone() -> None:
    """No print, no look at the environment, no signal handler, no handler of log lines: these are the command's. Children of kgx may."""
    own = ("cli", "server/keeper.py", "corpus/engine.py")
    words = re.compile(r"\bprint\(|os\.environ|getenv|signal\.signal\(|addHandler|basicConfig")
    found = [
        path.relative_to(ROOT / "src" / "kgx").as_posix()
        for path in (ROOT / "src" / "kgx").rglob("*.py")
        if words.search(path.read_text(encoding="utf-8"))
    ]
    assert [name for name in found if not name.startswith(own)] == []


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "9. Accepting Warranty or Additional Liability." in text
    assert "END OF TERMS AND CONDITIONS" in text
