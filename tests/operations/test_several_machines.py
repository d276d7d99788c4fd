"""What changes where there are several machines: a replica to read from, and files in an object store."""

import os
import subprocess
import sys

import boto3
import pytest
from django.apps import apps
from django.core.exceptions import MiddlewareNotUsed
from django.core.files.base import ContentFile
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from moto.server import ThreadedMotoServer

from mingbai.lib import configured
from mingbai.lib.routing import MAIN, Router, alias_read, reading_from
from mingbai.operations import replicas
from mingbai.operations.object_store import ObjectStore
from mingbai.operations.replicas import Freshness, ReadReplica

pytestmark = pytest.mark.database_free


# -- which database ------------------------------------------------------------


def test_all_is_written_to_the_main_database_wherever_is_read():
    with reading_from("replica"):
        assert (Router().db_for_read(None), Router().db_for_write(None)) == ("replica", MAIN)
    assert Router().db_for_read(None) == MAIN


class Databases:
    """The newest event in each, None while it is away."""

    def __init__(self, monkeypatch, settings):
        settings.REPLICA_MAX_LAG = 10
        self.main, self.replica, self.time = 5, 5, 100.0
        monkeypatch.setattr(
            replicas, "_newest_in", lambda alias: getattr(self, {"default": "main"}.get(alias, alias))
        )
        self.freshness = Freshness(lambda: self.time)

    def after(self, seconds: float) -> bool:
        self.time += seconds
        return self.freshness.is_usable()


@pytest.fixture
def databases(monkeypatch, settings):
    return Databases(monkeypatch, settings)


def test_a_replica_is_asked_while_it_lags_no_longer_than_allowed(databases):
    assert databases.after(0)
    databases.main = 9
    assert databases.after(3) and databases.after(9)
    assert not databases.after(3)
    databases.replica = 9
    assert databases.after(3)


def test_a_replica_that_is_away_rests_and_comes_back(databases):
    databases.replica = None
    assert not databases.after(3)
    databases.replica = 5
    assert not databases.after(3)
    assert databases.after(20)


def test_without_the_main_database_the_replica_goes_on_answering(databases):
    assert databases.after(0)
    databases.main = None
    assert databases.after(60)


@pytest.fixture
def middleware(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES, "replica", {})
    made = ReadReplica(lambda request: HttpResponse())
    monkeypatch.setattr(made.freshness, "is_usable", lambda: True)
    return made


def read_from(middleware, path: str, method: str = "GET", **cookies) -> str:
    """The database that the view at `path` is given."""
    request = getattr(RequestFactory(), method.lower())(path)
    request.COOKIES.update(cookies)
    request.resolver_match = resolve(request.path_info)
    seen = []

    def view(request, *args, **kwargs):
        seen.append(alias_read())
        return HttpResponse()

    view.is_public_page = getattr(request.resolver_match.func, "is_public_page", False)
    if middleware.process_view(request, view, (), {}) is None:
        view(request)
    return seen[-1]


@pytest.mark.parametrize("path", ["/search/?q=x", "/list/?page=2", "/api/v1/records"])
def test_searches_filtered_lists_and_the_interface_read_the_replica(middleware, path):
    assert read_from(middleware, path) == "replica"


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/list/", {}),
        ("/r/1/", {}),
        ("/apply/status/?x=1", {}),
        ("/desk/records/?q=x", {}),
        ("/search/?q=x", {"sessionid": "x"}),
        ("/list/?page=2", {"method": "POST"}),
    ],
)
def test_what_may_be_stored_is_private_or_changes_something_reads_the_main_database(middleware, path, asked):
    assert read_from(middleware, path, **asked) == MAIN


def test_a_view_whose_replica_dies_is_asked_again_with_the_main_database(middleware):
    asked = []

    def view(request):
        asked.append(alias_read())
        if alias_read() != MAIN:
            raise OperationalError("gone")
        return HttpResponse("ok")

    view.is_public_page = True
    request = RequestFactory().get("/list/?page=2")
    request.resolver_match = resolve("/list/")
    assert middleware.process_view(request, view, (), {}) is None
    assert asked == ["replica"] and not middleware.freshness.usable


def test_what_is_not_found_in_the_replica_is_not_found(middleware):
    def view(request):
        raise Http404

    view.is_public_page = True
    request = RequestFactory().get("/list/?page=2")
    request.resolver_match = resolve("/list/")
    with pytest.raises(Http404):
        middleware.process_view(request, view, (), {})


