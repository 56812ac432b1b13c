"""Which local ids are one entity: what articles teach, and what users judge above it."""

import itertools

from kgx.graph.identity import canonical
from kgx.model.graph import Called
from kgx.model.judgement import Action, Judgement

IZMAILOV = Called("person:pavel-izmailov", "Pavel Izmailov", ("伊茲邁洛夫",), 1)
CHINESE = Called("person:伊兹迈洛夫", "伊茲邁洛夫", (), 1)
OTHER = Called("person:i.-z.", "I. Z.", (), 1)
HAN = Called("person:王伟", "王伟", (), 3)


def on(action: Action, a: Called | str, b: Called | str) -> Judgement:
    return Judgement(action, *(x if isinstance(x, str) else x.local for x in (a, b)))


def test_a_gloss_joins_until_a_judgement_parts() -> None:
    called = [IZMAILOV, CHINESE]
    assert canonical(called, ()) == {CHINESE.local: IZMAILOV.local}
    assert canonical(called, (), [on("split", CHINESE, IZMAILOV)]) == {}
    assert canonical(called, (), [on("merge", CHINESE, IZMAILOV)]) == {CHINESE.local: IZMAILOV.local}


def test_the_first_of_a_group_is_known_then_latin() -> None:
    assert canonical([HAN, OTHER], (), [on("merge", HAN, OTHER)]) == {HAN.local: OTHER.local}
    assert canonical([HAN, OTHER], {HAN.local}, [on("merge", HAN, OTHER)]) == {OTHER.local: HAN.local}
    apart = Called("person:王伟@a.md", "王伟", (), 1)
    assert canonical([HAN, apart], (), [on("split", HAN, apart)]) == {}
    assert canonical([HAN, apart], (), [on("merge", HAN, apart)]) == {apart.local: HAN.local}
    assert canonical([HAN, apart, OTHER], (), [on("merge", OTHER, apart)]) == {apart.local: OTHER.local}


def test_judgements_join_what_is_known_and_articles_do_not() -> None:
    known = {IZMAILOV.local, CHINESE.local}
    assert canonical([IZMAILOV, CHINESE], known) == {}
    assert canonical([IZMAILOV, CHINESE], known, [on("merge", CHINESE, IZMAILOV)]) == {CHINESE.local: IZMAILOV.local}


def test_a_name_of_two_that_are_judged_one_is_the_name_of_one() -> None:
    second = Called("person:p.-izmailov", "P. Izmailov", ("伊茲邁洛夫",), 1)
    assert canonical([IZMAILOV, CHINESE, second], ()) == {}
    joined = canonical([IZMAILOV, CHINESE, second], (), [on("merge", IZMAILOV, second)])
    assert set(joined.values()) == {IZMAILOV.local}
    assert set(joined) == {CHINESE.local, second.local}


def test_a_split_stands_above_merges_that_would_lead_around_it() -> None:
    judgements = [on("merge", HAN, OTHER), on("merge", OTHER, IZMAILOV), on("split", HAN, IZMAILOV)]
    results = {
        tuple(sorted(canonical(called, (), order).items()))
        for called in itertools.permutations([HAN, OTHER, IZMAILOV])
        for order in itertools.permutations(judgements)
    }
    assert len(results) == 1
    joined = dict(results.pop())
    assert joined.get(HAN.local, HAN.local) != joined.get(IZMAILOV.local, IZMAILOV.local)


def test_what_no_article_uses_is_no_first() -> None:
    assert canonical([HAN], {"person:known"}, [on("merge", HAN, "person:known")]) == {"person:known": HAN.local}
    around = [on("merge", HAN, "person:gone"), on("merge", "person:gone", OTHER)]
    assert canonical([HAN, OTHER], (), around)[HAN.local] == OTHER.local
