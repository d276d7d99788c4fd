"""From a draft to the printed file: texts are frozen, then the file is made outside of any transaction."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, OuterRef

from mingbai.accounts.models import User
from mingbai.disclosures.queries import is_listed
from mingbai.gazette.actions.recording import held, record, required
from mingbai.gazette.exports.pdf import pdf
from mingbai.gazette.models import Copy, Entry, Issue
from mingbai.gazette.policies import may_freeze, may_send_back
from mingbai.gazette.queries.issues import contents_of, copy_of, entries_of
from mingbai.gazette.queries.printing import ReadBack, read_back
from mingbai.gazette.queries.texts import printed, version_of
from mingbai.gazette.rules import haystack
from mingbai.gazette.states import EntryKind, IssueState, Origin
from mingbai.lib import clock, digests
from mingbai.lib.verdict import Denied, require
from mingbai.portal.models import SiteSettings
from mingbai.transparency.queries import latest_checkpoint


@transaction.atomic
def freeze(*, issue: Issue, by: User) -> Issue:
    """Every text as it stands in public now, with the log's latest checkpoint; the file comes after."""
    row = held(issue)
    require(may_freeze(by, row))
    entries = entries_of(row)
    if not entries:
        raise Denied("这一期里还没有文件，不能定稿。")
    for number, entry in enumerate(entries, 1):
        _freeze(entry, number)
    checkpoint = latest_checkpoint()
    row.checkpoint = checkpoint.note if checkpoint else ""
    row.state, row.frozen_by, row.frozen_at, row.returned_note = IssueState.FROZEN, by, clock.now(), ""
    row.save()
    row.assemblers.add(by)
    record("freeze", by, row, row.organisation, entries=len(entries))
    return row


def _freeze(entry: Entry, number: int) -> None:
    entry.number, entry.page = number, None
    information = entry.information
    if information is not None:
        if not is_listed(information):
            raise Denied(f"《{entry.title}》已经不再公开，先从这一期拿掉。")
        entry.version_number, entry.version_digest = information.public_number, information.public_digest
        version = version_of(entry)
        if version is None or version.digest != information.public_digest:
            raise Denied(f"《{entry.title}》刚刚更正过，请重新定稿。")
        text = printed(entry, version)
        entry.title, entry.document_number, entry.signed = text.title, text.document_number, list(text.signed)
        entry.written_on = information.written_on
    fill_for_search(entry)
    entry.save()


def fill_for_search(entry: Entry) -> None:
    if entry.kind != EntryKind.PAST:
        entry.text = "\n".join(printed(entry).texts()[1:])
    entry.hay = haystack(entry.title, entry.document_number, entry.text)


@transaction.atomic
def send_back(*, issue: Issue, by: User, reason: str) -> Issue:
    """From frozen to draft again; the file that was made counts no more."""
    row = held(issue)
    require(may_send_back(by, row))
    if row.origin == Origin.IMPORTED:
        raise Denied("补录的公报不能改内容。录错的请删去重新补录。")
    row.returned_note = required("reason", reason, 300, "请写明哪里要改。")
    row.state, row.frozen_by, row.frozen_at, row.checkpoint = IssueState.DRAFTING, None, None, ""
    row.save()
    row.copies.filter(dropped_at=None).update(dropped_at=clock.now())
    row.entries.update(number=None, page=None, version_number=0, version_digest="", text="", hay="")
    record("send_back", by, row, row.organisation, reason=row.returned_note)
    return row


def make_copy(*, issue: Issue, reason: str = "", by: User | None = None) -> Copy | None:
    """Draw the file and keep it with its digest and its page numbers. It belongs to no verb of its own:
    freezing and blanking ask for it, and the sweep makes what is missing.

    None when the issue changed meanwhile, or has a file already. `NoChineseFont` as typesetting raises it.
    """
    row = Issue.objects.select_related("organisation").get(pk=issue.pk)
    if row.state == IssueState.DRAFTING or row.origin == Origin.IMPORTED or copy_of(row) is not None:
        return None
    contents = contents_of(row)
    data = pdf(row, contents, site=SiteSettings.current().base_url, proof=False)
    drawn = [entry for _, entries in contents for entry in entries]
    return _keep(row, data, drawn, reason, by)


@transaction.atomic
def _keep(drawn: Issue, data: bytes, entries: list[Entry], reason: str, by: User | None) -> Copy | None:
    row = held(drawn)
    now_blank = set(row.entries.exclude(blanked_at=None).values_list("pk", flat=True))
    blanked = {entry.pk for entry in entries if entry.blanked_at}
    if row.frozen_at != drawn.frozen_at or copy_of(row) is not None or now_blank != blanked:
        return None
    found = read_back(data)
    _check_pages(row, found, entries)
    copy = new_copy(row, data, found.pages, reason, sorted(blanked))
    record("copy", by, row, row.organisation, after=copy.digest, pages=copy.pages)
    return copy


def _check_pages(issue: Issue, found: ReadBack, entries: list[Entry]) -> None:
    if len(found.starts) != len(entries):
        raise ValidationError("PDF 里的篇目和目录不一致，没有保存。请联系系统管理员。")
    for entry, page in zip(entries, found.starts, strict=True):
        if issue.state == IssueState.ISSUED and entry.page != page:
            raise ValidationError("重制的 PDF 页码和印出的不一致，没有保存。请联系系统管理员。")
        Entry.objects.filter(pk=entry.pk).update(page=page)


def new_copy(
    issue: Issue, data: bytes, pages: int, reason: str = "", blanked: list[int] | None = None
) -> Copy:
    """The write of a file, inside the caller's transaction."""
    copy = Copy(
        issue=issue,
        number=issue.copies.count() + 1,
        digest=digests.of_bytes(data),
        size=len(data),
        pages=pages,
        reason=reason,
        blanked=blanked or [],
        made_at=clock.now(),
    )
    try:
        copy.file.save(f"{issue.year}-{issue.number}-{copy.digest[:16]}.pdf", ContentFile(data), save=False)
    except OSError as error:
        raise Denied("PDF 没有存下来。请系统管理员检查存储空间。") from error
    copy.save()
    return copy


def make_missing() -> str:
    """The round: frozen and blanked issues that have no file, because making one was cut off."""
    rows = Issue.objects.filter(origin=Origin.COMPOSED).exclude(state=IssueState.DRAFTING)
    with_file = Copy.objects.filter(issue=OuterRef("pk"), dropped_at=None)
    made = [row for row in rows.filter(~Exists(with_file)) if make_copy(issue=row)]
    return f"制作公报 PDF {len(made)} 期" if made else ""
