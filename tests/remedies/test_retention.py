"""What tells who asked is deleted by rule, and never while a review or law suit may need it."""

from datetime import date

import pytest

from mingbai.foi import actions as foi
from mingbai.foi.models import Applicant, SealedFile
from mingbai.ledger.models import Event
from mingbai.remedies import actions
from mingbai.remedies.actions.erasing import round_
from mingbai.remedies.queries import held_back
from mingbai.remedies.rules.retention import CONTACT, IDENTITY, Contest, contest_ends, deletion_day
from mingbai.timelimits.actions import change_limit, load_limits
from mingbai.timelimits.queries import as_packaged
from tests.foi.making import NAME, make_request
from tests.remedies.making import PDF, at, decided, review

KNOWN = as_packaged()


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("answered", "contests", "expected"),
    [
        # 60日比6个月短：2026-03-02 起6个月为 9月2日。
        ("2026-03-02", [], "2026-09-02"),
        # 复议决定书 12月1日送达，15日内可以起诉，到12月16日。
        ("2026-03-02", [Contest(True, False, date(2026, 12, 1))], "2026-12-16"),
        # 一审判决 12月1日送达，15日内可以上诉。
        ("2026-03-02", [Contest(False, False, date(2026, 12, 1))], "2026-12-16"),
        # 正在审理，没有尽头。
        ("2026-03-02", [Contest(True, True, None)], ""),
        # 欠着重新答复，没有尽头。
        ("2026-03-02", [Contest(True, False, date(2026, 5, 1), owes_renewal=True)], ""),
        # 重新答复 2026-06-08 送出，又有6个月：12月8日。
        ("2026-03-02", [Contest(True, False, date(2026, 5, 1), renewed_on=date(2026, 6, 8))], "2026-12-08"),
    ],
)
def test_the_time_in_which_somebody_may_still_contest_an_answer(answered, contests, expected):
    assert contest_ends(day(answered), contests, KNOWN.calendar(), KNOWN.limits()) == day(expected)


@pytest.mark.parametrize(
    ("key", "closed", "contest", "expected"),
    [
        (IDENTITY, "2026-03-02", "2026-09-02", "2029-03-03"),
        (CONTACT, "2026-03-02", "2026-09-02", "2036-03-03"),
        # 案件拖到保存期限以后的，等可以起诉的日子过了再删。
        (IDENTITY, "2026-03-02", "2029-07-01", "2029-07-02"),
        (IDENTITY, "", "2026-09-02", ""),
        (IDENTITY, "2026-03-02", "", ""),
    ],
)
def test_the_day_of_deletion_by_hand(key, closed, contest, expected):
    assert deletion_day(key, day(closed), day(contest), KNOWN.calendar(), KNOWN.limits()) == day(expected)


@pytest.fixture
def proof(cast, answered) -> SealedFile:
    with at(date(2026, 3, 2)):
        return foi.add_file(
            request=answered, kind="identity", name="甄有求身份证.pdf", data=PDF, by=cast.foi_officer
        )


@pytest.fixture
def sweep(django_capture_on_commit_callbacks):
    def run(on: date) -> str:
        with at(on), django_capture_on_commit_callbacks(execute=True):
            return round_()

    return run


@pytest.mark.django_db
def test_proofs_of_identity_go_from_the_disk_when_their_time_is_over(cast, answered, proof, sweep):
    assert sweep(date(2029, 3, 2)) == ""
    assert proof.file.storage.exists(proof.file.name)
    assert sweep(date(2029, 3, 3)) == "删除身份证明 1 件"
    assert not proof.file.storage.exists(proof.file.name)
    proof.refresh_from_db()
    assert proof.deleted_at is not None and "甄" not in proof.name
    assert bytes(Applicant.objects.get().identity_sealed) == b""
    assert Applicant.objects.get().telephone
    event = Event.objects.get(verb="foi.identity_deleted")
    assert event.detail == {"request": answered.number, "files": [proof.digest], "numbers": 1}
    assert sweep(date(2029, 3, 4)) == ""


@pytest.mark.django_db
def test_nothing_is_deleted_while_a_case_is_running(cast, answered, proof, sweep):
    case = review(cast, [answered])
    assert sweep(date(2031, 1, 1)) == ""
    assert "没有办完" in held_back(answered, date(2031, 1, 1))
    with at(date(2031, 1, 2)):
        decided(cast, case, "upheld", date(2031, 1, 2), served_on=date(2031, 1, 2))
        assert "没有办完" in held_back(answered)
        actions.close(case=case, by=cast.foi_officer)
    # Three years anew, from the day on which the case was closed.
    assert sweep(date(2034, 1, 2)) == ""
    assert sweep(date(2034, 1, 3)) == "删除身份证明 1 件"


@pytest.mark.django_db
def test_a_short_time_of_the_county_does_not_cut_the_time_for_the_court(cast, answered, proof, sweep):
    load_limits()
    with at(date(2026, 3, 2)):
        change_limit(by=None, key=IDENTITY, valid_from=date(2026, 3, 2), reason="试短", number=1)
    assert sweep(date(2026, 9, 2)) == ""
    assert "还可以申请复议或者起诉" in held_back(answered, date(2026, 9, 2))
    assert sweep(date(2026, 9, 3)) == "删除身份证明 1 件"


@pytest.mark.django_db
def test_contact_data_goes_after_ten_years_and_the_name_stays_on_file(cast, answered, proof, sweep):
    sweep(date(2036, 3, 2))
    assert Applicant.objects.get().telephone
    assert "清除联系方式 1 件" in sweep(date(2036, 3, 3))
    person = Applicant.objects.get()
    assert (person.name, person.telephone, person.address, person.email) == (NAME, "", "", "")
    assert person.erased_at is not None
    assert Event.objects.get(verb="foi.contact_erased").detail["applicants"] == 1


@pytest.mark.django_db
def test_the_open_request_keeps_everything(cast, answered, sweep):
    sweep(date(2040, 1, 1))  # takes what the answered one may no longer keep
    with at(date(2026, 3, 2)):
        make_request(cast)
    assert sweep(date(2040, 1, 1)) == ""
