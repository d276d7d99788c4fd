"""The pages of plans, as people use them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from mingbai.plans import actions, standings
from mingbai.plans.models import Plan
from mingbai.plans.states import PlanState, TaskState

TEXT = (
    "青禾镇2026年工作要点\n\n一、公开\n（一）公开村务。各村每季度公开一次村务。〔柳湾村村民委员会负责落实〕\n"
)


@pytest.fixture
def drafter(cast, client) -> Client:
    client.force_login(cast.drafter)
    return client


@pytest.fixture
def stranger(cast) -> Client:
    client = Client()
    client.force_login(cast.stranger)
    return client


@pytest.fixture
def confirmed(cast, plan) -> Plan:
    actions.assign_unit(plan=plan, by=cast.drafter, printed="星空办", organisations=[])
    return actions.confirm(plan=plan, by=cast.county_office)


def body(response) -> str:
    return response.content.decode()


def uploaded(text: str, name: str = "要点.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_an_upload_leads_to_the_tasks_that_were_read(cast, drafter):
    sent = {"organisation": cast.town.pk, "file": uploaded(TEXT)}
    page = body(drafter.post("/desk/plans/new/", sent, follow=True))
    assert "共 1 项，已核对 0 项" in page and "<mark>柳湾村村民委员会</mark>" in page


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("", "空.txt", "文件是空的"),
        ("不是文档", "坏.docx", "没有读成"),
        ("今天天气晴朗。", "天气.txt", "没有读出任务"),
        ("x", "程序.exe", "不支持"),
    ],
)
def test_a_bad_file_is_explained_and_nothing_is_stored(cast, drafter, text, name, message):
    sent = {"organisation": cast.town.pk, "file": uploaded(text, name)}
    response = drafter.post("/desk/plans/new/", sent)
    assert response.status_code == 422 and message in body(response)
    assert not Plan.objects.exists()


def test_a_drafter_does_not_upload_for_the_next_town(cast, drafter):
    response = drafter.post("/desk/plans/new/", {"organisation": cast.next_town.pk, "file": uploaded(TEXT)})
    assert response.status_code == 422 and not Plan.objects.exists()


def test_the_page_shows_units_that_stand_for_nothing_and_takes_a_choice(cast, drafter, plan):
    assert "没有对上" in body(drafter.get(f"/desk/plans/{plan.pk}/check/"))
    url = f"/desk/plans/{plan.pk}/units/one/?printed="
    wrong = drafter.post(url + "星空办")
    assert wrong.status_code == 422 and "请选择机构" in body(wrong)
    drafter.post(url + "星空办", {"organisations": [cast.village.pk, cast.next_town.pk]})
    drafter.post(url + "镇财政所", {"open": "1"})
    assert plan.tasks.get(order=3).lead_organisations == [cast.village, cast.next_town]
    assert ">没有对上<" not in body(drafter.get(f"/desk/plans/{plan.pk}/units/"))


def test_the_choice_of_organisations_is_narrowed_by_words(drafter, plan):
    page = body(drafter.get(f"/desk/plans/{plan.pk}/units/one/?printed=星空办&q=临河"))
    assert "临河镇人民政府" in page and "柳湾村村民委员会" not in page
    assert drafter.get(f"/desk/plans/{plan.pk}/units/one/?printed=没有的").status_code == 404


def test_buttons_check_and_join_without_scripts(drafter, plan, tasks):
    url = f"/desk/plans/{plan.pk}/check/"
    assert "共 3 项，已核对 1 项" in body(drafter.post(url, {"check": tasks[0].pk}, follow=True))
    alone = drafter.post(url, {"join": "1", "task": [tasks[0].pk]})
    assert alone.status_code == 422 and "至少选两项" in body(alone)
    drafter.post(url, {"join": "1", "task": [tasks[0].pk, tasks[1].pk]})
    assert plan.tasks.filter(state=TaskState.DROPPED).count() == 1
    assert "并入第 1 项" in body(drafter.get(url + "?show=dropped"))


@pytest.mark.parametrize("sent", [{"check": "x"}, {"check": "999999"}, {"task": ["x"], "join": "1"}, {}])
def test_nonsense_from_the_page_is_refused_politely(drafter, plan, sent):
    assert drafter.post(f"/desk/plans/{plan.pk}/check/", sent).status_code == 422


def form_of(task, **changes) -> dict:
    return {"text": task.text, "lead_text": "、".join(task.lead_text), "modality": "must"} | changes


def test_a_task_is_corrected_and_bad_values_keep_what_was_typed(drafter, tasks):
    url = f"/desk/plans/tasks/{tasks[2].pk}/"
    wrong = drafter.post(url, form_of(tasks[2], times="2", quantities="很多次", deadline_on="明天"))
    assert wrong.status_code == 422 and "很多次" in body(wrong) and "日期看不懂" in body(wrong)
    sent = form_of(tasks[2], per="year", times="2", at_least="on", quantities="不少于两次\n8类")
    assert drafter.post(url, sent).status_code == 302
    task = type(tasks[2]).objects.get(pk=tasks[2].pk)
    assert (task.per, task.times, task.at_least) == ("year", 2, True)
    assert [(one["number"], one["unit"]) for one in task.quantities] == [(2, "次"), (8, "类")]


def test_quantities_that_were_read_keep_their_values(drafter, tasks):
    drafter.post(f"/desk/plans/tasks/{tasks[0].pk}/", form_of(tasks[0], quantities="不少于4次"))
    assert type(tasks[0]).objects.get(pk=tasks[0].pk).quantities == tasks[0].quantities


def test_a_task_is_split_at_empty_lines(drafter, plan, tasks):
    url = f"/desk/plans/tasks/{tasks[1].pk}/split/"
    assert "空行" in body(drafter.post(url, {"text": tasks[1].text}))
    drafter.post(url, {"text": "做好舆情回应。\r\n\r\n10月底前编制目录。"})
    assert plan.tasks.count() == 4


def test_a_task_is_left_out_taken_up_and_another_put_in(drafter, plan, tasks):
    url = f"/desk/plans/tasks/{tasks[0].pk}/"
    assert drafter.post(url + "drop/", {"reason": ""}).status_code == 422
    drafter.post(url + "drop/", {"reason": "只是背景"})
    assert "只是背景" in body(drafter.get(f"/desk/plans/{plan.pk}/check/?show=dropped"))
    drafter.post(url + "restore/")
    sent = {"text": "补上。", "modality": "must", "path": "二、2", "after": tasks[2].pk}
    drafter.post(f"/desk/plans/{plan.pk}/add/", sent)
    assert [task.text for task in plan.tasks.all()][-1] == "补上。"


def test_confirming_asks_about_what_was_not_checked_and_who_is_unknown(cast, drafter, plan):
    drafter.force_login(cast.county_office)
    url = f"/desk/plans/{plan.pk}/confirm/"
    assert "还有没核对的任务" in body(drafter.post(url, {}))
    refused = drafter.post(url, {"unchecked": "on"})
    assert refused.status_code == 422 and "星空办" in body(refused)
    drafter.post(f"/desk/plans/{plan.pk}/units/one/?printed=星空办", {"open": "1"})
    page = body(drafter.post(url, {"unchecked": "on"}, follow=True))
    assert "计划已确认" in page and Plan.objects.get().state == PlanState.CONFIRMED


def test_the_confirmed_plan_shows_owners_and_what_the_ledger_tells(cast, drafter, confirmed, monkeypatch):
    told = {task.pk: standings.Standing("已完成", "done") for task in confirmed.tasks.all()}
    monkeypatch.setitem(standings._sources, "test", lambda user, tasks: told)
    task = confirmed.tasks.get(order=1)
    drafter.post(f"/desk/plans/tasks/{task.pk}/owner/", {"owner": cast.drafter.pk})
    page = body(drafter.get(f"/desk/plans/{confirmed.pk}/"))
    assert "丁拟" in page and "已完成" in page and "一、公开 › （一）文件" in page


def test_the_excel_has_the_shape_of_a_distribution_and_runs_no_formula(cast, drafter, plan, tasks):
    actions.correct(task=tasks[2], by=cast.drafter, text="=1+1")
    response = drafter.get(f"/desk/plans/{plan.pk}/export/")
    rows = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert rows[0] == ("序号", "任务", "牵头单位", "配合单位", "时限")
    assert rows[1][0] == "一、（一）" and rows[1][4] == "年内（2026年12月31日前）；每季度公开一次"
    assert rows[3][1] == "'=1+1"


def test_the_next_town_reads_only_what_it_leads(stranger, confirmed):
    page = body(stranger.get(f"/desk/plans/{confirmed.pk}/"))
    assert "做好舆情回应" in page and "抓好培训" not in page and "每季度公开" not in page
    rows = list(
        load_workbook(io.BytesIO(stranger.get(f"/desk/plans/{confirmed.pk}/export/").content)).active.values
    )
    assert len(rows) == 2
    assert stranger.get(f"/desk/plans/{confirmed.pk}/original/").status_code == 404


def test_the_next_town_finds_no_plan_that_is_not_confirmed_and_changes_none(stranger, plan, tasks):
    before = list(plan.tasks.values())
    for name in (
        "",
        "check/",
        "units/",
        "units/one/?printed=星空办",
        "confirm/",
        "close/",
        "cancel/",
        "add/",
        "export/",
        "original/",
    ):
        assert stranger.get(f"/desk/plans/{plan.pk}/{name}").status_code == 404, name
        assert (
            stranger.post(f"/desk/plans/{plan.pk}/{name}", {"reason": "改", "text": "改"}).status_code == 404
        )
    for name in ("", "split/", "drop/", "restore/", "owner/"):
        assert stranger.post(f"/desk/plans/tasks/{tasks[0].pk}/{name}", {"reason": "改"}).status_code == 404
    assert list(plan.tasks.values()) == before


def test_a_plan_is_closed_and_cancelled_with_words(drafter, confirmed):
    assert drafter.post(f"/desk/plans/{confirmed.pk}/close/", {"reason": ""}).status_code == 422
    page = body(drafter.post(f"/desk/plans/{confirmed.pk}/close/", {"reason": "年度任务完成"}, follow=True))
    assert "已办结" in page and "年度任务完成" in page
    assert drafter.get(f"/desk/plans/{confirmed.pk}/check/").status_code == 302
