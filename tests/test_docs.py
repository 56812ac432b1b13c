"""The documentation says what the program does."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
import typer

from kgx import errors
from kgx.cli.app import app
from kgx.evaluate import evaluate
from kgx.evaluate.labels import ArticleLabels, ClaimLabel, EntityLabel
from kgx.model.claim import Claim, Polarity, Relation
from kgx.model.entity import EntityType
from kgx.model.facts import ArticleFacts
from kgx.model.graph import Direct, Edge
from tests import generated
from tests.evaluate.made import corpus

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("corpus/*.md")])
GROUP: Any = typer.main.get_command(app)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands() -> Iterator[tuple[str, str]]:
    """Every `kgx …` line in a block of shell, and every inline one that is a whole command."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for block in re.findall(r"```(?:bash|powershell)\n(.*?)```", text, re.DOTALL):
            for line in block.splitlines():
                match = re.match(r"\s*(?:\$ )?(?:\S*[/\\])?kgx (.+)", line)
                if match:
                    yield path.name, match[1]
        for line in re.findall(r"`kgx ([a-z][^`]*)`", text):
            yield path.name, line


@pytest.mark.parametrize(("name", "line"), sorted(set(commands())))
def test_every_command_named_in_the_documentation_parses(name: str, line: str) -> None:
    words = shlex.split(re.sub(r"\s#.*", "", line))
    assert words[0] in GROUP.commands, f"{name} names a command that is not there: kgx {line}"
    command, words = GROUP.commands[words[0]], words[1:]
    while words and hasattr(command, "commands"):
        assert words[0].split("|")[0] in command.commands, f"{name} names a command that is not there: kgx {line}"
        command, words = command.commands[words[0].split("|")[0]], words[1:]
    context = typer.Context(command, info_name=command.name, resilient_parsing=True)
    words = [word for word in words if word not in ("…", "|")]
    command.make_parser(context).parse_args(args=words)  # raises where a flag does not exist or lacks its value


@pytest.mark.parametrize("file", [name for name in generated.READMES if name != "README.md"])
def test_readmes_in_other_languages_have_the_same_commands_values_and_links(file: str) -> None:
    assert list(blocks(page(file))) == list(blocks(page("README.md")))
    for pattern in (r"`[^`\n]+`", r"\]\(((?!README)[^)]+)\)", r"^\| (\d+) \|"):
        english, told = (sorted(set(re.findall(pattern, outside(page(name)), re.MULTILINE))) for name in ("README.md", file))
        assert [found for found in english if found not in told] == []
    assert page(file).count("\n## ") == page("README.md").count("\n## ")
    for readme in generated.READMES:
        assert (f"]({readme})" in page(file)) == (readme != file)


@pytest.mark.parametrize("script", ["Hant", "Hans"])
def test_the_first_hour_has_the_same_commands_in_each_language(script: str) -> None:
    english, other = page("docs/first-hour.md"), page(f"docs/first-hour.zh-{script}.md")
    assert list(blocks(other)) == list(blocks(english))
    assert other.count("\n## ") == english.count("\n## ")
    for word in re.findall(r"`[^`\n]+`", outside(english)):
        assert word in other


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Kind and lines of every block but the sample, without comments."""
    for kind, block in re.findall(r"```(\w+)\n(.*?)```", text, re.DOTALL):
        if kind != "text":
            yield kind, re.sub(r"(^|\s+)# .*", "", block, flags=re.MULTILINE)


def outside(text: str) -> str:
    """What stands outside of blocks and of generated parts."""
    return re.sub(r"```.*?```|<!-- (\w+) -->.*?<!-- /\1 -->", "", text, flags=re.DOTALL)


def test_commands_are_found() -> None:
    assert len(set(commands())) > 25


@pytest.mark.parametrize(("file", "part"), [(f, p) for f, parts in generated.PARTS.items() for p in parts if p != "sample"])
def test_parts_made_from_the_program_are_up_to_date(file: str, part: str) -> None:
    assert generated.part(file, part) == generated.PARTS[file][part](), "run `make docs`"


@pytest.mark.parametrize("file", generated.FILES)
def test_files_made_from_the_program_are_up_to_date(file: str) -> None:
    assert page(file) == generated.FILES[file](), "run `make docs`"


def test_links_lead_somewhere() -> None:
    for path in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_no_page_sends_people_to_the_other_package() -> None:
    for path in PAGES:
        assert not re.search(r"install (-\S+ )*kgx(?!-zh)\b", path.read_text(encoding="utf-8")), path.name


def test_make_targets_named_in_the_documentation_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))
    for path in PAGES:
        named = set(re.findall(r"(?:^|`)make ([a-z]+)", path.read_text(encoding="utf-8"), re.MULTILINE))
        assert named <= targets, path.name


def test_claims_page_names_every_type_relation_and_field() -> None:
    text = page("docs/claims.md")
    for word in (*get_args(EntityType), *get_args(Relation), *get_args(Polarity)):
        assert re.search(rf"\b{word}\b", text), word
    for field in msgspec.structs.fields(Claim):
        assert field.encode_name == "relation" or f"`{field.encode_name}`" in text, field.encode_name


def test_facts_page_shows_the_format_of_facts() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", page("docs/facts.md"), re.DOTALL)
    facts = msgspec.json.decode(block, type=ArticleFacts)
    assert keys(msgspec.to_builtins(facts)) == keys(msgspec.json.decode(block))


def keys(value: Any) -> Any:
    """The nested keys of a JSON value."""
    if isinstance(value, dict):
        return {key: keys(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [keys(inner) for inner in value]
    return None


def test_labels_page_names_every_key_and_figure() -> None:
    text = page("docs/labels.md")
    fields = [field for kind in (ArticleLabels, EntityLabel, ClaimLabel) for field in kind.__struct_fields__]
    for field in fields:
        assert f"`{field}`" in text or f'"{field}"' in text, field
    for figure in evaluate(corpus(), {}).figures():
        assert f"`{figure}`" in text or f"`{figure.partition('.')[0]}.…`" in text, figure


def test_graph_page_names_every_property_of_an_articles_nodes() -> None:
    from kgx.graph.rows import article_rows

    text = page("docs/graph.md")
    (block,) = re.findall(r"```json\n(.*?)```", page("docs/facts.md"), re.DOTALL)
    rows = article_rows(msgspec.json.decode(block, type=ArticleFacts), "stamp")
    for node in rows.nodes:
        assert f":{node.label}`" in text
        for name in node.properties:
            assert f"`{name}`" in text, f"{node.label}.{name}"
    edges: list[Edge | Direct] = [*rows.edges, *rows.direct]
    for edge in edges:
        assert f":{edge.type}]" in text, edge.type
        for name in edge.properties:
            assert f"`{name}`" in text, f"{edge.type}.{name}"


def test_the_settings_file_of_the_readme_is_one(tmp_path: Path) -> None:
    from kgx.settings import resolve

    (block,) = re.findall(r"```toml\n(# kgx\.toml\n.*?)```", page("README.md"), re.DOTALL)
    (tmp_path / "kgx.toml").write_text(block, encoding="utf-8")
    settings = resolve({}, {}, tmp_path)
    assert settings.data == tmp_path / "graph"
    assert settings.lexicon == tmp_path / "lexicon"


def test_exit_codes_of_the_readme_are_those_of_the_program() -> None:
    codes = {errors.DONE, errors.SOME_FAILED, errors.USAGE, errors.DATABASE, errors.CHECK, errors.INTERRUPTED}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", page("README.md"), re.MULTILINE)} == codes
