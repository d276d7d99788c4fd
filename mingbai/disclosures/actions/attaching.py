"""Files of a record: kept privately as uploaded, with a public copy stripped of what was hidden."""

from dataclasses import asdict

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.html import escape

from mingbai.accounts.models import User
from mingbai.disclosures.actions.drafting import create, edit
from mingbai.disclosures.actions.recording import trail
from mingbai.disclosures.models import Attachment, AttachmentState, FileRole, Information
from mingbai.disclosures.policies import may_do
from mingbai.disclosures.states import Verb
from mingbai.documents.cleaning import clean
from mingbai.documents.document import Document
from mingbai.documents.reading import read
from mingbai.documents.refusals import Refused
from mingbai.lib import clock, digests
from mingbai.lib.text import file_name
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation

NOT_STORED = "文件没有存下来，刚才的操作没有生效。请系统管理员检查存储空间和权限，然后再上传。"

# What a file's first look tells about a draft; the clerk may change each of them.
READ_FIELDS = ("title", "document_number", "written_on", "openness")


def read_draft(document: Document) -> dict[str, object]:
    """The content fields that a read document fills in."""
    content = {name: getattr(document, name) for name in READ_FIELDS if getattr(document, name)}
    content["title"] = (document.title or "")[:300]
    content["document_number"] = (document.document_number or "")[:80]
    content["body"] = document.html
    return content


def create_from_file(
    *,
    organisation: Organisation,
    by: User,
    data: bytes,
    filename: str,
    document: Document | None = None,
    **content: object,
) -> Information:
    """Read a document and begin a draft from it; the file is kept as the source of the body.

    `document` is given when the bytes were read before. Raises Refused, with a message for the
    clerk, and stores nothing when they cannot be read.
    """
    document = document or read(data, filename)
    with transaction.atomic():
        information = create(organisation=organisation, by=by, **(read_draft(document) | content))
        require(may_do(by, Verb.EDIT, information))
        file = _new(information, by, data, filename, FileRole.SOURCE, document)
        file.state = AttachmentState.KEPT
        _save(file, data)
        _place_images(information, document, by)
        return information


def _place_images(information: Information, document: Document, by: User) -> None:
    """Put each picture of a document where its mark stands in the body, as a stripped copy."""
    body, pictures = information.body, list(information.attachments)
    for image in document.images:
        mark = f'<figure data-image="{escape(image.name)}"></figure>'
        if mark not in body:
            continue
        file = _cleaned(_new(information, by, image.data, image.name, FileRole.INLINE, None), image.data)
        pictures.append(file.pk)
        body = body.replace(mark, f'<figure><img src="{file.get_absolute_url()}" alt=""></figure>')
    if pictures != information.attachments:
        edit(
            information=information,
            by=by,
            base=information.latest_revision_id,
            body=body,
            attachments=pictures,
        )
        information.refresh_from_db()


@transaction.atomic
def attach(
    *, information: Information, by: User, data: bytes, filename: str, base: int | None = None
) -> Attachment:
    """Add a file to the working copy. Raises Refused when it cannot be opened safely.

    A file that opens but cannot be made safe for the public is kept and marked so: it stops
    submission until it is taken off. `base` as in `edit`; None means the latest revision.
    """
    require(may_do(by, Verb.EDIT, information))
    file = _cleaned(_new(information, by, data, filename, FileRole.ATTACHMENT, _read(data, filename)), data)
    edit(
        information=information,
        by=by,
        base=base if base is not None else information.latest_revision_id,
        attachments=[*information.working_copy.attachments, file.pk],
    )
    information.refresh_from_db()
    trail(
        "attach",
        by=by,
        information=information,
        after=file.original_digest,
        detail={"attachment": file.pk, "state": file.state},
    )
    return file


@transaction.atomic
def detach(
    *, information: Information, attachment: Attachment, by: User, base: int | None = None
) -> Information:
    """Take a file off the working copy. The row and the original stay for the trail."""
    copy = information.working_copy
    return edit(
        information=information,
        by=by,
        base=base if base is not None else information.latest_revision_id,
        attachments=[pk for pk in copy.attachments if pk != attachment.pk],
    )


def _new(
    information: Information, by: User, data: bytes, filename: str, role: str, document: Document | None
) -> Attachment:
    return Attachment(
        information=information,
        name=file_name(filename),
        role=role,
        original_digest=digests.of_bytes(data),
        text=document.text if document else "",
        notices=[asdict(notice) for notice in document.notices] if document else [],
        uploaded_by=by,
        uploaded_at=clock.now(),
    )


def _save(file: Attachment, data: bytes) -> Attachment:
    try:
        file.original.save(file.original_digest, ContentFile(data), save=False)
    except OSError as error:
        raise Denied(NOT_STORED) from error
    file.save()
    return file


def _cleaned(file: Attachment, data: bytes) -> Attachment:
    """Save a file with its public copy, or with the reason why it can have none."""
    try:
        copy = clean(data, file.name)
        file.cleaned.save(digests.of_bytes(copy.data), ContentFile(copy.data), save=False)
    except OSError as error:
        raise Denied(NOT_STORED) from error
    except Refused as refusal:
        file.state, file.state_note = AttachmentState.REFUSED, refusal.message[:300]
    else:
        file.state = AttachmentState.CLEAN
        file.public_name = copy.filename
        file.public_digest = digests.of_bytes(copy.data)
        file.public_size = len(copy.data)
    return _save(file, data)


def _read(data: bytes, name: str) -> Document | None:
    """The text of a file where it has any; pictures have none and are no mistake."""
    try:
        return read(data, name)
    except Refused as refusal:
        if refusal.code == "unsupported":
            return None
        raise
