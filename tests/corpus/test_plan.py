"""What an ingest has to do, from what lies in the folder and what is stored."""

import codecs
import json
from pathlib import Path

import pytest

from kgx.corpus.plan import Plan, plan
from kgx.corpus.sources import discover
from kgx.corpus.table import Given, fill
from kgx.knowledge import Knowledge, load
from kgx.read import read_article
from kgx.store import Stored


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def planned(folder: Path, stored: dict[str, Stored], knowledge: Knowledge, *paths: str) -> Plan:
    return plan(discover([folder / path for path in paths or (".",)], base=folder), stored, knowledge)


def as_stored(what: Plan, knowledge: Knowledge) -> dict[str, Stored]:
    """Give what a store would say after the plan was carried out."""
    from hashlib import sha256

    from kgx.corpus.plan import stamp_of

    hashes = {step.id: sha256(step.task.data()).hexdigest() for step in what.steps}
    return {step.id: Stored(stamp_of(hashes[step.id], step.task.given, knowledge), hashes[step.id], step.task.path) for step in what.steps}


def actions(what: Plan) -> dict[str, str]:
    return {step.id: step.action for step in what.steps}


def test_new_changed_moved_unchanged_missing(tmp_path: Path, knowledge: Knowledge) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.md").write_text(f"文章{name}。", encoding="utf-8")
    first = planned(tmp_path, {}, knowledge)
    assert actions(first) == dict.fromkeys(("a.md", "b.md", "c.md", "d.md"), "new")
    stored = as_stored(first, knowledge)
    assert planned(tmp_path, stored, knowledge).todo == ()

    (tmp_path / "b.md").write_text("改過的文章。", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "c.md").rename(tmp_path / "sub/e.md")
    (tmp_path / "d.md").unlink()
    (tmp_path / "f.md").write_text("新的。", encoding="utf-8")
    second = planned(tmp_path, stored, knowledge)
    assert actions(second) == {"a.md": "unchanged", "b.md": "changed", "sub/e.md": "moved", "f.md": "new"}
    assert [step.before for step in second.steps if step.action == "moved"] == ["c.md"]
    assert second.missing == ("d.md",)


