"""The pages of the calendar and the limits, as the county office and everybody else see them."""

import pytest
from django.urls import reverse

from mingbai.timelimits import queries
from mingbai.timelimits.models import LimitVersion, LocalHoliday, Notice
from tests.timelimits.test_calendar import TEXT_2027


@pytest.fixture
def office(client, cast):
    client.force_login(cast.county_office)
    return client


@pytest.fixture
def drafter(client, cast):
    client.force_login(cast.drafter)
    return client


def text(response) -> str:
    return response.content.decode()


def test_a_year_is_shown_with_words_for_each_kind_of_day(drafter):
    shown = text(drafter.get(reverse("timelimits:year", args=[2026])))

    assert "2026年工作日历" in shown
    assert '<td class="off" title="春节">16<b>休</b></td>' in shown
    assert '<td class="worked" title="春节">14<b>班</b></td>' in shown
    assert "录入放假通知" not in shown


def test_a_year_without_a_notice_is_marked_as_an_estimate(drafter):
    shown = text(drafter.get(reverse("timelimits:year", args=[2030])))

    assert "还没有录入" in shown
    assert "<b>预</b>" in shown


def test_years_out_of_reach_are_not_found(drafter):
    assert drafter.get(reverse("timelimits:year", args=[1800])).status_code == 404


def test_a_pasted_notice_is_shown_first_and_entered_when_confirmed(office):
    address = reverse("timelimits:enter")

    read = text(office.post(address, {"text": TEXT_2027}))
    assert "请和通知核对" in read
    assert not Notice.objects.exists()
    entered = text(office.post(address, {"text": TEXT_2027, "confirm": "1"}))

    assert "2027年放假安排已录入" in entered
    assert 2027 in queries.calendar().years


def test_a_notice_that_is_not_understood_keeps_what_was_pasted(office):
    response = office.post(reverse("timelimits:enter"), {"text": "2027年节假日通知。一、元旦：放假三天。"})

    assert response.status_code == 422
    assert "没有看懂" in text(response)
    assert "放假三天。</textarea>" in text(response)


def test_what_is_pasted_is_never_markup(office):
    shown = text(office.post(reverse("timelimits:enter"), {"text": TEXT_2027 + "<script>x</script>"}))

    assert "<script>x" not in shown


def test_only_the_county_office_enters_notices(drafter):
    assert drafter.get(reverse("timelimits:enter")).status_code == 403
    assert drafter.post(reverse("timelimits:enter"), {"text": TEXT_2027, "confirm": "1"}).status_code == 403
    assert not Notice.objects.exists()


def test_a_local_holiday_is_added_shown_and_cancelled(office, cast):
    values = {"organisation": cast.town.pk, "name": "古尔邦节", "first_day": "2026-05-27",
              "last_day": "2026-05-28", "basis": "自治区放假规定"}  # fmt: skip
    assert office.post(reverse("timelimits:local-new"), values).status_code == 302
    shown = text(office.get(reverse("timelimits:year", args=[2026]) + f"?place={cast.town.pk}"))
    assert 'title="古尔邦节">27<b>休</b>' in shown
    holiday = LocalHoliday.objects.get()

    office.post(reverse("timelimits:local-cancel", args=[holiday.pk]), {"reason": "日期有误"})

    assert "取消：日期有误" in text(office.get(reverse("timelimits:local")))
    assert office.get(reverse("timelimits:local-cancel", args=[holiday.pk])).status_code == 404


def test_limits_are_listed_and_found(drafter):
    assert "依申请公开的答复" in text(drafter.get(reverse("timelimits:list")))
    found = text(drafter.get(reverse("timelimits:list") + "?q=听证"))
    assert "听证材料送达" in found
    assert "双公示" not in found


def test_what_was_not_checked_is_marked_on_the_list_and_the_page(drafter):
    assert "尚未核对，使用前请核对" in text(drafter.get(reverse("timelimits:list") + "?q=信息处理费"))
    assert "地方做法，不是全国规定" in text(drafter.get(reverse("timelimits:limit", args=["interpretation"])))


def test_a_limit_is_changed_with_a_reason_and_shows_its_history(office):
    address = reverse("timelimits:change", args=["interpretation"])
    form = office.get(address).context["form"]
    values = {name: field.value() for name, field in ((one.name, one) for one in form) if field.value()}
    values |= {"number": "2", "reason": "省政府办公厅新规定", "valid_from": "2026-01-01"}

    assert office.post(address, values).status_code == 302

    shown = text(office.get(reverse("timelimits:limit", args=["interpretation"])))
    assert "2个工作日以内" in shown
    assert "省政府办公厅新规定" in shown
    assert "3个工作日以内" in shown
    assert LimitVersion.objects.filter(limit__key="interpretation").count() == 2


def test_a_change_without_a_reason_is_refused_and_keeps_what_was_typed(office):
    response = office.post(reverse("timelimits:change", args=["proactive"]), {"number": "15"})

    assert response.status_code == 422
    assert 'value="15"' in text(response)
    assert not LimitVersion.objects.filter(number=15).exists()


@pytest.mark.parametrize("key", ["nope", "../x"])
def test_an_unknown_limit_is_not_found(drafter, key):
    assert drafter.get(f"/desk/limits/of/{key}/").status_code == 404


def test_the_calculator_shows_the_day_and_every_step(drafter):
    asked = {"limit": "foi.reply", "start": "2024-02-08", "event-clarified": "2024-02-20"}

    shown = text(drafter.get(reverse("timelimits:calculator"), asked))

    assert "到期：2024年3月19日" in shown
    assert "第20个工作日" in shown


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"limit": "nope"}, "请从列表里选择事项"),
        ({"limit": "proactive", "start": "昨天"}, "日期看不懂"),
        ({"limit": "proactive", "start": ""}, "请填写起算的日期"),
        ({"limit": "proactive", "start": "9999-12-25"}, "算不下去"),
        ({"limit": "concern.press", "start": "2024-02-08"}, "请填写几点几分"),
        ({"limit": "foi.reply", "start": "2024-02-08", "event-clarified": "2024-01-01"}, "早于起算日"),
    ],
)
def test_the_calculator_says_what_is_wrong(drafter, asked, words):
    response = drafter.get(reverse("timelimits:calculator"), asked)

    assert response.status_code == 422
    assert words in text(response)


def test_the_calculator_counts_hours(drafter):
    asked = {"limit": "concern.authoritative", "start": "2024-02-09", "at": "22:30"}

    shown = text(drafter.get(reverse("timelimits:calculator"), asked))

    assert "2024年2月10日" in shown
    assert "03:30" in shown
