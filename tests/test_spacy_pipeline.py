"""kgx in spaCy: the same claims as without it, tokens that cut nothing, and documents and pipelines that can be stored."""

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import kgx
from kgx.spacy_pipeline import COLORS

ROOT = Path(__file__).parents[1]
ARTICLES = sorted((ROOT / "corpus" / "articles").glob("*.md"))
OWN = {"nlp": {"tokenizer": {"@tokenizers": "kgx_tokenizer"}}}
PIECES = st.sampled_from([*"的，。 \n\t\r\ufeff\u3000😀é", "  ", "谷歌", "勒索率", "96%", "GPT-5", "---\n", "**"])
TEXT = "據 Anthropic 的報告，Claude Opus 4 的勒索率高達 96%。\n\n馬斯克創辦的 xAI 推出了 Grok 3 Beta。"


def with_components(nlp: Language) -> Language:
    nlp.add_pipe("kgx_entities")
    nlp.add_pipe("kgx_claims")
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return with_components(spacy.blank("zh", config=OWN))


def said(doc: Doc) -> tuple[object, ...]:
    spans = [(span.start_char, span.end_char, span.label_, span.kb_id_) for span in doc.spans["kgx"]]
    return doc._.claims, doc._.issues, spans, [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents], [t.text_with_ws for t in doc]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_the_facts_are_those_of_extract(path: Path, nlp: Language) -> None:
    text = kgx.read_text(path)
    facts, doc = kgx.extract(text), nlp(text)
    assert doc.text == text
    assert doc._.claims == facts.claims
    assert doc._.issues == facts.issues
    mentions = {(m.start, m.end, e.type, e.id) for e in facts.entities for m in e.mentions}
    assert {(s.start_char, s.end_char, s.label_, s.kb_id_) for s in doc.spans["kgx"]} == mentions
    assert {(e.start_char, e.end_char) for e in doc.ents} <= {(start, end) for start, end, _, _ in mentions}
    for claim in doc._.claims:
        assert str(doc.char_span(claim.evidence.start, claim.evidence.end)) == claim.evidence.text
        assert all(doc.char_span(*span) for span in (*claim.spans.value, *claim.spans.condition, *claim.spans.subject))


@settings(deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_text_stays_as_it_is(nlp: Language, text: str) -> None:
    assert nlp(text).text == text
    assert nlp(text)._.claims == kgx.extract(("\ufeff" + text).encode()).claims


def test_words_are_jiebas_and_names_are_whole(nlp: Language) -> None:
    words = [token.text for token in nlp("我們在河邊散步時遇到伊茲邁洛夫。")]
    assert words == ["我們", "在", "河邊", "散步", "時", "遇到", "伊茲邁洛夫", "。"]


def test_entities_of_other_components_stay_where_there_is_room() -> None:
    nlp = spacy.blank("zh", config=OWN)
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "WORD", "pattern": "報告"}, {"label": "WORD", "pattern": [{"TEXT": "Opus"}]}])  # type: ignore[attr-defined]
    nlp.add_pipe("kgx_entities")
    found = {ent.text: ent.label_ for ent in nlp(TEXT).ents}
    assert found["報告"] == "WORD"
    assert found["Claude Opus 4"] == "Model"
    assert "Opus" not in found


def test_another_tokenizer_gives_the_same_claims_and_tells_what_it_cuts(nlp: Language) -> None:
    other = with_components(spacy.blank("en"))
    doc = other("傳" + TEXT[TEXT.index("馬") :])
    assert [claim.relation for claim in doc._.claims] == ["FOUNDED", "DEVELOPED"]
    assert [doc.text[i.start : i.end] for i in doc._.issues if i.code == "spacy.cut-token"] == ["馬斯克"]
    assert [ent.text for ent in doc.ents] == ["xAI", "Grok 3 Beta"]
    characters = with_components(spacy.blank("zh"))
    assert said(characters(TEXT))[:4] == said(nlp(TEXT))[:4]


def test_claims_come_with_the_component_alone() -> None:
    nlp = spacy.blank("zh", config=OWN)
    nlp.add_pipe("kgx_entities")
    assert nlp(TEXT)._.claims == ()
    assert Doc(nlp.vocab, words=["x"])._.issues == ()


def test_parts_say_what_they_assign_and_need(nlp: Language) -> None:
    alone = spacy.blank("zh")
    alone.add_pipe("kgx_claims")
    whole, part = nlp.analyze_pipes(), alone.analyze_pipes()
    assert whole
    assert part
    assert whole["problems"] == {"kgx_entities": [], "kgx_claims": []}
    assert whole["summary"]["kgx_claims"]["assigns"] == ["doc._.claims", "doc._.issues"]
    assert part["problems"] == {"kgx_claims": ["doc.ents"]}


def test_documents_survive_bytes(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert said(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == said(doc)
    (stored,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert stored._.claims == doc._.claims


def test_many_processes_give_what_one_gives(nlp: Language) -> None:
    texts = [kgx.read_text(path) for path in ARTICLES[:6]]
    assert [said(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == [said(doc) for doc in nlp.pipe(texts)]


def test_a_stored_pipeline_loads_where_nothing_imports_kgx(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "管線")
    script = "import spacy, sys; doc = spacy.load(sys.argv[1])(sys.argv[2]); print([c.id for c in doc._.claims], len(doc))"
    run = [sys.executable, "-X", "utf8", "-c", script, str(tmp_path / "管線"), TEXT]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", check=True)
    doc = nlp(TEXT)
    assert done.stdout.strip() == f"{[claim.id for claim in doc._.claims]} {len(doc)}"
    again = with_components(spacy.blank("zh", config=OWN)).from_bytes(nlp.to_bytes())
    assert said(again(TEXT)) == said(doc)


def test_a_lexicon_counts_in_the_tokenizer_or_in_a_component(nlp: Language, tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text("- {name: Lin Dahai, hant: [林大海], hans: [林大海]}\n", encoding="utf-8")
    lexicon = str(tmp_path)
    by_tokenizer = with_components(spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kgx_tokenizer", "lexicon": lexicon}}}))
    by_component = spacy.blank("zh", config=OWN)
    by_component.add_pipe("kgx_entities", config={"lexicon": lexicon})
    text = "昨天林大海來了。"
    assert [ent.kb_id_ for ent in by_tokenizer(text).ents] == ["person:lin-dahai"]
    assert [ent.kb_id_ for ent in by_component(text).ents] == ["person:lin-dahai"]
    assert nlp(text).ents == ()


def test_displacy_has_the_colors(nlp: Language) -> None:
    html = displacy.render(nlp(TEXT), style="ent", jupyter=False)
    assert COLORS["MODEL"] in html
    assert COLORS["LAB"] in html
    assert "PERSON" not in COLORS


def test_nothing_else_imports_spacy() -> None:
    own_line = re.compile(r"^\s*(import|from) spacy", re.MULTILINE)
    modules = [path.name for path in (ROOT / "src").rglob("*.py") if own_line.search(path.read_text(encoding="utf-8"))]
    assert modules == ["spacy_pipeline.py"]


def test_the_page_shows_what_comes_out() -> None:
    blocks = re.findall(r"```(python|text)\n(.*?)```", (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    for (kind, code), (after, shown) in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if kind == "python":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(code, names)
            assert printed.getvalue() == (shown if after == "text" else "")
