"""Megabytes checked per second, beside one plain combined regular expression in the same run."""

import os
import re
import statistics
import time
from collections.abc import Callable
from typing import Any

from mingbai.bench.samples import chapters
from mingbai.checks.context import Context
from mingbai.checks.engine import run
from mingbai.checks.personal_data import find
from mingbai.checks.subject import Subject, looks_like_policy
from mingbai.lib import clock

ROUNDS = 7
TEXTS = 4000
RATIOS = ("personal_data", "all_checks", "all_checks_as_policies")
GOALS = {"personal_data": 3.0, "all_checks": 1.0}

NUMBERS = r"""
  (?P<resident_id>[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]
     |[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3})
 |(?P<mobile>1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4})
 |(?P<landline>0[0-9]{2,3}[ -]?[0-9]{7,8})
 |(?P<bank_card>(?:62|4|5)[0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{0,3})
 |(?P<passport>[EGDSP][0-9]{8})
 |(?P<email>[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,})
 |(?P<plate>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][A-HJ-NP-Z0-9]{5,6})
"""
WORDS = r"""
 |(?P<address>[\u4e00-\u9fff]{2,10}(?:村|路|街|小区)[0-9]{1,4}(?:组|号|栋)(?:[0-9]{1,4}[号室])?)
 |(?P<name>(?:户主|姓名|申请人|联系人)[：:][\u4e00-\u9fff]{2,4})
"""
# The baseline that the goals are measured against asks for the numbers only, which is the faster one.
COMBINED = re.compile(rf"(?<![0-9A-Za-z*._/-])(?:{NUMBERS})(?![0-9A-Za-z*._/-])", re.VERBOSE)
COMBINED_ALL = re.compile(rf"(?<![0-9A-Za-z*._/-])(?:{NUMBERS}{WORDS})(?![0-9A-Za-z*._/-])", re.VERBOSE)


def measure(count: int = TEXTS) -> dict[str, Any]:
    """Medians over several rounds, the runners taking turns; `ratio` compares with the numbers-only one.

    `all_checks` takes a text for a policy where its title says so, as the product does;
    `all_checks_as_policies` makes every text undergo the search for the publicity clause.
    """
    titles_and_texts = chapters(count)
    texts = [text for _, text in titles_and_texts]
    context = Context(today=clock.today())
    policies = [Subject(text=text, is_policy=True) for text in texts]
    subjects = [Subject(text=text, is_policy=looks_like_policy(title)) for title, text in titles_and_texts]
    size = sum(len(text.encode()) for text in texts) / 1e6
    runners: dict[str, Callable[[], object]] = {
        "combined_expression": lambda: [COMBINED.findall(text) for text in texts],
        "combined_with_names_and_addresses": lambda: [COMBINED_ALL.findall(text) for text in texts],
        "personal_data": lambda: [find(text, context.today) for text in texts],
        "all_checks": lambda: [run(subject, context) for subject in subjects],
        "all_checks_as_policies": lambda: [run(subject, context) for subject in policies],
    }
    times: dict[str, list[float]] = {name: [] for name in runners}
    for _ in range(ROUNDS):
        for name, runner in runners.items():
            times[name].append(_seconds(runner))
    speed = {name: size / statistics.median(rounds) for name, rounds in times.items()}
    ratios = {name: speed[name] / speed["combined_expression"] for name in RATIOS}
    return {
        "megabytes": round(size, 1),
        "texts": len(texts),
        "rounds": ROUNDS,
        "cores": os.cpu_count(),
        "megabytes_per_second": {name: round(value, 1) for name, value in speed.items()},
        "ratio": {name: round(value, 2) for name, value in ratios.items()},
        "goals": GOALS,
        "met": {name: ratios[name] >= goal for name, goal in GOALS.items()},
    }


def _seconds(runner: Callable[[], object]) -> float:
    begun = time.perf_counter()
    runner()
    return time.perf_counter() - begun
