from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from mingbai.lib import clock, tables
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Kind
from mingbai.promises import actions, exports, followers, queries
from mingbai.promises.models import Promise, Rating
from mingbai.promises.states import State


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("验收.txt", "验收合格".encode())


def reported(promise, by, number, **values):
    values = {"on": clock.today(), "text": f"做到{number}公里"} | values
    return actions.report(promise=promise, by=by, number=Decimal(number), **values)


def test_nobody_confirms_what_they_entered(promise, cast):
    with pytest.raises(Denied, match="另一位同事"):
        actions.confirm(promise=promise, by=cast.drafter)
    assert actions.confirm(promise=promise, by=cast.approver).confirmed_by == cast.approver


def test_a_promise_needs_somebody_responsible_and_a_unit_for_its_number(cast, values):
    with pytest.raises(ValidationError) as caught:
        actions.add(by=cast.drafter, **values | {"responsible": [], "target_unit": ""})
    assert set(caught.value.message_dict) == {"responsible", "target_unit"}
    assert not Promise.objects.exists()


def test_two_promises_of_a_year_do_not_share_a_number(promise, cast, values):
    with pytest.raises(ValidationError):
        actions.add(by=cast.drafter, **values)


def test_the_target_of_a_public_promise_changes_only_openly(public, cast, values):
    changed = {k: v for k, v in values.items() if k not in ("organisation", "year")}
    with pytest.raises(ValidationError, match="调整目标"):
        actions.edit(promise=public, by=cast.drafter, **changed | {"target_number": Decimal(8)})
    actions.change_target(
        promise=public,
        by=cast.drafter,
        reason="资金减少",
        target_text="年底前硬化村道8公里",
        target_number=Decimal(8),
        target_unit="公里",
        due_on=date(2026, 12, 31),
    )
    assert (public.state, public.changes.get().before_number) == (State.CHANGED, Decimal(12))
    assert public.confirmed_at is None


def test_per_cent_follows_from_the_number(public, cast):
    assert reported(public, cast.drafter, 3).percent == 25


def test_the_village_responsible_for_it_reports_too_and_the_next_town_does_not(public, cast):
    assert reported(public, cast.reporter, 1).entered_by == cast.reporter
    with pytest.raises(Denied):
        reported(public, cast.stranger, 2)


def test_progress_that_shrinks_says_why(public, cast):
    reported(public, cast.drafter, 6)
    with pytest.raises(ValidationError) as caught:
        reported(public, cast.drafter, 5)
    assert "reason" in caught.value.message_dict
    assert reported(public, cast.drafter, 5, reason="一段返工").percent == 41


def test_a_cancelled_entry_no_longer_counts(public, cast):
    wrong = reported(public, cast.drafter, 11)
    actions.cancel_progress(progress=wrong, by=cast.drafter, reason="填错")
    assert reported(public, cast.drafter, 2).percent == 16


def test_only_public_records_are_evidence(public, cast, desk, content):
    draft = desk.approved(**content)
    with pytest.raises(ValidationError, match="已经公开"):
        reported(public, cast.drafter, 1, evidence=[draft])


def test_fulfilled_needs_evidence_the_whole_target_and_another_person(public, cast):
    reported(public, cast.drafter, 12)
    with pytest.raises(Denied, match="另一位同事认定"):
        actions.settle(promise=public, state="fulfilled", by=cast.drafter)
    with pytest.raises(ValidationError, match="佐证"):
        actions.settle(promise=public, state="fulfilled", by=cast.second_drafter)
    reported(public, cast.drafter, 12, file=proof())
    actions.settle(promise=public, state="fulfilled", by=cast.second_drafter)
    assert public.state == State.FULFILLED
    with pytest.raises(Denied):
        reported(public, cast.drafter, 12)


def test_personal_data_do_not_go_public_with_progress(public, cast):
    with pytest.raises(ValidationError, match="个人信息"):
        reported(public, cast.drafter, 1, text="联系人电话13812345678")


def test_followers_are_told_in_the_same_transaction(promise, cast):
    def broken(_):
        raise RuntimeError

    followers.register("test", broken)
    try:
        with pytest.raises(RuntimeError):
            actions.confirm(promise=promise, by=cast.second_drafter)
    finally:
        followers._followers.pop("test")
    promise.refresh_from_db()
    assert promise.confirmed_at is None


