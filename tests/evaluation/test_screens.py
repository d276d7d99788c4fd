"""The screens: each opens for whom it should, keeps what was typed, and shows numbers that open."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from mingbai.evaluation import actions
from mingbai.evaluation.models import Finding, Indicator, Inspection, Notice, Round, Scheme, SelfCheck
from mingbai.evaluation.queries.packaged import checklist, questions
from mingbai.lib import clock
from tests.evaluation.conftest import frozen, line_of, reviewed, verdicts

URL = "/desk/evaluation/"


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def book(response):
    return load_workbook(BytesIO(response.content))


@pytest.fixture
def at_office(signed_in, office, today):
    return signed_in(office)


@pytest.fixture
def at_town(signed_in, cast, today):
    return signed_in(cast.drafter)


def test_a_sample_is_drawn_in_the_form_and_what_was_typed_stays(at_office, public, cast):
    public(cast.town)
    sent = {"organisation": cast.county.pk, "title": "三季度抽查", "subject": "records", "period_key": "2026Q3",
            "strata": "organisation", "each": "2", "percent": "10"}  # fmt: skip
    refused = at_office.post(f"{URL}inspections/new/", sent)
    assert (
        refused.status_code == 422
        and "只填一个" in words(refused)
        and "三季度抽查" in refused.content.decode()
    )
    at_office.post(f"{URL}inspections/new/", sent | {"percent": ""})
    assert Inspection.objects.get().items.count() == 1


def test_the_check_sheet_is_filled_in_and_leads_on(at_office, inspection):
    first, second = inspection.items.all()[:2]
    page = at_office.get(f"{URL}items/{first.pk}/")
    assert "更新及时" in words(page) and "机器：" in words(page) and " checked" not in page.content.decode()
    wrong = at_office.post(f"{URL}items/{first.pk}/", {"accurate-verdict": "problem", "accurate-note": ""})
    assert wrong.status_code == 422 and "还没有选结论" in words(wrong)
    sent = {f"{one.key}-verdict": "ok" for one in checklist("records")}
    sent |= {"links-verdict": "problem", "links-note": "第二个链接打不开"}
    done = at_office.post(f"{URL}items/{first.pk}/", sent)
    assert done["Location"] == f"{URL}items/{second.pk}/" and "第二个链接打不开" in Finding.objects.get().what


def test_the_sample_is_verified_and_exported(at_office, inspection):
    page = at_office.get(f"{URL}inspections/{inspection.pk}/?verify=1")
    assert "核对无误" in words(page) and inspection.seed in words(page)
    sheets = book(at_office.get(f"{URL}inspections/{inspection.pk}/sample.xlsx"))
    assert (sheets["样本"].max_row, sheets["总体"].max_row) == (6, 7)


def test_notices_are_sent_from_the_list_and_read_by_the_unit(at_office, at_town, finding):
    page = at_office.get(f"{URL}findings/notify/")
    assert "公开栏八月没有更新" in words(page)
    nothing = at_office.post(f"{URL}findings/notify/", {"days": "10"})
    assert nothing.status_code == 422 and "请至少选一个问题" in words(nothing)
    at_office.post(f"{URL}findings/notify/", {"days": "5", "finding": [finding.pk]})
    notice = Notice.objects.get()
    shown = at_town.get(notice.get_absolute_url())
    assert notice.number in words(shown) and "2026年10月19日" in words(shown)
    assert "还有 7 天" in words(at_town.get(f"{URL}findings/"))


def test_a_unit_answers_and_the_office_rechecks(at_office, at_town, noticed, public, cast):
    record = public(cast.town)
    base = f"{URL}findings/{noticed.pk}/"
    wrong = at_town.post(f"{base}answer/", {"text": "已补登。", "evidence": "没有这个号"})
    assert wrong.status_code == 422 and "没有这个索引号" in words(wrong) and "已补登。" in words(wrong)
    at_town.post(f"{base}answer/", {"text": "已补登。", "evidence": record.index_number})
    assert record.title in words(at_town.get(base)) and "答复整改" not in words(
        at_office.get(f"{base}recheck/")
    )
    at_office.post(f"{base}recheck/", {"passed": "1"})
    noticed.refresh_from_db()
    assert noticed.state == "rechecked"


def test_evidence_of_another_town_is_not_taken(at_town, noticed, public, cast):
    foreign = public(cast.next_town)
    sent = {"text": "见佐证。", "evidence": foreign.index_number}
    assert at_town.post(f"{URL}findings/{noticed.pk}/answer/", sent).status_code == 422
    assert not noticed.steps.filter(verb="answer").exists()


def test_the_ledger_of_findings_has_the_five_columns(at_town, noticed):
    sheet = book(at_town.get(f"{URL}findings.xlsx"))["整改台账"]
    titles = [cell.value for cell in sheet[1]]
    assert titles[:5] == ["一级指标", "二级指标", "评价标准", "问题明细", "整改结果"]
    assert sheet[2][3].value == "公开栏八月没有更新。"


def test_overdue_findings_are_marked_in_words(signed_in, office, noticed):
    with clock.at(datetime(2026, 11, 9, 1, tzinfo=UTC)):
        page = signed_in(office).get(f"{URL}findings/?state=overdue")
    assert "已超期 14 天" in words(page)


def test_a_scheme_is_built_from_the_example_and_edited_while_a_draft(at_office, cast):
    sent = {"organisation": cast.county.pk, "title": "乡镇考核", "year": "2026", "example": "township"}
    at_office.post(f"{URL}schemes/new/", sent)
    scheme = Scheme.objects.get()
    assert "每发现一次扣5分，最多扣10分" in words(at_office.get(f"{URL}schemes/{scheme.pk}/"))
    row = Indicator.objects.get(name="超期公开")
    form = {
        "name": "超期公开",
        "weight": "12",
        "kind": "threshold",
        "measure": "duties.coverage",
        "steps": "95",
    }
    assert "看不懂" in words(at_office.post(f"{URL}indicators/{row.pk}/", form))
    at_office.post(f"{URL}indicators/{row.pk}/", form | {"steps": "95:100、80%：60"})
    row.refresh_from_db()
    assert row.rule["steps"] == [[0.95, 1.0], [0.8, 0.6]] and row.weight == 12
    at_office.post(f"{URL}schemes/{scheme.pk}/use/", {"x": "1"})
    scheme.refresh_from_db()
    assert scheme.state == "in_use"


def test_a_round_runs_from_the_screens_to_the_published_table(at_office, at_town, scheme, cast, owed, office):
    owed(cast.town, "met")
    owed(cast.next_town, "missing")
    sent = {"title": "三季度考核", "period_key": "2026Q3", "self_until": "2026-10-20",
            "organisations": [cast.town.pk, cast.next_town.pk]}  # fmt: skip
    at_office.post(f"{URL}schemes/{scheme.pk}/round/", sent)
    round_ = Round.objects.get()
    own = round_.sheets.get(organisation=cast.town)
    assert cast.next_town.name not in words(at_town.get(f"{URL}rounds/{round_.pk}/"))
    line = line_of(round_, cast.town, "公开栏")
    at_town.post(f"{URL}lines/{line.pk}/self/", {"points": "20", "note": "每周更新"})
    assert "单位自评 20 分" in words(at_office.get(own.get_absolute_url()))
    result = frozen(round_, office, cast)
    at_office.post(f"{URL}rounds/{result.pk}/publish/", {"x": "1"})
    page = at_town.get(f"{URL}rounds/{result.pk}/")
    assert cast.next_town.name in words(page) and "名次" in words(page)
    assert book(at_town.get(f"{URL}rounds/{result.pk}/result.xlsx"))["汇总"].max_row == 3


def test_every_number_of_the_matrix_opens_its_list(at_office, round_, owed, cast):
    owed(cast.town, "met")
    owed(cast.town, "late")
    actions.compute_round(by=cast.county_office, round_=round_)
    page = at_office.get(f"{URL}rounds/{round_.pk}/").content.decode()
    links = set(re.findall(rf'href="({URL}numbers/[^"]+)"', page))
    assert len(links) == 4
    opened = words(at_office.get(f"{URL}numbers/duties.coverage/{cast.town.pk}/2026Q3/"))
    assert "50%（1／2）" in opened and "没有计入" in opened


def test_a_frozen_table_is_not_changed_by_pressing_the_old_buttons(at_office, round_, office, cast, owed):
    owed(cast.town, "met")
    result = frozen(round_, office, cast)
    before = result.snapshot
    for verb in ("compute", "close-self", "review", "freeze"):
        assert at_office.post(f"{URL}rounds/{result.pk}/{verb}/", {"x": "1"}).status_code == 422
    result.refresh_from_db()
    assert result.snapshot == before


def test_a_unit_objects_on_its_sheet_and_the_office_decides(at_office, at_town, round_, office, cast, owed):
    owed(cast.town, "late")
    actions.compute_round(by=office, round_=round_)
    reviewed(round_, office, cast)
    line = line_of(round_, cast.town, "超期")
    at_town.post(f"{URL}lines/{line.pk}/object/", {"reason": "当天停电"})
    line.refresh_from_db()
    page = at_office.get(f"{URL}rounds/{round_.pk}/")
    assert "待复核的异议" in words(page) and "当天停电" in words(page)
    sent = {"accepted": "1", "points": "99", "decision": "属实"}
    assert at_office.post(f"{URL}objections/{line.objection.pk}/", sent).status_code == 422
    at_office.post(f"{URL}objections/{line.objection.pk}/", sent | {"points": "20"})
    assert "采纳" in words(at_town.get(line.sheet.get_absolute_url()))


def test_the_self_check_is_filled_in_on_the_page(at_office, at_town, cast, owed):
    owed(cast.town, "missing")
    at_town.post(f"{URL}selfchecks/?year=2026", {"organisation": cast.town.pk})
    form = SelfCheck.objects.get()
    page = at_town.get(form.get_absolute_url())
    assert "系统取数：没有做到" in words(page) and "先保存" in words(page)
    sent = {f"{one.key}-answer": "yes" for one in questions()} | {"do": "submit"}
    refused = at_town.post(form.get_absolute_url(), sent)
    assert refused.status_code == 422 and "不一致，请写明原因" in words(refused)
    form.refresh_from_db()
    assert form.state == "draft" and " checked" in refused.content.decode()
    sent |= {"missing-explanation": "已并入", "coverage-explanation": "已并入"}
    at_town.post(form.get_absolute_url(), sent)
    form.refresh_from_db()
    assert form.state == "submitted"
    at_office.post(f"{URL}selfchecks/{form.pk}/receive/", {"note": "收到"})
    assert "接收" in words(at_town.get(form.get_absolute_url()))


def test_a_circular_is_drafted_and_edited(at_office, inspection, cast, office):
    for item in inspection.items.all():
        actions.check_item(by=office, item=item, verdicts=verdicts())
    at_office.post(f"{URL}inspections/{inspection.pk}/close/", {"note": ""})
    at_office.post(f"{URL}inspections/{inspection.pk}/circular/", {"organisation": cast.county.pk})
    circular = inspection.circulars.get()
    at_office.post(
        f"{URL}circulars/{circular.pk}/edit/", {"title": "通报", "paragraphs": "第一段。\n\n第二段。"}
    )
    page = words(at_office.get(circular.get_absolute_url()))
    assert "第二段。" in page and "请明白县人民政府的拟稿人转为稿件" in page


@pytest.mark.parametrize("name", ["drafter", "checker", "reporter", "stranger"])
def test_strangers_to_a_thing_find_nothing_there(
    signed_in, cast, name, today, office, finding, inspection, round_
):
    client = signed_in(getattr(cast, name))
    item, foreign = inspection.items.first(), round_.sheets.get(organisation=cast.next_town)
    addresses = [finding.get_absolute_url(), inspection.get_absolute_url(), item.get_absolute_url()]
    if name != "stranger":
        addresses += [foreign.get_absolute_url(), f"{URL}numbers/duties.late/{cast.next_town.pk}/2026Q3/"]
    for address in addresses:
        assert client.get(address).status_code == 404, address
        assert client.post(address, {}).status_code == 404, address


@pytest.mark.parametrize(
    "address",
    ["numbers/nothing/1/2026Q3/", "numbers/duties.late/1/never/", "numbers/quota:none/1/2026/", "notices/1/"],
)
def test_addresses_that_name_nothing_are_not_found(at_office, cast, address):
    assert at_office.get(URL + address.replace("/1/", f"/{cast.town.pk}/")).status_code == 404


def test_the_menu_leads_here(at_town):
    assert "督查评估" in words(at_town.get(URL))


def test_parameters_are_changed_by_the_office(at_office):
    page = at_office.get(f"{URL}parameters/")
    assert "整改期限（工作日）" in words(page)
    assert at_office.post(f"{URL}parameters/", {"rectification_days": "0"}).status_code == 422
