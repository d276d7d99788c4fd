"""Catalogues from files: what is new, what overlays, what joins the list; and back again."""

import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from openpyxl import load_workbook

from mingbai.catalogue import actions
from mingbai.catalogue.actions.importing import import_at_once
from mingbai.catalogue.actions.planning import field_names, plan
from mingbai.catalogue.exports import catalogue_workbook
from mingbai.catalogue.models import CatalogueItem, Overlay
from mingbai.catalogue.queries import effective, held
from mingbai.catalogue.sheets import read
from tests.catalogue import workbooks


def imported(book, organisation, field=""):
    data = book if isinstance(book, bytes) else workbooks.saved(book)
    return import_at_once(
        by=None, read=read(data, field_names(), field), organisation=organisation, name="表.xlsx"
    )


@pytest.mark.parametrize("shape", ["official", "wide", "tall", "plain"])
def test_every_shape_goes_in_once_and_changes_nothing_the_second_time(cast, shape):
    book = getattr(workbooks, shape)()
    first = imported(book, cast.town, "jiuzai")
    assert first.count("add") > 1 and not first.problems
    again = imported(book, cast.town, "jiuzai")
    assert again.counts == {"add": 0, "alter": 0, "overlay": 0, "hold": 0, "same": len(again.planned)}
    assert held(cast.town).count() == len(first.planned)


@pytest.mark.parametrize("shape", ["official", "wide", "tall", "plain"])
def test_what_is_exported_can_be_imported_and_changes_nothing(cast, shape):
    imported(getattr(workbooks, shape)(), cast.town, "jiuzai")
    before = list(CatalogueItem.objects.values())
    result = imported(catalogue_workbook(cast.town), cast.town)
    assert not result.problems and not result.changing and len(result.planned) == held(cast.town).count()
    assert list(CatalogueItem.objects.values()) == before


def test_the_national_catalogue_exported_and_imported_changes_nothing(cast):
    result = plan(read(catalogue_workbook(None), field_names()), None)
    assert not result.problems and not result.changing and len(result.planned) == 153


def test_overlays_survive_the_way_out_and_back(cast, clerk, item):
    actions.adopt(by=cast.drafter, organisation=cast.town, items=[item])
    clerk.effective(
        values={"limit_text": "5个工作日内", "channels": "■村公示栏", "extra": {"咨询电话": "=1"}}
    )
    data = catalogue_workbook(cast.town)
    assert not imported(data, cast.town).changing
    sheet = next(iter(load_workbook_of(data)))
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def load_workbook_of(data):
    return load_workbook(io.BytesIO(data)).worksheets


def own_copy(item, **changes):
    """A file with the national row as an office wrote it."""
    book = workbooks.plain()
    sheet = book.active
    sheet.delete_rows(2, 5)
    values = {
        "一级事项": item.level1, "二级事项": item.level2, "公开内容": item.elements, "公开依据": item.basis,
        "公开时限": item.limit_text, "公开主体": item.body_text, "公开渠道": item.channels, "公开方式": "主动",
    } | changes  # fmt: skip
    sheet.append([values.get(cell.value, "") for cell in sheet[1]])
    return book


def test_a_file_that_narrows_a_national_row_makes_an_overlay_and_leaves_the_row(cast, item):
    result = imported(own_copy(item, 公开时限="5个工作日内", 公开主体="青禾镇"), cast.town, "jiuzai")
    assert (result.count("overlay"), result.planned[0].kept) == (1, ("body_text",))
    (row,) = effective(cast.town)
    assert row.limit_text == "5个工作日内" and row.item == item
    item.refresh_from_db()
    assert item.body_text == "乡镇人民政府"


@pytest.mark.parametrize(
    ("changes", "cell", "words"),
    [
        ({"公开时限": "30个工作日内"}, "E2", "比上级的时限宽"),
        ({"公开渠道": "□政府公报"}, "G2", "少了上级规定的必选渠道：政府网站"),
    ],
)
def test_a_file_cannot_widen_a_limit_or_drop_a_channel(cast, item, changes, cell, words):
    result = imported(own_copy(item, **changes), cast.town, "jiuzai")
    assert [(one.cell, words in one.message) for one in result.problems] == [(cell, True)]
    assert not Overlay.objects.exists() and not held(cast.town).exists()


def test_an_import_on_screen_waits_for_review_and_is_compared_again_on_its_day(cast, clerk, item):
    rows = [
        {
            "sheet": "表",
            "number": 2,
            "columns": {},
            "values": {"field": "jiuzai", "level1": "防汛", "level2": "值班"},
        }
    ]
    change = clerk.submitted("import", item=None, values={"rows": rows, "name": "表.xlsx"})
    assert not held(cast.town).exists()
    actions.approve(by=cast.second_drafter, change=change)
    added = held(cast.town).get().item
    assert (added.level1, added.organisation, added.versions.get().change) == ("防汛", cast.town, change)
    with pytest.raises(ValidationError):
        clerk.proposed("import", item=None, values={"rows": []})


def run(capsys, *arguments) -> tuple[dict, int]:
    try:
        call_command("catalogue", *arguments, "--json")
        status = 0
    except SystemExit as end:
        status = end.code
    return json.loads(capsys.readouterr().out), status


def test_the_command_imports_exports_and_returns_errors_in_a_file(cast, tmp_path, capsys):
    good, bad, out = tmp_path / "好.xlsx", tmp_path / "坏.xlsx", tmp_path / "出.xlsx"
    good.write_bytes(workbooks.saved(workbooks.official()))
    bad.write_bytes(workbooks.saved(workbooks.broken()))
    data, status = run(capsys, "import", str(good), "--organisation", "MB10")
    assert (data["add"], data["errors"], status) == (3, [], 0)
    data, status = run(capsys, "import", str(bad), "--organisation", "MB10")
    assert status == 1 and {one["cell"] for one in data["errors"]} >= {"K4", "F4"}
    assert load_workbook(data["errors_file"]).sheetnames[0] == "错误"
    data, status = run(capsys, "export", str(out), "--organisation", "MB10")
    assert status == 0 and load_workbook(out).sheetnames == ["社会救助"]
