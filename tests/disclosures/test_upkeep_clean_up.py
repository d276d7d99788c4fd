"""A clean-up is proposed by the units, decided by another, and takes effect with its one list."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.disclosures import actions
from mingbai.disclosures.actions import clean_up as steps
from mingbai.disclosures.models import CleanUp, CleanUpItem, Information, Relation, Validity
from mingbai.disclosures.queries import clean_ups, items_of, progress
from mingbai.disclosures.rules.clean_up import Line, left_out, result_html
from mingbai.disclosures.states import Status
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Membership, Role


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def policy(desk, content) -> Information:
    """Published; what the checks ask about a policy is answered by a second person."""
    made = actions.create(organisation=desk.cast.town, by=desk.cast.drafter, **content)
    for finding in actions.submit(information=made, by=desk.cast.drafter).findings:
        if finding["severity"] == "ask":
            actions.answer_finding(
                information=made, fingerprint=finding["fingerprint"], reason="已核对", by=desk.cast.checker
            )
    return actions.publish(information=desk.approve_all(fresh(made)), by=desk.cast.approver)


@pytest.fixture
def policies(desk, content):
    """Three normative documents of 青禾镇, in force."""
    genre = Genre.objects.filter(is_policy=True).first()
    return [
        policy(
            desk,
            content
            | {"title": f"青禾镇{name}管理办法", "document_number": f"青政发〔2025〕{number}号"}
            | {"genre": genre, "written_on": date(2025, 3, number)},
        )
        for number, name in enumerate(("集市", "渡口", "垃圾"), 1)
    ]


@pytest.fixture
def campaign(policies, cast):
    return actions.open_clean_up(
        organisation=cast.town,
        title="2026年规范性文件清理",
        year=2026,
        organisations=[cast.town],
        genres=list(Genre.objects.filter(is_policy=True)),
        written_before=date(2026, 1, 1),
        by=cast.approver,
    )


def decide_all(campaign, cast, *results):
    items = list(campaign.items.order_by("information__pk"))
    for item, result in zip(items, results, strict=True):
        actions.propose_results(items=[item], result=result, reason="已有新规定", by=cast.drafter)
    actions.decide_results(items=items, by=cast.approver)
    actions.finish_deciding(clean_up=campaign, by=cast.approver)
    return items


@pytest.fixture
def drafted(campaign, cast):
    """The list: one document repealed, one expired, one kept."""
    decide_all(campaign, cast, "repeal", "expired", "keep")
    # Who leads the campaign drafts nothing; the town's second drafter does.
    return actions.draft_list(clean_up=fresh(campaign), by=cast.second_drafter)


def complete(information, cast, **more):
    theme, item = Theme.objects.get(parent=None, name="综合政务"), CatalogueItem.objects.first()
    row = fresh(information)
    actions.edit(
        information=row,
        by=cast.second_drafter,
        base=row.latest_revision_id,
        theme=theme,
        catalogue_item=item,
        **more,
    )
    actions.submit(information=fresh(row), by=cast.second_drafter)
    return fresh(row)


def test_a_campaign_takes_in_what_is_in_force_and_old_enough(policies, campaign, cast):
    assert progress(campaign.items.all()).total == 3
    assert actions.collect(clean_up=campaign, by=cast.approver) == 0


def test_nothing_found_begins_no_campaign(policies, cast):
    with pytest.raises(ValidationError, match="没有找到"):
        actions.open_clean_up(
            organisation=cast.town,
            title="清理",
            year=2026,
            organisations=[cast.town],
            genres=list(Genre.objects.filter(is_policy=True)),
            written_before=date(2020, 1, 1),
            by=cast.approver,
        )
    assert not CleanUp.objects.exists()


def test_nobody_decides_on_a_proposal_of_their_own(campaign, cast):
    item = campaign.items.first()
    actions.propose_results(items=[item], result="keep", reason="", by=cast.approver)
    with pytest.raises(Denied, match="另一个人"):
        actions.decide_results(items=[item], by=cast.approver)


def test_repealing_needs_a_reason(campaign, cast):
    with pytest.raises(ValidationError, match="理由"):
        actions.propose_results(items=campaign.items.all(), result="repeal", reason=" ", by=cast.drafter)


def test_what_is_undecided_keeps_the_list_back(campaign, cast):
    with pytest.raises(Denied, match="还有 3 件"):
        actions.finish_deciding(clean_up=campaign, by=cast.approver)
    with pytest.raises(Denied):
        actions.draft_list(clean_up=campaign, by=cast.second_drafter)


def test_the_lists_publication_puts_all_decisions_into_effect(drafted, policies, campaign, cast, desk):
    ready = desk.approve_all(complete(drafted, cast))
    assert [fresh(one).validity for one in policies] == [Validity.IN_FORCE] * 3
    actions.publish(information=ready, by=cast.approver)
    found = [Validity.REPEALED, Validity.EXPIRED, Validity.IN_FORCE]
    assert [fresh(one).validity for one in policies] == found
    kinds = Relation.objects.filter(source=drafted).order_by("target__pk").values_list("kind", flat=True)
    assert list(kinds) == [Relation.Kind.REPEALS, Relation.Kind.ENDS]
    assert fresh(campaign).state == CleanUp.State.PUBLISHED


def test_a_failing_effect_keeps_the_list_back_too(drafted, policies, cast, desk, monkeypatch):
    ready = desk.approve_all(complete(drafted, cast))
    done = []

    def fail_on_second(**values):
        done.append(values)
        if len(done) == 2:
            raise RuntimeError("disk")
        return original(**values)

    original = steps.mark_validity
    monkeypatch.setattr(steps, "mark_validity", fail_on_second)
    with pytest.raises(RuntimeError):
        actions.publish(information=ready, by=cast.approver)
    assert fresh(drafted).status == Status.UNPUBLISHED
    assert [fresh(one).validity for one in policies] == [Validity.IN_FORCE] * 3


def test_a_list_that_leaves_out_what_it_repeals_is_not_published(drafted, policies, cast, desk):
    ready = desk.approve_all(complete(drafted, cast, body="<p>清理结果如下。</p>"))
    with pytest.raises(Denied, match="集市管理办法"):
        actions.publish(information=ready, by=cast.approver)
    assert fresh(drafted).status == Status.UNPUBLISHED


def test_what_rests_on_a_repealed_text_says_so_to_the_public(drafted, policies, cast, desk, content, client):
    rests = desk.published(**content | {"title": "青禾镇集市摊位收费说明", "document_number": ""})
    actions.relate(source=rests, target=fresh(policies[0]), kind=Relation.Kind.BASED_ON, by=cast.approver)
    before = client.get(rests.get_absolute_url()).content.decode()
    actions.publish(information=desk.approve_all(complete(drafted, cast)), by=cast.approver)
    after = client.get(rests.get_absolute_url()).content.decode()
    assert "已废止" not in before
    assert "本文所依据的文件" in after and "已废止" in after
    ended = client.get(policies[0].get_absolute_url()).content.decode()
    assert "本文已经废止" in ended and drafted.title in ended


def test_taking_the_list_back_undoes_nothing_and_says_so(drafted, policies, campaign, cast, desk):
    done = actions.publish(information=desk.approve_all(complete(drafted, cast)), by=cast.approver)
    actions.withdraw(information=done, reason="有误", by=cast.approver)
    assert fresh(policies[0]).validity == Validity.REPEALED
    assert fresh(campaign).withdrawn_at is not None


def test_decisions_are_taken_up_again_only_without_a_list(drafted, campaign, cast):
    with pytest.raises(Denied, match="已经起草"):
        actions.reopen(clean_up=campaign, reason="改", by=cast.approver)
    actions.discard(information=fresh(drafted), by=cast.second_drafter)
    actions.reopen(clean_up=fresh(campaign), reason="补充一件", by=cast.approver)
    assert fresh(campaign).state == CleanUp.State.OPEN


def test_what_was_repealed_in_between_is_left_as_it_is(drafted, policies, cast, desk):
    actions.set_validity(
        information=fresh(policies[0]), validity=Validity.EXPIRED, note="到期", by=cast.approver
    )
    actions.publish(information=desk.approve_all(complete(drafted, cast)), by=cast.approver)
    assert fresh(policies[0]).validity == Validity.EXPIRED
    assert "没有再改" in CleanUpItem.objects.get(information=policies[0]).applied_note


def test_a_unit_sees_and_proposes_for_its_own_documents_only(policies, cast):
    county = actions.open_clean_up(
        organisation=cast.county,
        title="全县清理",
        year=2026,
        organisations=[cast.county],
        genres=list(Genre.objects.filter(is_policy=True)),
        written_before=date(2026, 1, 1),
        by=cast.county_office,
    )
    assert items_of(cast.drafter, county).count() == 3
    assert list(clean_ups(cast.stranger)) == []
    assert items_of(cast.stranger, county).count() == 0
    with pytest.raises(Denied):
        actions.propose_results(items=county.items.all(), result="keep", reason="", by=cast.stranger)
    actions.propose_results(items=county.items.all(), result="keep", reason="", by=cast.drafter)
    with pytest.raises(Denied):  # the town does not decide in the county's campaign
        actions.decide_results(items=county.items.all(), by=cast.approver)
    assert actions.decide_results(items=county.items.all(), by=cast.county_office) == 3


def test_the_county_drafts_its_list_by_somebody_who_drafts_there(cast, policies):
    Membership.objects.create(
        user=cast.stranger, organisation=cast.county, role=Role.DRAFTER, valid_from=date(2020, 1, 1)
    )
    county = CleanUp.objects.create(
        organisation=cast.county,
        title="全县清理",
        year=2026,
        written_before=date(2026, 1, 1),
        state=CleanUp.State.DECIDED,
        created_by=cast.county_office,
        created_at="2026-01-01T00:00Z",
    )
    with pytest.raises(Denied):
        actions.draft_list(clean_up=county, by=cast.county_office)
    assert isinstance(actions.draft_list(clean_up=county, by=cast.stranger), Information)


LINES = [
    Line("repeal", "集市<管理>办法", "青政发〔2020〕1号", "青禾镇", date(2020, 3, 1), "被新办法代替"),
    Line("keep", "渡口管理办法", "", "青禾镇", None, ""),
]


def test_the_list_has_a_table_for_each_result_and_escapes_what_it_shows():
    html = result_html("青禾镇", 2026, LINES)
    assert "一、决定废止的文件（1件）" in html and "二、继续有效的文件（1件）" in html
    assert "集市&lt;管理&gt;办法" in html and "宣布失效" not in html.split("</p>", 1)[1]


def test_a_list_is_searched_for_titles_without_regard_to_spaces():
    assert left_out(LINES, "集市 <管理> 办法\n") == []
    assert left_out(LINES, "渡口管理办法") == ["集市<管理>办法"]
