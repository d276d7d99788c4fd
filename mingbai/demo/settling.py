"""Brings the organisations and people of the demonstration into an empty product."""

from datetime import date, datetime, time, timedelta

from mingbai.accounts.models import User
from mingbai.demo import county
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.organisations import actions as organisations
from mingbai.organisations.models import Organisation
from mingbai.portal.actions import set_site_settings

BEGIN = date(2024, 10, 8)
"""The day on which the county began to use the product."""

PASSWORD = "Mingbai-demo-2025"  # noqa: S105 - printed for everybody who tries the demonstration

Places = dict[str, Organisation]
Staff = dict[str, User]


def settle(today: date) -> tuple[Places, Staff]:
    """Make every organisation and person, with roles, as of `BEGIN`; stand-ins count from `today`."""
    with clock.at(morning(BEGIN)):
        places = _organisations()
        staff = _people()
        for person in county.PEOPLE:
            for place in _posts(person, places):
                for role in person.roles:
                    _appoint(staff[person.username], place, role)
        _stand_ins(places, staff, today)
        set_site_settings(by=None, **county.SITE)
    return places, staff


def morning(day: date) -> datetime:
    return datetime.combine(day, time(8, 30), clock.CHINA)


def _organisations() -> Places:
    places: Places = {}
    for order, row in enumerate(county.ORGANISATIONS, start=1):
        first_name = row.former_names[0][0] if row.former_names else row.name
        places[row.key] = organisations.create_organisation(
            by=None,
            parent=places.get(row.parent),
            code=row.code,
            name=first_name,
            kind=row.kind,
            short_names=row.short_names,
            slug=row.key,
            order=order * 10,
            address=row.address,
            office_hours=row.office_hours,
            telephone=row.telephone,
            valid_from=row.valid_from,
        )
        if row.former_names:
            on = row.former_names[0][1] + timedelta(days=1)
            with clock.at(morning(max(on, BEGIN))):
                places[row.key] = organisations.rename_organisation(
                    by=None, organisation=places[row.key], name=row.name, on=on
                )
    return places


def _people() -> Staff:
    """Accounts that share one password, hashed once: making fifty one-time passwords takes 15 seconds."""
    shared = User()
    shared.set_password(PASSWORD)
    staff = {}
    for person in county.PEOPLE:
        user = User(username=person.username, full_name=person.name, password=shared.password)
        user.password_changed_at, user.telephone = shared.password_changed_at, _telephone(person)
        user.full_clean()
        user.save()
        append(verb="create_user", by=None, subject=user)
        staff[person.username] = user
    return staff


def _telephone(person: county.DemoPerson) -> str:
    return county.organisation(person.organisation).telephone


def _posts(person: county.DemoPerson, places: Places) -> list[Organisation]:
    """Where a person works: in the own organisation, and in one that shares its offices and is
    to be merged into it."""
    shared = [row.key for row in county.ORGANISATIONS if row.merged_into == person.organisation]
    return [places[key] for key in (person.organisation, *shared)]


def _appoint(user: User, place: Organisation, role: str) -> None:
    organisations.appoint(by=None, user=user, organisation=place, role=role, valid_from=BEGIN)


def _stand_ins(places: Places, staff: Staff, today: date) -> None:
    posts = {person.username: person.organisation for person in county.PEOPLE}
    for row in county.STAND_INS:
        organisations.appoint_stand_in(
            by=None,
            user=staff[row.username],
            stand_in_for=staff[row.for_username],
            organisation=places[posts[row.for_username]],
            role=row.role,
            valid_from=today + timedelta(days=row.from_day),
            valid_to=today + timedelta(days=row.to_day),
        )


def merger_day() -> date:
    """The day after the last of the ended organisations ended."""
    return max(row.valid_to for row in county.ORGANISATIONS if row.valid_to) + timedelta(days=1)


def merge_ended(places: Places) -> None:
    """Merge the organisations that have ended into those that took over."""
    for row in county.ORGANISATIONS:
        if row.merged_into and row.valid_to:
            organisations.merge_organisation(
                by=None, source=places[row.key], into=places[row.merged_into], on=row.valid_to
            )
