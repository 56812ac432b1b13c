"""A report as files: what it holds, what it never holds, and where it may be written."""

import base64
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kgx import api
from kgx.errors import UsageError
from kgx.pages import gather, whole
from kgx.pages.gather import fold_table
from kgx.pages.report import LANGUAGES, SCRIPTS, check_folder, page, strings, write_report
from kgx.read import read_article
from kgx.store import Store
from kgx.text.normal import normalize
from tests.query import graphs

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "kgx" / "pages" / "static"
SCRIPT = "\n".join((STATIC / "report" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)


def graph_of(store: Store) -> api.Graph:
    return api.Graph(store, None, None, None)


def value(folder: Path, name: str) -> Any:
    """What a file of data puts."""
    text = (folder / "data" / f"{name}.js").read_text(encoding="utf-8")
    match = re.fullmatch(r'kgx\.put\("([a-z0-9-]+)",(.*)\);\n', text, re.DOTALL)
    assert match
    assert match[1] == name
    return json.loads(match[2])


def test_every_claim_and_sentence_is_there_once(store: Store, tmp_path: Path) -> None:
    graphs.load(store)
    graph_of(store).report(tmp_path / "r")
    core = value(tmp_path / "r", "core")
    chunks = [value(tmp_path / "r", f"claims-{n}") for n in range(len(core["firsts"]))]
    ids = [claim["id"] for chunk in chunks for claim in chunk["claims"]]
    assert sorted(ids) == sorted(row["id"] for row in store.read("MATCH (c:Kgx:Claim) RETURN c.id AS id"))
    texts = Counter(sentence["text"] for chunk in chunks for sentence in chunk["sentences"])
    assert texts == Counter(row["text"] for row in store.read("MATCH (s:Kgx:Sentence) RETURN s.text AS text"))
    assert core["firsts"] == [chunk["first"] for chunk in chunks]
    assert core["claims"] == len(ids)
    assert [article["path"] for article in core["articles"]] == ["a.md", "b.md", "c.md", "丁.md", "戊.md"]
    assert {(entity["id"], entity["name"]) for entity in core["entities"]} == {
        (row["id"], row["name"]) for row in store.read("MATCH (e:Kgx:Entity) RETURN e.id AS id, e.name AS name")
    }


def test_cells_are_single_claims_with_their_marks(store: Store, tmp_path: Path) -> None:
    graphs.load(store)
    core = graph_of(store).report(tmp_path / "r").core
    names = [entity.name for entity in core.entities]

    def cells(model: str) -> list[tuple[float | None, float | None, str, bool, bool]]:
        found = [cell for cell in core.cells if (names[cell.model], names[cell.behavior]) == (model, "blackmail")]
        return sorted(((c.value, c.high, c.polarity, c.conditional, c.conflict) for c in found), key=repr)

    assert cells("Claude Opus 4") == [
        (0.37, None, "asserted", True, True),
        (0.96, None, "asserted", False, False),
        (0.96, None, "asserted", True, True),
        (0.96, None, "asserted", True, True),
    ]
    assert (0.0, None, "negated", False, False) in cells("Grok 3")
    assert (0.12, 0.19, "asserted", True, False) in cells("Grok 3")
    assert {polarity for _, _, polarity, _, _ in cells("GPT-4.1")} == {"asserted", "negated", "hedged"}
    assert core.groups == 1  # on sixteen models, which is in no cell
    assert sum(cell.behavior == names.index("blackmail") for cell in core.cells) == 10
    known = {(names[one.source], one.relation, names[one.target]) for one in core.links if not one.claims}
    assert ("Anthropic", "MAKES", "Claude") in known
    assert any(one.relation == "EXHIBITED" and one.claims == 4 for one in core.links)


def test_rejected_claims_stay_out(store: Store, tmp_path: Path) -> None:
    graphs.load(store)
    graph = graph_of(store)
    before = graph.report(tmp_path / "r").core.claims
    claim = store.read("MATCH (c:Kgx:Claim {relation: 'FOUNDED'}) RETURN c.id AS id")[0]["id"]
    graph.reject(claim)
    try:
        assert graph.report(tmp_path / "r").core.claims == before - 1
        assert claim not in "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "r" / "data").iterdir())
    finally:
        graph.accept(claim)


def test_the_same_graph_gives_the_same_files(store: Store, tmp_path: Path) -> None:
    graphs.load(store)
    graph_of(store).report(tmp_path / "r", full_text=True)
    first = {path.relative_to(tmp_path): path.read_bytes() for path in (tmp_path / "r").rglob("*.*") if path.is_file()}
    (tmp_path / "r" / "data" / "claims-99.js").write_text("old", encoding="utf-8")
    graph_of(store).report(tmp_path / "r", full_text=True)
    again = {path.relative_to(tmp_path): path.read_bytes() for path in (tmp_path / "r").rglob("*.*") if path.is_file()}
    assert again == first


@pytest.mark.embedded
def test_a_report_says_nothing_of_the_machine(embedded_store: Store, tmp_path: Path) -> None:
    """Not even where the articles lie outside of the folder that paths are relative to, or the address of one is a file."""
    embedded_store.prepare()
    embedded_store.reset()
    home = tmp_path / "home-of-somebody"
    (home / "文章").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    head = f'---\ntitle: 一\nurl: "file://{home}/a.html"\n---\n\n'
    (home / "文章" / "a.md").write_text(head + "Claude Opus 4 的勒索率高達 96%。這句沒有論述。\n", encoding="utf-8")
    graph = graph_of(embedded_store)
    graph.ingest(home / "文章", base=tmp_path / "elsewhere")
    try:
        for full_text in (False, True):
            graph.report(tmp_path / "r", full_text=full_text)
            for path in (tmp_path / "r").rglob("*.*"):
                text = path.read_text(encoding="utf-8")
                if path.name.startswith("texts") or path.name == "cytoscape.min.js":
                    continue
                assert home.name not in text, path
                assert str(Path.home()) + "/" not in text, path
            assert value(tmp_path / "r", "core")["articles"][0]["path"] == "a.md"
            kept = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "r" / "data").iterdir())
            assert ("這句沒有論述" in kept) == full_text
    finally:
        embedded_store.reset()


