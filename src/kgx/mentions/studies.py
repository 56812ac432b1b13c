"""Papers, reports and system cards that no list has: by their title marks and what stands beside them, or after a model's name."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kgx.knowledge import Knowledge
from kgx.mentions.ground import SURE, Candidate, Ground, sentence_around
from kgx.mentions.shapes import HAN, TOKEN, Shapes, shapes_of, words
from kgx.model.item import BODIES, MODELS

_CHINESE = re.compile(f"[{HAN}]")
_LONG = 3
"""From so many words a Latin title counts by its authors alone: 甲等人的 Lies Under Load."""


class Titles:
    """Expressions over the words beside studies' titles."""

    def __init__(self, shapes: Shapes) -> None:
        of = shapes.of
        word, lead = words(of["study-word"]), words(of["study-lead"])
        titling = words(of["study-word"] - of["topic-study"])
        self.marks = re.compile(r"《([^《》\n]{2,160})》|“([^“”。！？\n]{4,120})”|\"([A-Z][^\"\n]{5,120})\"")
        self.word_after = re.compile(rf"[的这一该份篇项\s]{{0,3}}(?:重磅|最新|新)?(?:{word})")
        self.titling_after = re.compile(rf"[的这一该份篇项\s]{{0,3}}(?:{titling})")
        self.word_near = re.compile(rf"(?:{word})")
        self.lead = re.compile(rf"(?:{lead})[\s:：为是“《]{{0,3}}$")
        self.publish = re.compile(rf"(?:{words(of['publish-sure'])})")
        self.barred = re.compile(rf"(?:{words(of['no-study'])})")
        self.ends = re.compile(rf"(?:{word}|{words(of['study-end'])})(?:\([^()]+\))?$")
        self.law = tuple(of["law-end"])
        self.media = tuple(of["media-end"])
        self.joints = of["name-joint"] | of["title-joint"]
        self.named = re.compile(rf"(?:{words(of['study-named'])})[\s“]*$")
        self.topic = of["study-topic"]
        self.counted = re.compile(rf"(?:{words(of['study-counted'])})\s*$")
        self.read_after = re.compile(rf"(?:{words(of['study-read'])})")
        self.of_authors = re.compile(rf"(?:{words(of['study-of'])})\s*$")
        self.authored = re.compile(rf"[，,]\s*(?:{words(of['study-by'])})")
        self.says = re.compile(rf"[，,]?(?:{words(of['study-says'])})")
        self.within = re.compile(rf"\s*(?:一文|这篇)?(?:里|中|一文)[^，。；\n]{{0,6}}?(?:{words(of['study-says'])})")
        self.tells = re.compile(rf"[^，。；\n]{{0,4}}?(?:{words(of['study-says'])})")
        self.made = re.compile(rf"(?:{words(of['publish-study'])})了?\s*$")
        cards = (
            dict.fromkeys(of["card"], "System Card")
            | dict.fromkeys(of["model-card"], "Model Card")
            | dict.fromkeys(of["technical-report"], "Technical Report")
        )
        self.cards = cards
        self.bodies = tuple(of["body-called-after"])
        self.site = re.compile(rf"//(?:[\w-]+\.)*(?:{words(of['study-site'])})/")
        self.card = re.compile(rf"(?i:{words(cards)})")
        self.model_report = re.compile(rf"(?:{words(of['model-report'])})")


@lru_cache(maxsize=4)
def titles_of(knowledge: Knowledge) -> Titles:
    """The expressions of a knowledge."""
    return Titles(shapes_of(knowledge))


def studies(ground: Ground, knowledge: Knowledge) -> Iterator[Candidate]:
    """Stretches that may be a study's title, each with its points."""
    titles = titles_of(knowledge)
    yield from _cards(ground, titles, knowledge)
    yield from _marked(ground, titles)
    yield from _bare(ground, titles)
    yield from _linked(ground, titles)


def _linked(ground: Ground, titles: Titles) -> Iterator[Candidate]:
    """[Passing Without Solving](https://arxiv.org/…): a Latin title that links to where papers are kept."""
    for start, end, url in ground.text.links:
        title = ground.normal[start:end]
        bare = title.strip('《》"“” ')
        start += title.find(bare)
        end = start + len(bare)
        long = len(TOKEN.findall(bare)) >= _LONG and bare[:1].isupper() and not _CHINESE.search(bare)
        if titles.site.search(url) and (long or _is_title(bare, titles)) and not titles.card.search(bare):
            yield Candidate("Study", start, end, SURE, "link")


