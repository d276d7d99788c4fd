from datetime import date

import pytest
from django.test import Client

from mingbai.foi.models import FoiRequest
from mingbai.remedies.models import Case
from tests.conftest import again
from tests.conftest import cast_again as cast
from tests.remedies.making import request_on, review

__all__ = ["cast"]


@pytest.fixture(scope="module")
def shared_answered(shared_cast) -> FoiRequest:
    return request_on(shared_cast, date(2026, 3, 2))


@pytest.fixture
def answered(cast, shared_answered) -> FoiRequest:
    """A request to 青禾镇 that was asked and answered on 2 March 2026."""
    return again(shared_answered)


@pytest.fixture
def case(cast, answered) -> Case:
    """A review of that answer, taken on 1 April 2026; we got its notice on 3 April."""
    return review(cast, [answered])


@pytest.fixture
def at_desk(cast):
    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name), "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
