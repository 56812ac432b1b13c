"""Facts of made-up articles for large graphs: seeded, so that the same number always is the same article.

usage: python -m benchmarks.generator CLAIMS FILE.jsonl     (facts as `kgx ingest FILE.jsonl` takes them)

Names come from kgx's own knowledge, in both scripts. How often a model, behavior, lab or benchmark is spoken of follows
Zipf's law; new models keep coming, as in a real corpus. An article has 5 to 40 claims (log-normal, 12 in the middle), a date, a
source, one script; claims have conditions, scenarios, times and chains of up to three sources. One article in a hundred is a
copy of an earlier one with light edits. What they state is invented.
"""

import hashlib
import random
import re
import sys
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from kgx.knowledge import load
from kgx.knowledge.knowledge import Knowledge
from kgx.model.claim import Argument, Claim, Evidence, Relation, Source, Span, Spans, Time
from kgx.model.entity import Entity, EntityType, Mention
from kgx.model.facts import ArticleFacts, ArticleHeader, Generator
from kgx.model.graph import entity_type
from kgx.model.ids import claim_id, entity_id
from kgx.text.fingerprint import fingerprint
from kgx.text.normal import normalize

Name = tuple[str, str, str, str]
"""(id, canonical name, as Traditional text has it, as Simplified text has it)."""
_FAMILIES = (
    "GPT", "Claude Opus", "Claude Sonnet", "Gemini", "Llama", "Qwen", "DeepSeek V", "Grok", "Mistral Large", "Kimi K", "GLM", "Hunyuan",
    "Claude Haiku", "Phi", "Gemma", "Doubao", "ERNIE", "Command R", "Nova", "Step",
)  # fmt: skip
_MODELS = 4_000
"""Models that there can be; few of them are spoken of often."""
_PEOPLE = 2_000
_CONDITIONS = (
    "在{n}輪對話之後",
    "關閉思考時",
    "沒有系統提示時",
    "以{n}款代理框架測試時",
    "溫度為 0.{n} 時",
    "在目標衝突之下",
    "改寫提示之後",
    "有人監看時",
)
_SENTENCES: dict[Relation, str] = {
    "EXHIBITED": "{who}{when}{condition}{s}的{o}率為 {value}。",
    "SCORED": "{who}{when}{condition}{s}在 {o} 上得分 {value}。",
    "COMPARED": "{who}{when}{condition}{s}在{on}上勝過 {o}。",
    "AFFILIATED_WITH": "{when}{s}在{o}擔任研究員。",
    "SAID": "{when}{s}談到{o}，認為還要再看。",
    "EVALUATED": "{when}{condition}{s}測試了 {o}。",
    "DEVELOPED": "{when}{s}推出了 {o}。",
    "PUBLISHED": "{when}{s}發表了{o}。",
    "MEASURED": "{who}{when}{s}的{o}達到 {value}。",
}
_WEIGHTS = (45, 18, 8, 6, 8, 5, 4, 3, 3)
_TOPICS = ("模型的透明度", "評測的方法", "開源的風險", "算力的成本", "資料的來源")
_METRICS = ("參數量", "上下文長度", "訓練成本", "使用者人數")
_WORDS = re.findall(
    "..",
    "會議報告作者讀者編輯意見方法樣本去年今年早上城市大學學生老師公司部門產品市場價格成本收入客戶工具程式"
    "資料語言文字圖片聲音影片遊戲比賽故事歷史文化法律政府社會經濟環境能源交通健康醫院藥物食物天氣海洋山地"
    "森林動物植物機器手機電腦網路軟體硬體晶片算力雲端安全風險責任權利義務原則目標計畫步驟結果原因關係差異"
    "變化趨勢速度高度深度廣度溫度壓力力量方向位置距離時間空間討論爭議支持反對懷疑相信希望擔心補充修改刪除"
    "增加減少保留公開隱藏記錄觀察比較解釋說明提醒要求允許禁止開始結束繼續停止回到離開打開關閉慢慢忽然仍然",
)
"""Of these the sentences are that say nothing of the field: two articles have hardly a sentence in common, as real ones."""
_SURNAMES = "王李張劉陳楊黃趙吳周徐孫馬朱胡郭何高林羅"
_GIVEN = "明華文建國麗芳偉靜強磊洋勇艷傑娟濤超秀英"


