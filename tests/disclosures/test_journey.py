"""A text from draft to public page and back, by the people whose turn it is."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from mingbai.catalogue.models import Ground
from mingbai.disclosures import actions
from mingbai.disclosures.models import Information, Version
from mingbai.disclosures.queries import internal_for, listed, with_page
from mingbai.disclosures.states import Stage, Status
from mingbai.ledger.models import Event
from mingbai.ledger.queries import verify_chain
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.organisations.queries import forget
from mingbai.reviews.actions import SecrecyOpinion
from mingbai.reviews.queries import open_state, step_of, waiting_for


def submitted(cast, content) -> Information:
    information = actions.create(organisation=cast.town, by=cast.drafter, **content)
    actions.submit(information=information, by=cast.drafter)
    information.refresh_from_db()
    return information


def test_a_draft_becomes_public_after_three_people_agreed(cast, desk, content):
    information = desk.published(**content)
    assert (information.stage, information.status) == (Stage.DONE, Status.PUBLISHED)
    assert information in listed()
    assert information.read_back_note == ""
    assert [v.kind for v in information.versions.all()] == ["first"]


def test_every_verb_leaves_one_event_in_an_unbroken_chain(cast, desk, content):
    desk.published(**content)
    verbs = list(Event.objects.values_list("verb", flat=True))
    assert verbs == [
        "record.create",
        "record.submit",
        "record.check",
        "record.secrecy",
        "record.approve",
        "record.publish",
    ]
    roles = list(Event.objects.values_list("role", flat=True))
    assert roles == ["drafter", "drafter", "checker", "secrecy_reviewer", "approver", "approver"]
    assert verify_chain().broken_at is None


def test_an_incomplete_draft_is_kept_but_cannot_be_submitted(cast):
    information = actions.create(organisation=cast.town, by=cast.drafter, title="只有标题")
    with pytest.raises(actions.Blocked) as blocked:
        actions.submit(information=information, by=cast.drafter)
    assert {"body", "openness", "catalogue_item", "theme", "genre", "written_on"} <= set(
        blocked.value.missing
    )
    information.refresh_from_db()
    assert information.stage == Stage.DRAFT


@pytest.mark.parametrize("openness", ["on_request", "withheld"])
def test_withholding_without_a_ground_cannot_be_submitted(cast, content, openness):
    information = actions.create(organisation=cast.town, by=cast.drafter, **content | {"openness": openness})
    with pytest.raises(actions.Blocked) as blocked:
        actions.submit(information=information, by=cast.drafter)
    assert "ground" in blocked.value.missing


def test_a_withheld_text_is_registered_and_never_listed(cast, desk, content):
    content |= {"openness": "withheld", "ground_id": "E14-3"}
    ground = content.pop("ground_id")
    information = desk.approved(**content, ground=Ground.objects.get(code=ground))
    result = actions.publish(information=information, by=cast.approver)
    assert result.status == Status.REGISTERED
    assert not with_page().filter(pk=result.pk).exists()


def test_nobody_decides_on_a_text_they_wrote(cast, content):
    information = submitted(cast, content)
    cast.drafter.memberships.create(
        organisation=cast.town, role="checker", valid_from=clock.today() - timedelta(days=9)
    )
    drafter = type(cast.drafter).objects.get(pk=cast.drafter.pk)
    with pytest.raises(Denied, match="另一个人"):
        actions.approve(information=information, by=drafter, digest=information.digest)


def test_a_reviewer_sees_only_what_waits_for_their_step(cast, content):
    submitted(cast, content)
    assert [step_of(state) for state in waiting_for(cast.checker, Information)] == ["check"]
    assert not waiting_for(cast.secrecy, Information)
    assert not waiting_for(cast.approver, Information)


def test_the_next_town_has_no_say(cast, content):
    information = submitted(cast, content)
    with pytest.raises(Denied):
        actions.approve(information=information, by=cast.stranger, digest=information.digest)
    with pytest.raises(Denied):
        actions.edit(
            information=information, by=cast.stranger, base=information.latest_revision_id, title="改"
        )


def test_editing_during_review_voids_what_was_approved(cast, content):
    information = submitted(cast, content)
    actions.approve(information=information, by=cast.checker, digest=information.digest)
    information.refresh_from_db()
    copy = actions.edit(
        information=information,
        by=cast.drafter,
        base=information.latest_revision_id,
        body="<p>改过的正文。</p>",
    )
    assert copy.stage == Stage.DRAFT
    assert open_state(copy) is None


def test_a_decision_on_a_text_that_changed_meanwhile_is_refused(cast, content):
    information = submitted(cast, content)
    with pytest.raises(Denied, match="不是最新"):
        actions.approve(information=information, by=cast.checker, digest="0" * 64)


def test_returning_needs_reasons_and_gives_the_text_back(cast, content):
    information = submitted(cast, content)
    actions.send_back(
        information=information, by=cast.checker, digest=information.digest, comment="请补充联系人"
    )
    information.refresh_from_db()
    assert information.stage == Stage.RETURNED
    actions.submit(information=information, by=cast.drafter)
    information.refresh_from_db()
    assert step_of(open_state(information)) == "check"
    assert open_state(information).revision_id == information.latest_revision_id


def test_the_secrecy_step_demands_its_form(cast, content):
    information = submitted(cast, content)
    actions.approve(information=information, by=cast.checker, digest=information.digest)
    information.refresh_from_db()
    with pytest.raises(ValidationError):
        actions.approve(
            information=information,
            by=cast.secrecy,
            digest=information.digest,
            opinion=SecrecyOpinion("publishable", ""),
        )


def test_two_people_editing_get_both_versions_and_nothing_is_overwritten(cast, content):
    information = actions.create(organisation=cast.town, by=cast.drafter, **content)
    base = information.latest_revision_id
    actions.edit(information=information, by=cast.second_drafter, base=base, title="第二个人的标题")
    with pytest.raises(actions.Conflict) as conflict:
        actions.edit(information=information, by=cast.drafter, base=base, title="第一个人的标题")
    assert conflict.value.theirs.title == "第二个人的标题"
    assert conflict.value.mine == {"title": "第一个人的标题"}
    assert Information.objects.get(pk=information.pk).title == "第二个人的标题"


def test_a_correction_is_invisible_until_it_is_published(cast, desk, content):
    information = desk.published(**content)
    actions.edit(
        information=information,
        by=cast.drafter,
        base=information.latest_revision_id,
        body="<p>更正后的正文。</p>",
    )
    information.refresh_from_db()
    assert "检查管道" in information.body
    actions.submit(information=information, by=cast.drafter, change_note="更正检查时间")
    information.refresh_from_db()
    desk.approve_all(information)
    result = actions.publish(information=information, by=cast.approver)
    assert "更正后的正文" in result.body
    assert [(v.kind, v.note) for v in result.versions.all()] == [
        ("first", ""),
        ("correction", "更正检查时间"),
    ]
    assert result.published_at < result.changed_at


def test_the_first_published_version_stays_as_it_was(cast, desk, content):
    information = desk.published(**content)
    first = Version.objects.get(information=information)
    assert first.content["body"] == information.body
    assert first.digest == information.public_digest


def test_withdrawing_leaves_a_page_with_a_note_but_no_entry_in_lists(cast, desk, content):
    information = desk.published(**content)
    actions.withdraw(information=information, reason="内容有误，核实后重新公布", by=cast.approver)
    assert information not in listed()
    assert with_page().get(pk=information.pk).status_note == "内容有误，核实后重新公布"


def test_removing_conceals_every_version(cast, desk, content):
    information = desk.published(**content)
    actions.remove(information=information, reason="误发", by=cast.approver)
    assert not information.versions.filter(concealed=False).exists()
    assert information.status == Status.REMOVED


def test_merging_leads_to_the_other_text(cast, desk, content):
    first, second = desk.published(**content), desk.published(**content | {"title": "同一份通知"})
    actions.merge(information=second, into=first, reason="重复发布", by=cast.approver)
    assert second.merged_into == first
    assert list(listed()) == [first]


def test_urgent_publication_is_flagged_until_reviewed(cast, desk, content):
    information = actions.create(organisation=cast.town, by=cast.drafter, **content)
    result = actions.publish_urgent(information=information, by=cast.approver, reason="停水，须立即告知")
    assert result in listed() and result.urgent_pending
    result.refresh_from_db()
    desk.approve_all(result)
    result.refresh_from_db()
    assert (result.stage, result.urgent_pending) == (Stage.DONE, False)


def test_urgent_publication_without_a_reason_is_refused(cast, content):
    information = actions.create(organisation=cast.town, by=cast.drafter, **content)
    with pytest.raises(ValidationError):
        actions.publish_urgent(information=information, by=cast.approver, reason=" ")
    assert not listed()


@pytest.mark.parametrize(
    ("openness", "accepted"), [("proactive", False), ("withheld", True), ("on_request", True)]
)
def test_the_secrecy_conclusion_fits_what_is_to_become_of_the_text(cast, content, openness, accepted):
    ground = None if openness == "proactive" else Ground.objects.get(code="E14-3")
    information = submitted(cast, content | {"openness": openness, "ground": ground})
    actions.approve(information=information, by=cast.checker, digest=information.digest)
    information.refresh_from_db()
    opinion = SecrecyOpinion("not_publishable", "涉及水源地坐标", "E14-3")
    try:
        actions.approve(information=information, by=cast.secrecy, digest=information.digest, opinion=opinion)
    except ValidationError:
        assert not accepted
    else:
        assert accepted


def test_a_blocked_submission_keeps_its_findings_for_the_clerk(cast, content):
    body = content["body"] + "<p>联系人手机13812345678。</p>"
    information = actions.create(organisation=cast.town, by=cast.drafter, **content | {"body": body})
    with pytest.raises(actions.Blocked):
        actions.submit(information=information, by=cast.drafter)
    assert [f["rule"] for f in information.check_report.findings if f["severity"] == "block"] == ["mobile"]


def test_findings_never_hold_the_value_they_found(cast, content):
    body = content["body"] + "<p>身份证640300197001011238，手机13812345678。</p>"
    information = actions.create(organisation=cast.town, by=cast.drafter, **content | {"body": body})
    report = actions.check(information)
    kept = str(report.findings)
    assert "13812345678" not in kept and "640300197001011238" not in kept


def test_a_correction_can_hide_what_should_never_have_been_public(cast, desk, content):
    information = desk.published(**content)
    actions.edit(
        information=information,
        by=cast.drafter,
        base=information.latest_revision_id,
        body="<p>删去了不该公开的内容。</p>",
    )
    information.refresh_from_db()
    actions.submit(
        information=information, by=cast.drafter, change_note="删去个人信息", conceal_previous=True
    )
    information.refresh_from_db()
    result = actions.publish(information=desk.approve_all(information), by=cast.approver)
    assert list(result.versions.values_list("number", "concealed")) == [(1, True), (2, False)]


def test_internal_texts_reach_no_public_copy_and_only_present_colleagues(cast, desk, content):
    information = desk.published(**content | {"audience": "internal"})
    assert not with_page().filter(pk=information.pk).exists()
    assert list(internal_for(cast.checker)) == [information]
    assert not internal_for(cast.stranger)
    cast.checker.memberships.update(valid_to=date(2021, 1, 1))
    forget(cast.checker)
    assert not internal_for(cast.checker)
