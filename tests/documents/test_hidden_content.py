"""What is not printed is told to the clerk and stays out of everything shown; the clean copy is rid of it."""

import json
import zipfile
from io import BytesIO

import pytest

from mingbai.documents.cleaning import clean
from mingbai.documents.reading import read

SECRET = "暗处之言"
HIDE = "<w:vanish/>"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="s"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="c"/><w:basedOn w:val="Secret"/></w:style>'
    '<w:style w:type="character" w:styleId="Char"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Tbl"><w:name w:val="t"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>看得见</w:t></w:r></w:p></w:tc></w:tr>{}</w:tbl>"
ROW = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
RUN = f"<w:r><w:t>{SECRET}</w:t></w:r>"
BOX = "<wps:txbx><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></wps:txbx>"

# notice kind, body markup with SECRET somewhere that is not printed
HIDING = {
    "hidden run": ("hidden_text", f"<w:p><w:r><w:rPr>{HIDE}</w:rPr><w:t>{SECRET}</w:t></w:r></w:p>"),
    "paragraph style": ("hidden_text", f'<w:p><w:pPr><w:pStyle w:val="Secret"/></w:pPr>{RUN}</w:p>'),
    "inherited style": ("hidden_text", f'<w:p><w:pPr><w:pStyle w:val="Child"/></w:pPr>{RUN}</w:p>'),
    "character style": (
        "hidden_text",
        f'<w:p><w:r><w:rPr><w:rStyle w:val="Char"/></w:rPr><w:t>{SECRET}</w:t></w:r></w:p>',
    ),
    "table style": (
        "hidden_text",
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Tbl"/></w:tblPr><w:tr><w:tc><w:p>{RUN}</w:p></w:tc></w:tr></w:tbl>',
    ),
    "hidden row": ("hidden_text", TABLE.format(ROW.format("<w:hidden/>", "", SECRET))),
    "deleted row": ("tracked_change", TABLE.format(ROW.format('<w:del w:author="张三"/>', "", SECRET))),
    "deleted cell": ("tracked_change", TABLE.format(ROW.format("", "<w:tcPr><w:cellDel/></w:tcPr>", SECRET))),
    "covered cell": (
        "hidden_text",
        "<w:tbl>"
        + ROW.format("", '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "看得见")
        + ROW.format("", "<w:tcPr><w:vMerge/></w:tcPr>", SECRET)
        + "</w:tbl>",
    ),
    "deletion": (
        "tracked_change",
        f'<w:p><w:del w:author="张三"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>',
    ),
    "deletion with plain text": ("tracked_change", f'<w:p><w:del w:author="张三">{RUN}</w:del></w:p>'),
    "moved away": ("tracked_change", f'<w:p><w:moveFrom w:author="张三">{RUN}</w:moveFrom></w:p>'),
    "deleted block": ("tracked_change", f"<w:del><w:p>{RUN}</w:p></w:del>"),
    "hidden drawing": (
        "hidden_text",
        f'<w:p><w:r><w:drawing><wp:anchor><wp:docPr id="1" name="x" hidden="1"/>{BOX.format(SECRET)}'
        "</wp:anchor></w:drawing></w:r></w:p>",
    ),
    "hidden shape": (
        "hidden_text",
        f'<w:p><w:r><w:pict><v:shape style="width:1pt;visibility: hidden"><v:textbox><w:txbxContent><w:p>{RUN}'
        "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    ),
    "field code": (
        "field",
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTEX 1</w:instrText></w:r>'
        f'{RUN}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>结果</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    ),
}


@pytest.fixture(params=sorted(HIDING))
def hiding(request, word):
    kind, markup = HIDING[request.param]
    body = word.p("关于公开的通知") + word.p("一、总则") + markup + word.p("正文在此。")
    styles = word.rel("rId1", "styles", "styles.xml")
    return kind, word.build(body, styles, {"word/styles.xml": word.part("styles", STYLES)})


def test_what_is_not_printed_is_noticed(hiding):
    kind, data = hiding
    assert kind in [notice.kind for notice in read(data, "a.docx").notices]


def test_what_is_not_printed_appears_nowhere_in_the_document(hiding):
    document = read(hiding[1], "a.docx").as_json()
    document.pop("notices")
    assert SECRET not in json.dumps(document, ensure_ascii=False)
    assert "正文在此。" in document["text"] and "正文在此。" in document["html"]


def test_the_clean_copy_holds_nothing_of_it_and_reads_the_same(hiding, word):
    kind, data = hiding
    copy = clean(data, "a.docx")
    assert kind in [notice.kind for notice in copy.removed]
    assert read(copy.data, copy.filename).text == read(data, "a.docx").text
    assert SECRET not in all_members(copy.data)


def all_members(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


def test_text_hidden_by_two_styles_at_once_is_printed_as_word_prints_it(word):
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Secret"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Char"/></w:rPr>'
        "<w:t>两次隐藏即显示</w:t></w:r></w:p>"
    )
    styles = word.rel("rId1", "styles", "styles.xml")
    data = word.build(body, styles, {"word/styles.xml": word.part("styles", STYLES)})
    assert read(data, "a.docx").text == "两次隐藏即显示"


@pytest.mark.parametrize("value", ["0", "false", "off"])
def test_a_run_that_says_it_is_not_hidden_is_printed(word, value):
    run = f'<w:vanish w:val="{value}"/>'
    assert read(word.build(word.p("看得见", run=run)), "a.docx").text == "看得见"


def test_inserted_text_is_shown_with_a_notice_and_kept_in_the_clean_copy(word):
    data = word.build('<w:p><w:ins w:author="李四"><w:r><w:t>新增一句。</w:t></w:r></w:ins></w:p>')
    document, copy = read(data, "a.docx"), clean(data, "a.docx")
    assert document.text == "新增一句。" == read(copy.data, "a.docx").text
    assert [(n.kind, n.detail) for n in document.notices] == [
        ("tracked_change", "修订：插入“新增一句。”（李四）")
    ]
    assert "李四" not in all_members(copy.data)


def test_a_deleted_paragraph_mark_joins_the_paragraphs(word):
    mark = '<w:rPr><w:del w:author="张三"/></w:rPr>'
    data = word.build(word.p("前半", mark) + word.p("后半") + word.p("尾", mark))
    assert read(data, "a.docx").text == "前半后半\n尾"
    assert read(clean(data, "a.docx").data, "a.docx").text == "前半后半\n尾"


def test_a_format_revision_is_noticed_and_cleaned(word):
    change = '<w:rPrChange w:author="张三"><w:rPr/></w:rPrChange>'
    data = word.build(word.p("文字", run=change))
    assert [n.kind for n in read(data, "a.docx").notices] == ["tracked_change"]
    assert "张三" not in all_members(clean(data, "a.docx").data)
