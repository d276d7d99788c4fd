import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from mingbai.accounts import actions, queries
from mingbai.accounts.models import User
from mingbai.ledger.models import Event
from mingbai.ledger.queries import verify_chain
from mingbai.lib.verdict import Denied


@pytest.mark.parametrize(
    ("deed", "verb"),
    [
        (lambda user, by: actions.reset_password(user=user, by=by), "reset_password"),
        (lambda user, by: actions.deactivate_user(user=user, by=by), "deactivate_user"),
        (lambda user, by: actions.unlock_user(user=user, by=by), "unlock_user"),
    ],
)
def test_each_deed_leaves_one_event_naming_who_did_it(zhang, deed, verb):
    chief, _ = actions.create_user(username="chief", full_name="赵主任", by=None)
    Event.objects.count()
    before = Event.objects.count()
    deed(zhang, chief)
    event = Event.objects.last()
    assert Event.objects.count() == before + 1
    assert (event.verb, event.actor_name, event.subject_id) == (verb, "赵主任", str(zhang.pk))
    assert verify_chain().broken_at is None


@pytest.mark.parametrize(
    ("username", "full_name"),
    [
        ("zhang", "张三"),
        ("ZHANG", "张三"),
        ("", "张三"),
        ("bad name", "张三"),
        ("ok", ""),
        ("x" * 151, "张三"),
    ],
)
def test_a_taken_or_malformed_name_makes_no_account(zhang, username, full_name):
    with pytest.raises(ValidationError):
        actions.create_user(username=username, full_name=full_name, by=None)
    assert User.objects.count() == 1
    assert not Event.objects.exists()


def test_deactivating_ends_sessions_and_activating_does_not_revive_them(zhang, client, sign_in):
    sign_in()
    actions.deactivate_user(user=zhang, by=None)
    assert client.get("/desk/").content == b"desk of "
    actions.activate_user(user=zhang, by=None)
    assert client.get("/desk/").content == b"desk of "
    assert sign_in().status_code == 302


def test_deactivating_twice_and_activating_the_active_are_refused(zhang):
    with pytest.raises(Denied, match="正在使用"):
        actions.activate_user(user=zhang, by=None)
    actions.deactivate_user(user=zhang, by=None)
    with pytest.raises(Denied, match="已经停用"):
        actions.deactivate_user(user=zhang, by=None)


def run(capsys, *arguments):
    """Exit status and JSON of `mingbai user …`."""
    status = 0
    try:
        call_command("user", *arguments, "--json")
    except SystemExit as end:
        status = end.code
    return status, json.loads(capsys.readouterr().out)


def test_the_operator_creates_an_account_that_can_sign_in(capsys, sign_in, db):
    status, made = run(capsys, "create", "wang", "--full-name", "王五")
    assert (status, made["done"]) == (0, True)
    assert sign_in(username="wang", password=made["password"]).status_code == 302


@pytest.mark.parametrize("deed", ["reset-password", "unlock", "deactivate"])
def test_the_operator_resets_unlocks_and_deactivates(zhang, capsys, deed):
    status, data = run(capsys, deed, "Zhang")
    assert (status, data["done"], data["user"]) == (0, True, "zhang")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["unlock", "nobody"], "没有用户名"),
        (["activate", "zhang"], "正在使用"),
        (["create", "Zhang", "--full-name", "张三"], "已经有人用"),
        (["reset-second-factor", "zhang"], "没有启用"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(zhang, capsys, arguments, word):
    status, data = run(capsys, *arguments)
    assert (status, data["done"]) == (1, False)
    assert word in data["reason"]


def test_creating_without_a_name_is_wrong_use(db):
    with pytest.raises(CommandError) as refusal:
        call_command("user", "create", "wang")
    assert refusal.value.returncode == 2


def test_people_are_found_whatever_the_case_of_the_name(zhang):
    assert queries.by_name(" ZHANG ") == zhang
    assert queries.by_name("") is None
