"""Files of a record: kept privately as uploaded, with a public copy stripped of what was hidden."""

from dataclasses import asdict
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.html import escape

from mingbai.accounts.models import User
from mingbai.disclosures.actions.drafting import create, edit
from mingbai.disclosures.models import Attachment, AttachmentState, FileRole, Information
from mingbai.disclosures.policies import may_do
from mingbai.disclosures.states import Verb
from mingbai.documents.cleaning import CleanCopy, clean
from mingbai.documents.document import Document
from mingbai.documents.reading import read
from mingbai.documents.refusals import Refused
from mingbai.ledger.actions import append
from mingbai.lib import clock, digests
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation

# What a file's first look tells about a draft; the clerk may change each of them.
READ_FIELDS = ("title", "document_number", "written_on", "openness")


def read_draft(document: Document) -> dict[str, object]:
    """The content fields that a read document fills in."""
    content = {name: getattr(document, name) for name in READ_FIELDS if getattr(document, name)}
    content["title"] = (document.title or "")[:300]
    content["body"] = document.html
    return content


def create_from_file(
    *, organisation: Organisation, by: User, data: bytes, filename: str, **content: object
) -> Information:
    """Read a document and begin a draft from it; the file is kept as the source of the body.

    Raises Refused, with a message for the clerk, and stores nothing when it cannot be read.
    """
    document = read(data, filename)
    with transaction.atomic():
        information = create(organisation=organisation, by=by, **(read_draft(document) | content))
        attach(information=information, by=by, data=data, filename=filename, role=FileRole.SOURCE)
        _place_images(information, document, by)
        return information


def _place_images(information: Information, document: Document, by: User) -> None:
    """Put each picture of a document where its mark stands in the body, as a stripped copy."""
    body, pictures = information.body, list(information.attachments)
    for image in document.images:
        mark = f'<figure data-image="{escape(image.name)}"></figure>'
        if mark not in body:
            continue
        file = _stored(information, by, image.data, image.name, FileRole.INLINE)
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
    *,
    information: Information,
    by: User,
    data: bytes,
    filename: str,
    base: int | None = None,
    role: str = FileRole.ATTACHMENT,
) -> Attachment:
    """Add a file to the working copy. Raises Refused when it cannot be opened safely.

    A file that opens but cannot be made safe for the public is kept and marked so: it stops
    submission until it is taken off. `base` as in `edit`; None means the latest revision.
    """
    require(may_do(by, Verb.EDIT, information))
    name = PurePath(filename.replace("\\", "/")).name[:200]
    file = _stored(information, by, data, name, role)
    if role == FileRole.ATTACHMENT:
        copy = information.working_copy
        edit(
            information=information,
            by=by,
            base=base if base is not None else information.latest_revision_id,
            attachments=[*copy.attachments, file.pk],
        )
        information.refresh_from_db()
    append(
        verb="record.attach",
        by=by,
        subject=information,
        organisation=information.organisation,
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


def _stored(information: Information, by: User, data: bytes, name: str, role: str) -> Attachment:
    document, reading_problem = _read(data, name)
    file = Attachment(
        information=information,
        name=name,
        role=role,
        original_digest=digests.of_bytes(data),
        text=document.text if document else "",
        notices=[asdict(notice) for notice in document.notices] if document else [],
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    copy, problem = _cleaned(data, name)
    if copy is None:
        file.state, file.state_note = AttachmentState.REFUSED, (problem or reading_problem)[:300]
    else:
        file.state = AttachmentState.CLEAN
        file.public_name = copy.filename
        file.public_digest = digests.of_bytes(copy.data)
        file.public_size = len(copy.data)
        file.cleaned.save(file.public_digest, ContentFile(copy.data), save=False)
    file.original.save(file.original_digest, ContentFile(data), save=False)
    file.save()
    return file


def _read(data: bytes, name: str) -> tuple[Document | None, str]:
    """The text of a file where it has any; pictures have none and are no mistake."""
    try:
        return read(data, name), ""
    except Refused as refusal:
        if refusal.code == "unsupported":
            return None, refusal.message
        raise


def _cleaned(data: bytes, name: str) -> tuple[CleanCopy | None, str]:
    try:
        return clean(data, name), ""
    except Refused as refusal:
        return None, refusal.message
