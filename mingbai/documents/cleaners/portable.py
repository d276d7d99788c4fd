"""The public copy of a PDF: pages as printed, without names, notes, scripts and attached files."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from mingbai.documents.pdf import BROKEN, DAMAGE, hidden_layers, opened
from mingbai.documents.refusals import Refused

LAYERS = "PDF 里有不显示的图层，系统不能保证清理干净。请重新打印成 PDF，检查后重新上传。"
# of the catalogue and of pages
ROOT_KEPT = frozenset(
    [
        "/Type", "/Pages", "/PageLabels", "/Outlines", "/PageMode", "/PageLayout", "/Lang",
        "/StructTreeRoot", "/MarkInfo", "/ViewerPreferences", "/OutputIntents", "/OCProperties",
        "/Dests",
    ]
)  # fmt: skip
PAGE_DROPPED = ("/AA", "/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
PRINTED = frozenset({Name.Widget, Name.Stamp})  # forms and seals are part of what is printed
JPEG_MARKS_DROPPED = frozenset({0xE1, 0xED, 0xFE})  # EXIF and XMP, Photoshop, comment


def clean_pdf(data: bytes) -> bytes:
    """Raises Refused (password, corrupt, not_clean)."""
    with opened(data) as pdf:
        if hidden_layers(pdf):
            raise Refused("not_clean", LAYERS)
        try:
            return _cleaned(pdf)
        except DAMAGE as error:
            raise Refused("corrupt", BROKEN) from error


def _cleaned(pdf: pikepdf.Pdf) -> bytes:
    for page in pdf.pages:
        _keep_annotations(page.obj, lambda kind: kind in PRINTED or kind == Name.Link)
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")
    for page in pdf.pages:
        _keep_annotations(page.obj, lambda kind: kind == Name.Link)
        for annotation in page.obj.get("/Annots", []):
            _bare_link(annotation)
        for key in PAGE_DROPPED:
            _drop(page.obj, key)
    for key in set(pdf.Root.keys()) - ROOT_KEPT:
        del pdf.Root[key]
    for thing in pdf.objects:
        _strip(thing)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    buffer = BytesIO()
    pdf.save(buffer, deterministic_id=True, fix_metadata_version=False)
    return buffer.getvalue()


def _keep_annotations(page: pikepdf.Object, keep: Callable[[object], bool]) -> None:
    annotations = page.get("/Annots")
    if annotations is None:
        return
    kept = [item for item in annotations if isinstance(item, Dictionary) and keep(item.get("/Subtype"))]
    if kept:
        page.Annots = Array(kept)
    else:
        del page["/Annots"]


def _drop(thing: pikepdf.Object, key: str) -> None:
    if key in thing:
        del thing[key]


def _bare_link(annotation: pikepdf.Object) -> None:
    """A link keeps its place and its web address or destination."""
    action = annotation.get("/A")
    for key in ("/T", "/Contents", "/M", "/NM", "/AA", "/PA", "/CreationDate"):
        _drop(annotation, key)
    if isinstance(action, Dictionary) and not _is_plain_action(action):
        del annotation["/A"]


def _is_plain_action(action: Dictionary) -> bool:
    if "/Next" in action:
        return False
    if action.get("/S") == Name.URI:
        return str(action.get("/URI", "")).lower().startswith(("http://", "https://", "mailto:"))
    return action.get("/S") == Name.GoTo


def _strip(thing: pikepdf.Object) -> None:
    if not isinstance(thing, Dictionary | Stream):
        return
    for key in ("/Metadata", "/PieceInfo", "/LastModified"):
        _drop(thing, key)
    if isinstance(thing, Stream) and thing.get("/Filter") in (Name.DCTDecode, [Name.DCTDecode]):
        raw = thing.read_raw_bytes()
        bare = without_marks(raw)
        if bare != raw:
            thing.write(bare, filter=Name.DCTDecode)


def without_marks(jpeg: bytes) -> bytes:
    """A JPEG without its EXIF, XMP, Photoshop and comment segments; pixels untouched."""
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        length = 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] not in JPEG_MARKS_DROPPED:
            kept.append(jpeg[at : at + length])
        at += length
    return b"".join(kept) + jpeg[at:]
