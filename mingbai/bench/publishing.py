"""Records published per second through the full action, with 100,000 records already there."""

import io
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

from mingbai.accounts.models import User
from mingbai.bench.rows import public_record
from mingbai.bench.samples import chapters
from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.disclosures import actions
from mingbai.disclosures.actions.importing import import_files
from mingbai.disclosures.actions.indexing import public_entry
from mingbai.disclosures.models import Information
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Membership, Organisation, Role
from mingbai.reviews.actions import SecrecyOpinion
from mingbai.reviews.models import Step
from mingbai.reviews.queries import open_state, step_of
from mingbai.search.actions import put_many

THERE = int(os.environ.get("MINGBAI_BENCH_RECORDS", "100000"))
PUBLISHED = 100
ROUNDS = 3
IMPORTED = 300


def measure() -> dict:
    call_command("setup", stdout=io.StringIO())
    people = _people()
    organisation = Organisation.objects.get(code="BENCH")
    filling = _timed(lambda: _fill(organisation))
    journeys, publications, plain = [], [], []
    for round_number in range(ROUNDS):
        start = time.perf_counter()
        approved = [_approved(organisation, people, round_number, n) for n in range(PUBLISHED)]
        journeys.append(PUBLISHED / (time.perf_counter() - start))
        publications.append(
            _rate(lambda thing: actions.publish(information=thing, by=people["approver"]), approved)
        )
        plain.append(_rate(lambda thing: _plain(thing), approved))
    rate, baseline = statistics.median(publications), statistics.median(plain)
    return {
        "cores": os.cpu_count(),
        "database": connection.vendor,
        "records_there": THERE,
        "filled_per_second": round(THERE / filling),
        "published_per_second": round(rate, 1),
        "goal_per_second": {"sqlite": 40, "postgresql": 25}[connection.vendor],
        "saved_and_logged_per_second": round(baseline, 1),
        "ratio_to_saved_and_logged": round(rate / baseline, 3),
        "drafted_to_approved_per_second": round(statistics.median(journeys), 1),
        "files_imported_per_second": round(_imported(organisation, people["drafter"]), 1),
    }


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _rate(work: Callable, things: list) -> float:
    return len(things) / _timed(lambda: [work(thing) for thing in things])


def _people() -> dict[str, User]:
    county = Organisation.objects.filter(code="BENCH").first() or Organisation.add_root(
        code="BENCH", kind=Kind.COUNTY, name="测速县人民政府", slug="bench"
    )
    people = {}
    for role in (Role.DRAFTER, Role.CHECKER, Role.SECRECY_REVIEWER, Role.APPROVER):
        user, _ = User.objects.get_or_create(username=f"bench-{role}", full_name=role.label)
        Membership.objects.get_or_create(
            user=user, organisation=county, role=role, valid_from=date(2020, 1, 1)
        )
        people[str(role)] = user
    return people


def _fill(organisation: Organisation) -> None:
    """Published rows with their search entries, as a long-running installation has them."""
    texts = chapters(2000)
    now = clock.now()
    with transaction.atomic():
        for start in range(0, THERE, 5000):
            rows = [
                public_record(
                    now,
                    index_number=f"BENCH/fill-{n}",
                    title=f"{texts[n % len(texts)][0]}（{n}）",
                    body=f"<p>{texts[n % len(texts)][1][:600]}</p>",
                    organisation=organisation,
                    issuer_name=organisation.name,
                )
                for n in range(start, min(start + 5000, THERE))
            ]
            Information.objects.bulk_create(rows, batch_size=500)
            put_many(public_entry(row, []) for row in rows)


def _approved(organisation: Organisation, people: dict[str, User], round_number: int, n: int) -> Information:
    title, text = chapters_once()[(round_number * PUBLISHED + n) % len(chapters_once())]
    information = actions.create(
        organisation=organisation,
        by=people["drafter"],
        title=f"关于{title}的公告（{round_number}-{n}）",
        body="".join(f"<p>{line}</p>" for line in text[:1200].split("\n") if line.strip()),
        written_on=clock.today(),
        openness="proactive",
        theme=Theme.objects.first(),
        genre=Genre.objects.get(name="公告"),
        catalogue_item=CatalogueItem.objects.first(),
    )
    actions.submit(information=information, by=people["drafter"])
    information.refresh_from_db()
    deciders = {Step.CHECK: "checker", Step.SECRECY: "secrecy_reviewer", Step.APPROVE: "approver"}
    while state := open_state(information):
        _answer_all(information, people["checker"])
        opinion = SecrecyOpinion("publishable", "逐项核对") if step_of(state) == Step.SECRECY else None
        actions.approve(
            information=information,
            by=people[deciders[step_of(state)]],
            digest=information.digest,
            opinion=opinion,
        )
        information.refresh_from_db()
    return information


def _answer_all(information: Information, checker: User) -> None:
    answered = set(information.finding_answers.values_list("fingerprint", flat=True))
    for finding in information.check_report.findings:
        if finding["severity"] == "ask" and finding["fingerprint"] not in answered:
            answered.add(finding["fingerprint"])
            actions.answer_finding(
                information=information, fingerprint=finding["fingerprint"], reason="已核对", by=checker
            )


_kept: list[list[tuple[str, str]]] = []


def chapters_once() -> list[tuple[str, str]]:
    if not _kept:
        _kept.append(chapters(400))
    return _kept[0]


def _plain(information: Information) -> None:
    """The baseline: the same row saved and one event appended, nothing else."""
    with transaction.atomic():
        information.refresh_from_db()
        information.save()
        append(verb="bench.save", by=None, subject=information, organisation=information.organisation)


def _imported(organisation: Organisation, drafter: User) -> float:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for n, (title, text) in enumerate(chapters_once()[:IMPORTED]):
            path = Path(folder) / f"{n}.txt"
            path.write_text(f"{title}\n\n{n}\n\n{text}", encoding="utf-8")
            paths.append(path)
        files = [(path, path.name) for path in paths]
        spent = _timed(lambda: list(import_files(files=files, organisation=organisation, by=drafter)))
        return IMPORTED / spent
