"""From a public notice to the log, as the people at the desk do it."""

from datetime import timedelta

from mingbai.channels.models import Posting, Rendering
from mingbai.channels.states import RenderingState
from mingbai.lib import clock
from mingbai.loudspeakers.models import Airing, Custom, Reading

DESK = "/desk/loudspeakers/"


def test_a_village_clerk_goes_from_the_notice_to_the_log(at_desk, notice, horn, cast):
    clerk = at_desk("reporter")
    assert notice.title in clerk.get(f"{DESK}records/?q=供水").text
    written = clerk.post(f"{DESK}records/{notice.pk}/", {"variant": "normal", "station": cast.village.pk})
    script = Rendering.objects.get()
    page = f"{DESK}scripts/{script.pk}/"
    assert written.url == page
    assert "现在播送青禾镇人民政府发布的" in clerk.get(page).text
    clerk.post(f"{page}edit/", {"text": "请各村检查管道。", "per_minute": "200"})
    assert clerk.post(f"{page}confirm/").status_code == 302
    script.refresh_from_db()
    assert (script.state, script.content["text"]) == (RenderingState.CONFIRMED, "请各村检查管道。")
    plan = {"place": horn.pk, "first": clock.today(), "days": "2", "times": "7:00、18:00", "least": "2"}
    assert clerk.post(f"{page}plan/", plan).status_code == 302
    posting = Posting.objects.get()
    assert "播了" in clerk.get(DESK).text
    form = clerk.get(f"{DESK}broadcasts/{posting.pk}/air/").context["form"]
    touched = {name: form[name].value() or "" for name in form.fields}
    assert clerk.post(f"{DESK}broadcasts/{posting.pk}/air/", touched).status_code == 302
    assert Airing.objects.get().who == "柳报"
    assert "播出 1 次" in clerk.get(f"{DESK}log/").text
    assert clerk.get(f"{DESK}log/?xlsx=1&place={horn.pk}").content.startswith(b"PK")
    assert "今天已播 1 次" in clerk.get(DESK).text


def test_figures_typed_into_a_script_are_written_out_on_demand(at_desk, notice, cast):
    clerk = at_desk("reporter")
    clerk.post(f"{DESK}records/{notice.pk}/", {"variant": "short", "station": cast.village.pk})
    page = f"{DESK}scripts/{Rendering.objects.get().pk}/edit/"
    shown = clerk.post(page, {"text": "每亩12.5元。", "per_minute": "190", "speak": "1"}).text
    assert "每亩十二元五角。" in shown and "还没有保存" in shown
    wrong = clerk.post(page, {"text": "", "per_minute": "9"})
    assert wrong.status_code == 422


def test_bad_entries_are_refused_in_words_and_nothing_typed_is_lost(at_desk, broadcast):
    page = f"{DESK}broadcasts/{broadcast.pk}/air/"
    typed = {"on": "2026-13-01", "clock_time": "七点", "minutes": "很久", "who": "柳喇叭"}
    answer = at_desk("reporter").post(page, typed)
    assert answer.status_code == 422 and "柳喇叭" in answer.text
    late = {"on": clock.today() + timedelta(days=2), "clock_time": "07:00", "minutes": "1", "who": "柳"}
    assert "不能晚于现在" in at_desk("reporter").post(page, late).text
    assert not Airing.objects.exists()


def test_a_plan_for_the_end_of_time_is_refused_in_words(at_desk, notice, horn, cast):
    clerk = at_desk("reporter")
    clerk.post(f"{DESK}records/{notice.pk}/", {"variant": "normal", "station": cast.village.pk})
    page = f"{DESK}scripts/{Rendering.objects.get().pk}/"
    clerk.post(f"{page}confirm/")
    plan = {"place": horn.pk, "first": "9999-12-31", "days": "2", "times": "7:00", "least": "1"}
    answer = clerk.post(f"{page}plan/", plan)
    assert answer.status_code == 422 and "最多提前一年" in answer.text


def test_customs_and_readings_are_set_on_screens(at_desk, cast):
    values = {"organisation": cast.town.pk, "greeting": "乡亲们", "closing": "完了", "per_minute": "180"}
    values |= {"table_rows": "5", "times": "6:30", "days": "1", "least_airings": "1"}
    assert at_desk("drafter").post(f"{DESK}customs/", values).status_code == 302
    assert Custom.objects.get().greeting == "乡亲们。"
    office = at_desk("county_office")
    assert office.post(f"{DESK}readings/", {"written": "GDP", "spoken": "生产总值"}).status_code == 302
    assert office.post(f"{DESK}readings/", {"written": "GDP", "spoken": "GDP"}).status_code == 422
    assert office.post(f"{DESK}readings/{Reading.objects.get().pk}/drop/").status_code == 302
    assert not Reading.objects.exists()


def test_the_next_town_sees_no_broadcast_of_this_one(at_desk, broadcast):
    stranger = at_desk("stranger")
    for page in ("", "air/"):
        assert stranger.get(f"{DESK}broadcasts/{broadcast.pk}/{page}").status_code == 404
    assert "没有安排广播" in stranger.get(DESK).text
    for month in ("2026-99", "9999-12", "0001-01"):
        assert stranger.get(f"{DESK}log/?month={month}&place=x").status_code == 200
