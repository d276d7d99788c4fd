"""Text, web pages, workbooks, PDF, OFD, old formats through LibreOffice, and the command."""

import json
import shutil
import zipfile
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pikepdf
import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from mingbai.commands.verb import WrongUse
from mingbai.documents import conversion
from mingbai.documents.archives import Archive
from mingbai.documents.cleaners.portable import without_marks
from mingbai.documents.cleaning import clean
from mingbai.documents.conversion import convert_many
from mingbai.documents.html import sanitise
from mingbai.documents.images import opened
from mingbai.documents.layout import paragraphs_from
from mingbai.documents.reading import read, read_many
from mingbai.documents.refusals import Refused
from mingbai.documents.spreadsheets import read_xlsx

needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_every_encoding_of_a_chinese_office(encoding):
    assert (
        read("关于公开的通知\r\n正文（2020年）。\r\n".encode(encoding), "a.txt").text
        == "关于公开的通知\n正文（2020年）。"
    )


def test_marks_of_text_extraction_become_notices():
    document = read("[bookmark: OLE_LINK2]正文[image: image1.png]如下。".encode(), "a.txt")
    assert document.text == "正文如下。"
    assert [notice.kind for notice in document.notices] == ["bookmark", "missing_image"]


def test_csv_is_a_table():
    assert read("姓名,金额\n张三,1200\n".encode("gb18030"), "a.csv").tables == (
        (("姓名", "金额"), ("张三", "1200")),
    )


PAGE = """<html><head><meta charset="utf-8"><title>x</title><script>alert(1)</script></head><body>
<h2 style="text-align:center">关于公开的通知</h2><p onclick="x()">正文<b>重点</b><span style="display:none">暗处</span></p>
<!-- 内部意见 --><p><a href="javascript:x()">坏</a><a href="https://example.com">好</a></p><img src="a.png">
<table><tr><td colspan="2">甲</td></tr><tr><td>乙</td><td>丙</td></tr></table></body></html>"""


def test_a_web_page_is_reduced_to_its_visible_words():
    document = read(PAGE.encode(), "a.html")
    assert document.title == "关于公开的通知" and "暗处" not in document.html + document.text
    assert (
        "javascript" not in document.html and "onclick" not in document.html and "alert" not in document.html
    )
    assert document.tables == ((("甲", ""), ("乙", "丙")),) and 'colspan="2"' in document.html
    assert sanitise(document.html) == document.html
    kinds = [notice.kind for notice in document.notices]
    assert {"hidden_text", "comment", "external_link", "missing_image"} <= set(kinds)


def workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "补贴"
    for row in (
        ("姓名", "金额", "日期", "备注"),
        ("张三", 1200.5, date(2020, 11, 30), "=危险"),
        ("暗行", 1, None, None),
    ):
        sheet.append(row)
    sheet["D2"].data_type = "s"
    return book, sheet


def saved(book) -> bytes:
    book.save(buffer := BytesIO())
    return buffer.getvalue()


def test_a_workbook_is_read_as_people_see_it():
    book, sheet = workbook()
    sheet.merge_cells("A5:B6")
    sheet["A5"] = "合计"
    document = read(saved(book), "a.xlsx")
    assert document.tables[0][1] == ("张三", "1200.5", "2020-11-30", "=危险")
    assert document.tables[0][-1][0] == "合计"


def test_long_numbers_keep_all_their_digits():
    book = openpyxl.Workbook()
    book.active.append([13812345678, 530000199001011, 0.1 + 0.2, 1e20])
    assert read(saved(book), "a.xlsx").tables == (
        (("13812345678", "530000199001011", "0.3", "1" + "0" * 20),),
    )


HIDINGS = {
    "row": lambda book, sheet: setattr(sheet.row_dimensions[3], "hidden", True),
    "column": lambda book, sheet: (setattr(sheet["E1"], "value", "暗行"), setattr(sheet.column_dimensions["E"], "hidden", True),
                                   sheet.delete_rows(3)),
    "sheet": lambda book, sheet: (book.create_sheet("暗").append(["暗行"]), setattr(book["暗"], "sheet_state", "hidden"),
                                  sheet.delete_rows(3)),
    "very hidden sheet": lambda book, sheet: (book.create_sheet("暗").append(["暗行"]),
                                              setattr(book["暗"], "sheet_state", "veryHidden"), sheet.delete_rows(3)),
    "blank format": lambda book, sheet: setattr(sheet["A3"], "number_format", ";;;"),
}  # fmt: skip


@pytest.mark.parametrize("case", HIDINGS)
def test_hidden_cells_are_told_left_out_and_cleaned(case):
    book, sheet = workbook()
    HIDINGS[case](book, sheet)
    data = saved(book)
    document, copy = read(data, "a.xlsx"), clean(data, "a.xlsx")
    assert "hidden_text" in [notice.kind for notice in document.notices]
    assert "暗行" not in document.text + document.html
    assert read(copy.data, "a.xlsx").text == document.text
    cells = [
        cell
        for row in openpyxl.load_workbook(BytesIO(copy.data)).active.iter_rows(values_only=True)
        for cell in row
    ]
    assert "暗行" not in cells and "=危险" in cells


