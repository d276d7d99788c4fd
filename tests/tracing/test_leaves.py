"""What the verbs of a record leave in the log."""

import json
from datetime import UTC, datetime

import pytest

from mingbai.disclosures import actions as records
from mingbai.disclosures.models import Information
from mingbai.tracing import actions
from mingbai.transparency import queries
from mingbai.transparency.models import Head, Leaf, Tile

pytestmark = pytest.mark.django_db


def facts(record):
    return [json.loads(one.data) for one in queries.leaves_of(record.index_number)]


def kinds(record):
    return [(one["kind"], one["version"]) for one in facts(record)]


def versions(record):
    return list(record.versions.order_by("number").values_list("number", "digest"))


def forget_the_log():
    for model in (Leaf, Tile, Head):
        model.objects.all()._raw_delete("default")


def test_publishing_correcting_and_withdrawing_each_add_a_leaf(office, cast):
    record = office.published()
    office.corrected(record, body="<p>更正后的正文。</p>")
    records.withdraw(information=Information.objects.get(pk=record.pk), reason="有误", by=cast.approver)

    assert kinds(record) == [("publish", 1), ("correct", 2), ("withdraw", 3)]
    assert [(one["version"], one["digest"]) for one in facts(record)] == versions(record)


def test_a_leaf_says_nothing_but_public_facts(office):
    record = office.published()

    (leaf,) = facts(record)
    assert leaf.keys() == {"kind", "index", "organisation", "version", "digest", "time"}
    assert (leaf["index"], leaf["organisation"]) == (record.index_number, "MB10")
    assert record.title not in queries.leaves_of(record.index_number)[0].data


def test_removing_merging_and_validity_add_leaves(office, cast):
    record, other, third = office.published(), office.published(title="另一份"), office.published(title="三")
    records.set_validity(information=other, validity="repealed", note="新文件代替", by=cast.approver)
    records.merge(information=record, into=other, reason="重复", by=cast.approver)
    records.remove(information=third, reason="误发", by=cast.approver)

    assert kinds(other) == [("publish", 1), ("validity", 2)]
    assert kinds(record) == [("publish", 1), ("merge", 1)]
    assert facts(record)[-1]["into"] == other.index_number
    assert kinds(third) == [("publish", 1), ("remove", 1)]


def test_what_is_for_staff_only_is_not_in_the_log(office):
    assert facts(office.published(audience="internal")) == []


def test_a_text_that_is_made_internal_is_closed(office):
    record = office.published()
    office.corrected(record, audience="internal")

    assert kinds(record) == [("publish", 1), ("close", 2)]


def test_setup_enters_what_was_public_before_there_was_a_log(office, cast):
    record, gone = office.published(), office.published(title="另一份")
    office.corrected(record, body="<p>更正后的正文。</p>")
    records.remove(information=gone, reason="误发", by=cast.approver)
    office.published(title="内部", audience="internal")
    forget_the_log()

    assert actions.backfill() == {"log_leaves": 4}
    assert actions.backfill() == {"log_leaves": 0}
    assert kinds(record) == [("publish", 1), ("correct", 2)]
    assert kinds(gone) == [("publish", 1), ("remove", 1)]
    one = facts(record)[0]
    assert one["backfilled"] is True and one["happened"] <= one["time"]
    happened = datetime.strptime(one["happened"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert abs(happened - record.published_at).total_seconds() < 1
