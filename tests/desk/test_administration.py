"""Organisations, people, steps, words, numbers, the trail."""

import csv
import io
import re
from pathlib import Path

import pytest

import mingbai
from mingbai.accounts.models import User
from mingbai.desk.rules.words import VERBS
from mingbai.disclosures.actions import create
from mingbai.disclosures.actions.recording import RIGHTS
from mingbai.disclosures.models import IndexRule
from mingbai.ledger.models import Event
from mingbai.organisations.models import Membership, Organisation, SecondFactorDemand
from mingbai.reviews.models import Route
from mingbai.reviews.queries import steps_of


def words(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ("drafter", "new"), ("drafter", "inspect"), ("drafter", "standard"), ("drafter", "permissions"),
        ("organisation_admin", "organisations"), ("organisation_admin", "routes"),
        ("organisation_admin", "people"), ("organisation_admin", "people/new"),
        ("organisation_admin", "people/appoint"), ("organisation_admin", "people/stand-in"),
        ("organisation_admin", "organisations/new"), ("security_admin", "second-factor"),
        ("county_office", "lexicon"), ("system_admin", "index-rule"), ("auditor", "events"),
        ("checker", "internal"), ("audit_admin", "tools"),
    ],
)  # fmt: skip
def test_whoever_may_opens_the_page(at_desk, person, address):
    assert at_desk(person).get(f"/desk/{address}/").status_code == 200


def test_whoever_may_not_reads_why(at_desk):
    answer = at_desk("drafter").get("/desk/lexicon/")
    assert answer.status_code == 403
    assert "县公开办" in words(answer)


def test_a_new_person_gets_a_password_that_is_shown_once(at_desk, cast):
    sent = {"username": "lixin", "full_name": "李新", "organisation": cast.town.pk, "role": "drafter"}
    answer = at_desk("organisation_admin").post("/desk/people/new/", sent | {"valid_from": "2026-01-01"})
    made = User.objects.get(username="lixin")
    password = answer.context["password"]
    assert password in words(answer) and made.check_password(password) and made.must_change_password
    assert password not in words(at_desk("organisation_admin").get(f"/desk/people/{made.pk}/"))


def test_a_refused_appointment_leaves_no_account_behind(at_desk, cast):
    sent = {"username": "lixin", "full_name": "李新", "organisation": cast.town.pk, "role": "drafter"}
    answer = at_desk("organisation_admin").post(
        "/desk/people/new/", sent | {"valid_from": "2026-02-01", "valid_to": "2026-01-01"}
    )
    assert answer.status_code == 422 and "李新" in words(answer)
    assert not User.objects.filter(username="lixin").exists()


def test_people_of_another_town_are_not_there(at_desk, cast):
    admin = at_desk("organisation_admin")
    assert cast.stranger.full_name not in words(admin.get("/desk/people/"))
    assert admin.get(f"/desk/people/{cast.stranger.pk}/").status_code == 404
    held = Membership.objects.get(user=cast.stranger)
    assert admin.post(f"/desk/people/roles/{held.pk}/end/", {"on": "2026-01-01"}).status_code == 404


def test_the_security_administrator_manages_accounts_but_not_the_own_one(at_desk, cast):
    admin = at_desk("security_admin")
    answer = admin.post(f"/desk/people/{cast.drafter.pk}/reset/")
    cast.drafter.refresh_from_db()
    assert cast.drafter.check_password(answer.context["password"])
    admin.post(f"/desk/people/{cast.drafter.pk}/deactivate/")
    cast.drafter.refresh_from_db()
    assert not cast.drafter.is_active
    assert admin.post(f"/desk/people/{cast.security_admin.pk}/reset/").status_code == 403


def test_an_organisation_is_made_renamed_and_closed(at_desk, cast):
    admin = at_desk("organisation_admin")
    sent = {"parent": cast.town.pk, "name": "青禾镇财政所", "code": "MB19", "kind": "station"}
    admin.post("/desk/organisations/new/", sent)
    made = Organisation.objects.get(code="MB19")
    admin.post(f"/desk/organisations/{made.pk}/rename/", {"name": "青禾镇财经所", "on": "2026-03-01"})
    admin.post(f"/desk/organisations/{made.pk}/close/", {"on": "2026-04-01"})
    made.refresh_from_db()
    assert made.name == "青禾镇财经所" and str(made.valid_to) == "2026-04-01"


def test_a_wrong_code_is_explained_and_the_form_kept(at_desk, cast):
    sent = {"parent": cast.town.pk, "name": "青禾镇财政所", "code": "MB10", "kind": "station"}
    answer = at_desk("organisation_admin").post("/desk/organisations/new/", sent)
    assert answer.status_code == 422
    assert "青禾镇财政所" in words(answer) and "已经用于" in words(answer)


def test_a_town_sets_its_own_steps(at_desk, cast):
    sent = {"organisation": cast.town.pk, "genre": "", "secrecy": "on", "days": 3}
    at_desk("organisation_admin").post("/desk/routes/", sent)
    route = Route.objects.get(organisation=cast.town)
    assert [(step.step, step.days) for step in steps_of(route.workflow)] == [("secrecy", 3), ("approve", 3)]


