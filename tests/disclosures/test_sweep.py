from datetime import date, timedelta

from mingbai.catalogue.models import Genre
from mingbai.disclosures import actions
from mingbai.disclosures.actions import sweeping
from mingbai.disclosures.actions.lifecycle import set_validity
from mingbai.disclosures.models import Information, Validity
from mingbai.disclosures.queries import listed
from mingbai.lib import clock


def test_a_scheduled_text_is_published_by_the_sweep_when_its_time_has_come(cast, desk, content):
    information = desk.approved(**content)
    at = clock.now() + timedelta(hours=2)
    actions.publish(information=information, by=cast.approver, at=at)
    assert actions.sweep().published == []
    with clock.at(at + timedelta(minutes=1)):
        assert actions.sweep().published == [information.pk]
    assert information in listed()


def test_late_work_is_done_and_its_real_time_is_recorded(cast, desk, content):
    information = desk.approved(**content)
    at = clock.now() + timedelta(hours=2)
    actions.publish(information=information, by=cast.approver, at=at)
    late = at + timedelta(days=3)
    with clock.at(late):
        actions.sweep()
    assert Information.objects.get(pk=information.pk).published_at == late


def test_a_second_sweep_finds_nothing_to_do(cast, desk, content):
    information = desk.approved(**content)
    at = clock.now() + timedelta(hours=2)
    actions.publish(information=information, by=cast.approver, at=at)
    with clock.at(at):
        actions.sweep()
        assert actions.sweep().published == []


def test_a_policy_past_its_expiry_date_is_marked_expired(cast, desk, content):
    content |= {
        "genre": Genre.objects.get(name="意见"),
        "expires_on": clock.today() + timedelta(days=5),
        "body": content["body"]
        + "<p>本意见由青禾镇人民政府自印发之日起5日内在县政府网站公开全文，同步公布解读材料。</p>",
    }
    information = desk.published(**content)
    assert information.validity == "in_force"
    with clock.at(clock.now() + timedelta(days=7)):
        assert actions.sweep().expired == [information.pk]
    information.refresh_from_db()
    assert information.validity == "expired"


def test_editing_a_scheduled_text_cancels_the_schedule(cast, desk, content):
    information = desk.approved(**content)
    at = clock.now() + timedelta(hours=2)
    actions.publish(information=information, by=cast.approver, at=at)
    actions.edit(
        information=information, by=cast.drafter, base=information.latest_revision_id, title="改了标题"
    )
    with clock.at(at + timedelta(hours=1)):
        assert actions.sweep().published == []


def test_two_sweeps_expire_a_text_once(desk, content):
    dates = {"effective_on": date(2019, 1, 1), "expires_on": date(2020, 1, 1)}
    one = desk.published(**content | dates)
    Information.objects.filter(pk=one.pk).update(validity=Validity.IN_FORCE)
    copies = [Information.objects.get(pk=one.pk) for _ in range(2)]
    for copy in copies:
        set_validity(information=copy, validity=Validity.EXPIRED, note="有效期届满。", by=None)
    assert one.versions.filter(kind="expired").count() == 1


def test_what_another_sweep_published_in_between_is_no_failure(cast, desk, content):
    one = desk.approved(**content)
    Information.objects.filter(pk=one.pk).update(go_live_at=clock.now())
    seen = list(sweeping.due_for_publication())
    assert actions.sweep().published == [one.pk]
    done = sweeping.Sweep()
    sweeping._publish(seen[0], done)
    assert (done.published, done.failed) == ([], {})