def _cards(ground: Ground, titles: Titles, knowledge: Knowledge) -> Iterator[Candidate]:
    """GPT-5 系统卡: named after the model, which keeps its own mention; without one, after that of the article's only other card."""
    cards = list(titles.card.finditer(ground.normal))
    owners = [_models_before(ground, match.start()) for match in cards]
    known = [next((i.name for i in ground.cover.over(*match.span()) if i.kind == "Study"), "") for match in cards]
    kinds = [titles.cards[match.group().lower()] for match in cards]
    titled = "" if any(known) else _titled_after(ground)
    last: tuple[int, str] = (-9, "")
    for match, owner, kind, name in zip(cards, owners, kinds, known, strict=True):
        if name:
            last = (match.end(), name)
            continue
        owned = {o for o, k in zip(owners, kinds, strict=True) if o and k == kind}
        only = next(iter(owned)) if len(owned) == 1 else "" if owned else titled
        told = owner or ("" if _bodys(ground, match.start()) else _spoken_of(ground, match.start()) or only)
        told = told or _tells_of(ground, titles, match.end()) or _last_named(ground, knowledge, match.start())
        if not owner and match.start() - last[0] <= 3 and "(" in ground.normal[last[0] : match.start()]:
            name = last[1]
        elif told:
            name = f"{told} {kind}"
        else:
            continue
        last = (match.end(), name)
        yield Candidate("Study", match.start(), match.end(), SURE, "card", name)
    for match in titles.model_report.finditer(ground.normal):
        owner = _models_before(ground, match.start())
        if owner:
            yield Candidate("Study", match.start(), match.end(), SURE, "card", f"{owner} {match.group()}")


def _titled_after(ground: Ground) -> str:
    """The one model that the article's first sentence names, its variants aside; empty where it names none or several."""
    end = ground.text.sentences[0].end if ground.text.sentences else 0
    named = {i.name for i in ground.names if i.kind == "Model" and i.end <= end}
    base = min(named, key=len, default="")
    return base if all(f"{name} ".startswith(f"{base} ") for name in named) else ""


def _spoken_of(ground: Ground, position: int) -> str:
    """The one model that the sentence names before a position: «把 GPT-5 挂上官网，技术报告也一并放出»."""
    start, _ = sentence_around(ground.normal, position, position)
    named = {i.name for i in ground.cover.over(start, position) if i.kind == "Model" and not i.weak} if start < position else set()
    return named.pop() if len(named) == 1 else ""


def _last_named(ground: Ground, knowledge: Knowledge, position: int) -> str:
    """The one model, or list of them, of the last sentence of the paragraph that names any, unless the card is that of a body that did
    not make it: Anthropic 推出 Claude Sonnet 4.5。不过系统卡写道…"""
    opens = ground.normal.rfind("\n", 0, position) + 1
    found = [i for i in ground.cover.over(opens, position) if i.kind == "Model" and not i.weak] if opens < position else []
    if not found:
        return ""
    start, _ = sentence_around(ground.normal, found[-1].start, found[-1].end)
    names = {i.name for i in found if i.start >= start}
    lineage = knowledge.grammar.lineage(found[-1].name)
    maker = knowledge.maker(lineage.lab) if lineage else ""
    start, _ = sentence_around(ground.normal, position, position)
    bodies = {i.id for i in ground.cover.over(start, position) if i.kind in BODIES} if start < position else set()
    owner = _models_before(ground, found[-1].end)
    return owner if names <= set(re.split(", | and ", owner)) and bodies <= {maker} else ""


def _tells_of(ground: Ground, titles: Titles, position: int) -> str:
    """The first model that a card speaks of in its sentence: 公司在系统卡中称，GPT-5 的…"""
    told = titles.tells.match(ground.normal, position)
    if told is None:
        return ""
    _, end = sentence_around(ground.normal, position, position)
    return next((i.name for i in ground.cover.over(told.end(), end) if i.kind == "Model" and not i.weak), "") if told.end() < end else ""


def _bodys(ground: Ground, position: int) -> bool:
    """Whether a body stands before a position: its card is perhaps that of another model."""
    before = ground.skip_back(position)
    if ground.normal[before - 1 : before] == "的":
        before = ground.skip_back(before - 1)
    item = ground.name_ends.get(before)
    return item is not None and item.kind in BODIES


def _models_before(ground: Ground, position: int) -> str:
    """The models right before a position, as a card names them: `o3 and o4-mini`."""
    owners: list[str] = []
    at = position
    while True:
        at = ground.skip_back(at)
        if not owners and ground.normal[at - 1 : at] == "的":
            at = ground.skip_back(at - 1)
        item = ground.name_ends.get(at)
        if item is None or item.kind not in MODELS:
            break
        owners.insert(0, item.name)
        before = ground.skip_back(item.start)
        if ground.normal[before - 1 : before] not in ("与", "和", "及", "、", "&", "/"):
            break
        at = before - 1
    return " and ".join(owners) if len(owners) < 3 else ", ".join(owners[:-1]) + " and " + owners[-1]


