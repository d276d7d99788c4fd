"""What was published before review is reviewed as it stands, or replaced by what was reviewed."""

import pytest

from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.disclosures.states import Stage
from mingbai.lib.verdict import Denied


@pytest.fixture
def urgent(cast, content):
    made = actions.create(organisation=cast.town, by=cast.drafter, **content)
    return actions.publish_urgent(information=made, by=cast.approver, reason="管道爆裂")


def edited(information, by) -> Information:
    row = Information.objects.get(pk=information.pk)
    actions.edit(information=row, by=by, base=row.latest_revision_id, body="<p>改过的正文。</p>")
    return Information.objects.get(pk=row.pk)


def test_reviewing_the_published_text_confirms_it(urgent, desk):
    done = desk.approve_all(Information.objects.get(pk=urgent.pk))
    assert (done.stage, done.urgent_pending) == (Stage.DONE, False)


def test_reviewing_another_text_does_not_confirm_the_published_one(urgent, desk, cast):
    actions.submit(information=edited(urgent, cast.drafter), by=cast.drafter, change_note="改正文")
    approved = desk.approve_all(Information.objects.get(pk=urgent.pk))
    assert (approved.stage, approved.urgent_pending) == (Stage.APPROVED, True)
    done = actions.publish(information=approved, by=cast.approver)
    assert (done.body, done.urgent_pending) == ("<p>改过的正文。</p>", False)


def test_a_correction_is_not_dropped_while_the_review_is_owed(urgent, cast):
    with pytest.raises(Denied, match="还没有补审"):
        actions.discard(information=edited(urgent, cast.drafter), by=cast.drafter)
