"""The button that checks a record's proof, in a real browser: on the site, from a folder, and spoiled."""

import json
import re

import pytest
from django.conf import settings
from django.urls import reverse

from mingbai.mirror import actions as mirror
from mingbai.stored import actions as pages
from mingbai.transparency import actions as log
from tests.browser.conftest import DESK, PHONE, fits
from tests.portal.conftest import office

__all__ = ["office"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def record(office):
    found = office.published()
    office.corrected(found, body="<p>请各村于每周二检查管道。𠮷</p>")
    for number in range(5):
        log.append(kind="posting_end", subject=f"MB10-{number}", data={"channel": "board"})
    log.make_checkpoint()
    return found


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_a_visitor_checks_a_record_with_one_button(visit, record, viewport):
    page = visit(viewport=viewport)
    page.goto(record.get_absolute_url())
    page.get_by_role("link", name="公开存证").click()
    page.get_by_role("button", name="在我的浏览器里核对").click()
    page.get_by_text("核对通过").wait_for()

    assert page.get_by_text("内容，和日志里记的指纹一致").count() == 1
    assert page.get_by_text("确实在存证单盖住的日志里").count() == 2
    assert page.get_by_text("签名").last.is_visible()
    assert fits(page)


def test_digests_by_hand_are_those_of_the_browser(visit, record):
    """A page that came by plain http from another machine has no WebCrypto."""
    page = visit()
    page.add_init_script("Object.defineProperty(window.crypto, 'subtle', {value: undefined})")
    page.goto(reverse("proof", args=[record.pk]))
    page.get_by_role("button", name="在我的浏览器里核对").click()
    page.get_by_text("核对通过").wait_for()

    assert page.get_by_text("您的浏览器不会核对签名").count() == 1


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (r"每周二检查", "每周三检查", "指纹不一致"),
        (r'("path": \["|&quot;path&quot;: \[&quot;)[0-9a-f]{2}', r"\g<1>ff", "和存证单对不上"),
        (r"time 20\d\d", "time 2019", "签名不对"),
    ],
)
def test_a_spoiled_page_does_not_pass(chromium, record, client, tmp_path, before, after, told):
    text = client.get(reverse("proof", args=[record.pk])).content.decode()
    data = re.search(r'(<script id="proof-data"[^>]*>)(.*?)(</script>)', text, re.DOTALL)
    spoiled = re.sub(before, after, data[2]) if "每周" not in before else _reworded(data[2], before, after)
    assert spoiled != data[2]
    script = (settings.BASE_DIR / "mingbai/tracing/static/tracing/check.js").read_text()
    (tmp_path / "check.js").write_text(script)
    body = f'<button id="check" hidden>核对</button><div id="checked"></div>{data[1]}{spoiled}{data[3]}'
    (tmp_path / "page.html").write_text(f'<meta charset="utf-8">{body}<script src="check.js"></script>')
    page = chromium.new_page()
    page.goto(f"file://{tmp_path}/page.html")
    page.get_by_role("button", name="核对").click()

    page.get_by_text("核对没有通过").wait_for()
    assert page.get_by_text(told).count() >= 1
    page.close()


def _reworded(data, before, after):
    read = json.loads(data)
    read["content"] = read["content"].replace(before, after)
    return json.dumps(read)


def test_the_button_works_from_a_stick_without_a_network(chromium, record, tmp_path):
    settings.STORED_PAGES = str(tmp_path / "pages")
    pages.renew(reverse("proof", args=[record.pk]))
    mirror.mirror(folder=tmp_path / "stick", look="plain")
    settings.STORED_PAGES = ""
    page = chromium.new_page()
    page.goto(f"file://{tmp_path}/stick/records/{record.pk}/proof/index.html")
    page.get_by_role("button", name="在我的浏览器里核对").click()

    page.get_by_text("核对通过").wait_for()
    page.close()
