"""The public pages of the log and of proofs, for people and for programs, kept and made anew."""

import json
import re
from html import unescape

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from mingbai.commands import rounds
from mingbai.disclosures import actions as records
from mingbai.disclosures.models import Information
from mingbai.lib import digests, merkle, signed_note
from mingbai.lib.verdict import Denied
from mingbai.stored import actions as pages
from mingbai.stored import store
from mingbai.tracing import actions
from mingbai.tracing.models import Sending, Witness
from mingbai.tracing.queries import addresses
from mingbai.transparency import actions as log
from mingbai.transparency import queries, rules

pytestmark = pytest.mark.django_db


def page(visitor, record):
    return visitor.get(reverse("proof", args=[record.pk])).content.decode()


def data_of(text):
    found = re.search(r'<script id="proof-data" type="application/json">(.*?)</script>', text, re.DOTALL)
    return json.loads(found[1])


def test_the_page_has_all_that_is_needed_to_check_the_record(visitor, published):
    text = page(visitor, published)
    data = data_of(text)
    note = signed_note.parse(data["note"])
    state = signed_note.parse_checkpoint(note.text)
    (leaf,) = data["leaves"]
    path = [bytes.fromhex(one) for one in leaf["path"]]

    assert "此后内容没有改动" in text and published.title in text
    assert digests.of_bytes(data["content"].encode()) == data["digest"] == published.public_digest
    assert note.is_signed_by(queries.public_keys()[0])
    hash_ = merkle.leaf_hash(leaf["data"].encode())
    assert merkle.is_included(hash_, leaf["number"], state.size, path, state.root)


def test_a_record_that_waits_for_the_signature_says_so(visitor, office):
    assert "还没有签" in page(visitor, office.published())


def test_every_public_page_of_a_record_leads_to_its_proof(visitor, published, cast):
    address = reverse("proof", args=[published.pk])
    assert address in visitor.get(published.get_absolute_url()).content.decode()
    records.withdraw(information=published, reason="有误", by=cast.approver)
    gone = visitor.get(published.get_absolute_url())

    assert gone.status_code == 410 and address in gone.content.decode()


def test_the_proof_of_a_removed_text_shows_neither_title_nor_text(visitor, published, cast):
    records.remove(information=published, reason="误发", by=cast.approver)
    log.make_checkpoint()
    text = page(visitor, published)

    assert published.title not in text and data_of(text)["content"] == ""
    assert "撤下" in text and published.index_number in text


def test_what_never_was_public_has_no_proof(visitor, office):
    hidden = office.published(audience="internal")
    assert visitor.get(reverse("proof", args=[hidden.pk])).status_code == 404


def test_a_kept_proof_is_made_anew_when_the_record_changes_and_when_it_is_signed(
    kept, visitor, office, django_capture_on_commit_callbacks
):
    record = office.published()
    address = reverse("proof", args=[record.pk])
    pages.renew(address)
    log.make_checkpoint()
    pages.renew_waiting()
    assert "自己核对" in store.find(address).file.read_text()
    with django_capture_on_commit_callbacks(execute=True):
        office.corrected(Information.objects.get(pk=record.pk), body="<p>更正后的正文。</p>")

    assert store.find(address) is None
    pages.renew_waiting()
    assert "更正（第 2 版）" in store.find(address).file.read_text()


def test_a_signed_proof_does_not_change_with_the_next_signature(kept, visitor, published, office):
    address = reverse("proof", args=[published.pk])
    pages.renew(address)
    office.published(title="另一份")
    before = store.find(address).file.read_bytes()
    log.make_checkpoint()
    pages.renew_waiting()

    assert store.find(address).file.read_bytes() == before


def test_the_log_is_explained_with_its_checkpoint_and_its_key(visitor, published):
    text = unescape(visitor.get("/log/").content.decode())

    assert queries.latest_checkpoint().note.strip() in text
    assert str(queries.public_keys()[0]) in text


