"""What an Office package holds beside its visible text: macros, objects, outside links, names, comments."""

from lxml import etree

from mingbai.documents.content import Content, Notices, excerpt
from mingbai.documents.document import Image
from mingbai.documents.docx import names as n
from mingbai.documents.docx.package import Package
from mingbai.documents.images import picture_notices
from mingbai.documents.markup import local_name

OBJECT_FOLDERS = ("/embeddings/", "/activex/", "/ctrlprops/", "/webextensions/")
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "macrosheets/", "attachedtoolbars.bin")
CHUNKS = frozenset({"aFChunk", "subDocument"})
LABELS = {
    "creator": "作者",
    "lastModifiedBy": "最后保存者",
    "Manager": "经理",
    "Company": "单位",
    "title": "标题",
    "subject": "主题",
    "keywords": "关键词",
    "description": "备注",
    "category": "类别",
    "contentStatus": "状态",
    "Template": "模板",
    "HyperlinkBase": "链接基础",
}
# Values every program writes, which tell nothing about a person
IMPERSONAL = frozenset(
    {
        "",
        "normal",
        "normal.dotm",
        "normal.dot",
        "normal.wpt",
        "normal_0.dotm",
        "word document",
        "python-docx",
        "openpyxl",
    }
)
PLAIN_BOOKMARKS = "_"  # Word's own (_GoBack, _Toc…, _Ref…) begin so


def inspect_package(package: Package, content: Content) -> None:
    """Notices and properties that concern the package as a whole."""
    notices = content.notices
    _members(package, notices)
    _links(package, notices)
    _properties(package, content)
    _custom_xml(package, notices)
    _comments(package, notices)


def inspect_markup(root: etree._Element, notices: Notices) -> None:
    """Bookmarks, formatting revisions, inserted files of one part."""
    formats = 0
    for element in root.iter(n.BOOKMARK, n.ALT_CHUNK, n.SUB_DOC, n.OLE_OBJECT, *n.FORMAT_CHANGES):
        tag = element.tag
        if tag == n.BOOKMARK:
            name = element.get(n.NAME, "")
            if name and not name.startswith(PLAIN_BOOKMARKS):
                notices.add("bookmark", f"书签：{name}")
        elif tag == n.ALT_CHUNK or tag == n.SUB_DOC:
            notices.add("embedded_object", "文件里插入了另一份文件，其内容没有读取")
        elif tag == n.OLE_OBJECT:
            notices.add("embedded_object", f"嵌入对象：{element.get('ProgID', '类型不明')}")
        else:
            formats += 1
    if formats:
        notices.add("tracked_change", f"修订：格式修改 {formats} 处")


def read_images(package: Package, names: dict[str, str], notices: Notices) -> list[Image]:
    """The pictures shown (`names` maps members to names); hidden ones only leave their notices."""
    images = []
    for member in package.archive.names():
        if "/media/" not in member.lower():
            continue
        data = package.archive.read(member)
        name = names.get(member, member.rpartition("/")[2])
        picture_notices(data, name, notices)
        if member in names:
            images.append(Image(name, package.media_type(member) or "application/octet-stream", data))
    return images


def _members(package: Package, notices: Notices) -> None:
    for name in package.archive.names():
        low = name.lower()
        if any(part in low for part in MACRO_PARTS):
            notices.add("macro", f"宏：{name}")
        elif any(folder in low for folder in OBJECT_FOLDERS) and not low.endswith(".rels"):
            notices.add("embedded_object", f"嵌入的文件或控件：{name}")
    if "macroenabled" in package.media_type(package.main).lower():
        notices.add("macro", "文件是启用宏的格式")


def _links(package: Package, notices: Notices) -> None:
    for member in package.archive.names():
        if not member.endswith(".rels"):
            continue
        folder, _, name = member.rpartition("_rels/")
        for relationship in package.relationships(folder + name.removesuffix(".rels")).values():
            if relationship.external:
                notices.add("external_link", f"{_link_label(relationship.type)}：{relationship.target}")
            elif relationship.type in CHUNKS:
                notices.add("embedded_object", f"插入的文件：{relationship.target}")


def _link_label(kind: str) -> str:
    labels = {"hyperlink": "外部链接", "attachedTemplate": "外部模板", "image": "外部图片"}
    return labels.get(kind, "外部引用")


def _properties(package: Package, content: Content) -> None:
    for kind in ("core-properties", "extended-properties", "custom-properties"):
        part = package.related("", kind)
        if part is None:
            continue
        for element in package.part(part):
            name = element.get("name") or local_name(element)
            value = "".join(map(str, element.itertext())).strip()
            if value:
                content.properties[name] = value
            if value.lower() not in IMPERSONAL and (name in LABELS or kind == "custom-properties"):
                content.notices.add("property", f"{LABELS.get(name, name)}：{value[:200]}")


def _custom_xml(package: Package, notices: Notices) -> None:
    for relationship in package.relationships(package.main).values():
        if relationship.type == "customXml" and relationship.target in package.archive:
            text = "".join(map(str, package.part(relationship.target).itertext()))
            if text.strip():
                notices.add("property", f"附带的数据（customXml）：{excerpt(text)}")


def _comments(package: Package, notices: Notices) -> None:
    part = package.related(package.main, "comments")
    if part is None:
        return
    for comment in package.part(part):
        text = "".join(piece.text or "" for piece in comment.iter(n.T))
        author = comment.get(n.AUTHOR, "")
        notices.add("comment", f"批注：{excerpt(text)}" + (f"（{author}）" if author else ""))
