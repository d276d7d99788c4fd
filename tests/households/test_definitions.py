"""A kind of list cannot be set up so that it shows what the law keeps private."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from mingbai.households import actions, queries
from mingbai.households.models import KindVersion, ListKind
from mingbai.households.rules.definitions import Column, Show, Type, as_json, check_of, of_json, problems
from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied

LIMITS = ["posting.social_assistance", "posting.village_subsidy"]


@pytest.fixture
def kind(lists) -> ListKind:
    return ListKind.objects.get(key="minimum-living")


def changed(kind: ListKind, type_: Type, **given):
    definition = queries.version_of(kind).definition
    columns = tuple(replace(one, **given) if one.type == type_ else one for one in definition.columns)
    return replace(definition, columns=columns)


def test_the_three_kinds_that_come_with_the_product_are_sound(lists):
    assert [one.kind.name for one in queries.kinds()] == ["惠农补贴", "最低生活保障", "救灾救助物资"]
    for one in queries.kinds():
        assert problems(one.definition, LIMITS) == []
        assert of_json(as_json(one.definition)) == one.definition
    assert actions.load_kinds() == 0


@pytest.mark.parametrize("type_", [Type.ID, Type.PHONE, Type.BANK])
@pytest.mark.parametrize("view", ["public", "board"])
def test_sensitive_columns_are_never_shown_whole(kind, type_, view):
    assert any("个人隐私" in one for one in problems(changed(kind, type_, **{view: Show.FULL}), LIMITS))
    assert problems(changed(kind, type_, **{view: Show.MASK}), LIMITS) == []


def test_whole_names_stand_on_the_board_alone_and_with_the_law_that_wants_it(kind):
    assert any("抄走" in one for one in problems(changed(kind, Type.NAME, public=Show.FULL), LIMITS))
    whole = changed(kind, Type.NAME, board=Show.FULL)
    assert any("依据" in one for one in problems(whole, LIMITS))
    assert problems(replace(whole, names_basis="某办法第十二条"), LIMITS) == []


@pytest.mark.parametrize(
    ("column", "words"),
    [(Column("开户行卡号", Type.TEXT), "银行账号"), (Column("联系手机", Type.TEXT), "电话"),
     (Column("残疾等级", Type.TEXT, public=Show.FULL), "个人隐私"), (Column("备注", Type.TEXT, board=Show.MASK), "遮住一部分"),
     (Column("类", Type.CHOICE, options=("甲",)), "选项"), (Column("=1+1", Type.TEXT), "开头"),
     (Column("数", Type.NUMBER, least=Decimal(2), most=Decimal(1)), "最小"), (Column("备注", Type.TEXT, total=True), "合计"),
     (Column("户主姓名", Type.TEXT), "名称相同"), (Column("另一人", Type.NAME, required=True), "只能有一列"),
     (Column("账号", Type.BANK, household=Show.FULL), "末四位")],
)  # fmt: skip
def test_columns_that_make_no_sense_are_refused_with_a_reason(kind, column, words):
    definition = queries.version_of(kind).definition
    assert any(
        words in one for one in problems(replace(definition, columns=(*definition.columns, column)), LIMITS)
    )


def test_sums_are_written_as_people_write_them():
    assert str(check_of("补贴金额＝补贴面积*补贴标准")) == "补贴金额 = 补贴面积 × 补贴标准"
    assert check_of("合计 = 甲 + 乙＋丙").parts == ("甲", "乙", "丙")
    for wrong in ("合计", "a = b", "a = b + c × d", "= b + c"):
        with pytest.raises(ValueError):
            check_of(wrong)


def test_only_the_county_office_changes_a_kind_and_lists_there_are_keep_theirs(lists, cast, kind):
    row = lists.new()
    better = replace(queries.version_of(kind).definition, basis="县办法")
    with pytest.raises(Denied):
        actions.define(definition=better, by=cast.drafter, name=kind.name, kind=kind)
    actions.define(definition=better, by=cast.county_office, name=kind.name, kind=kind)
    assert KindVersion.objects.filter(kind=kind).count() == 2
    assert row.rules.number == 1 and lists.new().rules.definition.basis == "县办法"
    with pytest.raises(ValidationError):
        bad = changed(kind, Type.BANK, public=Show.FULL)
        actions.define(definition=bad, by=cast.county_office, name=kind.name, kind=kind)
    actions.retire(kind=kind, by=cast.county_office)
    with pytest.raises(ValidationError):
        lists.new()
    assert Event.objects.filter(verb="household.define").count() == 1


def test_the_county_office_sets_up_a_kind_on_a_page(lists, cast, at_desk, kind):
    office = at_desk(cast.county_office)
    page = office.get(f"/desk/households/kinds/{kind.pk}/")
    assert page.status_code == 200
    form = page.context["form"]
    sent = {name: form.initial.get(name) or "" for name in form.fields}
    for one in page.context["columns"]:
        sent |= {f"{one.prefix}-{name}": one.initial.get(name) or "" for name in one.fields if one.initial}
    sent = {key: "、".join(value) if isinstance(value, list) else value for key, value in sent.items()}
    sent |= {"basis": "县里的办法", "c4-public": "full"}
    answer = office.post(f"/desk/households/kinds/{kind.pk}/", sent)
    assert answer.status_code == 422 and "个人隐私" in answer.content.decode()
    assert "县里的办法" in answer.content.decode()
    answer = office.post(f"/desk/households/kinds/{kind.pk}/", sent | {"c4-public": "mask"})
    assert answer.status_code == 302
    now = queries.version_of(kind).definition
    assert now.basis == "县里的办法" and now.of_type(Type.PHONE).public == Show.MASK


def test_sums_and_areas_are_shown_with_their_unit():
    area = Column("补贴面积", Type.NUMBER, hint="单位：亩，最多四位小数")
    sums = Column("补贴金额", Type.MONEY)

    assert (area.label, sums.label) == ("补贴面积（亩）", "补贴金额（元）")
    assert replace(sums, name="金额（元）").label == "金额（元）"
