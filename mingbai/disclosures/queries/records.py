"""Reading records: what is public, what a person may see, and what a digest covers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Revision

from mingbai.accounts.models import User
from mingbai.disclosures.models import Attachment, Audience, Information, Openness, Version
from mingbai.disclosures.states import Stage, Status
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import memberships_of, scope_of

# The one definition of "public": every public list, page, file, feed and index starts here.
IS_FOR_PUBLIC = Q(openness=Openness.PROACTIVE, audience=Audience.PUBLIC)
IS_LISTED = IS_FOR_PUBLIC & Q(status=Status.PUBLISHED)
HAS_PAGE = IS_FOR_PUBLIC & Q(
    status__in=[Status.PUBLISHED, Status.WITHDRAWN, Status.REMOVED, Status.MERGED],
    published_at__isnull=False,
)


def is_listed(information: Information) -> bool:
    """IS_LISTED of one row at hand."""
    return (
        information.status == Status.PUBLISHED
        and information.openness == Openness.PROACTIVE
        and information.audience == Audience.PUBLIC
    )


def listed() -> QuerySet[Information]:
    """What public lists and public search show."""
    return Information.objects.filter(IS_LISTED).select_related("organisation", "theme", "genre")


def with_page() -> QuerySet[Information]:
    """What has a public address: also withdrawn and removed ones (410), and merged ones."""
    return Information.objects.filter(HAS_PAGE).select_related(
        "organisation", "theme__parent", "genre", "catalogue_item__field", "merged_into"
    )


def readable_by(user: User) -> QuerySet[Information]:
    """Records whose working copies this person may read."""
    scope = scope_of(user, "record.read")
    return scope.filter(Information.objects.select_related("organisation", "genre", "drafted_by"))


def internal_for(user: User) -> QuerySet[Information]:
    """Texts published to staff only, of the organisations this person works in."""
    organisations = {held.organisation_id for held in memberships_of(user)}
    return Information.objects.filter(
        status=Status.PUBLISHED, audience=Audience.INTERNAL, organisation__in=organisations
    )


def drafts_of(user: User) -> QuerySet[Information]:
    return readable_by(user).filter(
        Q(drafted_by=user) | Q(last_edited_by=user),
        stage__in=[Stage.DRAFT, Stage.RETURNED, Stage.IN_REVIEW, Stage.APPROVED],
    )


def awaits_confirmation(information: Information) -> bool:
    """Whether the text under review is the very one that was published urgently, not a correction of it."""
    return information.urgent_pending and information.digest == information.public_digest


def written_by(user: User, texts: Iterable[Information]) -> set[int]:
    """Numbers of those texts that this person drafted or saved since they were last public. One query."""
    by_number = {one.pk: one for one in texts}
    saved = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(Information),
        object_id__in=[str(pk) for pk in by_number],
        user=user,
    ).values_list("object_id", "pk")
    found = {pk for pk, one in by_number.items() if user.pk in {one.drafted_by_id, one.last_edited_by_id}}
    return found | {
        int(number) for number, revision in saved if revision > (by_number[int(number)].live_revision_id or 0)
    }


def files_of(information: Information) -> list[Attachment]:
    """The attachments a text lists, in its order."""
    if not information.attachments:
        return []
    found = Attachment.objects.filter(information_id=information.pk).in_bulk(information.attachments)
    return [found[pk] for pk in information.attachments if pk in found]


def content_of(information: Information, files: Iterable[Attachment] | None = None) -> dict[str, Any]:
    """The content of a text as JSON values, files by digest: what a digest is computed over."""
    data = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in information.serializable_data().items()
        if name != "pk"
    }
    data["organisation"] = information.organisation.code
    data["attachments"] = [
        [file.pk, file.public_name or file.name, file.original_digest, file.public_digest]
        for file in (files_of(information) if files is None else files)
    ]
    return data


def public_versions(information: Information) -> QuerySet[Version]:
    """What the public saw, newest first; versions that were for staff only never show."""
    return information.versions.filter(
        content__audience=Audience.PUBLIC, content__openness=Openness.PROACTIVE
    ).order_by("-number")


def published_in(organisation: Organisation) -> QuerySet[Information]:
    """Public records of an organisation with everything below it."""
    return listed().filter(organisation__path__startswith=organisation.path)
