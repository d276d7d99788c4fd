"""Sheets of village affairs as entries: what hung on the 村务公开栏, from when to when, with which proof.

They are read from the sheets themselves (see `villages.queries.hung`): no day and no place is kept twice.
"""

from collections.abc import Iterator
from datetime import date

from mingbai.book.queries.months import iso, moments
from mingbai.book.queries.supplements import seals_of
from mingbai.book.values import Entry, Supplement
from mingbai.channels.states import Channel
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import Period
from mingbai.villages.queries import Hung, hung_in
from mingbai.villages.rules import MONEY, Section


def sheet_entries(organisation: Organisation, first: date, last: date) -> Iterator[Entry]:
    """The versions of the village's sheets that went up on these days."""
    return (_entry(one) for one in hung_in(organisation) if first <= one.on <= last)


def sheet_supplements(organisation: Organisation, month: Period) -> Iterator[Supplement]:
    """Sheets of earlier months that ended in this one, or were entered in it after their month was sealed."""
    begin, end = moments(month)
    sealed = seals_of(organisation)
    for one in hung_in(organisation):
        if one.on >= month.start:
            continue
        if one.until and month.start <= one.until <= month.end:
            yield _supplement(one, one.until.isoformat(), f"结束公开：{_ending(one) or '公示期满'}")
        closed = sealed.get(one.on.isoformat()[:7])
        if one.entered_at and closed and begin <= one.entered_at < end and closed < one.entered_at:
            yield _supplement(one, iso(one.entered_at), f"补登：{one.on}起公开")


def _entry(one: Hung) -> Entry:
    return Entry(
        key=_key(one),
        index_number=one.index_number,
        title=str(one.sheet),
        content=_content(one),
        form=Channel.BOARD.label,
        place=one.place,
        begun=one.on.isoformat(),
        ended=one.until.isoformat() if one.until else "",
        by=one.by,
        proof=_proof(one),
        note=_ending(one),
        digest=one.sheet.digest,
        recorded=iso(one.entered_at) if one.entered_at else one.on.isoformat(),
    )


def _key(one: Hung) -> str:
    return f"{one.sheet.organisation.code} {one.sheet.period_key} sheet {one.sheet.pk}"


def _content(one: Hung) -> str:
    """What the sheet is about, and why it was made once more."""
    present = {Section(line.section) for line in one.sheet.content} - MONEY
    names = [section.label.split("（")[0] for section in Section if section in present]
    said = "、".join(["财务收支", *names])
    why = one.sheet.correction_reason
    return f"更正第 {one.sheet.version - 1} 版：{why}。{said}" if why else said


def _proof(one: Hung) -> str:
    counted = (
        (one.photographs, "公开栏张贴照片 {} 张"),
        (one.signed_copies, "已签字的公开表 {} 份"),
        (one.signatures, "签字 {} 人"),
    )
    return "；".join(words.format(number) for number, words in counted if number)


def _ending(one: Hung) -> str:
    return f"已由更正后的第 {one.sheet.version + 1} 版代替" if one.replaced else ""


def _supplement(one: Hung, on: str, what: str) -> Supplement:
    return Supplement(
        key=_key(one),
        of_month=one.on.isoformat()[:7],
        on=on,
        index_number=one.index_number,
        title=str(one.sheet),
        form=Channel.BOARD.label,
        place=one.place,
        what=what,
    )
