"""Making a year's package: record by record, so that what was interrupted goes on where it stopped."""

import fcntl
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mingbai import __version__
from mingbai.accounts.models import User
from mingbai.archive import exports
from mingbai.archive.exports.contents import contents, log_of, state_of
from mingbai.archive.models import ArchivedRecord, Package
from mingbai.archive.policies import MAKE, may_make
from mingbai.archive.queries import copies, least_until, left_out, records_of, retention_of
from mingbai.archive.rules import keep_until, longest, safe, steady
from mingbai.archive.states import PackageState
from mingbai.book.exports import pdf as book_pdf
from mingbai.book.models import BookSeal
from mingbai.book.values import book_of
from mingbai.disclosures.models import Information
from mingbai.ledger.models import Event
from mingbai.lib import clock, digests
from mingbai.lib.bags import Line, file_into, finish
from mingbai.lib.clock import CHINA
from mingbai.lib.tables import csv_lines, to_workbook
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.trail import record

FIRST_YEAR = 2000


class Busy(Exception):
    """Another process makes this package, or the time of this round is over; the next one goes on."""


@transaction.atomic
def ask(*, organisation: Organisation, year: int, by: User | None) -> Package:
    """Ask for the package of a year; a round of the background makes it. `by` is None on the command line."""
    if by is not None:
        require(may_make(by, organisation))
    if not FIRST_YEAR <= year <= clock.today().year:
        raise ValidationError({"year": f"年份要在 {FIRST_YEAR} 和 {clock.today().year} 之间。"})
    rows = Package.objects.select_for_update(of=("self",)).filter(organisation=organisation, year=year)
    if waiting := rows.filter(state=PackageState.WAITING).first():
        return waiting
    last = rows.order_by("-number").first()
    try:
        with transaction.atomic():
            package = Package.objects.create(
                organisation=organisation,
                year=year,
                number=last.number + 1 if last else 1,
                asked_by=by,
                asked_at=clock.now(),
            )
    except IntegrityError as error:
        raise Denied("刚刚有人要求制作这个档案包，请刷新页面。") from error
    record("archive.ask", by, package, organisation, MAKE, year=year)
    return package


def build(package: Package, folder: Path | None = None, until: float | None = None) -> Package:
    """Make a package that waits, in `folder` or where packages are kept; what is there already is used.

    Raises `Busy` when the moment `until` (of the monotonic clock) is over, or another process is at it.
    """
    root = (folder or Path(settings.ARCHIVE_DIR)).resolve()
    root.mkdir(parents=True, exist_ok=True)
    with _alone(root / f"{package.name}.lock"):
        package.refresh_from_db()
        if package.state != PackageState.WAITING:
            return package
        work = _Work(package, root, until)
        digest = work.run()
        return _settle(package, work, digest)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise Busy from problem
        yield
    path.unlink(missing_ok=True)


