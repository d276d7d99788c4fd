"""What each event changes on the public site: from verbs of the trail to the keys that pages depend on.

Every verb stands here or in `NOT_SHOWN`; a test holds the two against the list of all verbs.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from mingbai.catalogue.models import CatalogueItem, Theme
from mingbai.disclosures.models import Dossier, DossierEntry, Information, Relation
from mingbai.ledger.models import Event
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Organisation
from mingbai.stored import store
from mingbai.stored.actions import touch
from mingbai.stored.queries import EVERYTHING


class Changed(NamedTuple):
    """Keys of pages to be made anew, and of those of which no copy may stay meanwhile."""

    keys: frozenset[str] = frozenset()
    urgent: frozenset[str] = frozenset()


NOTHING = Changed()


def follow(event: Event, subject: Any) -> None:
    """The listener of the ledger: tell the kept pages, in the transaction of the verb."""
    if not store.is_on():
        return
    changed = changed_by(event, subject)
    if changed != NOTHING:
        touch(keys=changed.keys, urgent=changed.urgent)


def changed_by(event: Event, subject: Any) -> Changed:
    about = SHOWN.get(event.verb)
    return about(event, subject) if about is not None else NOTHING


# -- records ----------------------------------------------------------------------------------------------


def _record(event: Event, record: Information) -> Changed:
    """Its own page and every list that shows it go at once; the sets it is or was in are counted anew."""
    if record.published_at is None:
        return NOTHING
    keys = {"records", *_when(record), *_beside(record)}
    for facts in _facts(record):
        keys |= facts
    return Changed(frozenset(keys), frozenset({f"record:{record.pk}"}))


class _Place(NamedTuple):
    """Where and what a text is, as its row or a version of it says."""

    organisation: str
    item: int | None
    theme: int | None
    genre: int | None


def _facts(record: Information) -> list[set[str]]:
    """Keys of the sets by where and what it is: as the row says now, and as its last two versions said."""
    names = ("organisation", "catalogue_item", "theme", "genre")
    codes = dict(Organisation.objects.filter(pk=record.organisation_id).values_list("pk", "code"))
    now = _Place(codes[record.organisation_id], record.catalogue_item_id, record.theme_id, record.genre_id)
    before = record.versions.order_by("-number").values_list(*(f"content__{name}" for name in names))
    year, month = _year_and_month(record)
    return [_keys_of(one, year, month) for one in {now, *(_Place(*values) for values in before[:2])}]


def _keys_of(place: _Place, year: str, month: str) -> set[str]:
    keys = {f"records/genre:{place.genre}"} if place.genre else set()
    for pk in _with_those_above(place.organisation):
        keys |= {f"records/organisation:{pk}", f"records/organisation:{pk}/year:{year}"}
    if place.theme:
        themes = Theme.objects.filter(Q(pk=place.theme) | Q(children=place.theme))
        keys |= {f"records/theme:{pk}" for pk in themes.values_list("pk", flat=True)}
    if place.item:
        field = CatalogueItem.objects.values_list("field", flat=True).get(pk=place.item)
        own = f"records/field:{field}"
        keys |= {f"records/item:{place.item}", own, f"{own}/year:{year}", f"{own}/month:{month}"}
    return keys


def _with_those_above(code: str) -> list[int]:
    """Numbers of that organisation and of all above it in the tree."""
    path = Organisation.objects.filter(code=code).values_list("path", flat=True).first() or ""
    step = Organisation.steplen
    paths = [path[:end] for end in range(step, len(path) + 1, step)]
    return list(Organisation.objects.filter(path__in=paths).values_list("pk", flat=True))


def _year_and_month(record: Information) -> tuple[str, str]:
    day = _day(record)
    return f"{day:%Y}", f"{day:%Y-%m}"


def _when(record: Information) -> set[str]:
    year, month = _year_and_month(record)
    return {f"records/year:{year}", f"records/month:{month}", f"records/day:{_day(record)}"}


def _day(record: Information) -> date:
    if record.published_at is None:
        raise ValueError("This text was never public.")
    return record.published_at.astimezone(CHINA).date()


def _beside(record: Information) -> set[str]:
    """The texts whose pages name this one: linked with it, of the same matter, merged into or from it."""
    links = Relation.objects.filter(Q(source=record) | Q(target=record)).values_list("source_id", "target_id")
    beside = {pk for link in links for pk in link}
    matters = DossierEntry.objects.filter(information=record, ended_at=None).values("dossier")
    beside |= set(
        DossierEntry.objects.filter(dossier__in=matters, ended_at=None).values_list("information", flat=True)
    )
    if record.merged_into_id:
        beside.add(record.merged_into_id)
    return {f"record:{pk}" for pk in beside - {record.pk}}


def _dossier(event: Event, dossier: Dossier) -> Changed:
    entries = DossierEntry.objects.filter(dossier=dossier).values_list("information", flat=True)
    return Changed(frozenset(f"record:{pk}" for pk in entries))


# -- everything else ----------------------------------------------------------------------------------------


def _organisation(event: Event, subject: Any) -> Changed:
    """The root's telephone stands at the foot of every page."""
    place = subject if isinstance(subject, Organisation) else subject.organisation
    if place.depth == 1:
        return Changed(frozenset({EVERYTHING}))
    return Changed(frozenset({f"organisation:{place.pk}", "organisations"}))


