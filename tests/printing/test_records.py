"""A record on paper: what stands on its sheet, its official layout, its leaflet, its labels."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.conf import settings

from mingbai.channels.rules.short import code_of
from mingbai.disclosures import actions
from mingbai.printing.exports import official_docx, official_pdf, sheet_pdf, table_sheet_pdf
from mingbai.printing.exports.labels import labels_pdf, place_label, record_label
from mingbai.printing.exports.leaflets import leaflet_pdf
from mingbai.printing.exports.records import contact_of
from mingbai.printing.queries import proposed_answers
from mingbai.printing.rules.leaflets import QUESTIONS
from tests.printing.reading import codes, missing_letters, texts

ANSWERS = {
    "title": "冬季供水",
    "what": "每周检查一次水管，防止冻裂。",
    "who": "全镇各村",
    "how_much": "不收钱",
    "how": "1. 村里每周一检查；\n2. 漏水打电话报修。",
    "when": "11月至次年3月",
    "where": "镇政府 0999-5550101",
}


def test_a_sheet_names_issuer_number_days_and_telephones(notice, cast):
    cast.county.telephone = "0999-5550000"
    cast.county.save()
    page = texts(sheet_pdf(notice, from_on=date(2026, 11, 3), until=date(2026, 11, 12)))[0]
    for words in (
        "青禾镇人民政府信息公开", notice.index_number, "青政发〔2026〕12号", "2026年11月3日至2026年11月12日",
        "咨询电话：青禾镇人民政府0999-5550101", "监督电话：明白县人民政府0999-5550000", "每周一检查管道",
    ):  # fmt: skip
        assert words in page, words


def test_the_code_of_a_sheet_is_the_records_short_address(notice):
    address = f"{settings.MINGBAI_BASE_URL}/q/{code_of(notice.pk)}/"
    assert codes(sheet_pdf(notice)) == [[address]]


def test_a_signature_that_ends_the_text_is_not_printed_twice(desk, content):
    body = "<p>请检查管道。</p><p>青禾镇人民政府</p><p>2026年11月2日</p><p>（此件公开发布）</p>"
    record = desk.published(**{**content, "body": body})
    assert texts(sheet_pdf(record))[0].count("2026年11月2日") == 1
    page = texts(official_pdf(record))[0]
    assert page.count("2026年11月2日") == page.count("此件公开发布") == 1
    assert page.count("青禾镇人民政府") == 3, "in the head, in the title and once below the text"


def test_a_list_of_another_app_gets_the_same_frame(cast):
    data = table_sheet_pdf(
        "补贴名单公示", ["序号", "姓名", "金额（元）"], [[1, "王某", "120.00"], [2, "𠮷某", None]],
        ["有异议的，请在公示期内提出。"], "https://example.cn/q/2AB4/", organisation=cast.village,
        from_on=date(2026, 5, 1), until=date(2026, 5, 8), signed_on=date(2026, 5, 1),
    )  # fmt: skip
    page = texts(data)[0]
    assert "柳湾村村民委员会公示" in page and "序号姓名金额（元）" in page and "2𠮷某" in page
    assert codes(data) == [["https://example.cn/q/2AB4/"]] and missing_letters(data) == 0


def test_the_official_layout_has_head_number_addressee_and_mark(notice):
    page = texts(official_pdf(notice))[0]
    for words in (
        "青禾镇人民政府文件",
        "青政发〔2026〕12号",
        "各村民委员会：",
        "（此件公开发布）",
        "2026年11月2日",
    ):
        assert words in page, words


def test_the_word_file_says_the_same_as_the_pdf(notice):
    said = "".join(one.text for one in docx.Document(BytesIO(official_docx(notice))).paragraphs)
    for words in ("青禾镇人民政府文件", "每周一检查管道", "（此件公开发布）"):
        assert words in said


def test_the_county_may_set_its_own_typefaces_and_margins(notice, settings):
    usual = official_pdf(notice)
    settings.OFFICIAL_LAYOUT = {"body": "Noto Sans CJK SC", "top": "50"}
    assert official_pdf(notice) != usual
    assert "每周一检查管道" in texts(official_pdf(notice))[0]


def test_a_leaflet_is_one_page_in_large_type_with_all_six_answers(notice):
    drawn = leaflet_pdf(notice, ANSWERS)
    (page,) = texts(drawn.data)
    assert drawn.fits and drawn.size >= 18 and "明白纸" in page
    assert all(one.label in page for one in QUESTIONS) and "漏水打电话报修" in page
    assert codes(drawn.data) == [[f"{settings.MINGBAI_BASE_URL}/q/{code_of(notice.pk)}/"]]


def test_answers_as_long_as_they_may_be_still_fit_and_never_below_16_points(notice):
    full = {one.key: "长" * one.longest for one in QUESTIONS} | {"title": "题" * 36}
    drawn = leaflet_pdf(notice, full)
    assert drawn.fits and drawn.size >= 16 and len(texts(drawn.data)) == 1


def test_too_many_lines_are_told_instead_of_shrunk_further(notice):
    many = {one.key: "\n".join("行" * (one.longest // 2)) for one in QUESTIONS} | {"title": "题"}
    drawn = leaflet_pdf(notice, many)
    assert not drawn.fits and drawn.size == 16


def test_an_answer_that_is_left_empty_has_no_row(notice):
    assert "多少钱" not in texts(leaflet_pdf(notice, {**ANSWERS, "how_much": ""}).data)[0]


def test_a_leaflet_starts_from_what_the_public_text_says(desk, content, cast):
    body = "<h2>补贴对象</h2><p>全镇种粮农户。</p><p>每亩补贴78.5元。</p><p>5月20日前向村委会提出申请。</p>"
    found = proposed_answers(desk.published(**{**content, "body": body}), contact_of(cast.town))
    assert "种粮农户" in found["who"] and "78.5元" in found["how_much"] and "5月20日" in found["when"]
    assert "0999-5550101" in found["where"] and found["title"] == "冬季供水保障工作"


def test_a_leaflet_proposes_nothing_that_only_the_draft_of_a_correction_says(notice, cast):
    notice.refresh_from_db()
    body = "<p>每亩补贴999元，对象是全镇农户，申请找秘密办公室。</p>"
    actions.edit(information=notice, by=cast.drafter, base=notice.latest_revision_id, body=body)
    notice.refresh_from_db()
    assert "999" not in str(proposed_answers(notice, "")) and "秘密" not in str(proposed_answers(notice, ""))


@pytest.mark.parametrize("number", [1, 10, 11])
def test_labels_of_records_and_places_can_be_scanned(notice, board, number):
    data = labels_pdf([record_label(notice)] * (number - 1) + [place_label(board)], on=date(2026, 5, 1))
    found = {one for page in codes(data) for one in page}
    record = f"{settings.MINGBAI_BASE_URL}/q/{code_of(notice.pk)}/"
    assert found == {f"{settings.MINGBAI_BASE_URL}/at/{board.code}/"} | ({record} if number > 1 else set())
    assert len(texts(data)) == -(-number // 10)
