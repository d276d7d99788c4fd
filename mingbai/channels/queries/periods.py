"""The limits that count for a posting."""

from datetime import date

from mingbai.catalogue.queries import effective_rows, held
from mingbai.catalogue.rules.channels import Channel as Named
from mingbai.catalogue.rules.channels import from_json
from mingbai.catalogue.rules.limits import phrases_of
from mingbai.channels.rules import periods
from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules import due

BOARD, FOLLOW, REQUIRED = "posting.board", "posting.withdrawal", "posting.required"


def least_until_of(information: Information, organisation: Organisation, day: date) -> date:
    """The last day on which what went up on `day` in `organisation` must still hang."""
    known = timelimits.known()
    item = information.catalogue_item
    phrases = phrases_of(item.limit_text) if item else ()
    return periods.least_until(day, known.limit(BOARD, day), phrases, known.calendar(organisation))


def follow_by(organisation: Organisation, day: date) -> date:
    """Until when every channel has to follow a change made on `day`."""
    known = timelimits.known()
    return due(known.limit(FOLLOW, day), day, known.calendar(organisation)).due


def channels_of(information: Information) -> tuple[Named, ...]:
    """The channels that its row of the catalogue names, as the publishing organisation holds the row."""
    item = information.catalogue_item
    if item is None:
        return ()
    holdings = held(information.organisation).filter(item=item)
    row = next(iter(effective_rows(holdings)), None)
    return row.channels if row else from_json(item.channel_list)
