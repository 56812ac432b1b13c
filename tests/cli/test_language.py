"""What kgx says to people, in English, 繁體 and 简体."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from opencc import OpenCC

import kgx as package
from kgx.cli import language
from kgx.cli.app import app
from kgx.cli.help import _wrapped
from kgx.errors import UsageError
from kgx.query import names, recipe
from kgx.settings import spoken
from tests.cli.running import Kgx, write_articles

SOURCE = Path(package.__file__).parent
SAID = {"UsageError", "InputError", "DatabaseError", "RefusedError", "AwayError", "CheckError", "KnowledgeError", "say", "complain", "tell"}
COMPUTED = [
    "the data folder graph lies under a file",
    "the knowledge files have 3 faults",
    "'2e9f16a0' is no claim of the graph",
    "article 'b.md' names nothing 'x'",
    "the graph has, among others: o3",
    "nothing in the graph answers that (understood: behavior: behavior:blackmail)",
    "no article in photos (passed over: 1 type)",
    "2 would be read with the extra [documents]",
    "a.html: 20,000,001 characters of HTML; no more than 20,000,000 are read",
    "{file}: 7 nodes, 12 edges",
    "1 added, 0 gone, 2 changed",
    "try",
]
"""What is put together by more than one expression."""
BEGUN = {"the data folder 7 7", "article 7 7", "the knowledge files have 7 fault7"}
"""The same, as the code begins it."""


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be: with 7 for what is put in, and both sides of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        heads = [""]
        for part in node.values:
            inner = part.value if isinstance(part, ast.FormattedValue) else part
            said = list(texts(inner)) if isinstance(inner, ast.IfExp | ast.Constant) else ["7"]
            heads = [head + more for head in heads for more in said or ["7"]]
        yield from heads


def messages() -> Iterator[tuple[str, str]]:
    """Every message and hint that the code states in one expression, with its module."""
    for path, tree in modules():
        named = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name) and target.id in ("hint", "message", "_HINT")
        }
        for call in ast.walk(tree):
            called = getattr(getattr(call, "func", None), "attr", getattr(getattr(call, "func", None), "id", None))
            if isinstance(call, ast.Call) and called in SAID and "ask" not in path.parts and call.args:
                said = [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg == "hint")]
                for node in said:
                    stated = named.get(node.id, node) if isinstance(node, ast.Name) else node
                    lines = [line for text in texts(stated) for line in text.split("\n")]
                    yield from ((path.name, line) for line in lines if not re.match(r"kgx \w+ (add|7)\b", line))  # an example is one


def untranslated(text: str, file: language.File = "messages") -> list[str]:
    """The languages in which a text stays as it is."""
    found = []
    for chosen in ("hant", "hans"):
        language.speak(chosen)
        if text.strip() and re.search("[a-z]{3}", text) and language.told(text, file) == text:
            found.append(chosen)
    language.speak("en")
    return found


def command_texts(command: Any) -> Iterator[str]:
    """The paragraphs of a command's help, what is said of its flags, and the same of the commands in it."""
    yield from (" ".join(part.split()) for part in inspect.cleandoc(command.help or "").split("\n\n"))
    yield from (param.help for param in command.params if getattr(param, "help", None))
    for inner in getattr(command, "commands", {}).values():
        yield from command_texts(inner)


def test_every_message_is_told_in_each_language() -> None:
    found = set(messages())
    assert len(found) > 250
    assert [pair for pair in sorted(found) if pair[1] not in BEGUN and untranslated(pair[1])] == []
    assert [text for text in COMPUTED if untranslated(text)] == []


def test_every_help_text_is_told_in_each_language() -> None:
    found = set(command_texts(typer.main.get_command(app)))
    assert len(found) > 80
    assert [text for text in sorted(found) if untranslated(text, "help")] == []


def test_every_heading_and_recipe_is_told_in_each_language() -> None:
    columns = {column.name for name in names() for column in recipe(name).columns if not column.hidden}
    for path, tree in modules():
        if path.parent.name == "cli":
            columns |= {
                str(node.args[0].value)
                for node in ast.walk(tree)
                if isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "Column"
                and isinstance(node.args[0], ast.Constant)
                and not any(keyword.arg == "hidden" for keyword in node.keywords)
            }
    assert len(columns) > 70
    assert [name for name in sorted(columns) if untranslated(name, "headings")] == []
    assert [name for name in names() if untranslated(recipe(name).question)] == []


@pytest.mark.parametrize("file", get_args(language.File))
def test_texts_are_in_the_script_of_their_language(file: language.File) -> None:
    found = language.records(file)
    assert len({record.en for record in found}) == len(found), "each once"
    to_hant, to_hans = OpenCC("s2tw"), OpenCC("t2s")
    for record in found:
        assert to_hant.convert(record.hant) == record.hant
        assert to_hans.convert(record.hans) == record.hans
        assert record.hant
        assert record.hans


