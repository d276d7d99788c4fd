"""A promise of 青禾镇 at several steps."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from mingbai.promises import actions
from mingbai.promises.models import Promise


@pytest.fixture
def values(cast) -> dict:
    return {
        "organisation": cast.town,
        "year": 2026,
        "number": 1,
        "title": "硬化村道",
        "responsible": [cast.town, cast.village],
        "responsible_person": "柳某某",
        "target_text": "年底前硬化村道12公里",
        "target_number": Decimal(12),
        "target_unit": "公里",
        "due_on": date(2026, 12, 31),
    }


@pytest.fixture
def promise(cast, values) -> Promise:
    return actions.add(by=cast.drafter, **values)


@pytest.fixture
def public(promise, cast) -> Promise:
    return actions.confirm(promise=promise, by=cast.second_drafter)


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def at_desk(cast):
    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name), "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
