"""Public information for machines: only what is public, in constant queries, with helpful refusals."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingbai.api.read.interface import schema
from mingbai.disclosures import actions
from mingbai.disclosures.models import Information, Relation
from mingbai.lib import clock
from mingbai.search.actions import rebuild
from mingbai.search.sources import source_of
from tests.api.test_bulk import packed_lines

HIDDEN = [
    {"status": "unpublished"},
    {"status": "registered"},
    {"status": "published", "openness": "on_request"},
    {"status": "published", "openness": "withheld"},
    {"status": "published", "audience": "internal"},
    {"status": "withdrawn"},
    {"status": "removed"},
    {"status": "merged"},
]
LISTS = "records records.csv records?changed_since=2020-01-01 search?q=供水 search.csv?q=供水 items".split()


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda one: "-".join(one.values()))
def test_what_is_not_public_stands_at_no_address(published, get, hidden):
    secret = "冬季供水"
    Information.objects.filter(pk=published.pk).update(**hidden)
    rebuild("public", source_of("public"))
    addresses = [*LISTS, "bulk", f"records/{published.pk}"]
    addresses.append(f"records/by-index?number={published.index_number}")
    addresses.append(f"verify?digest={published.public_digest}")
    bodies = {address: body_of(get(address)) for address in addresses}
    shown = {address for address, body in bodies.items() if secret in body}
    # What was withdrawn still says what it was, as its page does, but never its text.
    noted = {one for one in addresses if one.startswith(("records/", "verify"))}
    assert shown == (noted if hidden["status"] == "withdrawn" else set())
    assert not any("检查管道" in body for body in bodies.values())
    assert not any("供水" in line for line in packed_lines())
    assert get(f"records/{published.pk}").status_code in (404, 410)


def body_of(response) -> str:
    data = b"".join(response.streaming_content) if response.streaming else response.content
    return data.decode(errors="replace")


def test_a_record_tells_everything_the_public_may_know(cast, desk, published, content, get):
    newer = desk.published(**{**content, "title": "关于供水通知的解读"})
    Relation.objects.create(source=newer, target=published, kind="interprets")
    found = get(f"records/{published.pk}").json()
    assert found["title"] == published.title and found["organisation"] == cast.town.code
    assert found["body"] == published.body and "各村民委员会：\n" in found["text"]
    assert found["versions"][0]["digest"] == found["digest"] == published.public_digest
    assert [(one["id"], one["kind"], one["outgoing"]) for one in found["related"]] == [
        (newer.pk, "interprets", False)
    ]
    assert found["place"]["telephone"] == cast.town.telephone
    assert get(f"records/by-index?number={published.index_number}").json() == found


def test_files_are_named_with_address_and_digest(cast, desk, content, get):
    record = actions.create(organisation=cast.town, by=cast.drafter, **content)
    actions.attach(information=record, by=cast.drafter, data="附件说明".encode(), filename="说明.txt")
    record.refresh_from_db()
    actions.submit(information=record, by=cast.drafter)
    record.refresh_from_db()
    actions.publish(information=desk.approve_all(record), by=cast.approver)
    file = record.files.get()
    [found] = get(f"records/{record.pk}").json()["attachments"]
    assert (found["digest"], found["size"]) == (file.public_digest, file.public_size)
    assert found["url"].endswith(f"/files/{file.pk}/")


def test_withdrawn_says_why_and_removed_only_that_it_is_gone(cast, desk, published, content, get):
    actions.withdraw(information=published, reason="数据有误", by=cast.approver)
    answer = get(f"records/{published.pk}")
    assert (answer.status_code, answer.json()["note"]) == (410, "数据有误")
    assert "body" not in answer.json() and answer.json()["title"] == published.title
    actions.remove(information=published, reason="不应公开", by=cast.approver)
    answer = get(f"records/{published.pk}")
    assert answer.status_code == 410 and set(answer.json()) == {"error", "status", "id"}


def test_what_was_merged_leads_on(cast, desk, published, content, get):
    other = desk.published(**{**content, "title": "重复的通知"})
    actions.merge(information=other, into=published, reason="重复", by=cast.approver)
    answer = get(f"records/{other.pk}")
    assert answer.status_code == 301 and answer["Location"].endswith(f"/api/v1/records/{published.pk}")


def test_pages_follow_each_other_without_gap_or_repetition(published, copies, get):
    copies(7)
    for first in ("records?limit=3", "records?limit=3&changed_since=2020-01-01"):
        numbers, address = [], first
        while address:
            found = get(address).json()
            numbers += [one["id"] for one in found["items"]]
            address = found["next"] and found["next"].partition("/api/v1/")[2]
        assert len(numbers) == 8 and len(set(numbers)) == 8


@pytest.mark.parametrize(
    "address",
    [
        *("records", "records.csv", "records.xlsx", "records?organisation=MB10&field=shbx&theme=综合政务"),
        *("search?q=通知", "promises", "village-months", "items", "items?organisation=MB10"),
        *("organisations", "organisations/MB10", "fields", "themes", "genres", "columns", "bulk"),
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_records(cast, published, copies, get, address):
    body_of(get(address))  # whatever is read once a process
    with CaptureQueriesContext(
        connection,
    ) as before:
        body_of(get(address))
    copies(20)
    with CaptureQueriesContext(connection) as after:
        body_of(get(address))
    assert len(before) == len(after) <= 10


def test_records_are_narrowed_by_everything_they_are_sorted_by(cast, published, get):
    day = clock.today()
    field = published.catalogue_item.field_id
    for matching in (
        f"organisation={cast.county.code}", "organisation=qinghe", f"field={field}", "theme=综合政务", "genre=通知",
        f"since={day}", f"until={day}", f"since={day}&until={day}", f"changed_since={day}T00:00:00%2B08:00",
        f"changed_since={day}T00:00:00+08:00",
    ):  # fmt: skip
        assert len(get(f"records?{matching}").json()["items"]) == 1, matching
    tomorrow, yesterday = day + timedelta(1), day - timedelta(1)
    for other in (
        f"organisation={cast.next_town.code}", "theme=财政", "genre=公告", f"since={tomorrow}",
        f"until={yesterday}", "validity=repealed", f"changed_since={tomorrow}",
    ):  # fmt: skip
        assert get(f"records?{other}").json()["items"] == [], other


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("records?lmit=5", "lmit"),
        ("records?limit=0", "limit"),
        ("records?limit=201", "limit"),
        ("records?limit=99999999999999999999999", "limit"),
        ("records?limit=abc", "limit"),
        ("records?after=../etc", "after"),
        ("records?after=k5", "after"),
        ("records?after=n99999999999999999-999999999999999x", "after"),
        ("records?after=c1-1", "after"),
        ("records?since=2026-13-01", "since"),
        ("records?since=1", "since"),
        ("records?until=9999-12-31", "until"),
        ("records?changed_since=0001-01-01", "changed_since"),
        ("records?changed_since=gestern", "changed_since"),
        ("records?since=2026-02-01&until=2026-01-01", "until"),
        ("records?organisation=nobody", "organisation"),
        ("records?organisation=%00", "organisation"),
        ("records?field=nothing", "field"),
        ("records?column=nothing", "column"),
        ("records?theme=" + "长" * 301, "theme"),
        ("records?validity=maybe", "validity"),
        ("records?format=pdf", "format"),
        ("records.csv?format=json", "format"),
        ("records/by-index", "number"),
        ("items?after=n5-5", "after"),
        ("promises?year=1", "year"),
        ("search", "q"),
        ("search?q=%00", "q"),
        ("search?q=水&offset=-1", "offset"),
        ("search?q=水&limit=101", "limit"),
        ("organisations?x=1", "x"),
        ("records/1?x=1", "x"),
        ("verify", "digest"),
        ("verify?digest=abc", "digest"),
    ],
)
def test_a_wrong_parameter_is_named_in_readable_chinese(cast, get, address, name):
    answer = get(address)
    assert answer.status_code == 422 and name in answer.json()["fields"]
    assert re.search("[一-鿿]", answer.content.decode()) and "\\u" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "nothing",
            "records/",
            "records/99999999999999999999999",
            f"records/{'9' * 5000}",
            "records/-1",
        ),
        *("records/abc", "organisations/nobody", "organisations/%00", "records/by-index?number=nobody"),
        *("bulk/2026.jsonl.gz", "bulk/99999999999.jsonl.gz", "records.pdf", "%E6%B0%B4", "records/1/2"),
    ],
)
def test_what_is_not_there_is_a_404_in_chinese_and_never_an_error_of_ours(cast, get, address):
    answer = get(address)
    assert answer.status_code == 404 and re.search("[一-鿿]", answer.json()["error"])


def test_other_sites_may_read_and_only_read(published, get):
    answer = get("records")
    assert answer["Access-Control-Allow-Origin"] == "*" and not answer.cookies and "Vary" not in answer
    assert get("nothing")["Access-Control-Allow-Origin"] == "*"
    ahead = Client().options("/api/v1/records")
    assert ahead.status_code == 204 and "If-None-Match" in ahead["Access-Control-Allow-Headers"]
    assert Client().head("/api/v1/records").status_code == 200
    refused = Client(enforce_csrf_checks=True).post("/api/v1/records", {})
    assert refused.status_code == 405 and "GET" in refused.json()["error"]
    assert "Access-Control-Allow-Origin" not in Client().get("/api/push/rows")


def test_an_answer_is_kept_a_minute_and_asked_for_again_by_its_etag(published, get):
    first = get("records")
    assert first["Cache-Control"] == "public, max-age=60"
    assert get("records", **{"If-None-Match": first["ETag"]}).status_code == 304
    Information.objects.filter(pk=published.pk).update(title="改了")
    assert get("records", **{"If-None-Match": first["ETag"]}).status_code == 200


def test_who_asks_too_often_is_told_when_to_come_back(cast, get, settings):
    settings.API_PER_MINUTE, settings.API_BULK_PER_MINUTE = 3, 1
    with clock.at(clock.now()):
        assert [get("genres").status_code for _ in range(4)] == [200, 200, 200, 429]
        answer = get("genres")
        assert 0 < int(answer["Retry-After"]) <= 60 and "秒以后再试" in answer.json()["error"]
        assert [get("genres.csv").status_code, get("bulk").status_code] == [200, 429]
        other = Client(REMOTE_ADDR="192.0.2.7").get("/api/v1/genres")
        assert other.status_code == 200
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert get("genres").status_code == 200


def test_search_answers_as_the_search_page_does(published, copies, get):
    found = get("search?q=供水").json()
    assert [one["id"] for one in found["items"]] == [published.pk] and found["count"] == 1
    assert "供水" in found["items"][0]["passage"] and found["next"] is None


def test_organisations_are_told_as_a_tree_in_lines(cast, get):
    found = {one["code"]: one for one in get("organisations").json()["items"]}
    assert found["MB11"]["parent"] == "MB10" and found["MB00"]["parent"] is None
    whole = get("organisations/mb10").json()
    assert whole["below"] == ["MB11"] and whole["telephone"] == cast.town.telephone


def test_rows_of_the_catalogue_tell_who_when_and_why(cast, get):
    rows = get("items?limit=200").json()
    first = rows["items"][0]
    assert first["basis"] and first["limit"] and first["body"] and len(rows["items"]) > 100
    assert get("items?organisation=MB10").json()["items"] == []


def test_the_description_knows_every_address_and_every_key(published, get):
    described = get("openapi.json")
    assert described.status_code == 200 and "\\u" not in described.content.decode()
    paths = described.json()["paths"]
    assert "/api/v1/records" in paths and "/api/v1/records.csv" not in paths
    answered = get("records").json()["items"][0]
    assert set(answered) == set(schema()["components"]["schemas"]["Records"]["properties"])


def test_the_page_for_people_shows_every_address_with_an_example(cast, client):
    page = client.get(reverse("api:interface"))
    text = page.content.decode()
    assert page.status_code == 200 and "<script" not in text.replace("<script src=", "")
    for path in schema()["paths"]:
        assert f"GET {path}" in text
    assert "changed_since" in text and "http://" in text and json.dumps("title") not in text
