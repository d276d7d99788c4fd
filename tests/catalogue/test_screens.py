"""The screens of the catalogue, driven as people do."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from mingbai.catalogue import actions
from mingbai.catalogue.models import Change, Declined, ListEntry, Overlay
from mingbai.catalogue.queries import held
from mingbai.catalogue.states import State
from mingbai.lib import clock
from mingbai.organisations.models import Kind
from tests.catalogue import workbooks

BASE = "/desk/standard/"


@pytest.fixture
def at(cast):
    def open_as(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name))
        return client

    return open_as


def words(response) -> str:
    return response.content.decode()


def today() -> str:
    return clock.today().isoformat()


def overlay(at, cast, item, person="drafter", place=None, **changes):
    url = f"{BASE}changes/new/?kind=overlay&item={item.pk}&organisation={(place or cast.town).pk}"
    data = {
        "limit_text": "10个工作日内",
        "channels": "■村公示栏",
        "reason": "方便群众",
        "effective_on": today(),
    }
    return at(person).post(url, data | changes)


def test_rows_are_found_by_words_field_and_layer(at, item):
    found = words(at("drafter").get(BASE, {"q": "救助款物", "field": "jiuzai", "layer": "national"}))
    assert "灾后救助／救助款物发放" in found
    assert "没有找到" in words(at("drafter").get(BASE, {"q": "救助款物", "layer": "below"}))


def test_an_overlay_goes_from_the_form_through_review_to_the_receipt(at, cast, item):
    actions.adopt(by=cast.drafter, organisation=cast.town, items=[item])
    assert overlay(at, cast, item).status_code == 302
    change = Change.objects.get()
    url = f"{BASE}changes/{change.pk}/"
    assert "同意，" not in words(at("drafter").get(url))
    assert "同意，" in words(at("second_drafter").get(url))
    assert change.title in words(at("second_drafter").get(f"{BASE}changes/"))
    at("second_drafter").post(url, {"verb": "approve"})
    assert Overlay.objects.get().organisation == cast.town
    page = words(at("drafter").get(f"{BASE}own/{cast.town.pk}/"))
    assert "细化了 2 处" in page and "10个工作日内" in page
    at("drafter").post(url, {"verb": "file"})
    assert "接收备案" in words(at("county_office").get(f"{BASE}filing/"))
    at("county_office").post(url, {"verb": "receipt"})
    change.refresh_from_db()
    assert change.state == State.RECEIPTED
    assert change.receipt_number in words(at("drafter").get(f"{BASE}filing/"))
    row = words(at("drafter").get(f"{BASE}rows/{item.pk}/"))
    assert "更严的时限" in row and "青禾镇人民政府" in row


def test_a_wider_limit_is_refused_at_its_field_and_what_was_typed_stays(at, cast, item):
    response = overlay(at, cast, item, limit_text="30个工作日内")
    assert response.status_code == 422
    assert "比上级的时限宽" in words(response) and "30个工作日内" in words(response)
    assert not Change.objects.exists()


def test_a_change_that_came_back_is_corrected_and_handed_in_again(at, cast, item):
    overlay(at, cast, item)
    change = Change.objects.get()
    url = f"{BASE}changes/{change.pk}/"
    assert "请写明退回的原因" in words(at("second_drafter").post(url, {"verb": "send_back"}, follow=True))
    at("second_drafter").post(url, {"verb": "send_back", "note": "时限再短些"})
    page = words(at("drafter").get(f"{url}edit/"))
    assert "10个工作日内" in page
    data = {"limit_text": "5个工作日内", "reason": "改", "effective_on": today()}
    assert at("drafter").post(f"{url}edit/", data).status_code == 302
    change.refresh_from_db()
    assert (change.state, change.values["limit_text"]) == (State.SUBMITTED, "5个工作日内")


def test_the_next_town_sees_and_changes_nothing(at, cast, item):
    overlay(at, cast, item)
    change = Change.objects.get()
    stranger = at("stranger")
    assert overlay(at, cast, item, person="stranger").status_code == 404
    for path in (
        f"changes/{change.pk}/",
        f"changes/{change.pk}/edit/",
        f"own/{cast.town.pk}/",
        f"own/{cast.town.pk}/adopt/",
    ):
        assert stranger.get(BASE + path).status_code == 404
        assert stranger.post(BASE + path, {"verb": "cancel"}).status_code == 404
    assert stranger.get(f"{BASE}export/?organisation={cast.town.pk}").status_code == 404
    assert change.title not in words(stranger.get(f"{BASE}changes/"))
    change.refresh_from_db()
    assert change.state == State.SUBMITTED and Change.objects.count() == 1


def test_rows_are_taken_onto_the_list_and_handed_to_somebody(at, cast, item):
    drafter = at("drafter")
    assert "救助款物发放" in words(drafter.get(f"{BASE}own/{cast.town.pk}/adopt/?field=jiuzai"))
    drafter.post(f"{BASE}own/{cast.town.pk}/adopt/", {"item": [item.pk]})
    holding = held(cast.town).get()
    drafter.post(
        f"{BASE}own/{cast.town.pk}/", {"holding": [holding.pk], "responsible": cast.second_drafter.pk}
    )
    assert held(cast.town).get().responsible == cast.second_drafter
    assert "请至少选择" in words(drafter.post(f"{BASE}own/{cast.town.pk}/", {"responsible": ""}, follow=True))
    assert drafter.get(f"{BASE}own/").url.endswith(f"own/{cast.town.pk}/")


def test_the_county_office_decides_on_proposals_and_removals(at, cast, item):
    office = at("county_office")
    assert "公开主体：乡镇人民政府" in words(office.get(f"{BASE}holdings/?field=jiuzai"))
    office.post(f"{BASE}holdings/", {"pair": [f"{item.pk}-{cast.town.pk}", "x-1", "9-99999999"]})
    holding = held(cast.town).get()
    office.post(f"{BASE}holdings/", {"pair": [f"{item.pk}-{cast.next_town.pk}"], "decline": "1"})
    assert Declined.objects.get().organisation == cast.next_town
    assert office.post(f"{BASE}holdings/{holding.pk}/release/", {"reason": " "}).status_code == 422
    assert office.post(f"{BASE}holdings/{holding.pk}/release/", {"reason": "划转"}).status_code == 302
    assert at("drafter").get(f"{BASE}holdings/").status_code == 403


def uploaded(book, name="目录.xlsx"):
    return SimpleUploadedFile(name, workbooks.saved(book))


def test_a_file_is_read_compared_and_handed_in_as_a_change(at, cast):
    data = {"organisation": cast.town.pk, "field": "jiuzai", "reason": "修订", "effective_on": today()}
    drafter = at("drafter")
    response = drafter.post(f"{BASE}import/", {**data, "file": uploaded(workbooks.official())}, follow=True)
    assert "新增 3 条" in words(response)
    change = Change.objects.get()
    drafter.post(f"{BASE}changes/{change.pk}/", {"verb": "submit"})
    at("second_drafter").post(f"{BASE}changes/{change.pk}/", {"verb": "approve"})
    assert held(cast.town).count() == 3
    export = drafter.get(f"{BASE}export/?organisation={cast.town.pk}")
    assert load_workbook(io.BytesIO(export.content)).sheetnames == ["社会救助"]
    again = drafter.post(f"{BASE}import/", {**data, "file": uploaded(workbooks.official())}, follow=True)
    assert "完全一样" in words(again)


def test_a_wrong_file_comes_back_marked_to_the_person_alone(at, cast):
    data = {"organisation": cast.town.pk, "reason": "修订", "effective_on": today()}
    drafter = at("drafter")
    assert drafter.get(f"{BASE}import/errors/").status_code == 404
    response = drafter.post(f"{BASE}import/", {**data, "file": uploaded(workbooks.broken())})
    assert response.status_code == 422 and "K4" in words(response)
    marked = drafter.get(f"{BASE}import/errors/").content
    assert "错误" in load_workbook(io.BytesIO(marked)).sheetnames
    assert at("second_drafter").get(f"{BASE}import/errors/").status_code == 404
    assert not Change.objects.exists()


def test_nobody_imports_for_others_or_what_is_no_excel(at, cast):
    data = {"reason": "修订", "effective_on": today(), "file": uploaded(workbooks.official())}
    assert at("stranger").post(f"{BASE}import/", {**data, "organisation": cast.town.pk}).status_code == 422
    old = SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0" + b"0" * 100)
    response = at("drafter").post(f"{BASE}import/", {**data, "organisation": cast.town.pk, "file": old})
    assert response.status_code == 422 and "另存为 .xlsx" in words(response)


def test_lists_are_imported_tied_and_checked(at, cast, item):
    book = workbooks.plain()
    sheet = book.active
    sheet.delete_rows(1, 9)
    workbooks.lines(sheet, ["事项编码", "事项名称"], ["X1", "采伐许可"])
    drafter = at("drafter")
    drafter.post(f"{BASE}lists/", {"organisation": cast.town.pk, "kind": "power", "file": uploaded(book)})
    entry = ListEntry.objects.get()
    assert "采伐许可" in words(drafter.get(f"{BASE}check/"))
    assert "救助款物发放" in words(drafter.get(f"{BASE}lists/{entry.pk}/?q=救助"))
    drafter.post(f"{BASE}lists/{entry.pk}/", {"item": [item.pk]})
    assert list(entry.items.all()) == [item]
    assert at("stranger").get(f"{BASE}lists/{entry.pk}/").status_code == 404
    assert "采伐许可" not in words(at("stranger").get(f"{BASE}lists/"))


def test_enterprises_adopt_a_template_on_the_screen(at, cast):
    school = cast.town.add_child(code="MB19", kind=Kind.ENTERPRISE, name="青禾镇中心小学", slug="school")
    admin = at("organisation_admin")
    assert "还没有目录" in words(admin.get(f"{BASE}enterprises/"))
    response = admin.post(f"{BASE}enterprises/", {"organisation": school.pk, "template": "学校"}, follow=True)
    assert "请逐条核对" in words(response)
    assert at("stranger").post(f"{BASE}enterprises/", {"organisation": school.pk}).status_code == 404


@pytest.mark.parametrize("kind", ["add", "alter", "retire", "exclude", "lift"])
def test_every_form_of_a_change_opens(at, cast, item, kind, clerk):
    own = kind in {"alter", "retire"}
    row = clerk.effective("add", item=None, values={"field": "jiuzai", "level1": "甲"}).item if own else item
    url = f"{BASE}changes/new/?kind={kind}&organisation={cast.town.pk}&item={0 if kind == 'add' else row.pk}"
    page = at("drafter").get(url)
    assert page.status_code == 200 and "提交审核" in words(page)
    assert at("drafter").post(url, {}).status_code == 422


def test_odd_addresses_are_not_found(at):
    for path in (
        "changes/new/?kind=import",
        "changes/new/?kind=add&organisation=x",
        "export/?organisation=x",
        "rows/0/",
    ):
        assert at("drafter").get(BASE + path).status_code == 404