def test_nothing_outside_the_given_paths_is_missing(tmp_path: Path, knowledge: Knowledge) -> None:
    for name in ("x/a.md", "y/b.md"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(name, encoding="utf-8")
    stored = as_stored(planned(tmp_path, {}, knowledge), knowledge)
    (tmp_path / "x/a.md").unlink()
    assert planned(tmp_path, stored, knowledge, "y").missing == ()
    assert planned(tmp_path, stored, knowledge, "x").missing == ("x/a.md",)


def test_front_matter_id_is_the_key_and_a_second_one_is_a_failure(tmp_path: Path, knowledge: Knowledge) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("---\nid: 同一\n---\n文。", encoding="utf-8")
    what = planned(tmp_path, {}, knowledge)
    assert actions(what) == {"同一": "new"}
    assert [(failure.path, failure.code) for failure in what.failures] == [("b.md", "key.twice")]
    stored = as_stored(what, knowledge)
    (tmp_path / "a.md").unlink()
    assert actions(planned(tmp_path, stored, knowledge)) == {"同一": "moved"}  # the same article at another path
    (tmp_path / "b.md").write_text("---\nid: 同一\n---\n改。", encoding="utf-8")
    assert actions(planned(tmp_path, stored, knowledge)) == {"同一": "changed"}


def test_a_file_named_alone_keeps_the_key_that_its_folder_gave(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "c/d").mkdir(parents=True)
    (tmp_path / "c/d/a.md").write_text("文。", encoding="utf-8")
    stored = as_stored(planned(tmp_path, {}, knowledge, "c"), knowledge)
    (tmp_path / "c/d/a.md").write_text("改。", encoding="utf-8")
    assert actions(planned(tmp_path, stored, knowledge, "c/d/a.md")) == {"d/a.md": "changed"}


def test_records_are_articles_of_their_own(tmp_path: Path, knowledge: Knowledge) -> None:
    rows = [{"id": "r1", "text": "一。"}, {"text": "二。"}]
    file = tmp_path / "x.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    what = planned(tmp_path, {}, knowledge)
    assert [(step.id, step.task.path) for step in what.steps] == [("r1", "x.jsonl#1"), ("x.jsonl#2", "x.jsonl#2")]
    assert [json.loads(step.task.data()) for step in what.steps] == rows
    stored = as_stored(what, knowledge)
    assert planned(tmp_path, stored, knowledge).todo == ()
    rows[1]["text"] = "改。"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert actions(planned(tmp_path, stored, knowledge)) == {"r1": "unchanged", "x.jsonl#2": "changed"}


def test_an_unreadable_file_is_a_failure_and_not_missing(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "a.md").write_text("文。", encoding="utf-8")
    (tmp_path / "b.md").write_text("文二。", encoding="utf-8")
    stored = as_stored(planned(tmp_path, {}, knowledge), knowledge)
    (tmp_path / "a.md").write_bytes(b"\xff\x00\xff")
    what = planned(tmp_path, stored, knowledge)
    assert [(failure.path, failure.code) for failure in what.failures] == [("a.md", "encoding")]
    assert what.missing == ()
    assert actions(what) == {"b.md": "unchanged"}


def test_a_table_beside_the_articles_gives_what_they_lack_and_counts_as_a_change(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "c/d").mkdir(parents=True)
    (tmp_path / "c/d/a.md").write_text("---\ntitle: 自己的題\n---\n一句話。", encoding="utf-8")
    (tmp_path / "c/b.md").write_text("文。", encoding="utf-8")
    stored = as_stored(planned(tmp_path, {}, knowledge, "c"), knowledge)
    (tmp_path / "c/articles.csv").write_bytes(codecs.BOM_UTF8 + "path,title,date,source,url\r\nd/a.md,表裡的題,2025/3/4,某刊,\r\n".encode())
    what = planned(tmp_path, stored, knowledge, "c")
    assert actions(what) == {"b.md": "unchanged", "d/a.md": "changed"}
    step = next(step for step in what.steps if step.id == "d/a.md")
    article = fill(read_article(step.task.data(), key="k", path="k.md"), step.task.given or Given())
    assert (article.title, article.date, article.source, article.url) == ("自己的題", "2025-03-04", "某刊", None)


@pytest.mark.parametrize(
    ("table", "code"), [("title\n甲\n", "table.columns"), ("path,date\na.md,昨天\n", "table.date"), ("", "table.columns")]
)
def test_a_broken_table_is_a_failure_and_the_articles_are_read(tmp_path: Path, knowledge: Knowledge, table: str, code: str) -> None:
    (tmp_path / "a.md").write_text("文。", encoding="utf-8")
    (tmp_path / "articles.csv").write_text(table, encoding="utf-8")
    found = discover([tmp_path], base=tmp_path)
    assert [(failure.path, failure.code) for failure in found.failures] == [("articles.csv", code)]
    assert actions(plan(found, {}, knowledge)) == {"a.md": "new"}


def test_a_table_above_and_rows_for_records(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "c/d").mkdir(parents=True)
    (tmp_path / "c/d/a.md").write_text("一篇文章。", encoding="utf-8")
    (tmp_path / "c/r.jsonl").write_text('{"text": "一"}\n{"text": "二"}\n', encoding="utf-8")
    (tmp_path / "articles.csv").write_text(
        "path,title,source\nc/d/a.md,上層的題,上層\nc/r.jsonl#2,第二筆,\nelsewhere.md,別處,\n", encoding="utf-8"
    )
    (tmp_path / "c/articles.csv").write_text("path,title\nd/a.md,近處的題\nd/x.md,沒有這篇\n", encoding="utf-8")
    found = discover([tmp_path / "c"], base=tmp_path)
    assert [(source.key, source.given and source.given.title) for source in found.sources] == [("d/a.md", "近處的題"), ("r.jsonl", None)]
    assert [(skip.path, skip.reason, skip.detail) for skip in found.skipped] == [("c/articles.csv", "table-row", "d/x.md")]
    tasks = {step.task.path: step.task.given for step in plan(found, {}, knowledge).steps}
    assert [(path, given and given.title) for path, given in tasks.items()] == [
        ("c/d/a.md", "近處的題"), ("c/r.jsonl#1", None), ("c/r.jsonl#2", "第二筆"),
    ]  # fmt: skip
    alone = discover([tmp_path / "c/d/a.md"], base=tmp_path)
    assert [source.given and source.given.title for source in alone.sources] == ["近處的題"]
    assert discover([tmp_path / "c"], base=tmp_path / "c").sources[1].rows == {}
