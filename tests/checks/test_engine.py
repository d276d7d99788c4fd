"""The whole engine: places, masks, severities, memory."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.checks.context import Context
from mingbai.checks.engine import blocked, run
from mingbai.checks.findings import KINDS
from mingbai.checks.rules.clause import MODEL, PARTS
from mingbai.checks.subject import Part, Subject, looks_like_policy, tables_of
from mingbai.documents.document import Document, Notice
from tests.checks.test_personal_data import CARD, ID

CONTEXT = Context(today=date(2026, 11, 21))
TABLE = (
    "<table><tr><th>序号</th><th>户主姓名</th><th>身份证号</th><th>电话</th></tr>"
    f"<tr><td>1</td><td>张三</td><td>{ID}</td><td>13812345678</td></tr>"
    "<tr><td>2</td><td>李 四</td><td>6402**********1234</td><td>0999-5550123</td></tr></table>"
)
OFFICES = (
    "<table><tr><th>姓名</th><th>职务</th><th>办公电话</th></tr>"
    "<tr><td>王五</td><td>主任</td><td>0999-5550101</td></tr></table>"
)


def check(**fields):
    return run(Subject(**fields), CONTEXT)


def rules(findings):
    return {f.rule for f in findings}


def test_every_place_of_a_record_is_searched():
    findings = check(
        title=f"关于{ID}的通知",
        text="电话13512345678",
        html=TABLE,
        attachments=(Part("名单13912345678.xlsx", f"卡号{CARD}"),),
        properties={"title": "13712345678", "author": "张三"},
        file_name="李四13612345678.docx",
    )
    assert {f.where for f in findings} >= {
        "title",
        "body",
        "table 1",
        "attachment:名单139****5678.xlsx",
        "file name:名单139****5678.xlsx",
        "file name:李四136****5678.docx",
        "property:title",
        "property:author",
    }


def test_a_household_list_shows_ids_mobiles_landlines_and_one_finding_for_its_names():
    findings = check(html=TABLE)
    assert [(f.rule, f.severity) for f in findings] == [
        ("resident_id", "block"),
        ("mobile", "block"),
        ("name", "ask"),
        ("landline", "ask"),
    ]
    name = findings[2]
    assert "共 2 人" in name.message
    assert name.suggestion == "张**"


def test_a_list_of_officials_and_their_office_telephones_is_left_alone():
    assert check(html=OFFICES) == ()


def test_what_stands_in_a_table_is_not_told_again_for_the_body():
    findings = check(html=TABLE, text=f"名单如下\n1 张三 {ID} 13812345678\n另有13812345678")
    assert [f.where for f in findings if f.rule == "mobile"] == ["body", "table 1"]
    assert [f.where for f in findings if f.rule == "resident_id"] == ["table 1"]


def table(*rows):
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


@pytest.mark.parametrize(
    ("header", "cells", "count"),
    [
        ("姓名", ("松有田", "靳老根", "卜福来"), 3),
        ("户主姓名", ("仝老大", "咎守义", "合计"), 2),
        ("户 主", ("松有田", "张三", "同上"), 2),
        ("申请人", ("张三", "东塘村合作社", "李四"), 2),
        ("姓名", ("松**", "张*", "合计"), 0),
        ("与户主关系", ("户主", "配偶", "长子"), 0),
        ("项目", ("安居工程", "高标农田", "合计"), 0),
    ],
)
def test_every_name_of_a_column_is_counted_whatever_the_surname(header, cells, count):
    findings = check(html=table(("序号", header), *((str(n), cell) for n, cell in enumerate(cells, 1))))
    assert [f"共 {count} 人" in f.message for f in findings] == ([True] if count else [])


def test_the_names_of_a_list_in_an_attachment_are_one_finding_without_a_name_in_it():
    text = "种粮补贴公示\n序号\t户主\t面积\n1\t松有田\t3.5\n2\t张三\t2\n合计\t\t5.5\n说明"
    findings = check(attachments=(Part("公示.xlsx", text),), text="见附件")
    assert [(f.rule, f.where) for f in findings] == [("name", "attachment:公示.xlsx")]
    assert "共 2 人" in findings[0].message
    assert not [name for name in ("松有田", "张三") if name in str(findings[0].as_json())]


def test_names_in_a_text_of_tabs_are_told_once():
    findings = check(text="姓名\t面积\n松有田\t3\n张三\t2\n")
    assert ["共 2 人" in f.message for f in findings] == [True]


def test_an_office_telephone_of_a_table_is_not_asked_about_in_the_body():
    assert (
        check(html=table(("窗口", "电话"), ("柳渡窗口", "0999-5552116")), text="柳渡窗口\n0999-5552116") == ()
    )


def test_tables_within_tables_and_broken_html_are_read():
    assert tables_of("<table><tr><td>甲<td>乙</table><p>x") == ((("甲", "乙"),),)


def test_findings_come_gravest_first_and_then_by_place():
    findings = check(title="请布署", text="的的 13812345678", catalogue_item="")
    assert [f.severity for f in findings] == ["block", "block", "ask", "ask"]
    assert blocked(findings)
    assert findings == check(title="请布署", text="的的 13812345678", catalogue_item="")


VALUES = (ID, CARD, "13812345678", "E12345678", "zhang.san@qq.com")


@given(
    st.lists(
        st.sampled_from((*VALUES, "，请布署，", "的的", "户主：张三丰，", "平政发[2020]1号")), max_size=8
    )
)
def test_no_finding_ever_holds_a_raw_value(parts):
    text = " ".join(parts)
    findings = check(title=text, text=text, file_name=text, notices=(Notice("comment", text),))
    printed = "".join(str(f.as_json()) for f in findings)
    assert not [value for value in (*VALUES, "张三丰") if value in printed]


def test_offsets_point_at_the_value():
    text = f"户主情况：{ID}，请核对"
    finding = check(text=text)[0]
    assert text[finding.start : finding.end] == ID


def test_a_dismissed_finding_stays_away_and_the_same_rule_still_fires_on_others():
    first = check(text="张三 0999-5550123")[0]
    context = replace(CONTEXT, dismissed=frozenset({first.fingerprint}))
    assert run(Subject(text="另一文 0999-5550123"), context) == ()
    assert rules(run(Subject(text="李四 0999-5550999"), context)) == {"landline"}


def test_the_fingerprint_depends_on_the_installations_key():
    subject = Subject(text="13812345678")
    other = run(subject, replace(CONTEXT, key=b"other"))
    assert other[0].fingerprint != run(subject, CONTEXT)[0].fingerprint


def test_a_profile_changes_severities_and_switches_rules_off():
    context = replace(CONTEXT, profile={"mobile": "ask", "name": "off"})
    findings = run(Subject(text="户主：张三，13812345678"), context)
    assert [(f.rule, f.severity) for f in findings] == [("mobile", "ask")]


@pytest.mark.parametrize(
    ("kind", "severity"),
    [
        ("hidden_text", "block"),
        ("tracked_change", "block"),
        ("macro", "block"),
        ("comment", "ask"),
        ("embedded_object", "ask"),
        ("gps", "note"),
        ("external_link", "note"),
        ("bookmark", None),
        ("property", None),
    ],
)
def test_what_a_file_hides_is_told_by_its_danger(kind, severity):
    findings = check(notices=(Notice(kind, "第 3 段：13812345678"),))
    assert [(f.kind, f.severity) for f in findings] == ([("hidden", severity)] if severity else [])
    assert not [f for f in findings if "13812345678" in f.excerpt]


@pytest.mark.parametrize(
    ("declared", "ground", "mark", "rule"),
    [
        ("proactive", None, "（此件依申请公开）", "mismatch"),
        ("on_request", "E16-2", "（此件公开发布）", "mismatch"),
        ("withheld", None, "（此件不予公开）", "ground"),
        ("proactive", None, "", "mark_missing"),
        ("proactive", None, "（此件公开发布）", None),
        ("proactive", None, "公开属性：主动公开", None),
        ("on_request", "E16-2", "（此件可依申请公开）", None),
        (None, None, "（此件不予公开）", "mark"),
        (None, None, "", None),
    ],
)
def test_the_mark_in_the_text_agrees_with_the_record(declared, ground, mark, rule):
    findings = check(text=f"正文内容。\n{mark}", openness=declared, ground=ground)
    assert rules(findings) == ({rule} if rule else set())


def test_a_record_without_a_catalogue_item_is_blocked_and_a_bare_file_is_not():
    assert rules(check(text="正文", catalogue_item="")) == {"catalogue_item"}
    assert check(text="正文", catalogue_item=None) == ()
    assert check(text="正文", catalogue_item="财政预算") == ()


@pytest.mark.parametrize(
    ("title", "text", "source", "fires"),
    [
        ("转载一篇文章", "正文", None, True),
        ("转载一篇文章", "来源：人民日报", None, False),
        ("转载一篇文章", "正文", "人民日报", False),
        ("转发县人民政府办公室关于做好防汛工作的通知", "正文", None, False),
        ("关于转发的工作", "正文", None, True),
        ("关于防汛的通知", "本文转载于网络", None, True),
        ("关于防汛的通知", "资金来源：财政", None, False),
    ],
)
def test_forwarded_text_names_its_source(title, text, source, fires):
    assert ("missing" in rules(check(title=title, text=text, source=source))) == fires


def test_a_policy_without_the_publicity_clause_is_asked_for_every_part():
    findings = check(text="第一条 为规范资金管理，制定本办法。", is_policy=True)
    assert rules(findings) == {"publicity"}
    assert findings[0].suggestion == MODEL


def test_the_model_clause_itself_has_every_part():
    assert check(text=MODEL, is_policy=True) == ()


@pytest.mark.parametrize(
    ("removed", "missing"),
    [
        ("在政府网站信息公开专栏和村（社区）公开栏", "公开方式"),
        ("发布政策解读，并对群众反映的问题及时回应", "解读回应"),
    ],
)
def test_the_missing_part_of_a_clause_is_named(removed, missing):
    assert missing in PARTS
    findings = check(text=MODEL.replace(removed, ""), is_policy=True)
    assert [f.message for f in findings if missing in f.message]


@pytest.mark.parametrize(
    ("title", "policy"),
    [
        ("明白县农村低保资金管理办法（试行）", True),
        ("青禾镇人民政府关于印发《防汛工作实施方案》的通知", True),
        ("关于召开会议的通知", False),
        ("2026年部门预算公开表", False),
        ("关于后山道路落石封闭的紧急通告", False),
        ("关于表彰先进集体的决定", False),
        ("关于《低保办法》公开征求意见", False),
        ("初步设计审查意见", False),
        ("关于加强防汛工作的意见", True),
        ("明白县农村低保标准", True),
    ],
)
def test_a_title_tells_a_policy(title, policy):
    assert looks_like_policy(title) == policy


def test_a_text_dated_in_the_future_is_asked_about():
    assert rules(check(text="正文", written_on=date(2026, 12, 1))) == {"future"}
    assert check(text="正文", written_on=date(2026, 11, 21)) == ()


@pytest.mark.parametrize(
    ("number", "right"),
    [("青政发〔2026〕12号", True), ("青政发[2026]12号", False), ("青政发〔2026〕012号", False)],
)
def test_the_number_of_the_record_has_the_right_form(number, right):
    assert (check(document_number=number) == ()) == right


def test_a_document_read_from_a_file_becomes_a_subject():
    document = Document(
        kind="docx",
        title="低保办法",
        text="低保办法\n电话13812345678",
        notices=(Notice("macro", "vbaProject"),),
        properties={"author": "张三"},
    )
    findings = run(Subject.of_document(document, file_name="a.docx"), CONTEXT)
    assert {"mobile", "macro", "publicity", "name"} <= rules(findings)
    assert {f.kind for f in findings} <= set(KINDS)


def test_the_seeds_have_no_personal_data_and_few_findings(shared):
    for path in sorted((shared / "seeds").glob("*.txt")):
        findings = check(text=path.read_text(encoding="utf-8"), written_on=date(2018, 6, 1))
        assert [f for f in findings if f.kind == "personal_data"] == []
        assert len(findings) <= 12, path.name


def test_the_repeated_word_and_the_wrong_numbers_of_a_seed_are_found(shared):
    text = (shared / "seeds" / "002_feee5388b4c85b03.txt").read_text(encoding="utf-8")
    found = {(f.rule, f.suggestion) for f in check(text=text, written_on=date(2018, 6, 1))}
    assert {("form", "〔2018〕103号"), ("doubled_word", "配合"), ("lexicon", "账号")} <= found
