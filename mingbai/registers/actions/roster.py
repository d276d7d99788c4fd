"""Who is on duty, and what went wrong."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.registers.actions.recording import cleaned, record, refuse, refuse_unreadable, valid
from mingbai.registers.models import Incident, RosterEntry
from mingbai.registers.policies import may_keep


@transaction.atomic
def add_roster(*, by: User, organisation: Organisation, on: date, name: str, telephone: str) -> RosterEntry:
    require(may_keep(by, organisation))
    row = RosterEntry(organisation=organisation, on=on, **cleaned({"name": name, "telephone": telephone}))
    valid(row)
    same = RosterEntry.objects.filter(organisation=organisation, on=on, name=row.name, cancelled=False)
    if same.exists():
        refuse("name", f"{row.name}这一天已经排了班。")
    row.save()
    record(verb="register.roster", by=by, row=row, organisation=organisation, on=str(on))
    return row


@transaction.atomic
def cancel_roster(*, by: User, entry: RosterEntry) -> None:
    require(may_keep(by, entry.organisation))
    if not RosterEntry.objects.filter(pk=entry.pk, cancelled=False).update(cancelled=True):
        raise Denied("这一班已经作废了。")
    record(verb="register.roster_cancel", by=by, row=entry, organisation=entry.organisation)


@transaction.atomic
def add_incident(*, by: User, organisation: Organisation, what: str, discovered_at: datetime) -> Incident:
    """Write down what was found wrong with the site or an account."""
    require(may_keep(by, organisation))
    if discovered_at > clock.now():
        refuse("discovered_at", "发现时间不能晚于现在。")
    row = Incident(
        organisation=organisation, discovered_at=discovered_at, created_by=by, **cleaned({"what": what})
    )
    valid(row)
    row.save()
    record(verb="register.incident", by=by, row=row, organisation=organisation)
    return row


@transaction.atomic
def settle_incident(
    *, by: User, incident: Incident, handled_at: datetime, handling: str, notice: Information | None = None
) -> Incident:
    """Write down how it ended, and the public notice about it if there is one."""
    require(may_keep(by, incident.organisation))
    if not incident.discovered_at <= handled_at <= clock.now():
        refuse("handled_at", "处置完毕时间要在发现之后，不能晚于现在。")
    refuse_unreadable(by, notice, "notice")
    values: dict[str, Any] = cleaned({"handling": handling[:500]})
    settled = Incident.objects.filter(pk=incident.pk, handled_at=None)
    if not settled.update(handled_at=handled_at, notice=notice, **values):
        raise Denied("这一条已经登记过处置情况。")
    incident.refresh_from_db()
    record(verb="register.incident_settle", by=by, row=incident, organisation=incident.organisation)
    return incident
