"""The CMS behind its gate: pages and pictures for editors, nothing for anybody else."""

import pytest
from django.urls import get_resolver
from wagtail.models import Page

from mingbai.accounts.models import User
from mingbai.desk.actions import EDITORS
from mingbai.desk.middleware import OPEN
from mingbai.organisations.models import Membership


def view_names(patterns, spaces=()) -> set[str]:
    found = set()
    for one in patterns:
        if hasattr(one, "url_patterns"):
            found |= view_names(one.url_patterns, (*spaces, one.namespace) if one.namespace else spaces)
        elif one.name:
            found.add(":".join((*spaces, one.name)))
    return found


CLOSED = [
    "reports/workflow/", "reports/workflow_tasks/", "reports/site-history/", "reports/locked/",
    "workflows/list/", "workflows/tasks/index/", "workflows/task_chooser/", "users/", "groups/",
    "collections/", "sites/", "documents/", "account/", "reports/aging-pages/",
    "editing-sessions/ping/disclosures/information/1/0/", "bulk/disclosures/information/delete/",
]  # fmt: skip


def test_every_view_on_the_list_exists():
    assert OPEN - {"wagtailadmin_login"} <= view_names(get_resolver("wagtail.admin.urls").url_patterns)


def test_an_editor_opens_the_pages_and_the_pictures(at_desk):
    editor = at_desk("county_office")
    for path in ("", "pages/", "images/", "images/chooser/", "choose-page/"):
        assert editor.get(f"/cms/{path}", follow=True).status_code == 200, path


def test_an_editor_writes_and_publishes_a_page(at_desk, client):
    editor = at_desk("county_office")
    parent = Page.objects.filter(depth=2).first()
    sent = {"title": "办事指南总说明", "slug": "zongshuoming", "body": "null", "action-publish": "1"}
    answer = editor.post(f"/cms/pages/add/portal/editorialpage/{parent.pk}/", sent)
    assert answer.status_code == 302
    assert Page.objects.get(slug="zongshuoming").live


@pytest.mark.parametrize("path", CLOSED)
def test_what_is_not_on_the_list_does_not_exist_even_for_editors(at_desk, path):
    assert at_desk("county_office").get(f"/cms/{path}").status_code == 404


@pytest.mark.parametrize("person", ["drafter", "approver", "organisation_admin", "system_admin", "auditor"])
def test_others_find_nothing(at_desk, person):
    client = at_desk(person)
    assert client.get("/cms/pages/").status_code == 404
    assert client.get("/cms/", follow=True).status_code == 403


def test_a_superuser_without_the_role_finds_nothing(client, db):
    chief = User.objects.create(username="chief", is_superuser=True)
    client.force_login(chief, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/cms/pages/").status_code == 404
    assert client.get("/cms/reports/site-history/").status_code == 404


def test_whoever_loses_the_role_leaves_the_editors(at_desk, cast):
    editor = at_desk("county_office")
    editor.get("/cms/")
    assert cast.county_office.groups.filter(name=EDITORS).exists()
    Membership.objects.filter(user=cast.county_office).delete()
    assert editor.get("/cms/pages/").status_code == 404
    assert not cast.county_office.groups.exists()


def test_titles_of_unpublished_records_stand_nowhere_in_the_cms(at_desk, submitted):
    editor = at_desk("county_office")
    paths = ["", "pages/", "pages/search/?q=供水", "images/", "choose-page/", "choose-page/search/?q=供水",
             "api/main/pages/?search=供水", "images/chooser/", *CLOSED]  # fmt: skip
    for path in paths:
        page = editor.get(f"/cms/{path}", follow=True).content.decode()
        assert submitted.title not in page and "冬季供水保障" not in page, path
