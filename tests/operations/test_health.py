"""Health, figures, and what a visitor gets while the database is away."""

import pytest
from django.db import OperationalError
from django.test import Client, override_settings

from mingbai.operations import health


def test_a_process_that_runs_is_live_and_ready(client, db):
    assert client.get("/health/live").json() == {"status": "ok"}
    assert client.get("/health/ready").json() == {"status": "ok"}


def test_what_fails_is_named_and_nothing_else_is_told(client, db, monkeypatch):
    monkeypatch.setitem(health.PARTS, "storage", lambda: False)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "failing": ["storage"]}


def test_a_folder_that_may_not_be_written_makes_the_storage_fail(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda *args: False)
    assert not health.storage_answers()


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, 200),
        ({"REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": "10.0.0.9"}, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.0.0.9"}, 404),
        ({"REMOTE_ADDR": "10.0.0.9", "HTTP_AUTHORIZATION": "Bearer wrong"}, 404),
        ({"REMOTE_ADDR": "10.0.0.9", "HTTP_AUTHORIZATION": "Bearer 钥匙"}, 404),
        ({"REMOTE_ADDR": "10.0.0.9", "HTTP_AUTHORIZATION": "Bearer a-token"}, 200),
    ],
)
@override_settings(METRICS_TOKEN="a-token")
def test_figures_are_read_from_this_machine_or_with_the_token(client, db, given, status):
    assert client.get("/metrics", **given).status_code == status


def test_figures_name_addresses_and_never_paths_or_queries(client, desk, content):
    record = desk.published(**content)
    client.get(f"/r/{record.pk}/")
    client.get("/search/", {"q": "张三低保"})
    told = client.get("/metrics").content.decode()
    assert 'mingbai_records{status="published"} 1.0' in told
    assert 'address="record",method="GET",status="200"' in told
    assert "张三" not in told and f"/r/{record.pk}/" not in told


def test_while_the_database_is_away_a_page_says_closed_and_not_broken(db, monkeypatch, settings, tmp_path):
    settings.STORED_PAGES = str(tmp_path)
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "index.html").write_text("请打电话", encoding="utf-8")

    def away():
        raise OperationalError("could not connect to server")

    client = Client(raise_request_exception=False)
    monkeypatch.setattr("mingbai.portal.models.SiteSettings.current", away)
    answer = client.get("/search/", {"q": "低保"})
    assert answer.status_code == 503
    assert answer.content.decode() == "请打电话"
    assert answer["Retry-After"]
