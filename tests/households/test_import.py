"""A template comes from the definition; a wrong table comes back with every error marked, and nothing is taken."""

import io
import time

import pytest
from openpyxl import load_workbook

from mingbai.checks.rules.check_digits import resident_id_digit
from mingbai.households import actions
from mingbai.households.exports.marking import ERRORS
from mingbai.households.exports.template import DICTIONARY, EXAMPLE, SHEET, WORDS
from mingbai.households.models import MarkedCopy, Row
from mingbai.households.queries import opened
from mingbai.ledger.models import Event
from mingbai.lib.tables import Unreadable
from mingbai.lib.verdict import Denied
from tests.households.conftest import SECRETS, identity, line, on, workbook


def uploaded(client, row, data: bytes):
    file = io.BytesIO(data)
    file.name = "名单.xlsx"
    return client.post(f"/desk/households/{row.pk}/import/", {"file": file})


def test_the_template_has_drop_downs_formats_a_dictionary_and_an_example(lists, cast, at_desk):
    row = lists.new()
    answer = at_desk(cast.drafter).get(f"/desk/households/{row.pk}/template/")
    book = load_workbook(io.BytesIO(answer.content))
    assert set(book.sheetnames) == {SHEET, DICTIONARY, EXAMPLE, WORDS}
    page = book[SHEET]
    rules = {one.type: one for one in page.data_validations.dataValidation}
    assert {"list", "decimal", "date", "textLength"} <= set(rules)
    assert page.freeze_panes == "A2" and page["C1"].value == "户主姓名*"
    assert page.column_dimensions["D"].number_format == "@" and page.column_dimensions["D"].width > 18
    assert [cell.value for cell in book[WORDS]["A"]][:2] == ["柳湾村", "河口村"]
    assert (
        "银行账号" in [cell.value for cell in book[DICTIONARY]["A"]] and book[WORDS].sheet_state == "hidden"
    )


def test_a_right_table_is_taken_over_and_sealed(lists, cast, at_desk):
    row = lists.new()
    answer = uploaded(at_desk(cast.drafter), row, workbook(row, line(1), line(2, **{"村（社区）": "河口村"})))
    assert answer.status_code == 302
    kept = list(Row.objects.filter(list=row))
    assert [one.village for one in kept] == [cast.village, lists.neighbours]
    assert opened(kept[0])["月保障金额"] == "812.50" and opened(kept[0])["身份证号"] == identity(1)
    stored = str(list(Row.objects.values()))
    trail = "".join(str(vars(one)) for one in Event.objects.all())
    for secret in SECRETS:
        assert secret not in stored and secret not in trail


@pytest.mark.parametrize(
    ("given", "column", "words"),
    [({"身份证号": "62010219491231002X0"}, "D", "18位"), ({"身份证号": identity(1)[:17] + "0"}, "D", "校验位"),
     ({"身份证号": 620102194912310021}, "D", "末几位已经丢失"), ({"身份证号": ""}, "D", "必填"),
     ({"村（社区）": "远处村"}, "A", "没有这个村"), ({"保障人数": 99}, "F", "不能大于"), ({"保障类别": "五类"}, "G", "只能填"),
     ({"月保障金额": "八百"}, "H", "应当是数字"), ({"起保日期": "昨天"}, "I", "日期看不懂"), ({"联系电话": "12"}, "E", "位数字"),
     ({"户主姓名": "孙13912345678"}, "C", "不能有数字"), ({"月保障金额": 1.005}, "H", "2 位小数"),
     ({"组": "孙大有13912345678"}, "B", "个人信息")],
)  # fmt: skip
def test_an_error_is_marked_in_the_copy_given_back(lists, cast, at_desk, given, column, words):
    row, client = lists.new(), at_desk(cast.drafter)
    answer = uploaded(client, row, workbook(row, line(2), line(1, **given)))
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Row.objects.exists()
    book = load_workbook(io.BytesIO(client.get(f"/desk/households/{row.pk}/marked/").content))
    cell = book[SHEET][f"{column}3"]
    assert cell.fill.fgColor.rgb.endswith("FFC7CE") and words in cell.comment.text
    assert book[SHEET]["C2"].value == "孙大有" and book[SHEET]["C2"].fill.fgColor.rgb != cell.fill.fgColor.rgb
    assert words in str([one.value for one in book[ERRORS]["C"]])


def test_the_same_household_twice_is_found_in_both_lines(lists, cast):
    row = lists.new()
    filled = actions.import_rows(list=row, data=workbook(row, line(1), line(2), line(1)), by=cast.drafter)
    assert [(one.row, one.words) for one in filled.problems] == [
        (2, "身份证号与第 4 行重复。"), (4, "身份证号与第 2 行重复。")
    ]  # fmt: skip


