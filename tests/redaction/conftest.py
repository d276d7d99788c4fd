"""Files with a secret in every corner, and a search for it that shares nothing with the product."""

import html
import re
import zipfile
import zlib
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import typst
from openpyxl import Workbook
from PIL import Image

SECRET = "张三丰收"
PLAIN = "其余照登。"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
PREFIXES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": R,
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
}
NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())


class Word:
    """Builds .docx files with exactly the markup a test is about."""

    @staticmethod
    def run(text: str, properties: str = "") -> str:
        return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'

    @classmethod
    def p(cls, *runs: str) -> str:
        """A paragraph; pieces without markup become runs."""
        return f"<w:p>{''.join(r if r.startswith('<') else cls.run(r) for r in runs)}</w:p>"

    @staticmethod
    def rel(identifier: str, kind: str, target: str, external: bool = False) -> str:
        mode = ' TargetMode="External"' if external else ""
        kind = kind if kind.startswith("http") else f"{R}/{kind}"
        return f'<Relationship Id="{identifier}" Type="{kind}" Target="{html.escape(target)}"{mode}/>'

    @staticmethod
    def part(tag: str, content: str) -> str:
        return f"<{tag} {NAMESPACES}>{content}</{tag}>"

    @classmethod
    def build(cls, body: str, rels: str = "", parts: dict | None = None, package_rels: str = "") -> bytes:
        buffer = BytesIO()
        main = f'{R}/officeDocument" Target="word/document.xml'
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", CONTENT_TYPES)
            root = f'<Relationship Id="rId1" Type="{main}"/>{package_rels}'
            archive.writestr("_rels/.rels", f'<Relationships xmlns="{RELS}">{root}</Relationships>')
            archive.writestr("word/document.xml", cls.part("w:document", f"<w:body>{body}</w:body>"))
            archive.writestr(
                "word/_rels/document.xml.rels", f'<Relationships xmlns="{RELS}">{rels}</Relationships>'
            )
            for name, data in (parts or {}).items():
                archive.writestr(name, data)
        return buffer.getvalue()

    @staticmethod
    def picture(identifier: str, attributes: str = "") -> str:
        return (
            f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" {attributes}/><a:graphic><a:graphicData>'
            f'<pic:pic><pic:blipFill><a:blip r:embed="{identifier}"/></pic:blipFill></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    @staticmethod
    def image(colour: str) -> bytes:
        buffer = BytesIO()
        Image.new("RGB", (9, 7), colour).save(buffer, "PNG")
        return buffer.getvalue()

    @staticmethod
    def workbook(text: str) -> bytes:
        book, buffer = Workbook(), BytesIO()
        book.active["A1"] = text
        book.save(buffer)
        return buffer.getvalue()


MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)


@pytest.fixture(scope="session")
def word() -> type[Word]:
    return Word


def readings(data: bytes) -> list[str]:
    """Bytes in every encoding in which Chinese is written, markup taken out as well."""
    texts = [data.decode(encoding, "ignore") for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
    bare = html.unescape(re.sub(r"<[^>]*>", "", texts[0]))
    return [*texts, html.unescape(texts[0]), bare, re.sub(r"[\s\u200b\xad\u2060\ufeff]", "", bare)]


def all_bytes(data: bytes) -> list[bytes]:
    """The file and everything packed in it: zip members within members, PDF streams by zlib and by pikepdf."""
    found = [data]
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist():
                found += [info.filename.encode(), info.comment, *all_bytes(archive.read(info))]
    elif data.startswith(b"%PDF"):
        for packed in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                found.append(zlib.decompressobj().decompress(packed))
            except zlib.error:
                continue
        found += pdf_strings(data)
    return found


def pdf_strings(data: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [repr(thing).encode() for thing in pdf.objects] + [repr(pdf.trailer).encode()]


def holds(data: bytes, secret: str) -> bool:
    return any(secret in text for piece in all_bytes(data) for text in readings(piece))


def pdf_text(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return re.sub(r"[\s\x02\ufffe]", "", text)


@pytest.fixture(scope="session")
def search():
    """`search(data, secret)`: whether the bytes hold it anywhere, packed or not."""
    return holds


@pytest.fixture(scope="session")
def text_of_pdf():
    return pdf_text


STYLE = '#set text(font: "Noto Serif CJK SC", size: 14pt, lang: "zh")\n#set page(width: 12cm, height: 10cm)\n'


@pytest.fixture(scope="session")
def typeset():
    """`typeset(markup)`: a PDF of Chinese text."""
    return lambda markup: typst.compile((STYLE + markup).encode())
