"""A public record as a notice for a board, and as an official document."""

import re
from collections.abc import Sequence
from datetime import date

from django.conf import settings

from mingbai.channels.rules.short import code_of
from mingbai.disclosures.models import FileRole, Information
from mingbai.disclosures.queries import files_of
from mingbai.documents.official import OfficialDocument, write, write_pdf
from mingbai.documents.official.blocks import blocks_of
from mingbai.documents.official.lettering import day_words
from mingbai.documents.official.values import Block, Paragraph
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation
from mingbai.printing.exports.faces import county_layout
from mingbai.printing.values import Sheet

SCAN = "手机扫码，看这条信息的最新内容"
MARK = "此件公开发布"
LONGEST_ADDRESSEE = 80

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_SPACE = re.compile(r"\s+")


def address_of(information: Information) -> str:
    """The short address that is printed: it leads to the present version for ever."""
    return f"{settings.MINGBAI_BASE_URL}/q/{code_of(information.pk)}/"


def sheet_of(
    information: Information, *, size: str = "A4", from_on: date | None = None, until: date | None = None
) -> Sheet:
    """The record's present public version as a notice that hangs from `from_on` until `until`."""
    trial = "公示" in information.title
    blocks, signed, day = _signed(information, blocks_of(information.body or _summary(information)))
    published = information.published_at
    return Sheet(
        heading=heading_of(information.organisation, information.issuer_name, trial),
        title=information.title,
        blocks=blocks,
        facts=(
            ("索引号", information.index_number),
            ("文号", information.document_number),
            ("发布机构", "、".join([information.issuer_name, *information.co_issuers])),
            ("发布日期", day_words(published.astimezone(clock.CHINA).date()) if published else ""),
        ),
        from_on=from_on,
        until=until,
        attachments=[file.public_name or file.name for file in _attached(information)],
        signed=signed,
        signed_on=day,
        address=address_of(information),
        scan=SCAN,
        contact=contact_of(information.organisation),
        complaint=complaint_of(information.organisation),
        size=size,
        is_trial=trial,
    )


def heading_of(organisation: Organisation, name: str = "", is_trial: bool = False) -> str:
    """What the board is read by from afar: who speaks, and whether it may be objected to."""
    what = "公示" if is_trial else "村务公开" if organisation.kind == Kind.VILLAGE else "信息公开"
    return f"{name or organisation.name}{what}"


def contact_of(organisation: Organisation) -> str:
    return f"咨询电话：{organisation.name} {organisation.telephone}" if organisation.telephone else ""


def complaint_of(organisation: Organisation) -> str:
    """The nearest body above it that has a telephone: nobody has to complain to whom they complain about."""
    above = organisation.get_parent()
    while above is not None and not above.telephone:
        above = above.get_parent()
    return f"监督电话：{above.name} {above.telephone}" if above is not None else ""


def official_of(information: Information) -> OfficialDocument:
    """The record's present public version as GB/T 9704 lays out official documents."""
    blocks, signed, day = _signed(information, blocks_of(information.body))
    addressee = _addressee(blocks)
    if addressee:
        blocks = blocks[1:]
    number = information.document_number
    return OfficialDocument(
        title=information.title,
        blocks=blocks,
        head=information.issuer_name if number else "",
        number=number,
        addressee=addressee,
        attachments=[_without_ending(file.public_name or file.name) for file in _attached(information)],
        signed=signed,
        written_on=day,
        mark=MARK,
    )


def official_pdf(information: Information) -> bytes:
    return write_pdf(official_of(information), county_layout())


def official_docx(information: Information) -> bytes:
    return write(official_of(information), county_layout())


def _summary(information: Information) -> str:
    return "".join(f"<p>{line}</p>" for line in _escaped(information.summary).splitlines())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attached(information: Information) -> list:
    return [file for file in files_of(information) if file.role == FileRole.ATTACHMENT and file.public_digest]


def _without_ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return stem if dot and len(ending) <= 5 else name


def _addressee(blocks: Sequence[Block]) -> str:
    """The organs at the head of the text, which stand at the edge of the page."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or len(first.text) > LONGEST_ADDRESSEE:
        return ""
    return first.text if first.text.endswith(("：", ":")) else ""


def _signed(
    information: Information, blocks: Sequence[Block]
) -> tuple[Sequence[Block], list[str], date | None]:
    """The body without the signature, the day and the mark at its end, who signs below it, and when.

    Texts out of Word files end with them as plain lines; on paper they stand where they belong, and once.
    """
    rest = list(blocks)
    names = [information.issuer_name, *information.co_issuers]
    known = {_SPACE.sub("", name) for name in names}
    signed: list[str] = []
    day: date | None = None
    while rest and isinstance(rest[-1], Paragraph):
        said = _SPACE.sub("", rest[-1].text)
        if said in known:
            signed.insert(0, rest[-1].text)
        elif day is None and not signed and (found := _day(said)):
            day = found
        elif said.strip("（）()") != MARK or signed:
            break
        rest.pop()
    return rest, signed or names, day or information.written_on


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(*(int(one) for one in found.groups())) if found else None
    except ValueError:
        return None
