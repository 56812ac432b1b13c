"""The model-name grammar against spellings from the wild, pairs that must stay apart, and names that nobody has seen."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kgx.errors import KnowledgeError
from kgx.knowledge.families import FamilyRecord, ModelGrammar, load_grammar
from kgx.knowledge.schema import App
from kgx.text.normal import fold_characters, lower

TABLES = Path(__file__).parent / "data"
DATA = Path(__file__).parents[2] / "src" / "kgx" / "knowledge" / "data"


def rows(name: str) -> list[list[str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def records(name: str, kind: type[msgspec.Struct]) -> list[msgspec.Struct]:
    return [msgspec.convert(raw, kind) for raw in yaml.safe_load((DATA / name).read_text(encoding="utf-8"))]


FAMILIES = records("families.yaml", FamilyRecord)
GRAMMAR: ModelGrammar = load_grammar(FAMILIES, records("apps.yaml", App))  # type: ignore[arg-type]


def unseen(seed: int) -> Iterator[tuple[str, str, str]]:
    """Names of versions that no vendor has made, with family and lab."""
    chance = random.Random(seed)
    for pattern, family, lab in rows("unseen_models.tsv"):
        version = f"{chance.randint(6, 12)}{chance.choice(['', f'.{chance.randint(1, 9)}'])}"
        yield pattern.format(v=version, d=chance.randint(6, 9)), family, lab


def test_spellings_collapse_to_the_vendors_name() -> None:
    table = rows("model_spellings.tsv")
    assert len(table) >= 300
    assert len({lab for *_, lab in table}) >= 15
    wrong = []
    for written, name, kind, family, lab in table:
        found = GRAMMAR.parse(written)
        if found is None or (found.name, found.type, found.family, found.lab) != (name, kind, family, lab):
            wrong.append((written, name, found))
    assert wrong == []


def test_a_canonical_name_is_its_own_canonical_name() -> None:
    names = {row[1] for row in rows("model_spellings.tsv")} | {name for row in rows("never_merge.tsv") for name in row}
    assert [(name, again) for name in sorted(names) if (again := GRAMMAR.parse(name)) is None or again.name != name] == []


def test_versions_never_merge() -> None:
    table = rows("never_merge.tsv")
    assert len(table) >= 200
    merged = []
    for one, other in table:
        first, second = GRAMMAR.parse(one), GRAMMAR.parse(other)
        if first is None or second is None or first.name == second.name:
            merged.append((one, other, first, second))
    assert merged == []


def test_what_looks_like_a_model_and_is_none() -> None:
    table = rows("not_models.tsv")
    assert len(table) >= 80
    found = {text: strong for text, _ in table if (strong := [m.name for m in GRAMMAR.find(fold_characters(text)) if not m.weak])}
    assert found == {}


def test_ordinary_words_are_not_even_weak() -> None:
    texts = ("A4 紙", "近地面 O3 污染加剧", "R1 road 封閉", "iPhone 15 Pro", "opuscule", "step by step", "Flash 動畫", "LiveCodeBench v6")
    for text in texts:
        assert GRAMMAR.find(fold_characters(text)) == [], text


@pytest.mark.parametrize(("text", "names"), rows("model_texts.tsv"))
def test_names_in_text(text: str, names: str) -> None:
    normal = fold_characters(text)
    for form in (normal, lower(normal)):
        assert ";".join(m.name + "?" * m.weak for m in GRAMMAR.find(form)) == names


def test_unseen_versions_are_found_in_sentences_of_both_scripts() -> None:
    frames = [frame for frame, _ in rows("model_frames.tsv")]
    assert len(frames) >= 20
    total, missed = 0, []
    for number, frame in enumerate(frames):
        for name, family, lab in unseen(number):
            total += 1
            text = fold_characters(frame.format(name))
            start = text.index(fold_characters(name))
            found = [m for m in GRAMMAR.find(text) if (m.start, m.end) == (start, start + len(name))]
            lineage = GRAMMAR.lineage(found[0].name) if found else None
            if lineage is None or family not in lineage.families or lineage.lab != lab or found[0].weak or found[0].type != "Model":
                missed.append((frame, name, found))
    print(f"unseen versions found with family and lab: {1 - len(missed) / total:.2%} of {total}")
    assert len(missed) <= 0.02 * total, missed[:20]


def test_lineage_is_nearest_first() -> None:
    for name, families, lab in (
        ("Claude Opus 4", ("Claude Opus", "Claude"), "Anthropic"),
        ("Llama 3.1 405B", ("Llama 3.1", "Llama"), "Meta"),
        ("ChatGPT", ("GPT",), "OpenAI"),
        ("Gemini 2.5", ("Gemini",), "Google"),
        ("Claude", (), "Anthropic"),
        ("QwQ-32B", ("QwQ", "Qwen"), "Alibaba"),
    ):
        lineage = GRAMMAR.lineage(name)
        assert lineage is not None, name
        assert (lineage.families, lineage.lab) == (families, lab)
    assert GRAMMAR.lineage("Sam Altman") is None


def test_an_everyday_name_needs_a_text_about_ai() -> None:
    story = "店裡有一隻叫 Gemini 的貓，老闆名叫 Claude。" + "天氣很好，客人很多。" * 50
    story += "書架上有 Opus 4 的樂譜，也有 Sonnet 的集子。"
    assert GRAMMAR.find(fold_characters(story)) == []
    assert {"Gemini", "Claude"} <= {m.name for m in GRAMMAR.find(fold_characters(story + "有人在聊人工智慧。"))}


def test_every_lab_is_known() -> None:
    files = [(DATA / name).read_text(encoding="utf-8") for name in ("labs.yaml", "organizations.yaml")]
    known = {raw["name"] for text in files for raw in yaml.safe_load(text)}
    assert {record.lab for record in FAMILIES} - known == set()  # type: ignore[attr-defined]


def test_faults_in_the_data_are_named() -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert({"name": "X", "lab": "Y", "hant": [], "hans": [], "forms": ["X"], "tier": []}, FamilyRecord)
    base = {"name": "X", "lab": "Y", "hant": [], "hans": []}
    for faulty, message in (
        ({"forms": ["X"], "parent": "Nobody"}, "Nobody"),
        ({"forms": ["X[ {edition}]"]}, "edition"),
        ({"forms": ["X"], "version": "(["}, "does not compile"),
        ({"forms": [{"text": "X", "version": "1"}]}, "last form"),
        ({"forms": ["X"], "full": ["version+colour"]}, "colour"),
    ):
        with pytest.raises(KnowledgeError, match=message):
            load_grammar([msgspec.convert({**base, **faulty}, FamilyRecord)])


PIECES = st.sampled_from(
    [*"０９ -._/、（）和與的4o%個\nİß", "Claude", "Opus", "GPT-", "4.1", "Gemini", "2.5", "Pro", "o3", "豆包", "大模型", "70B", "Qwen"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_matches_are_in_order_inside_the_text_and_in_any_case(text: str) -> None:
    found = GRAMMAR.find(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    small = GRAMMAR.find(lower(text))
    assert [m.start for m in small] == [m.start for m in found]
    for low, match in zip(small, found, strict=True):  # only a capital makes an unknown word a part of the name (Qwen3-Opus)
        assert match.name == low.name or (match.end > low.end and match.name.startswith(f"{low.name}-"))
    for m in found:
        assert GRAMMAR.lineage(m.name) is not None, m
