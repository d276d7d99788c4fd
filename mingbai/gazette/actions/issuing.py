"""Giving an issue out, and what happens when something in it must not be offered any more."""

from collections.abc import Sequence

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.channels import actions as channels
from mingbai.channels.models import Job, Posting
from mingbai.channels.states import Channel, JobState, ProofKind
from mingbai.channels.values import Given
from mingbai.disclosures.queries import is_listed
from mingbai.gazette.actions.recording import held, record, refuse, required
from mingbai.gazette.models import Copy, Delivery, Entry, Issue
from mingbai.gazette.policies import ISSUE, may_blank, may_issue
from mingbai.gazette.queries.issues import copy_of, entries_of, recipients
from mingbai.gazette.queries.printing import disagreements
from mingbai.gazette.states import EntryKind, IssueState, Origin
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require


@transaction.atomic
def issue_out(*, issue: Issue, by: User) -> Issue:
    """Out it goes: website, register and copies for everybody on the list.

    Refused when the file does not say what the web edition says, or when a text changed since freezing.
    """
    row = held(issue)
    require(may_issue(by, row))
    copy = copy_of(row)
    if copy is None:
        raise Denied("PDF 还没有做好，请过一两分钟再试。")
    entries = entries_of(row)
    _check(row, copy, entries)
    row.state, row.issued_by, row.issued_at = IssueState.ISSUED, by, clock.now()
    row.save()
    for entry in entries:
        if entry.information is not None:
            _post(row, entry, copy, by)
    corrected = {entry.corrects.issue_id for entry in entries if entry.corrects}
    Delivery.objects.bulk_create(
        Delivery(issue=row, recipient=one, copies=one.copies)
        for one in (recipients() if row.origin == Origin.COMPOSED else [])
    )
    record("issue", by, row, row.organisation, ISSUE, after=copy.digest, corrected=sorted(corrected))
    return row


def _check(issue: Issue, copy: Copy, entries: Sequence[Entry]) -> None:
    if issue.origin == Origin.IMPORTED:
        return
    for entry in entries:
        information = entry.information
        current = information is None or (
            is_listed(information) and information.public_digest == entry.version_digest
        )
        if not current:
            raise Denied(f"《{entry.title}》定稿以后更正过或者已经撤回，请退回编辑重新定稿。")
    with copy.file.open("rb") as file:
        problems = disagreements(issue, file.read(), entries)
    if problems:
        raise Denied("PDF 和网页不一致，不能出版。" + "".join(problems[:3]))


def _post(issue: Issue, entry: Entry, copy: Copy, by: User) -> None:
    """The record is out on paper: one posting with what proves it, and the old one's job is done."""
    outlet = f"{issue}第{entry.page}页"
    words = f"刊登在《{issue.masthead}》{issue.full_number}第{entry.page}页；PDF 摘要 {copy.digest}。"
    assert entry.information is not None
    posting = channels.plan(information=entry.information, channel=Channel.GAZETTE, by=by, outlet=outlet)
    channels.put_up(posting=posting, by=by, proofs=[Given(ProofKind.STATEMENT, words, None)])
    for job in _jobs_of(entry):
        channels.take_down(posting=job.posting, by=by, note=f"已在{outlet}刊登更正", proofs=[
            Given(ProofKind.STATEMENT, words, None)
        ])  # fmt: skip


def _jobs_of(entry: Entry) -> list[Job]:
    """What earlier issues that printed this record were asked to do."""
    earlier = Posting.objects.filter(information=entry.information, channel=Channel.GAZETTE)
    rows = Job.objects.filter(posting__in=earlier, state=JobState.OPEN)
    return list(rows.select_related("posting"))


@transaction.atomic
def blank(*, issue: Issue, numbers: Sequence[int], reason: str, by: User) -> Issue:
    """The file is not offered any more until it was drawn anew with these entries (by number) left empty.

    An old issue that was scanned is not drawn anew: its file stays closed.
    """
    row = held(issue)
    require(may_blank(by, row))
    why = required("reason", reason, 300, "请写明为什么停止提供。")
    entries = list(row.entries.filter(number__in=numbers, blanked_at=None))
    if not entries:
        refuse("numbers", "请选择要涂去的篇目。")
    now = clock.now()
    row.entries.filter(pk__in=[one.pk for one in entries]).update(
        blanked_at=now, blank_reason=why, text="", hay=""
    )
    row.copies.filter(dropped_at=None).update(dropped_at=now)
    digests = list(row.copies.values_list("digest", flat=True)[:1])
    row.entries.filter(pk__in=[one.pk for one in entries], kind=EntryKind.PAST).update(body="")
    record(
        "blank",
        by,
        row,
        row.organisation,
        ISSUE,
        before="".join(digests),
        numbers=[one.number for one in entries],
    )
    return row