def test_without_a_replica_nothing_stands_in_the_way():
    with pytest.raises(MiddlewareNotUsed):
        ReadReplica(lambda request: HttpResponse())


# -- the object store ----------------------------------------------------------


@pytest.fixture(scope="module")
def store():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    options = configured.object_store("S3_URL", f"http://name:se%2Fcret@{host}:{port}/private")
    client = boto3.client(
        "s3",
        endpoint_url=options["endpoint_url"],
        aws_access_key_id="name",
        aws_secret_access_key="x",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket="private")
    yield ObjectStore(**options)
    server.stop()


def test_an_object_store_keeps_files_as_a_folder_does(store):
    name = store.save("originals/2026/11/通知.docx", ContentFile("一".encode()))
    assert name == "originals/2026/11/通知.docx"
    assert store.save(name, ContentFile("二".encode())) != name
    with store.open(name, "rb") as content:
        assert content.read() == "一".encode()
    assert store.listdir("originals/2026")[0] == ["11"]
    store.delete(name)
    assert not store.exists(name)
    with pytest.raises(FileNotFoundError):
        store.open(name, "rb")


def test_an_object_store_that_is_away_fails_as_a_folder_does(store):
    options = configured.object_store("S3_URL", "http://name:secret@127.0.0.1:1/private")
    with pytest.raises(OSError, match="object store"):
        ObjectStore(**options).exists("x")


# -- settings -------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["garbage", "s3://bucket", "https://host/bucket", "http://a:b@host:x/bucket", "https://a:b@host/"]
)
def test_an_object_store_written_wrongly_is_told_without_its_secret(url):
    with pytest.raises(configured.BadSetting, match="S3_URL 写得不对"):
        configured.object_store("S3_URL", url)


@pytest.mark.parametrize(
    "url", ["garbage", "mysql://x/y", "postgres://a:secret@h:x/db", "postgres://a:secret@h/"]
)
def test_a_database_written_wrongly_is_told_without_its_secret(url):
    with pytest.raises(configured.BadSetting, match="DATABASE_URL") as told:
        configured.database("DATABASE_URL", url)
    assert "secret" not in str(told.value)


def test_a_replica_goes_with_postgresql_only():
    with pytest.raises(configured.BadSetting, match="PostgreSQL"):
        configured.replica(
            "DATABASE_REPLICA_URL", "sqlite:////x", configured.database("DATABASE_URL", "sqlite:////y")
        )


def test_a_number_that_is_none_is_named(monkeypatch):
    monkeypatch.setenv("SUBSCRIBE_PER_HOUR", "abc")

    with pytest.raises(configured.BadSetting, match="SUBSCRIBE_PER_HOUR"):
        configured.Environment().int("SUBSCRIBE_PER_HOUR", default=1)


@pytest.mark.parametrize("text", ["title", "=宋体", "top=37,left="])
def test_values_without_their_name_or_the_other_way_round_are_told(text):
    with pytest.raises(configured.BadSetting, match="OFFICIAL_LAYOUT 的第 [12] 项写得不对"):
        configured.values("OFFICIAL_LAYOUT", text)


def started(folder, **variables):
    """The keys of the log of an installation that starts with these settings."""
    asks = "from mingbai import settings; print(*settings.LOG_KEYS)"
    environ = {**os.environ, "MINGBAI_DATA": str(folder), "DATABASE_URL": "", **variables}
    run = [sys.executable, "-c", asks]
    return subprocess.run(run, env=environ, capture_output=True, text=True, check=True).stdout.split()


def test_a_key_that_signed_the_log_goes_on_signing_until_its_file_is_taken_away(tmp_path):
    (generated,) = started(tmp_path)
    assert started(tmp_path, LOG_KEYS="new,newer") == ["new", "newer", generated]
    assert started(tmp_path, LOG_KEYS=f"new,{generated}") == ["new", generated]
    (tmp_path / "log_key").unlink()
    assert started(tmp_path, LOG_KEYS="new") == ["new"]


def test_a_wrong_layout_stops_the_start_with_one_sentence(settings):
    settings.OFFICIAL_LAYOUT = {"tittle": "华文中宋"}
    with pytest.raises(configured.BadSetting, match="OFFICIAL_LAYOUT 写得不对：没有“tittle”"):
        apps.get_app_config("documents").ready()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(configured.BadSetting, match="MINGBAI_DATA"):
        configured.folder("MINGBAI_DATA", tmp_path / "file" / "data")
