"""Running the checks on a working copy and answering what they ask."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.checks.engine import run
from mingbai.checks.findings import ASK, NOTE, Finding
from mingbai.checks.queries import context_for
from mingbai.checks.subject import Part, Subject
from mingbai.disclosures.actions.recording import trail
from mingbai.disclosures.models import Attachment, CheckReport, FileRole, FindingAnswer, Information
from mingbai.disclosures.policies import may_answer_finding
from mingbai.disclosures.queries import checklist, files_of
from mingbai.disclosures.rules import plain
from mingbai.documents.document import Notice
from mingbai.lib import clock, digests
from mingbai.lib.verdict import require

# The source itself never becomes public and its body was read without what is hidden, so a second
# person's look is enough; in a bare file that would be sent out as it is, the same blocks.
HIDDEN_IN_SOURCE = {"hidden_text": "ask", "tracked_change": "ask", "macro": "note", "comment": "note"}


def check(information: Information) -> CheckReport:
    """Check a working copy and keep the findings; excerpts in them are masked."""
    context = replace(context_for(information.organisation, clock.today()), profile=HIDDEN_IN_SOURCE)
    findings = run(subject_of(information), context)
    report, _ = CheckReport.objects.update_or_create(
        information_id=information.pk,
        defaults={
            "digest": information.digest,
            "findings": [finding.as_json() for finding in (*findings, *element_findings(information))],
            "at": clock.now(),
        },
    )
    return report


def element_findings(information: Information) -> list[Finding]:
    """What became of a checklist that somebody has begun: places that are gone ask, what is open is noted.

    A text whose checklist nobody has touched gets no finding: its page shows how much is open.
    """
    rows = checklist(information)
    begun = [one for one in rows if one.answer is not None]
    if not begun:
        return []
    lost = [
        _element_finding(
            ASK, one.key, f"要素“{one.label}”原来指明的地方已经不在了，请重新确认。", one.answer.quote
        )
        for one in begun
        if one.answer is not None and not one.holds
    ]
    if left := len(rows) - len(begun):
        lost.append(_element_finding(NOTE, "left", f"还有 {left} 个要素没有指明在哪里写到。", ""))
    return lost


def _element_finding(severity: str, key: str, message: str, quote: str) -> Finding:
    return Finding(
        kind="elements",
        rule="elements",
        severity=severity,
        excerpt="",
        where="record",
        start=0,
        end=0,
        suggestion="",
        message=message,
        fingerprint=digests.of_value(["element", key, quote])[:32],
    )


def subject_of(information: Information) -> Subject:
    """What the engine looks at: the text, its metadata, and every file that would become public."""
    files = files_of(information)
    item = information.catalogue_item
    return Subject(
        title=information.title,
        html=information.body,
        text=plain(information.body),
        document_number=information.document_number,
        organisation=information.issuer_name,
        written_on=information.written_on,
        openness=information.openness or None,
        ground=information.ground_id or None,
        catalogue_item=str(item) if item else "",
        source=information.source_name or None,
        is_policy=bool(information.genre and information.genre.is_policy),
        attachments=tuple(Part(file.public_name or file.name, file.text) for file in _texts(files)),
        properties={},
        notices=_notices(information),
    )


def _notices(information: Information) -> tuple[Notice, ...]:
    """What was hidden in the Word file that the body came from."""
    source = information.files.filter(role=FileRole.SOURCE).order_by("-pk").first()
    return tuple(Notice(**notice) for notice in source.notices) if source else ()


def _texts(files: list[Attachment]) -> list[Attachment]:
    """Files with words of their own; the source's words are the body's."""
    return [file for file in files if file.role == FileRole.ATTACHMENT]


def blocking(report: CheckReport) -> list[dict]:
    return [finding for finding in report.findings if finding["severity"] == "block"]


def unanswered(information: Information, report: CheckReport) -> list[dict]:
    """The findings that ask for a reason and have none yet."""
    answered = set(
        FindingAnswer.objects.filter(information=information).values_list("fingerprint", flat=True)
    )
    return [
        finding
        for finding in report.findings
        if finding["severity"] == "ask" and finding["fingerprint"] not in answered
    ]


@transaction.atomic
def answer_finding(*, information: Information, fingerprint: str, reason: str, by: User) -> FindingAnswer:
    """Say, as a second person, why a finding that asks may stand."""
    require(may_answer_finding(by, information))
    if not reason.strip():
        raise ValidationError({"reason": "请写明核对的情况和保留的理由。"})
    report = CheckReport.objects.filter(information=information).first()
    asked = {finding["fingerprint"] for finding in unanswered(information, report)} if report else set()
    if fingerprint not in asked:
        raise ValidationError("这一条已经不需要说明，请刷新页面。")
    answer = FindingAnswer.objects.create(
        information=information, fingerprint=fingerprint, reason=reason.strip(), by=by, at=clock.now()
    )
    trail(
        "answer_finding",
        by=by,
        information=information,
        detail={"fingerprint": fingerprint},
    )
    return answer


__all__ = ["answer_finding", "blocking", "check", "subject_of", "unanswered"]
