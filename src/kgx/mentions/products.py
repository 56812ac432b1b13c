"""Models and benchmarks that no list has: by the shape of their Latin names and the words beside them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kgx.knowledge import Knowledge
from kgx.mentions.ground import SURE, Candidate, Ground, sentence_around
from kgx.mentions.scan import VERSION
from kgx.mentions.shapes import HAN, LATIN, Shapes, shapes_of, words
from kgx.model.item import BODIES, MODELS

_VERSIONED = re.compile(
    rf"(?<![{LATIN}@#_/.\-])[A-Z][A-Za-z]*[a-z][A-Za-z]*(?:-[A-Za-z]+)?-[A-Za-z]?\d[A-Za-z\d.]*(?<!\.)"
    rf"(?:-[A-Za-z][A-Za-z0-9]*|-\d{{1,3}}(?:\.\d)?[BM])*(?![{LATIN}@_/])"
)
"""A capitalised word, a hyphen, a version: Orrin-X3, Orrin-V2.5-Chat."""
_SIZED = re.compile(
    rf"(?<![{LATIN}@#_/.\-])[A-Za-z][A-Za-z]*\d?(?:\.\d)?(?:-[A-Z]\d)?-\d{{1,3}}(?:\.\d)?[Bb](?:-[A-Za-z][A-Za-z0-9]*)*(?![{LATIN}@_/\-])"
)
"""A name that ends in a size: s1-32B, Orrin-S1-32B."""
_OWN = 8
"""How far behind a name the benchmark begins whose number is right behind it."""
_BESIDE = 2
"""Beside how many known names of its kind a cell names one."""
_SIZE = re.compile(rf"(?<![{LATIN}.])\d{{1,4}}(?:\.\d)?[BM](?![{LATIN}])")
_TESTED = re.compile(rf"(?<![{LATIN}@#_/.\-])[A-Z][{LATIN}]*(?:-[{LATIN}]+)*(?![{LATIN}@_/])")
_IN_CELL = re.compile(rf"([A-Z][{LATIN}]*(?:-[{LATIN}]+)*)( v?\d(?:\.\d)?)? ?(?:\([^()\n]*\))?")
_MODEL_CELL = re.compile(rf"([A-Z][{LATIN}.]{{2,}}(?:[ -][{LATIN}.]+){{0,4}})(?: ?\([^()\n]*\))?")
_BENCH = re.compile(
    rf"(?<![{LATIN}@#_/.\-])(?:[A-Z][a-z]{{1,2}}\.)?[A-Z][{LATIN}]*(?:-[{LATIN}]+)*[- ]?[Bb]ench(?:-[{LATIN}.]+)?(?![{LATIN}@_/])"
)


class Products:
    """Expressions over the words beside models and benchmarks."""

    def __init__(self, shapes: Shapes) -> None:
        of = shapes.of
        model, test = words(of["model-noun"]), words(of["benchmark-noun"])
        sized = rf"(?: ?[\d.]+ ?[亿万千百]*个?(?:{words(of['parameters'])})(?:的|级)*)?"
        self.made = re.compile(
            rf"(?:{words(of['model-made'])})(?:了|的|出)?(?:新一代|旗舰|最新|新|首款|开源)?{sized}(?:的)?(?:{model})? ?$"
        )
        made, name = words(of["model-made"]), r"([A-Z][a-z]{3,}(?: v?\d(?:\.\d)?(?![\d%]))?)"
        self.presented = (
            re.compile(rf"(?:{made})了? ?[“\"]?{name}[”\"]?[，,:：(] ?(?:是|这是)?[一首][个款种套][^。；\n]{{0,40}}?(?:{model})"),
            re.compile(rf"(?:{made})了?[{HAN}]{{0,8}}(?:{model}) ?[“\"]?{name}(?![{LATIN}@_/\-]| [A-Z\d])"),
        )
        self.called = re.compile(rf"(?:{model}) ?[“\"]?$")
        self.is_model = re.compile(rf"[”\"]? ?(?:{model})")
        self.spoken = re.compile(model)
        self.named = re.compile(rf"(?:{model})[“\"]?([{HAN}]{{2,4}}) ?\d+\.\d+(?![\d.%])(?!\s*[{HAN}]?[亿万倍分])")
        self.test = re.compile(rf"(?:{test}) ?[“\"]?$")
        self.is_test = re.compile(rf"[”\"]? ?(?:这个|这套|这份|这一|的)?(?:{test})")
        self.is_scored = re.compile(rf"[{HAN}]{{0,4}}(?:{words(of['test-score'])})")
        self.described = re.compile(rf" ?(?:就?是|为|收录了?|收了)[^。；\n]{{0,30}}?(?:{test})")
        self.put_out = re.compile(rf"(?:{words(of['model-made'] | of['test-made'])})了?的? ?$")
        self.of_test = re.compile(rf"[”\"]?[，。,] ?(?:这|该|此)(?:套|个|份|项|组)(?:{words(of['test-item'])}|{test})")
        self.ends = re.compile(rf"(?:{words(of['test-end'])})$", re.IGNORECASE)
        self.scored = re.compile(rf" ?(?:上|里|中)?的?(?:{words(of['benchmark-score'])})")
        self.reached = re.compile(rf"(?: v?\d(?:\.\d)?)? ?上(?:{words(of['benchmark-reached'])})[约近 ]?\d")
        self.joint = re.compile(rf" ?(?:、|,|/|{words(of['list-joint'])}) ?")
        self.tier = re.compile(rf" (?:{words(of['tier-word'])})(?![{LATIN}])")
        self.parameters = re.compile(
            rf"\d ?[亿万]?个?(?:{words(of['parameters'])})|(?:{words(of['parameters'])})[约达为]?[\d一二两三四五六七八九十百千万亿]"
        )
        self.gets = re.compile(rf" ?(?:{words(of['test-result'])})?[约近]?[\d一二三四五六七八九]")
        self.plain = of["no-benchmark"] | of["no-name"]


@lru_cache(maxsize=4)
def _products(knowledge: Knowledge) -> Products:
    return Products(shapes_of(knowledge))


def products(ground: Ground, knowledge: Knowledge) -> Iterator[Candidate]:
    """Stretches that may name a model or a benchmark, each with its points."""
    cues = _products(knowledge)
    yield from _benchmarks(ground, cues)
    yield from _cells(ground, cues)
    yield from _models(ground, cues)


# -- models


def _models(ground: Ground, cues: Products) -> Iterator[Candidate]:
    """What somebody made, or what is called a model, beside something that only models have; a member of a list of models; and the
    other versions of the same name (Topos-2-Mini, Topos-3).
    """
    normal = ground.normal
    seen = [m.span() for m in _VERSIONED.finditer(normal) if not (ground.cover.touches(*m.span()) or _BENCH.match(normal, m.start()))]
    sure: set[str] = set()
    for start, end in seen:
        before = normal[max(0, start - 24) : start]
        called = cues.called.search(before) or cues.is_model.match(normal, end)
        made = cues.made.search(before) and _model_like(ground, cues, start, end)
        if called or made or _in_list(ground, cues, start, end) or _scored(ground, cues, start, end):
            sure.add(normal[start:end].split("-")[0])
    for start, end in seen:
        if normal[start:end].split("-")[0] in sure:
            tier = cues.tier.match(normal, end)
            yield Candidate("Model", start, tier.end() if tier else end, SURE, "model")
    for word in _presented(ground, cues):
        for match in re.finditer(rf"(?<![{LATIN}@#_/.\-]){re.escape(word)}(?![{LATIN}@_/\-]| [A-Z])", normal):
            if not ground.cover.touches(*match.span()):
                yield Candidate("Model", *match.span(), SURE, "model")
    for match in _SIZED.finditer(normal):
        if not ground.cover.touches(*match.span()):
            yield Candidate("Model", *match.span(), SURE, "model")
    yield from _chinese_models(ground, cues)


def _presented(ground: Ground, cues: Products) -> set[str]:
    """Plain names under which somebody presents a model: 推出 Inkling，一个…模型; 推出推理模型 Inkling."""
    found = (m for pattern in cues.presented for m in pattern.finditer(ground.normal))
    return {m[1] for m in found if m[1].lower() not in cues.plain and not ground.cover.touches(*m.span(1))}


def _chinese_models(ground: Ground, cues: Products) -> Iterator[Candidate]:
    """陪伴模型岫语 2.0: a Chinese name with a version behind a word for models, and where else the article writes it so."""
    names = {m[1] for m in cues.named.finditer(ground.normal) if not ground.cue_over(*m.span(1)) and not ground.cover.touches(*m.span(1))}
    for name in names:
        for match in re.finditer(rf"{re.escape(name)} ?\d+(?:\.\d+)?(?![\d.%])", ground.normal):
            if not ground.cover.touches(*match.span()):
                yield Candidate("Model", *match.span(), SURE, "model")


def _model_like(ground: Ground, cues: Products, start: int, end: int) -> bool:
    """Whether the sentence speaks of a model: of a size, a benchmark, another model."""
    left, right = sentence_around(ground.normal, start, end)
    over = ground.cover.over(left, right)
    return (
        any(i.kind in MODELS or i.kind == "Benchmark" for i in over)
        or _SIZE.search(ground.normal, left, right) is not None
        or cues.spoken.search(ground.normal, left, right) is not None
        or cues.parameters.search(ground.normal, left, right) is not None
    )


def _scored(ground: Ground, cues: Products, start: int, end: int) -> bool:
    """Whether a sentence on a benchmark gives a number right behind: 在 GPQA 上，Orrin-X3 只有七成."""
    left, right = sentence_around(ground.normal, start, end)
    tests = [i for i in ground.cover.over(left, right) if i.kind == "Benchmark"]
    own = any(0 <= i.start - end <= _OWN and cues.gets.match(ground.normal, i.end) for i in tests)  # Orrin-X3 自称 GPQA 81%
    return own or (bool(tests) and cues.gets.match(ground.normal, end) is not None)


def _in_list(ground: Ground, cues: Products, start: int, end: int) -> bool:
    joint = cues.joint.match(ground.normal, end)
    if joint and (named := ground.starts.get(joint.end())) and named.kind in MODELS and not named.weak:
        return True
    for back in range(1, 5):
        named = ground.name_ends.get(start - back)
        if named and named.kind in MODELS and not named.weak and cues.joint.fullmatch(ground.normal, named.end, start):
            return True
    return False


# -- benchmarks


def _benchmarks(ground: Ground, cues: Products) -> Iterator[Candidate]:
    """PlumBench; 在 Trig-Hard 的正确率; 一个叫 CandorQA 的题库."""
    normal = ground.normal
    for match in _BENCH.finditer(normal):
        if not ground.cover.touches(*match.span()) and match.group().lower() not in cues.plain and len(match.group()) > 6:
            yield Candidate("Benchmark", match.start(), _with_version(normal, match.end()), SURE, "bench")
    for match in _TESTED.finditer(normal):
        start, end = match.span()
        if not _name_of_test(ground, cues, start, end):
            continue
        before = normal[max(0, start - 10) : start].rstrip(' “"')
        measured = (before.endswith("在") and cues.scored.match(normal, end)) or cues.reached.match(normal, end)
        if (
            measured
            or cues.is_test.match(normal, end)
            or cues.is_scored.match(normal, _with_version(normal, end))
            or cues.test.search(before)
            or cues.described.match(normal, end)
            or (cues.put_out.search(before) and cues.of_test.match(normal, end))
            or (cues.ends.search(match.group()) and cues.scored.match(normal, end))
        ):
            yield Candidate("Benchmark", start, _with_version(normal, end), SURE, "benchmark")


def _with_version(normal: str, end: int) -> int:
    version = VERSION.match(normal, end)
    return version.end() if version else end


def _name_of_test(ground: Ground, cues: Products, start: int, end: int) -> bool:
    """Whether one Latin word is written as names of tests are: with two capitals, a hyphen or a digit, and is no other name."""
    name = ground.normal[start:end]
    odd = sum(c.isupper() for c in name) >= 2 and any(c.islower() for c in name)
    return len(name) >= 4 and (odd or "-" in name) and name.lower() not in cues.plain and not ground.cover.touches(start, end)


def _cells(ground: Ground, cues: Products) -> Iterator[Candidate]:
    """A name that fills a cell beside two known benchmarks or models or more, in the head row or the first column of a table."""
    lines: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for block, start in zip(ground.text.blocks, ground.text.starts, strict=True):
        if block.cell is None:
            continue
        end = ground.normal.index("\n", start)
        for line in (["head"] if block.cell.head else []) + (["first"] if block.cell.column == 0 else []):
            lines.setdefault((block.cell.table, line), []).append((start, end))
    for cells in lines.values():
        over = [[i.kind for i in ground.cover.over(start, end) if not i.weak] for start, end in cells]
        for start, end in cells if sum("Benchmark" in kinds for kinds in over) >= _BESIDE else ():
            name = _IN_CELL.fullmatch(ground.normal, start, end)
            if name and _name_of_test(ground, cues, *name.span(1)):
                yield Candidate("Benchmark", start, name.end(2) if name[2] else name.end(1), SURE, "table")
        for start, end in cells if sum(any(k in MODELS for k in kinds) for kinds in over) >= _BESIDE else ():
            maker = next((i.end for i in ground.cover.over(start, end) if i.kind in BODIES and i.start == start), start - 1)
            name = _MODEL_CELL.fullmatch(ground.normal, maker + 1, end)
            if name and _name_of_model(ground, cues, *name.span(1)):
                yield Candidate("Model", *name.span(1), SURE, "table")


def _name_of_model(ground: Ground, cues: Products, start: int, end: int) -> bool:
    """Whether a whole cell is written as names of models are, with a digit and a small letter, and is no other name."""
    name = ground.normal[start:end]
    odd = any(c.isdigit() for c in name) and any(c.islower() for c in name)
    return odd and name.split()[0].lower() not in cues.plain and not ground.cover.touches(start, end)
