"""An office words its letters in its own way, and keeps what the law asks for."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from mingbai.ledger.models import Event
from mingbai.letters import actions, packaged, queries
from mingbai.letters.models import Template
from mingbai.letters.rules import MissingValues, combinations, key_of
from mingbai.letters.rules.checking import must_keep, problems
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.timelimits.actions import change_limit
from tests.letters.making import GIVEN

RECEIPT = key_of("receipt")
REFUSED = key_of("answer", "refused_internal")


def text_of(key) -> str:
    return packaged.wordings()[key].body


def adapt(by, place, key=RECEIPT, *, text=None, title="收件回执", base=0, valid_from=None):
    text = text if text is not None else text_of(key) + "\n欢迎来访。"
    day = valid_from or clock.today()
    return actions.adapt(
        organisation=place, key=key, title=title, text=text, base=base, valid_from=day, by=by
    )


def letter(place, kind="receipt", leaf="", **values):
    return queries.compose(kind=kind, leaf=leaf, values={**GIVEN, **values}, organisation=place)


def test_an_adapted_template_counts_in_the_organisation_and_below_it_and_nowhere_else(cast):
    adapt(cast.foi_officer, cast.town)
    today = clock.today()
    for place, adapted in (
        (cast.town, True),
        (cast.village, True),
        (cast.next_town, False),
        (cast.county, False),
    ):
        found = letter(place, 机关电话="0999-1", 落款日期=today)
        assert ("欢迎来访。" in found.text, found.version) == (adapted, int(adapted))
        assert found.official.signed == (place.name,)


def test_what_is_nearer_wins_and_giving_it_up_leads_back_to_what_is_above(cast):
    adapt(cast.organisation_admin, cast.town)
    own = text_of(RECEIPT) + "\n村里的话。"
    adapt(cast.organisation_admin, cast.village, text=own)
    assert queries.wording_of(cast.village, RECEIPT).owner == cast.village
    actions.restore(organisation=cast.village, key=RECEIPT, base=1, by=cast.organisation_admin)
    assert queries.wording_of(cast.village, RECEIPT).owner == cast.town
    actions.restore(organisation=cast.town, key=RECEIPT, base=1, by=cast.organisation_admin)
    assert queries.wording_of(cast.village, RECEIPT).wording == packaged.wordings()[RECEIPT]
    assert [row.version for row in queries.history(cast.village, RECEIPT)] == [2, 1]


def test_a_template_begins_to_count_on_its_day(cast):
    today = clock.today()
    adapt(cast.foi_officer, cast.town, valid_from=today + timedelta(3))
    assert letter(cast.town, 落款日期=today).version == 0
    assert letter(cast.town, 落款日期=today + timedelta(3)).version == 1


def test_giving_up_also_ends_what_would_have_begun_later(cast):
    today = clock.today()
    adapt(cast.foi_officer, cast.town, valid_from=today + timedelta(3))
    actions.restore(organisation=cast.town, key=RECEIPT, base=1, by=cast.foi_officer)
    assert letter(cast.town, 落款日期=today + timedelta(3)).version == 0


def test_only_whoever_looks_after_the_office_adapts(cast):
    for by in (cast.drafter, cast.approver, cast.stranger, cast.county_office):
        with pytest.raises(Denied):
            adapt(by, cast.town)
    with pytest.raises(Denied):
        adapt(cast.foi_officer, cast.next_town)
    assert not Template.objects.exists()


def test_two_who_change_the_same_template_do_not_overwrite_each_other(cast):
    adapt(cast.foi_officer, cast.town)
    with pytest.raises(ValidationError, match="别人改过"):
        adapt(cast.organisation_admin, cast.town, text=text_of(RECEIPT) + "\n另一句。")
    with pytest.raises(ValidationError, match="别人改过"):
        actions.restore(organisation=cast.town, key=RECEIPT, base=0, by=cast.foi_officer)
    assert Template.objects.count() == 1


def test_the_trail_names_the_template_and_its_version(cast):
    adapt(cast.foi_officer, cast.town, REFUSED)
    event = Event.objects.get(verb="letter.adapt")
    assert event.detail["template"] == "answer.refused_internal"
    assert (event.detail["version"], event.organisation_code) == (1, cast.town.code)


WRONG = [
    ("{申请人}已办。", "text", "法律要求写明的{登记编号}"),
    (text_of(RECEIPT) + "\n{不存在}", "text", "{不存在}不能用在这份文书里"),
    (text_of(RECEIPT) + "\n{理由}", "text", "{理由}不能用在这份文书里"),
    (text_of(RECEIPT) + "\n{申请人.__class__}", "text", "只能写一个名称"),
    (text_of(RECEIPT) + "\n查询码{查询码}", "text", "{查询码}不是每次都有"),
    (text_of(RECEIPT).replace("申请公开的内容", "[如有:登记编号]{登记编号}"), "", ""),
    (
        text_of(RECEIPT).replace("，登记编号为{登记编号}", "") + "\n[如有:登记编号]{登记编号}",
        "text",
        "不能放在“如有”后面",
    ),
    ("", "text", "请写正文"),
    ("甲" * 10_001, "text", "最多10000个字"),
]


@pytest.mark.parametrize(("text", "field", "says"), WRONG)
def test_a_text_that_would_break_letters_is_refused(cast, text, field, says):
    if not field:
        assert adapt(cast.foi_officer, cast.town, text=text).version == 1
        return
    with pytest.raises(ValidationError) as wrong:
        adapt(cast.foi_officer, cast.town, text=text)
    assert says in "".join(wrong.value.message_dict[field])
    assert not Template.objects.exists()


def test_a_title_without_words_or_with_names_is_refused(cast):
    for title in ("  ", "{申请人}", "甲" * 61, "甲|乙"):
        with pytest.raises(ValidationError) as wrong:
            adapt(cast.foi_officer, cast.town, title=title)
        assert list(wrong.value.message_dict) == ["title"]


def test_nothing_changed_and_days_gone_by_are_refused(cast):
    shipped = packaged.wordings()[RECEIPT]
    with pytest.raises(ValidationError, match="没有改动"):
        adapt(cast.foi_officer, cast.town, text=shipped.body, title=shipped.title)
    with pytest.raises(ValidationError, match="不能早于今天"):
        adapt(cast.foi_officer, cast.town, valid_from=clock.today() - timedelta(1))
    with pytest.raises(ValidationError, match="没有改过"):
        actions.restore(organisation=cast.town, key=RECEIPT, base=0, by=cast.foi_officer)


@pytest.mark.parametrize("key", combinations(), ids=str)
def test_what_the_law_asks_for_cannot_be_taken_out_of_any_template(key):
    shipped, known = packaged.wordings()[key], packaged.names()
    assert problems(shipped, shipped, known) == {}
    kept = must_keep(shipped, known)
    if key.kind == "answer":
        assert {"条款", "救济告知", "申请内容"} <= kept
        assert ("事由" in kept) == key.leaf.startswith("refused_")
    for name in kept:
        without = type(shipped)(
            **{
                **_fields(shipped),
                "body": shipped.body.replace(f"{{{name}}}", "").replace(f"[如有:{name}]", ""),
            }
        )
        assert any(f"{{{name}}}" in one for one in problems(without, shipped, known)["text"]), name


def _fields(wording) -> dict:
    return {name: getattr(wording, name) for name in wording.__dataclass_fields__}


def test_remedies_stand_on_a_line_of_their_own(cast):
    text = text_of(REFUSED).replace("{救济告知}", "救济：{救济告知}")
    with pytest.raises(ValidationError, match="单独占一行"):
        adapt(cast.foi_officer, cast.town, REFUSED, text=text)


def test_days_in_a_letter_follow_the_limits(cast):
    today = clock.today()
    values = {"落款日期": today}
    assert "之日起15个工作日内提出意见" in letter(cast.town, "third_party_consultation", **values).text
    change_limit(by=cast.county_office, key="foi.third_party", number=10, valid_from=today, reason="试点")
    assert "之日起10个工作日内提出意见" in letter(cast.town, "third_party_consultation", **values).text


def test_an_office_without_telephone_and_address_is_told(cast):
    with pytest.raises(MissingValues, match="机关联系方式"):
        letter(cast.next_town)


def test_letters_there_are_not_are_refused(cast):
    for kind, leaf, variant in (
        ("receipt", "granted", ""),
        ("answer", "", ""),
        ("answer", "not_held", ""),
        ("x", "", ""),
    ):
        with pytest.raises(ValueError, match="letter|not a valid"):
            queries.compose(kind=kind, leaf=leaf, variant=variant, values=GIVEN, organisation=cast.town)
