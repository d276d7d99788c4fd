"""`mingbai report check` and the page for staff."""

import json
from argparse import ArgumentParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from mingbai.commands.verb import Outcome, WrongUse
from mingbai.ledger.models import Event
from mingbai.report_check import verbs
from tests.report_check import making

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/report-check/"


def run(capsys, *arguments):
    """(status, what was printed)."""
    try:
        call_command("report", *map(str, arguments))
    except SystemExit as end:
        return end.code, capsys.readouterr().out
    return 0, capsys.readouterr().out


@pytest.fixture
def sound(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(making.page(making.balanced(3)))
    return path


@pytest.fixture
def faulty(tmp_path):
    tables = making.balanced(3)
    tables.four[4] += 1
    path = tmp_path / "b.html"
    path.write_text(making.page(tables))
    return path


def test_a_sound_report_ends_with_0_and_prints_its_tables(capsys, sound):
    status, printed = run(capsys, "check", sound, "--json")
    given, tables = json.loads(printed), making.balanced(3)
    assert status == 0
    assert (given["organisation"], given["year"], given["form"]) == (making.TOWN, 2023, "2021")
    assert given["tables"]["three"] == given["table3"] == tables.three
    assert given["tables"]["four"] == tables.four and len(tables.four) == 15
    assert given["tables"]["two"]["行政事业性收费"] == [float(tables.two["行政事业性收费"][0])]
    assert (given["findings"], given["unread"]) == ([], [])


def test_an_error_ends_with_1_and_names_cell_expected_and_found(capsys, faulty):
    status, printed = run(capsys, "check", "--json", faulty)
    (one,) = json.loads(printed)["findings"]
    assert status == 1
    assert (one["rule"], one["cell"], one["severity"]) == ("table_four_sum", "four.行政复议.总计", "error")
    assert one["found"] == one["expected"] + 1 and one["text"]


def test_without_json_the_findings_are_sentences(capsys, faulty):
    _, printed = run(capsys, "check", faulty)
    assert "[错误] 表四“行政复议”的“总计”填的是" in printed


def test_last_years_report_is_compared(capsys, sound, tmp_path):
    before = tmp_path / "before.html"
    before.write_text(making.page(making.balanced(4), year=2022))
    status, printed = run(capsys, "check", sound, "--previous", before, "--json")
    given = json.loads(printed)
    assert (status, given["compared_with"]) == (1, 2022)
    assert {one["rule"] for one in given["findings"]} >= {"carry_over_previous_year"}


def test_of_several_reports_one_is_chosen_by_name(capsys, tmp_path):
    path = tmp_path / "a.json"
    tables = making.balanced(1)
    one = {"table3": tables.three, "table4": tables.four}
    path.write_text(json.dumps({"甲县2023": one, "乙县2023": one}))
    _, both = run(capsys, "check", path, "--json")
    _, alone = run(capsys, "check", path, "--organisation", "乙县", "--json")
    assert [each["organisation"] for each in json.loads(both)["reports"]] == ["甲县", "乙县"]
    assert json.loads(alone)["organisation"] == "乙县"


def test_the_day_of_publication_may_be_given(capsys, sound):
    _, printed = run(capsys, "check", sound, "--published", "2024-06-30", "--json")
    assert [one["rule"] for one in json.loads(printed)["findings"]] == ["late"]


@pytest.mark.parametrize(
    ("name", "data"), [("a.json", b"{}"), ("a.pdf", b"%PDF-"), ("a.txt", "年报没有写好。".encode())]
)
def test_what_cannot_be_read_ends_with_2_and_says_so(capsys, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    status, printed = run(capsys, "check", tmp_path / name, "--json")
    given = json.loads(printed)
    assert status == 2 and given["unread"] and given["form"] == "unknown"


def test_wrong_use_says_what_to_write(sound):
    with pytest.raises(WrongUse, match="2026-01-20"):
        call_command("report", "check", str(sound), "--published", "18.1.2024")
    with pytest.raises(WrongUse, match="打不开文件"):
        call_command("report", "check", str(sound) + "x")
    with pytest.raises(WrongUse):
        call_command("report")


def test_a_higher_app_adds_its_own_verb(capsys, monkeypatch):
    monkeypatch.setattr(verbs, "_verbs", dict(verbs._verbs))

    def add_arguments(parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int)

    def tell(year: int, **_: object) -> Outcome:
        return Outcome({"year": year}, f"{year}")

    verbs.register("tell", "说一个年份", add_arguments, tell)
    with pytest.raises(ValueError, match="tell"):
        verbs.register("tell", "另一个", add_arguments, lambda **_: Outcome({}, ""))
    assert json.loads(run(capsys, "tell", "--year", "2023", "--json")[1]) == {"year": 2023}
    assert "说一个年份" in verbs.verbs()["tell"].about


# -- the page ------------------------------------------------------------------


@pytest.fixture
def client(cast) -> Client:
    client = Client()
    client.force_login(cast.drafter)
    return client


def upload(client, data, name="a.html", **more):
    data = data.encode() if isinstance(data, str) else data
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, data), **more})


def test_the_page_marks_the_wrong_cells_and_keeps_nothing(client):
    tables = making.balanced(3)
    tables.three["三1_予以公开"][0] += 1
    events = Event.objects.count()
    response = upload(client, making.page(tables))
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count('class="error"') == 3  # the row's total, the column's total, and their crossing
    assert "错误 2 处" in page and "第1、2条" in page
    assert Event.objects.count() == events


def test_the_page_says_that_a_sound_report_is_sound(client):
    assert "没有发现问题" in upload(client, making.page(making.balanced(3))).content.decode()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-", "a.pdf", "PDF 文件已损坏"),
        (b"", "a.html", "文件是空的"),
        (b"\x00\x01\x02\x03" * 99, "a.html", "不是文本"),
        (b"x", "a.exe", "不支持"),
    ],
)
def test_the_page_refuses_with_words(client, data, name, words):
    response = upload(client, data, name)
    assert response.status_code == 422 and words in response.content.decode()


def test_the_page_asks_for_a_file_and_for_a_real_date(client):
    response = client.post(ADDRESS, {"published": "2024-13-01", "organisation": "甲\x00乙"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "请先选择一份年报" in page and "日期要写成" in page


def test_the_page_says_when_a_name_is_not_in_the_file(client):
    tables = making.balanced(1)
    one = {"table3": tables.three, "table4": tables.four}
    data = json.dumps({"甲县2023": one, "乙县2023": one}).encode()
    response = upload(client, data, "a.json", organisation="丙县")
    assert response.status_code == 422 and "没有“丙县”的年报" in response.content.decode()


def test_what_a_report_says_is_shown_as_text(client):
    page = making.page(
        making.balanced(3),
        name="<img src=x>镇人民政府",
        words="国务院令第492号&lt;script&gt;x&lt;/script&gt;。",
    )
    shown = upload(client, page).content.decode()
    assert "<script>x" not in shown and "<img src=x>" not in shown
