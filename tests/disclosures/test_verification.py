from django.core.files.storage import storages
from django.db import connection

from mingbai.disclosures import actions
from mingbai.disclosures.models import Information, Version
from mingbai.disclosures.verification import verify
from mingbai.ledger.models import ChainHead, Event


def test_an_untouched_installation_verifies(desk, content):
    desk.published(**content)
    report = verify()
    assert (report.ok, report.records, report.first_broken) == (True, 1, None)


def test_a_changed_event_is_named(desk, content):
    desk.published(**content)
    Event.objects.filter(sequence=3).update(actor_name="别人")
    assert "第 3 号事件" in verify().first_broken


def test_a_deleted_event_is_noticed(desk, content):
    desk.published(**content)
    with connection.cursor() as cursor:
        cursor.execute("delete from ledger_event where sequence = 2")
    assert "第 2 号事件" in verify().first_broken


def test_a_cut_off_tail_is_noticed(desk, content):
    desk.published(**content)
    last = ChainHead.objects.get().sequence
    Event.objects.filter(sequence=last)._raw_delete("default")
    assert "最后的事件被删去" in verify().first_broken


def test_a_text_changed_behind_the_products_back_is_named(desk, content):
    information = desk.published(**content)
    Information.objects.filter(pk=information.pk).update(body="<p>悄悄改了</p>")
    assert information.index_number in verify().first_broken


def test_a_changed_version_is_named(desk, content):
    information = desk.published(**content)
    version = Version.objects.get(information=information)
    Version.objects.filter(pk=version.pk).update(content=version.content | {"title": "改"})
    assert "第1版" in verify().first_broken


def test_a_changed_public_file_is_named(cast, desk, content):
    information = actions.create(organisation=cast.town, by=cast.drafter, **content)
    file = actions.attach(
        information=information, by=cast.drafter, data="附件内容\n".encode(), filename="说明.txt"
    )
    information.refresh_from_db()
    actions.submit(information=information, by=cast.drafter)
    information.refresh_from_db()
    actions.publish(information=desk.approve_all(information), by=cast.approver)
    assert verify().ok
    with open(storages["public"].path(file.public_path), "ab") as stored:
        stored.write(b"!")
    assert "被改动过" in verify().first_broken
