"""After the answer, the office's own page, and the numbers without applicants."""

from datetime import date, timedelta

import pytest

from mingbai.catalogue.models import Change, Field
from mingbai.disclosures import actions as disclosures
from mingbai.foi.models import FoiRequest, Office
from mingbai.foi.states import State
from mingbai.lib import clock
from tests.casework.conftest import text_of, url
from tests.foi.making import NAME, OFFICE, asked, at, entered, make_request

PRIVATE = (NAME, asked().content)


@pytest.fixture
def answered(cast):
    return make_request(cast, State.ANSWERED)


def test_an_officer_who_may_not_draft_links_a_record_of_the_own_organ(cast, officer, answered, content):
    record = disclosures.create(organisation=cast.town, by=cast.drafter, **content)
    assert "丁拟" in text_of(officer.get(url(answered, "public/")))
    sent = {"link": "1", "information": record.index_number}
    assert officer.post(url(answered, "public/"), sent).status_code == 302
    answered.refresh_from_db()
    assert answered.made_public == record


def test_whoever_may_draft_too_drafts_the_record_without_the_applicant(cast, officer, answered):
    cast.foi_officer.memberships.create(organisation=cast.town, role="drafter", valid_from="2020-01-01")
    sent = {"propose": "1", "title": "柳湾村2025年村道硬化工程招标文件"}
    assert officer.post(url(answered, "public/"), sent).status_code == 302
    answered.refresh_from_db()
    assert answered.made_public.title == sent["title"]
    assert not [word for word in PRIVATE if word in str(answered.made_public.__dict__)]


def test_the_page_tells_the_two_dates_apart(cast, officer, answered, desk, content):
    record = desk.published(**content)
    officer.post(url(answered, "public/"), {"link": "1", "information": record.index_number})
    shown = text_of(officer.get(url(answered, "public/")))
    assert "提供给申请人" in shown and "向所有人公开" in shown
    assert shown.count(f"{clock.today().year}年{clock.today().month}月{clock.today().day}日") >= 2


def test_a_record_of_another_organ_is_not_linked(cast, officer, answered, content):
    record = disclosures.create(organisation=cast.next_town, by=cast.stranger, **content)
    response = officer.post(url(answered, "public/"), {"link": "1", "information": record.index_number})
    assert response.status_code == 422


@pytest.fixture
def thrice(cast):
    """Three people ask for the same."""
    rows = [entered(cast) for _ in range(3)]
    for row in rows:
        row.wish.topic = "村道招标文件"
        row.wish.save()
    return rows


def test_what_is_asked_again_and_again_is_listed_from_the_number_chosen(officer, thrice):
    assert "村道招标文件" in text_of(officer.get("/desk/foi/often/"))
    assert "村道招标文件" not in text_of(officer.get("/desk/foi/often/?times=4"))
    assert officer.get("/desk/foi/often/?times=x").status_code == 200
    shown = text_of(officer.get("/desk/foi/often/"))
    assert not [word for word in PRIVATE if word in shown]


def test_an_officer_without_the_right_learns_whom_to_tell(officer, thrice):
    shown = text_of(officer.get(f"/desk/foi/often/{thrice[0].pk}/propose/"))
    assert "丁拟" in shown and NAME not in shown
    officer.post(f"/desk/foi/often/{thrice[0].pk}/propose/", {})
    assert not Change.objects.exists()


def test_whoever_may_change_the_catalogue_drafts_the_change(cast, officer, thrice):
    cast.foi_officer.memberships.create(organisation=cast.town, role="drafter", valid_from="2020-01-01")
    page = f"/desk/foi/often/{thrice[0].pk}/propose/"
    form = officer.get(page).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"field": Field.objects.first().key, "effective_on": clock.today().isoformat()}
    assert officer.post(page, sent).status_code == 302
    change = Change.objects.get()
    assert change.organisation == cast.town and "3 件" in change.reason
    assert not [word for word in PRIVATE if word in str(change.values)]


def office_form(**values) -> dict:
    return {"is_open": "on", "fax": "", "email": "", "notice_symbol": "", **OFFICE, **values}


