import json
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from mingbai.accounts.models import User
from mingbai.commands.verb import WrongUse
from mingbai.lib.tables import Unreadable, read_table, to_csv, to_xlsx
from mingbai.organisations.exports import organisation_rows, titles_of
from mingbai.organisations.forms import OrganisationRow, PersonRow
from mingbai.organisations.models import Membership, Organisation

TITLES = list(titles_of(OrganisationRow))
ROOT = "11990001009910131E,明白县人民政府,县级政府,\n"
HEAD = "机构代码,全称,类别,上级机构代码\n"
PEOPLE = "用户名,姓名,机构代码,角色,开始日期\n"


def run(*arguments):
    """Exit status and parsed output of a verb."""
    out, status = StringIO(), 0
    try:
        call_command(*arguments, as_json=True, stdout=out)
    except SystemExit as stop:
        status = stop.code
    return status, json.loads(out.getvalue())


@pytest.fixture
def table(tmp_path):
    def write(text, name="table.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_county_is_set_up_from_a_table_with_parents_in_any_order(table, encoding):
    text = HEAD + "QH-1,东塘村村民委员会,村,QH\nQH,青禾镇人民政府,乡镇,11990001009910131e\n" + ROOT

    status, result = run("organisations", "import", table(text, encoding=encoding))

    assert (status, result["created"]) == (0, ["11990001009910131E", "QH", "QH-1"])
    assert Organisation.objects.get(code="QH-1").get_parent().name == "青禾镇人民政府"


@pytest.mark.django_db
def test_importing_the_same_table_again_changes_nothing(table):
    path = table(HEAD + ROOT + "QH,青禾镇人民政府,乡镇,11990001009910131E\n")
    run("organisations", "import", path)

    status, result = run("organisations", "import", path)

    assert (status, result["unchanged"]) == (0, ["11990001009910131E", "QH"])
    assert not result["created"] and not result["changed"]


@pytest.mark.django_db
def test_errors_name_row_and_column_and_nothing_is_stored(table):
    text = HEAD + ROOT + (
        "11990001009910131F,甲局,县直部门,11990001009910131E\n"
        "BING-1,丙局下属站,站所,BING\n"
        ",乙局,县直部门,11990001009910131E\n"
        "BING,丙局,部委,11990001009910131E\n"
        "DING,丁局,县直部门,XX\n"
        "WU,戊局,县直部门,11990001009910131E\n"
        "WU,己局,县直部门,11990001009910131E\n"
        "GENG,庚局,县直部门,\n"
    )  # fmt: skip

    status, result = run("organisations", "import", table(text))

    assert status == 1
    found = [(error["row"], error["column"], error["message"]) for error in result["errors"]]
    assert found == [
        (3, "机构代码", "统一社会信用代码的校验位不对，请对照证书逐位检查。"),
        (5, "机构代码", "请填写机构代码。"),
        (
            6,
            "类别",
            "没有“部委”这一种，只能填：县级政府、县直部门、乡镇（街道）、站所、村（社区）、公共企事业单位。",
        ),
        (7, "上级机构代码", "没有代码为“XX”的机构，请核对，或把上级机构也写进表里。"),
        (9, "全称", "系统里的名称是“戊局”。要更名请用“更名”功能，以保留曾用名。"),
        (9, "机构代码", "和第 8 行的代码重复，请核对。"),
        (10, "上级机构代码", "已经有最上级机构了，请选择上级机构。"),
    ]
    assert not Organisation.objects.exists()


def test_a_changed_address_is_taken_over_and_a_changed_name_refused(county, table):
    head = "机构代码,全称,类别,办公地址\n"

    status, result = run(
        "organisations", "import", table(head + "COUNTY,明白县人民政府,县级政府,府前街1号\n")
    )
    assert (status, result["changed"]) == (0, ["COUNTY"])
    status, result = run(
        "organisations", "import", table(head + "COUNTY,清楚县人民政府,县级政府,府前街1号\n")
    )
    assert (status, result["errors"][0]["column"]) == (1, "全称")

    row = Organisation.objects.get(code="COUNTY")
    assert (row.name, row.address, row.slug) == ("明白县人民政府", "府前街1号", "county")


@pytest.mark.parametrize("name", ["tree.csv", "tree.xlsx"])
def test_what_is_exported_can_be_imported_again(county, tmp_path, name):
    Organisation.objects.filter(slug="hall").update(
        telephone="0989-6131116",
        short_names=["大厅", "便民中心"],
        valid_from=date(2019, 1, 2),
        address="-1号楼",
    )
    run("organisations", "export", tmp_path / name)

    status, result = run("organisations", "import", tmp_path / name)

    assert (status, len(result["unchanged"])) == (0, len(county))


def test_an_export_holds_no_formula(county):
    Organisation.objects.filter(slug="hall").update(address="=HYPERLINK(A1)", telephone="+86 989")
    rows = organisation_rows()

    assert b"'=HYPERLINK(A1)" in to_csv(TITLES, rows)
    assert b",=HYPERLINK" not in to_csv(TITLES, rows)
    cells = [cell for row in load_workbook(BytesIO(to_xlsx(TITLES, rows))).active for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


printable = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85"))


@given(st.lists(st.tuples(printable, printable), max_size=5))
def test_cells_survive_writing_and_reading(rows):
    expected = [(one.strip(), other.strip()) for one, other in rows]
    plain = [pair for pair in expected if any(pair) and not any(cell.startswith("'") for cell in pair)]

    for write in (to_csv, to_xlsx):
        read = read_table(write(["甲", "乙"], plain), ["甲", "乙"])
        assert [tuple(row.values.values()) for row in read] == plain


def test_numbers_and_dates_typed_in_excel_are_read_as_written():
    book, out = Workbook(), BytesIO()
    book.active.append(["机构代码*", "设立日期"])
    book.active.append([640221101200, date(2019, 3, 1)])
    book.active.append([None, None])
    book.save(out)

    (row,) = read_table(out.getvalue(), TITLES)

    assert dict(row.values) == {"机构代码": "640221101200", "设立日期": "2019-03-01"}
    assert row.number == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "没有内容"),
        (b"\x00\x01\xff\xfe", "读不懂"),
        (b"PK\x03\x04broken", "打不开"),
        ("机构代码,颜色\n".encode(), "不认识的列名：颜色"),
        ("机构代码,机构代码\n".encode(), "重复的列名"),
        ("机构代码,\nA,备注\n".encode(), "第 2 行有内容在没有列名的列里"),
        (("机构代码\n" + "A\n" * 5001).encode(), "超过 5000 行"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data, message):
    with pytest.raises(Unreadable, match=message):
        read_table(data, TITLES)


@pytest.mark.django_db
def test_a_missing_file_is_wrong_use(tmp_path):
    with pytest.raises(WrongUse, match="打不开文件"):
        call_command("organisations", "import", tmp_path / "none.csv")


def test_people_come_with_roles_and_a_password_that_works_once(county, table):
    text = PEOPLE + "zhou,周禾苗,QINGHE,拟稿人、报送员,2026年3月1日\nzhou,周禾苗,HALL,拟稿人,\n"

    status, result = run("people", "import", table(text))

    user = User.objects.get(username="zhou")
    assert (status, result["created"]) == (0, ["zhou"])
    assert user.check_password(result["passwords"]["zhou"]) and user.must_change_password
    held = set(user.memberships.values_list("organisation__code", "role"))
    assert held == {("QINGHE", "drafter"), ("QINGHE", "reporter"), ("HALL", "drafter")}


def test_importing_people_again_gives_no_second_role_and_no_new_password(county, table):
    path = table(PEOPLE + "zhou,周禾苗,QINGHE,拟稿人,2026-03-01\n")
    run("people", "import", path)

    status, result = run("people", "import", path)

    assert (status, result["unchanged"], result["passwords"]) == (0, ["zhou"], {})
    assert Membership.objects.count() == 1


def test_wrong_people_are_explained_and_none_is_created(county, table):
    text = PEOPLE + (
        "a,甲,QINGHE,国王,\nb,乙,NOWHERE,拟稿人,\nc,丙,QINGHE,系统管理员、审计管理员,\nd,丁,QINGHE,拟稿人,昨天\n"
    )

    status, result = run("people", "import", table(text))

    assert status == 1
    assert [(error["row"], error["column"]) for error in result["errors"]] == [
        (2, "角色"), (3, "机构代码"), (4, "角色"), (5, "开始日期"),
    ]  # fmt: skip
    assert not User.objects.exists()


def test_the_columns_of_both_tables_are_chinese():
    assert TITLES[:4] == ["机构代码", "全称", "类别", "上级机构代码"]
    assert list(titles_of(PersonRow)) == [
        "用户名",
        "姓名",
        "办公电话",
        "机构代码",
        "角色",
        "开始日期",
        "结束日期",
    ]
