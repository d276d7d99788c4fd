"""What is recognised in official documents, as tables of wordings."""

from datetime import date

import pytest

from mingbai.documents.fields.dates import date_in, lone_date
from mingbai.documents.fields.numbers import normalised, own_number
from mingbai.documents.fields.signer import signer
from mingbai.documents.reading import read


def text(*lines: str):
    return read("\n".join(lines).encode(), "a.txt")


@pytest.mark.parametrize(
    "written",
    [
        "盏政发〔2020〕118号",
        "盏政发[2020]118号",
        "盏政发（2020）118号",
        "盏政发(2020)118号",
        "盏政发【2020】118号",
        "盏政发〈2020〉118号",
        "盏政发﹝2020﹞118号",
        "盏政发〔2020]118号",
        "盏政发〔２０２０〕１１８号",
        "盏政发 〔 2020 〕 118 号",
        "盏 政 发〔2020〕118号",
        "盏政发〔2020〕第118号",
        "盏政发〔2020〕118",
        "盏政发〔2020年〕118号",
        "盏政发〔2020118号",
        "盏政发2020〕118号",
        "盏政发〔2O20〕118号",
        "盏政发〔2020〕0118号",
        "盏政发 2020-118号",
    ],
)
def test_a_document_number_is_put_into_its_proper_form(written):
    assert normalised(written) == "盏政发〔2020〕118号"


@pytest.mark.parametrize(
    "written",
    ["盏政发〔2020〕", "〔2020〕118号", "盏政发〔1234〕118号", "2020年11月30日", "第118号", "盏政发"],
)
def test_what_is_no_document_number_is_none(written):
    assert normalised(written) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("盏政发〔2020〕118号                   签发人：陈以兴", "盏政发〔2020〕118号"),
        ("（盏政发〔2020〕118号）", "盏政发〔2020〕118号"),
        ("文号：盏政发〔2020〕118号", "盏政发〔2020〕118号"),
        ("发文字号:盏政发〔2020〕118号", "盏政发〔2020〕118号"),
        ("2020年第12号", "2020年第12号"),
        ("《关于公开的通知》（国办发〔2018〕23号）", None),
        ("按照国办发〔2018〕23号文件要求", None),
    ],
)
def test_the_documents_own_number_stands_alone_a_cited_one_does_not(line, expected):
    assert own_number([line]) == expected


@pytest.mark.parametrize(
    "written",
    [
        "2020年11月30日", "２０２０年１１月３０日", "2020 年 11 月 30 日", "二〇二〇年十一月三十日", "二○二○年十一月三十日",
        "二零二零年十一月三十日", "二O二O年十一月三十日", "（2020年11月30日）", "2020-11-30", "2020.11.30", "2020/11/30",
        "2020年11月30", "2020年11月30号", "二〇二〇年 十一月 三十日",
    ],
)  # fmt: skip
def test_a_date_is_read_in_all_its_forms(written):
    assert lone_date(written) == date(2020, 11, 30)


@pytest.mark.parametrize(
    "written", ["2020年2月30日", "2020年13月1日", "2020年11月", "自2020年11月30日起施行", "十一月三十日"]
)
def test_an_impossible_or_partial_date_is_none(written):
    assert lone_date(written) is None


def test_small_numbers_in_words_are_read():
    assert [date_in(f"二〇二四年十月{day}日").day for day in ("一", "十", "十九", "二十", "廿五", "三十一")] == [
        1, 10, 19, 20, 25, 31,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("签发人：陈以兴", "陈以兴"),
        ("签发人： 陈 以 兴", "陈以兴"),
        ("签发人：张　伟", "张伟"),
        ("签发人:张伟  李晓红", "张伟、李晓红"),
        ("签 发 人：张伟、李晓红", "张伟、李晓红"),
        ("明政报〔2020〕3号　　签发：王强", "王强"),
        ("本方案由签发人负责", None),
    ],
)
def test_signers_are_read(line, names):
    assert signer([line]) == names