def test_comments_names_and_authors_of_a_workbook_are_told_and_cleaned():
    book, sheet = workbook()
    sheet["A1"].comment = Comment("改一下", "王小明")
    book.defined_names["外部"] = DefinedName("外部", attr_text="[1]Sheet1!$A$1")
    book.properties.creator = "王小明"
    data = saved(book)
    kinds = {notice.kind for notice in read(data, "a.xlsx").notices}
    assert {"comment", "external_link", "property"} <= kinds
    copy = clean(data, "a.xlsx")
    assert read(copy.data, "a.xlsx").notices == () and "王小明".encode() not in copy.data


def test_a_workbook_with_uncomputed_formulas_is_not_guessed_at():
    book, sheet = workbook()
    sheet["B4"] = "=SUM(B2:B3)"
    with pytest.raises(Refused) as refused:
        clean(saved(book), "a.xlsx")
    assert refused.value.code == "not_clean" and "B4" in refused.value.message


def pdf(**information) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    page = document.pages[0].obj
    page.Annots = pikepdf.Array([
        pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents="内部意见", T="王小明", Rect=[0, 0, 9, 9])
    ])  # fmt: skip
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    document.attachments["secret.txt"] = b"secret words"
    for key, value in information.items():
        document.docinfo[f"/{key}"] = value
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = ["Wang Xiaoming"]
    document.save(buffer := BytesIO())
    return buffer.getvalue()


def test_a_pdf_tells_author_notes_scripts_and_attached_files_and_is_cleaned_of_them():
    data = pdf(Author="Wang Xiaoming")
    assert {notice.kind for notice in read(data, "a.pdf").notices} == {
        "property", "comment", "macro", "embedded_object", "missing_image",
    }  # fmt: skip
    copy = clean(data, "a.pdf")
    assert {notice.kind for notice in read(copy.data, "a.pdf").notices} == {"missing_image"}
    raw = b"".join(
        thing.read_bytes()
        for thing in pikepdf.open(BytesIO(copy.data)).objects
        if isinstance(thing, pikepdf.Stream)
    )
    assert b"Xiaoming" not in copy.data + raw and b"secret" not in copy.data + raw


def test_a_scan_without_words_is_told():
    (notice,) = [n for n in read(pdf(), "a.pdf").notices if n.kind == "missing_image"]
    assert "扫描件" in notice.detail


def ofd(word, texts: str) -> bytes:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return word.zipped({
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocInfo><ofd:Author>王小明</ofd:Author></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<ofd:Document {space}><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/0/Content.xml"/></ofd:Pages>'
        "</ofd:Document>",
        "Doc_0/Pages/0/Content.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer>{texts}</ofd:Layer></ofd:Content></ofd:Page>",
    })  # fmt: skip


def test_the_national_format_is_read_line_by_line(word):
    text = '<ofd:TextObject Boundary="{} {} 50 5" {}><ofd:TextCode>{}</ofd:TextCode></ofd:TextObject>'
    data = ofd(
        word,
        text.format(10, 20, "", "关于公开") + text.format(60, 20, "", "的通知") + text.format(10, 30, "", "正文。")
        + text.format(10, 40, 'Visible="false"', "暗处"),
    )  # fmt: skip
    document = read(data, "a.ofd")
    assert document.text == "关于公开的通知\n正文。" and document.title == "关于公开的通知"
    assert {notice.kind for notice in document.notices} == {"property", "hidden_text"}


def test_old_formats_without_libreoffice_say_what_to_do(monkeypatch):
    monkeypatch.setattr(conversion.shutil, "which", lambda name: None)
    with pytest.raises(Refused) as refused:
        read(rb"{\rtf1 words}", "a.rtf")
    assert refused.value.code == "no_converter" and ".docx" in refused.value.message


RTF = rb"{\rtf1\ansi\ansicpg936 \u20851?\u20110?\u20844?\u24320?\u30340?\u36890?\u30693?\par text.\u12290?{\v secret}\par}"


@pytest.mark.libreoffice
@needs_libreoffice
def test_old_formats_are_converted_and_then_read_and_cleaned_like_the_new():
    document, copy = read(RTF, "旧.rtf"), clean(RTF, "旧.rtf")
    assert document.title == "关于公开的通知" and "secret" not in document.text
    assert "hidden_text" in [notice.kind for notice in document.notices]
    assert copy.filename == "旧.docx" and b"secret" not in copy.data


@pytest.mark.libreoffice
@needs_libreoffice
def test_many_files_are_read_in_order_each_with_its_own_result(word):
    new = word.build(word.p("新格式"))
    documents = read_many([(RTF, "a.rtf"), (new, "b.docx"), (b"", "c.doc"), (b"{\\rtf1 \\u30002?}", "d.rtf")])
    assert [getattr(one, "kind", getattr(one, "code", "")) for one in documents] == [
        "rtf",
        "docx",
        "empty",
        "rtf",
    ]
    assert documents[1].text == "新格式" and documents[3].text == "甲"


