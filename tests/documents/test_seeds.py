"""Three real documents read well; the trees below were taken from the texts by hand."""

from collections import Counter
from datetime import date

import pytest

from mingbai.documents.reading import read

# per chapter: its text and how many headings of levels 2, 3 and 4 stand below it
TREES = {
    "000": [
        ("指导思想", 0, 0, 0),
        ("深入推进“五公开”基本原则", 4, 0, 0),
        ("加强工作落实", 9, 0, 0),
        ("工作要求", 4, 9, 3),
        ("监督检查", 2, 1, 0),
    ],
    "002": [
        ("指导思想", 0, 0, 0),
        ("工作目标", 0, 0, 0),
        ("主要任务", 7, 32, 5),
        ("工作要求", 4, 1, 0),
    ],
    "004": [
        ("进一步拓展主动公开深度和广度", 0, 5, 0),
        ("进一步健全政务公开制度机制", 0, 6, 0),
        ("进一步加强政务公开平台建设管理", 0, 2, 0),
        ("进一步夯实政务公开保障基础", 0, 4, 0),
    ],
}
SOME = {
    "000": [(2, "严格依法原则"), (2, "完善政务公开查询点的打造"), (3, "免予公开的内容"), (4, "政府机构和人事"),
            (3, "编制目录"), (3, "即时公开"), (2, "主动接受社会监督")],
    "002": [(2, "深入推进“五公开”，促进行政依法依规"), (3, "建立政策解读专家库"), (3, "强化政府网站和“两微一端”新平台建设管理"),
            (4, "扎实开展“政府开放日”活动"), (4, "规范开展依申请公开工作"), (3, "全面推行主动公开基本目录制度"), (2, "发掘工作亮点")],
    "004": [(3, "围绕“六稳”“六保”深化政府信息公开"), (3, "优化政府网站“政府信息公开平台”设置"), (3, "强化领导"), (3, "加强考核评估")],
}  # fmt: skip


def document(seeds, number):
    (path,) = seeds.glob(f"{number}_*.txt")
    return read(path.read_bytes(), path.name)


@pytest.mark.parametrize("number", TREES)
def test_the_heading_tree_is_the_one_a_reader_sees(seeds, number):
    chapters: list[tuple[str, Counter[int]]] = []
    for heading in document(seeds, number).headings:
        if heading.level == 1:
            chapters.append((heading.text, Counter()))
        else:
            chapters[-1][1][heading.level] += 1
    assert [(text, below[2], below[3], below[4]) for text, below in chapters] == TREES[number]


@pytest.mark.parametrize("number", SOME)
def test_headings_have_their_levels_and_short_texts(seeds, number):
    headings = [(heading.level, heading.text) for heading in document(seeds, number).headings]
    assert [heading for heading in SOME[number] if heading not in headings] == []
    assert max(len(text) for _, text in headings) <= 30


def test_the_report_shows_number_signer_and_both_dates(seeds):
    report = document(seeds, "004")
    assert report.title == "盏西镇人民政府关于2020年政务公开工作要点分工方案落实情况的报告"
    assert (report.document_number, report.signer) == ("盏政发〔2020〕118号", "陈以兴")
    assert (report.written_on, report.printed_on) == (date(2020, 11, 30), date(2020, 12, 1))
    assert report.organisation == "盏西镇人民政府"
    assert [(notice.kind, notice.detail[-10:]) for notice in report.notices] == [
        ("missing_image", "image1.png")
    ]


def test_a_title_broken_over_two_lines_is_joined(seeds):
    assert document(seeds, "002").title == "关于贯彻落实自治区2018年政务公开工作要点的实施方案"


def test_a_text_that_begins_with_its_body_has_no_title_and_takes_no_cited_number(seeds):
    plan = document(seeds, "000")
    assert plan.title is None and plan.document_number is None
    assert [notice.kind for notice in plan.notices] == ["bookmark"] * 4
    assert "[bookmark" not in plan.text + plan.html