def _village(event: Event, subject: Any) -> Changed:
    return Changed(urgent=frozenset({f"village:{pk}" for pk in _places(event)}))


def _places(event: Event) -> Iterable[int]:
    return Organisation.objects.filter(code=event.organisation_code).values_list("pk", flat=True)


def _gazette(event: Event, issue: Any) -> Changed:
    """Its own pages and file at once, with those of earlier issues whose texts it puts right."""
    issues = {issue.pk, *event.detail.get("corrected", ())}
    return Changed(frozenset({"gazette"}), frozenset(f"gazette:{pk}" for pk in issues))


def _always(*keys: str) -> Callable[[Event, Any], Changed]:
    changed = Changed(frozenset(keys))
    return lambda event, subject: changed


def _verbs(names: str, about: Callable[[Event, Any], Changed]) -> dict[str, Any]:
    return dict.fromkeys(names.split(), about)


SHOWN: dict[str, Callable[[Event, Any], Changed]] = {
    **_verbs("record.publish record.publish_urgent record.approve record.correct record.republish", _record),
    **_verbs("record.withdraw record.remove record.merge record.validity record.relate", _record),
    **_verbs("dossier.put_in dossier.take_out dossier.waive dossier.close", _dossier),
    **_verbs("create_organisation edit_organisation rename_organisation move_organisation", _organisation),
    **_verbs("merge_organisation close_organisation foi.office", _organisation),
    **_verbs("site_settings.set", _always(EVERYTHING)),
    **_verbs("catalogue.hold catalogue.decline catalogue.adopt catalogue.release", _always("catalogue")),
    **_verbs("catalogue.hand_over catalogue.apply catalogue.import", _always("catalogue")),
    **_verbs("catalogue.import_list catalogue.add_column catalogue.adopt_template", _always("catalogue")),
    **_verbs("columns.set", _always("catalogue")),
    **_verbs("village.post village.close village.correct village.record village.answer", _village),
    **_verbs("village.regime", _always("organisations")),
    **_verbs("place.add place.edit place.close", _always("places")),
    **_verbs("gazette.issue gazette.copy gazette.blank", _gazette),
    **_verbs("gazette.recipient", _always("gazette-places")),
    **_verbs("promise.add promise.edit promise.confirm promise.cancel promise.change", _always("promises")),
    **_verbs("promise.settle promise.progress promise.confirm_progress", _always("promises")),
    **_verbs("promise.cancel_progress promise.rate promise.hide_comment", _always("promises")),
    **_verbs("log.key log.checkpoint log.backfill log.witness log.end_witness log.receipt", _always("log")),
}

# What begins with one of these is for staff, or about persons, or comes to the public as a record.
_FOR_STAFF = """
record. upkeep. clean_up. dossier.open topic. filing. sign_ fail_sign_in lock_user create_user reset_
change_password deactivate_user activate_user unlock_user enable_ disable_ renew_ use_recovery_code
demand_ lift_ appoint end_membership route. index_rule. import. add_term retire_term village.
dismiss_finding calendar. limit. inspection. finding. scheme. round. selfcheck. circular. report. annual.
remedy. foi. evaluation. catalogue. token. push. notice. register. plan. letter. duty.
feedback. synonym. system. visit. household. broadcast. forwarding. print. book. archive. outbox. gazette.
log.send posting. rendering. reading.
"""
NOT_SHOWN = tuple(_FOR_STAFF.split())
