"""How long a report takes to write, and to open in a browser.

usage: python benchmarks/report.py [CLAIMS] [FOLDER]     (CLAIMS: how many claims to make, default 10000; FOLDER: keep the report there)

Makes articles from the sentences of `corpus/`, each with one model, lab and number put in the place of another, loads them into an
embedded graph of its own, and prints a table: seconds to gather and write the report, its size, and seconds until each page stands,
from the start of loading it from disk in the system's Chromium (median of five).
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import kgx
from tests.pages.browsers import launched

BEHAVIORS = [
    "勒索",
    "欺騙",
    "諂媚",
    "幻覺",
    "越獄",
    "提示注入",
    "獎勵駭客",
    "故意壓低表現",
    "抗拒關機",
    "自我複製",
    "偽裝對齊",
    "拒絕回答",
    "隱蔽行動",
    "蓄意破壞",
    "勒索",
    "欺骗",
    "谄媚",
    "幻觉",
    "越狱",
    "提示注入",
    "奖励黑客",
    "故意压低表现",
    "抗拒关机",
    "自我复制",
    "伪装对齐",
    "拒绝回答",
    "隐蔽行动",
    "蓄意破坏",
]
FAMILIES = [
    ("Anthropic", "Claude Opus"),
    ("OpenAI", "GPT"),
    ("Google", "Gemini"),
    ("xAI", "Grok"),
    ("Meta", "Llama"),
    ("DeepSeek", "DeepSeek-V"),
]
PAGES = {"matrix": "", "entity": "#/entity/behavior%3Ablackmail", "network": "#/network", "search": "#/search/勒索"}


def write_articles(folder: Path, claims: int) -> None:
    """Articles of some forty claims each."""
    chance = random.Random(7)
    for number in range(claims // 40 + 1):
        lines = [
            f"---\ntitle: 第 {number} 份評測\ndate: 2025-{number % 12 + 1:02}-{number % 28 + 1:02}\nsource: 評測社 {number % 40}\n---\n"
        ]
        for _ in range(20):
            lab, family = chance.choice(FAMILIES)
            model, behavior = f"{family} {chance.randint(3, 9)}.{chance.randint(0, 9)}", chance.choice(BEHAVIORS)
            rate = chance.randint(0, 1000) / 10
            lines.append(
                f"據 {lab} 的報告，{model} 的{behavior}率為 {rate}%，GPT-{chance.randint(3, 9)}.{chance.randint(0, 9)} 為 {rate / 2:.1f}%。\n"
            )
        (folder / f"{number:05}.md").write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(made) / "report"
        articles = Path(made) / "articles"
        articles.mkdir()
        write_articles(articles, wanted)
        with kgx.connect(data=Path(made) / "kgx", create=True) as graph:
            graph.ingest(articles, base=made)
            start = time.perf_counter()
            core = graph.report(folder).core
            seconds = time.perf_counter() - start
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{core.claims} claims, {len(core.articles)} articles, {len(core.entities)} entities")
        print(f"{'write':10}{seconds:8.2f} s{size / 1e6:8.1f} MB")
        with launched() as browser:
            for name, place in PAGES.items():
                print(f"{name:10}{statistics.median(opened(browser, folder, place) for _ in range(5)):8.2f} s")


def opened(browser: object, folder: Path, place: str) -> float:
    """Seconds until a page stands, in a fresh context."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})  # type: ignore[attr-defined]
    page = context.new_page()
    start = time.perf_counter()
    page.goto((folder / "index.html").as_uri() + place)
    page.wait_for_selector("main[data-ready]")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    seconds = time.perf_counter() - start
    context.close()
    return seconds


if __name__ == "__main__":
    main()
