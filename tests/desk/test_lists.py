"""Lists ask the database the same number of questions however long they are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingbai.disclosures import actions


def questions(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ("drafter", "/desk/"),
        ("checker", "/desk/"),
        ("drafter", "/desk/records/"),
        ("drafter", "/desk/records/?q=供水"),
        ("auditor", "/desk/events/"),
    ],
)
def test_a_longer_list_asks_no_more_questions(at_desk, cast, content, person, address):
    def more(number: int) -> None:
        for n in range(number):
            one = actions.create(
                organisation=cast.town, by=cast.drafter, **content | {"title": f"供水通知{number}{n}"}
            )
            if n % 2:
                actions.submit(information=one, by=cast.drafter)

    more(4)
    client = at_desk(person)
    few = questions(client, address)
    more(12)
    assert questions(client, address) <= few


def test_a_list_of_records_takes_few_questions(at_desk, submitted):
    assert questions(at_desk("drafter"), "/desk/records/") <= 15
