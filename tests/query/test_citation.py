"""A claim as a citation."""

import re
from typing import Any

import pytest

from kgx.errors import UsageError
from kgx.query import cite

FOUND: dict[str, Any] = {
    "claim": "0123456789abcdef", "evidence": "Claude 的\n勒索率達 96%。", "title": "A_b [c] 50% & *d* {e}", "source": "測試報",
    "date": "2025-06-20",
    "url": "https://example.org/a_b?c=1&d", "path": "in/a.md", "article": "a.md", "line": 7, "sha256": "f" * 64, "kgx": "0.1.0",
    "knowledge": f"sha256:{'a' * 64}", "lexicon": None,
}  # fmt: skip


@pytest.mark.parametrize("format_", ["text", "markdown", "bibtex"])
def test_it_has_all_that_it_takes_to_find_it_again(format_: str) -> None:
    said = cite({**FOUND, "lexicon": f"sha256:{'b' * 64}"}, format_)
    plain = re.sub(r"\\([\\`*_\[\]<>#|&%${}])", r"\1", said)
    for part in (
        "Claude 的 勒索率達 96%。", "A_b [c] 50% & *d* {e}", "測試報", "2025-06-20", "https://example.org/a_b?c=1&d", "in/a.md:7",
        "claim 0123456789abcdef", "kgx 0.1.0", "knowledge aaaaaaaaaaaa", "lexicon bbbbbbbbbbbb", f"sha256 {'f' * 64}",
    ):  # fmt: skip
        assert part in plain, part
    assert said.endswith("\n")
    assert not said.endswith("\n\n")


def test_what_is_not_known_is_left_out() -> None:
    bare = {**FOUND, "source": None, "date": None, "url": None}
    for format_ in ("text", "markdown", "bibtex"):
        said = cite(bare, format_)
        assert "None" not in said
        assert "example.org" not in said


def test_special_characters_are_escaped() -> None:
    assert r"50\% \& *d* \{e\}" in cite(FOUND, "bibtex")
    assert r"[A\_b \[c\] 50% & \*d\* {e}](<https://example.org/a_b?c=1&d>)" in cite(FOUND, "markdown")
    entry = cite(FOUND, "bibtex")
    assert re.sub(r"\\[{}]", "", entry).count("{") == re.sub(r"\\[{}]", "", entry).count("}")


def test_nothing_tells_where_the_file_lies() -> None:
    path = "/home/jane.doe/in/a.md"
    for format_ in ("text", "markdown", "bibtex"):
        said = cite({**FOUND, "path": path, "title": path, "url": f"file://{path}"}, format_)
        assert "jane" not in said
        assert "a.md:7" in said


def test_an_entity_is_not_cited() -> None:
    with pytest.raises(UsageError, match="only a claim"):
        cite({"entity": "model:x"}, "text")
