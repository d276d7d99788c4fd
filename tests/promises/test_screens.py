from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingbai.disclosures import actions as disclosures
from mingbai.lib import clock
from mingbai.promises import actions
from mingbai.promises.models import Promise, Rating
from mingbai.villages.models import MonthlyClose


def typed(values, **changes) -> dict:
    """What the form sends."""
    sent = values | {
        "organisation": values["organisation"].pk,
        "responsible": "、".join(one.name for one in values["responsible"]),
        "due_on": "2026-12-31",
        "kind": "project",
        "source": "",
    }
    return sent | changes


def test_a_promise_goes_from_the_form_to_the_public(at_desk, visitor, cast, values):
    at_desk("drafter").post("/desk/promises/new/", typed(values))
    promise = Promise.objects.get()
    assert visitor.get(f"/promises/{promise.pk}/").status_code == 404
    assert at_desk("drafter").post(f"/desk/promises/{promise.pk}/confirm/").status_code == 403
    assert at_desk("second_drafter").post(f"/desk/promises/{promise.pk}/confirm/").status_code == 302
    shown = visitor.get("/promises/").text
    assert "硬化村道" in shown
    assert "已完成 0%" in shown


def test_the_public_page_shows_nothing_that_is_for_staff(at_desk, visitor, cast, public, desk, content):
    text = desk.published(**content)
    proof = SimpleUploadedFile("内部验收单.txt", "合格".encode())
    step = actions.report(
        promise=public,
        by=cast.drafter,
        on=clock.today(),
        number=Decimal(6),
        text="完成一半",
        evidence=[text],
        file=proof,
    )
    actions.rate(promise=public, score=1, comment="灰尘太大", browser="b", address="10.0.0.1")
    page = f"/promises/{public.pk}/"
    assert "完成一半" not in visitor.get(page).text
    actions.confirm_progress(progress=step, by=cast.second_drafter)
    shown = visitor.get(page).text
    assert "完成一半" in shown and text.title in shown and "6公里，目标 12公里" in shown
    for secret in ("内部验收单", "柳某某", "灰尘太大", "丁拟", "丁二"):
        assert secret not in shown
    assert "评价人数太少，暂不显示平均分" in shown
    assert "灰尘太大" in at_desk("drafter").get(f"/desk/promises/{public.pk}/").text


def test_evidence_that_is_withdrawn_leaves_the_public_page(visitor, cast, public, desk, content):
    text = desk.published(**content)
    step = actions.report(
        promise=public, by=cast.drafter, on=clock.today(), number=Decimal(6), text="一半", evidence=[text]
    )
    actions.confirm_progress(progress=step, by=cast.second_drafter)
    disclosures.withdraw(information=text, by=cast.approver, reason="内容有误")
    assert text.title not in visitor.get(f"/promises/{public.pk}/").text


def test_a_visitor_rates_once_without_an_account(visitor, public):
    page = f"/promises/{public.pk}/rate/"
    assert visitor.get(page).status_code == 200
    assert visitor.post(page, {"score": "4", "comment": ""}).status_code == 302
    again = visitor.post(page, {"score": "1"})
    assert again.status_code == 422 and "已经评价过" in again.text
    assert Rating.objects.get().score == 4


@pytest.mark.parametrize("sent", [{}, {"score": "9"}, {"score": "x"}, {"score": "3", "comment": "长" * 201}])
def test_a_wrong_rating_is_told_in_words_and_not_kept(visitor, public, sent):
    answer = visitor.post(f"/promises/{public.pk}/rate/", sent)
    assert answer.status_code == 422
    assert not Rating.objects.exists()


def test_ratings_from_another_site_are_refused(public):
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"/promises/{public.pk}/rate/", {"score": "1"}).status_code == 403


@pytest.mark.parametrize("year", ["", "?year=2026", "?year=1800", "?year=x", "?year=9999"])
def test_the_public_list_never_breaks(visitor, public, year):
    assert visitor.get(f"/promises/{year}").status_code == 200


@pytest.mark.parametrize("verb", ["edit", "confirm", "settle", "change", "cancel", "progress"])
def test_no_form_breaks_when_it_is_sent_empty_and_no_stranger_gets_in(at_desk, public, verb):
    before = list(Promise.objects.values())
    assert at_desk("drafter").post(f"/desk/promises/{public.pk}/{verb}/", {}).status_code < 500
    assert (
        at_desk("stranger").post(f"/desk/promises/{public.pk}/{verb}/", {"reason": "改"}).status_code == 404
    )
    assert list(Promise.objects.values()) == before


def test_progress_is_reported_and_its_proof_fetched_at_the_desk(at_desk, public):
    data = {
        "on": clock.today().isoformat(),
        "number": "3",
        "percent": "",
        "text": "完成三公里",
        "file": SimpleUploadedFile("验收.txt", "合格".encode()),
    }
    assert at_desk("drafter").post(f"/desk/promises/{public.pk}/progress/", data).status_code == 302
    step = public.progress.get()
    assert at_desk("second_drafter").get(f"/desk/promises/progress/{step.pk}/file/").status_code == 200
    assert at_desk("stranger").get(f"/desk/promises/progress/{step.pk}/file/").status_code == 404


def test_evidence_and_source_are_named_by_index_number_or_address(at_desk, cast, values, desk, content):
    text = desk.published(**content)
    client = at_desk("drafter")
    assert client.post("/desk/promises/new/", typed(values, source="没有-1")).status_code == 422
    assert client.post("/desk/promises/new/", typed(values, responsible="没有这个局")).status_code == 422
    client.post("/desk/promises/new/", typed(values, source=text.index_number))
    promise = Promise.objects.get()
    data = {"on": clock.today().isoformat(), "number": "3", "text": "三公里", "evidence": [text.pk]}
    page = f"/desk/promises/{promise.pk}/progress/"
    assert text.title in client.get(page).text
    client.post(page, data | {"more": f"http://localhost/r/{text.pk}/"})
    assert promise.source == text
    assert list(promise.progress.get().evidence.all()) == [text]
    assert text.index_number in client.get(f"/desk/promises/{promise.pk}/edit/").text


def test_table_template_and_import_open(at_desk, public):
    client = at_desk("drafter")
    for path in ("", "table/?year=2026", "template/", "import/", "new/"):
        assert client.get(f"/desk/promises/{path}").status_code == 200
    wrong = SimpleUploadedFile("a.xlsx", b"PK nonsense")
    data = {"organisation": public.organisation_id, "file": wrong}
    assert client.post("/desk/promises/import/", data).status_code == 422


def test_the_page_of_a_village_lists_its_posted_months(visitor, cast, desk, content):
    text = desk.published(**content)
    MonthlyClose.objects.create(
        organisation=cast.village,
        period_key="2026-03",
        starts_on=date(2026, 3, 1),
        ends_on=date(2026, 3, 31),
        state="closed",
        posted_on=date(2026, 4, 3),
        posted_until=date(2026, 4, 10),
        closed_on=date(2026, 4, 11),
        digest="0" * 64,
        created_by=cast.reporter,
        created_at=clock.now(),
        information=text,
    )
    shown = visitor.get("/organisations/liuwan/").text
    assert f'<a href="/r/{text.pk}/">2026年3月村务公开</a>' in shown
    assert "村务公开" not in visitor.get("/organisations/qinghe/").text
