"""Matters, topics, elements and readers: kept beside a text, never part of it."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from mingbai.catalogue.rules.elements import elements_of
from mingbai.disclosures import actions
from mingbai.disclosures.models import Audience, Information, InternalOpening, Topic
from mingbai.disclosures.queries import (
    beside,
    checklist,
    counted,
    counts,
    counts_by_topic,
    published_between,
    readers,
    slots_of,
)
from mingbai.disclosures.rules.elements import proposed, still_there
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.notifications.models import Notice
from mingbai.organisations.models import Membership, Role
from mingbai.organisations.queries import scope_of
from mingbai.search.queries import Query, search


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def text(desk, content):
    return desk.published(**content)


@pytest.fixture
def matter(cast):
    return actions.open_dossier(organisation=cast.town, title="柳湾村饮水管网改造", by=cast.drafter)


# -- matters -------------------------------------------------------------------


def put(matter, text, cast, slot="decision", phase="before"):
    return actions.put_in(dossier=matter, information=text, slot=slot, phase=phase, by=cast.drafter)


def missing(matter, today) -> list[str]:
    return [one.label for one in slots_of(fresh(matter), 90, today) if one.missing]


def test_empty_slots_raise_an_alarm_only_when_time_is_up(matter, text, cast):
    put(matter, text, cast)
    assert missing(matter, clock.today() + timedelta(days=89)) == []
    late = missing(matter, clock.today() + timedelta(days=90))
    assert late == ["执行公开", "管理公开", "服务公开", "结果公开"]


def test_a_waived_slot_and_a_closed_matter_are_not_missing(matter, text, cast):
    put(matter, text, cast)
    later = clock.today() + timedelta(days=100)
    actions.waive_slot(dossier=matter, slot="service", reason="没有办事服务", by=cast.drafter)
    assert "服务公开" not in missing(matter, later)
    actions.close_dossier(dossier=fresh(matter), by=cast.drafter)
    assert missing(matter, later) == []


def test_nothing_public_raises_no_alarm(matter, cast, content):
    draft = actions.create(organisation=cast.town, by=cast.drafter, **content)
    put(matter, draft, cast)
    assert missing(matter, clock.today() + timedelta(days=1000)) == []


def test_what_is_taken_out_may_be_put_in_again_but_not_twice(matter, text, cast):
    entry = put(matter, text, cast)
    with pytest.raises(ValidationError, match="已经在这个环节"):
        put(matter, text, cast)
    actions.take_out(entry=entry, by=cast.drafter)
    assert put(matter, text, cast).pk != entry.pk


def test_the_public_sees_the_other_public_texts_of_a_matter_only(matter, text, desk, cast, content, client):
    result = desk.published(**content | {"title": "管网改造竣工结果", "document_number": ""})
    draft = actions.create(organisation=cast.town, by=cast.drafter, **content | {"title": "未定稿的验收意见"})
    for one, slot in ((text, "decision"), (result, "result"), (draft, "management")):
        put(matter, one, cast, slot)
    page = client.get(text.get_absolute_url()).content.decode()
    assert "同一事项的其他信息" in page and "管网改造竣工结果" in page
    assert "未定稿的验收意见" not in page
    actions.withdraw(information=fresh(result), reason="有误", by=cast.approver)
    assert "管网改造竣工结果" not in client.get(text.get_absolute_url()).content.decode()


def test_the_next_town_keeps_out_of_a_matter(matter, text, cast):
    with pytest.raises(Denied):
        actions.put_in(dossier=matter, information=text, slot="result", phase="after", by=cast.stranger)
    with pytest.raises(Denied):
        actions.open_dossier(organisation=cast.town, title="别人的事", by=cast.stranger)


# -- topics --------------------------------------------------------------------


@pytest.fixture
def topic(cast):
    return actions.add_topic(name="稳就业保民生", from_year=2020, by=cast.county_office)


def test_tagging_changes_neither_the_text_nor_its_digest(text, topic, cast):
    before = fresh(text)
    assert actions.tag(texts=[text], topic=topic, by=cast.drafter) == 1
    assert actions.tag(texts=[text], topic=topic, by=cast.drafter) == 0
    after = fresh(text)
    assert (after.digest, after.public_digest) == (before.digest, before.public_digest)
    assert after.latest_revision_id == before.latest_revision_id


def test_a_number_and_the_list_behind_it_are_the_same_query(text, topic, desk, content, cast):
    other = desk.published(**content | {"title": "另一份通知", "document_number": ""})
    actions.tag(texts=[text, other], topic=topic, by=cast.drafter)
    actions.untag(information=other, topic=topic, by=cast.drafter)
    today = clock.today()
    row = counts_by_topic(scope_of(cast.county_office, "record.read"), today, today)[0]
    assert (row.number, list(row.rows)) == (1, [text])
    by_genre = counts(cast.county, today, today, by="genre")
    assert [(one.label, one.number, one.rows.count()) for one in by_genre] == [("通知", 2, 2)]
    assert counted(cast.next_town, today, today, by="topic", key=str(topic.pk)).count() == 0


def test_days_of_a_count_are_chinas_and_both_ends_belong_to_it(text):
    day = datetime(2026, 3, 31, 23, 30, tzinfo=clock.CHINA)
    Information.objects.filter(pk=text.pk).update(published_at=day)
    place = text.organisation
    assert published_between(place, date(2026, 3, 1), date(2026, 3, 31)).count() == 1
    assert published_between(place, date(2026, 4, 1), None).count() == 0


def test_a_topic_counts_only_where_and_when_it_belongs(text, cast):
    theirs = actions.add_topic(name="渡口整治", from_year=2020, organisation=cast.next_town, by=cast.stranger)
    old = actions.add_topic(name="旧任务", from_year=2015, to_year=2016, by=cast.county_office)
    for topic in (theirs, old):
        with pytest.raises(Denied):
            actions.tag(texts=[text], topic=topic, by=cast.drafter)
    with pytest.raises(Denied):
        actions.tag(texts=[text], topic=old, by=cast.stranger)
    with pytest.raises(Denied):
        actions.add_topic(name="全县主题", from_year=2020, by=cast.drafter)


def test_a_topic_is_made_once(topic, cast):
    with pytest.raises(ValidationError, match="已经有"):
        actions.add_topic(name="稳就业保民生", from_year=2020, by=cast.county_office)
    assert Topic.objects.count() == 1


# -- elements ------------------------------------------------------------------

BODY = (
    "<h2>一、办事依据</h2><p>按照《城市供水条例》第二十二条办理。</p><p>供水站负责检修，镇政府配合。</p>"
    "<p>不得收取押金；群众可以拨打电话举报。</p>"
)


@pytest.fixture
def with_elements(cast, content):
    return actions.create(organisation=cast.town, by=cast.drafter, **content | {"body": BODY})


@pytest.mark.parametrize(
    ("key", "label", "expected"),
    [
        ("six:basis", "办事依据", "按照《城市供水条例》第二十二条办理。"),
        ("six:duty", "办事职责", "供水站负责检修，镇政府配合。"),
        ("six:discipline", "办事纪律", "不得收取押金；"),
        ("six:conditions", "办事条件", ""),
        ("own:x", "供水检修", "供水站负责检修，镇政府配合。"),
        ("own:y", "拆迁补偿", ""),
    ],
)
def test_a_passage_is_proposed_by_heading_or_words_and_never_made_up(key, label, expected):
    text = "一、办事依据\n按照《城市供水条例》第二十二条办理。\n供水站负责检修，镇政府配合。\n不得收取押金；群众可以拨打电话举报。"
    found = proposed(key, label, text)
    assert found == expected


def test_a_quote_is_found_whatever_its_line_breaks():
    assert still_there("第一句。 第二句。", "第一句。\n第二句。")
    assert not still_there("", "任何文字") and not still_there("第三句", "第一句")


def test_a_place_that_the_text_no_longer_has_asks_for_confirmation(with_elements, cast):
    actions.accept_proposals(information=with_elements, keys=["six:basis"], by=cast.drafter)
    assert [one.state for one in checklist(fresh(with_elements)) if one.key == "six:basis"] == ["已指明"]
    row = fresh(with_elements)
    actions.edit(information=row, by=cast.drafter, base=row.latest_revision_id, body="<p>换了一段话。</p>")
    row = fresh(with_elements)
    assert [one.state for one in checklist(row) if one.key == "six:basis"] == ["需要重新确认"]
    asked = [
        one for one in actions.submit(information=row, by=cast.drafter).findings if one["kind"] == "elements"
    ]
    assert [one["severity"] for one in asked] == ["ask", "note"]


def test_a_text_whose_checklist_is_untouched_gets_no_finding(with_elements, cast):
    report = actions.submit(information=with_elements, by=cast.drafter)
    assert [one for one in report.findings if one["kind"] == "elements"] == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "passage", "quote": "正文里没有的话"}, "quote"),
        ({"kind": "attachment", "attachment": 999}, "attachment"),
        ({"kind": "not_applicable", "reason": " "}, "reason"),
        ({"kind": "elsewhere"}, "kind"),
    ],
)
def test_a_place_that_does_not_exist_is_refused(with_elements, cast, values, field):
    with pytest.raises(ValidationError) as refused:
        actions.point_out(information=with_elements, key="six:duty", by=cast.drafter, **values)
    assert field in refused.value.message_dict


def test_a_new_answer_ends_the_one_before(with_elements, cast):
    for reason in ("本事项不设条件", "对象是全体村民，不设条件"):
        actions.point_out(
            information=with_elements,
            key="six:conditions",
            kind="not_applicable",
            reason=reason,
            by=cast.drafter,
        )
    rows = with_elements.element_answers.all()
    assert [row.ended_at is None for row in rows] == [False, True]
    part = beside(cast.drafter, fresh(with_elements), may_tag=True)
    assert (part.done, len(part.elements)) == (1, len(elements_of(with_elements.catalogue_item)))


# -- readers -------------------------------------------------------------------


@pytest.fixture
def inside(desk, content):
    return desk.published(**content | {"audience": Audience.INTERNAL, "title": "值班安排（内部）"})


def test_opening_an_internal_text_leaves_one_receipt(inside, cast, client):
    client.force_login(cast.checker)
    for _ in range(2):
        assert client.get(f"/desk/internal/{inside.pk}/").status_code == 200
    assert InternalOpening.objects.count() == 1
    found = readers(fresh(inside))
    assert found.line == "已读 1/7" and [one.user for one in found.read] == [cast.checker]


def test_a_stranger_leaves_no_receipt(inside, cast, client):
    client.force_login(cast.stranger)
    assert client.get(f"/desk/internal/{inside.pk}/").status_code == 404
    with pytest.raises(Denied):
        actions.note_opening(information=inside, by=cast.stranger)
    assert not InternalOpening.objects.exists()


def test_who_holds_two_roles_counts_once_and_who_left_not_at_all(inside, cast):
    before = readers(inside)
    Membership.objects.create(
        user=cast.checker, organisation=cast.town, role=Role.DRAFTER, valid_from=date(2020, 1, 1)
    )
    cast.second_drafter.memberships.update(valid_to=date(2021, 1, 1))
    assert len(readers(inside).unread) == len(before.unread) - 1


def test_a_reminder_reaches_those_who_have_not_read_once_a_day(inside, cast):
    actions.note_opening(information=inside, by=cast.checker)
    told = actions.remind_readers(information=inside, by=cast.drafter)
    assert (told, actions.remind_readers(information=inside, by=cast.drafter)) == (6, 0)
    assert cast.checker.pk not in Notice.objects.values_list("user_id", flat=True)
    with pytest.raises(Denied):
        actions.remind_readers(information=inside, by=cast.stranger)


def test_an_internal_text_reaches_no_public_copy(inside, client):
    assert search(Query(book="public", words="值班安排")).count == 0
    for address in (inside.get_absolute_url(), f"/r/{inside.pk}/versions/", f"/r/{inside.pk}/versions/1/"):
        assert client.get(address).status_code == 404, address
    for address in ("/", "/list/", "/feed/", "/sitemap.xml", "/search/?q=值班安排", "/organisations/qinghe/"):
        assert "值班安排（内部）" not in client.get(address, follow=True).content.decode(), address
