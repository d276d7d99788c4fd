"""Who may fetch which file."""

from typing import Any

from mingbai.disclosures.models import Attachment, AttachmentState, Audience, Openness
from mingbai.disclosures.policies import may_read, may_read_internal
from mingbai.disclosures.states import Status
from mingbai.lib.verdict import YES, Verdict, no


def may_anyone_fetch(file: Attachment) -> Verdict:
    """The stripped copy of a file that a public text lists now."""
    text = file.information
    public = text.openness == Openness.PROACTIVE and text.audience == Audience.PUBLIC
    if public and text.status == Status.PUBLISHED and file.pk in text.attachments and _clean(file):
        return YES
    return no("这个文件没有公开。")


def may_staff_fetch(user: Any, file: Attachment) -> Verdict:
    """The stripped copy of any file of a text whose working copy the person may read,
    and the files listed by texts published inside the person's organisation."""
    if not user.is_authenticated or not _clean(file):
        return no("这个文件没有公开。")
    allowed = may_read(user, file.information)
    if allowed or file.pk not in file.information.attachments:
        return allowed
    return may_read_internal(user, file.information)


def _clean(file: Attachment) -> bool:
    return file.state == AttachmentState.CLEAN and bool(file.public_digest)
