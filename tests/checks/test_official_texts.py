"""False alarms over real legal texts, counted per megabyte."""

from datetime import date

import pytest

from mingbai.bench.checking import measure
from mingbai.bench.samples import chapters
from mingbai.checks.context import Context
from mingbai.checks.engine import run
from mingbai.checks.subject import Subject


@pytest.fixture(scope="module")
def findings():
    context = Context(today=date(2026, 11, 21))
    texts = [text for _, text in chapters(1500)]
    return [f for text in texts for f in run(Subject(text=text), context)], texts


def test_official_texts_hold_no_personal_data(findings):
    assert [f for f in findings[0] if f.kind == "personal_data"] == []


def test_questions_about_official_texts_are_rare(findings):
    found, texts = findings
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    assert len([f for f in found if f.severity != "note"]) / megabytes < 15


def test_the_benchmark_reports_speeds_ratios_and_cores():
    report = measure(20)
    assert set(report["met"]) == {"personal_data", "all_checks"} < set(report["ratio"])
    assert report["cores"] >= 1
    assert all(value > 0 for value in report["megabytes_per_second"].values())
