"""The county's numbers for the ledger."""

from datetime import date

from mingbai.duties.models import Setting
from mingbai.lib import clock

REMIND_DAYS = [5, 1, 0]
"""Working days before a due date on which people are reminded, until the county sets others."""


def setting() -> Setting:
    """The one row; made at the first question, the ledger then begins with that year."""
    row = Setting.objects.filter(pk=1).first()
    if row is None:
        begins = date(clock.today().year, 1, 1)
        row = Setting.objects.get_or_create(pk=1, defaults={"begins_on": begins, "remind_days": REMIND_DAYS})[
            0
        ]
    return row
