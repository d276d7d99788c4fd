"""The record on paper: sheets for boards, leaflets, official documents, labels, a village's month."""

from collections.abc import Sequence
from datetime import date

from mingbai.disclosures.models import Information
from mingbai.documents.official.values import Block, Paragraph, Table
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.printing.exports.records import (
    complaint_of,
    contact_of,
    heading_of,
    official_docx,
    official_pdf,
    sheet_of,
)
from mingbai.printing.exports.sheets import draw
from mingbai.printing.rules.fitting import plain_cells
from mingbai.printing.values import Sheet

__all__ = ["official_docx", "official_pdf", "sheet_pdf", "table_sheet_pdf"]


def sheet_pdf(
    information: Information, size: str = "A4", until: date | None = None, from_on: date | None = None
) -> bytes:
    """The record's present public version for a board, on A4 or A3, hanging from `from_on` until `until`.

    The same version with the same days gives the same bytes.
    """
    sheet = sheet_of(information, size=size, from_on=from_on, until=until)
    changed = information.changed_at or information.published_at or clock.now()
    return draw([sheet], on=changed.astimezone(clock.CHINA).date())


def table_sheet_pdf(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    notes: Sequence[str] = (),
    address: str = "",
    *,
    organisation: Organisation,
    intro: Sequence[str] = (),
    facts: Sequence[tuple[str, str]] = (),
    caption: str = "",
    from_on: date | None = None,
    until: date | None = None,
    size: str = "A4",
    is_trial: bool = True,
    signed_on: date | None = None,
    scan: str = "手机扫码，看最新内容",
    on: date | None = None,
    contact: str = "",
    complaint: str = "",
) -> bytes:
    """A list for a board in the frame of every sheet: `intro` stands above the table, `notes` below it.

    `address` is the whole address its code opens, "" for none; `on` the day inside the file. Nothing is
    left out or masked here: hand in only what may hang in public. `contact` and `complaint` are the lines
    with the telephones, "" for those of the organisation.
    """
    blocks: list[Block] = [Paragraph(one) for one in intro]
    if rows:
        blocks.append(Table(list(columns), plain_cells(rows), caption=caption))
    blocks += [Paragraph(one) for one in notes]
    sheet = Sheet(
        heading=heading_of(organisation, is_trial=is_trial),
        title=title,
        blocks=blocks,
        facts=facts,
        from_on=from_on,
        until=until,
        signed=[organisation.name],
        signed_on=signed_on,
        address=address,
        scan=scan if address else "",
        contact=contact or contact_of(organisation),
        complaint=complaint or complaint_of(organisation),
        size=size,
        is_trial=is_trial,
    )
    return draw([sheet], on=on or clock.today())