@pytest.mark.parametrize(
    ("line", "openness"),
    [
        ("（此件公开发布）", "proactive"),
        ("此件主动公开", "proactive"),
        ("（此 件 主 动 公 开）", "proactive"),
        ("公开方式：主动公开", "proactive"),
        ("（此件删减后公开）", "proactive"),
        ("信息公开选项：依申请公开", "on_request"),
        ("（此件依申请公开）", "on_request"),
        ("此件可依申请公开", "on_request"),
        ("（此件不予公开）", "withheld"),
        ("此件不公开", "withheld"),
        ("公开属性：不予公开", "withheld"),
        ("公开方式：□主动公开 ☑依申请公开 □不予公开", "on_request"),
        ("（主动公开）", "proactive"),
        ("1.主动公开事项", None),
        ("凡属主动公开的信息，都应及时公开。", None),
        ("2.内部公开事项", None),
        ("四、推进重点领域信息公开", None),
    ],
)
def test_the_openness_mark_is_read_and_body_text_is_not(line, openness):
    assert text("关于做好工作的通知", "正文如下。", line).openness == openness


HEAD = (
    "明白县人民政府文件",
    "明政发〔2021〕7号",
    "明白县人民政府关于印发《政务公开办法》的通知",
    "各乡镇人民政府，县政府各部门：",
)
TAIL = ("附件：1.任务分工表", "2.联系人名单", "明白县人民政府", "2021年3月5日", "（此件公开发布）", "抄送：县委办公室。",
        "明白县人民政府办公室　　2021年3月8日印发")  # fmt: skip


def test_a_whole_official_document_is_recognised():
    document = text(*HEAD, "现将有关事项通知如下。", "一、总体要求", "坚持公开。", *TAIL)
    assert document.title == "明白县人民政府关于印发《政务公开办法》的通知"
    assert document.document_number == "明政发〔2021〕7号"
    assert document.organisation == "明白县人民政府"
    assert document.addressee == "各乡镇人民政府，县政府各部门"
    assert (document.written_on, document.printed_on) == (date(2021, 3, 5), date(2021, 3, 8))
    assert document.openness == "proactive" and document.openness_mark == "此件公开发布"
    assert document.attachments == ("任务分工表", "联系人名单")
    assert [heading.text for heading in document.headings] == ["总体要求"]


def test_the_html_is_the_body_without_head_and_printing_line():
    document = text(*HEAD, "现将有关事项通知如下。", *TAIL)
    assert document.html.startswith("<p>各乡镇人民政府，县政府各部门：</p>")
    assert "文件</p>" not in document.html and "印发</p>" not in document.html
    assert "明白县人民政府</p><p>2021年3月5日" in document.html
    assert all(line in document.text for line in HEAD + TAIL)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("关于贯彻落实工作", "要点的实施方案", "为落实有关要求，制定本方案。"),
            "关于贯彻落实工作要点的实施方案",
        ),
        (("盏西镇人民政府", "关于公开的报告", "县人民政府："), "盏西镇人民政府关于公开的报告"),
        (("盏西镇2020年政务公开工作总结", "一、概况"), "盏西镇2020年政务公开工作总结"),
        (("政 务 公 开 制 度", "第一条 为规范公开，制定本制度。"), "政务公开制度"),
        (("关于公开的通知", "盏政发〔2020〕3号", "各村民委员会："), "关于公开的通知"),
        (("机密★1年", "特急", "关于调查的报告", "县委："), "关于调查的报告"),
        (("为深入贯彻落实有关文件精神，现结合我镇实际，制定本实施方案。", "一、指导思想"), None),
        (("一、指导思想", "二、工作目标"), None),
        (("关于公开的通知", "没有标点的正文"), "关于公开的通知"),
        (("盏西镇2020年政务公开工作要点", "没有标点的正文"), "盏西镇2020年政务公开工作要点"),
        (
            ("盏西镇政务公开办法", "（征求意见稿）", "第一条 为规范公开，制定本办法。"),
            "盏西镇政务公开办法（征求意见稿）",
        ),
        (("明白县民政局 明白县财政局关于补贴的通知", "各乡镇："), "明白县民政局 明白县财政局关于补贴的通知"),
        (("没有标点的话", "又一句没有标点的话"), None),
        (("索引号：01-2020-1", "发布日期：2020-01-02", "低保对象公示", "现将名单公示如下："), "低保对象公示"),
    ],
)
def test_titles(lines, title):
    assert text(*lines).title == title