def test_a_word_is_added_and_switched_off(at_desk):
    office = at_desk("county_office")
    office.post("/desk/lexicon/", {"term": "明自县", "correction": "明白县", "severity": "block"})
    assert "明自县" in words(office.get("/desk/lexicon/?q=明自"))
    office.post("/desk/lexicon/", {"retire": "明自县"})
    assert "明自县</td>" not in words(office.get("/desk/lexicon/?q=明自"))


def test_the_index_rule_is_written_as_it_looks(at_desk):
    sent = {"active_from": "2027-01-01", "padding": 4, "reset": "year", "per": "organisation"}
    admin = at_desk("system_admin")
    admin.post("/desk/index-rule/", sent | {"pattern": "{机构代码}-{年份}-{流水号}"})
    assert IndexRule.objects.get().parts == ["organisation", "-", "year", "-", "serial"]
    wrong = admin.post("/desk/index-rule/", sent | {"pattern": "{机构代码}{年}{流水号}"})
    assert wrong.status_code == 422 and "不认识“年”" in words(wrong)


def test_a_role_is_asked_for_a_second_factor_and_released(at_desk):
    admin = at_desk("security_admin")
    admin.post("/desk/second-factor/", {"role": "approver", "since": "2026-01-01"})
    assert SecondFactorDemand.objects.filter(role="approver").exists()
    admin.post("/desk/second-factor/", {"lift": "approver"})
    assert not SecondFactorDemand.objects.exists()


def test_the_trail_is_filtered_and_verified(at_desk, draft):
    auditor = at_desk("auditor")
    assert "共 1 条" in words(auditor.get("/desk/events/?verb=record.create"))
    assert "核对无误" in words(auditor.post("/desk/events/"))
    Event.objects.filter(verb="record.create").update(actor_name="别人")
    assert "核对发现问题" in words(auditor.post("/desk/events/"))


def verbs_in_the_source() -> set[str]:
    """Every verb that the product writes into the trail."""
    package = Path(mingbai.__file__).parent
    found = {f"record.{verb}" for verb in (*RIGHTS, "return", "read_back_failed")}
    for path in package.rglob("*.py"):
        if "bench" not in path.parts:
            found |= set(re.findall(r'verb="([a-z_.]+)"', path.read_text("utf-8")))
    return found


def test_every_verb_of_the_trail_has_words():
    assert len(verbs_in_the_source()) > 30
    assert verbs_in_the_source() <= set(VERBS)


def test_the_trail_shows_only_words_a_person_reads(at_desk, desk, content):
    desk.published(**content)
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert verbs <= set(VERBS)
    shown = re.sub(r"<option[^>]*>", "", words(at_desk("auditor").get("/desk/events/")))
    assert not [verb for verb in verbs if verb in shown]


@pytest.mark.parametrize(("reader", "sees"), [("auditor", True), ("audit_admin", False)])
def test_titles_stand_in_the_trail_for_those_who_may_read_them(at_desk, draft, reader, sees):
    page = words(at_desk(reader).get("/desk/events/"))
    assert draft.index_number in page
    assert (draft.title in page) is sees
    assert (draft.title in words(at_desk(reader).get("/desk/events/?csv=1"))) is sees


def test_the_trail_is_narrowed_to_an_organisation_and_all_below_it(at_desk, draft, cast, content):
    create(organisation=cast.village, by=cast.reporter, **content)
    auditor, asked = at_desk("auditor"), "/desk/events/?verb=record.create&organisation="
    assert "共 2 条" in words(auditor.get(f"{asked}{cast.town.pk}"))
    assert "共 1 条" in words(auditor.get(f"{asked}{cast.village.pk}"))
    assert "共 0 条" in words(auditor.get(f"{asked}{cast.next_town.pk}"))


def test_the_trail_is_taken_along_as_a_table_that_runs_nothing(at_desk, draft):
    Event.objects.filter(verb="record.create").update(actor_name="=1+1")
    answer = at_desk("auditor").get("/desk/events/?verb=record.create&csv=1")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row[head.index("人员")] == "'=1+1"
    assert row[head.index("动作")] == "新建" and row[head.index("单位")] == "青禾镇人民政府"


def test_only_what_lasts_stands_in_the_list_of_people(at_desk, cast):
    Membership.objects.filter(user=cast.checker).update(valid_to="2021-01-01")
    admin = at_desk("organisation_admin")
    assert "沈核" in words(admin.get("/desk/people/"))
    assert "至2021年1月1日" not in words(admin.get("/desk/people/"))
    assert "至2021年1月1日" in words(admin.get(f"/desk/people/{cast.checker.pk}/"))


@pytest.mark.parametrize(
    ("person", "there", "not_there"),
    [("drafter", "公开目录", "两步验证要求"), ("security_admin", "两步验证要求", "分配公开事项")],
)
def test_the_other_pages_are_those_the_person_may_open(at_desk, person, there, not_there):
    shown = words(at_desk(person).get("/desk/tools/"))

    assert there in shown
    assert not_there not in shown