def test_the_office_is_kept_with_the_fields_of_article_12(cast, officer):
    page = f"/desk/foi/offices/{cast.town.pk}/"
    assert "还缺：还没有填写" in text_of(officer.get(page))
    assert officer.post(page, office_form()).status_code == 302
    assert Office.objects.get().name == "党政办公室"
    assert "传真号码" in text_of(officer.get(page))
    officer.post(page, office_form(fax="0999-5550102", email="foi@qinghe.example.cn"))
    assert "还缺" not in text_of(officer.get(page))


BAD_OFFICE = [
    {"name": ""}, {"court": ""}, {"email": "no"}, {"review_url": "javascript:alert(1)"}, {"postcode": "x"},
    {"symbol": "字" * 40}, {"name": "a\x00b"},
]  # fmt: skip


@pytest.mark.parametrize("wrong", BAD_OFFICE)
def test_a_wrong_office_is_refused_and_stays_as_typed(cast, officer, wrong):
    response = officer.post(f"/desk/foi/offices/{cast.town.pk}/", office_form(**wrong))
    assert response.status_code == 422 and "人民路1号" in text_of(response)
    assert not Office.objects.exists()


def test_nobody_keeps_the_office_of_others(cast, officer, before):
    assert officer.get(f"/desk/foi/offices/{cast.next_town.pk}/").status_code == 404
    for name in ("checker", "approver", "drafter", "county_office"):
        assert before(name).get(f"/desk/foi/offices/{cast.town.pk}/").status_code == 403


def test_the_county_office_sees_numbers_and_behind_them_neither_topic_nor_applicant(cast, before, answered):
    county = before("county_office")
    assert "青禾镇人民政府" in text_of(county.get("/desk/foi/figures/"))
    for what in ("received", "answered", "in_time"):
        shown = text_of(county.get(f"/desk/foi/figures/{cast.town.pk}/{what}/"))
        assert answered.number in shown
        assert not [word for word in (*PRIVATE, "村道工程招标", url(answered)) if word in shown]
    assert county.get(url(answered)).status_code in (403, 404)


def test_the_handling_staff_open_files_from_the_numbers(cast, officer, answered):
    shown = text_of(officer.get(f"/desk/foi/figures/{cast.town.pk}/received/"))
    assert "村道工程招标" in shown and url(answered) in shown and NAME not in shown


def test_a_drafter_of_the_same_town_sees_numbers_only(cast, before, answered):
    shown = text_of(before("drafter").get(f"/desk/foi/figures/{cast.town.pk}/received/"))
    assert answered.number in shown and "村道工程招标" not in shown


def test_the_numbers_of_the_next_town_are_none_of_theirs(cast, before, answered):
    assert "青禾镇" not in text_of(before("stranger").get("/desk/foi/figures/"))
    assert before("stranger").get(f"/desk/foi/figures/{cast.town.pk}/received/").status_code == 404


@pytest.mark.parametrize("tail", ["figures/?year=x", "figures/?year=99999", "figures/?year=1"])
def test_a_nonsense_year_is_this_one(officer, tail):
    assert f"{clock.today().year}年依申请公开情况" in text_of(officer.get(f"/desk/foi/{tail}"))


def test_the_average_counts_working_days_from_receipt_to_answer(cast, officer):
    with at(date(2026, 3, 2)):  # a Monday
        row = entered(cast)
    FoiRequest.objects.filter(pk=row.pk).update(state=State.ANSWERED, answered_on=date(2026, 3, 9))
    assert "5.0 个工作日" in text_of(officer.get("/desk/foi/figures/?year=2026"))


def test_overdue_and_late_are_counted_apart(cast, officer, answered):
    late = make_request(cast, State.ANSWERED)
    FoiRequest.objects.filter(pk=late.pk).update(due_on=clock.today() - timedelta(days=1))
    row = officer.get("/desk/foi/figures/").context["rows"][0]
    assert (row.numbers["answered"], row.numbers["in_time"], row.numbers["overdue"]) == (2, 1, 0)
