"""The same text is known again after light edits, and another text is not taken for it."""

import random
from collections.abc import Sequence

from kgx.text.fingerprint import SIZE, fingerprint, same, sketch
from kgx.text.normal import fold_characters, lower

CHARACTERS = [chr(code) for code in range(0x4E00, 0x5200)]


def sketched(text: str) -> Sequence[int]:
    written = fingerprint(lower(fold_characters(text)))
    assert written is not None
    return sketch(written)


def made(length: int, seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(CHARACTERS) for _ in range(length))


def test_light_edits_leave_it_the_same() -> None:
    text = made(900, 1)
    edited = list(text)
    for at in range(0, 900, 30):
        edited[at] = "龘"
    assert same(sketched(text), sketched("".join(edited)))
    assert same(sketched(text), sketched(text[:700]))
    assert not same(sketched(text), sketched(text[:300]))
    assert not same(sketched(text), sketched(made(900, 2)))


def test_script_width_and_marks_do_not_count() -> None:
    hant = "研究人員發現，這個模型在受到威脅時會選擇隱瞞自己的行為，勒索率高達９６％。" * 2
    hans = "研究人员发现这个模型，在受到威胁时会选择隐瞒自己的行为。\n\n勒索率高达96%！" * 2
    assert sketched(hant) == sketched(hans)


def test_a_short_text_has_to_be_the_same_and_a_line_has_none() -> None:
    text = made(60, 3)
    assert len(sketched(text)) < SIZE
    assert same(sketched(text), sketched(text))
    assert not same(sketched(text), sketched(text[:59] + "龘"))
    assert fingerprint("勒索率为96%。") is None