class _Work:
    """One making: the bag in a folder that ends in .part, and a journal of the records that are done."""

    def __init__(self, package: Package, root: Path, until: float | None) -> None:
        self.package, self.until = package, until
        self.part, self.final = root / f"{package.name}.part", root / package.name
        self.journal = root / f"{package.name}.journal"
        self.day = date(package.year, 12, 31)
        self.today = clock.today()
        self.least = least_until(self.today)
        self.rows: list[ArchivedRecord] = []

    def run(self) -> str:
        self.part.mkdir(exist_ok=True)
        found = records_of(self.package.organisation, self.package.year)
        Package.objects.filter(pk=self.package.pk).update(total=found.count(), done=0)
        known, lines = self._known(), []
        wanted: set[str] = set()
        with self.journal.open("a", encoding="utf-8") as journal:
            for place, information in enumerate(found.iterator(200), 1):
                if self.until is not None and time.monotonic() > self.until:
                    raise Busy
                told = self._record(place, information, known, journal)
                wanted.add(told["folder"])
                lines += [Line(*one) for one in told["lines"]]
        self._drop_others(wanted)
        lines += self._beside()
        return finish(self.part, lines, self._info(lines))

    # -- records --------------------------------------------------------------------------------------------

    def _known(self) -> dict[str, dict[str, Any]]:
        """What an interrupted making has done, by folder; a line that was cut off is passed over."""
        found = {}
        if self.journal.exists():
            for line in self.journal.read_text("utf-8", errors="replace").splitlines():
                try:
                    told = json.loads(line)
                    found[told["folder"]] = told
                except (ValueError, KeyError, TypeError):
                    continue
        return found

    def _record(self, place: int, information: Information, known: Any, journal: Any) -> dict[str, Any]:
        kind, out = retention_of(information), left_out(information)
        folder = f"data/records/{place:05d}-{safe(information.index_number)}"
        state = state_of(information, kind, out)
        told = known.get(folder)
        if told is None or told["state"] != state or not self._is_there(told):
            told = self._write(folder, state, information, kind, out)
            journal.write(f"{json.dumps(told, ensure_ascii=False)}\n")
            journal.flush()
        self.rows.append(self._row(place, information, kind, out, told))
        Package.objects.filter(pk=self.package.pk).update(done=place)
        return dict(told)

    def _is_there(self, told: dict[str, Any]) -> bool:
        paths = ((self.part / path, size) for path, _, size in told["lines"])
        return all(path.is_file() and path.stat().st_size == size for path, size in paths)

    def _write(
        self, folder: str, state: str, information: Information, kind: Any, out: str
    ) -> dict[str, Any]:
        shutil.rmtree(self.part / folder, ignore_errors=True)
        lines, materials = [], []
        for one in contents(information, kind, out):
            line = file_into(self.part, f"{folder}/{one.path}", one.blocks)
            lines.append(line)
            if one.label:
                materials.append([one.label, one.pages, line.digest])
        return {"folder": folder, "state": state, "lines": lines, "materials": materials}

    def _row(self, place: int, information: Information, kind: Any, out: str, told: Any) -> ArchivedRecord:
        published = information.published_at
        return ArchivedRecord(
            package=self.package,
            place=place,
            information=information,
            index_number=information.index_number,
            title=exports.metadata_of(information, kind, out)["名称"],
            document_number="" if out else information.document_number,
            written_on=information.written_on,
            published_on=published.astimezone(CHINA).date() if published else None,
            digest=information.public_digest,
            kind=kind.key,
            term=kind.term,
            keep_until=keep_until(kind, self.today, self.least),
            left_out=out,
            folder=told["folder"],
            materials=told["materials"],
        )

    def _drop_others(self, wanted: set[str]) -> None:
        """Folders of records that were in an interrupted making and are no more, and lists made then."""
        for path in (self.part / "data" / "records").glob("*"):
            if f"data/records/{path.name}" not in wanted:
                shutil.rmtree(path)
        for name in ("register", "log"):
            shutil.rmtree(self.part / "data" / name, ignore_errors=True)

    # -- beside the records ---------------------------------------------------------------------------------

    def _beside(self) -> list[Line]:
        package, rows, day = self.package, self.rows, self.day
        told = (metadata for metadata in self._metadata())
        checked = copies(package.organisation, package.year)
        books = to_workbook([exports.index_sheet(rows)])
        lists = to_workbook([exports.copies_sheet(_as_archived(checked, rows))])
        files = [
            file_into(self.part, "data/index.pdf", [exports.index_pdf(package, rows, day)]),
            file_into(self.part, "data/index.xlsx", [steady(books)]),
            file_into(self.part, "data/binding.pdf", [exports.binding_pdf(package, rows, day)]),
            file_into(self.part, "data/copies.xlsx", [steady(lists)]),
            file_into(self.part, "data/metadata.csv", csv_lines(exports.FIELDS, told)),
        ]
        numbers = [one.index_number for one in rows]
        files += [file_into(self.part, f"data/{one.path}", one.blocks) for one in log_of(numbers)]
        return [*files, *self._register()]

    def _metadata(self) -> Iterator[list[str]]:
        for row in self.rows:
            path = self.part / row.folder / "metadata.json"
            said = json.loads(path.read_bytes())
            yield [said[name] for name in exports.FIELDS]

    def _register(self) -> Iterator[Line]:
        """The sealed months of the year, as sealed and as printed."""
        seals = BookSeal.objects.filter(
            organisation=self.package.organisation, month__startswith=f"{self.package.year}-"
        )
        rows = list(seals.select_related("by").order_by("month"))
        for one in rows:
            text = digests.canonical(one.content).encode()
            yield file_into(self.part, f"data/register/{one.month}.json", [text])
        if rows:
            made = book_pdf([(book_of(one.content), one) for one in rows], f"{self.package.year}年")
            yield file_into(self.part, "data/register/register.pdf", [made])

    def _info(self, lines: list[Line]) -> dict[str, str]:
        """Only what follows from the content, so that the same content gives the same bytes."""
        place, year = self.package.organisation, self.package.year
        latest = Event.objects.filter(
            subject_type="disclosures.information",
            subject_id__in=[str(one.information_id) for one in self.rows],
        )
        moment = latest.order_by("-sequence").values_list("at", flat=True).first()
        bagged = moment.astimezone(CHINA).date() if moment else self.day
        return {
            "Source-Organization": place.name,
            "Organization-Identifier": place.code,
            **({"Contact-Phone": place.telephone} if place.telephone else {}),
            "External-Description": f"{place.name}{year}年公开档案，{len(self.rows)} 件",
            "External-Identifier": f"{place.code}-{year}",
            "Bagging-Date": bagged.isoformat(),
            "Bag-Software-Agent": f"Mingbai {__version__}",
        }


