"""Builders of small Word packages, with exactly the markup a test is about."""

import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": R,
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

Builder = Callable[..., bytes]


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def zipped(members: dict[str, bytes | str]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def build(
    body: str = "",
    relationships: str = "",
    parts: dict[str, bytes | str] | None = None,
    package_relationships: str = "",
    main_type: str = DOCUMENT_TYPE,
) -> bytes:
    """A .docx; `parts` are further members, `relationships` the entries of the main part's."""
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{types}"><Default Extension="rels" ContentType="application/xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/>'
                '<Default Extension="png" ContentType="image/png"/>'
                '<Default Extension="jpg" ContentType="image/jpeg"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{rels}"><Relationship Id="rId1" Type="{R}/officeDocument" '
                f'Target="word/document.xml"/>{package_relationships}</Relationships>'
            ),
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{rels}">{relationships}</Relationships>',
            **(parts or {}),
        }
    )


def rel(identifier: str, kind: str, target: str, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    kind = kind if kind.startswith("http") else f"{R}/{kind}"
    return f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"{mode}/>'


def part(tag: str, content: str) -> str:
    return f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>"


def picture(identifier: str = "rId9", attributes: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" {attributes}/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{identifier}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def photograph(place: bool = True) -> bytes:
    """A JPEG taken at 24°30′N 97°45′E by 张三."""
    image, exif = Image.new("RGB", (8, 4), "red"), Image.Exif()
    exif[0x013B] = "Zhang San"
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (24.0, 30.0, 0.0), 3: "E", 4: (97.0, 45.0, 0.0)})
    buffer = BytesIO()
    image.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


class Word:
    """The builders, as one fixture."""

    build = staticmethod(build)
    p = staticmethod(p)
    rel = staticmethod(rel)
    part = staticmethod(part)
    picture = staticmethod(picture)
    photograph = staticmethod(photograph)
    zipped = staticmethod(zipped)
    core = CORE
    namespaces = NAMESPACES


@pytest.fixture(scope="session")
def word() -> type[Word]:
    return Word


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of real texts; tests that need it are skipped where it is absent."""
    root = Path(__file__).parents[2]
    folder = Path(os.environ.get("MINGBAI_SHARED", root.parent / "shared")) / "seeds"
    if not folder.is_dir():
        pytest.skip("needs the shared seed texts (MINGBAI_SHARED)")
    return folder
