"""Tables of the filing box."""

from collections.abc import Iterable

from mingbai.filings.queries import Line
from mingbai.lib.clock import CHINA
from mingbai.lib.tables import Sheet

TITLES = ("序号", "单位", "情况", "报送名称", "报送人", "报送日期", "回执编号", "退回理由")


def collection_sheet(lines: Iterable[Line]) -> Sheet:
    """Who has filed and who has not, as the screen shows it."""
    rows = [
        (
            number,
            one.organisation.name,
            one.words,
            one.filing.title if one.filing else "",
            one.filing.sent_by if one.filing else "",
            one.filing.sent_at.astimezone(CHINA).date() if one.filing else "",
            one.filing.receipt_number if one.filing else "",
            one.filing.reason if one.filing else "",
        )
        for number, one in enumerate(lines, 1)
    ]
    return Sheet("报备情况", TITLES, rows)
