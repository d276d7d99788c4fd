"""Who plays the year of the demonstration's ledger, and how something is put through the whole review."""

from dataclasses import dataclass
from datetime import date, timedelta

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem
from mingbai.demo import county, sources
from mingbai.demo.playing import ANSWER, OPINION
from mingbai.demo.settling import Places, Staff
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.actions.checking import unanswered
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.reviews.models import Step
from mingbai.reviews.queries import open_state, step_of

Row = tuple[str, str, str]
"""Field, first and second level of a row of the national catalogue."""


def row_of(row: Row) -> CatalogueItem:
    field, level1, level2 = row
    return CatalogueItem.objects.get(
        organisation=None, field__name=field, level1=level1, level2=level2, level3=""
    )


@dataclass
class Book:
    """Who and what exists, and the day of the demonstration."""

    places: Places
    staff: Staff
    today: date

    @property
    def begins_on(self) -> date:
        """The first day of the ledger's year: the year ten months back."""
        return date((self.today - timedelta(days=300)).year, 1, 1)

    def on(self, month: int, day: int) -> date:
        """A day of the ledger's year."""
        return self.begins_on.replace(month=month, day=day)

    @property
    def office(self) -> User:
        """沈芷园 of the county office, who watches over everything."""
        return self.person("shenzhiyuan")

    def person(self, username: str) -> User:
        return User.objects.get(pk=self.staff[username].pk)

    def one_of(self, place: str, *roles: str) -> User:
        """Somebody of that place, or of the nearest above it, with one of the roles."""
        return self.person(county.worker(place, *roles).username)

    def keeper(self, place: str) -> User:
        """Who keeps the registers there: the place's own clerk, or the county office for places without."""
        clerk = county.worker(place, "reporter", "drafter")
        return self.person(clerk.username) if clerk.organisation == place else self.office

    def text(self, key: str) -> Information:
        """The public record of a document of the demonstration, by the document's key."""
        source = sources.all_sources()[key]
        title = sources.fill(source.get("title"), source, self.today)
        return listed().get(title=title, organisation=self.places[source.organisation])

    def publish(self, information: Information, place: str) -> Information:
        """Through the whole review and out, on the day the clock shows."""
        deciders = {
            Step.CHECK: "checker",
            Step.SECRECY: "secrecy_reviewer",
            Step.APPROVE: "approver",
        }
        while state := open_state(information):
            step = step_of(state)
            by = self.person(county.reviewer(place, deciders[step]).username)
            if step == Step.CHECK:
                _answer(information, by)
            opinion = OPINION if step == Step.SECRECY else None
            disclosures.approve(information=information, by=by, digest=information.digest, opinion=opinion)
            information.refresh_from_db()
        approver = self.person(county.reviewer(place, "approver").username)
        return disclosures.publish(information=information, by=approver)


def _answer(information: Information, by: User) -> None:
    asked = dict.fromkeys(one["fingerprint"] for one in unanswered(information, information.check_report))
    for fingerprint in asked:
        disclosures.answer_finding(information=information, fingerprint=fingerprint, reason=ANSWER, by=by)