def test_only_a_new_an_empty_or_an_earlier_reports_folder_is_written(store: Store, tmp_path: Path) -> None:
    report = gather(store, [])
    write_report(report, tmp_path / "r")
    write_report(report, tmp_path / "r")
    (tmp_path / "empty").mkdir()
    check_folder(tmp_path / "empty")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.html").write_text("<html>", encoding="utf-8")
    for place in ("mine", "mine/index.html", "none/r"):
        with pytest.raises(UsageError) as caught:
            write_report(report, tmp_path / place)
        assert caught.value.hint
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["index.html"]


def test_the_policy_names_the_pages_own_script_and_style_and_nothing_else() -> None:
    text = page()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    (style,) = re.findall(r"<style [^>]*>(.*?)</style>", text, re.DOTALL)

    def digest(part: str) -> str:
        return base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; script-src 'strict-dynamic' 'sha256-{digest(script)}'; style-src 'sha256-{digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert not re.search(r"\bhttps?://|//[a-z]+\.[a-z]", text)


def test_text_becomes_markup_nowhere() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(|new Function|fetch\(|XMLHttp", SCRIPT)


def test_every_string_is_there_in_each_language() -> None:
    known = strings()
    for key, said in known.items():
        assert all(getattr(said, language) for language in LANGUAGES), key
    assert set(re.findall(r'\bt\("([a-z-]+)"', SCRIPT)) <= set(known)
    prefixes = set(re.findall(r"t\(`([a-z]+-)\$", SCRIPT))
    used = set(re.findall(r'"([\w-]+)"', SCRIPT)) | {"current", "former", "higher", "lower", "equal"}
    assert [key for key in known if key not in used and not key.startswith(tuple(prefixes)) and not key.isupper()] == []


def test_strings_name_every_type_relation_and_role() -> None:
    from typing import get_args

    from kgx.model.article import NAMES, Role
    from kgx.model.claim import Polarity, Relation
    from kgx.model.entity import EntityType
    from kgx.model.graph import EdgeType

    known = set(strings())
    lineage = {"VERSION_OF", "MAKES", "BROADER"}
    assert lineage <= set(get_args(EdgeType))
    wanted = {*get_args(Relation), *lineage, *get_args(Polarity), *(f"type-{name}" for name in get_args(EntityType))}
    wanted |= {f"role-{name}" for name in get_args(Role) if name not in NAMES}
    assert wanted <= known


def test_pages_fold_characters_as_the_graph_does() -> None:
    before, after = fold_table()
    assert len(before) == len(after)
    table, wide = str.maketrans(before, after), str.maketrans(",;", "，；")
    for path in sorted((ROOT / "corpus" / "articles").glob("*.md"))[::8]:
        for line in path.read_text(encoding="utf-8").splitlines():
            folded = line.lower().translate(table)
            assert folded.translate(wide).strip() == normalize(line).translate(wide).strip() or {".", "．"} & {*line}


def test_whole_texts_are_what_a_reader_sees() -> None:
    text = "---\ntitle: 一\n---\n\n# 標題\n\n**粗** 體 [連結](https://example.com)。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n"
    blocks = whole.blocks(text, "x/a.md")
    seen = [(block.role, "".join(part for _, part in block.runs)) for block in blocks]
    assert seen == [("heading", "標題"), ("body", "粗 體 連結。"), *(("table", cell) for cell in "甲乙12")]
    assert all(text[start : start + len(part)] == part for block in blocks for start, part in block.runs)
    assert [(b.table, b.row, b.head) for b in blocks[2:]] == [(0, 0, True), (0, 0, True), (0, 1, False), (0, 1, False)]
    article = read_article("<html><body><h1>標題</h1><p>第一段。</p><p>第二段。</p></body></html>".encode(), key="a", path="a.html")
    plain = "".join(part for block in whole.blocks(article.text, "a.html") for _, part in block.runs)
    assert plain.replace(" ", "") == article.text.replace("\n", "").replace(" ", "")
    assert whole.blocks("", "a.md") == ()


def test_the_drawing_library_comes_with_its_licence() -> None:
    library, licence = ((STATIC / "cytoscape" / name).read_text(encoding="utf-8") for name in ("cytoscape.min.js", "LICENSE"))
    assert licence.splitlines()[0] in library[:2000]
    assert "cytoscape" in (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