class Zipf:
    """Ranks whose frequency falls with the rank."""

    def __init__(self, size: int, exponent: float = 1.0) -> None:
        self._sums = list(accumulate(1 / (rank + 2) ** exponent for rank in range(size)))

    def draw(self, chance: random.Random) -> int:
        """One rank, 0-based."""
        return bisect(self._sums, chance.random() * self._sums[-1])


class Vocabulary:
    """What articles speak of."""

    def __init__(self, knowledge: Knowledge) -> None:
        chance = random.Random(1)
        self.labs = self._known(knowledge, "Lab", chance)
        self.behaviors = self._known(knowledge, "Behavior", chance)
        self.benchmarks = self._known(knowledge, "Benchmark", chance)
        self.organizations = self._known(knowledge, "Organization", chance)
        self.studies = self._known(knowledge, "Study", chance)
        self.scenarios = self._known(knowledge, "Scenario", chance)
        self.models = [self._model(rank) for rank in range(_MODELS)]
        self.people = [self._person(rank) for rank in range(_PEOPLE)]
        self.zipf = {id(names): Zipf(len(names)) for names in vars(self).values() if isinstance(names, list)}

    def draw(self, chance: random.Random, names: list[Name]) -> Name:
        """One of these, the first ones oftener."""
        return names[self.zipf[id(names)].draw(chance)]

    @staticmethod
    def _known(knowledge: Knowledge, type_: EntityType, chance: random.Random) -> list[Name]:
        names = [(k.id, k.name, k.hant or k.name, k.hans or k.name) for k in knowledge.known.values() if k.type == type_]
        chance.shuffle(names)
        return names

    @staticmethod
    def _model(rank: int) -> Name:
        family, number = _FAMILIES[rank % len(_FAMILIES)], rank // len(_FAMILIES)
        name = f"{family} {number // 10 + 1}.{number % 10}"
        return (entity_id("Model", normalize(name)), name, name, name)

    @staticmethod
    def _person(rank: int) -> Name:
        a, b, c = rank % 20, rank // 20 % 20, (rank // 400 + rank) % 20
        name = _SURNAMES[a] + _GIVEN[b] + _GIVEN[c]
        return (entity_id("Person", normalize(name)), name, name, normalize(name))


class Corpus:
    """Articles by number. The same seed and number give the same facts, however many are asked for."""

    def __init__(self, seed: int = 7, knowledge: Knowledge | None = None) -> None:
        self.seed = seed
        known = knowledge or load()
        self.vocabulary = Vocabulary(known)
        self.generator = Generator("generated", known.hash)

    def articles(self, claims: int) -> Iterator[ArticleFacts]:
        """As many articles as have about so many claims together: at least that many."""
        number = made = 0
        while made < claims:
            facts = self.article(number)
            yield facts
            number, made = number + 1, made + len(facts.claims)

    def article(self, number: int, *, edition: int = 0) -> ArticleFacts:
        """One article; `edition` above 0 is the same after an edit of one sentence in its middle."""
        chance = random.Random(f"{self.seed}/{number}")
        of = number
        if number > 100 and chance.random() < 0.01:
            of = chance.randrange(number)
        return _Writer(self, number, random.Random(f"{self.seed}/text/{of}"), edition).facts(copy=of != number)


