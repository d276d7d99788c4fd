"""The pages of upkeep: what is typed stays, what is another town's is not there."""

import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from mingbai.catalogue.models import Genre, Ground
from mingbai.disclosures import actions
from mingbai.disclosures.models import Audience, CleanUp, Dossier, Evaluation, Information, Topic
from mingbai.disclosures.rules.upkeep import QUESTIONS
from mingbai.lib import clock


@pytest.fixture
def at(cast):
    """at("drafter"): a browser in which that person of the cast has signed in."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name))
        return client

    return sign_in


@pytest.fixture
def withheld(desk, cast, content):
    ground = Ground.objects.get(code="E14-3")
    ready = desk.approved(**content | {"openness": "withheld", "ground": ground, "title": "储备方案"})
    row = actions.publish(information=ready, by=cast.approver)
    Information.objects.filter(pk=row.pk).update(submitted_at=clock.now() - timedelta(days=500))
    return row


@pytest.fixture
def policy(desk, content):
    row = desk.published(**content | {"written_on": date(2026, 11, 2)})
    Information.objects.filter(pk=row.pk).update(genre=Genre.objects.filter(is_policy=True).first())
    return row


@pytest.fixture
def campaign(policy, cast):
    return actions.open_clean_up(
        organisation=cast.town,
        title="2026年清理",
        year=2026,
        organisations=[cast.town],
        genres=list(Genre.objects.filter(is_policy=True)),
        written_before=date(2027, 1, 1),
        by=cast.approver,
    )


@pytest.fixture
def topic(cast):
    return actions.add_topic(name="森林防火", from_year=2020, by=cast.county_office)


SAID = {question.key: "none" for question in QUESTIONS}


def words(response) -> str:
    return response.content.decode()


def test_an_evaluation_is_proposed_and_confirmed_on_screen(withheld, at):
    queue = words(at("drafter").get("/desk/upkeep/"))
    assert "储备方案" in queue and "超期" in queue
    sent = SAID | {"outcome": "keep", "reason": "仍涉及公共安全"}
    assert at("drafter").post(f"/desk/upkeep/texts/{withheld.pk}/", sent).status_code == 302
    made = Evaluation.objects.get()
    assert at("drafter").post(f"/desk/upkeep/evaluations/{made.pk}/", {"do": "confirm"}).status_code == 422
    assert at("approver").post(f"/desk/upkeep/evaluations/{made.pk}/", {"do": "confirm"}).status_code == 302
    assert "现在没有要评估的" in words(at("drafter").get("/desk/upkeep/"))


def test_an_unfinished_evaluation_keeps_what_was_typed(withheld, at):
    page = at("drafter").post(f"/desk/upkeep/texts/{withheld.pk}/", {"reason": "写了一半的理由"})
    assert page.status_code == 422 and "写了一半的理由" in words(page)
    assert not Evaluation.objects.exists()


def test_a_release_is_begun_on_screen_by_who_may_edit(withheld, at, cast):
    made = actions.propose_evaluation(
        information=Information.objects.get(pk=withheld.pk),
        outcome="release",
        reason="可以公开",
        checklist=SAID,
        by=cast.drafter,
    )
    at("approver").post(f"/desk/upkeep/evaluations/{made.pk}/", {"do": "confirm"})
    assert "还没有开始审核" in words(at("drafter").get("/desk/upkeep/"))
    assert at("drafter").post(f"/desk/upkeep/evaluations/{made.pk}/", {"do": "release"}).status_code == 302
    assert Information.objects.get(pk=withheld.pk).stage == "in_review"


def test_the_county_sets_periods_on_screen_and_a_town_does_not(at, db):
    sent = {"active_from": "2026-01-01", "months": "6", "notice_days": "15", "slot_days": "60"}
    assert at("county_office").post("/desk/upkeep/periods/", sent).status_code == 302
    assert "6 个月" in words(at("drafter").get("/desk/upkeep/periods/"))
    assert (
        at("drafter").post("/desk/upkeep/periods/", sent | {"active_from": "2026-02-01"}).status_code == 422
    )


def test_a_campaign_is_worked_through_on_screen(campaign, at):
    address = f"/desk/upkeep/clean-ups/{campaign.pk}/"
    item = campaign.items.get()
    lacking = at("drafter").post(address, {"do": "propose", "item": item.pk, "result": "repeal"})
    assert lacking.status_code == 422 and "理由" in words(lacking)
    sent = {"do": "propose", "item": item.pk, "result": "repeal", "reason": "已被代替"}
    at("drafter").post(address, sent)
    at("approver").post(address, {"do": "decide", "item": item.pk, "result": ""})
    at("approver").post(address, {"do": "finish"})
    at("second_drafter").post(address, {"do": "draft"})
    campaign.refresh_from_db()
    assert campaign.state == CleanUp.State.DECIDED and "已被代替" in campaign.result.body


def test_a_campaign_in_excel_holds_what_the_screen_shows_and_no_formula(campaign, at, cast):
    item = campaign.items.get()
    actions.propose_results(items=[item], result="repeal", reason="=1+1", by=cast.drafter)
    data = at("approver").get(f"/desk/upkeep/clean-ups/{campaign.pk}/export/").content
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    row = [cell.value for cell in sheet[2]]
    assert row[1] == item.information.title and row[5:7] == ["废止", "'=1+1"]


def test_a_campaign_is_begun_on_screen(policy, at, cast):
    form = words(at("approver").get("/desk/upkeep/clean-ups/new/"))
    assert "规范性文件清理" in form
    sent = {
        "organisation": cast.town.pk,
        "title": "清理",
        "year": "2026",
        "organisations": [cast.town.pk],
        "genres": [one.pk for one in Genre.objects.filter(is_policy=True)],
        "written_before": "2027-01-01",
    }
    assert at("approver").post("/desk/upkeep/clean-ups/new/", sent).status_code == 302
    assert CleanUp.objects.get().items.count() == 1


def test_a_matter_is_kept_on_screen(policy, at, cast):
    sent = {"organisation": cast.town.pk, "title": "管网改造"}
    assert at("drafter").post("/desk/upkeep/matters/new/", sent).status_code == 302
    address = f"/desk/upkeep/matters/{Dossier.objects.get().pk}/"
    assert policy.title in words(at("drafter").get(address, {"q": "供水"}))
    put = {"do": "put_in", "information": policy.pk, "slot": "decision", "phase": "before"}
    assert at("drafter").post(address, put).status_code == 302
    assert at("drafter").post(address, put).status_code == 422
    assert "管网改造" in words(at("drafter").get(f"/desk/records/{policy.pk}/"))


def test_texts_are_tagged_from_the_list_and_counted(policy, topic, at):
    sent = {"text": policy.pk, "topic": topic.pk, "do": "tag", "next": "/desk/records/?own=1"}
    assert at("drafter").post("/desk/upkeep/topics/tag/", sent)["Location"] == "/desk/records/?own=1"
    assert policy.title in words(at("drafter").get("/desk/records/", {"topic": topic.pk}))
    today = clock.today().isoformat()
    page = words(at("drafter").get("/desk/upkeep/counts/", {"by": "topic", "from": today, "to": today}))
    assert f"by=topic&amp;key={topic.pk}&amp;from={today}" in page
    behind = {"by": "topic", "key": topic.pk, "from": today, "to": today}
    assert "共 1 条" in words(at("drafter").get("/desk/upkeep/counts/list/", behind))
    data = at("drafter").get("/desk/upkeep/counts/list/", behind | {"format": "xlsx"}).content
    assert load_workbook(io.BytesIO(data)).worksheets[0]["B2"].value == policy.title
    assert "共 0 条" in words(at("stranger").get("/desk/upkeep/counts/list/", behind))


def test_tagging_leads_to_no_other_site(policy, topic, at):
    sent = {"text": policy.pk, "topic": topic.pk, "next": "https://example.com/"}
    assert at("drafter").post("/desk/upkeep/topics/tag/", sent)["Location"] == "/desk/records/"


def test_elements_are_pointed_out_on_screen(policy, at):
    address = f"/desk/upkeep/elements/{policy.pk}/"
    wrong = {"key": "six:duty", "kind": "passage", "quote": "没有的话", "do": "point_out"}
    page = at("drafter").post(address, wrong)
    assert page.status_code == 422 and "没有的话" in words(page)
    right = wrong | {"quote": "请各村于每周一检查管道"}
    assert at("drafter").post(address, right).status_code == 302
    assert "已指明 1/" in words(at("drafter").get(f"/desk/records/{policy.pk}/"))


def test_readers_are_listed_and_reminded_on_screen(desk, content, at):
    inside = desk.published(**content | {"audience": Audience.INTERNAL})
    at("checker").get(f"/desk/internal/{inside.pk}/")
    page = words(at("drafter").get(f"/desk/upkeep/readers/{inside.pk}/"))
    assert "已读 1/7" in page and "沈核" in page
    assert at("drafter").post(f"/desk/upkeep/readers/{inside.pk}/").status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing_of_this_town(withheld, campaign, policy, at, cast, method):
    matter = actions.open_dossier(organisation=cast.town, title="管网改造", by=cast.drafter)
    actions.add_topic(name="本镇任务", from_year=2020, organisation=cast.town, by=cast.drafter)
    made = actions.propose_evaluation(
        information=Information.objects.get(pk=withheld.pk),
        outcome="keep",
        reason="仍成立",
        checklist=SAID,
        by=cast.drafter,
    )
    addresses = [
        reverse(f"disclosures:{name}", args=[pk])
        for name, pk in (
            ("evaluate", withheld.pk),
            ("call", withheld.pk),
            ("settle", made.pk),
            ("clean-up", campaign.pk),
            ("clean-up-export", campaign.pk),
            ("matter", matter.pk),
            ("elements", policy.pk),
            ("readers", policy.pk),
        )
    ]
    stranger = at("stranger")
    assert [getattr(stranger, method)(one).status_code for one in addresses] == [404] * len(addresses)
    own = Topic.objects.get()
    stranger.post("/desk/upkeep/topics/tag/", {"text": policy.pk, "topic": own.pk})
    stranger.post(f"/desk/upkeep/topics/{own.pk}/end/")
    own.refresh_from_db()
    assert own.to_year is None and not policy.topic_tags.exists()
    for name in ("queue", "clean-ups", "matters", "topics"):
        page = words(stranger.get(reverse(f"disclosures:{name}")))
        assert not any(one in page for one in ("储备方案", "2026年清理", "管网改造", "本镇任务")), name
