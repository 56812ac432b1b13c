"""A lexicon of one's own: over the shipped records, checked by the same schema, each fault named."""

from pathlib import Path

import pytest

import kgx
from kgx import api
from kgx.claims.signs import rules_of, wrong_patterns
from kgx.errors import KnowledgeError, UsageError
from kgx.knowledge import load
from kgx.knowledge.check import check
from kgx.knowledge.knowledge import Knowledge
from kgx.knowledge.rows import knowledge_source
from kgx.model.graph import EntityName
from kgx.text.normal import normalize

DAVID = "- {name: David Lin, hant: [林大海], hans: [林大海]}\n"


def lexicon(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as raised:
        load(folder)
    return raised.value.message.split("\n")


def names(knowledge: Knowledge, id_: str) -> set[str]:
    return {name for name, holders in knowledge.aliases.items() if id_ in {holder for holder, _ in holders}}


def test_own_names_are_found_in_both_scripts(tmp_path: Path) -> None:
    own = lexicon(tmp_path, organizations="- {name: 軟體園, kind: company, hant: [軟體園], hans: [软件园]}\n")
    for text in ("他在軟體園工作。", "他在软件园工作。"):
        assert [e.name for e in kgx.extract(text, lexicon=own).entities] == ["軟體園"]
        assert kgx.extract(text).entities == ()


def test_facts_say_which_lexicon(tmp_path: Path) -> None:
    own = lexicon(tmp_path, people=DAVID)
    generator = kgx.extract("林大海。", lexicon=own).generator
    assert generator.lexicon is not None
    assert generator.lexicon.startswith("sha256:")
    assert generator.knowledge == kgx.extract("林大海。").generator.knowledge
    assert kgx.extract("林大海。").generator.lexicon is None


def test_the_hash_is_of_the_content_not_of_the_place(tmp_path: Path) -> None:
    one, other = lexicon(tmp_path / "a", people=DAVID), lexicon(tmp_path / "b", people=DAVID)
    assert load(one).lexicon_hash == load(other).lexicon_hash
    lexicon(other, people=DAVID + "\n# a note\n")
    assert load(one).lexicon_hash != load(other).lexicon_hash


def test_a_record_replaces_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    own = lexicon(tmp_path, people="- {name: Sam Altman, hant: [奧特嫚], hans: [奥特嫚]}\n")
    assert names(load(own), "person:sam-altman") == {"sam altman", "奥特嫚"}


def test_a_record_that_extends_adds_to_it(tmp_path: Path) -> None:
    own = lexicon(
        tmp_path,
        people="- {name: Sam Altman, extends: true, hant: [奧特嫚], hans: [奥特嫚]}\n",
        behaviors="- {name: blackmail, extends: true, broader: [], hant: [], hans: [], cues: {hant: [拿照片逼], hans: [拿照片逼]}}\n",
        shapes="- {name: surname, extends: true, hant: [揭], hans: [揭]}\n",
    )
    before, after = load(), load(own)
    assert names(after, "person:sam-altman") == names(before, "person:sam-altman") | {"奥特嫚"}
    assert names(after, "behavior:blackmail") == names(before, "behavior:blackmail") | {"拿照片逼"}
    assert after.broader("behavior:blackmail") == before.broader("behavior:blackmail")
    assert after.known["person:sam-altman"].hant == before.known["person:sam-altman"].hant
    assert after.shapes["surname"] == before.shapes["surname"] | {"揭"}


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("people", "- {name: X Y, hant: [], hanz: []}\n", "people.yaml: record 1 (X Y): Object contains unknown field `hanz`"),
        ("people", "- {name: X Y, hant: []}\n", "people.yaml: record 1 (X Y): Object missing required field `hans`"),
        ("people", "name: X\n", "people.yaml: must be a list of records, is dict"),
        ("people", "- {name: [\n", "people.yaml: not valid YAML"),
        ("persons", DAVID, "persons.yaml: no knowledge file has this name"),
        ("people", DAVID * 2, "people.yaml: David Lin: is given twice"),
        ("people", "- {name: X Y, extends: true, hant: [], hans: []}\n", "X Y: extends a record that is not there"),
        ("people", "- {name: X Y, hant: [奧特曼], hans: []}\n", "X Y: the name '奧特曼' belongs to Sam Altman already (people.yaml)"),
        ("labs", "- {name: X Y, hant: [阿波羅研究所], hans: []}\n", "belongs to Apollo Research already (organizations.yaml)"),
        ("people", "- {name: X Y, hant: [王], hans: []}\n", "X Y: the name '王' is too short"),
        (
            "studies",
            "- {name: X Y, hant: [], hans: [], by: Nobody}\n",
            "X Y: by: nothing in labs.yaml or organizations.yaml or people.yaml",
        ),
        (
            "behaviors",
            "- {name: x, broader: [y], hant: [], hans: [], cues: {hant: [], hans: []}}\n",
            "x: broader: nothing in behaviors.yaml",
        ),
        ("benchmarks", "- {name: X, hant: [], hans: [], behavior: y}\n", "X: behavior: nothing in behaviors.yaml is named 'y'"),
        ("families", "- {name: X, lab: xAI, hant: [], hans: [], forms: ['X {v}']}\n", "X: the form 'X {v}' has an unknown slot 'v'"),
        ("families", "- {name: X, lab: xAI, hant: [], hans: [], forms: [X], version: '('}\n", "X: the pattern '(' does not compile"),
        ("cues__mine", "- {kind: negaton, hant: [], hans: []}\n", "negaton: no rule asks for this kind"),
        ("shapes", "- {name: surnames, hant: [], hans: []}\n", "surnames: no rule asks for this name"),
    ],
)
def test_a_fault_names_file_and_record(tmp_path: Path, file: str, text: str, said: str) -> None:
    own = lexicon(tmp_path, **{file: text})
    told = faults(own)
    assert len(told) == 1
    assert told[0].startswith(str(tmp_path))
    assert said in told[0]


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    own = lexicon(
        tmp_path, people="- {name: A B, hant: []}\n- 3\n", labs="- {name: [\n", studies="- {name: C, hant: [], hans: [], by: D}\n"
    )
    assert len(faults(own)) == 4


