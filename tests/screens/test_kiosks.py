"""What a touch screen offers: public records alone, no way out, and nothing that was taken down."""

import json
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from mingbai.channels import actions as channels
from mingbai.channels.states import PlaceKind
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.models import Audience, Information
from mingbai.lib import clock, digests
from mingbai.screens.actions import NoFolder, fill
from mingbai.screens.queries.shelves import shelf

OUT = re.compile(r'(?:href|src|action)="(?!/static/screens/|/files/|data:,)([^"]+)"')


def page(visitor, address, name="") -> str:
    return visitor.get(address.kiosk + name).content.decode()


def names(folder) -> set[str]:
    return {file.name for file in folder.iterdir()}


def everything(folder) -> str:
    return "".join(file.read_text("utf-8") for file in folder.iterdir() if file.suffix != ".jpg")


def test_a_record_is_found_by_touch_from_the_home_page_and_read(notice, visitor, address):
    assert "latest/" in page(visitor, address)
    assert f"r-{notice.pk}/" in page(visitor, address, "latest/")
    text = page(visitor, address, f"r-{notice.pk}/")
    assert "请各村于每周一检查管道" in text and "/q/" in text


@pytest.mark.parametrize(
    "name", ["own", "units", "months", "words", "fields", "browse", "help", "policy", "guide"]
)
def test_every_entry_opens(notice, visitor, address, name):
    assert visitor.get(f"{address.kiosk}{name}/").status_code == 200


@pytest.mark.parametrize(
    "name", ["nothing", "latest-p99", "r-999999", "r-0", "word-999", "month-2026-13", "field-x", "unit-0"]
)
def test_what_is_not_there_is_said_on_a_page_of_its_own(notice, visitor, address, name):
    response = visitor.get(f"{address.kiosk}{name}/")
    assert response.status_code == 404
    assert set(OUT.findall(response.content.decode())) == {address.kiosk}


def test_no_link_leads_anywhere_else(office, visitor, address):
    body = """<p>见<a href="https://www.gov.cn/">网站</a>、<a href="mailto:a@b.cn">信箱</a>、
    <a href="/search/">搜索</a>。</p><p>请各村于每周一检查管道。</p>"""
    text = office.published(body=body)
    for name in ("", "latest/", "units/", f"r-{text.pk}/"):
        found = OUT.findall(page(visitor, address, name))
        assert found and all(one.startswith(address.kiosk) for one in found)
    assert "target=" not in page(visitor, address, f"r-{text.pk}/")


def test_what_is_for_staff_only_is_not_on_the_shelf(notice, visitor, address, point, tmp_path):
    Information.objects.filter(pk=notice.pk).update(audience=Audience.INTERNAL)
    assert notice.title not in page(visitor, address, "latest/")
    assert visitor.get(f"{address.kiosk}r-{notice.pk}/").status_code == 404
    fill(folder=tmp_path / "k", shelf=shelf(point))
    assert notice.title not in everything(tmp_path / "k")


def test_a_village_is_served_by_itself_its_town_and_the_county_but_not_by_the_next_town(cast, office, notice):
    hall = channels.add_place(
        organisation=cast.village, kind=PlaceKind.INQUIRY, name="村查阅点", by=cast.drafter
    )
    assert [one.pk for one in shelf(hall).titles] == [notice.pk]
    Information.objects.filter(pk=notice.pk).update(organisation=cast.next_town)
    assert shelf(hall).titles == ()


def test_a_withdrawn_record_is_gone_at_once_and_from_the_folder_with_the_next_run(
    notice, visitor, address, point, cast, tmp_path
):
    folder = tmp_path / "k"
    fill(folder=folder, shelf=shelf(point))
    assert f"r-{notice.pk}.html" in names(folder)
    disclosures.withdraw(information=notice, by=cast.approver, reason="内容有误")
    assert visitor.get(f"{address.kiosk}r-{notice.pk}/").status_code == 404
    assert notice.title not in page(visitor, address, "latest/")
    done = fill(folder=folder, shelf=shelf(point))
    manifest = json.loads((folder / "kiosk.json").read_text())
    assert (done.removed, manifest["records"]) == (1, [])
    assert [(one["index_number"], one["reason"]) for one in manifest["removed"]] == [
        (notice.index_number, "已撤回公开")
    ]
    assert f"r-{notice.pk}.html" not in names(folder) and notice.title not in everything(folder)


def test_what_was_taken_down_while_the_folder_was_made_stands_in_none_of_its_pages(
    notice, point, cast, tmp_path
):
    begun = shelf(point)
    disclosures.withdraw(information=notice, by=cast.approver, reason="内容有误")
    fill(folder=tmp_path / "k", shelf=begun)
    assert notice.title not in everything(tmp_path / "k")


def test_the_sums_of_a_folder_are_right_and_its_pages_lead_only_to_files_beside_them(notice, point, tmp_path):
    folder = tmp_path / "k"
    fill(folder=folder, shelf=shelf(point))
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert sums == {name: digests.of_file(folder / name) for name in names(folder) - {"SHA256SUMS"}}
    links = {one for file in folder.glob("*.html") for one in OUT.findall(file.read_text())}
    assert links <= names(folder)


def test_every_page_of_a_folder_says_until_when_it_holds_and_hides_its_content_until_that_is_checked(
    notice, point, tmp_path
):
    content = shelf(point, hours=5)
    fill(folder=tmp_path / "k", shelf=content)
    until = content.valid_until.astimezone(clock.CHINA)
    assert content.valid_until - content.made_at == timedelta(hours=5)
    for file in (tmp_path / "k").glob("*.html"):
        text = file.read_text()
        assert f"有效期至 {until:%Y-%m-%d %H:%M}" in text and '<div id="content" hidden>' in text


def test_a_second_run_is_the_same_as_the_first(notice, point, tmp_path):
    content = shelf(point)
    fill(folder=tmp_path / "k", shelf=content)
    assert fill(folder=tmp_path / "k", shelf=content).written == 0


def test_a_folder_with_other_files_is_left_alone(point, tmp_path):
    (tmp_path / "家庭照片.jpg").write_bytes(b"x")
    with pytest.raises(NoFolder, match="别的文件"):
        fill(folder=tmp_path, shelf=shelf(point))
    assert names(tmp_path) == {"家庭照片.jpg"}


def test_a_run_that_was_cut_short_is_made_good_by_the_next(notice, point, tmp_path):
    (tmp_path / ".unfinished").touch()
    (tmp_path / "r-1.html").write_text("half")
    (tmp_path / "kiosk.json").write_text("{")
    fill(folder=tmp_path, shelf=shelf(point))
    assert not (tmp_path / ".unfinished").exists()
    assert json.loads((tmp_path / "kiosk.json").read_text())["records"]


def said(*words) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("kiosk", *map(str, words), stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_the_command_makes_a_folder_and_says_until_when(notice, point, tmp_path):
    status, words = said(point.code.lower(), tmp_path / "k", "--hours", "24")
    assert status == 0 and "有效期至" in words and (tmp_path / "k" / "index.html").is_file()


def test_the_command_refuses_a_place_that_is_none(db, tmp_path):
    assert said("NOTHER", tmp_path / "k")[0] == 1 and not (tmp_path / "k").exists()
