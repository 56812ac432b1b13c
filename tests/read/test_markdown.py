"""Markdown as sites write it: roles, levels, cells, notes, captions, and what is hidden."""

import pytest

from kgx.errors import InputError
from kgx.model.article import Cell
from tests.read.seen import blocks, codes, read

DOCUMENT = """\
# 標題 **粗**體 {#anchor}

第一段有[連結](https://a.example/x)與註腳[^1]，
換行仍是同一段。<!-- 看不見 -->

> 引言一
> > 更深的引言
>
> - 引言裡的項目

1. 第一項
   - 內層 `code` 項目
2. 第二項

| 模型 | 得分 |
|---|---:|
| **甲** | 96\\|97 |

![替代文字](a.png)
圖：說明文字

▲ 另一則說明。圖源：某社

```python
隱藏 = 1
```

{{< youtube abc >}}

{{< figure src="a.png" caption="圖裡的說明" >}}

<div class="x"><p>網頁裡的<b>文字</b></p></div>

[^1]: 註腳的內容。
"""


def test_roles_and_visible_text() -> None:
    article = read(DOCUMENT)
    assert blocks(article) == [
        ("heading", "標題 粗體"),
        ("body", "第一段有連結與註腳，\n換行仍是同一段。"),
        ("quote", "引言一"),
        ("quote", "更深的引言"),
        ("list", "引言裡的項目"),
        ("list", "第一項"),
        ("list", "內層 code 項目"),
        ("list", "第二項"),
        ("table", "模型"),
        ("table", "得分"),
        ("table", "甲"),
        ("table", "96|97"),
        ("caption", "圖：說明文字"),
        ("caption", "▲ 另一則說明。圖源：某社"),
        ("caption", "圖裡的說明"),
        ("body", "網頁裡的文字"),
        ("footnote", "註腳的內容。"),
    ]
    assert article.title == "標題 粗體"
    assert article.issues == ()
    by_text = dict(zip([text for _, text in blocks(article)], article.blocks, strict=True))
    assert by_text["標題 粗體"].level == 1
    assert (by_text["更深的引言"].depth, by_text["引言裡的項目"].depth, by_text["第一項"].depth) == (2, 1, 0)
    assert (by_text["第一項"].level, by_text["內層 code 項目"].level) == (1, 2)
    assert by_text["96|97"].cell == Cell(table=0, row=1, column=1, head=False)
    assert by_text["得分"].cell == Cell(table=0, row=0, column=1, head=True)
    assert by_text["註腳的內容。"].note == "1"
    assert [(article.text[link.start : link.end], link.url) for link in article.links] == [("連結", "https://a.example/x")]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("他说**“安全”**的代价", "他说“安全”的代价"),
        ("名为**《报告》（译名）**的报告", "名为《报告》（译名）的报告"),
        ("**「甲」**、**「乙」**和*“丙”*的", "「甲」、「乙」和“丙”的"),
        ("2**3 与 37 * 52 * 19 和 a_b_c", "2**3 与 37 * 52 * 19 和 a_b_c"),
        ("准确率 10~20%，~~删去~~", "准确率 10~20%，删去"),
        ("代码 `a*b` 与 ``c`d``", "代码 a*b 与 c`d"),
        (r"转义 \*星号\* 与 C:\dir", "转义 *星号* 与 C:\\dir"),
        ("AT&amp;T 与 3 < 5 > 2", "AT&T 与 3 < 5 > 2"),
        ("![图](a b.png)说明", "说明"),
        ("看 https://a.example/路径，以及<https://b.example>", "看 https://a.example/路径，以及https://b.example"),
        ("[甲][r]与[r]\n\n[r]: https://c.example", "甲与r"),
        ("[链接]({{< ref \"a.md\" >}})和{% raw %}原文{% endraw %}", "链接和原文"),
        ('框：{{ cg(body="框里的话") }}', "框：框里的话"),
        ("- [x] 做完的事", "做完的事"),
        ("> [!NOTE] 提示\n> 内容", "提示\n内容"),
        ("<br>一行<br/>又一行", "一行又一行"),
        ("==標亮==的字，而 a == b 與 c==d 不是", "標亮的字，而 a == b 與 c==d 不是"),
        ("{{< highlight py >}}\nx = 96\n\ny = 97\n{{< /highlight >}}\n\n文", "文"),
        ("{% comment %}隱藏{% endcomment %}可見{% raw %}可見{% endraw %}", "可見可見"),
        ("$$\n\\alpha = 0.7\n$$\n\n式如上", "式如上"),
        ("半角\0字符", "半角字符"),
    ],
)  # fmt: skip
def test_what_a_reader_sees(written: str, seen: str) -> None:
    assert [text for _, text in blocks(read("前文足够长，不是标题。\n\n" + written))][1:] == [seen]


