"""Nobody decides on their own words, whoever pressed save last."""

from datetime import date

import pytest

from mingbai.desk.queries import tasks_of
from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Membership, Role
from mingbai.organisations.queries import forget


@pytest.fixture
def drafting_approver(cast):
    """The approver who also drafts, as happens where there are few people."""
    Membership.objects.create(
        user=cast.approver, organisation=cast.town, role=Role.DRAFTER, valid_from=date(2020, 1, 1)
    )
    forget(cast.approver)
    return cast.approver


def save(information, by, **content) -> Information:
    row = Information.objects.get(pk=information.pk)
    actions.edit(information=row, by=by, base=row.latest_revision_id, **content)
    return Information.objects.get(pk=row.pk)


def test_a_colleagues_comma_does_not_let_the_author_approve(drafting_approver, cast, content, desk):
    draft = actions.create(organisation=cast.town, by=cast.drafter, **content)
    save(draft, drafting_approver, body="<p>签发人自己写的正文。</p>")
    submitted = save(draft, cast.drafter, summary="补一句")
    actions.submit(information=submitted, by=cast.drafter)
    with pytest.raises(Denied, match="另一个人"):
        desk.approve_all(Information.objects.get(pk=draft.pk))
    assert tasks_of(drafting_approver) == []


def test_words_published_long_ago_keep_nobody_from_deciding(drafting_approver, cast, content, desk):
    draft = save(
        actions.create(organisation=cast.town, by=cast.drafter, **content), cast.second_drafter, summary="甲"
    )
    actions.submit(information=draft, by=cast.drafter)
    published = actions.publish(
        information=desk.approve_all(Information.objects.get(pk=draft.pk)), by=cast.approver
    )
    actions.submit(
        information=save(published, cast.drafter, summary="乙"), by=cast.drafter, change_note="改概述"
    )
    assert [task.information.pk for task in tasks_of(cast.checker)] == [draft.pk]
    done = desk.approve_all(Information.objects.get(pk=draft.pk))
    assert done.stage == "approved"
