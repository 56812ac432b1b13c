"""What a reader sees of each block is what markdown-it renders of it, on documents made of everything Markdown has."""

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from kgx.model.article import Article
from kgx.read import read_article
from kgx.read.leaves import visible

_WORDS = ["甲", "乙丙", "Claude", "96%", "，", "。", "“", "”", "（", "）", "的", "a_b", "2**3", "𠮷", "：", "x"]
_INLINE = [
    "*", "**", "***", "_", "__", "~~", "~", "`", "``", "[", "]", "](http://a.b)", '](<u v> "t")', "][r]", "[r]", "![", "![i](j)",
    "<b>", "</b>", "<!-- c -->", "<i class='x>y'>", "<http://c.d>", "<", ">", "&amp;", "&nbsp;", "&", "\\*", "\\[", "\\\\", "\\|", "\\",
    "[^n]", "!", "#", "(", ")", "http://e.f/g", "**“", "”**",
]  # fmt: skip
_BREAKS = [
    " ",
    "  ",
    "\n",
    "\n\n",
    "  \n",
    "\\\n",
    "\t",
    "\n    ",
    "\n> ",
    "\n>",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n## ",
    "\n### x #\n",
    "\n---\n",
]
_BLOCKS = [
    "\n\n| a | b |\n|---|:-:|\n| ", " | ", "|", "\n|", "\n```\nx = 1\n```\n", "\n\n<div>\n", "\n</div>\n\n", "<p>", "</p>", "\n> > ",
    "\n===\n", "\n[^n]: ", "\n\n[r]: http://g.h\n\n", "\n\n<!-- d\n\ne -->\n\n", "\n+ ", "\n\n",
]  # fmt: skip
_DOCUMENTS = st.lists(st.sampled_from(_WORDS * 2 + _INLINE + _BREAKS + _BLOCKS), max_size=60).map("".join)

_CALLS = [
    "{{< a >}}",
    '{{% b caption="丁" %}}',
    "{% c %}",
    "{{ d }}",
    "{{",
    "}}",
    "{: .e}",
    "==",
    "{{< highlight >}}",
    "{{< /highlight >}}",
    "$$",
    "　",
    "▲",
]
_SITES = st.lists(st.sampled_from(_WORDS + _INLINE + _BREAKS + _BLOCKS + _CALLS * 2), max_size=60).map("".join)

_REFERENCE = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
_REFERENCE.options["maxNesting"] = 100
footnote_plugin(_REFERENCE, inline=False, move_to_end=False)


def _read(text: str) -> Article:
    return read_article(("\n" + text).encode(), key="k", path="k.md")  # a first line feed: no front matter


def _rendered(token: Token) -> str:
    """Give the text of an inline token as a browser would show it."""
    shown = {"text", "text_special", "code_inline"}
    return "".join(child.content if child.type in shown else " " * child.type.endswith("break") for child in token.children or ())


def _bare(text: str) -> str:
    """Drop white space, and what kgx hides on purpose though CommonMark shows it: asterisks left over, undefined notes, loose images."""
    text = re.sub(r"!\[[^\[\]\n]*\]\([^()\n]+\)|\[\^[^\s\[\]]+\]", "", text)
    text = re.sub(r"\[\[(?:[^\[\]\n|]+\|)?([^\[\]\n|]+)\]\]", r"\1", text)
    return "".join(text.replace("*", "").replace("__", "").replace("\ufffd", "").split())


def _expected(text: str) -> list[str]:
    found = []
    for token in _REFERENCE.parse("\n" + text):
        if token.type == "inline":
            found.append(_bare(_rendered(token)))
    return [part for part in found if part]


@settings(max_examples=400, deadline=None)
@given(_DOCUMENTS)
def test_each_block_shows_what_markdown_renders(text: str) -> None:
    assume(not re.search(r"\[\^n\][\[(]", text))  # a note for kgx, a link's text for CommonMark
    assume(not re.search(r"[:：].*[\r\n].*[:：]", text))  # entries of a list for kgx, one paragraph for CommonMark
    article = _read(text)
    seen = [_bare(visible(article.text, block.start, block.end, article.hidden)) for block in article.blocks]
    expected = _expected(text)
    if any(token.type == "html_block" for token in _REFERENCE.parse("\n" + text)):  # whose text is read as well
        rest = iter(seen)
        assert all(part in rest for part in expected)
    else:
        assert [part for part in seen if part] == expected


_HTML_PARTS = [
    "<p>",
    "</p>",
    "<h2>",
    "</h2>",
    "<ul>",
    "<li>",
    "</li>",
    "<td>",
    "<b>",
    "</b>",
    "<a href='u'>",
    "</a>",
    "<br/>",
    "<i x='1>2'/>",
]
_HTML = st.lists(st.sampled_from([*_HTML_PARTS, "甲", "乙丙", "，", " ", "\n丁", "<!-- <p> -->", "<script>x<y</script>"]), max_size=40)


@settings(max_examples=200, deadline=None)
@given(_HTML)
def test_html_shows_its_text_and_no_tag(parts: list[str]) -> None:
    article = _read("<div>" + "".join(parts))
    shown = "".join(visible(article.text, block.start, block.end, article.hidden) for block in article.blocks)
    assert "".join(shown.split()) == "".join(part for part in parts if part[0] != "<").replace(" ", "").replace("\n", "")


@settings(max_examples=300, deadline=None)
@given(_SITES)
def test_spans_are_ordered_disjoint_and_inside(text: str) -> None:
    article = _read(text)
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        end = block.end
        shown = visible(article.text, block.start, block.end, article.hidden)
        assert shown.strip() == shown != ""
    end = 0
    for left, right in article.hidden:
        assert end <= left < right
        assert any(block.start <= left and right <= block.end for block in article.blocks)
        end = right
    for link in article.links:
        assert any(block.start <= link.start < link.end <= block.end for block in article.blocks)


@settings(max_examples=200, deadline=None)
@given(_SITES)
def test_line_ends_move_offsets_and_change_nothing_else(text: str) -> None:
    unix = _read(text)
    windows = read_article(("\n" + text).replace("\n", "\r\n").encode(), key="k", path="k.md")
    assert windows.text == unix.text.replace("\n", "\r\n")

    def shown(article: Article) -> list[tuple[str, str]]:
        return [
            (block.role, visible(article.text, block.start, block.end, article.hidden).replace("\r\n", "\n")) for block in article.blocks
        ]

    assert shown(windows) == shown(unix)
