"""Pages follow what they show: exactly, at once where it must be, and after a stop."""

import pytest
from django.test import Client

from mingbai.desk.rules.words import VERBS
from mingbai.disclosures import actions as records
from mingbai.portal.shown import NOT_SHOWN, SHOWN
from mingbai.stored import actions, making, queries, store
from mingbai.stored.models import Change, Page


@pytest.fixture
def record(desk, content, committed):
    with committed():
        return desk.published(**content)


def keep(*paths):
    for path in paths:
        assert actions.renew(path), path


def is_kept(path):
    return store.find(path) is not None


def waits(path):
    return Page.objects.filter(path=path, wanted_at__isnull=False).exists()


def test_a_page_is_rendered_once_and_then_handed_out_from_its_file(record, django_assert_num_queries):
    path = record.get_absolute_url()
    keep(path)

    with django_assert_num_queries(0):
        answer = Client().get(path)

    assert record.index_number in answer.getvalue().decode()
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "max-age=60, public"


def test_a_kept_page_has_validators_and_a_compressed_twin(record):
    path = record.get_absolute_url()
    keep(path)
    first = Client().get(path, headers={"Accept-Encoding": "gzip"})

    again = Client().get(path, headers={"If-None-Match": first["ETag"]})

    assert first["Content-Encoding"] == "gzip"
    assert again.status_code == 304
    assert Client().head(path).status_code == 200


def test_a_visitor_asks_and_the_maker_keeps(record):
    path = record.get_absolute_url()
    Client().get(path)

    actions.renew_waiting()

    assert is_kept(path)


@pytest.mark.parametrize("path", ["/desk/", "/look.css", "/apply/start/", "/accounts/login/", "/r/999999/"])
def test_what_is_not_for_everyone_is_never_kept(path, standard):
    Client().get(path)

    assert store.wishes(10) == []
    assert not actions.renew(path)


def test_other_spellings_of_an_address_are_answered_and_not_kept(record):
    spelt = record.get_absolute_url().replace("/r/", "/r/00")

    assert Client().get(spelt).status_code == 200
    assert spelt not in store.wishes(10)


def test_a_query_passes_by_the_file(record):
    keep("/list/")
    store.write("/list/", "html", b"kept")

    assert Client().get("/list/?page=1").content != b"kept"
    assert Client().get("/list/").getvalue() == b"kept"


def test_a_publication_lets_lists_be_made_anew_and_others_alone(desk, content, committed, record):
    keep("/", "/organisations/qinghe/", "/organisations/linhe/", record.get_absolute_url())

    with committed():
        desk.published(**{**content, "title": "青禾镇人民政府关于清理沟渠的通知", "document_number": ""})

    assert waits("/") and waits("/organisations/qinghe/")
    assert is_kept("/")  # readable until the new one is there
    assert not waits("/organisations/linhe/") and not waits(record.get_absolute_url())


def test_a_withdrawal_leaves_no_page_that_shows_the_text(cast, committed, record):
    keep("/", "/organisations/qinghe/", "/organisations/linhe/", record.get_absolute_url())

    with committed():
        records.withdraw(information=record, reason="发错了", by=cast.approver)

    assert not is_kept(record.get_absolute_url())
    assert not is_kept("/") and not is_kept("/organisations/qinghe/")
    assert is_kept("/organisations/linhe/")


def test_a_page_that_is_gone_is_forgotten(cast, committed, record):
    path = record.get_absolute_url()
    keep(path)
    with committed():
        records.remove(information=record, reason="含个人信息", by=cast.approver)

    actions.renew_waiting()

    assert not Page.objects.filter(path=path).exists()
    assert Client().get(path).status_code == 410


def test_a_rolled_back_change_changes_nothing(record):
    keep("/")
    with pytest.raises(RuntimeError), actions.transaction.atomic():
        actions.touch(urgent=["records", f"record:{record.pk}"])
        raise RuntimeError

    assert is_kept("/") and not waits("/")
    assert not Change.objects.filter(urgent=True, key="records").exists()


def test_a_change_that_falls_into_the_making_of_a_page_is_not_lost(record, committed, monkeypatch):
    path = record.get_absolute_url()
    made = making.make(path)

    def make_and_be_overtaken(_):
        with committed():
            actions.touch(urgent=[f"record:{record.pk}"])
        return made

    monkeypatch.setattr(making, "make", make_and_be_overtaken)
    with committed():
        actions.renew(path)

    assert not is_kept(path) and waits(path)


def test_site_settings_concern_every_page_and_a_template_those_made_of_it(record, monkeypatch):
    path = record.get_absolute_url()
    actions.sweep()
    keep("/", path)
    Page.objects.update(wanted_at=None)
    templates = {**actions.release.of_templates(), "portal/record.html": "changed"}

    monkeypatch.setattr(actions.release, "of_templates", lambda: templates)
    actions.tell_of_the_release()
    assert (waits("/"), waits(path)) == (False, True)
    actions.touch(keys=[queries.EVERYTHING])
    assert waits("/")


def test_a_broken_page_waits_on_and_keeps_no_other_waiting(record, monkeypatch):
    path = record.get_absolute_url()
    keep("/", path)
    actions.touch(keys=["records", f"record:{record.pk}"])
    make = making.make

    def broken(asked):
        if asked == "/":
            raise making.Broken(asked)
        return make(asked)

    monkeypatch.setattr(making, "make", broken)
    done = actions.renew_waiting()

    assert (done.failed, waits("/"), waits(path)) == (1, True, False)


def test_every_verb_of_the_trail_is_said_to_show_or_not():
    unknown = [verb for verb in VERBS if verb not in SHOWN and not verb.startswith(NOT_SHOWN)]

    assert unknown == []
    assert set(SHOWN) <= set(VERBS)
