"""What one person asked for made public for everybody (第四十四条): through the usual review."""

from typing import Any

from mingbai.catalogue.models import Genre, Theme
from mingbai.demo.book import row_of
from mingbai.demo.requests.played import Played
from mingbai.disclosures import actions as disclosures
from mingbai.foi import actions as foi
from mingbai.lib import clock


def publish(told: Played, given: dict[str, Any]) -> None:
    """Drafted by the place's drafter with nothing of the request in it, reviewed, published, linked."""
    place = told.story.place
    by = told.book.one_of(place, "drafter")
    information = disclosures.create(
        organisation=told.book.places[place],
        by=by,
        title=given["title"],
        body=given["body"],
        written_on=clock.today(),
        openness="proactive",
        standing="prompt",
        theme=Theme.objects.get(parent=None, name=given["theme"]),
        genre=Genre.objects.get(name="公示"),
        catalogue_item=row_of(given["row"]),
    )
    disclosures.submit(information=information, by=by)
    information.refresh_from_db()
    published = told.book.publish(information, place)
    foi.make_public(request=told.request, information=published, by=told.officer)