def test_a_folder_without_knowledge_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="no knowledge file"):
        load(tmp_path)
    with pytest.raises(UsageError, match="does not exist"):
        load(tmp_path / "nowhere")


@pytest.mark.parametrize(("pattern", "said"), [("(<s:Person>", "missing )"), ("<s:Persn>", "Persn"), ("{jion}<o:Lab>", "jion")])
def test_a_wrong_pattern_of_a_construction_is_a_fault(tmp_path: Path, pattern: str, said: str) -> None:
    own = lexicon(tmp_path, relations=f'- {{name: mine, relation: LEFT, pattern: "{pattern}", fires: a, silent: b}}\n')
    with pytest.raises(KnowledgeError, match=r"relations\.yaml: mine: ") as raised:
        rules_of(load(own))
    assert said in raised.value.message
    (fault,) = (f for f in api.check_lexicon(own) if f.level == "fault")
    assert (fault.file, fault.record) == (str(own / "relations.yaml"), "mine")
    article = tmp_path / "a.md"
    article.write_text("他離開 OpenAI。", encoding="utf-8")
    with pytest.raises(KnowledgeError):  # not a fault of the article
        list(kgx.extract_all(article, lexicon=own))


def test_the_shipped_files_have_no_fault() -> None:
    assert [str(fault) for fault in check(None, wrong_patterns) if fault.level == "fault"] == []


def test_scripts_that_differ_are_a_warning_where_stated(tmp_path: Path) -> None:
    own = lexicon(
        tmp_path,
        people="- {name: A B, hant: [歐巴瑪], hans: [奥巴巴]}\n- {name: C D, hant: [軟體王], hans: [软件王]}\n"
        "- {name: E F, hant: [柯德], hans: []}\n",
    )
    warned = {fault.record: fault.message for fault in check(own, wrong_patterns) if fault.file.startswith(str(own))}
    assert set(warned) == {"A B", "E F"}
    assert "欧巴玛" in warned["A B"]
    assert "only hant has a name" in warned["E F"]


def test_families_and_their_makers_have_names_in_both_scripts() -> None:
    rows = knowledge_source(load()).ask(
        [EntityName("modelfamily:claude", "ModelFamily", "Claude"), EntityName("model:smollm-2", "Model", "SmolLM 2")]
    )
    assert (rows.names["modelfamily:claude"].hant, rows.names["modelfamily:claude"].hans) == ("克勞德", "克劳德")
    assert ("organization:hugging-face", "modelfamily:smollm") in rows.makes  # a maker that is no lab


@pytest.mark.parametrize(
    ("behavior", "words"),
    [
        ("blackmail", "勒索 敲詐 要挾 要脅 敲竹槓"),
        ("hallucination", "幻覺 幻觉"),
        ("alignment faking", "偽裝對齊 对齐伪装"),
        ("malware generation", "撰寫惡意軟體 撰写恶意软件 编写恶意代码 編寫惡意程式碼"),
        ("privacy violation", "洩漏使用者資料 泄露用户数据 洩露個人資料 泄漏个人信息"),
        ("data leaking", "洩漏機密資料 泄露机密数据"),
        ("autonomous hacking", "駭客行為 黑客行为"),
    ],
)
def test_words_of_all_regions_mean_the_behavior(behavior: str, words: str) -> None:
    aliases = load().aliases
    for word in words.split():
        assert (f"behavior:{behavior.replace(' ', '-')}", False) in aliases.get(normalize(word), []), word
