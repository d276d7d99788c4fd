"""A request while its story is played: who handles it, and what later moves need of earlier ones."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingbai.accounts.models import User
from mingbai.demo import county
from mingbai.demo.book import Book
from mingbai.demo.requests.telling import Story
from mingbai.foi import actions as foi
from mingbai.foi.models import Consultation, FoiRequest, Letter
from mingbai.foi.queries import suggested_values
from mingbai.foi.rules.delivery import DeliveryWay
from mingbai.lib import clock
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules.days import add_working_days

ROLES = {"law": "checker", "secrecy": "secrecy_reviewer", "sign": "approver"}


@dataclass
class Played:
    """`others` are all requests by the keys of their stories, `staff` whoever had to do with one so far."""

    book: Book
    story: Story
    others: dict[str, "Played"] = field(repr=False)
    staff: dict[str, User] = field(repr=False)
    request: FoiRequest = field(init=False)
    consultation: Consultation | None = None

    @property
    def officer(self) -> User:
        return self._person(county.worker(self.story.place, "foi_officer").username)

    def decider(self, verb: str) -> User:
        """Who checks, clears or signs for the organisation."""
        return self._person(county.reviewer(self.story.place, ROLES[verb]).username)

    def _person(self, username: str) -> User:
        """Kept, because a user instance reads what it may do once a day."""
        if username not in self.staff:
            self.staff[username] = self.book.person(username)
        return self.staff[username]

    def ahead(self, days: int) -> date:
        """So many working days from today."""
        calendar = timelimits.calendar(self.request.organisation)
        return add_working_days(clock.today(), days, calendar).due

    def letter(
        self, kind: str, consultation: Consultation | None = None, way: str = "", **values: Any
    ) -> Letter:
        """A letter written by the officer, signed by the head where it must be, and sent today."""
        given = {**suggested_values(self.request, kind), **values}
        written = foi.write_letter(
            request=self.request, kind=kind, values=given, by=self.officer, consultation=consultation
        )
        signed = foi.sign_letter(letter=written, by=self.decider("sign"))
        sent = foi.send_letter(
            letter=signed, way=way or self.story.wants[1], on=clock.today(), by=self.officer
        )
        self.request.refresh_from_db()
        return sent

    @property
    def posts(self) -> bool:
        return self.story.wants[1] == DeliveryWay.POST
