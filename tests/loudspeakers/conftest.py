"""A confirmed script of 青禾镇's notice, and the loudspeaker of 柳湾村."""

import pytest
from django.test import Client

from mingbai.channels import actions as channels
from mingbai.lib import clock
from mingbai.loudspeakers import actions
from tests.channels.conftest import cast, correct, notice, places

__all__ = ["cast", "correct", "notice", "places"]


@pytest.fixture
def horn(places):
    return places.horn


@pytest.fixture
def script(notice, cast):
    made = actions.write_script(information=notice, variant="normal", station=cast.village, by=cast.reporter)
    return channels.confirm(rendering=made, by=cast.reporter)


@pytest.fixture
def broadcast(script, horn, cast):
    """Three days at seven and eighteen o'clock, at least twice."""
    return actions.plan_broadcast(rendering=script, place=horn, first=clock.today(), by=cast.reporter)


@pytest.fixture
def at_desk(cast):
    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name), "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
