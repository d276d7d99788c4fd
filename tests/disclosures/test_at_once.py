"""Two people at the same moment: one is done, the other is told."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.disclosures.states import Stage, Status
from mingbai.lib.verdict import Denied


def fresh(information) -> Information:
    return Information.objects.select_related("latest_revision", "organisation").get(pk=information.pk)


def test_two_texts_are_not_merged_into_each_other(desk, cast, content):
    one, other = desk.published(**content), desk.published(**content)
    seen_one, seen_other = fresh(one), fresh(other)
    actions.merge(information=fresh(one), into=fresh(other), reason="重复", by=cast.approver)
    with pytest.raises(ValidationError, match="另一条已公开"):
        actions.merge(information=seen_other, into=seen_one, reason="重复", by=cast.approver)
    assert fresh(other).status == Status.PUBLISHED


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_decision_and_a_recall_at_once_never_break_each_other(cast, desk, content):
    for _ in range(3):
        draft = actions.create(organisation=cast.town, by=cast.drafter, **content)
        actions.submit(information=draft, by=cast.drafter)
        row = fresh(draft)
        told = _at_once(
            lambda seen: actions.approve(information=seen, by=cast.checker, digest=seen.digest),
            lambda seen: actions.recall(information=seen, by=cast.drafter),
            seen=(row, fresh(draft)),
        )
        assert all(isinstance(one, Denied | None) for one in told), told
        assert fresh(draft).stage == Stage.DRAFT


def _at_once(*deeds, seen):
    start, told = Barrier(len(deeds)), [None] * len(deeds)

    def run(number):
        start.wait()
        try:
            deeds[number](seen[number])
        except Exception as error:  # noqa: BLE001 - the test looks at whatever it was
            told[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told
