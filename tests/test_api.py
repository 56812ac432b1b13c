"""The library's public face."""

import subprocess
import sys
from pathlib import Path

import pytest

import kgx
from kgx.errors import UsageError

TEXT = "# 標題\n\nClaude Opus 4 的勒索率高達 96%。\n"


def test_the_public_names() -> None:
    assert sorted(kgx.__all__) == [
        "Answer", "Article", "ArticleFacts", "CheckError", "Claim", "DatabaseError", "Entity", "Failure", "Graph", "InputError", "Issue",
        "KgxError", "KnowledgeError", "Mention", "Reply", "Skip", "Summary", "UsageError", "__version__", "ask", "connect", "extract",
        "extract_all", "ingest", "load", "read_text", "report", "to_networkx",
    ]  # fmt: skip
    assert dir(kgx) == sorted(kgx.__all__)
    for name in kgx.__all__:
        assert getattr(kgx, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        getattr(kgx, "nothing")  # noqa: B009 - the type checker knows that it is not there


def test_importing_it_imports_nothing_else() -> None:
    script = (
        "import sys; before = set(sys.modules); import kgx; new = set(sys.modules) - before; "
        "print(sorted(name for name in new if name not in sys.stdlib_module_names and '.' not in name))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "['kgx']"


def test_extract_takes_a_path_a_text_and_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    from_path, from_text, from_bytes = kgx.extract(path), kgx.extract(TEXT), kgx.extract(TEXT.encode("gb18030"))
    assert from_path.claims
    assert from_path.entities == from_text.entities == from_bytes.entities
    assert [c.evidence for c in from_path.claims] == [c.evidence for c in from_text.claims]
    assert kgx.read_text(path) == TEXT
    with pytest.raises(UsageError) as caught:
        kgx.extract(str(path))
    assert "Path" in str(caught.value.hint)


def test_extract_all_says_what_became_of_each(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "README.md").write_text(TEXT, encoding="utf-8")
    found = list(kgx.extract_all(tmp_path, base=tmp_path))
    assert [type(result).__name__ for result in found] == ["Skip", "ArticleFacts"]
    with pytest.raises(UsageError):
        kgx.extract_all(tmp_path / "nowhere")


def test_one_database_at_a_time(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        kgx.connect("bolt://localhost", data=tmp_path)
    with pytest.raises(kgx.DatabaseError) as caught:
        kgx.connect(data=tmp_path / "none")
    assert "kgx ingest" in str(caught.value.hint)
