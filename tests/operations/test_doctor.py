"""Each check says what is wrong and what to do; none of them stops another."""

import json
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from mingbai.commands import rounds
from mingbai.disclosures.models import Information
from mingbai.ledger.actions import append
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.mirror.models import Mirror
from mingbai.notifications.models import Delivery, Notice
from mingbai.operations import health
from mingbai.operations.actions import beat
from mingbai.operations.doctor import database, examining, machine, safety, work
from mingbai.operations.doctor.findings import Level
from mingbai.operations.models import Task

pytestmark = pytest.mark.django_db


def examined() -> dict:
    return {one.key: one.finding for one in examining.examine()}


def test_every_check_answers_and_whatever_is_wrong_has_advice(monkeypatch):
    found = examined()
    assert len(found) == len(examining.ITEMS) + 1
    assert [key for key, one in found.items() if one.level != Level.OK and not one.advice] == []
    assert found["database"].level == found["migrations"].level == Level.OK


def test_without_a_database_only_what_needs_none_is_examined(monkeypatch):
    def away():
        raise OperationalError("could not connect\nDETAIL: secret")

    monkeypatch.setattr(connection, "cursor", away)
    found = examined()
    assert found["database"].level == Level.BAD
    assert "could not connect" in found["database"].words and "secret" not in found["database"].words
    assert "disk" in found and "sweep" not in found


def test_a_check_that_breaks_is_a_finding(monkeypatch, caplog):
    def crash():
        raise RuntimeError("whatever")

    item = examining.Item("x", "某项", crash)
    monkeypatch.setattr(examining, "ITEMS", (item, *examining.ITEMS))
    found = examined()
    assert found["x"].level == Level.BAD and "没有查成" in found["x"].words
    assert "fonts" in found


@pytest.mark.parametrize(("minutes", "level"), [(1, Level.OK), (10, Level.BAD)])
def test_a_sweep_that_stopped_is_seen(minutes, level):
    assert work.sweep().level == Level.BAD
    with clock.at(clock.now() - timedelta(minutes=minutes)):
        beat(task=Task.SWEEP)
    assert work.sweep().level == level


def test_the_sweep_leaves_its_trace():
    rounds.registered()["operations.beat"]()
    assert work.sweep().level == Level.OK


def test_a_publication_that_is_overdue_is_seen(desk, content):
    assert work.publications().level == Level.OK
    record = desk.approved(**content)
    Information.objects.filter(pk=record.pk).update(go_live_at=timezone.now() - timedelta(minutes=10))
    assert work.publications().level == Level.BAD


def test_reminders_that_wait_too_long_are_seen(cast):
    notice = Notice.objects.create(user=cast.drafter, text="x", key="x", created_at=clock.now())
    Delivery.objects.create(notice=notice, channel="email", next_at=clock.now() - timedelta(hours=1))
    assert work.deliveries().level == Level.BAD


@pytest.mark.parametrize(("month", "level"), [(10, Level.OK), (11, Level.WARN)])
def test_from_november_on_the_holidays_of_the_next_year_are_asked_for(month, level):
    with clock.at(datetime(2026, month, 3, tzinfo=clock.CHINA)):
        assert work.holidays().level == level
    with clock.at(datetime(2031, 3, 3, tzinfo=clock.CHINA)):
        assert work.holidays().level == Level.BAD


def test_a_changed_event_is_seen_among_the_newest():
    for number in range(3):
        append(verb="test", by=None, subject="x", detail={"number": number})
    assert database.chain().level == Level.OK
    Event.objects.filter(sequence=2).update(verb="other")
    assert "第 2 号事件" in database.chain().words


@pytest.mark.parametrize(("hours", "level"), [(2, Level.OK), (30, Level.WARN), (100, Level.BAD)])
def test_an_old_backup_is_seen(hours, level):
    assert safety.backup().level == Level.BAD
    with clock.at(clock.now() - timedelta(hours=hours)):
        beat(task=Task.BACKUP)
    assert safety.backup().level == level


@pytest.mark.parametrize(("days", "level"), [(1, Level.OK), (3, Level.WARN)])
def test_an_old_copy_of_the_site_is_seen(days, level):
    assert safety.mirror().level == Level.OK
    Mirror.objects.create(folder="/mnt/usb", made_at=clock.now() - timedelta(days=days))
    assert safety.mirror().level == level


def test_keys_that_others_can_read_are_seen(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "foi_key").write_text("x")
    (tmp_path / "foi_key").chmod(0o644)
    assert safety.keys().level == Level.BAD
    (tmp_path / "foi_key").chmod(0o600)
    assert safety.keys().level == Level.OK


@pytest.mark.parametrize(
    ("base", "hosts", "tls", "level"),
    [
        ("http://localhost:8000", ["localhost"], False, Level.WARN),
        ("https://gk.example.gov.cn", ["www.example.gov.cn"], True, Level.BAD),
        ("https://gk.example.gov.cn", ["*"], True, Level.WARN),
        ("http://gk.example.gov.cn", [".example.gov.cn"], False, Level.WARN),
        ("https://gk.example.gov.cn", ["gk.example.gov.cn"], True, Level.OK),
    ],
)
def test_an_address_that_visitors_cannot_use_is_seen(settings, base, hosts, tls, level):
    settings.MINGBAI_BASE_URL, settings.ALLOWED_HOSTS, settings.BEHIND_TLS = base, hosts, tls
    assert safety.address().level == level


def test_a_full_disk_missing_fonts_and_a_dead_mail_server_are_seen(settings, monkeypatch):
    usage = machine.shutil.disk_usage("/")._replace(total=10**12, free=10**8)
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda path: usage)
    assert machine.disk().level == Level.BAD
    monkeypatch.setattr(machine, "families", dict)
    assert machine.fonts().level == Level.BAD
    monkeypatch.setattr(health, "storage_answers", lambda: False)
    assert machine.files().level == Level.BAD
    settings.EMAIL_URL, settings.EMAIL_PORT = "smtp://127.0.0.1:1", 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert machine.mail().level == Level.BAD


def test_debugging_is_seen(settings):
    settings.DEBUG = True
    assert safety.debug().level == Level.BAD


def test_the_verb_prints_what_to_do_and_ends_with_1_when_something_is_bad():
    with pytest.raises(SystemExit) as end:
        call_command("doctor", stdout=(told := StringIO()))
    assert end.value.code == 1
    assert "✗ 备份：从来没有备份过" in told.getvalue() and "→ 运行 mingbai backup" in told.getvalue()
    with pytest.raises(SystemExit):
        call_command("doctor", "--json", stdout=(told := StringIO()))
    data = json.loads(told.getvalue())
    assert data["level"] == "bad" and data["checks"][0]["key"] == "database"


def test_the_page_is_for_the_system_administrator(client, cast):
    client.force_login(cast.system_admin)
    told = client.get("/desk/operations/").content.decode()
    assert "从来没有备份过" in told and "systemctl" in told
    client.force_login(cast.drafter)
    assert client.get("/desk/operations/").status_code == 403