def test_sums_are_checked_and_a_household_may_have_several_subsidies(lists, cast):
    row = lists.new(kind="subsidy")
    one = {"村（社区）": "柳湾村", "户主姓名": "孙大有", "身份证号": identity(1), "补贴项目": "种粮补贴",
           "补贴面积": 3.5, "补贴标准": 80, "补贴金额": 280, "银行账号": "6222021234567890123"}  # fmt: skip
    other = one | {"补贴项目": "退耕还林补助", "补贴金额": 281}
    filled = actions.import_rows(list=row, data=workbook(row, one, other), by=cast.drafter)
    assert ["应当是 280" in one.words for one in filled.problems] == [True]
    good = actions.import_rows(list=row, data=workbook(row, one, other | {"补贴金额": 280}), by=cast.drafter)
    assert good.problems == [] and row.rows.count() == 2


def test_formulas_never_run_in_what_is_given_back_and_nothing_typed_is_lost(lists, cast, at_desk):
    row = lists.new()
    book = load_workbook(io.BytesIO(workbook(row, line(1, 保障类别="五类"))))
    book[SHEET]["J2"] = '=HYPERLINK("http://evil.example","看")'
    book[SHEET]["N2"] = "表外的话"
    book.create_sheet("我的底稿")["A1"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    client = at_desk(cast.drafter)
    assert uploaded(client, row, out.getvalue()).status_code == 422
    back = load_workbook(io.BytesIO(client.get(f"/desk/households/{row.pk}/marked/").content))
    cells = [cell for page in back.worksheets for line in page.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    said = " ".join(str(cell.value) for cell in cells)
    assert "evil.example" in said and "表外的话" in said and "我的底稿" in back.sheetnames


def test_what_is_no_table_is_refused_in_words(lists, cast, at_desk):
    row, client = lists.new(), at_desk(cast.drafter)
    for data in (b"", b"PK\x03\x04 broken", b"a,b\n1,2", b"PK" + b"\x00" * 50):
        answer = uploaded(client, row, data)
        assert answer.status_code == 422
    with pytest.raises(Unreadable):
        actions.import_rows(list=row, data=b"%PDF", by=cast.drafter)
    other = lists.new(kind="relief")
    filled = actions.import_rows(list=row, data=workbook(other), by=cast.drafter)
    assert "缺少列名" in filled.problems[0].words or "不认识" in filled.problems[0].words
    assert actions.import_rows(list=row, data=workbook(row), by=cast.drafter).problems


def test_the_copy_with_the_errors_is_gone_the_next_day_and_for_the_maker_alone(lists, cast, at_desk):
    row = lists.new()
    with on(2):
        uploaded(at_desk(cast.drafter), row, workbook(row, line(1, 保障人数=99)))
        assert at_desk(cast.stranger).get(f"/desk/households/{row.pk}/marked/").status_code == 404
        assert at_desk(cast.checker).get(f"/desk/households/{row.pk}/marked/").status_code == 403
        actions.drop_marked()
        assert "孙大有" not in str(bytes(MarkedCopy.objects.get().sealed))
    with on(3):
        actions.drop_marked()
    assert not MarkedCopy.objects.exists()


def test_what_is_checked_cannot_be_replaced(lists, cast):
    row = lists.filled()
    actions.check(row=row, by=cast.checker)
    with pytest.raises(Denied):
        actions.import_rows(list=row, data=workbook(row, line(1)), by=cast.drafter)


def test_the_whole_list_can_be_taken_out_corrected_and_brought_back(lists, cast, at_desk):
    row = lists.filled()
    answer = at_desk(cast.drafter).post(f"/desk/households/{row.pk}/export/")
    assert actions.import_rows(list=row, data=answer.content, by=cast.drafter).problems == []
    assert [opened(one)["户主姓名"] for one in row.rows.all()] == ["孙大有", "欧阳修文"]
    assert at_desk(cast.county_office).post(f"/desk/households/{row.pk}/export/").status_code == 403
    assert at_desk(cast.stranger).post(f"/desk/households/{row.pk}/export/").status_code == 404
    assert Event.objects.filter(verb="household.export").count() == 1


def test_ten_thousand_households_are_read_in_reasonable_time(lists, cast):
    row = lists.new()
    many = [line(1, 身份证号=_identity(number)) for number in range(10_000)]
    data = workbook(row, *many)
    begun = time.process_time()
    assert actions.import_rows(list=row, data=data, by=cast.drafter).problems == []
    seconds = time.process_time() - begun
    print(f"10,000 rows: {seconds:.1f} s")
    assert seconds < 30 and row.rows.count() == 10_000


def _identity(number: int) -> str:
    first = f"620102{1940 + number // 1000:04}0101{number % 1000:03}"
    return first + resident_id_digit(first)
