"""An issue from the first choice to the printed file."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingbai.channels.models import Job, Posting
from mingbai.channels.states import Channel, JobState, PostingState
from mingbai.disclosures import actions as disclosures
from mingbai.gazette import actions
from mingbai.gazette.models import Delivery, Entry
from mingbai.gazette.queries import issues
from mingbai.gazette.queries.printing import disagreements, read_back
from mingbai.gazette.rules import section_of
from mingbai.gazette.states import HandInState, IssueState
from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied
from mingbai.transparency import queries as log
from mingbai.transparency.models import Checkpoint

pytestmark = pytest.mark.django_db


def data_of(issue) -> bytes:
    with issues.copy_of(issue).file.open("rb") as file:
        return file.read()


def test_policy_documents_are_proposed_until_they_are_printed(texts, press):
    assert issues.proposed()[0] == texts
    press.begin(texts[0])
    assert issues.proposed()[0] == [texts[1]]


def test_a_document_published_before_the_last_issue_and_missed_is_proposed_apart(texts, press):
    press.issued(texts[0])
    assert issues.proposed() == ([], [texts[1]])


def test_only_the_county_has_a_gazette(cast):
    values = {"year": 2026, "number": 1, "total_number": 1, "planned_on": date(2026, 3, 31)}
    with pytest.raises(Denied, match="部门、乡镇、街道不办公报"):
        actions.open_issue(organisation=cast.town, by=cast.county_office, **values)
    with pytest.raises(Denied):
        actions.open_issue(organisation=cast.county, by=cast.drafter, **values)


def test_a_number_is_given_once(press):
    press.begin()
    with pytest.raises(ValidationError, match="已经有了"):
        press.begin(number=1, total_number=5)


@pytest.mark.parametrize(
    ("title", "number", "kind", "section"),
    [
        ("关于印发规划的通知", "明政发〔2026〕1号", "county", "县人民政府文件"),
        ("关于印发方案的通知", "明政办发〔2026〕1号", "county", "县政府办公室文件"),
        ("关于张三等同志职务任免的通知", "明政干〔2026〕1号", "county", "人事任免"),
        ("关于做好供暖的通知", "明政办发〔2026〕2号", "department", "县政府办公室文件"),
        ("关于水价的通知", "明发改〔2026〕1号", "department", "部门文件"),
        ("关于供水的通知", "青政办发〔2026〕1号", "township", "部门文件"),
    ],
)
def test_each_document_finds_its_section(title, number, kind, section):
    names = ["县人民政府文件", "县政府办公室文件", "部门文件", "人事任免", "大事记、其他"]
    assert section_of(title, number, kind, names) == section
    assert section_of(title, number, kind, ["文件"]) == "文件"


def test_the_file_says_what_the_pages_say_on_the_pages_the_contents_give(texts, press, visitor):
    issue = press.issued(*texts)
    entries = issues.entries_of(issue)
    found = read_back(data_of(issue))
    assert disagreements(issue, data_of(issue), entries) == []
    assert [entry.page for entry in entries] == list(found.starts)
    assert "𠮷㐂" in "".join(found.texts)
    page = visitor.get(issue.get_absolute_url()).content.decode()
    for entry in entries:
        assert f"第 {entry.page} 页" in page
        contents = found.texts[1]
        assert contents.find(entry.title) < contents.rfind(f"{entry.page}")


def test_a_file_that_says_something_else_is_noticed(texts, press):
    issue = press.frozen(*texts)
    entries = issues.entries_of(issue)
    entries[1].version_number = 99
    entries[1].title = "别的标题"
    assert "不一致" in disagreements(issue, data_of(issue), entries)[0]


def test_who_had_a_hand_in_it_does_not_issue_it(texts, press, cast, issuer):
    issue = press.frozen(*texts)
    with pytest.raises(Denied, match="没有参加编辑的另一位同事"):
        actions.issue_out(issue=issue, by=cast.county_office)
    assert actions.issue_out(issue=issue, by=issuer).state == IssueState.ISSUED
    with pytest.raises(Denied, match="不能修改"):
        actions.put_in(issue=issue, information=texts[0], by=issuer)


def test_a_text_corrected_after_freezing_stops_the_issue_and_a_new_freezing_takes_it(
    texts, press, office, cast, issuer
):
    issue = press.frozen(*texts)
    office.corrected(texts[0], body="<p>请各村于每周二检查管道。</p>")
    with pytest.raises(Denied, match="定稿以后更正过"):
        actions.issue_out(issue=issue, by=issuer)
    actions.send_back(issue=issue, by=issuer, reason="有更正")
    actions.freeze(issue=issue, by=cast.county_office)
    actions.make_copy(issue=issue)
    actions.issue_out(issue=issue, by=issuer)
    assert "每周二" in Entry.objects.get(information=texts[0]).text


def test_the_latest_checkpoint_of_the_log_is_printed(texts, press):
    Checkpoint.objects.create(
        origin="mingbai.example/log", size=7, root="a" * 64, at=texts[0].published_at,
        note="mingbai.example/log\n7\nQUJD\n\n— mingbai.example/log c2lnbmVk\n", peaks=b"",
    )  # fmt: skip
    issue = press.frozen(texts[0])
    assert issue.checkpoint == log.latest_checkpoint().note
    assert "mingbai.example/log7QUJD" in read_back(data_of(issue)).texts[-1]


def test_each_document_is_posted_with_its_page_and_what_proves_it(texts, press):
    issue = press.issued(*texts)
    entry = issue.entries.get(information=texts[1])
    posting = Posting.objects.get(channel=Channel.GAZETTE, information=texts[1])
    assert (posting.state, posting.outlet) == (PostingState.UP, f"2026年第1期第{entry.page}页")
    assert issues.copy_of(issue).digest in posting.proofs.get().note
    assert Event.objects.filter(verb="gazette.issue").count() == 1


def test_a_correction_is_printed_in_a_later_issue_and_ends_the_earlier_ones_job(
    texts, press, office, visitor
):
    first = press.issued(texts[0])
    office.corrected(texts[0], body="<p>请各村于每周二检查管道。</p>")
    assert Job.objects.get(posting__channel=Channel.GAZETTE).state == JobState.OPEN
    assert [entry.issue for entry in issues.corrected_since()] == [first]
    second = press.issued(texts[0])
    assert issues.corrected_since() == []
    assert Job.objects.get(posting__channel=Channel.GAZETTE).state == JobState.DONE
    page = visitor.get(first.entries.get().get_absolute_url()).content.decode()
    assert "每周一" in page
    assert f"{second}刊登了更正" in page
    assert "印出以后，这份文件更正过" in page


def test_an_unchanged_document_is_not_printed_twice(texts, press, cast):
    press.issued(texts[0])
    with pytest.raises(Denied, match="后来没有改动"):
        press.begin(texts[0])


def test_a_chronicle_is_written_by_the_editor_and_holds_no_identity_numbers(press, cast):
    issue = press.begin()
    section = issue.sections.last()
    by = cast.county_office
    actions.write(
        issue=issue,
        by=by,
        section=section,
        title="3月大事记",
        text="3月1日，县政府召开常务会议。\n3月2日，下雨。",
    )
    with pytest.raises(ValidationError, match="个人信息"):
        actions.write(
            issue=issue, by=by, section=section, title="启事", text="联系人身份证号 11010519491231002X"
        )
    assert issue.entries.get().body.count("<p>") == 2


def test_sections_are_renamed_in_place_and_one_with_texts_is_not_dropped(texts, press, cast):
    issue = press.begin(texts[0])
    by = cast.county_office
    actions.set_sections(issue=issue, names=["甲", "乙", "丙"], by=by)
    assert issue.entries.get().section.name == "丙"
    with pytest.raises(ValidationError, match="里还有文件"):
        actions.set_sections(issue=issue, names=["甲"], by=by)


def test_entries_change_their_order(texts, press, cast):
    issue = press.begin(*texts)
    actions.move(entry=issue.entries.last(), by=cast.county_office, up=True)
    assert [entry.information for entry in issues.entries_of(issue)] == texts[::-1]


def test_a_document_handed_in_is_taken_or_answered(texts, press, cast):
    row = actions.hand_in(information=texts[0], by=cast.drafter)
    with pytest.raises(ValidationError, match="报送过了"):
        actions.hand_in(information=texts[0], by=cast.drafter)
    with pytest.raises(Denied):
        actions.hand_in(information=texts[1], by=cast.stranger)
    issue = press.begin(texts[0])
    row.refresh_from_db()
    assert (row.state, row.issue) == (HandInState.TAKEN, issue)
    other = actions.hand_in(information=texts[1], by=cast.drafter)
    assert (
        actions.decline(row=other, reason="属于日常工作通知", by=cast.county_office).answer
        == "属于日常工作通知"
    )


def test_only_a_public_document_goes_in(office, press, cast):
    draft = office.draft()
    with pytest.raises(Denied, match="已经向社会公开"):
        press.begin(draft)
    with pytest.raises(Denied):
        actions.hand_in(information=draft, by=cast.drafter)


def test_the_sweep_makes_a_file_that_is_missing(texts, press, cast):
    issue = actions.freeze(issue=press.begin(texts[0]), by=cast.county_office)
    assert actions.make_missing() == "制作公报 PDF 1 期"
    assert issues.copy_of(issue).pages >= 3
    assert actions.make_missing() == ""


def test_copies_are_given_free_of_charge_against_a_receipt(texts, press, cast, visitor):
    by = cast.county_office
    place = actions.save_recipient(kind="place", name="县图书馆", copies=20, address="人民路1号", by=by)
    issue = press.issued(texts[0])
    delivery = Delivery.objects.get()
    assert (delivery.issue, delivery.copies) == (issue, 20)
    day = issue.issued_at.date()
    actions.receive(delivery=delivery, received=19, received_on=day, signed_by="图书馆 李馆员", by=by)
    assert "县图书馆，人民路1号" in visitor.get("/gazette/").content.decode()
    actions.close_recipient(recipient=place, by=by)
    press.issued(texts[1])
    assert Delivery.objects.count() == 1


def test_a_withdrawn_draft_leaves_no_trace_among_the_proposals(texts, press, cast):
    disclosures.withdraw(information=texts[0], by=cast.approver, reason="印发程序有误")
    assert issues.proposed()[0] == [texts[1]]
