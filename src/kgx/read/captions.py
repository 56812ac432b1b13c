"""Which paragraphs are captions: `▲ …`, `圖：…`, `图 1｜…`."""

import re
from functools import cache
from pathlib import Path

import yaml


@cache
def _pattern() -> re.Pattern[str]:
    """Build the pattern from `data/captions.yaml`."""
    record = yaml.safe_load(Path(__file__).with_name("data").joinpath("captions.yaml").read_text(encoding="utf-8"))
    leads = "|".join(re.escape(lead) for lead in sorted(record["leads"], key=len, reverse=True))
    return re.compile(rf"[{re.escape(record['marks'])}]|[（(【〔]?(?:{leads})\s*[\d一二三四五六七八九十]{{0,3}}\s*[:：/／|｜]")


def is_caption(head: str) -> bool:
    """Tell whether a paragraph that begins so is a caption."""
    return _pattern().match(head) is not None


def is_mark(char: str) -> bool:
    """Tell whether a character at the head of a line marks a caption."""
    return not char.isalnum() and char not in "（(【〔" and _pattern().match(char) is not None