def test_programs_read_checkpoint_key_tiles_and_entries(visitor, published, office):
    first = queries.latest_checkpoint()
    office.published(title="另一份")
    second = log.make_checkpoint()
    assert visitor.get("/log/checkpoint").content.decode() == second.note
    assert visitor.get(f"/log/checkpoints/{first.size}.txt").content.decode() == first.note
    assert str(queries.public_keys()[0]) in visitor.get("/log/key").content.decode()
    entries = rules.unbundle(visitor.get(f"/log/tile/entries/000.p/{second.size}").content)
    hashes = merkle.split(visitor.get(f"/log/tile/0/000.p/{second.size}").content)

    assert [merkle.leaf_hash(one.encode()) for one in entries] == hashes
    assert merkle.root(hashes).hex() == second.root
    said = visitor.get(f"/log/consistency/{first.size}-{second.size}.json").json()
    proof = [bytes.fromhex(one) for one in said["proof"]]
    roots = [bytes.fromhex(one.root) for one in (first, second)]
    assert merkle.is_consistent(first.size, second.size, *roots, proof)


@pytest.mark.parametrize(
    "address",
    ["/log/tile/0/000", "/log/tile/0/001.p/1", "/log/tile/9/000.p/1", "/log/tile/0/x000/000.p/1",
     "/log/tile/entries/000.p/0", "/log/tile/entries/000.p/999", "/log/consistency/0-1.json",
     "/log/consistency/2-1.json", "/log/consistency/1-99999999999999999999.json", "/log/checkpoints/999.txt"],
)  # fmt: skip
def test_what_the_log_does_not_have_is_not_found(visitor, published, address):
    assert visitor.get(address).status_code == 404


def test_every_address_of_the_log_can_be_kept(kept, visitor, published, office):
    office.published(title="另一份")
    log.make_checkpoint()
    ours = list(addresses.every())
    done = pages.build(ours)

    assert (done.made, done.gone, done.failed) == (len(ours), 0, 0)
    for address in ours:
        assert visitor.get(address).status_code == 200
        assert store.find(address) is not None


def test_a_witness_is_mailed_each_checkpoint_once(published, cast, monkeypatch):
    monkeypatch.setattr(settings, "EMAIL_URL", "smtp://localhost")
    actions.add_witness(name="县档案馆", email="dag@example.cn", by=cast.county_office)
    round_ = rounds.registered()["tracing"]

    assert "1 个见证单位" in round_() and round_() == ""
    assert queries.latest_checkpoint().note in mail.outbox[0].body
    assert Sending.objects.get().sent_at


def test_a_receipt_with_another_checkpoint_is_refused_and_a_signed_one_is_checked(published, cast):
    theirs = signed_note.private_key("theirs")
    key = signed_note.key_of("archive.example.cn", theirs)
    witness = actions.add_witness(name="县档案馆", key=str(key), by=cast.county_office)
    made = queries.latest_checkpoint()
    text = signed_note.parse(made.note).text
    other = signed_note.Checkpoint("x", made.size, bytes(32)).text
    enter = {"witness": witness, "checkpoint": made, "by": cast.county_office}

    assert not actions.enter_receipt(text="电话确认收到", **enter).signed
    assert actions.enter_receipt(text=signed_note.sign(text, key.name, [theirs]), **enter).signed
    with pytest.raises(ValidationError, match="不一样"):
        actions.enter_receipt(text=signed_note.sign(other, key.name, [theirs]), **enter)


def test_only_the_county_office_keeps_witnesses(client, cast, published):
    with pytest.raises(Denied):
        actions.add_witness(name="县档案馆", by=cast.drafter)
    client.force_login(cast.county_office)
    refused = client.post(reverse("tracing:add"), {"name": "", "key": "abc"})
    assert refused.status_code == 422 and "abc" in refused.content.decode()
    client.post(reverse("tracing:add"), {"name": "县档案馆"})
    text = client.get(reverse("tracing:home")).content.decode()
    assert "县档案馆" in text and "请复制下面的文字" in text
    sent = {"witness": Witness.objects.get().pk, "checkpoint": queries.latest_checkpoint().pk, "text": "收到"}
    assert client.post(reverse("tracing:receipt"), sent).status_code == 302
    assert client.post(reverse("tracing:end", args=[sent["witness"]])).status_code == 302
