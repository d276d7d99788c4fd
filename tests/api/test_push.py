"""Drafts from business systems: by token, idempotent, and never more than drafts."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from mingbai.api import actions
from mingbai.api.models import Token
from mingbai.catalogue import actions as catalogue
from mingbai.catalogue.models import CatalogueItem
from mingbai.disclosures import actions as drafts
from mingbai.disclosures.models import Information
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Membership
from mingbai.organisations.queries import forget

SENT = {"external_id": "SP-1", "title": "采伐许可公示", "body": "第一段\n第二段", "written_on": "2026-11-02"}


@pytest.fixture
def item(cast):
    row = CatalogueItem.objects.first()
    catalogue.adopt(by=cast.drafter, organisation=cast.town, items=[row])
    return row


@pytest.fixture
def issued(cast, item):
    return actions.issue(
        by=cast.county_office,
        system="审批系统",
        organisation=cast.town,
        drafter=cast.drafter,
        valid_to=clock.today() + timedelta(days=30),
        rows=[item],
    )


@pytest.fixture
def send(issued):
    client = Client(enforce_csrf_checks=True)

    def post(token=issued[1], **changes):
        data = json.dumps(SENT | changes)
        return client.post(
            "/api/push/records",
            data,
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )

    return post


def test_a_push_makes_a_draft_of_the_organisation_and_its_drafter(cast, send, item):
    response = send()
    assert response.status_code == 201 and response.json()["outcome"] == "created"
    record = Information.objects.get()
    assert (record.organisation, record.drafted_by, record.catalogue_item) == (cast.town, cast.drafter, item)
    assert (record.stage, record.status, record.source_name) == ("draft", "unpublished", "审批系统")
    assert record.body == "<p>第一段</p><p>第二段</p>"
    assert Event.objects.filter(verb="push.create").get().detail["external_id"] == "SP-1"


def test_the_same_push_again_is_the_same_draft(send):
    first, second = send(), send()
    assert (second.status_code, second.json()["outcome"]) == (200, "same")
    assert second.json()["record"] == first.json()["record"] and Information.objects.count() == 1


def test_changed_content_updates_the_draft_while_it_is_one(send):
    send()
    response = send(title="采伐许可公示（更新）")
    assert (response.status_code, response.json()["outcome"]) == (200, "updated")
    assert Information.objects.get().title == "采伐许可公示（更新）"


def test_once_submitted_or_changed_by_a_person_it_is_not_overwritten(cast, content, send):
    send()
    record = Information.objects.get()
    edited = drafts.edit(
        information=record,
        by=cast.drafter,
        base=record.latest_revision_id,
        **{name: content[name] for name in ("theme", "genre", "openness", "body")},
    )
    response = send(title="又改")
    assert response.status_code == 409 and "没有覆盖" in response.json()["error"]
    drafts.submit(information=edited, by=cast.drafter)
    response = send(title="再改")
    assert response.status_code == 409 and "审核中" in response.json()["error"]
    assert send().status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 301}, "title"),
        ({"written_on": "去年"}, "written_on"),
        ({"row": 999999}, "row"),
        ({"status": "published"}, "status"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
def test_bad_content_is_refused_by_field_in_chinese_and_nothing_is_stored(send, changes, field):
    response = send(**changes)
    assert response.status_code == 422 and field in response.json()["fields"]
    assert any("一" <= char <= "鿿" for char in response.json()["fields"][field])
    assert not Information.objects.exists()


def test_what_is_no_json_or_too_big_is_refused_in_chinese(issued, send):
    client = Client()
    headers = {"Authorization": f"Bearer {issued[1]}"}
    response = client.post("/api/push/records", "{", content_type="application/json", headers=headers)
    assert response.status_code == 400 and "JSON" in response.json()["error"]
    assert send(body="长" * 600_000).status_code == 413


def test_without_a_valid_token_nothing_opens(cast, issued, send):
    token, text = issued
    assert send(token="wrong").status_code == 401
    Token.objects.filter(pk=token.pk).update(valid_to=clock.today() - timedelta(days=1))
    assert send().status_code == 401
    Token.objects.filter(pk=token.pk).update(valid_to=clock.today())
    actions.revoke(by=cast.county_office, token=token)
    response = send()
    assert response.status_code == 401 and "令牌无效" in response.json()["error"]
    client = Client()
    client.force_login(cast.drafter)
    assert client.get("/api/push/rows").status_code == 401
    assert not Information.objects.exists()


def test_a_drafter_who_left_drafts_no_more_through_a_system(cast, send):
    Membership.objects.filter(user=cast.drafter).update(valid_to=clock.today() - timedelta(days=1))
    forget(cast.drafter)
    response = send()
    assert response.status_code == 403 and "拟稿人" in response.json()["error"]


def test_a_system_sees_the_rows_it_may_draft_for(issued, item):
    response = Client().get("/api/push/rows", headers={"Authorization": f"Bearer {issued[1]}"})
    assert [one["row"] for one in response.json()["rows"]] == [item.pk]


def test_the_token_itself_is_kept_nowhere_and_only_the_county_office_issues_them(cast, issued):
    token, text = issued
    assert text not in {token.digest, token.beginning} and len(text) > 40
    assert not any(text in json.dumps(one.detail) for one in Event.objects.all())
    values = {"system": "x", "organisation": cast.town, "valid_to": clock.today()}
    with pytest.raises(Denied):
        actions.issue(by=cast.organisation_admin, drafter=cast.drafter, **values)
    with pytest.raises(ValidationError, match="没有拟稿的角色"):
        actions.issue(by=cast.county_office, drafter=cast.stranger, **values)


def test_the_screen_shows_the_token_once(cast, item, client):
    client.force_login(cast.county_office)
    form = {"system": "补贴系统", "drafter": cast.drafter.pk, "valid_to": "2099-01-01"}
    response = client.post(f"/api/tokens/new/?organisation={cast.town.pk}", form)
    shown = response.context["text"]
    assert response.status_code == 200 and shown in response.content.decode()
    listing = client.get("/api/tokens/")
    assert shown not in listing.content.decode() and "补贴系统" in listing.content.decode()
    client.post("/api/tokens/", {"revoke": Token.objects.get().pk})
    assert Token.objects.get().revoked_at is not None
    assert client.post("/api/tokens/", {"revoke": "x"}).status_code == 404


def test_nobody_else_opens_the_screen(cast, client):
    for name in ("drafter", "organisation_admin", "auditor"):
        client.force_login(getattr(cast, name))
        assert client.get("/api/tokens/").status_code == 403


def test_no_page_of_the_interface_loads_anything_from_elsewhere(cast, client):
    for path in ("/api/push/docs", "/api/push/openapi.json", "/api/push/"):
        assert client.get(path).status_code == 404
