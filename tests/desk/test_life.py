"""What happens to a text after it is public: taken away, merged, linked, corrected for good."""

import re

import pytest

from mingbai.disclosures.models import Information, Relation
from mingbai.disclosures.states import Stage, Status
from tests.desk.conftest import typed


def words(response) -> str:
    return response.content.decode()


@pytest.fixture
def old(desk, content):
    return desk.published(**content | {"title": "青禾镇供水管理办法", "document_number": "青政发〔2026〕3号"})


@pytest.fixture
def new(desk, content):
    return desk.published(**content | {"title": "青禾镇供水管理办法（修订）"})


def send(client, information, verb, query="", **values):
    return client.post(f"/desk/records/{information.pk}/{verb}/{query}", values, follow=True)


def test_a_removed_text_is_gone_for_everybody(at_desk, old, client):
    page = send(at_desk("approver"), old, "remove", reason="误将内部材料公开")
    assert "已撤下" in words(page)
    old.refresh_from_db()
    assert old.status == Status.REMOVED
    assert client.get(old.get_absolute_url()).status_code == 410


def test_a_merged_text_leads_to_the_other(at_desk, old, new, client):
    office = at_desk("approver")
    assert new.title in words(office.get(f"/desk/records/{old.pk}/merge/?q=修订"))
    page = send(office, old, "merge", "?q=修订", target=new.pk, reason="与新办法重复")
    assert "已并入" in words(page)
    assert client.get(old.get_absolute_url())["Location"].endswith(new.get_absolute_url())


def test_a_link_between_texts_shows_on_both_records(at_desk, old, new):
    send(at_desk("approver"), new, "relate", "?q=供水", target=old.pk, kind="amends")
    assert Relation.objects.filter(source=new, target=old, kind="amends").exists()
    assert new.title in words(at_desk("checker").get(f"/desk/records/{old.pk}/"))
    assert old.title in words(at_desk("checker").get(f"/desk/records/{new.pk}/"))


def test_a_text_is_marked_repealed_through_a_new_one(at_desk, old, new, client):
    note = "由修订后的办法代替"
    send(at_desk("approver"), old, "validity", "?q=修订", validity="repealed", note=note, target=new.pk)
    page = words(client.get(old.get_absolute_url()))
    assert "废止" in page and note in page and new.title in page


def test_validity_is_marked_without_looking_for_another_text(at_desk, old):
    page = send(at_desk("approver"), old, "validity", validity="expired", note="有效期满", target="")
    assert "已标注有效性" in words(page)


def test_before_a_search_there_is_nothing_to_send(at_desk, old):
    page = words(at_desk("approver").get(f"/desk/records/{old.pk}/merge/"))
    assert "先找到那一条" in page and "确认并入" not in page


@pytest.mark.parametrize(("ticked", "public"), [({"conceal_previous": "on"}, False), ({}, True)])
def test_a_correction_hides_earlier_versions_only_when_asked(at_desk, desk, old, client, ticked, public):
    clerk, record = at_desk("drafter"), f"/desk/records/{old.pk}/"
    clerk.post(f"{record}edit/", typed(old, body="<p>改正后的内容。</p>"))
    assert "不再让公众看到" in words(clerk.get(f"{record}submit/"))
    clerk.post(f"{record}submit/", {"change_note": "删去个人信息", "change_kind": "major"} | ticked)
    fresh = Information.objects.get(pk=old.pk)
    assert fresh.conceal_previous is not public
    desk.approve_all(fresh)
    send(at_desk("approver"), fresh, "publish", when="now")
    first = fresh.versions.get(number=1)
    assert first.concealed is not public
    answer = client.get(f"{old.get_absolute_url()}versions/1/")
    assert ("检查管道" in words(answer)) is public


