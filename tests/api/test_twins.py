"""JSON, CSV and Excel of the same list."""

import csv
import io

import pytest
from openpyxl import load_workbook

from mingbai.api.read import answering
from mingbai.disclosures.models import Information

FORMS = [("records.csv", "records?format=csv"), ("records.xlsx", "records?format=xlsx")]


def table(response) -> list[list[str]]:
    data = b"".join(response.streaming_content) if response.streaming else response.content
    if data.startswith(b"PK"):
        rows = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
        return [["" if one is None else str(one) for one in row] for row in rows]
    assert data.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize(("by_path", "by_parameter"), FORMS)
def test_ending_and_parameter_give_the_same_table_with_chinese_titles(published, get, by_path, by_parameter):
    head, row = table(get(by_path))
    assert [head, row] == table(get(by_parameter))
    assert head[:3] == ["编号", "索引号", "标题"] and row[2] == published.title
    assert len(head) == len(get("records.json").json()["items"][0])


@pytest.mark.parametrize("address", ["records.csv", "records.xlsx", "records.csv?limit=5"])
def test_no_cell_runs_as_a_formula(published, get, address):
    for title in ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1"):
        Information.objects.filter(pk=published.pk).update(title=title)
        assert table(get(address))[1][2] == f"'{title}"


def test_a_csv_without_limit_is_the_whole_list_read_bit_by_bit(published, copies, get, monkeypatch):
    copies(9)
    monkeypatch.setattr("mingbai.api.queries.paging.BATCH", 4)
    response = get("records.csv")
    assert response.streaming and len({row[0] for row in table(response)[1:]}) == 10
    page = get("records.csv?limit=4")
    assert len(table(page)) == 5 and "after=" in page["Link"]


def test_what_is_too_long_for_a_sheet_is_refused_with_advice(published, copies, get, monkeypatch):
    copies(3)
    monkeypatch.setattr(answering, "MOST_IN_XLSX", 3)
    answer = get("records.xlsx")
    assert answer.status_code == 422 and "请用 csv" in answer.json()["fields"]["format"]
    assert len(table(get("records.xlsx?limit=2"))) == 3


@pytest.mark.parametrize(
    "name", "organisations fields themes genres columns items promises village-months bulk search".split()
)
def test_every_list_has_its_twins(published, get, name):
    question = "?q=通知" if name == "search" else ""
    rows = get(f"{name}{question}").json()["items"]
    for ending in ("csv", "xlsx"):
        answer = get(f"{name}.{ending}{question}")
        assert f".{ending}" in answer["Content-Disposition"]
        head, *found = table(answer)
        assert len(found) >= len(rows) and all("一" <= title[0] <= "鿿" for title in head)
