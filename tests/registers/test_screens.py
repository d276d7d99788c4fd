"""The registers on screen: entered, corrected, exported; closed to others."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from mingbai.lib import clock
from mingbai.registers import actions
from mingbai.registers.models import Activity, ActivityKind, Contact, Incident, MediaAccount, RosterEntry
from tests.registers.conftest import DAY

HOME = "/desk/registers/"


@pytest.fixture
def at(cast, client):
    def sign_in(name):
        client.force_login(getattr(cast, name))
        return client

    return sign_in


def words(response) -> str:
    return response.content.decode()


def test_a_training_is_entered_with_the_fields_of_its_kind(at, cast):
    drafter = at("drafter")
    form = words(drafter.get(f"{HOME}activities/new/training/"))
    assert "培训主题和内容" in form and "主讲人" in form and "主持人" not in form
    sent = {
        "organisation": cast.town.pk,
        "held_on": "2026年3月2日",
        "title": "培训",
        "attendance": "村干部 30，其他5人",
    }
    refused = drafter.post(f"{HOME}activities/new/training/", sent)
    assert (
        refused.status_code == 422
        and "请填写培训主题和内容" in words(refused)
        and "村干部 30" in words(refused)
    )
    assert drafter.post(f"{HOME}activities/new/training/", sent | {"summary": "条例"}).status_code == 302
    assert Activity.objects.get().people == 35


def test_a_second_entry_of_the_same_thing_links_to_the_first(at, cast, training):
    first = training()
    sent = {"organisation": cast.town.pk, "held_on": "2026-03-02", "title": "政务公开培训", "summary": "x"}
    refused = words(at("drafter").post(f"{HOME}activities/new/training/", sent))
    assert f'<a href="{first.get_absolute_url()}">打开已登记的那一条</a>' in refused


@pytest.mark.parametrize(
    ("field", "value"),
    [("attendance", "很多人"), ("held_on", "昨天"), ("records", "没有这个号"), ("title", "x" * 300)],
)
def test_what_is_typed_wrong_is_kept_and_told(at, cast, field, value):
    sent = {"organisation": cast.town.pk, "held_on": "2026-03-02", "title": "培训", "summary": "条例"} | {
        field: value
    }
    answer = at("drafter").post(f"{HOME}activities/new/training/", sent)
    assert answer.status_code == 422 and value in words(answer)
    assert not Activity.objects.exists()


def test_nobody_enters_for_another_unit_by_sending_its_number(at, cast):
    sent = {"organisation": cast.next_town.pk, "held_on": "2026-03-02", "title": "培训", "summary": "条例"}
    assert at("drafter").post(f"{HOME}activities/new/training/", sent).status_code == 422
    assert not Activity.objects.exists()


def test_a_plan_is_told_to_be_held_and_then_corrected_and_cancelled(at, cast, plan):
    drafter, address = at("drafter"), f"{HOME}activities/{plan.pk}/"
    with clock.at(clock.now() + timedelta(days=800)):
        assert "计划的日期已经过了" in words(drafter.get(address))
        sent = {"held_on": plan.held_on, "title": plan.title, "summary": "条例"}
        assert drafter.post(f"{address}hold/", sent).status_code == 302
        changed = sent | {"summary": "改过", "note": "补充"}
        assert drafter.post(f"{address}correct/", changed).status_code == 302
    assert "补充" in words(drafter.get(address)) and "改过" in words(drafter.get(address))
    drafter.post(f"{address}cancel/", {"reason": "录错"})
    assert "已取消：录错" in words(drafter.get(address))


def test_a_file_goes_in_and_comes_out_for_readers_alone(at, cast, training):
    row = training()
    file = SimpleUploadedFile("签到表.txt", "张三 李四".encode())
    at("drafter").post(f"{HOME}activities/{row.pk}/proof/", {"file": file})
    proof = row.proofs.get()
    fetched = at("approver").get(f"{HOME}proofs/{proof.pk}/")
    assert b"".join(fetched.streaming_content).decode() == "张三 李四"
    assert "attachment" in fetched["Content-Disposition"] and fetched["X-Content-Type-Options"] == "nosniff"
    assert at("stranger").get(f"{HOME}proofs/{proof.pk}/").status_code == 404
    assert at("checker").post(f"{HOME}proofs/{proof.pk}/drop/", {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("sent", [{}, {"file": SimpleUploadedFile("a.exe", b"MZ\x00\x01")}, {"file": "text"}])
def test_a_bad_file_is_told_on_the_page(at, training, sent):
    row = training()
    answer = at("drafter").post(f"{HOME}activities/{row.pk}/proof/", sent, follow=True)
    assert "note error" in words(answer) and not row.proofs.exists()


@pytest.mark.parametrize("page", ["", "correct/", "hold/", "cancel/", "proof/"])
def test_an_entry_of_the_next_town_does_not_exist(at, training, page):
    row = training(title="乡镇业务培训")
    assert at("stranger").get(f"{HOME}activities/{row.pk}/{page}").status_code == 404
    assert at("stranger").post(f"{HOME}activities/{row.pk}/{page}", {"reason": "x"}).status_code == 404
    assert "乡镇业务培训" not in words(at("stranger").get(f"{HOME}activities/"))
    row.refresh_from_db()
    assert row.state == "held"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 1), ("?year=2026", 1), ("?year=2025", 0), ("?kind=open_day", 0), ("?kind=training&state=held", 1),
        ("?state=cancelled", 0), ("?year=abc&organisation=²&kind=&page=99", 1), ("?organisation=999999999999", 1),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(at, training, query, found):
    training()
    assert f"共 {found} 条" in words(at("drafter").get(f"{HOME}activities/{query}"))


@pytest.mark.parametrize("page", ["activities", "contacts", "contacts/gaps", "groups", "accounts", "roster"])
def test_every_register_comes_as_excel_within_reach(at, training, contact, account, page):
    training(title="=HYPERLINK(1)")
    book = load_workbook(io.BytesIO(at("drafter").get(f"{HOME}{page}/?xlsx=1").content))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [value for value in cells if isinstance(value, str) and value.startswith("=")]
    other = load_workbook(io.BytesIO(at("stranger").get(f"{HOME}{page}/?xlsx=1").content))
    assert "青禾" not in str([cell.value for sheet in other for row in sheet.iter_rows() for cell in row])


def test_a_contact_is_entered_replaced_and_the_gap_closes(at, cast):
    drafter = at("drafter")
    assert "没有登记专职人员" in words(drafter.get(f"{HOME}contacts/gaps/"))
    sent = {
        "organisation": cast.town.pk,
        "kind": "staff",
        "user": cast.checker.pk,
        "valid_from": "2026-03-02",
    }
    assert drafter.post(f"{HOME}contacts/new/", sent).status_code == 302
    first = Contact.objects.get()
    assert first.name == "沈核"
    sent = {"name": "新人", "valid_from": clock.today()}
    assert drafter.post(f"{HOME}contacts/{first.pk}/succeed/", sent).status_code == 302
    page = words(drafter.get(f"{HOME}contacts/"))
    assert "新人" in page and "没有账号" in page and "沈核" not in page
    assert "沈核" in words(drafter.get(f"{HOME}contacts/?all=1"))


def test_a_contact_needs_a_name_or_an_account_of_the_own_house(at, cast):
    sent = {"organisation": cast.town.pk, "kind": "staff", "valid_from": "2026-03-02"}
    assert "请填写姓名，或者选择账号" in words(at("drafter").post(f"{HOME}contacts/new/", sent))
    refused = at("drafter").post(f"{HOME}contacts/new/", sent | {"user": cast.stranger.pk})
    assert refused.status_code == 422 and not Contact.objects.exists()


def test_a_leading_group_is_kept_with_its_members(at, cast):
    drafter = at("drafter")
    sent = {
        "organisation": cast.town.pk,
        "kind": "leading_group",
        "name": "公开领导小组",
        "valid_from": "2026-03-02",
    }
    assert drafter.post(f"{HOME}groups/new/", sent).status_code == 302
    group = cast.town.leading_groups.get()
    member = {"name": "钱发", "role": "head", "order": 1, "valid_from": "2026-03-02"}
    assert drafter.post(f"{HOME}groups/{group.pk}/members/new/", member).status_code == 302
    assert "组长" in words(drafter.get(f"{HOME}groups/{group.pk}/"))
    end = {"on": "2026-06-01", "reason": "调离"}
    assert drafter.post(f"{HOME}members/{group.members.get().pk}/end/", end).status_code == 302
    assert at("stranger").get(f"{HOME}members/{group.members.get().pk}/end/").status_code == 404


def test_an_account_lives_and_ends_on_screen(at, cast):
    drafter = at("drafter")
    sent = {"organisation": cast.town.pk, "platform": "douyin", "name": "青禾抖音", "opened_on": "2026-03-02"}
    assert drafter.post(f"{HOME}accounts/new/", sent).status_code == 302
    row = MediaAccount.objects.get()
    assert "天没有更新" in words(drafter.get(f"{HOME}accounts/?stale=1"))
    drafter.post(f"{HOME}accounts/{row.pk}/seen/", {"updated_on": clock.today()})
    assert "共 0 个" in words(drafter.get(f"{HOME}accounts/?stale=1"))
    drafter.post(
        f"{HOME}steps/{row.steps.get().pk}/file/", {"filed_on": "2026-03-03", "filing_number": "青函1号"}
    )
    assert at("drafter").post(f"{HOME}steps/{row.steps.get().pk}/receive/").status_code == 403
    at("county_office").post(f"{HOME}steps/{row.steps.get().pk}/receive/")
    assert "已收到" in words(at("drafter").get(f"{HOME}accounts/{row.pk}/"))
    closing = {"on": clock.today(), "reason": "无力维护"}
    assert at("drafter").post(f"{HOME}accounts/{row.pk}/close/", closing).status_code == 302
    assert "已关停" in words(at("drafter").get(f"{HOME}accounts/?all=1"))


def test_the_county_adds_a_kind_on_screen(at, cast):
    office = at("county_office")
    sent = {
        "key": "village_meeting",
        "name": "村民会议",
        "ask_summary": "议题",
        "needed": "summary",
        "active": "on",
    }
    assert office.post(f"{HOME}kinds/new/", sent).status_code == 302
    assert ActivityKind.objects.get().fields == {"summary": "议题"}
    assert "已经有了" in words(office.post(f"{HOME}kinds/new/", sent))
    assert "村民会议" in words(at("drafter").get(f"{HOME}activities/new/"))
    assert at("drafter").get(f"{HOME}kinds/").status_code == 403


def test_the_county_sets_days_and_people_on_screen(at):
    office = at("county_office")
    office.post(f"{HOME}settings/stale/", {"value": 10, "since": "2026-01-01", "basis": "县函1号"})
    office.post(f"{HOME}settings/contacts/", {"village": ["liaison", "responsible"], "since": "2026-01-01"})
    page = words(office.get(f"{HOME}settings/"))
    assert "10 天" in page and "村（社区）：联络员、分管负责同志" in page and "县直部门：不要求" in page


def test_a_shift_and_an_incident_are_kept(at, cast):
    drafter = at("drafter")
    shift = {"organisation": cast.town.pk, "on": "2026-03-02", "name": "丁拟", "telephone": "0999-5550101"}
    assert drafter.post(f"{HOME}roster/new/", shift).status_code == 302
    assert drafter.post(f"{HOME}roster/new/", shift).status_code == 422
    wrong = {"organisation": cast.town.pk, "what": "网站打不开", "discovered_at": "2026-03-02T08:30"}
    assert drafter.post(f"{HOME}incidents/new/", wrong).status_code == 302
    pk = Incident.objects.get().pk
    early = {"handled_at": "2026-03-02T08:00", "handling": "重启"}
    assert drafter.post(f"{HOME}incidents/{pk}/settle/", early).status_code == 422
    drafter.post(f"{HOME}incidents/{pk}/settle/", early | {"handled_at": "2026-03-02 09:10"})
    assert "2026-03-02 09:10 处置完毕" in words(drafter.get(f"{HOME}roster/"))
    drafter.post(f"{HOME}roster/{RosterEntry.objects.get().pk}/cancel/")
    assert "共 0 班" in words(drafter.get(f"{HOME}roster/"))
    assert at("stranger").post(f"{HOME}incidents/{pk}/settle/", early).status_code == 404


def test_the_first_page_says_what_is_to_be_done(at, training, account, plan):
    training()
    page = words(at("drafter").get(HOME))
    assert "个单位缺联络人员" in page and "新媒体账号很久没有更新" in page
    with clock.at(clock.now() + timedelta(days=800)):
        assert "1 项计划已过日期" in words(at("drafter").get(HOME))


def test_a_linked_draft_of_another_reader_is_not_named(at, cast, training, desk, content):
    row = training(records=[desk.approved(**content)])
    assert content["title"] in words(at("drafter").get(row.get_absolute_url()))
    actions.correct_activity(by=cast.drafter, activity=row, title="改名", held_on=DAY)
    assert row.records.count() == 1
