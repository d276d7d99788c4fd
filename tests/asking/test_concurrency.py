"""Many at once: numbers without gaps, nothing lost, nothing doubled."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from mingbai.asking.models import Draft
from mingbai.foi.models import FoiRequest
from tests.asking.conftest import Citizen, code_on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def at_once(jobs, workers=16):
    def run(job):
        try:
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, jobs))


def test_two_hundred_forms_sent_at_once_get_numbers_without_gaps(office, settings):
    settings.FOI_PER_HOUR = settings.FOI_PER_HOUR_PLAIN = 1000
    citizens = [Citizen(office) for _ in range(200)]
    for one in citizens:
        one.fill()
    answers = at_once([lambda one=one: one.post("check/") for one in citizens])
    assert {answer.headers.get("Location") for answer in answers} == {"/apply/receipt/"}
    assert sorted(FoiRequest.objects.values_list("serial", flat=True)) == list(range(1, 201))
    assert len({code_on(one.get("receipt/")) for one in citizens}) == 200


def test_one_form_sent_five_times_at_once_is_one_request(office):
    citizen = Citizen(office)
    citizen.fill()
    copies = []
    for _ in range(5):
        copy = Client()
        copy.cookies = citizen.client.cookies
        copies.append(copy)
    answers = at_once([lambda copy=copy: copy.post("/apply/check/") for copy in copies], workers=5)
    assert {answer.headers.get("Location") for answer in answers} == {"/apply/receipt/"}
    assert FoiRequest.objects.count() == Draft.objects.count() == 1
    assert len({code_on(copy.get("/apply/receipt/")) for copy in copies}) == 1