def test_what_fits_no_template_stays() -> None:
    language.speak("hant")
    try:
        assert language.told("row numbers of Neo4j 12") == "row numbers of Neo4j 12"
        assert language.told("  passed over: 3 label, 1 oddity") == "  略過：3 label, 1 oddity"
        assert language.told("  passed over: 3 label, 1 readme") == "  略過：標註檔 3、說明檔 1"
        statement = "MATCH (c:Claim)-[:SUBJECT]->(x {id: $id})\nRETURN c.name AS name, {a: 1} AS b"
        assert language.told(statement) == statement
        assert language.told("no such folder: new, changed") == "沒有這個資料夾：new, changed"
    finally:
        language.speak("en")


def test_chinese_help_is_wrapped_by_the_width_of_its_signs() -> None:
    text = "輸出到哪裡；副檔名決定格式（例如 .graphml）。`-` 代表標準輸出。  [預設：無]"
    assert list(_wrapped(text, 24)) == ["輸出到哪裡；副檔名決定格", "式（例如 .graphml）。`-`", "代表標準輸出。", "[預設：無]"]
    assert "".join(_wrapped(text, 200)) == text


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "hant"),
        ({"LANG": "zh_CN.UTF-8"}, "hans"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "zh_HK"}, "hant"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "C", "KGX_LANG": "zh-Hant"}, "hant"),
        ({"LANG": "zh_TW.UTF-8", "KGX_LANG": "en"}, "en"),
        ({"LANG": "zh_TW.UTF-8", "KGX_LANG": ""}, "hant"),
        ({"KGX_LANG": "zh"}, "hans"),
    ],
)
def test_the_language_comes_from_kgx_lang_or_the_locale(environ: dict[str, str], expected: str) -> None:
    assert spoken(environ) == expected


def test_a_language_that_kgx_does_not_speak_is_an_error(kgx: Kgx) -> None:
    with pytest.raises(UsageError, match="klingon"):
        spoken({"KGX_LANG": "klingon"})
    assert "zh-Hant" in kgx("status", code=2, env={"KGX_LANG": "klingon"}).err


@pytest.mark.parametrize(
    ("chosen", "usage", "wrong", "hint"),
    [
        ("zh-Hant", "用法：kgx ask", "kgx: 沒有這個檔案或資料夾：nowhere\n", "請指定存在的檔案或資料夾"),
        ("zh-Hans", "用法：kgx ask", "kgx: 没有这个文件或文件夹：nowhere\n", "请指定存在的文件或文件夹"),
    ],
)
def test_help_and_errors_are_in_the_language(kgx: Kgx, chosen: str, usage: str, wrong: str, hint: str) -> None:
    env = {"KGX_LANG": chosen}
    assert kgx("ask", "--help", env=env).out.startswith(usage)
    error = kgx("extract", "nowhere", code=2, env=env).err
    assert error.startswith(wrong)
    assert hint in error
    assert kgx("ingset", code=2, env=env).err.startswith("kgx: 沒" if chosen == "zh-Hant" else "kgx: 没")


@pytest.mark.embedded
def test_a_graph_in_another_language(loaded: Kgx) -> None:
    env = {"KGX_LANG": "zh-Hant"}
    write_articles(loaded.folder / "articles")
    said = loaded("ingest", "articles", env=env).err
    assert re.fullmatch(
        r"寫入內嵌資料庫 \S.*（預設）\n文章：不變 2\n圖譜有 \d+ 個實體、\d+ 條論述（[\d.]+ 秒）\n試試看\n(  kgx query .*\n)+", said
    ), said
    head, *_ = loaded("query", "rates", "behavior=blackmail", env=env).out.splitlines()
    assert head.split() == ["#", "模型", "行為", "比率", "出處", "日期", "文章數", "檔案"]
    checks = loaded("doctor", env=env, code=0).out.splitlines()
    assert [line.split()[1:3] for line in checks[3:]][-2:] == [["圖譜", "正常"], ["結構", "正常"]]
    assert not any(line.split()[1].isascii() for line in checks[2:])
    for id_ in ("1", "Claude Opus 4"):
        rows = [line.split()[1] for line in loaded("why", id_, env=env).out.splitlines()[1:]]
        assert [name for name in rows if name.isascii() and name != "kgx"] == []
    as_csv = loaded("query", "rates", "behavior=blackmail", "--format", "csv", env=env).out
    assert as_csv.startswith("model,behavior,rate"), "machine formats keep their names"
