"""Months of the register that were sealed, and the package of a year with the receipts of who has it."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from mingbai.archive import actions as archive
from mingbai.archive.models import Package
from mingbai.book import actions as register
from mingbai.channels.models import Place
from mingbai.channels.states import PlaceKind
from mingbai.demo.book import Book
from mingbai.demo.settling import morning
from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.timelimits.periods import Per, Period, periods_between

SEALED_ON, PACKED_ON, HANDED_ON = 3, 15, 20
"""Days: after the end of a month, of January of the next year, and of January once more."""

LATEST = 3
"""Of the running year that many months were sealed by hand; the system seals the others in its rounds."""

RECEIVERS = ((PlaceKind.ARCHIVES, "卷长青"), (PlaceKind.LIBRARY, "书满楼"))


def play(book: Book) -> None:
    earliest = listed().filter(organisation=book.places["qinghe"]).order_by("published_at")[0].published_at
    assert earliest is not None
    first = earliest.astimezone(clock.CHINA).date()
    months = {"qinghe": [*_months_of_year(first), *_latest(book.today)], "maiping": _latest(book.today)}
    for place, found in months.items():
        for month in found:
            _seal(book, place, month)
    _hand_over(book, _packed(book, first.year))


def _months_of_year(first: date) -> Iterator[Period]:
    return periods_between(Per.MONTH, first.replace(day=1), date(first.year, 12, 31))


def _latest(today: date) -> list[Period]:
    """The last months of this year whose day for sealing has come."""
    begun = [*periods_between(Per.MONTH, today - timedelta(days=130), today)]
    return [one for one in begun if _sealing(one) <= today and one.start.year == today.year][-LATEST:]


def _sealing(month: Period) -> date:
    return month.end + timedelta(days=SEALED_ON)


def _seal(book: Book, place: str, month: Period) -> None:
    by = book.person("zhouhemiao") if place == "qinghe" else book.office
    with clock.at(morning(_sealing(month))):
        register.seal(organisation=book.places[place], month=month.key, by=by)


def _packed(book: Book, year: int) -> Package:
    with clock.at(morning(date(year + 1, 1, PACKED_ON))):
        return archive.build(
            archive.ask(organisation=book.places["qinghe"], year=year, by=book.person("zhouhemiao"))
        )


def _hand_over(book: Book, package: Package) -> None:
    day = date(package.year + 1, 1, HANDED_ON)
    for kind, name in RECEIVERS:
        with clock.at(morning(day)):
            archive.transfer(
                package=package,
                by=book.person("zhouhemiao"),
                to_place=Place.objects.get(kind=kind),
                received_by=name,
                on=day,
                note="光盘一张，目录一册",
                receipt=_receipt(package),
            )


def _receipt(package: Package) -> SimpleUploadedFile:
    """A picture that stands for a signed receipt."""
    picture = Image.new("RGB", (640, 480), "#fbfaf4")
    ImageDraw.Draw(picture).rectangle((60, 60, 580, 420), outline="#884444", width=4)
    file = BytesIO()
    picture.save(file, "JPEG", quality=70)
    return SimpleUploadedFile(f"移交回执{package.year}.jpg", file.getvalue(), "image/jpeg")
