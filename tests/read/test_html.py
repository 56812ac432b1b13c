"""Saved web pages."""

import pytest

from kgx.errors import InputError
from kgx.model.article import Cell
from tests.read.made import mhtml
from tests.read.seen import blocks, read

pytest.importorskip("trafilatura", reason="needs the extra [documents]")

PAGE = """<!DOCTYPE html><html lang="zh-TW"><head><meta charset="{charset}"><title>模型考前就翻臉 | 某站</title>
<meta property="og:site_name" content="某站"><meta property="og:title" content="模型考前就翻臉">
<meta property="article:published_time" content="2025-05-23T10:00:00+08:00"><link rel="canonical" href="https://news.example/123"></head>
<body><nav><ul><li><a href="/">首頁</a></li><li><a href="/t">科技</a></li></ul></nav>
<article><h1>模型考前就翻臉</h1>
<p>人工智慧業者 <b>甲公司</b> 上週發表新模型，並替它套上比以往嚴格的防護規格，說法是要防範濫用。<a href="https://x.example/r">報告</a>長達一百二十頁。</p>
<h2>測試的經過</h2><p>測試人員要這個模型到一家虛構公司當助理，信箱裡塞滿往來郵件，模型威脅工程師的比率達到八成四。</p>
<blockquote><p>「我們還沒到那個程度，」一位研究員說，「但是這件事值得大家注意。」</p></blockquote>
<ul><li>第一點：模型會先寫信求情。</li><li>第二點：模型接著會威脅。</li></ul>
<table><tr><th>模型</th><th>比率</th></tr><tr><td>甲型</td><td>84%</td></tr><tr><td>乙型</td><td>80%</td></tr></table>
<p>這並非偶一為之。報告內容指出，接手的模型若與其價值觀相近，出言威脅的比例同樣很高。</p></article>
<footer>版權所有</footer><script>var a=1<2;</script></body></html>"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("big5", "big5hkscs"), ("gb2312", "gb18030")])
def test_main_text_with_roles(charset: str, encoding: str) -> None:
    article = read(PAGE.format(charset=charset).encode(encoding), "p.html")
    assert (article.title, article.date, article.source, article.url) == (
        "模型考前就翻臉",
        "2025-05-23",
        "某站",
        "https://news.example/123",
    )
    assert (article.language, article.encoding, article.container) == ("zh-TW", encoding, True)
    seen = blocks(article)
    assert [role for role, _ in seen] == ["heading", "body", "heading", "body", "quote", "list", "list", *["table"] * 6, "body"]
    assert seen[1][1].startswith("人工智慧業者 甲公司 上週")
    assert [(text, block.cell) for (_, text), block in zip(seen, article.blocks, strict=True) if block.cell][3] == (
        "84%",
        Cell(0, 1, 1, False),
    )
    assert [(article.text[link.start : link.end], link.url) for link in article.links] == [("報告", "https://x.example/r")]
    assert not any(word in article.text for word in ("首頁", "版權所有", "var a"))
    assert [article.blocks[index].depth for index in (3, 4, 5)] == [0, 1, 0]


@pytest.mark.parametrize("page", ["<html><body></body></html>", "", "<html><script>1</script></html>", "\0\0"])
def test_a_page_without_text_is_an_error_with_its_name(page: str) -> None:
    with pytest.raises(InputError) as caught:
        read(page, "leer.html")
    assert caught.value.code in ("html.empty", "html.invalid")
    assert "leer.html" in caught.value.message


def test_a_word_set_as_code_is_text_and_a_program_is_none() -> None:
    page = (
        PAGE.format(charset="utf-8")
        .replace("<b>甲公司</b>", "<code>claude-opus-4</code>")
        .replace("<h2>", "<pre><code>x = 1\ny = 2</code></pre><h2>")
    )
    article = read(page, "p.html")
    assert "業者 claude-opus-4 上週" in article.text
    assert "x = 1" not in article.text


@pytest.mark.parametrize("charset", ["utf-8", "big5"])
def test_a_page_saved_in_one_file(charset: str) -> None:
    page = PAGE.replace('<meta charset="{charset}">', "").replace('<link rel="canonical" href="https://news.example/123">', "")
    article = read(mhtml(page, charset=charset), "p.mhtml")
    assert blocks(article) == blocks(read(PAGE.format(charset="utf-8"), "p.html"))
    assert (article.title, article.date, article.url) == ("模型考前就翻臉", "2025-05-23", "https://news.example/77")


def test_what_holds_no_page_is_told() -> None:
    with pytest.raises(InputError) as caught:
        read(b"From: nobody\n\nhello", "x.mht")
    assert caught.value.code == "mhtml.invalid"
