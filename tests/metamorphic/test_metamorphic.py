"""What holds of the project's own labelled sentences holds of their variants: gates over all, by kind, and on what was tried."""

from collections import Counter

import pytest

from tests.metamorphic.run import all_outcomes, shares
from tests.metamorphic.seeds import facts_of, seeds
from tests.metamorphic.variants import KINDS, Variant

OVERALL = 0.985
LEAST = 0.9
"""What each kind must reach."""


def test_there_is_enough_to_try() -> None:
    found = shares(all_outcomes())
    assert len(found) >= 100
    assert sum(share.made for share in found) >= 9000
    assert len(seeds()) >= 140
    assert {share.group for share in found} == {kind.group for kind in KINDS.values()}


def test_over_all() -> None:
    found = all_outcomes()
    assert sum(outcome.fault is None for outcome in found) >= OVERALL * len(found)


@pytest.mark.parametrize("kind", list(KINDS))
def test_kind(kind: str) -> None:
    faults = [o for o in all_outcomes() if o.kind == kind and o.fault]
    made = Counter(o.kind for o in all_outcomes())[kind]
    assert made, "no seed fits this kind"
    told = "\n".join(f"{o.article}: {o.fault}\n  {o.text!r}" for o in faults[:5])
    assert len(faults) <= max(1, (1 - LEAST) * made), told  # one of few is no share


SENTENCE = "GPT-9 的勒索率为 96%。"
KEY = ("EXHIBITED", "gpt-9", "blackmail", 0.96, "asserted")


def test_a_fault_is_seen() -> None:
    facts = facts_of(SENTENCE)
    assert Variant(SENTENCE, frozenset([KEY])).fault(facts) is None
    assert Variant(SENTENCE).fault(facts) == "false EXHIBITED gpt-9 blackmail 0.96 asserted"
    assert Variant(SENTENCE, allowed=frozenset([KEY])).fault(facts) is None
    assert Variant(SENTENCE, barred=frozenset([KEY])).fault(facts) is not None
    other = ("SCORED", "gpt-9", "mmlu", 0.5, "asserted")
    assert Variant(SENTENCE, frozenset([KEY, other])).fault(facts) == "missed SCORED gpt-9 mmlu 0.5 asserted"
    assert Variant(SENTENCE, frozenset([KEY]), source="METR").fault(facts) == "source None, not METR"
    assert Variant(SENTENCE, frozenset([KEY]), comparator=">").fault(facts) == "comparator =, not >"
    assert Variant(SENTENCE, frozenset([KEY]), condition="联网").fault(facts) == "no condition 联网"