@pytest.mark.libreoffice
@needs_libreoffice
def test_a_batch_gives_each_file_its_own_result():
    results = convert_many([(RTF, "rtf"), (RTF.replace(b"text", b"other"), "rtf")], "docx")
    assert [b"other" in b"".join(read(result, "a.docx").text.encode().split()) for result in results] == [
        False,
        True,
    ]


@pytest.mark.libreoffice
@needs_libreoffice
def test_a_program_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(conversion, "SECONDS", 0.01)
    (result,) = convert_many([(RTF, "rtf")], "docx")
    assert isinstance(result, Refused) and result.code == "timeout"


@pytest.mark.parametrize("name", ["a.html", "a.ofd", "a.zip"])
def test_a_kind_without_public_copy_is_refused_in_words(word, name):
    data = ofd(word, "") if name.endswith("ofd") else b"<p>x</p>"
    with pytest.raises(Refused) as refused:
        clean(data, name)
    assert refused.value.code == "unsupported" and "上传" in refused.value.message


def test_text_files_are_published_as_they_are():
    data = "姓名,金额\n".encode("gb18030")
    assert clean(data, "a.csv").data == data


def test_lines_broken_by_the_margin_are_joined_into_paragraphs():
    pages = [
        [
            "关于公开的通知",
            "各乡镇人民政府：",
            "为进一步做好政务公开工作提高政府",
            "工作透明度，现通知如下。",
            "一、加强组织领导",
            "- 1 -",
        ],
        ["各单位要高度重视政务公开工作并", "认真落实。"],
    ]
    assert [paragraph.text for paragraph in paragraphs_from(pages)] == [
        "关于公开的通知",
        "各乡镇人民政府：",
        "为进一步做好政务公开工作提高政府工作透明度，现通知如下。",
        "一、加强组织领导",
        "各单位要高度重视政务公开工作并认真落实。",
    ]


def test_hidden_data_of_pictures_inside_a_pdf_is_cut_out(word):
    bare = without_marks(word.photograph())
    assert b"Zhang" not in bare and opened(bare).getexif() == {}
    assert opened(bare).convert("RGB").tobytes() == opened(word.photograph()).convert("RGB").tobytes()


ATTRIBUTES = st.sampled_from(["", "-1", "99999999999999", "abc", "A1:XFD1048576", "中", "0.5", "1"])


@given(ATTRIBUTES, ATTRIBUTES, ATTRIBUTES, ATTRIBUTES)
@settings(max_examples=60, deadline=None)
def test_nonsense_in_a_sheets_attributes_is_read_or_refused(first, second, third, fourth):
    book, _ = workbook()
    archive = Archive(saved(book))
    members = {name: archive.read(name) for name in archive.names()}
    members["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="{first}" max="{second}" '
        f'hidden="1"/></cols><sheetData><row r="{third}"><c r="{fourth}" s="{first}" t="s"><v>{second}</v></c>'
        f'<c s="{second}"><v>{third}</v></c></row></sheetData><mergeCells><mergeCell ref="{fourth}"/></mergeCells></worksheet>'
    ).encode()
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name, data in members.items():
            written.writestr(name, data)
    content = read_xlsx(buffer.getvalue())
    assert content.notices is not None


def inspect(path, *arguments):
    output, status = StringIO(), 0
    try:
        call_command("inspect", str(path), *arguments, stdout=output)
    except SystemExit as stopped:
        status = stopped.code
    return status, output.getvalue()


def test_inspect_prints_the_shape_others_rely_on(tmp_path, word):
    path = tmp_path / "通知.docx"
    path.write_bytes(word.build(word.p("关于公开的通知") + word.p("一、总则")))
    status, output = inspect(path, "--json")
    answer = json.loads(output)
    assert status == 0 and answer["title"] == "关于公开的通知"
    assert answer["headings"] == [{"level": 1, "number": "一、", "text": "总则"}]
    assert answer["signer"] is None and answer["tables"] == [] and answer["notices"] == []


def test_inspect_prints_for_people_too(tmp_path, word):
    path = tmp_path / "通知.docx"
    path.write_bytes(word.build(word.p("关于公开的通知")))
    assert "标题：关于公开的通知" in inspect(path)[1]


def test_inspect_of_a_refused_file_ends_with_status_one(tmp_path):
    path = tmp_path / "坏.docx"
    path.write_bytes(b"PK\x03\x04 broken")
    status, output = inspect(path, "--json")
    assert status == 1 and json.loads(output)["refused"]["code"] == "corrupt"


def test_inspect_of_a_missing_file_is_wrong_use(tmp_path):
    with pytest.raises(WrongUse) as wrong:
        inspect(tmp_path / "none.docx")
    assert wrong.value.returncode == 2
