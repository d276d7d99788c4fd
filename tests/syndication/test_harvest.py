"""The machine list: whoever copied it once and asks for changes since, has what is public now."""

import csv
import io
import json
from datetime import timedelta

from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.lib import clock
from mingbai.syndication.exports.harvest import COLUMNS
from mingbai.syndication.queries import harvest as queries
from mingbai.syndication.views import harvest as views

THIS = f"{clock.today():%Y/%m}"


def month(visitor) -> dict[int, dict]:
    document = json.loads(b"".join(visitor.get(f"/harvest/{THIS}.json")))
    return {row["id"]: row for row in document["records"]}


def changes(visitor, since: str) -> dict[int, dict]:
    """All pages of what changed, as a province would read them."""
    found, address = {}, f"/harvest/?since={since}"
    while address:
        answer = visitor.get(address).json()
        found |= {row["id"]: row for row in answer["records"]}
        address = (answer["next"] or "").removeprefix("http://localhost:8000")
    return found


def test_a_record_is_told_with_everything_that_names_it(visitor, office):
    text = office.published()
    row = month(visitor)[text.pk]
    assert set(row) == set(COLUMNS) - {"merged_into"}
    assert (row["organisation_code"], row["status"], row["digest"]) == (
        "MB10",
        "published",
        text.public_digest,
    )
    assert row["address"].endswith(text.get_absolute_url())
    assert row["document_number"] == "青政发〔2026〕12号"


def test_of_what_is_gone_only_where_since_when_and_why(visitor, office, cast):
    kept, withdrawn, removed, merged = (office.published(title=f"秘{one}") for one in "甲乙丙丁")
    actions.withdraw(information=withdrawn, reason="复核", by=cast.approver)
    actions.remove(information=removed, reason="误发", by=cast.approver)
    actions.merge(information=merged, into=kept, reason="重复", by=cast.approver)
    rows = month(visitor)
    assert {pk: row["status"] for pk, row in rows.items()} == {
        kept.pk: "published", withdrawn.pk: "withdrawn", removed.pk: "removed", merged.pk: "merged"
    }  # fmt: skip
    assert set(rows[removed.pk]) == {"id", "status", "address", "changed_at"}
    assert rows[merged.pk]["merged_into"] == rows[kept.pk]["address"]
    for path in (f"/harvest/{THIS}.json", "/harvest.csv", "/harvest.jsonl", "/harvest/?since=2020-01-01"):
        content = b"".join(visitor.get(path)).decode()
        assert "秘甲" in content and "秘乙" not in content and "秘丙" not in content, path


def test_what_was_never_public_is_not_told_and_what_no_longer_is_is_told_as_closed(visitor, office):
    inside = office.published(audience="internal", title="只给内部看")
    once = office.published(title="后来转为内部")
    office.corrected(once, audience="internal")
    rows = month(visitor)
    assert inside.pk not in rows and rows[once.pk]["status"] == "closed"
    assert "title" not in rows[once.pk]


def test_changes_come_page_by_page_without_a_gap(visitor, office, cast, monkeypatch):
    texts = [office.published(title=f"通知{number}") for number in range(5)]
    same = texts[0].changed_at
    Information.objects.filter(pk__in=[one.pk for one in texts[:3]]).update(changed_at=same)
    for module in (queries, views):
        monkeypatch.setattr(module, "CHUNK", 2)
    assert set(changes(visitor, "2026-01-01")) == {one.pk for one in texts}
    since = clock.now()
    actions.remove(information=texts[1], reason="误发", by=cast.approver)
    found = changes(visitor, since.isoformat().replace("+", "%2B"))
    assert {pk: row["status"] for pk, row in found.items()} == {texts[1].pk: "removed"}
    assert list(changes(visitor, since.isoformat())) == [texts[1].pk]


def test_the_next_visit_begins_a_little_before_this_one(visitor, office):
    office.published()
    told = clock.datetime.fromisoformat(visitor.get("/harvest/?since=2026-01-01").json()["as_of"])
    assert timedelta(minutes=4) < clock.now() - told < timedelta(minutes=6)


def test_a_wrong_moment_is_told_how_to_write_it(visitor, db):
    for words in (
        "",
        "昨天",
        "0001-01-01",
        "9999-12-31T23:59:59-23:59",
        "\x00",
        "2026-11-01&after=x",
        "1" * 10_000,
    ):
        answer = visitor.get(f"/harvest/?since={words}")
        assert answer.status_code in (200, 400), words
    assert "2026-11-01" in visitor.get("/harvest/?since=昨天").json()["error"]


def test_the_table_is_for_spreadsheets_and_runs_no_formula(visitor, office):
    office.published(title="=1+1 的通知")
    content = b"".join(visitor.get("/harvest.csv"))
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert list(row) == list(COLUMNS) and row["title"] == "'=1+1 的通知"


def test_lists_of_any_length_are_read_in_pieces(visitor, office, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(queries, "CHUNK", 2)
    texts = [office.published(title=f"通知{number}") for number in range(3)]
    with django_assert_max_num_queries(4):
        rows = [json.loads(line) for line in b"".join(visitor.get("/harvest.jsonl")).splitlines()]
    assert [row["id"] for row in rows] == [one.pk for one in texts]


def test_the_index_says_where_everything_is(visitor, office):
    office.published()
    about = visitor.get("/harvest/").json()
    assert [one["address"] for one in about["months"]] == [f"http://localhost:8000/harvest/{THIS}.json"]
    for name in ("csv", "jsonl", "changes"):
        assert visitor.get(about[name].removeprefix("http://localhost:8000")).status_code == 200
