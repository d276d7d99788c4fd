"""A visitor with a mailbox, and what the minute's round does."""

import re

import pytest
from django.core import mail
from django.test import Client

from mingbai.subscriptions.actions import keeping
from mingbai.subscriptions.actions.asking import ask
from mingbai.subscriptions.jobs import round_
from mingbai.subscriptions.models import Often, Subscription
from mingbai.subscriptions.queries.targets import target_of

ADDRESS = "Wang.Daniang@example.com"


@pytest.fixture(autouse=True)
def mail_is_set_up(settings):
    settings.EMAIL_URL = "smtp://mail"
    settings.MINGBAI_BASE_URL = "https://www.mingbai.example"


@pytest.fixture
def visitor(cast) -> Client:
    return Client()


def link_in(letter, name: str) -> str:
    """The path of the link of that kind in a letter."""
    return re.search(rf"https://www\.mingbai\.example(/subscribe/{name}/[^\s>]+/)", letter.body)[1]


def token_in(letter, name: str) -> str:
    return link_in(letter, name).rstrip("/").rpartition("/")[2]


def subscribed(often: str = Often.AT_ONCE, address: str = ADDRESS, **given: str) -> Subscription:
    """A confirmed subscription to what the address's query asks for; the outbox is empty afterwards."""
    target = target_of(given)
    ask(target=target, often=often, channel="email", address=address, network="10.0.0.1")
    round_()
    row = keeping.confirm(token=token_in(mail.outbox[-1], "confirm"))
    mail.outbox.clear()
    return row