def _marked(ground: Ground, titles: Titles) -> Iterator[Candidate]:
    """Titles in title marks or quotes."""
    normal = ground.normal
    for match in titles.marks.finditer(normal):
        group = match.lastindex or 1
        start, end, title = match.start(group), match.end(group), match[group]
        before, after = normal[max(0, match.start() - 12) : match.start()], normal[match.end() : match.end() + 12]
        before, after = re.split(r"[。！？\n”》]", before)[-1], re.split(r"[。！？\n“《]", after)[0]
        if titles.barred.search(before) or titles.barred.match(after.lstrip("的这部本 ")) or titles.card.search(title):
            continue
        if title.endswith((*titles.law, *titles.media)) or "podcast" in title.lower():
            continue
        points = _points(ground, titles, group, title, before, _past_gloss(ground, match.end()))
        if not points and group == 2 and titles.lead.search(before) and _glossed(ground, titles, match.end()):
            points = SURE
        if points:
            yield Candidate("Study", start, end, points, "title marks")


def _past_gloss(ground: Ground, end: int) -> str:
    """What stands behind a title, a gloss in brackets passed over."""
    gloss = ground.shapes.gloss.match(ground.normal, ground.skip(end))
    at = gloss.end() if gloss else end
    return ground.normal[at : at + 12]


def _glossed(ground: Ground, titles: Titles, end: int) -> bool:
    """Whether a Latin title in brackets stands behind a title in quotes."""
    gloss = ground.shapes.gloss.match(ground.normal, ground.skip(end))
    return gloss is not None and _is_title(gloss[1], titles)


def _points(ground: Ground, titles: Titles, group: int, title: str, before: str, after: str) -> int:
    latin = _is_title(title, titles)
    led = titles.lead.search(before) is not None
    if group == 1:
        near = bool(led or titles.word_after.match(after) or titles.word_near.search(before))
        near = near or bool(titles.publish.search(before) and (titles.says.match(after) or titles.ends.search(title)))
        near = near or (latin and before.rstrip().endswith("在") and titles.within.match(after) is not None)
        near = near or bool(titles.counted.search(before) or titles.made.search(before) or (latin and titles.read_after.match(after)))
        return SURE if near else (1 + latin if titles.publish.search(before) else 0)
    if latin:
        return SURE if led or titles.word_after.match(after) else 0
    if group == 2 and not re.search(r"[，,;；:]", title):
        named = titles.named.search(before)
        return SURE if named or titles.titling_after.match(after) else 0
    return 0


def _is_title(title: str, titles: Titles) -> bool:
    """Whether Latin words are written as a title is: two or more, all but the small ones capitalised, not all of them a topic."""
    parts = TOKEN.findall(title)
    if not parts or _CHINESE.search(title):
        return False
    small = [w for w in parts if not (w[0].isupper() or w[0].isdigit()) and w not in titles.joints and "-" not in w]
    telling = [w for w in parts if w[0].isupper() and w.lower() not in titles.topic]
    worded = [w for w in parts if w[0].isalpha()]
    return (len(worded) >= 2 or "-" in title) and not small and bool(telling) and parts[0][0].isupper()


def _only_names(ground: Ground, start: int, end: int) -> bool:
    """Whether nothing stands there but names of models and benchmarks: «Claude Opus 4 GPQA Diamond»."""
    over = [i for i in ground.cover.over(start, end) if i.kind in MODELS or i.kind == "Benchmark"]
    rest = (at for at in range(start, end) if not any(i.start <= at < i.end for i in over))
    return bool(over) and not any(ground.normal[at].isalnum() for at in rest)


def _bare(ground: Ground, titles: Titles) -> Iterator[Candidate]:
    """Latin titles without marks, beside a word for a study."""
    normal = ground.normal
    for run in ground.runs:
        start, end = run.span()
        if end - start < 8 or not _is_title(run.group(), titles):
            continue
        over = ground.cover.over(start, end)
        if any(i.start == start and (i.kind not in MODELS or i.end == end) for i in over) or _only_names(ground, start, end):
            continue
        before, after = normal[max(0, start - 12) : start], normal[end : end + 8]
        before = re.split(r"[。！？\n”》]", before)[-1]
        if titles.barred.search(before) or normal.startswith(titles.bodies, ground.skip(end)):
            continue
        person = ground.shapes.person.fullmatch(run.group()) and run.group().split(" ")[0].lower() in ground.shapes.given
        if person:
            continue
        long = len(TOKEN.findall(run.group())) >= _LONG and (titles.of_authors.search(before) or titles.authored.match(after))
        read = len(TOKEN.findall(run.group())) > _LONG and titles.read_after.match(after.lstrip())  # 把 Lies Under Load 啃完了
        if titles.lead.search(before) or titles.titling_after.match(after) or long or read:
            yield Candidate("Study", start, end, SURE, "beside")
        elif titles.word_after.match(after):
            parted = not before.strip(" -·*") or titles.publish.search(before) or before.endswith(("的 ", "参与的"))
            yield Candidate("Study", start, end, SURE if parted else 1, "beside")
