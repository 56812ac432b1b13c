"""Names that people add: in both scripts, none twice, none of another's."""

from pathlib import Path

import pytest

import kgx
from kgx.errors import KnowledgeError, UsageError
from kgx.knowledge import load
from kgx.knowledge.own import Added, Addition, add, read_table, type_of
from kgx.model.entity import EntityType


def one(
    type_: EntityType, name: str, *aliases: str, broader: tuple[str, ...] = (), weak: tuple[str, ...] = (), kind: str | None = None
) -> Addition:
    return Addition(type=type_, name=name, aliases=aliases, broader=broader, weak=weak, kind=kind)


def added(folder: Path, *additions: Addition) -> Added:
    return add(folder, additions)[-1]


def refused(folder: Path, *additions: Addition) -> str:
    before = {path: path.read_bytes() for path in folder.glob("*")}
    with pytest.raises(UsageError) as raised:
        add(folder, additions)
    assert {path: path.read_bytes() for path in folder.glob("*")} == before, "something was written"
    return raised.value.message


@pytest.mark.parametrize(
    ("names", "hant", "hans", "converted"),
    [
        (("林大海",), ("林大海",), ("林大海",), ()),
        (("軟體園",), ("軟體園",), ("软件园",), ("软件园",)),
        (("软件园",), ("軟體園",), ("软件园",), ("軟體園",)),
        (("軟體園", "软件公园"), ("軟體園", "軟體公園"), ("软件公园", "软件园"), ("軟體公園", "软件园")),
        (("軟體園", "软件园"), ("軟體園",), ("软件园",), ()),
        (("陳智峰",), ("陳智峰",), ("陈智峰",), ("陈智峰",)),
    ],
)
def test_the_other_script_is_filled_in_and_marked(
    tmp_path: Path, names: tuple[str, ...], hant: tuple[str, ...], hans: tuple[str, ...], converted: tuple[str, ...]
) -> None:
    told = added(tmp_path, one("Organization", *names))
    assert (told.hant, told.hans, told.converted) == (hant, hans, converted)
    (id_,) = _own(tmp_path)
    assert load(tmp_path).known[id_].record.converted == converted


def _own(folder: Path) -> set[str]:
    return set(load(folder).known) - set(load().known)


def test_the_latin_name_is_canonical(tmp_path: Path) -> None:
    assert added(tmp_path, one("Person", "林大海", "David Lin", "Dave Lin")).name == "David Lin"
    assert _own(tmp_path) == {"person:david-lin"}
    assert (tmp_path / "people.yaml").read_text(encoding="utf-8") == (
        "- name: David Lin\n  hant: [林大海]\n  hans: [林大海]\n  en: [Dave Lin]\n"
    )


EVERY: list[tuple[Addition, str, str]] = [
    (one("Lab", "Xinghe AI", "星河智能實驗室"), "lab:xinghe-ai", "星河智能實驗室與星河智能实验室。"),
    (one("Organization", "星河觀察", kind="media"), "organization:星河观察", "星河觀察與星河观察。"),
    (one("Person", "林勁海", "David Lin"), "person:david-lin", "林勁海與林劲海。"),
    (one("ModelFamily", "Lumen", "流明鳥", broader=("xAI",)), "modelfamily:lumen", "流明鳥與流明鸟。"),
    (one("Model", "Xinghe-3", "星河三號", broader=("Grok",)), "model:xinghe-3", "星河三號與星河三号。"),
    (one("Behavior", "peer poisoning", "向同儕下毒", broader=("sabotage",)), "behavior:peer-poisoning", "模型向同儕下毒，也向同侪下毒。"),
    (one("Benchmark", "HanBench", "漢語長卷"), "benchmark:hanbench", "漢語長卷與汉语长卷。"),
    (one("Study", "《長夜報告》", broader=("OpenAI",)), "study:《长夜报告》", "《長夜報告》與《长夜报告》。"),
    (one("Scenario", "lost wallet", "遺失錢包"), "scenario:lost-wallet", "GPT-4 在遺失錢包與遗失钱包的測試裡。"),
]


@pytest.mark.parametrize(("addition", "id_", "text"), EVERY, ids=[a.type for a, _, _ in EVERY])
def test_every_type_is_found_in_both_scripts(tmp_path: Path, addition: Addition, id_: str, text: str) -> None:
    add(tmp_path, [addition])
    (entity,) = (e for e in kgx.extract(text, lexicon=tmp_path).entities if e.id == id_)
    assert (entity.type, len(entity.mentions)) == (addition.type, 2)
    assert id_ not in {e.id for e in kgx.extract(text).entities}


def test_versions_of_a_new_family_belong_to_it(tmp_path: Path) -> None:
    add(tmp_path, [one("ModelFamily", "Lumen", broader=("xAI",))])
    grammar = load(tmp_path).grammar
    for name in ("Lumen 3", "Lumen 3.5 Pro", "Lumen 4 mini"):
        match = grammar.parse(name)
        assert match is not None
        assert (match.type, match.family, match.lab) == ("Model", "Lumen", "xAI"), name