def test_confirmed_progress_is_evidence_for_all_who_are_responsible(public, cast):
    step = reported(public, cast.drafter, 3)
    today = clock.today()
    assert queries.progress_dates(None, today, today) == []
    actions.confirm_progress(progress=step, by=cast.second_drafter)
    found = queries.progress_dates([cast.town.pk, cast.village.pk], today, today)
    assert {one.organisation_id for one in found} == {cast.town.pk, cast.village.pk}
    assert queries.progress_dates([cast.next_town.pk], today, today) == []


# -- ratings --------------------------------------------------------------------


def rated(promise, number, score=5, comment=""):
    return actions.rate(
        promise=promise, score=score, comment=comment, browser=f"b{number}", address="10.0.0.1"
    )


def test_a_browser_rates_once(public):
    rated(public, 1)
    with pytest.raises(ValidationError, match="已经评价过"):
        rated(public, 1)


def test_one_address_does_not_flood(public, settings):
    settings.RATINGS_PER_HOUR = 3
    for number in range(3):
        rated(public, number)
    with pytest.raises(ValidationError, match="太多"):
        rated(public, 9)


def test_a_rating_keeps_nothing_that_tells_who_gave_it(public):
    row = rated(public, 1, comment="路修得好")
    kept = str(Rating.objects.filter(pk=row.pk).values().get())
    assert "b1" not in kept.split("'") and "10.0.0.1" not in kept
    with pytest.raises(ValidationError, match="个人信息"):
        rated(public, 2, comment="请回电13812345678")


def test_a_hidden_comment_still_counts(public, cast):
    for number in range(10):
        rated(public, number, score=2, comment="差")
    actions.hide_comment(rating=Rating.objects.first(), by=cast.drafter, reason="辱骂")
    assert "平均 2.0 分" in queries.opinion([public], 10)[public.pk].words


def test_an_unconfirmed_promise_cannot_be_rated(promise):
    with pytest.raises(ValidationError):
        rated(promise, 1)


# -- tables ---------------------------------------------------------------------

ROW = ["2026", "7", "民生实事", "新建公厕", "青禾镇人民政府", "", "建成3座", "3", "座", "2026-10-31", ""]


def test_promises_come_from_a_table_and_go_into_one(cast, values):
    data = tables.to_xlsx(exports.TITLES, [ROW])
    (made,) = actions.import_rows(organisation=cast.town, data=data, by=cast.drafter)
    assert (made.number, made.target_number, made.confirmed_at) == (7, Decimal(3), None)
    book = load_workbook(BytesIO(exports.everything([made], {}, queries.opinion([made], 10))))
    assert "新建公厕" in [cell.value for cell in book.active[2]]


@pytest.mark.parametrize(
    ("column", "value", "word"),
    [
        (0, "今年", "年度"),
        (4, "没有这个局", "没有找到"),
        (7, "三座", "目标数"),
        (9, "年底", "完成期限"),
        (10, "XX-1", "出处索引号"),
        (3, "", "名称"),
        (1, "7", "序号"),
    ],
)
def test_a_wrong_row_names_its_cell_and_nothing_is_imported(cast, column, value, word):
    bad = ROW.copy()
    bad[column] = value
    data = tables.to_xlsx(exports.TITLES, [ROW, bad])
    with pytest.raises(ValidationError) as caught:
        actions.import_rows(organisation=cast.town, data=data, by=cast.drafter)
    assert "第 3 行" in caught.value.messages[0] and word in caught.value.messages[0]
    assert not Promise.objects.exists()


def test_the_next_town_reads_no_promise(promise, cast):
    other = cast.next_town.add_child(code="MB29", kind=Kind.STATION, name="水管站", slug="shuiguan")
    assert not queries.promises_for(cast.stranger).exists()
    assert queries.promises_for(cast.drafter).count() == 1
    assert queries.promises_for(cast.reporter).count() == 1
    assert queries.promises_for(cast.county_office).count() == 1
    promise.responsible.add(other)
    assert not queries.promises_for(cast.stranger).exists()
