"""The page on which a system administrator says whose site this is."""

import pytest
from django.test import Client

from mingbai.ledger.models import Event
from mingbai.portal.models import SiteSettings

ADDRESS = "/site-settings/"
TYPED = {
    "name": "明白县政务公开", "domain": "https://www.mingbai.example/", "undertaker": "县政府办公室",
    "telephone": "0999-5550100", "fax": "", "email": "", "address": "", "postcode": "990001",
    "site_code": "9900000001", "icp_number": "示例ICP备00000000号", "police_number": "",
}  # fmt: skip
WRONG = [
    ({"site_code": "12"}, "网站标识码是10位数字"),
    ({"postcode": "99A"}, "邮政编码是 6 位数字"),
    ({"email": "nobody"}, "电子邮"),
    ({"domain": "www.mingbai.example/index 1"}, "请只写域名"),
    ({"name": "明" * 61}, "60"),
]


@pytest.fixture
def signed_in(cast):
    """signed_in("auditor"): the browser of that person of the cast."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name), "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def test_what_is_saved_stands_on_the_public_site(signed_in, visitor):
    answer = signed_in("system_admin").post(ADDRESS, TYPED, follow=True)
    page = visitor.get("/").content.decode()

    assert "网站信息已保存" in answer.content.decode()
    assert all(
        text in page for text in ("9900000001", "示例ICP备00000000号", "县政府办公室", "www.mingbai.example")
    )


def test_one_event_says_which_fields_changed_and_nothing_more(signed_in, cast):
    browser = signed_in("system_admin")
    browser.post(ADDRESS, TYPED)
    browser.post(ADDRESS, TYPED)
    browser.post(ADDRESS, TYPED | {"telephone": "0999-5550111"})

    events = Event.objects.filter(verb="site_settings.set").order_by("sequence")
    assert [event.actor_id for event in events] == [str(cast.system_admin.pk)] * 2
    assert events[1].detail == {"fields": ["telephone"]}
    assert events[1].before == events[0].after != events[1].after


@pytest.mark.parametrize(("typed", "message"), WRONG)
def test_a_wrong_value_is_named_kept_and_not_stored(signed_in, typed, message):
    answer = signed_in("system_admin").post(ADDRESS, TYPED | typed)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert message in page
    assert "县政府办公室" in page
    assert next(iter(typed.values())) in page
    assert not SiteSettings.objects.exists()


@pytest.mark.parametrize("person", ["county_office", "security_admin", "drafter", "auditor"])
def test_others_are_refused_whether_they_look_or_send(signed_in, person):
    browser = signed_in(person)

    assert browser.get(ADDRESS).status_code == 403
    assert browser.post(ADDRESS, TYPED).status_code == 403
    assert not SiteSettings.objects.exists()


def test_a_visitor_is_led_to_the_sign_in(visitor, cast):
    answer = visitor.get(ADDRESS)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_before_there_is_an_organisation_the_page_says_what_to_do_first(signed_in, cast):
    browser = signed_in("system_admin")
    cast.county.__class__.objects.filter(depth=1).update(depth=9)  # as if no root were there

    answer = browser.post(ADDRESS, TYPED)

    assert answer.status_code == 422
    assert "请先导入机构" in answer.content.decode()
