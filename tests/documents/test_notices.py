"""Each kind of notice, and that the clean copy of the file raises none of them."""

import pytest

from mingbai.documents.archives import Archive
from mingbai.documents.cleaning import clean
from mingbai.documents.reading import read

PROPERTIES = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>王小明</dc:creator></cp:coreProperties>'
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
    '<property name="身份证"><vt>530000199001011234</vt></property></Properties>'
)


def file_with(word, case):
    rel, part = word.rel, word.part
    return {
        "comment": lambda: word.build(
            word.p("正文"), rel("rId1", "comments", "comments.xml"),
            {"word/comments.xml": part("comments", '<w:comment w:author="王小明" w:id="0">' + word.p("改") + "</w:comment>")},
        ),
        "property": lambda: word.build(
            word.p("正文"), parts={"docProps/core.xml": PROPERTIES},
            package_relationships=rel("rId2", word.core, "docProps/core.xml"),
        ),
        "custom property": lambda: word.build(
            word.p("正文"), parts={"docProps/custom.xml": CUSTOM},
            package_relationships=rel("rId2", "custom-properties", "docProps/custom.xml"),
        ),
        "custom xml": lambda: word.build(
            word.p("正文"), rel("rId1", "customXml", "../customXml/item1.xml"),
            {"customXml/item1.xml": "<a><b>王小明</b></a>"},
        ),
        "macro": lambda: word.build(
            word.p("正文"),
            rel("rId1", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
            {"word/vbaProject.bin": b"macro"},
            main_type="application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "embedded object": lambda: word.build(
            "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:object><v:shape><v:imagedata r:id=\"rId2\"/></v:shape>"
            '<o:OLEObject ProgID="Excel.Sheet.12" r:id="rId1"/></w:object></w:r></w:p>',
            rel("rId1", "package", "embeddings/a.xlsx") + rel("rId2", "image", "media/image1.jpg"),
            {"word/embeddings/a.xlsx": b"PK", "word/media/image1.jpg": word.photograph(place=False)},
        ),
        "inserted file": lambda: word.build(
            word.p("正文") + '<w:altChunk r:id="rId1"/>', rel("rId1", "aFChunk", "a.html"), {"word/a.html": "<p>x</p>"}
        ),
        "template": lambda: word.build(
            word.p("正文"), rel("rId1", "settings", "settings.xml"),
            {
                "word/settings.xml": part("settings", '<w:attachedTemplate r:id="rId1"/>'),
                "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                f'relationships">{rel("rId1", "attachedTemplate", "file:///C:/wang/a.dotm", True)}</Relationships>',
            },
        ),
        "outside picture": lambda: word.build(
            f"<w:p><w:r><w:t>正文</w:t></w:r>{word.picture('rId1')}</w:p>",
            rel("rId1", "image", "http://example.com/spy.png", True),
        ),
        "gps": lambda: word.build(
            f"<w:p><w:r><w:t>正文</w:t></w:r>{word.picture('rId1')}</w:p>",
            rel("rId1", "image", "media/image1.jpg"), {"word/media/image1.jpg": word.photograph()},
        ),
        "bookmark": lambda: word.build(
            '<w:p><w:bookmarkStart w:id="1" w:name="OLE_LINK2"/><w:r><w:t>正文</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
        ),
        "simple field": lambda: word.build(
            '<w:p><w:r><w:t>正</w:t></w:r><w:fldSimple w:instr=" AUTHOR "><w:r><w:t>文</w:t></w:r></w:fldSimple></w:p>'
        ),
    }[case]()  # fmt: skip


CASES = {
    "comment": "comment",
    "property": "property",
    "custom property": "property",
    "custom xml": "property",
    "macro": "macro",
    "embedded object": "embedded_object",
    "inserted file": "embedded_object",
    "template": "external_link",
    "outside picture": "external_link",
    "gps": "gps",
    "bookmark": "bookmark",
    "simple field": "field",
}


@pytest.mark.parametrize("case", CASES)
def test_the_clerk_is_told(word, case):
    document = read(file_with(word, case), "a.docx")
    assert CASES[case] in [notice.kind for notice in document.notices]
    assert document.text == "正文"


@pytest.mark.parametrize("case", CASES)
def test_the_clean_copy_is_rid_of_it(word, case):
    copy = clean(file_with(word, case), "a.docx")
    after = read(copy.data, copy.filename)
    assert [notice.kind for notice in after.notices if notice.kind != "missing_image"] == []
    assert after.text == "正文"
    assert CASES[case] in [notice.kind for notice in copy.removed]
    assert "王小明".encode() not in copy.data and b"wang" not in copy.data


def test_a_picture_that_is_not_in_the_file_is_missed(word):
    data = word.build(f"<w:p>{word.picture('rId1')}</w:p>", word.rel("rId1", "image", "media/none.png"))
    assert [(n.kind, n.detail) for n in read(data, "a.docx").notices] == [
        ("missing_image", "图片没有保存在文件里：none.png")
    ]


def test_a_web_link_is_kept_and_told_a_script_link_is_only_told(word):
    body = '<w:p><w:hyperlink r:id="rId{}"><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>'
    data = word.build(
        body.format(1) + body.format(2),
        word.rel("rId1", "hyperlink", "https://example.com/a?b=1&amp;c=2", True)
        + word.rel("rId2", "hyperlink", "javascript:alert(1)", True),
    )
    document = read(data, "a.docx")
    assert document.html.count("<a ") == 1 and "javascript" not in document.html
    assert 'href="https://example.com/a?b=1&amp;c=2"' in document.html
    assert [n.kind for n in document.notices] == ["external_link", "external_link"]
    assert b"javascript" not in b"".join(members(clean(data, "a.docx").data))


def members(data):
    archive = Archive(data)
    return [archive.read(name) for name in archive.names()]


def test_words_own_bookmarks_and_page_fields_are_no_news(word):
    data = word.build(
        '<w:p><w:bookmarkStart w:id="1" w:name="_GoBack"/><w:r><w:t>第</w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    )
    assert read(data, "a.docx").notices == ()


def test_thousands_of_notices_are_counted_instead_of_listed(word):
    deletion = '<w:del w:author="张三"><w:r><w:delText>第{}处</w:delText></w:r></w:del>'
    data = word.build("<w:p>" + "".join(deletion.format(number) for number in range(1000)) + "</w:p>")
    notices = read(data, "a.docx").notices
    assert len(notices) == 201
    assert notices[-1].detail == "另有 800 处，没有逐一列出"


def test_a_picture_keeps_its_pixels_and_loses_place_and_person(word):
    data = word.photograph()
    copy = clean(data, "现场.jpg")
    assert {notice.kind for notice in copy.removed} == {"gps", "property"}
    assert b"Zhang" not in copy.data and b"Exif" not in copy.data
    assert read(data, "现场.jpg").notices[0].detail == "图片 图片 带有拍摄地点（北纬 24.5000，东经 97.7500）"


def test_the_clean_copy_keeps_pictures_links_and_notes_but_no_names_of_things(word):
    notes = f'<w:footnote w:id="1">{word.p("注释")}</w:footnote><w:footnote w:id="2">{word.p("无主之言")}</w:footnote>'
    body = (
        '<w:p w:rsidR="00A1"><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
        + word.picture("rId2", 'descr="C:\\Users\\wang\\a.jpg"')
        + '<w:hyperlink r:id="rId3"><w:r><w:t>网址</w:t></w:r></w:hyperlink></w:p>'
    )
    relationships = (
        word.rel("rId1", "footnotes", "footnotes.xml")
        + word.rel("rId2", "image", "media/image1.jpg")
        + word.rel("rId3", "hyperlink", "https://example.com/", True)
    )
    parts = {"word/footnotes.xml": word.part("footnotes", notes), "word/media/image1.jpg": word.photograph()}
    data = word.build(body, relationships, parts)
    before, copy = read(data, "a.docx"), clean(data, "a.docx")
    after = read(copy.data, "a.docx")
    assert after.html == before.html and len(after.images) == 1
    everything = b"".join(members(copy.data))
    assert "无主之言".encode() not in everything and b"wang" not in everything and b"rsid" not in everything
    assert clean(data, "a.docx").data == copy.data


def test_a_macro_document_becomes_a_plain_one(word):
    copy = clean(file_with(word, "macro"), "通知.docm")
    assert copy.filename == "通知.docx" and not any("vba" in name for name in Archive(copy.data).names())
