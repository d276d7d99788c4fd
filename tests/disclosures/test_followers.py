import pytest

from mingbai.disclosures import actions, followers


@pytest.fixture
def told(monkeypatch):
    seen = []
    monkeypatch.setitem(followers._followers, "test", lambda one: seen.append((one.pk, one.status)))
    return seen


def test_a_follower_hears_of_publication_and_withdrawal(desk, content, told, cast):
    information = desk.published(**content)
    actions.withdraw(information=information, reason="内容有误，更正后重新公开。", by=cast.approver)

    assert told == [(information.pk, "published"), (information.pk, "withdrawn")]


def test_a_failing_follower_keeps_a_text_from_going_out(desk, content, monkeypatch, cast):
    information = desk.approved(**content)

    def fail(one):
        raise RuntimeError("ledger")

    monkeypatch.setitem(followers._followers, "test", fail)
    with pytest.raises(RuntimeError):
        actions.publish(information=information, by=cast.approver)

    information.refresh_from_db()
    assert information.status == "unpublished"
