"""How long a report takes to write, and to open in a browser.

usage: python -m benchmarks.report [CLAIMS] [FOLDER]     (CLAIMS: how many claims to make, default 10000; FOLDER: keep the report there)

Makes articles of sentences that differ in models, behaviors and numbers, loads them into an embedded graph of its own, and
prints a table: seconds to gather and write the report, its size, and seconds until each page stands, from the start of
loading it from disk in the system's Chromium (median of five).
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import kgx
from tests.support.browsers import launched

BEHAVIORS = [
    "勒索", "欺騙", "諂媚", "幻覺", "越獄", "提示注入", "獎勵駭客", "故意壓低表現", "自我複製", "偽裝對齊", "隱蔽行動",
    "欺骗", "谄媚", "幻觉", "越狱", "奖励黑客", "伪装对齐", "隐蔽行动",
]  # fmt: skip
MAKERS = {"Claude Opus": "Anthropic", "GPT": "OpenAI", "Gemini": "Google", "Grok": "xAI", "Llama": "Meta", "Qwen": "Alibaba"}
PAGES = {"matrix": "", "entity": "#/entity/behavior%3Ablackmail", "network": "#/network", "search": "#/search/勒索"}


def write_articles(folder: Path, claims: int) -> None:
    """Articles of some forty rates each, on a few hundred models."""
    chance = random.Random(7)

    def model() -> tuple[str, str]:
        family, lab = chance.choice(list(MAKERS.items()))
        return lab, f"{family} {chance.randint(3, 9)}.{chance.randint(0, 9)}"

    for number in range(claims // 40):
        date = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        lines = [f"---\ntitle: 第 {number} 份評測\ndate: {date}\nsource: 評測社 {number % 40}\n---\n"]
        for _ in range(20):
            (lab, first), (_, second), rate = model(), model(), chance.randint(1, 1000) / 10
            lines.append(f"據 {lab} 的報告，{first} 的{chance.choice(BEHAVIORS)}率為 {rate}%，{second} 為 {rate / 2:.1f}%。\n")
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