def test_indented_paragraphs_and_caption_lines_stand_apart() -> None:
    article = read("# 題\n\n　　第一段。\n　　第二段。\n▲圖說\n\n    四格縮排的段落。\n")
    assert blocks(article)[1:] == [("body", "第一段。"), ("body", "第二段。"), ("caption", "▲圖說"), ("body", "四格縮排的段落。")]


def test_title_from_first_heading_or_first_line() -> None:
    assert read("\n## 二級標題\n\n文。").title == "二級標題"
    alone = read("**獨立的一行標題**\n\n內文一句。\n")
    assert alone.title == "獨立的一行標題"
    assert alone.text[slice(*alone.title_span or ())] == "獨立的一行標題"
    assert blocks(alone)[0] == ("heading", "獨立的一行標題")
    assert read("這是一句話。\n\n內文一句。\n").title is None


def test_html_tables_have_cells() -> None:
    article = read("<table><tr><th>模型</th><th>率</th></tr><tr><td>甲</td><td>9%</td></tr></table>\n")
    assert [(text, block.cell) for (_, text), block in zip(blocks(article), article.blocks, strict=True)] == [
        ("模型", Cell(0, 0, 0, True)),
        ("率", Cell(0, 0, 1, True)),
        ("甲", Cell(0, 1, 0, False)),
        ("9%", Cell(0, 1, 1, False)),
    ]


@pytest.mark.parametrize("text", ["[" * 50_000, "![[" * 20_000, "*a " * 30_000, "`a``b" * 15_000, "<!--" * 15_000, ">" * 20_000 + "a"])
def test_hostile_markup_is_read_in_linear_time(text: str) -> None:
    import time

    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 3


def test_a_long_line_is_an_issue_and_one_of_fifty_megabytes_no_article() -> None:
    article = read("甲乙丙丁" * 200_000)
    assert codes(article) == ["block.long"]
    assert len(article.blocks) == 1
    with pytest.raises(InputError) as caught:
        read("甲乙丙丁" * 4_200_000)
    assert caught.value.code == "article.long"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("GPT-4[1]的率", "GPT-4的率"),
        ("GPT-4[1](https://x.example)的率", "GPT-4的率"),
        ("GPT-4[[12]](#n)的率", "GPT-4的率"),
        ("GPT-4<sup>[1]</sup>的率", "GPT-4的率"),
        ("<p>GPT-4<sup>1</sup>的**率**</p>", "GPT-4的率"),
        ("率為[96](https://x.example)%", "率為96%"),
        ("第[3](https://x.example)章", "第3章"),
        ("[2025](https://x.example)年", "2025年"),
        ("[1] 見報告", "[1] 見報告"),
        ("和__乙型__的", "和乙型的"),
        ("a__b__c", "a__b__c"),
        ("[[甲型|那個模型]]與[[乙型]]", "那個模型與乙型"),
        ("甲%%註解%%乙{/* 註解 */}丙", "甲乙丙"),
        ("約 96%% 到 97%", "約 96%% 到 97%"),
    ],
)
def test_what_writers_use_beside_commonmark(text: str, seen: str) -> None:
    assert [shown for _, shown in blocks(read("\n" + text))] == [seen]


def test_lines_about_boxes_are_no_text() -> None:
    text = '甲。\n:::note 提示\n乙。\n:::\n!!! warning "警告"\n    丙。\n\n[TOC]\n\n丁。'
    assert [shown for _, shown in blocks(read(text))] == ["甲。", "乙。", "丙。", "丁。"]


def test_a_large_article_reads_in_seconds() -> None:
    import time

    begun = time.process_time()
    article = read(DOCUMENT * 2_000)
    assert time.process_time() - begun < 10
    assert len(article.blocks) > 30_000


@pytest.mark.parametrize("text", ["（未闭合【括号", "\ue000私用區\uf8ff", "‏עברית ומשהו‎", "葛󠄀城 e\u0301", "\u200b\ufeff甲\u2028乙"])
def test_unusual_characters_are_text(text: str) -> None:
    article = read(f"第一句話在此。\n\n{text}\n")
    assert [article.text[block.start : block.end] for block in article.blocks][1].strip("\u200b\ufeff") == text.strip("\u200b\ufeff")


def test_lines_that_begin_as_entries_are_blocks_of_their_own() -> None:
    found = blocks(read("留任的人：\nOpenAI:11人中有8人已離開\n甲公司：三人都在\n\n他說：\n這是一句話，\n換行仍是同一段。"))
    assert [text for _, text in found] == [
        "留任的人：",
        "OpenAI:11人中有8人已離開",
        "甲公司：三人都在",
        "他說：\n這是一句話，\n換行仍是同一段。",
    ]
