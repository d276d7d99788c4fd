"""The text of an entry as it was printed, and whether it may still be shown."""

from collections.abc import Sequence

from mingbai.disclosures.models import Information, Validity, Version
from mingbai.disclosures.queries import is_listed
from mingbai.disclosures.states import Status
from mingbai.gazette.models import Entry
from mingbai.gazette.states import EntryKind
from mingbai.gazette.values import Printed, Standing, Why
from mingbai.lib.text import one_line

GONE = {Status.WITHDRAWN: Why.WITHDRAWN, Status.REMOVED: Why.REMOVED}
ENDED = {
    Validity.AMENDED: "本文的部分内容已被修改，办事请以修改后的规定为准。",
    Validity.EXPIRED: "本文已经失效，不再执行。",
    Validity.REPEALED: "本文已经废止，不再执行。",
}


def version_of(entry: Entry) -> Version | None:
    """The public version that is printed: the frozen one, in a draft the present one."""
    information = entry.information
    if information is None:
        return None
    number = entry.version_number or information.public_number
    return Version.objects.filter(information=information, number=number).first()


def printed(entry: Entry, version: Version | None = None) -> Printed:
    """KeyError never: what the version lacks is left out."""
    if entry.kind != EntryKind.RECORD:
        return Printed(entry.title, entry.document_number, entry.body, entry.signed, entry.written_on)
    found = version or version_of(entry)
    content = found.content if found else {}
    return Printed(
        title=one_line(content.get("title") or entry.title),
        document_number=content.get("document_number") or "",
        html=content.get("body") or "",
        signed=signed_by(content, entry.information),
        written_on=entry.written_on,
        files=[file[1] for file in content.get("attachments") or [] if not _is_inline(file)],
    )


def _is_inline(file: Sequence[object]) -> bool:
    """Pictures stand in the text itself, as words in brackets on paper."""
    return str(file[1]).lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"))


def signed_by(content: dict[str, object], information: Information | None) -> list[str]:
    issuer = content.get("issuer_name") or (information.issuer_name if information else "")
    others = content.get("co_issuers")
    return [str(issuer), *(map(str, others) if isinstance(others, list) else [])]


def standing(entry: Entry, version: Version | None) -> Standing:
    """How the record of an entry stands today. What the record no longer shows is hidden here too."""
    if entry.blanked_at is not None:
        return Standing(Why.BLANKED, entry.blank_reason)
    information = entry.information
    if information is None:
        return Standing()
    if information.status in GONE:
        why = GONE[Status(information.status)]
        return Standing(why, information.status_note if why is Why.WITHDRAWN else "")
    if information.status == Status.MERGED and information.merged_into:
        notes = [("本文已经并入：", information.merged_into.get_absolute_url())]
        return Standing(notes=notes) if is_listed(information.merged_into) else Standing(Why.REMOVED)
    if not is_listed(information):
        return Standing(Why.REMOVED)
    if version is None or version.concealed:
        return Standing(
            Why.CONCEALED, "印出以后已经更正，更正时决定不再显示旧的文字。", _notes(entry, information)
        )
    return Standing(notes=_notes(entry, information))


def _notes(entry: Entry, information: Information) -> list[tuple[str, str]]:
    address = information.get_absolute_url()
    notes = []
    if information.public_digest != entry.version_digest:
        notes.append(("印出以后，这份文件更正过。这里是印出时的文字，办事请看现在的版本。", address))
    if information.validity in ENDED:
        notes.append((ENDED[Validity(information.validity)], address))
    return notes
