"""Each kind of fault lowers its own figures and no other."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from kgx.evaluate import ArticleLabels, ClaimLabel, Counts, EntityLabel, score_article
from kgx.evaluate.figures import Figure
from kgx.evaluate.labels import Labelled
from kgx.model.claim import Argument, Claim, Source
from kgx.model.facts import ArticleFacts
from tests.evaluate.made import CORPUS, corpus, facts

TEXT = (
    "據《代理型錯位》報告，甲模型在提示微調後勒索率為 96%，乙模型為 24/25。\n"
    "多數模型會說謊。陳大文曾任職於某實驗室，現職另一實驗室。\n"
    "乙模型或許也會隱瞞。\n"
)
LABELS = ArticleLabels(
    id="made",
    entities=(
        EntityLabel("model", "甲模型", ("甲模型",)),
        EntityLabel("modelfamily", "乙模型", ("乙模型",)),
        EntityLabel("behavior", "blackmail", ("勒索",)),
        EntityLabel("behavior", "deception", ("說謊", "隱瞞")),
        EntityLabel("study", "Agentic Misalignment", ("代理型錯位",)),
        EntityLabel("lab", "某實驗室", ("某實驗室",)),
        EntityLabel("person", "陳大文", ("陳大文",)),
    ),
    claims=(
        ClaimLabel("exhibited", "甲模型", "blackmail", TEXT.split("，乙")[0], 0.96, "rate", condition="提示微調後",
                   attribution="Agentic Misalignment; 報告"),
        ClaimLabel("exhibited", "乙模型", "blackmail", "乙模型為 24/25", 24, "count", denominator=25),
        ClaimLabel("exhibited", "(多數模型)", "deception", "多數模型會說謊。"),
        ClaimLabel("departed", "陳大文", "某實驗室", "陳大文曾任職於某實驗室"),
        ClaimLabel("exhibited", "乙模型", "deception", "乙模型或許也會隱瞞。", polarity="hedged", optional=True),
    ),
)  # fmt: skip
ONE = Labelled(LABELS, CORPUS / "articles" / "made.md", TEXT)
RIGHT = facts(ONE)


def claims(number: int, change: Callable[[Claim], Claim] | None) -> ArticleFacts:
    """The right facts with one claim changed, or left out."""
    kept = list(RIGHT.claims)
    if change is None:
        del kept[number]
    else:
        kept[number] = change(kept[number])
    return replace(RIGHT, claims=tuple(kept))


def lowered(given: ArticleFacts | None) -> dict[str, Figure]:
    """The figures that are not as they are for right facts."""
    best = score_article(LABELS, RIGHT, TEXT).figures
    return {name: figure for name, figure in score_article(LABELS, given, TEXT).figures.items() if figure != best[name]}


def test_right_facts_have_no_fault() -> None:
    for one in (ONE, *corpus()):
        score = score_article(one.labels, facts(one, optional=False), one.text)
        assert score.faults == ()
        assert {name for name, f in score.figures.items() if (f.f1 if isinstance(f, Counts) else f.share) < 1} == set()
    assert score_article(LABELS, RIGHT, TEXT).figures["number"] == Counts(2, 0, 0)


NUMBER = {"number", "number.exhibited", "number.subject-value", "rates-given"}


@pytest.mark.parametrize(
    ("number", "change", "figures"),
    [
        (0, None, NUMBER | {"behavior", "polarity", "attribution", "condition", "spans", "spans.parts"}),
        (0, lambda c: replace(c, value=0.95), NUMBER | {"polarity", "attribution", "condition"}),
        (0, lambda c: replace(c, value=96.0), NUMBER | {"polarity", "attribution", "condition"}),
        (0, lambda c: replace(c, polarity="hedged"), {"polarity"}),
        (0, lambda c: replace(c, polarity="negated"), {"polarity", "behavior"}),
        (0, lambda c: replace(c, attribution=()), {"attribution"}),
        (0, lambda c: replace(c, attribution=(Source(None, "某媒體"), *c.attribution)), {"attribution"}),
        (0, lambda c: replace(c, condition="提示"), {"condition"}),
        (0, lambda c: replace(c, condition="提示微調", attribution=(Source(None, "報告"),)), set()),
        (0, lambda c: replace(c, condition=None, on=Argument(None, "提示微調後")), set()),
        (0, lambda c: replace(c, subject=Argument("x", "甲模型 ")), set()),
        (0, lambda c: replace(c, evidence=replace(c.evidence, start=1)), {"spans"}),
        (0, lambda c: replace(c, spans=replace(c.spans, cue=((5, 5),))), {"spans.parts"}),
        (1, lambda c: replace(c, value=0.96, unit="rate", denominator=None), set()),
        (2, None, {"behavior.group", "spans", "spans.parts"}),
        (2, lambda c: replace(c, subject=Argument(None, "(另一些)")), set()),
        (2, lambda c: replace(c, value=0.6), {"number.group"}),
        (3, lambda c: replace(c, object=c.subject), {"relation", "relation.left"}),
        (4, None, {"spans", "spans.parts"}),
        (4, lambda c: replace(c, polarity="negated"), {"behavior"}),
        (4, lambda c: replace(c, polarity="asserted", value=0.5), set()),  # spared by subject, object and denial, whatever its number
    ],
)  # fmt: skip
def test_a_fault_in_a_claim_lowers_its_figures(number: int, change: Callable[[Claim], Claim] | None, figures: set[str]) -> None:
    assert set(lowered(claims(number, change))) == figures


@pytest.mark.parametrize(
    ("name", "changes", "figures"),
    [
        ("甲模型", {"name": "甲模型 2"}, {"entity.model": Counts(1, 1, 1)}),
        ("甲模型", {"type": "ModelFamily"}, {}),
        ("甲模型", {"type": "Person"}, {"entity.model": Counts(1, 0, 1), "entity.person": Counts(1, 1, 0)}),
        ("陳大文", {"name": "陈大文"}, {}),
        ("Agentic Misalignment", {"name": "代理型錯位研究"}, {}),  # it shares a mention
        ("Agentic Misalignment", {"name": "某研究", "mentions": ()}, {"entity.study": Counts(0, 1, 1)}),
    ],
)
def test_a_fault_in_an_entity_lowers_its_figures(name: str, changes: dict[str, str], figures: dict[str, Figure]) -> None:
    entities = tuple(replace(e, **changes) if e.name == name else e for e in RIGHT.entities)
    found = lowered(replace(RIGHT, entities=entities))
    found.pop("entity", None)
    found.pop("spans", None)
    assert found == figures


def test_faults_have_place_rule_and_figures() -> None:
    false = replace(RIGHT.claims[0], value=0.12)
    score = score_article(LABELS, replace(RIGHT, claims=(false, *RIGHT.claims[1:])), TEXT)
    by_kind = {fault.kind: fault for fault in score.faults}
    assert set(by_kind) == {"miss", "false"}
    assert by_kind["false"].rule == "made"
    assert by_kind["false"].id == "c0"
    assert by_kind["false"].what == "甲模型 EXHIBITED blackmail 0.12"
    assert by_kind["miss"].what == "甲模型 EXHIBITED blackmail 0.96"
    assert by_kind["miss"].figures == ("number",)
    assert by_kind["miss"].line == 1
    late = score_article(LABELS, claims(3, None), TEXT).faults
    assert [(fault.figures, fault.line) for fault in late] == [(("relation.left",), 2)]


def test_no_facts_are_all_misses() -> None:
    score = score_article(LABELS, None, TEXT)
    assert {fault.kind for fault in score.faults} == {"miss"}
    assert score.figures["number"] == Counts(0, 0, 2)
    assert score.figures["behavior"] == Counts(0, 0, 2)
    assert score.figures["entity"] == Counts(0, 0, 7)
