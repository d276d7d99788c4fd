"""One event of the trail, with the role on which the person acted in the organisation."""

from typing import Any

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role


def record(
    verb: str,
    by: User | None,
    subject: Any,
    place: Organisation | None,
    right: str,
    *,
    before: str = "",
    after: str = "",
    **detail: Any,
) -> None:
    """Append `verb` inside the caller's transaction; `by` is None for the system itself.

    `right` is the action of the authorisation table that allows it. `before` and `after` are digests or
    states. Days, moments and amounts in `detail` are written as text; never hand in personal data.
    """
    append(
        verb=verb,
        by=by,
        subject=subject,
        organisation=place,
        role=acting_role(by, right, place) if by is not None else "",
        before=before,
        after=after,
        detail={name: _plain(value) for name, value in detail.items()},
    )


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str | list | dict) else str(value)
