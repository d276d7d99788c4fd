"""Sheets that nobody previewed: a village's file is ready only when a person has looked at it."""

import json
from urllib.parse import unquote

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from mingbai.channels import actions as channels
from mingbai.channels.states import PlaceKind
from mingbai.disclosures import actions as disclosures
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.printing import actions
from mingbai.printing.models import PrintLook
from mingbai.printing.views import boards
from tests.printing.reading import texts


@pytest.fixture
def job(cast, board, hang):
    """The file of 柳湾村 with one notice nobody has previewed."""
    hang(board)
    round_ = actions.begin(organisation=cast.town, month=f"{clock.today():%Y-%m}", by=cast.drafter)
    actions.work(round_=round_)
    return round_.jobs.get()


@pytest.fixture
def office(cast) -> Client:
    client = Client()
    client.force_login(cast.drafter)
    return client


def here(job, name="job", *more):
    return reverse(f"printing:{name}", args=[job.pk, *more])


def test_the_list_in_the_file_says_of_each_sheet_whether_it_was_previewed(job):
    with job.file.open("rb") as file:
        first, *_ = texts(file.read())
    assert (job.state, job.unpreviewed) == ("drawn", 1)
    assert "未预览" in first and "要先在系统里把这个村的文件看一遍" in first


def test_nobody_confirms_what_they_have_not_opened(job, cast, office):
    with pytest.raises(Denied, match="看一遍"):
        actions.confirm(job=job, by=cast.drafter)
    actions.look(job=job, by=cast.county_office)
    assert office.post(here(job)).status_code == 403, "that another has opened it is not enough"
    job.refresh_from_db()
    assert job.state == "drawn"


def test_who_has_opened_the_village_confirms_it_and_both_are_recorded(job, cast, office):
    page = office.get(here(job)).content.decode()
    assert "还没有预览确认" in page and "这个村的看过了，可以打印" in page
    assert office.get(here(job, "job-page", 1))["Content-Type"] == "image/png"
    office.post(here(job))
    job.refresh_from_db()
    assert (job.state, job.confirmed_by) == ("done", cast.drafter)
    looked, confirmed = Event.objects.filter(verb__in=["print.look", "print.confirm"]).order_by("sequence")
    assert looked.after == confirmed.after == job.digest
    assert confirmed.detail == {"unpreviewed": 1}


def test_downloading_it_is_looking_and_is_noted_once(job, cast, office):
    for _ in range(2):
        name = unquote(office.get(here(job, "job-pdf"))["Content-Disposition"])
        assert "（待预览）.pdf" in name
    look = PrintLook.objects.get()
    assert (look.by, look.digest) == (cast.drafter, job.digest)
    assert Event.objects.filter(verb="print.look").count() == 1


def test_a_file_too_long_for_the_page_has_to_be_downloaded_before(job, office, monkeypatch):
    monkeypatch.setattr(boards, "MOST_PAGES_SHOWN", 1)
    page = office.get(here(job)).content.decode()
    assert "请先下载 PDF 看完" in page and "这个村的看过了" not in page
    office.get(here(job, "job-pdf"))
    assert "这个村的看过了" in office.get(here(job)).content.decode()


def test_a_file_whose_text_was_withdrawn_is_not_packed_but_drawn_again(job, cast, office, notice):
    office.get(here(job))
    office.post(here(job))
    disclosures.withdraw(information=notice, by=cast.approver, reason="内容有误")
    assert "内容已变" in office.get(here(job)).content.decode()
    page = office.get(reverse("printing:round", args=[job.round_id])).content.decode()
    assert "内容已变，请重新生成" in page and "ZIP" not in page
    assert actions.retry(round_=job.round, by=cast.drafter) == 1
    assert actions.work(round_=job.round).empty == 1


def test_a_file_whose_text_was_withdrawn_is_not_confirmed(job, cast, notice):
    actions.look(job=job, by=cast.drafter)
    disclosures.withdraw(information=notice, by=cast.approver, reason="内容有误")
    with pytest.raises(Denied, match="重新生成"):
        actions.confirm(job=job, by=cast.drafter)


def test_a_village_confirms_its_own_file_of_the_towns_round(job, cast):
    clerk = Client()
    clerk.force_login(cast.reporter)
    assert str(cast.village) in clerk.get(reverse("printing:round", args=[job.round_id])).content.decode()
    clerk.get(here(job))
    clerk.post(here(job))
    job.refresh_from_db()
    assert job.confirmed_by == cast.reporter
    assert clerk.post(reverse("printing:round-retry", args=[job.round_id])).status_code == 403


def test_one_village_after_the_other(job, cast, office, hang):
    other = cast.town.add_child(code="MB-东塘村", kind="village", name="东塘村", slug="dongtang")
    hang(channels.add_place(organisation=other, kind=PlaceKind.BOARD, name="村口", by=cast.drafter))
    round_ = actions.begin(organisation=cast.town, month=job.round.month, by=cast.drafter)
    actions.work(round_=round_)
    first, second = round_.jobs.order_by("organisation__path")
    office.get(here(first))
    assert office.post(here(first))["Location"] == here(second)
    assert not second.looks.exists(), "to be led there is not to have looked"
    office.get(here(second))
    assert office.post(here(second))["Location"] == reverse("printing:round", args=[round_.pk])


def test_the_command_tells_how_many_sheets_nobody_previewed(job, cast, capsys):
    month = job.round.month
    call_command("boards", month=month, organisation=cast.town.code, again=True)
    said = capsys.readouterr().out
    assert "生成 1 个（1 个待预览）" in said and "1 份张贴稿还没有人预览" in said
    call_command("boards", month=month, organisation=cast.town.code, again=True, as_json=True)
    data = json.loads(capsys.readouterr().out)
    assert (data["unpreviewed"], data["villages"][0]["unpreviewed"]) == (1, 1)
