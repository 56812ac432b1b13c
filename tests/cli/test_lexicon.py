"""`kgx lexicon`, and the page of the documentation that shows it."""

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.running import Kgx, write_articles

PAGE = (Path(__file__).parents[2] / "docs" / "lexicon.md").read_text(encoding="utf-8")


@pytest.mark.embedded
def test_the_commands_of_the_page_do_what_it_says(kgx: Kgx) -> None:
    (article,) = re.findall(r"```markdown\n(.*?)```", PAGE, re.DOTALL)
    (table,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    (settings,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    write_articles(kgx.folder / "articles", {"lumen.md": article})
    (kgx.folder / "names.csv").write_text(table, encoding="utf-8")
    said = {}
    for block in re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("kgx ingest"):
                (kgx.folder / "kgx.toml").write_text(settings, encoding="utf-8")
            said[line] = kgx(*shlex.split(line)[1:])
    facts = said["kgx extract articles --lexicon lexicon --format table"].out
    assert re.search(r"Lumen 3 Pro +EXHIBITED +hallucination +0\.12", facts)
    assert re.search(r"David Lin +AFFILIATED_WITH +Xinghe AI", facts)
    assert "by OpenCC, not checked: 星河智慧實驗室" in said['kgx lexicon add lab "Xinghe AI" --alias 星河智能实验室'].err
    assert "David Lin" in said["kgx query affiliations person=林大海"].out
    assert re.search(r"lexicon +sha256:", said["kgx status"].out)
    assert "no faults" in said["kgx lexicon check"].err
    lumen = next(block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "Xinghe AI" in block)
    assert (kgx.folder / "lexicon" / "labs.yaml").read_text(encoding="utf-8") == re.sub(" +#.*", "", lumen)
    written = next(block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "blackmail" in block)
    (kgx.folder / "lexicon" / "behaviors.yaml").write_text(written, encoding="utf-8")
    kgx("lexicon", "check")


@pytest.mark.embedded
def test_another_lexicon_reads_the_articles_again(kgx: Kgx) -> None:
    write_articles(kgx.folder / "in", {"a.md": "林大海加入 OpenAI。\n"})
    assert "1 new" in kgx("ingest", "in").err
    made_with = {row["what"]: row["hash"] for row in json.loads(kgx("status", "--format", "json").out)}
    assert made_with["lexicon"] == "none"
    kgx("lexicon", "add", "person", "林大海", "--alias", "David Lin")
    assert "the next `kgx ingest` reads the articles again" in kgx("status", "--lexicon", "lexicon").err
    assert "1 changed" in kgx("ingest", "in", "--lexicon", "lexicon").err
    assert "1 unchanged" in kgx("ingest", "in", env={"KGX_LEXICON": "lexicon"}).err
    made_with = {row["what"]: row["hash"] for row in json.loads(kgx("status", "--format", "json").out)}
    facts = json.loads(kgx("extract", "in", "--lexicon", "lexicon").out)
    assert made_with["lexicon"] == facts["generator"]["lexicon"]
    assert '"person:david-lin"' in kgx("why", "林大海", "--format", "json", "--lexicon", "lexicon").out


def test_the_folder_stands_beside_kgx_toml(kgx: Kgx) -> None:
    (kgx.folder / "kgx.toml").write_text("", encoding="utf-8")
    inner = kgx.folder / "notes" / "here"
    inner.mkdir(parents=True)
    err = Kgx(inner, kgx.cache)("lexicon", "add", "person", "林大海").err
    assert (kgx.folder / "lexicon" / "people.yaml").is_file()
    assert 'in kgx.toml: lexicon = "lexicon"' in err
    (kgx.folder / "kgx.toml").write_text("lexicon = 'words'\n", encoding="utf-8")
    assert "in use through" in kgx("lexicon", "add", "person", "林大海").err
    assert (kgx.folder / "words" / "people.yaml").is_file()
    kgx("lexicon", "add", "person", "林大海", "--lexicon", "mine", "-q")
    assert (kgx.folder / "mine" / "people.yaml").is_file()


def test_faults_are_rows_and_the_exit_code_is_4(kgx: Kgx) -> None:
    assert "no faults" in kgx("lexicon", "check").err
    (kgx.folder / "own").mkdir()
    (kgx.folder / "own" / "people.yaml").write_text("- {name: A, hant: []}\n- {name: B C, hant: [奧特曼], hans: []}\n", encoding="utf-8")
    said = kgx("lexicon", "check", "own", "--format", "csv", code=4)
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert [(row["level"], Path(row["file"]).as_posix(), row["record"]) for row in rows] == [
        ("fault", "own/people.yaml", "record 1 (A)"),
        ("fault", "own/people.yaml", "B C"),
    ]
    assert "2 faults" in said.err
    write_articles(kgx.folder / "in")
    assert "B C: the name '奧特曼' belongs to Sam Altman already" in kgx("extract", "in", "--lexicon", "own", code=4).err
    assert len(kgx("lexicon", "check", "--warnings", "--format", "jsonl").out.splitlines()) > 100


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add"], "give a type and a name, or a table"),
        (["add", "person"], "give a type and a name, or a table"),
        (["add", "robot", "X"], "there is no type 'robot'"),
        (["add", "person", "奧特曼"], "belongs to Sam Altman already"),
        (["add", "--from", "nowhere.csv"], "no such file: nowhere.csv"),
        (["suggest", "nowhere"], "no such file or folder: nowhere"),
        (["check", "nowhere"], "lexicon folder does not exist: nowhere"),
    ],
)
def test_wrong_usage_says_what_would_be_right(kgx: Kgx, arguments: list[str], said: str) -> None:
    assert said in kgx("lexicon", *arguments, code=2).err
    assert not list(kgx.folder.iterdir())


def test_suggestions_can_be_added(kgx: Kgx) -> None:
    write_articles(kgx.folder / "in", {"a.md": "研究員德米特裡·沃爾克(Dmitri Volk)說，這不奇怪。\n"})
    table = kgx("lexicon", "suggest", "in", "--format", "csv").out
    (kgx.folder / "names.csv").write_text(table, encoding="utf-8")
    kgx("lexicon", "add", "--from", "names.csv")
    assert "Dmitri Volk" in (kgx.folder / "lexicon" / "people.yaml").read_text(encoding="utf-8")
    assert kgx("lexicon", "suggest", "in", "--format", "jsonl", "--lexicon", "lexicon").out == ""
