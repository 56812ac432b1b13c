"""PDF files: paragraphs that go over lines, columns and pages; each position has its page."""

import pytest

from kgx.errors import InputError
from kgx.model.article import Article
from tests.read.made import EM, LEFT, Line, column, pdf
from tests.read.seen import blocks, read

pytest.importorskip("pdfminer", reason="needs the extra [documents]")

FIRST = "研究人员让十六款模型在一家虚构的公司里当助理，信箱里都是来往的邮件，其中一封说明天就要换掉它们，另一封说起高管的婚外情。"
SECOND = "报告指出，甲型的勒索率高达百分之九十六，乙型也有八成。"


def joined(article: Article) -> list[tuple[str, str]]:
    return [(role, "".join(text.split())) for role, text in blocks(article)]


def test_lines_make_paragraphs_and_larger_ones_headings() -> None:
    lines: list[Line] = [(LEFT, 780, 20, "模型考前就翻脸"), *column([FIRST, SECOND])]
    article = read(pdf([lines]), "a.pdf")
    assert joined(article) == [("heading", "模型考前就翻脸"), ("body", FIRST), ("body", SECOND)]
    assert (article.title, article.container, article.date) == ("模型考前就翻脸", True, None)
    assert "\n" in article.text[article.blocks[1].start : article.blocks[1].end]


def test_a_paragraph_goes_over_the_page_and_the_small_print() -> None:
    whole = FIRST + FIRST.replace("。", "，") + SECOND
    rows = column([whole], top=200)
    above = [row for row in rows if row[1] > 150]
    below = [(x, 750 - 1.6 * EM * number, size, text) for number, (x, _, size, text) in enumerate(rows[len(above) :])]
    head: Line = (LEFT, 810, 9, "某刊 2025 年 7 月")
    pages = [
        [head, *column([SECOND] * 3), *above, (LEFT, 90, 8, "1 见原报告附录。"), (290, 30, 9, "— 1 —")],
        [head, *below, *column([SECOND], top=400), (290, 30, 9, "— 2 —")],
    ]
    article = read(pdf(pages), "a.pdf")
    assert joined(article)[3:] == [("body", whole), ("footnote", "1见原报告附录。"), ("body", SECOND)]
    start = article.blocks[3].start
    split = article.text.rindex(below[0][3])  # the same words stand on the page before as well
    assert [article.page(at) for at in (0, start, split - 1, split)] == [1, 1, 1, 2]
    assert [article.page(block.start) for block in article.blocks[4:]] == [1, 2]


def test_columns_are_read_one_after_the_other() -> None:
    rows = column([FIRST, SECOND], width=14) + column([SECOND, FIRST], width=14, left=LEFT + 16 * EM)
    assert joined(read(pdf([rows]), "a.pdf")) == [("body", text) for text in (FIRST, SECOND, SECOND, FIRST)]


def test_cells_of_a_row_stay_apart() -> None:
    rows: list[Line] = [
        (LEFT + 200 * c, 700 - 20 * r, EM, text) for r, row in enumerate(["模型 比率", "甲型 96%"]) for c, text in enumerate(row.split())
    ]
    assert joined(read(pdf([rows]), "a.pdf")) == [("body", text) for text in ("模型", "比率", "甲型", "96%")]


def test_radicals_that_fonts_give_are_characters() -> None:
    """Browsers write `⼀` for 一; the font of these tests has no code for it, so the function is asked itself."""
    from kgx.text.normal import fold_characters, without_radicals

    assert without_radicals("⼀个⼈骑⻢") == "一个人骑马"
    assert fold_characters("⾸席執⾏⻑") == "首席执行长"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.4\nnothing", "pdf.invalid"),
        (b"", "pdf.invalid"),
        (pdf([[]]), "pdf.no-text"),
        (pdf([column([FIRST])])[:900], "pdf.invalid"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "壞.pdf")
    assert caught.value.code == code
    assert caught.value.message.startswith("壞.pdf: ")
    assert caught.value.hint