class _Writer:
    """Writes one article: the text grows sentence by sentence, and each claim keeps its place."""

    def __init__(self, corpus: Corpus, number: int, chance: random.Random, edition: int) -> None:
        self.corpus, self.number, self.chance, self.edition = corpus, number, chance, edition
        self.id = f"generated/{number:07}.md"
        self.hant = chance.random() < 0.5
        self.text = ""
        self.line = 1
        self.mentions: dict[str, list[Mention]] = {}
        self.names: dict[str, Name] = {}
        self.claims: list[Claim] = []
        self.seen: Counter[str] = Counter()
        self.focus = [self._draw("models") for _ in range(4)]
        """The models that the article is about."""

    def facts(self, *, copy: bool) -> ArticleFacts:
        count = max(5, min(40, round(self.chance.lognormvariate(2.5, 0.55))))
        for number in range(count):
            relation = self.chance.choices(list(_SENTENCES), _WEIGHTS)[0]
            self._claim(relation, edited=self.edition > 0 and number == count // 2)
            if self.chance.random() < 0.7:
                filler = "".join(self.chance.choices(_WORDS, k=self.chance.randint(10, 30)))
                self._write(self._script(f"{filler}。") + ("\n" if self.chance.random() < 0.5 else ""))
        if copy:
            self._write("（轉載）")
        day = date(2023, 1, 1) + timedelta(days=self.chance.randrange(1000) + copy)
        normal = normalize(self.text)
        header = ArticleHeader(
            id=self.id, path=self.id, title=f"第 {self.number} 份評測", date=day.isoformat(), source=f"評測社 {self.chance.randrange(400)}",
            url=None, language="zh", script="hant" if self.hant else "hans", encoding="utf-8",
            sha256=hashlib.sha256(self.text.encode()).hexdigest(), text=self.text, fingerprint=fingerprint(normal),
        )  # fmt: skip
        return ArticleFacts(
            generator=self.corpus.generator, article=header, entities=tuple(self._entities()), claims=tuple(self.claims), issues=()
        )

    def _entities(self) -> Iterator[Entity]:
        for id_, mentions in sorted(self.mentions.items()):
            _, name, *_ = self.names[id_]
            yield Entity(id_, entity_type(id_), name, tuple(sorted({m.text for m in mentions} - {name})), tuple(mentions))

    def _draw(self, kind: str) -> Name:
        names: list[Name] = getattr(self.corpus.vocabulary, kind)
        return self.corpus.vocabulary.draw(self.chance, names)

    def _claim(self, relation: Relation, *, edited: bool) -> None:
        subject, object_ = self._ends(relation)
        on = self._draw("benchmarks") if relation == "COMPARED" else None
        sources = self._sources() if "{who}" in _SENTENCES[relation] else []
        condition = self.chance.choice(_CONDITIONS).format(n=self.chance.randint(2, 9)) if self.chance.random() < 0.3 else None
        condition = self._script(condition) if condition and "{condition}" in _SENTENCES[relation] else None
        scenario = self._draw("scenarios") if relation == "EXHIBITED" and self.chance.random() < 0.1 else None
        year = self.chance.randint(2023, 2026) if self.chance.random() < 0.1 else None
        polarity = self.chance.choices(("asserted", "negated", "hedged"), (85, 8, 7))[0]
        measured = relation in ("EXHIBITED", "SCORED", "MEASURED")
        rate = round(self.chance.betavariate(1.2, 2), 3)
        value = 0.0 if polarity == "negated" else round(0.999 - rate, 3) if edited else rate
        parts = {
            "who": self._script("據") + "引述".join(self._called(name) for name in sources) + "，" if sources else "",
            "when": f"{year} 年，" if year else "", "condition": f"{condition}，" if condition else "", "s": self._called(subject),
            "o": object_ if isinstance(object_, str) else self._called(object_), "on": self._called(on) if on else "",
            "value": f"{value:.1%}" if relation != "MEASURED" else f"{value * 1000:g} 億",
        }  # fmt: skip
        start, end = self._write(("更正：" if edited else "") + self._fill(_SENTENCES[relation], parts))
        sentence = self.text[start:end]
        argument = Argument(None, object_) if isinstance(object_, str) else Argument(object_[0], object_[1])
        said: dict[str, Any] = {"condition": condition, "polarity": polarity}
        if measured:
            unit = {"EXHIBITED": "rate", "SCORED": "score"}.get(relation, "parameters")
            said |= {"value": value, "unit": unit, "comparator": "=", "rate": value if unit != "parameters" else None}
        if relation == "COMPARED":
            said["direction"] = "higher"
        if relation == "AFFILIATED_WITH":
            said |= {"role": "研究員", "status": self.chance.choice(("current", "former"))}
        whole = Argument(subject[0], subject[1])
        id_ = claim_id(self.id, relation, whole, argument, said.get("value"), polarity, condition, sentence)
        self.seen[id_] += 1
        self.claims.append(
            Claim(
                id_ if self.seen[id_] == 1 else f"{id_}-{self.seen[id_]}", relation, whole, argument,
                Evidence(sentence, start, end, self.line, self.chance.choices(("body", "summary", "list"), (85, 10, 5))[0]),
                "generated", self._spans(start, sentence, parts), on=Argument(on[0], on[1]) if on else None,
                scenario=Argument(scenario[0], scenario[1]) if scenario else None,
                attribution=tuple(Source(name[0], name[1]) for name in sources),
                origin=Source(sources[-1][0], sources[-1][1]) if sources else None,
                time=Time(f"{year}-01-01", f"{year}-12-31", "year", f"{year} 年") if year else None,
                implicit_subject=self.chance.random() < 0.1, **said,
            )
        )  # fmt: skip
        if scenario:
            self.names[scenario[0]] = scenario
            self.mentions.setdefault(scenario[0], [])

    def _ends(self, relation: Relation) -> tuple[Name, Name | str]:
        model = self.chance.choice(self.focus) if self.chance.random() < 0.8 else self._draw("models")
        other = self._draw("models")
        match relation:
            case "EXHIBITED":
                return model, self._draw("behaviors")
            case "SCORED":
                return model, self._draw("benchmarks")
            case "COMPARED":
                return model, other if other != model else self.corpus.vocabulary.models[-1]
            case "AFFILIATED_WITH":
                return self._draw("people"), self._draw("labs" if self.chance.random() < 0.7 else "organizations")
            case "SAID":
                return self._draw("people"), self._script(self.chance.choice(_TOPICS))
            case "EVALUATED":
                return self._draw("organizations"), model
            case "DEVELOPED":
                return self._draw("labs"), model
            case "PUBLISHED":
                return self._draw("labs"), self._draw("studies")
            case _:
                return model, self._script(self.chance.choice(_METRICS))

    def _sources(self) -> list[Name]:
        kinds = ("studies", "labs", "organizations", "people")
        wanted = self.chance.choices((0, 1, 2, 3), (40, 40, 15, 5))[0]
        found = [self._draw(self.chance.choice(kinds)) for _ in range(wanted)]
        return list(dict.fromkeys(found))

    def _called(self, name: Name) -> str:
        """As this article calls it: mostly in its own script, sometimes by the canonical name."""
        self.names[name[0]] = name
        self.mentions.setdefault(name[0], [])
        return name[1] if self.chance.random() < 0.2 else name[2] if self.hant else name[3]

    def _fill(self, template: str, parts: dict[str, str]) -> str:
        fixed = template if self.hant else normalize(template)
        return fixed.format(**parts)

    def _script(self, text: str) -> str:
        return text if self.hant else normalize(text)

    def _write(self, sentence: str) -> Span:
        start = len(self.text)
        self.text += sentence
        self.line += sentence.count("\n")
        for id_, mentions in self.mentions.items():
            for written in set(self.names[id_][1:]):
                at = sentence.find(written)
                if at >= 0:
                    mentions.append(Mention(written, start + at, start + at + len(written)))
        return start, start + len(sentence.rstrip("\n"))

    @staticmethod
    def _spans(start: int, sentence: str, parts: dict[str, str]) -> Spans:
        def place(part: str) -> tuple[Span, ...]:
            words = parts[part].strip("據据，")
            at = sentence.find(words) if words else -1
            return ((start + at, start + at + len(words)),) if at >= 0 else ()

        value = place("value")
        return Spans(subject=place("s"), object=place("o"), value=value, condition=place("condition"), attribution=place("who"))


def write_articles(folder: Path, articles: Iterable[ArticleFacts]) -> None:
    """The texts of articles as files, for extraction to read."""
    for facts in articles:
        header = facts.article
        front = f"---\ntitle: {header.title}\ndate: {header.date}\nsource: {header.source}\n---\n\n"
        (folder / Path(header.path).name).write_text(front + (header.text or ""), encoding="utf-8")


def main() -> None:
    claims, file = int(sys.argv[1]), Path(sys.argv[2])
    with file.open("wb") as out:
        for facts in Corpus().articles(claims):
            out.write(msgspec.json.encode(facts) + b"\n")


if __name__ == "__main__":
    main()
