"""Who is who in an article: surnames that are shared, weak names, names as written."""

import pytest

from kgx.knowledge import Knowledge, load
from kgx.mentions.find import find
from kgx.model.article import Article, Block
from kgx.resolve.resolve import Resolved, resolve
from kgx.text.build import build


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def read(text: str, knowledge: Knowledge) -> Resolved:
    article = Article("a", "a.md", text, "0" * 64, (Block("body", 0, len(text)),))
    built = build(article)
    return resolve(article, built, find(built, knowledge), knowledge)


def owners(resolved: Resolved, alias: str) -> list[str]:
    """Who is meant by each mention of a form, in order."""
    places = [(m.start, e.name) for e in resolved.entities for m in e.mentions if m.text == alias]
    return [name for _, name in sorted(places)]


def test_a_shared_surname_means_the_one_last_introduced_in_full(knowledge: Knowledge) -> None:
    text = "Bertrand Quillmark 先發言，Quillmark 很樂觀。隨後 Sandra Quillmark 上台，Quillmark 卻很悲觀。"
    assert owners(read(text, knowledge), "Quillmark") == ["Bertrand Quillmark", "Sandra Quillmark"]


def test_a_shared_surname_before_any_full_name_means_nobody(knowledge: Knowledge) -> None:
    text = "Quillmark 家有兩人在場：Bertrand Quillmark 和 Sandra Quillmark。"
    assert owners(read(text, knowledge), "Quillmark") == []


def test_two_people_of_one_surname_stay_two(knowledge: Knowledge) -> None:
    text = "Sam Altman 的妹妹 Annie Altman 也在場。"
    assert {e.name for e in read(text, knowledge).entities if e.type == "Person"} == {"Sam Altman", "Annie Altman"}


def test_a_weak_name_needs_a_strong_one(knowledge: Knowledge) -> None:
    assert owners(read("Ilya 沒有回應。", knowledge), "Ilya") == []
    assert owners(read("Ilya Sutskever 離開了，Ilya 沒有回應。", knowledge), "Ilya") == ["Ilya Sutskever"]


def test_a_family_name_with_a_title_means_the_full_name(knowledge: Knowledge) -> None:
    assert owners(read("沈若溪教授到場。沈教授沒有發言，金教授也沒有。", knowledge), "沈") == ["沈若溪"]


def test_a_new_transliteration_of_a_known_person_is_that_person(knowledge: Knowledge) -> None:
    resolved = read("薩穆爾·奧特爾曼（Sam Altman）昨天發言，奧特爾曼沒有多說。", knowledge)
    assert {e.id for e in resolved.entities if e.type == "Person"} == {"person:sam-altman"}
    assert ("薩穆爾·奧特爾曼", "gloss") in {(link.alias, link.reason) for link in resolved.links}


def test_names_stay_in_the_script_of_the_article(knowledge: Knowledge) -> None:
    assert [e.name for e in read("記者 蘇詠晴／台北報導", knowledge).entities] == ["蘇詠晴"]


def test_a_longer_foreign_name_is_not_the_known_name_at_its_end(knowledge: Knowledge) -> None:
    resolved = read("執行長塞里格曼（Nicole Seligman）沒有出席。", knowledge)
    assert [e.name for e in resolved.entities if e.type == "Person"] == ["Nicole Seligman"]


def test_found_names_inside_markup_are_read_as_shown(knowledge: Knowledge) -> None:
    text = "研究员 **Tessa** Quillfeather 表示，结果可以复现。"
    hidden = tuple((i, i + 2) for i in range(len(text) - 1) if text[i : i + 2] == "**")
    article = Article("a", "a.md", text, "0" * 64, (Block("body", 0, len(text)),), hidden)
    built = build(article)
    (person,) = resolve(article, built, find(built, knowledge), knowledge).entities
    assert person.name == "Tessa Quillfeather"
    assert [m.text for m in person.mentions] == ["Tessa** Quillfeather"]
