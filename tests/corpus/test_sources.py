"""What is found under paths, what is passed over and why."""

import os
import unicodedata
from pathlib import Path

import pytest

from kgx.corpus.sources import Found, counts, demand_articles, discover, extras, under
from kgx.errors import UsageError


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("一篇文章。", encoding="utf-8")


def keys(found: Found) -> list[str]:
    return [source.key for source in found.sources]


def test_what_is_taken_and_what_is_passed_over(tmp_path: Path) -> None:
    make(
        tmp_path, "c/b.md", "c/a/甲.txt", "c/README.md", "c/readme.zh.txt", "c/.hidden.md", "c/.git/x.md", "c/頁_files/x.md",
        "c/gold/b.json", "c/x.doc", "c/noext", "c/kgx.toml", "c/gates.toml", "c/r.jsonl", "c/other.json",
    )  # fmt: skip
    found = discover([tmp_path / "c"], base=tmp_path)
    assert keys(found) == ["a/甲.txt", "b.md", "r.jsonl"]
    assert [source.path for source in found.sources] == ["c/a/甲.txt", "c/b.md", "c/r.jsonl"]
    assert counts(found.skipped) == {"type": 3, "hidden": 2, "readme": 2, "files-folder": 1, "label": 1}
    assert found.failures == ()
    assert found.roots == ("c",)


def test_a_type_that_an_extra_would_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.pdf", "b.docx", "c.mhtml", "d.html", "e.parquet", "f.epub")
    monkeypatch.setattr("kgx.read.formats.find_spec", lambda _name: None)
    found = discover([tmp_path], base=tmp_path)
    assert (found.sources, counts(found.skipped), extras(found.skipped)) == ((), {"type": 6}, {"documents": 4, "parquet": 1})
    with pytest.raises(UsageError) as caught:
        demand_articles(found, [tmp_path])
    assert caught.value.hint == "4 would be read with the extra [documents]; 1 would be read with the extra [parquet]"


def test_a_named_file_is_taken_and_shown_the_same_however_it_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "c/README.md", "c/b.md")
    monkeypatch.chdir(tmp_path / "c")
    found = discover(["README.md", "../c/b.md", str(tmp_path / "c" / "b.md")], base=tmp_path)
    assert [(source.key, source.path) for source in found.sources] == [("README.md", "c/README.md"), ("b.md", "c/b.md")]
    assert discover(["../c"], base=tmp_path).roots == ("c",)
    assert discover([tmp_path / "c"], base=tmp_path / "elsewhere").roots == ((tmp_path / "c").as_posix(),)


def test_a_file_met_twice_is_one_source_with_the_longer_key(tmp_path: Path) -> None:
    make(tmp_path, "c/a/b.md")
    assert keys(discover([tmp_path / "c/a/b.md", tmp_path / "c"], base=tmp_path)) == ["a/b.md"]


def test_odd_names(tmp_path: Path) -> None:
    nfd = unicodedata.normalize("NFD", "é文.md")
    make(tmp_path, nfd, "100%　全形.md", "a#b?.md")
    found = discover([tmp_path], base=tmp_path)
    assert keys(found) == ["100%　全形.md", "a#b?.md", unicodedata.normalize("NFC", nfd)]
    assert all(Path(source.file).read_bytes() for source in found.sources)
    raw = os.fsencode(tmp_path) + b"/\xff\xfe.md"
    try:
        Path(os.fsdecode(raw)).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes text as names only")
    assert "\\xff\\xfe.md" in keys(discover([tmp_path], base=tmp_path))


def test_links(tmp_path: Path) -> None:
    make(tmp_path, "c/a/x.md", "out/y.md")
    (tmp_path / "c/a/up").symlink_to(tmp_path / "c")
    (tmp_path / "c/broken.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "c/loop.md").symlink_to(tmp_path / "c/loop2.md")
    (tmp_path / "c/loop2.md").symlink_to(tmp_path / "c/loop.md")
    (tmp_path / "c/again").symlink_to(tmp_path / "c/a")
    (tmp_path / "c/out").symlink_to(tmp_path / "out")
    found = discover([tmp_path / "c"], base=tmp_path)
    assert keys(found) == ["a/x.md", "out/y.md"]
    assert sorted((failure.path, failure.code) for failure in found.failures) == [
        ("c/a/up", "link.circular"),
        ("c/broken.md", "link.broken"),
        ("c/loop.md", "link.circular"),
        ("c/loop2.md", "link.circular"),
    ]
    assert counts(found.skipped) == {"link": 1}
    assert discover([tmp_path / "c/broken.md"], base=tmp_path).failures[0].code == "link.broken"


def test_a_path_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        discover([tmp_path / "nowhere"], base=tmp_path)


@pytest.mark.parametrize(
    ("path", "roots", "inside"),
    [("a/b.md", ("a",), True), ("ab/c.md", ("a",), False), ("a.md", ("a.md",), True), ("x/y", (".",), True), ("/x/y", ("/",), True)],
)
def test_under(path: str, roots: tuple[str, ...], inside: bool) -> None:
    assert under(path, roots) is inside
