"""Terms that the lexicon lacks: each sign finds its own, and what is known or common is left out."""

from pathlib import Path

import pytest

from kgx import api
from kgx.corpus.suggest import Suggestion
from tests.cli.running import write_articles


def found(folder: Path, *texts: str, lexicon: Path | None = None) -> dict[str, Suggestion]:
    write_articles(folder, {f"{number}.md": f"{text}\n" for number, text in enumerate(texts)})
    return {each.term: each for each in api.suggest_names(folder, lexicon=lexicon)[0]}


def test_a_person_of_a_gloss(tmp_path: Path) -> None:
    each = found(tmp_path, "研究員德米特裡·沃爾克(Dmitri Volk)說，這不奇怪。德米特裡·沃爾克很擔心。")["Dmitri Volk"]
    assert (each.type, each.aliases, each.count, each.articles, each.sign) == ("Person", ("德米特裡·沃爾克",), 3, 1, "name")
    assert each.sentence.startswith("研究員德米特裡")
    assert each.path.endswith("0.md")


@pytest.mark.parametrize(
    ("text", "term", "type_"),
    [
        ("新模型 Zorblat 在 QuuxBench 基準測試上輸給 GPT-4o。", "QuuxBench", "Benchmark"),
        ("OpenAI 說 Zorblat 模型很慢。", "Zorblat", "Model"),
        ("OpenAI 收購了 Frobnix 公司的股份。", "Frobnix", "Organization"),
    ],
)
def test_a_latin_name_with_the_type_that_stands_beside_it(tmp_path: Path, text: str, term: str, type_: str) -> None:
    assert found(tmp_path, text)[term].type == type_


def test_a_term_with_its_other_form(tmp_path: Path) -> None:
    each = found(tmp_path, "OpenAI 的人談到了「獎勵竊取」（reward stealing）行為。")["reward stealing"]
    assert (each.sign, each.aliases, each.type) == ("gloss", ("獎勵竊取",), "Behavior")


def test_a_quoted_term_must_come_again(tmp_path: Path) -> None:
    assert "鏡像訓練" not in found(tmp_path / "a", "OpenAI 用了「鏡像訓練」。")
    assert found(tmp_path / "b", "OpenAI 用了「鏡像訓練」。", "這叫「鏡像訓練」。")["鏡像訓練"].articles == 2


def test_what_is_known_or_common_is_left_out(tmp_path: Path) -> None:
    terms = found(tmp_path, "GPT-4o 的 API 在 GPU 上輸出 JSON，Claude Code 用 128K 的 Opus。OpenAI 執行長奧特曼（Sam Altman）說 CEO 不易。")
    assert terms == {}


def test_a_lexicon_takes_its_names_off_the_list(tmp_path: Path) -> None:
    text = "OpenAI 收購了 Frobnix 公司的股份。"
    assert "Frobnix" in found(tmp_path / "in", text)
    own = tmp_path / "own"
    own.mkdir()
    (own / "organizations.yaml").write_text("- {name: Frobnix, kind: company, hant: [], hans: []}\n", encoding="utf-8")
    assert found(tmp_path / "in", text, lexicon=own) == {}


def test_what_comes_more_often_stands_first(tmp_path: Path) -> None:
    terms = list(found(tmp_path, "OpenAI 收購了 Frobnix 公司。Quuxly 公司不肯。", "Quuxly 公司又說不。"))
    assert terms[:2] == ["Quuxly", "Frobnix"]


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    write_articles(tmp_path, {"a.md": "OpenAI 收購了 Frobnix 公司。\n"})
    (tmp_path / "b.md").write_bytes(b"PK\x03\x04\x00\x00\x00\x00")
    found, failures = api.suggest_names(tmp_path)
    assert [each.term for each in found] == ["Frobnix"]
    assert [Path(failure.path).name for failure in failures] == ["b.md"]