def test_lines_below_the_title_stay_in_the_body():
    document = text("关于公开的通知", "盏西镇人民政府", "没有标点的正文")
    assert document.html == "<p>盏西镇人民政府</p><p>没有标点的正文</p>"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("一、总则", "（一）原则", "1.依法", "正文。", "（1）全面", "正文。"), [(1, "总则"), (2, "原则"), (3, "依法"), (4, "全面")]),
        (("(一)半角括号", "正文。"), [(2, "半角括号")]),
        (("1、顿号", "正文。", "2．全角点", "正文。", "３.全角数字", "正文。"), [(3, "顿号"), (3, "全角点"), (3, "全角数字")]),
        (("（一）严格依法原则 政务公开工作除涉及国家秘密外，按照规定如实公开。",), [(2, "严格依法原则")]),
        (("（一）加强领导。各单位要高度重视，认真落实。",), [(2, "加强领导")]),
        (("（1）属于国家秘密的；", "（2）属于商业秘密的；", "（3）法律规定的其他情形。"), []),
        (("1.身份证", "2.户口簿", "3.申请表"), []),
        (("1.按照国务院统一部署，建立完善市场准入负面清单信息公开机制，明确政府发挥作用的职责边界，落实自主权。",), []),
        (("一、基本情况", "1.5万人受益，占全镇人口的四成。", "2020.11.30完成。"), [(1, "基本情况")]),
        (("第一章 总则", "第一条 为规范公开，制定本办法。", "第二章 内容"), [(1, "总则"), (1, "内容")]),
        (("三、任务", "正文。", "4、 要求", "（一）内容", "正文。", "五、督查"), [(1, "任务"), (1, "要求"), (2, "内容"), (1, "督查")]),
        (("十一、收尾", "正文"), [(1, "收尾")]),
    ],
)  # fmt: skip
def test_heading_trees(lines, expected):
    document = text("关于工作的通知", "各村：", *lines)
    assert [(heading.level, heading.text) for heading in document.headings] == expected


@pytest.mark.parametrize(
    ("lines", "organisation"),
    [
        (("正文如下。", "盏西镇人民政府", "2020年11月30日"), "盏西镇人民政府"),
        (("正文如下。", "盏西镇人民政府（盖章）  2020年11月30日"), "盏西镇人民政府"),
        (("正文如下。", "明白县民政局", "明白县财政局", "2020年11月30日"), "明白县民政局、明白县财政局"),
        (("正文如下。", "明白县民政局　　明白县财政局", "2020年11月30日"), "明白县民政局、明白县财政局"),
    ],
)
def test_the_signature_names_the_organisations(lines, organisation):
    document = text("关于工作的通知", *lines)
    assert document.organisation == organisation and document.written_on == date(2020, 11, 30)


def test_without_signature_title_or_red_head_name_the_organisation():
    assert text("盏西镇人民政府关于公开的报告", "正文如下。").organisation == "盏西镇人民政府"
    assert text("盏西镇人民政府文件", "关于公开的报告", "正文如下。").organisation == "盏西镇人民政府"


def test_a_date_in_a_sentence_is_not_the_date_of_writing():
    document = text("关于工作的通知", "自2020年10月1日起施行。", "会议于2020年9月1日印发了方案。")
    assert document.written_on is None and document.printed_on is None
