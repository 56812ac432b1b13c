"""The data of questions keeps its form, and names only what there is."""

from pathlib import Path
from typing import get_args

import pytest
import yaml

from kgx.errors import KnowledgeError
from kgx.knowledge import load
from kgx.model.claim import Relation
from kgx.query import names
from kgx.query.ask import lexicon as module
from kgx.query.ask.lexicon import Deed, Frame, Sentence, Word, lexicon

FILES = {"words.yaml": Word, "deeds.yaml": Deed, "frames.yaml": Frame, "sentences.yaml": Sentence}


def test_behaviors_scenarios_relations_and_recipes_exist() -> None:
    known = load().known
    assert set(lexicon().deeds.values()) <= set(known)
    relations = {relation for frame in lexicon().frames.values() for relation in frame.relations}
    assert relations == set(get_args(Relation))
    recipes = {word.value for words in lexicon().words for word in words if word.kind == "recipe"}
    assert recipes <= set(names())


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("change", ["key", "type", "missing"])
def test_a_fault_in_a_file_is_named(file: str, change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = yaml.safe_load((Path(module.__file__).with_name("data") / file).read_text(encoding="utf-8"))
    broken = records[1]
    if change == "key":
        broken["colour"] = "red"
    elif change == "type":
        broken["en" if "en" in broken else "subjects"] = 1
    else:
        del broken["en" if "en" in broken else "subjects"]
    (tmp_path / file).write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr(module, "_DATA", tmp_path)
    module._read.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match=rf"{file}: record 2"):
            module._read(file, FILES[file])
    finally:
        module._read.cache_clear()


def test_a_sentence_has_the_same_fields_in_every_language() -> None:
    with pytest.raises(ValueError, match="same fields"):
        Sentence(en="{n} found", hant="找到", hans="找到")
    assert Sentence(en="{n} found", hant="找到 {n} 條", hans="找到 {n} 条").say("hant", n=3) == "找到 3 條"
