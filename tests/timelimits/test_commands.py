"""mingbai calendar, deadline and limits: the keys they promise, and how they refuse."""

import io
import json

import pytest
from django.core.management import call_command

from mingbai.commands.verb import DONE, REFUSED, WRONG_USE, WrongUse
from mingbai.timelimits.management.commands.limits import TARGET
from tests.timelimits.test_calendar import TEXT_2027


def run(*arguments: str) -> tuple[dict, int]:
    """What `mingbai VERB … --json` prints, and its exit status."""
    out = io.StringIO()
    status = DONE
    try:
        call_command(*arguments, "--json", stdout=out, stderr=io.StringIO())
    except SystemExit as end:
        status = int(str(end.code))
    return json.loads(out.getvalue()), status


def test_deadline_prints_its_keys_and_the_steps(db):
    data, status = run("deadline", "foi.reply", "--from", "2024-02-08")

    assert status == DONE
    assert (data["due"], data["estimated"], data["limit"]["key"]) == ("2024-03-13", False, "foi.reply")
    assert "第三十三条" in data["article"]
    assert data["steps"][0] == {"date": "2024-02-08", "text": "收到申请，起算，当日不计"}


def test_deadline_takes_events_more_than_once(db):
    data, _ = run(
        "deadline", "foi.reply", "--from", "2024年2月8日",
        "--event", "third_party_start=2024-02-19", "--event", "third_party_stop=2024-02-23",
        "--event", "third_party_start=2024-02-21", "--event", "third_party_stop=2024-02-27",
    )  # fmt: skip
    assert data["due"] == "2024-03-21"


def test_deadline_in_hours_prints_the_time(db):
    data, _ = run("deadline", "concern.authoritative", "--from", "2024-02-09T22:30")

    assert data["due"] == "2024-02-10T03:30"


def test_deadline_takes_the_local_holidays_of_an_organisation(cast):
    data, _ = run("deadline", "service_change", "--from", "2026-11-02", "--organisation", "MB10")

    assert data["due"] == "2026-11-03"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["deadline", "nope", "--from", "2024-01-01"], "foi.reply、foi.extension"),
        (["deadline", "proactive", "--from", "昨天"], "看不懂"),
        (["deadline", "proactive"], "--from"),
        (["deadline", "proactive", "--from", "9999-12-30"], "算不下去"),
        (["deadline", "foi.reply", "--from", "2024-01-01", "--event", "x"], "事件=日期"),
        (["deadline", "foi.reply", "--from", "2024-01-01", "--event", "x=2024-01-02"], "没有叫 x 的事件"),
        (["deadline", "proactive", "--from", "2024-01-01", "--organisation", "NO"], "没有代码为 NO"),
        (["calendar", "import", "/nowhere.txt"], "打不开"),
        (["calendar", "show", "123"], "2000 到 2100"),
    ],
)
def test_a_wrong_command_line_ends_with_status_2_and_says_why(db, arguments, words):
    with pytest.raises(WrongUse, match=words) as wrong:
        call_command(*arguments)
    assert wrong.value.returncode == WRONG_USE


def test_calendar_import_reads_a_pasted_notice(db, tmp_path):
    file = tmp_path / "通知.txt"
    file.write_text(TEXT_2027, encoding="gb18030")

    data, status = run("calendar", "import", str(file))

    assert status == DONE
    assert data["year"] == 2027
    assert {"date": "2027-02-13", "isOffDay": False, "name": "春节"} in data["days"]
    assert data["moved"] == []
    assert run("calendar", "import", str(file))[0]["changed"] is False


def test_calendar_import_reads_days_as_json(db, tmp_path):
    file = tmp_path / "2027.json"
    days = [{"date": "2027-01-01", "isOffDay": True, "name": "元旦"}]
    file.write_text(json.dumps({"year": 2027, "days": days}), encoding="utf-8")

    assert run("calendar", "import", str(file))[0]["days"] == days
    shown, _ = run("calendar", "show", "2027")
    assert (shown["estimated"], shown["days"]) == (False, days)


def test_calendar_import_refuses_what_it_does_not_understand(db, tmp_path):
    file = tmp_path / "通知.txt"
    file.write_text("2027年节假日通知。一、春节：大家休整几天。", encoding="utf-8")

    data, status = run("calendar", "import", str(file))

    assert status == REFUSED
    assert "大家休整几天" in data["refused"]


def test_a_year_without_a_notice_is_shown_as_an_estimate(db):
    data, _ = run("calendar", "show", "2030")

    assert data["estimated"]
    assert {"date": "2030-10-01", "isOffDay": True, "name": "国庆节"} in data["days"]


def test_the_page_of_limits_is_the_one_that_would_be_written():
    data, status = run("limits", "--check")

    assert status == DONE, "run make generated"
    assert len(data["limits"]) > 50
    assert "`foi.co_producer`" in TARGET.read_text(encoding="utf-8")
