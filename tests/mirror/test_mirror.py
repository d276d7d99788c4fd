"""Copies of the public site: complete, readable anywhere, exact, and gone when the site says so."""

import json
import subprocess
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from mingbai.disclosures import actions as records
from mingbai.mirror import actions, manifest, rules
from mingbai.stored import actions as pages
from mingbai.stored import store


@pytest.fixture(autouse=True)
def kept(tmp_path, files_in_a_temporary_folder):
    settings.STORED_PAGES = str(tmp_path / "pages")
    yield
    settings.STORED_PAGES = ""


@pytest.fixture
def record(desk, content, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        found = desk.published(**content)
    assert pages.renew(found.get_absolute_url())
    return found


def copy(folder, **options):
    return actions.mirror(folder=folder, look="plain", **options)


def said(*arguments):
    out = StringIO()
    try:
        call_command("mirror", *map(str, arguments), "--json", stdout=out)
    except SystemExit as ended:
        return ended.code, json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("path", "html", "expected"),
    [
        ("/r/1/", '<a href="/">', '<a href="../../index.html">'),
        ("/", '<a href="/r/1/#files">', '<a href="r/1/index.html#files">'),
        ("/r/1/", '<a href="/search/?q=a">', '<a href="http://site/search/?q=a">'),
        ("/r/1/", '<link href="/look.css?v=12">', '<link href="../../look.css">'),
        ("/r/1/", '<a href="//other/x">', '<a href="//other/x">'),
        ("/r/1/", '<form action="/search/">', '<form action="http://site/search/">'),
    ],
)
def test_links_lead_to_files_of_the_copy_or_to_the_site(path, html, expected):
    files = {"/": "index.html", "/r/1/": "r/1/index.html", "/look.css": "look.css"}

    assert rules.relative(html.encode(), path, files.get, "http://site") == expected.encode()


def test_a_copy_holds_every_page_its_styles_and_sums_that_anybody_can_check(record, tmp_path):
    done = copy(tmp_path / "stick")

    assert (tmp_path / "stick" / f"r/{record.pk}/index.html").exists()
    assert (tmp_path / "stick" / "look.css").stat().st_size > 1000
    assert done.files == len(manifest.read(tmp_path / "stick"))
    checked = subprocess.run(
        ["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path / "stick", check=False
    )
    assert checked.returncode == 0


def test_a_second_run_writes_only_what_changed(record, tmp_path):
    copy(tmp_path / "stick")

    assert copy(tmp_path / "stick").written == 0
    store.write(record.get_absolute_url(), "html", b"<p>new</p>")
    assert copy(tmp_path / "stick").written == 1


def test_a_run_that_was_broken_off_is_not_believed(record, tmp_path):
    folder = tmp_path / "stick"
    copy(folder)
    (folder / manifest.UNFINISHED).touch()
    (folder / f"r/{record.pk}/index.html").write_text("half")

    copy(folder)

    assert record.title in (folder / f"r/{record.pk}/index.html").read_text()


def test_what_was_taken_down_leaves_a_kept_copy_at_once(
    record, cast, tmp_path, django_capture_on_commit_callbacks
):
    copy(tmp_path / "kiosk", keep=True)
    with django_capture_on_commit_callbacks(execute=True):
        records.remove(information=record, reason="含个人信息", by=cast.approver)

    left = [file for file in (tmp_path / "kiosk").rglob("*.html") if record.title in file.read_text()]

    assert left == []


def test_a_copy_is_verified_against_the_site(record, tmp_path):
    folder = tmp_path / "stick"
    copy(folder)
    assert said("verify", folder, "--sample", 0)[0] == 0

    (folder / "look.css").write_text("")
    status, told = said("verify", folder, "--sample", 0)

    assert (status, list(told["problems"])) == (1, ["/look.css"])


@pytest.mark.parametrize("inside", ["", "copy", "../pages-too/../{pages}/copy"])
def test_no_copy_is_made_among_the_pages_of_the_site_itself(standard, inside):
    folder = store.root() / inside.format(pages=store.root().name)

    with pytest.raises(actions.NoFolder, match="别处"):
        actions.mirror(folder=folder, look="plain")

    assert not (store.root() / "copy").exists()


def test_a_folder_with_other_files_is_not_touched(tmp_path, standard):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("mine")

    status, told = said(tmp_path / "home")

    assert status == 1 and "空文件夹" in told["refused"]
    assert (tmp_path / "home" / "letter.txt").exists()