def test_new_names_are_added_to_what_is_there(tmp_path: Path) -> None:
    assert added(tmp_path, one("Person", "Sam Altman", "奧特嫚", "奧特曼")).hant == ("奧特嫚",)
    added(tmp_path, one("Person", "David Lin", "林大海"))
    told = added(tmp_path, one("Person", "David Lin", "林大洋"))
    assert told.extends
    aliases = load(tmp_path).aliases
    assert {aliases[name][0][0] for name in ("林大海", "林大洋")} == {"person:david-lin"}
    assert {aliases[name][0][0] for name in ("奥特嫚", "奥特曼")} == {"person:sam-altman"}


def test_what_a_file_holds_stays_as_it_is(tmp_path: Path) -> None:
    text = "# mine\n- {name: A B, hant: [], hans: []}   # no line end"
    (tmp_path / "people.yaml").write_text(text, encoding="utf-8")
    add(tmp_path, [one("Person", "C D")])
    assert (tmp_path / "people.yaml").read_text(encoding="utf-8") == text + "\n- name: C D\n  hant: []\n  hans: []\n"


def test_duplicates_and_collisions_are_refused(tmp_path: Path) -> None:
    add(tmp_path, [one("Person", "David Lin", "林大海")])
    assert "is there already" in refused(tmp_path, one("Person", "David Lin", "林大海"))
    assert "'林大海' belongs to David Lin already" in refused(tmp_path, one("Person", "林大海"))
    assert "'林大海' belongs to David Lin already" in refused(tmp_path, one("Person", "Peter Lin", "林大海"))
    assert "belongs to Sam Altman already (people.yaml)" in refused(tmp_path, one("Person", "奧特曼"))
    assert "belongs to Anthropic already (labs.yaml)" in refused(tmp_path, one("Organization", "Anthropic"))
    assert "is read already: model of OpenAI" in refused(tmp_path, one("Model", "GPT-9 mini", broader=("OpenAI",)))
    assert "belongs to Claude already" in refused(tmp_path, one("ModelFamily", "Qux", "克勞德", broader=("xAI",)))


def test_what_lacks_a_part_is_refused(tmp_path: Path) -> None:
    assert "needs an English name" in refused(tmp_path, one("Behavior", "拍馬屁"))
    assert "say whose it is" in refused(tmp_path, one("ModelFamily", "Qux"))
    assert "is named 'Nobody'" in refused(tmp_path, one("ModelFamily", "Qux", broader=("Nobody",)))
    assert "belongs to nothing broader" in refused(tmp_path, one("Person", "A B", broader=("xAI",)))
    assert "only an organization has a kind" in refused(tmp_path, one("Person", "A B", kind="media"))
    assert "Invalid enum value 'pub'" in refused(tmp_path, one("Organization", "A B", kind="pub"))
    assert "too short" in refused(tmp_path, one("Person", "海"))


def test_faults_of_the_folder_come_first(tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text("- {nam: x}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"people\.yaml: record 1"):
        add(tmp_path, [one("Person", "A B")])


def test_weak_and_ordinary_names(tmp_path: Path) -> None:
    told = added(tmp_path, one("Person", "林大海", weak=("大海", "Dave")))
    assert (told.name, told.hant, told.weak, told.ordinary) == ("林大海", ("林大海",), ("大海", "Dave"), ())
    assert kgx.extract("大海很藍。", lexicon=tmp_path).entities == ()
    assert len(kgx.extract("林大海來了。大海說好。", lexicon=tmp_path).entities[0].mentions) == 2
    assert added(tmp_path, one("Person", "Peter Lin", "山水")).ordinary == ("山水",)


def test_a_table_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text(
        "\ufefftype,name,aliases,broader\nlab,Xinghe AI,星河智能实验室,\nmodel family,Lumen,流明鳥；流明雀,Xinghe AI\n"
        '"person","Lin, David",林大海|林大洋,\n',
        encoding="utf-8",
    )
    told = add(tmp_path / "own", read_table(table.read_bytes(), str(table)))
    assert [(t.type, t.name) for t in told] == [("Lab", "Xinghe AI"), ("ModelFamily", "Lumen"), ("Person", "Lin, David")]
    assert told[1].hant == ("流明鳥", "流明雀")
    with table.open("a", encoding="utf-8") as file:
        file.write("person,奧特曼,,\n")
    message = refused(tmp_path / "own", *read_table(table.read_bytes(), str(table)))
    assert f"{table}:2: Xinghe AI: is there already" in message
    assert f"{table}:5: 奧特曼: the name '奧特曼' belongs to Sam Altman" in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,type\nx\n", "names.csv:2: has another number of cells"),
        ("type,name\nfoo,x\nlab,\n", "names.csv:2: there is no type 'foo'"),
        ("type,name\nlab,\n", "names.csv:2: has no name"),
        ("type,title\nlab,x\n", "the first line is type,title"),
        ("", "the first line is empty"),
    ],
)
def test_a_table_that_does_not_fit_says_where(tmp_path: Path, text: str, said: str) -> None:
    table = tmp_path / "names.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        read_table(table.read_bytes(), str(table))
    assert said in raised.value.message


def test_types_as_people_write_them() -> None:
    assert {type_of(text) for text in ("model family", "Model-Family", "modelfamily", "MODEL_FAMILY")} == {"ModelFamily"}
    with pytest.raises(UsageError, match="robot"):
        type_of("robot")
