"""Files of other formats, made in the test: a PDF written by hand, a Word document, an MHTML file."""

import io
from collections.abc import Sequence
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

WIDTH, HEIGHT = 595, 842
EM = 12
"""Points of a character of the body."""
LEFT = 72
FULL = 30
"""Characters of a line from edge to edge."""

Line = tuple[float, float, float, str]
"""Left edge, height of the base line, size, text."""


def pdf(pages: Sequence[Sequence[Line]], *, font: bool = True) -> bytes:
    """A PDF with a text layer in a font that is not embedded, whose characters pdfminer knows by their names alone."""
    fonts = "<< /F1 3 0 R >>" if font else "<< >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80"
        " /ItalicAngle 0 /FontBBox [0 -120 1000 880] >>",
    ]
    for number, lines in enumerate(pages):
        drawn = "\n".join(f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, size, text in lines)
        box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font {fonts} >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {7 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def column(paragraphs: Sequence[str], *, top: float = 750, left: float = LEFT, width: int = FULL) -> list[Line]:
    """Set paragraphs with an indent of two characters and wide lines, as Chinese text is."""
    lines: list[Line] = []
    for paragraph in paragraphs:
        text = "　　" + paragraph
        for start in range(0, len(text), width):
            row = text[start : start + width]
            indent = 2 if row.startswith("　　") else 0
            lines.append((left + indent * EM, top, EM, row[indent:]))
            top -= 1.6 * EM
    return lines


def mhtml(page: str, *, charset: str = "utf-8", address: str = "https://news.example/77") -> bytes:
    """A page as browsers save it in one file, with a picture."""
    message = MIMEMultipart("related")
    message["Snapshot-Content-Location"] = address
    message.attach(MIMEText(page, "html", charset))
    picture = EmailMessage()
    picture.set_content(b"\x89PNG", "image", "png")
    message.attach(picture)
    return message.as_bytes()


def bytes_of(document: object) -> bytes:
    """The bytes of a Word document."""
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