def _as_archived(checked: Any, rows: list[ArchivedRecord]) -> Iterator[Any]:
    """The check list as it is once this package is made."""
    places = {one.information_id: one for one in rows}
    for one in checked:
        row = places[one.information.pk]
        words = "" if row.left_out else f"{row.package.year}年档案第 {row.place} 件"
        yield type(one)(one.information, one.county, words, one.board)


def _free(path: Path) -> Path:
    """A place for it: a folder of that name is one of a database that is gone, and stays as it is."""
    names = (path.with_name(f"{path.name}.{number}") for number in count(2))
    return next(names) if path.exists() else path


@transaction.atomic
def _settle(package: Package, work: _Work, digest: str) -> Package:
    """Put the finished folder in its place, with its index; one that says the same is not kept twice."""
    row = Package.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=package.pk)
    made = Package.objects.filter(organisation=row.organisation, year=row.year, state=PackageState.MADE)
    last = made.order_by("-number").first()
    same = last is not None and last.digest == digest and Path(last.folder).is_dir()
    same = same and last is not None and Path(last.folder).parent == work.final.parent
    if same:
        shutil.rmtree(work.part)
        row.state = PackageState.SAME
    else:
        final = work.part.rename(_free(work.final))
        row.state, row.folder = PackageState.MADE, str(final)
        row.keep_until = longest([one.keep_until for one in work.rows])
        ArchivedRecord.objects.bulk_create(work.rows, batch_size=500)
        files = [one for one in final.rglob("*") if one.is_file()]
        row.files, row.size = len(files), sum(one.stat().st_size for one in files)
    work.journal.unlink(missing_ok=True)
    row.digest, row.made_at, row.done, row.total = digest, clock.now(), len(work.rows), len(work.rows)
    row.problem = ""
    row.save()
    record(
        "archive.make",
        row.asked_by,
        row,
        row.organisation,
        MAKE,
        after=digest,
        year=row.year,
        records=row.done,
    )
    return row
