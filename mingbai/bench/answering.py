"""Information on request: taking requests, counting their clock, writing letters.

Each figure stands beside a plain one of the same run: rows written without the verb, working days counted
without the log, and the same letter as Word.
"""

import io
import os
import secrets
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from mingbai.foi import actions
from mingbai.foi.models import FoiRequest, Office, Wish
from mingbai.foi.rules.clock import clock
from mingbai.foi.rules.log import Event, LogEntry
from mingbai.foi.values import Asked, Person
from mingbai.ledger.actions import append
from mingbai.letters import exports
from mingbai.letters.kinds import Kind
from mingbai.letters.queries import compose
from mingbai.lib import clock as wall
from mingbai.organisations.models import Kind as PlaceKind
from mingbai.organisations.models import Organisation
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules import due

ROUNDS = 5
TAKEN = 50
COUNTED = 200
WRITTEN = 20
RUN = secrets.token_hex(8)
"""Keys of this run: the database may be there from the last one."""
RECEIVED = date(2026, 1, 12)
LOG = (
    LogEntry(Event.RECEIVED, RECEIVED),
    LogEntry(Event.CLARIFICATION_SENT, date(2026, 1, 16), until=date(2026, 2, 6)),
    LogEntry(Event.CLARIFIED, date(2026, 1, 28)),
    LogEntry(Event.THIRD_PARTY_START, date(2026, 2, 2), sequence=1),
    LogEntry(Event.CO_PRODUCER_START, date(2026, 2, 4), sequence=1),
    LogEntry(Event.CO_PRODUCER_STOP, date(2026, 2, 12), sequence=1),
    LogEntry(Event.THIRD_PARTY_STOP, date(2026, 2, 27), sequence=1),
    LogEntry(Event.EXTENDED, date(2026, 3, 10)),
)
"""A request with everything that moves its clock, over a spring festival."""


def measure() -> dict[str, Any]:
    """Medians of so many rounds; rates per second."""
    call_command("setup", stdout=io.StringIO())
    organisation = _organisation()
    taken, rows = _rates(TAKEN, lambda key: _submit(organisation, key), lambda key: _plain(organisation, key))
    reckoned, days = _rates(COUNTED, lambda _: _clock(), lambda _: _working_days())
    text = _letter(organisation)
    pdf, word = _rates(WRITTEN, lambda _: exports.to_pdf(text), lambda _: exports.to_word(text))
    return {
        "cores": os.cpu_count(),
        "database": connection.vendor,
        "requests_taken_per_second": round(taken, 1),
        "rows_written_plainly_per_second": round(rows, 1),
        "ratio_taken_to_plain": round(taken / rows, 3),
        "clocks_per_second": round(reckoned, 1),
        "twenty_working_days_per_second": round(days, 1),
        "ratio_clocks_to_working_days": round(reckoned / days, 3),
        "letters_as_pdf_per_second": round(pdf, 1),
        "letters_as_word_per_second": round(word, 1),
        "ratio_pdf_to_word": round(pdf / word, 3),
    }


def _rates(
    number: int, work: Callable[[str], object], baseline: Callable[[str], object]
) -> tuple[float, float]:
    """Medians of both, measured in turns so that a busy moment meets both."""
    ours, theirs = [], []
    for round_ in range(ROUNDS):
        ours.append(_rate(number, work, f"ours-{round_}"))
        theirs.append(_rate(number, baseline, f"plain-{round_}"))
    return statistics.median(ours), statistics.median(theirs)


def _rate(number: int, work: Callable[[str], object], name: str) -> float:
    begun = time.perf_counter()
    for turn in range(number):
        work(f"bench-{RUN}-{name}-{turn:04d}")
    return number / (time.perf_counter() - begun)


def _organisation() -> Organisation:
    organisation = Organisation.objects.filter(code="BENCH").first() or Organisation.add_root(
        code="BENCH", kind=PlaceKind.COUNTY, name="测速县人民政府", slug="bench", telephone="0999-1"
    )
    Office.objects.get_or_create(
        organisation=organisation,
        defaults={
            "name": "公开办", "address": "测速县1号", "hours": "工作日", "telephone": "0999-1",
            "symbol": "测政公复", "review_body": "市人民政府", "court": "测速县人民法院",
        },
    )  # fmt: skip
    return organisation


def _submit(organisation: Organisation, key: str) -> None:
    person = Person("测速", telephone="13900000000")
    asked = Asked("person", (person,), "测速用的申请内容", "electronic", "online")
    actions.submit(organisation=organisation, asked=asked, submission_key=key)


@transaction.atomic
def _plain(organisation: Organisation, key: str) -> None:
    """What any program would do: the request and its words as two rows, and one event."""
    row = FoiRequest.objects.create(
        organisation=organisation, year=1, serial=FoiRequest.objects.count() + 1, number=key[:60],
        way="online", state="submitted", applicant_kind="person", form_wanted="electronic",
        delivery_wanted="online", submitted_at=wall.now(), submission_key=key[:64],
    )  # fmt: skip
    Wish.objects.create(request=row, content="测速用的申请内容")
    append(verb="foi.submit", by=None, subject=row, organisation=organisation)


def _clock() -> None:
    known = timelimits.known()
    clock(LOG, calendar=known.calendar(), limits=known.limits(on=RECEIVED), today=date(2026, 3, 11))


def _working_days() -> None:
    known = timelimits.known()
    due(known.limit("foi.reply", RECEIVED), RECEIVED, known.calendar())


def _letter(organisation: Organisation) -> Any:
    values = {
        "申请人": "测速", "收到日期": RECEIVED, "申请内容": "测速用的申请内容", "复议机关": "市人民政府",
        "管辖法院": "测速县人民法院", "提供内容": ["一份文件"], "提供方式": "电子文件",
        "落款日期": date(2026, 3, 11), "文号": "测政公复〔2026〕1号",
    }  # fmt: skip
    return compose(
        kind=Kind.ANSWER, leaf="granted", variant="provided", values=values, organisation=organisation
    )
