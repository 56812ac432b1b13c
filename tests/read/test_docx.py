"""Word documents: roles by style, tables, notes, links, and text that was changed with a record of it."""

from typing import Any

import pytest

from kgx.errors import InputError
from kgx.model.article import Cell
from tests.read.made import bytes_of
from tests.read.seen import blocks, read

docx = pytest.importorskip("docx", reason="needs the extra [documents]")

NOTES = """<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="4"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> 見原報告附錄。</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def element(markup: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(f'<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{markup}</w:p>')[0]


def add_footnote(document: Any, paragraph: Any) -> None:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, NOTES.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph.add_run()._r.append(element('<w:footnoteReference w:id="4"/>'))


def add_link(paragraph: Any, text: str, url: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    link = element("<w:hyperlink></w:hyperlink>")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(element(f"<w:r><w:t>{text}</w:t></w:r>"))
    paragraph._p.append(link)


def test_roles_tables_notes_and_links() -> None:
    document = docx.Document()
    document.core_properties.title = "不是這個題"
    document.add_heading("模型考前就翻臉", 0)
    document.add_heading("測試的經過", 2)
    paragraph = document.add_paragraph("甲型的")
    paragraph.add_run("勒索率").bold = True
    paragraph.add_run("高達 96%，見")
    add_link(paragraph, "報告", "https://x.example/r")
    add_footnote(document, paragraph)
    document.add_paragraph("第一點：寫信求情。", style="List Bullet")
    document.add_paragraph("「我們還沒到那個程度。」", style="Quote")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "模型"
    table.cell(0, 2).text = "比率"
    table.cell(1, 0).text = "甲型"
    table.cell(1, 2).text = "96%"
    table.cell(1, 2).add_paragraph("（重測）")
    document.add_paragraph("結語。")
    article = read(bytes_of(document), "a.docx")
    assert blocks(article) == [
        ("heading", "模型考前就翻臉"), ("heading", "測試的經過"), ("body", "甲型的勒索率高達 96%，見報告"),
        ("list", "第一點：寫信求情。"), ("quote", "「我們還沒到那個程度。」"),
        ("table", "模型"), ("table", "比率"), ("table", "甲型"), ("table", "96%\n（重測）"), ("body", "結語。"),
        ("footnote", "見原報告附錄。"),
    ]  # fmt: skip
    assert [block.level for block in article.blocks[:4]] == [1, 2, 0, 1]
    assert [block.cell for block in article.blocks if block.cell] == [
        Cell(0, 0, 0, True), Cell(0, 0, 2, True), Cell(0, 1, 0, False), Cell(0, 1, 2, False),
    ]  # fmt: skip
    assert article.blocks[-1].note == "1"
    assert [(article.text[link.start : link.end], link.url) for link in article.links] == [("報告", "https://x.example/r")]
    assert (article.title, article.pages) == ("模型考前就翻臉", ())


def test_changes_boxes_and_controls_read_as_a_reader_sees_them() -> None:
    document = docx.Document()
    document.core_properties.title = "屬性裡的題"
    paragraph = document.add_paragraph("甲型")
    for markup in (
        "<w:ins><w:r><w:t>不</w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText>只</w:delText></w:r></w:del>",
        "<w:r><w:t>勒索</w:t><w:noBreakHyphen/><w:t>人</w:t></w:r>",
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>圖：框裡的字</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    ):
        paragraph._p.append(element(markup))
    document.element.body.insert(
        1, element("<w:sdt><w:sdtContent><w:p><w:r><w:t>控制項裡的段落。</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    article = read(bytes_of(document), "a.docx")
    assert blocks(article) == [("body", "甲型不勒索-人"), ("caption", "圖：框裡的字"), ("body", "控制項裡的段落。")]
    assert article.title == "屬性裡的題"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0locked", bytes_of(docx.Document())[:2000]])
def test_what_is_no_document_is_told(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "壞.docx")
    assert caught.value.code == "docx.invalid"
    assert caught.value.message.startswith("壞.docx: ")


def test_an_empty_document_has_no_blocks() -> None:
    assert read(bytes_of(docx.Document()), "a.docx").blocks == ()
