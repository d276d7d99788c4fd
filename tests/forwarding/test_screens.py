"""Sources at the desk."""

from mingbai.forwarding.models import Forwarding
from mingbai.forwarding.states import State
from tests.forwarding.conftest import CHANGED, TAKEN, URL, web

DESK = "/desk/forwarding/"


def test_a_clerk_enters_a_source_checks_it_and_decides(at_desk, notice):
    clerk = at_desk("drafter")
    assert notice.title in clerk.get(f"{DESK}new/?q=供水").text
    form = clerk.get(f"{DESK}new/{notice.pk}/").context["form"]
    assert form["source_name"].value() == "省水利厅"
    values = {"source_name": "省水利厅", "source_url": URL, "published_on": "2020-01-02", "text": TAKEN}
    assert clerk.post(f"{DESK}new/{notice.pk}/", values).status_code == 302
    page = f"{DESK}{Forwarding.objects.get().pk}/"
    assert "一字不差" in clerk.get(page).text
    assert clerk.post(f"{page}paste/", {"text": CHANGED}).status_code == 302
    assert "来源有什么变化" in clerk.get(page).text
    listed = clerk.get(DESK).text
    assert "等处理" in listed and "超过转载期限" in listed
    assert clerk.post(f"{page}decide/", {"decision": "corrected"}).status_code == 422
    answer = {"decision": "not_relevant", "reason": "只改版式"}
    assert clerk.post(f"{page}decide/", answer).status_code == 302
    assert "只改版式" in clerk.get(page).text


def test_the_button_reads_the_source(at_desk, taken, network):
    network.pages[URL] = web(CHANGED)
    page = f"{DESK}{taken.pk}/"
    assert "现在读取来源网址" in at_desk("drafter").get(page).text
    at_desk("drafter").post(f"{page}fetch/")
    taken.refresh_from_db()
    assert taken.state == State.DIFFERS


def test_an_empty_form_keeps_what_was_typed(at_desk, notice):
    answer = at_desk("drafter").post(
        f"{DESK}new/{notice.pk}/", {"source_name": "省水利厅", "source_url": "x"}
    )
    assert answer.status_code == 422 and "省水利厅" in answer.text


def test_the_text_of_a_source_carries_no_markup_onto_the_page(at_desk, taken, cast):
    bad = f"{TAKEN}\n<script>alert(1)</script><img src=x onerror=alert(1)>"
    at_desk("drafter").post(f"{DESK}{taken.pk}/paste/", {"text": bad})
    shown = at_desk("drafter").get(f"{DESK}{taken.pk}/").text
    assert "<script>alert" not in shown and "<img" not in shown


def test_the_next_town_finds_nothing(at_desk, taken):
    for page in ("", "paste/", "fetch/", "decide/"):
        assert at_desk("stranger").get(f"{DESK}{taken.pk}/{page}").status_code == 404
    assert at_desk("stranger").post(f"{DESK}{taken.pk}/fetch/").status_code == 404