def test_a_public_record_shows_its_lasting_address_and_a_code_to_scan(at_desk, old, draft, settings):
    settings.MINGBAI_BASE_URL = "https://mingbai.example"
    page = words(at_desk("drafter").get(f"/desk/records/{old.pk}/"))
    assert f"https://mingbai.example{old.get_absolute_url()}" in page
    assert "data:image/svg+xml;base64," in page
    assert "二维码" not in words(at_desk("drafter").get(f"/desk/records/{draft.pk}/"))


def test_a_withdrawn_text_shows_no_code(at_desk, old):
    send(at_desk("approver"), old, "withdraw", reason="数据有误，正在核实")
    assert "二维码" not in words(at_desk("drafter").get(f"/desk/records/{old.pk}/"))


def test_a_correction_under_way_says_what_the_public_still_sees(at_desk, old):
    clerk = at_desk("drafter")
    clerk.post(f"/desk/records/{old.pk}/edit/", typed(old, body="<p>改。</p>"))
    assert Information.objects.get(pk=old.pk).stage == Stage.DRAFT
    assert "公众看到的还是原来的内容" in words(clerk.get(f"/desk/records/{old.pk}/"))


# -- words that only look wrong ------------------------------------------------


@pytest.fixture
def doubted(at_desk, draft):
    """A draft with a word of the lexicon, checked."""
    at_desk("county_office").post(
        "/desk/lexicon/", {"term": "检察管道", "correction": "检查管道", "severity": "ask"}
    )
    page = at_desk("drafter").post(
        f"/desk/records/{draft.pk}/edit/", typed(draft, body="<p>由县检察管道公司负责。</p>") | {"check": "1"}
    )
    assert page.status_code == 302
    return Information.objects.get(pk=draft.pk)


def dismiss(client, information, reason="公司名称如此"):
    found = [one for one in information.check_report.findings if one["kind"] == "wording"]
    sent = {"fingerprint": found[0]["fingerprint"], "reason": reason, "dismiss": "1"}
    return client.post(f"/desk/records/{information.pk}/answer/", sent, follow=True)


def test_a_second_person_has_a_false_finding_forgotten_for_ever(at_desk, doubted, cast):
    assert "以后不再提示" in words(at_desk("checker").get(f"/desk/records/{doubted.pk}/"))
    assert "以后不再提示这一处写法" in words(dismiss(at_desk("checker"), doubted))
    at_desk("drafter").post(f"/desk/records/{doubted.pk}/check/")
    left = Information.objects.get(pk=doubted.pk).check_report.findings
    assert not [one for one in left if one["kind"] == "wording"]


def test_the_drafter_cannot_have_an_own_finding_forgotten(at_desk, doubted):
    page = words(dismiss(at_desk("drafter"), doubted))
    assert "不再提示" not in page
    assert Information.objects.get(pk=doubted.pk).check_report.findings


def test_only_doubted_words_can_be_forgotten(at_desk, draft, cast):
    clerk, record = at_desk("drafter"), f"/desk/records/{draft.pk}/"
    body = "<p>联系电话13912345678。</p>"
    clerk.post(f"{record}edit/", typed(draft, body=body) | {"check": "1"})
    found = Information.objects.get(pk=draft.pk).check_report.findings[0]
    sent = {"fingerprint": found["fingerprint"], "reason": "是公司电话", "dismiss": "1"}
    assert "已经没有了" in words(at_desk("checker").post(f"{record}answer/", sent, follow=True))
    clerk.post(f"{record}check/")
    assert Information.objects.get(pk=draft.pk).check_report.findings


def test_a_review_says_what_was_found_and_what_is_still_to_be_said(at_desk, doubted, cast):
    at_desk("drafter").post(f"/desk/records/{doubted.pk}/submit/")
    home = words(at_desk("checker").get("/desk/"))
    page = words(at_desk("checker").get(re.search(r"/desk/reviews/\d+/", home).group()))
    assert "还没有检查过" not in page
    assert "还有 1 处要说明" in page
