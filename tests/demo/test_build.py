"""The files: they open, they say what the metadata says, and are the same every time."""

import re
from datetime import date
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook
from stdnum import luhn
from stdnum.cn import ric

from mingbai.demo import build, stories

TODAY = date(2026, 11, 21)
_ID = re.compile(r"(?<!\d)\d{17}[\dX](?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    target = tmp_path_factory.mktemp("county")
    return target, build.build(target, TODAY)


@pytest.fixture(scope="module")
def by_key():
    return {document.key: document for document in stories.documents(TODAY)}


def _xml(path, member="word/document.xml"):
    with ZipFile(path) as archive:
        return archive.read(member).decode()


def _text(path):
    word = Document(path)
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in word.paragraphs] + cells)


def test_building_twice_gives_the_same_bytes(built, tmp_path):
    target, paths = built
    again = build.build(tmp_path, TODAY)

    assert [path.relative_to(target) for path in paths] == [path.relative_to(tmp_path) for path in again]
    assert all(one.read_bytes() == two.read_bytes() for one, two in zip(paths, again, strict=True))


def test_every_word_file_opens_and_bears_its_title(built):
    target, _ = built
    for document in stories.documents(TODAY):
        text = _text(build.path_of(target, document))
        assert document.title in text
        assert document.document_number in text


def test_every_workbook_opens_and_has_rows(built):
    _, paths = built
    workbooks = [path for path in paths if path.suffix == ".xlsx"]

    assert workbooks
    for path in workbooks:
        assert all(sheet.max_row > 2 for sheet in load_workbook(path).worksheets)


def test_codes_stay_text_and_money_becomes_numbers(built, by_key):
    target, _ = built
    attachment = stories.attachments(TODAY)["toilet-table"]
    sheet = load_workbook(build.path_of(target, attachment)).active

    assert sheet["C3"].value == 22
    assert sheet["A3"].value == "东塘村"


@pytest.mark.parametrize(
    ("trap", "member", "mark"),
    [
        ("tracked_change", "word/document.xml", "<w:del "),
        ("comment", "word/comments.xml", "<w:comment "),
        ("hidden_text", "word/document.xml", "<w:vanish"),
        ("property", "docProps/core.xml", "<dc:creator>"),
    ],
)
def test_files_hide_what_their_metadata_says_and_nothing_else(built, trap, member, mark):
    target, _ = built
    for document in stories.documents(TODAY):
        with ZipFile(build.path_of(target, document)) as archive:
            content = archive.read(member).decode() if member in archive.namelist() else ""
        filled = re.search(r"<dc:creator>[^<]", content) if trap == "property" else mark in content
        expected = trap in document.traps or (trap == "property" and bool(document.author))
        assert bool(filled) == expected, document.key


def test_only_the_trap_holds_personal_data_and_that_is_well_formed(built):
    target, _ = built
    for document in stories.documents(TODAY):
        text = _text(build.path_of(target, document))
        found = _ID.findall(text)
        assert bool(found or _MOBILE.search(text)) == ("personal_data" in document.traps)
        for number in found:
            assert ric.calc_check_digit(number) == number[17]
            assert number[:6] == "640399"  # a county code that was never given out
        for card in re.findall(r"622848\d{13}", text):
            assert luhn.is_valid(card)


def test_a_corrected_document_has_both_versions(built, by_key):
    target, _ = built
    document = by_key["dibao-standard"]

    assert "757" in _text(build.path_of(target, document))
    assert "757" not in _text(build.path_of(target, document, corrected=True))


def test_the_openness_mark_agrees_with_the_record(built):
    target, _ = built
    marks = {
        "proactive": "（此件公开发布）",
        "on_request": "（此件依申请公开）",
        "withheld": "（此件不予公开）",
    }
    for document in stories.documents(TODAY):
        if document.audience == "public":
            assert marks[document.openness] in _text(build.path_of(target, document))


def test_traps_stand_in_the_xml_of_the_body(built, by_key):
    target, _ = built
    xml = _xml(build.path_of(target, by_key["inspection-notice"]))

    assert "<w:delText" in xml
    assert "每季度首月20日" in xml
