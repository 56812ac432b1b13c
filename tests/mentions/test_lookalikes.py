"""Ordinary words that look like models and companies, and articles that are not about AI at all."""

from pathlib import Path

import pytest
import yaml

from kgx.knowledge import load
from tests.support.entities import BODIES, MODELS, entities, names

CASES: list[dict[str, str]] = yaml.safe_load((Path(__file__).parent / "lookalikes.yaml").read_text(encoding="utf-8"))


def bearing(name: str, text: str) -> set[str]:
    return {found for found in names(text, load(), MODELS | BODIES) if name in found}


@pytest.mark.parametrize("case", CASES, ids=[case["silent"][:14] for case in CASES])
def test_a_lookalike_is_silent_and_the_real_one_fires(case: dict[str, str]) -> None:
    assert bearing(case["name"], case["silent"]) == set()
    assert not case["fires"] or bearing(case["name"], case["fires"])


RANSOMWARE = """市立醫院證實，駭客以釣魚郵件騙取員工密碼，再用勒索軟體加密病歷系統，索要四十枚比特幣贖金，並威脅洩漏病人資料。
院方拒絕付款，改用紙本掛號。資安業者說，這類欺騙手法並不新鮮，駭客一再操縱受害者的恐慌，還會偷偷破壞備份。
警方呼籲民眾不要點擊不明連結。微軟的作業系統更新後已補好漏洞，院方也把蘋果電腦全部重灌，三月二號起恢復看診。"""
COOKING = """红烧肉配小米粥的做法：五花肉切块，冷水下锅焯水，加料酒去腥。锅里放少许油和冰糖，小火炒出糖色，放入小米椒、八角和桂皮。
加开水没过肉块，焖煮四十分钟，最后大火收汁。苹果切片摆盘，豆包蒸热。小米淘洗干净，用砂锅熬成粥。
双子座的朋友最爱这一口，克劳德老师傅也说好。别偷懒，别骗自己说差不多就行，火候才是关键，偷工减料的人总会露馅。"""


@pytest.mark.parametrize("text", [RANSOMWARE, COOKING], ids=["ransomware", "cooking"])
def test_an_article_that_is_not_about_ai_names_no_model_lab_or_behavior(text: str) -> None:
    found = {entity.type for entity in entities(text, load())}
    assert found & {"Model", "ModelFamily", "Lab", "Behavior", "Scenario", "Benchmark"} == set()
    assert "Lab" in {entity.type for entity in entities(text + "\n專家說，人工智慧模型也會這樣。", load())}
