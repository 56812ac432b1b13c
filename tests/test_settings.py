"""Settings: precedence, origins, and what is looked for upwards."""

from pathlib import Path

import pytest

from kgx.errors import UsageError
from kgx.settings import resolve

URI, OTHER = "neo4j://a:7687", "bolt://b:7687"


def test_nothing_said(tmp_path: Path) -> None:
    settings = resolve({}, {}, tmp_path)
    assert (settings.uri, settings.data, settings.username, settings.password) == (None, tmp_path / ".kgx", "neo4j", None)
    assert settings.target_origin == "default"


def test_the_folder_is_looked_for_upwards(tmp_path: Path) -> None:
    (tmp_path / ".kgx").mkdir()
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    settings = resolve({}, {}, below)
    assert settings.data == tmp_path / ".kgx"
    assert settings.target_origin == f"found above {below}"


def test_flag_before_environment_before_file(tmp_path: Path) -> None:
    (tmp_path / "kgx.toml").write_text(f"to = '{URI}'\nusername = 'file'\nlexicon = 'words'\ndatabase = 'd'\n", encoding="utf-8")
    environ = {"NEO4J_USERNAME": "env", "NEO4J_PASSWORD": "p", "NEO4J_DATABASE": "e"}
    settings = resolve({"username": "flag"}, environ, tmp_path)
    assert (settings.uri, settings.username, settings.database, settings.password) == (URI, "flag", "e", "p")
    assert settings.lexicon == tmp_path / "words"
    file = str(tmp_path / "kgx.toml")
    assert settings.origins == {
        "uri": file, "data": "default", "username": "--username", "password": "NEO4J_PASSWORD", "database": "NEO4J_DATABASE",
        "lexicon": file,
    }  # fmt: skip
    assert "p" not in settings.target.split()


@pytest.mark.parametrize(
    ("flags", "environ", "uri", "origin"),
    [
        ({"data": "x"}, {"NEO4J_URI": URI}, None, "--data"),
        ({"to": OTHER}, {"NEO4J_URI": URI}, OTHER, "--to"),
        ({"to": OTHER}, {"KGX_DATA": "x"}, OTHER, "--to"),
        ({"data": "x"}, {"NEO4J_URI": URI, "KGX_DATA": "y"}, None, "--data"),
        ({}, {"NEO4J_URI": URI}, URI, "NEO4J_URI"),
        ({}, {"KGX_DATA": "x"}, None, "KGX_DATA"),
        ({}, {"NEO4J_URI": ""}, None, "default"),
    ],
)
def test_which_database_is_one_choice(
    tmp_path: Path, flags: dict[str, str | None], environ: dict[str, str], uri: str | None, origin: str
) -> None:
    settings = resolve(flags, environ, tmp_path)
    assert settings.uri == uri
    assert settings.target_origin == origin


def test_the_environment_outdoes_the_file_whole(tmp_path: Path) -> None:
    (tmp_path / "kgx.toml").write_text(f"to = '{URI}'\n", encoding="utf-8")
    settings = resolve({}, {"KGX_DATA": "x"}, tmp_path)
    assert (settings.uri, settings.data) == (None, tmp_path / "x")


@pytest.mark.parametrize(
    ("flags", "environ", "text"),
    [
        ({"to": URI, "data": "x"}, {}, ""),
        ({}, {"NEO4J_URI": URI, "KGX_DATA": "x"}, ""),
        ({}, {}, f"to = '{URI}'\ndata = 'x'\n"),
        ({"to": "localhost"}, {}, ""),
        ({"to": "neo4j://"}, {}, ""),
        ({"to": "neo4j://me:s3cret@host"}, {}, ""),
        ({}, {}, "password = 'x'\n"),
        ({}, {}, "to = 1\n"),
        ({}, {}, "to = \n"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, flags: dict[str, str | None], environ: dict[str, str], text: str) -> None:
    if text:
        (tmp_path / "kgx.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        resolve(flags, environ, tmp_path)
    assert caught.value.hint
    assert "s3cret" not in caught.value.message
