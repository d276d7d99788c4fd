"""The demonstration as loaded: every story came to its end through the product's own actions."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import transaction
from django.db.models import F

from mingbai.accounts.models import User
from mingbai.annual.models import AnnualReport
from mingbai.annual.queries import missing, tables_signed
from mingbai.archive.models import Package
from mingbai.book.models import BookSeal
from mingbai.catalogue.models import Change
from mingbai.columns.models import Column
from mingbai.columns.queries.belonging import records_of as in_column
from mingbai.commands import setups
from mingbai.demo import listing, reporting, stories
from mingbai.demo.actions import Loaded, Occupied, load
from mingbai.demo.requests.moving import KEY
from mingbai.demo.requests.people import PEOPLE
from mingbai.demo.requests.playing import STORIES
from mingbai.demo.settling import PASSWORD, morning
from mingbai.demo.subscribing import WISHES
from mingbai.demo.visiting import MISSED, VOTES
from mingbai.disclosures import actions
from mingbai.disclosures.models import CleanUp, Evaluation, Information, Relation, Topic, TopicTag
from mingbai.disclosures.policies import may_do, may_read
from mingbai.disclosures.queries import listed
from mingbai.disclosures.states import Verb
from mingbai.disclosures.verification import verify
from mingbai.documents.reading import read
from mingbai.duties.actions import refresh
from mingbai.duties.models import Instance
from mingbai.duties.queries import count
from mingbai.duties.states import State
from mingbai.evaluation.models import Finding, Round, SelfCheck, SelfCheckLine
from mingbai.evaluation.models import Objection as LineObjection
from mingbai.feedback.models import Report, Vote
from mingbai.foi.models import Consultation, Extension, FeeNotice, FoiRequest, Part
from mingbai.foi.queries import content_of, found_by_code, often_asked
from mingbai.foi.rules.codes import telephone_tail
from mingbai.foi.rules.submissions import code_of
from mingbai.forwarding.models import Check, Forwarding
from mingbai.gazette.models import Issue
from mingbai.households.models import HouseholdList
from mingbai.households.models import Row as Household
from mingbai.households.queries import rows_by_code
from mingbai.ledger.models import Event
from mingbai.ledger.queries import verify_chain
from mingbai.lib import clock
from mingbai.lib.bags import verify as verify_bag
from mingbai.notifications.models import Notice
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of
from mingbai.plans.models import Plan, PlanTask
from mingbai.portal.models import EditorialPage
from mingbai.promises.models import Promise, Rating
from mingbai.registers.models import MediaAccount
from mingbai.registers.queries import gaps, watched
from mingbai.remedies.models import Case, Renewal
from mingbai.remedies.states import Group, Result
from mingbai.report_check.form import three
from mingbai.report_check.form.forms import FORM_2021
from mingbai.report_check.rules.identities import broken
from mingbai.search.models import MissedWord, PublicRow, StaffRow
from mingbai.search.queries import Query, find, search
from mingbai.subscriptions import channels
from mingbai.subscriptions.models import Letter, Subscription
from mingbai.villages.models import MonthlyClose, Objection

TODAY = date(2026, 11, 21)
LINKS = ("interprets", "based_on", "repeals")
QUOTES = [
    quote
    for one in STORIES
    for move in one.moves
    if move.verb == "separate"
    for barred in move.given["barred"]
    for quote in barred.quotes
]
OUTCOMES = {
    "draft": ("draft", "unpublished"),
    "incomplete": ("draft", "unpublished"),
    "in_review_check": ("in_review", "unpublished"),
    "in_review_secrecy": ("in_review", "unpublished"),
    "in_review_approval": ("in_review", "unpublished"),
    "overdue": ("in_review", "unpublished"),
    "returned": ("returned", "unpublished"),
    "scheduled": ("approved", "unpublished"),
    "urgent_pending": ("in_review", "published"),
    "withdrawn": ("done", "withdrawn"),
    "removed": ("done", "removed"),
    "merged": ("done", "merged"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, folder):
    _keep_files_in(folder)
    with django_db_blocker.unblock(), transaction.atomic():
        setups.run_all()
        yield load(TODAY)
        transaction.set_rollback(True)


def _keep_files_in(folder):
    for name in ("default", "public"):
        settings.STORAGES[name]["OPTIONS"]["location"] = str(folder / name)
    storages._storages.clear()
    settings.ARCHIVE_DIR = folder / "archive"


@pytest.fixture(scope="module")
def documents():
    return {document.key: document for document in stories.documents(TODAY)}


def record_of(document) -> Information:
    return Information.objects.get(
        title=document.title, organisation__slug=document.organisation, written_on=document.written_on
    )


def test_everything_was_loaded(loaded, documents):
    assert (loaded.documents, loaded.people) == (len(documents), User.objects.count())
    assert all(record_of(document) for document in documents.values())


def test_each_document_came_to_the_state_its_story_tells(loaded, documents):
    for document in documents.values():
        record = record_of(document)
        usual = ("done", "published") if document.openness == "proactive" else ("done", "registered")
        assert (record.stage, record.status) == OUTCOMES.get(document.state, usual), document.key
        assert record.validity == document.validity or document.state == "expired" or not record.published_at


def test_publication_bears_the_time_of_the_story(loaded, documents):
    for document in documents.values():
        published = [step.at for step in document.steps if step.verb in ("publish", "publish_urgent")]
        if published and document.openness == "proactive":
            assert record_of(document).published_at == published[0]


def test_every_page_was_read_back_and_the_chain_is_whole(loaded, folder):
    _keep_files_in(folder)

    assert not Information.objects.exclude(read_back_note="").exists()
    assert verify().ok


def test_loading_again_changes_nothing(loaded):
    events = Event.objects.count()

    assert load(TODAY) == Loaded()
    assert Event.objects.count() == events


def test_everybody_signs_in_with_the_same_password(loaded):
    user = User.objects.get(username="zhouhemiao")

    assert user.check_password(PASSWORD)
    assert not User.objects.exclude(password=user.password).exists()


def test_a_draft_with_personal_data_cannot_be_submitted(loaded, documents):
    record = record_of(documents["destitute-list-draft"])

    with pytest.raises(actions.Blocked) as blocked:
        actions.submit(information=record, by=User.objects.get(username="liuxiaohe"))

    assert {"resident_id", "mobile", "bank_card"} <= {one["rule"] for one in blocked.value.findings}


def test_a_correction_shows_both_texts(loaded, documents):
    first, second = record_of(documents["dibao-standard"]).versions.all()

    assert "757" in first.content["body"]
    assert "757" not in second.content["body"]
    assert second.note.startswith("第二条")


def test_the_merged_bureau_keeps_its_record_and_its_successor_looks_after_it(loaded, documents):
    record = record_of(documents["fire-ban"])

    assert record.organisation.merged_into.slug == "land"
    assert may_read(User.objects.get(username="qinfangtian"), record)


def test_the_next_town_reads_no_draft_of_this_one(loaded, documents):
    record = record_of(documents["dibao-review-list"])

    assert not may_read(User.objects.get(username="wujiangping"), record)
    assert may_do(User.objects.get(username="zhouhemiao"), Verb.SUBMIT, record)


def test_texts_are_linked_as_told(loaded, documents):
    made = sorted(Relation.objects.values_list("kind", flat=True))

    assert made == sorted(kind for one in documents.values() for kind, _ in one.relations if kind in LINKS)


def test_the_year_has_every_ending(loaded):
    counts = count(Instance.objects.all())

    assert {state.value for state in State} == set(Instance.objects.values_list("state", flat=True))
    assert counts.total == sum(Instance.objects.filter(state=state).count() for state in State)
    assert counts.met > counts.late > 0


def test_the_ledger_of_a_day_is_the_same_however_often_it_is_computed(loaded):
    before = count(Instance.objects.all())

    with clock.at(morning(TODAY)):
        again = refresh()

    assert (again.changed, count(Instance.objects.all())) == (0, before)


def test_tasks_of_the_plan_are_done_late_missing_and_open(loaded):
    states = Instance.objects.filter(duty__source="plan").values_list("state", flat=True)

    assert set(states) == {State.MET, State.LATE, State.MISSING, State.OPEN}
    assert set(Plan.objects.values_list("state", flat=True)) == {"confirmed", "read"}
    assert set(PlanTask.objects.values_list("state", flat=True)) == {"confirmed", "dropped", "proposed"}
    assert PlanTask.objects.filter(owner__isnull=False).count() == 5


def test_an_inspection_came_to_its_end_and_a_round_is_frozen(loaded):
    findings = Finding.objects.filter(inspection__state="closed").values_list("state", flat=True)
    round_ = Round.objects.get()

    assert set(findings) == {"rechecked", "sent_back", "objected"}
    assert (round_.state, round_.snapshot["sheets"] != []) == ("frozen", True)
    assert LineObjection.objects.filter(accepted=True).count() == 1


def test_self_checks_are_received_handed_in_and_begun_with_a_difference_explained(loaded):
    states = SelfCheck.objects.values_list("state", flat=True)

    assert set(states) == {"received", "submitted", "draft"}
    assert SelfCheckLine.objects.filter(selfcheck__state="received").exclude(explanation="").exists()


def test_villages_signed_posted_answered_and_corrected(loaded):
    sheets = MonthlyClose.objects.values_list("state", flat=True)
    answered = dict(Objection.objects.values_list("organisation__slug", "result"))

    assert set(sheets) == {"posted", "closed", "reopened"}
    assert answered == {"maiping": "explained", "dukou": "corrected", "nangang": ""}


def test_promises_are_kept_partly_kept_and_under_way(loaded):
    states = Promise.objects.values_list("state", flat=True)

    assert sorted(states) == ["fulfilled", "partly", "running", "running", "running"]
    assert Rating.objects.count() == 19


def test_upkeep_and_the_catalogue_have_something_waiting_and_something_done(loaded):
    assert set(Evaluation.objects.values_list("state", flat=True)) == {"proposed", "confirmed"}
    assert set(Change.objects.values_list("state", flat=True)) == {"submitted", "effective", "receipted"}
    assert CleanUp.objects.get().state == "open"
    assert Topic.objects.count() == 3 and TopicTag.objects.exists()


def test_the_trail_of_the_year_is_whole(loaded):
    assert verify_chain().broken_at is None


def test_somebody_answers_for_every_unit_but_one(loaded):
    missing = gaps(scope_of(User.objects.get(username="shenzhiyuan"), "register.read"), TODAY)

    assert {gap.organisation.slug for gap in missing} == {"yunxiu-hall"}


def test_accounts_on_other_platforms_live_stand_still_and_end(loaded):
    accounts = {one.account.name: one for one in watched(MediaAccount.objects.all(), TODAY)}

    assert not accounts["明白发布"].warnings and accounts["明白卫健"].warnings
    assert not accounts["青禾镇政务"].warnings, "kept alive by what the outbox sent on it"
    assert accounts["柳渡渡口"].account.state == "closed"


def test_every_request_came_to_the_state_its_story_tells(loaded):
    """Told apart by the query codes, which are made from the keys of the stories."""
    for one in STORIES:
        tail = telephone_tail(PEOPLE[one.people[0]].telephone)
        assert found_by_code(code_of(KEY.format(one.key)), tail).state == one.state, one.key

    assert FoiRequest.objects.count() == loaded.requests == len(STORIES)


def test_one_answer_was_late_one_request_is_overdue_and_one_is_due_soon(loaded):
    late = FoiRequest.objects.filter(answered_on__gt=F("due_on"))
    running = FoiRequest.objects.filter(state="examining", paused=False)

    assert late.count() == 1
    assert sorted((one.due_on - TODAY).days > 0 for one in running) == [False, True]


def test_what_was_withheld_is_in_the_source_and_not_in_the_file_given_out(loaded, folder):
    _keep_files_in(folder)
    parts = Part.objects.filter(is_released=True).exclude(marks={})

    assert parts.count() == 2
    for part in parts:
        source, released = (read(content_of(one), one.name).text for one in (part.source, part.released))
        withheld = [quote for quote in QUOTES if quote in source]
        assert len(withheld) == 2 and not any(quote in released for quote in withheld)


def test_requests_were_made_public_asked_often_extended_paid_waived_and_consulted_about(loaded):
    groups = often_asked(Organisation.objects.get(slug="qinghe"), 3)
    opinions = set(Consultation.objects.values_list("party", "opinion"))

    assert [len(group.requests) for group in groups] == [3]
    assert FoiRequest.objects.get(made_public__status="published").organisation.slug == "civil"
    assert {("third_party", "silent"), ("third_party", "objects"), ("third_party", "agrees")} < opinions
    assert ("co_producer", "silent") in opinions
    assert Extension.objects.filter(approved_on__isnull=False).count() == 2
    assert FeeNotice.objects.filter(paid_on__isnull=False).count() == 1
    assert FeeNotice.objects.exclude(waived_reason="").count() == 1
    assert FoiRequest.objects.get(kind="correction").variant == "corrected"


def test_every_group_and_result_of_table_four_has_a_case(loaded):
    cases = Case.objects.all()

    assert {one.group for one in cases} == set(Group)
    assert {one.result for one in cases} == set(Result)
    assert Renewal.objects.filter(state="sent").count() == 2


def test_the_reports_of_two_years_add_up_and_carry_over(loaded):
    """H1 to H4 within a report, H5 from one year to the next, however the figures came together."""
    reports = {(one.organisation.slug, one.year): one for one in AnnualReport.objects.all()}
    earlier, later = reporting.years(TODAY)

    for place in ("office", "qinghe", "liudu"):
        first, second = (tables_signed(reports[place, year]) for year in (earlier, later))
        assert not broken(first, FORM_2021) and not broken(second, FORM_2021)
        assert first.three[three.NEW][three.TOTAL] and second.three[three.NEW][three.TOTAL]
        assert first.three[three.LEFT] == second.three[three.CARRIED]
    carried = [one for (_, year), one in reports.items() if year == earlier]
    assert any(tables_signed(one).three[three.LEFT][three.TOTAL] for one in carried)


def test_one_report_is_published_and_one_township_has_not_handed_in(loaded):
    later = reporting.years(TODAY)[1]
    county = AnnualReport.objects.get(organisation__slug="county", year=later)
    townships = {one.slug for one in missing(county) if one.kind == "township"}

    assert AnnualReport.objects.get(information__status="published").organisation.slug == "office"
    assert townships == {"yunxiu"}


def test_people_have_read_all_but_the_latest_notices(loaded):
    unread = Notice.objects.filter(read_at=None, key__startswith="foi:")

    assert unread.exists()
    assert all(TODAY - one.created_at.date() <= timedelta(days=30) for one in unread)


def test_no_applicant_stands_in_the_index_the_feed_or_the_trail(loaded, client):
    told = [row.title + row.text for index in (PublicRow, StaffRow) for row in index.objects.all()]
    told += [f"{one.subject_label}{one.detail}" for one in Event.objects.all()]
    told.append(client.get("/feed/").content.decode())

    assert "青禾镇" in told[-1]
    for one in PEOPLE.values():
        assert not any(word in text for text in told for word in (one.name, one.telephone, one.email))


@pytest.mark.parametrize(
    "column", ["interpretations", "consultations", "letters", "guides", "proposals", "gazette"]
)
def test_a_column_has_something_to_read(loaded, client, column):
    found = in_column(Column.objects.get(slug=column))

    assert found.exists()
    assert found.first().title in client.get(f"/columns/{column}/").content.decode()


def test_a_consultation_leads_to_what_was_said_and_what_became_of_it(loaded, documents, client):
    page = client.get(record_of(documents["rural-water-draft"]).get_absolute_url()).content.decode()

    assert documents["rural-water-collected"].title in page
    assert documents["rural-water-adopted"].title in page


def test_a_corrected_guide_holds_from_another_day_than_before(loaded, documents):
    first, second = record_of(documents["elder-allowance-guide"]).versions.all()

    assert first.content["effective_on"] < second.content["effective_on"]
    assert "复印件各一份" in first.content["body"] and "不收复印件" in second.content["body"]


def test_opinions_on_pages_are_put_right_looked_into_and_rejected(loaded):
    opinions = {one.state: one for one in Report.objects.all()}

    assert set(opinions) == {"corrected", "accepted", "rejected"}
    right = opinions["corrected"]
    assert right.proof == right.information
    assert right.received_at < right.proof.changed_at < right.closed_at
    assert Vote.objects.count() == sum(yes + no for _, yes, no in VOTES)


def test_subscriptions_are_confirmed_but_for_one_and_nothing_waits_to_be_sent(loaded):
    waiting = Subscription.objects.filter(confirmed_at=None)

    assert (waiting.count(), Subscription.objects.count()) == (1, len(WISHES))
    assert set(Letter.objects.values_list("state", flat=True)) == {"recorded"}
    assert not channels.offered()


@pytest.mark.parametrize("word", [one.words for one in MISSED])
def test_what_visitors_missed_is_counted_and_still_missing(loaded, word):
    days = next(one.days for one in MISSED if one.words == word)

    assert MissedWord.objects.filter(word=word).count() == len(days)
    assert find(Query(words=word)).result.count == 0


def test_a_page_of_the_guide_waits_to_be_looked_over(loaded):
    page = EditorialPage.objects.live().get()

    assert page.last_published_at.date() < page.review_on < TODAY


def test_an_issue_of_the_gazette_is_out_and_the_next_is_being_edited(loaded, folder, client):
    _keep_files_in(folder)
    drafted, out = Issue.objects.order_by("state")
    page = client.get(out.get_absolute_url()).content.decode()

    assert (out.state, out.full_number) == ("issued", "2026年第1期（总第7期）") and out.checkpoint
    assert out.entries.count() == 6 and all(entry.title in page for entry in out.entries.all())
    assert client.get(out.pdf_url).status_code == 200
    assert drafted.state == "drafting" and drafted.entries.count() == 3


def test_a_list_of_households_hangs_one_is_over_and_one_waits(loaded, client):
    lists = {one.state: one for one in HouseholdList.objects.all()}
    pages = {
        state: client.get(f"/households/{lists[state].pk}/").content.decode() for state in ("posted", "ended")
    }
    told = [f"{one.subject_label}{one.detail}" for one in Event.objects.filter(verb__startswith="household.")]

    assert set(lists) == {"posted", "ended", "draft"}
    assert "欧阳＊" in pages["posted"] and "欧阳丰年" not in pages["posted"]
    assert "2,880.00" in pages["ended"] and "塘＊" not in pages["ended"]
    assert not any("99000119" in text for text in (*pages.values(), *told))
    assert Household.objects.get(list=lists["posted"], number=2) in rows_by_code(*listing.query())


def test_one_source_was_changed_after_its_text_was_forwarded(loaded):
    assert sorted(Forwarding.objects.values_list("state", flat=True)) == ["differs", "same"]
    assert "七十五周岁" in Check.objects.get(decision="").text


def test_months_are_sealed_and_a_year_lies_in_the_archive_with_two_receipts(loaded):
    package = Package.objects.get()

    assert (package.state, package.year, package.total) == ("made", 2025, 2)
    assert verify_bag(Path(package.folder)).ok
    assert {one.to_place.kind for one in package.transfers.exclude(receipt="")} == {"archives", "library"}
    assert set(BookSeal.objects.values_list("organisation__slug", flat=True)) == {"qinghe", "maiping"}


WORDS = ("低保", "医保", "高龄补贴", "危房", "公租房", "种粮补贴", "停水")
WORDS += ("征地", "养老", "学区", "疫苗", "旱厕改造", "道路")


@pytest.mark.parametrize("word", WORDS)
def test_villagers_find_what_they_look_for(loaded, word):
    assert search(Query(words=word)).count > 0


def test_nothing_internal_or_withheld_is_listed(loaded, documents):
    hidden = [
        one.title for one in documents.values() if one.openness != "proactive" or one.audience == "staff"
    ]

    assert hidden
    assert not listed().filter(title__in=hidden).exists()


def test_the_command_says_where_to_look_and_whom_to_sign_in_as(loaded, capsys):
    call_command("demo")
    told = capsys.readouterr().out

    assert "没有改动" in told
    assert (
        "shenzhiyuan" in told
        and "zhouhemiao" in told
        and PASSWORD in told
        and settings.MINGBAI_BASE_URL in told
    )
    assert "wenyoujia" in told and code_of(KEY.format("clarifying")) in told
    assert listing.query()[0] in told


def test_the_command_prints_json_and_nothing_else(loaded, capsys):
    call_command("demo", as_json=True)

    assert json.loads(capsys.readouterr().out)["documents"] == 0


@pytest.mark.django_db
def test_a_product_that_serves_another_county_is_left_alone():
    with transaction.atomic():
        Organisation.objects.all().delete()
        Organisation.add_root(code="OTHER", kind="county", name="别县人民政府", slug="other")

        with pytest.raises(Occupied):
            load(TODAY)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_command_refuses_in_words_and_with_status_one(capsys):
    Organisation.add_root(code="OTHER", kind="county", name="别县人民政府", slug="other")

    with pytest.raises(SystemExit) as stopped:
        call_command("demo")

    assert stopped.value.code == 1
    assert "空库" in capsys.readouterr().out
