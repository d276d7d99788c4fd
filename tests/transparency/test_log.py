"""The log in the database: what a verb adds, what a rollback leaves, proofs out of tiles, signed states."""

import json
import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from mingbai.commands import rounds
from mingbai.ledger.actions import append as tell
from mingbai.ledger.models import Event
from mingbai.lib import clock, merkle, signed_note
from mingbai.transparency import actions, leaves, queries, rules
from mingbai.transparency.models import Checkpoint, Head, Leaf, SigningKey, Tile

pytestmark = pytest.mark.django_db


def add(number, subject="MB10-2026-00001"):
    return actions.append(kind="publish", subject=subject, data={"version": number})


def entries(count):
    return [actions.Entry("publish", f"MB10-{n}", {"version": n}) for n in range(count)]


def hashes():
    return [bytes(one) for one in Leaf.objects.order_by("number").values_list("hash", flat=True)]


def test_a_leaf_is_the_digest_of_its_text():
    leaf = add(1)

    assert bytes(leaf.hash) == merkle.leaf_hash(leaf.data.encode())
    assert json.loads(leaf.data) == {
        "kind": "publish",
        "index": "MB10-2026-00001",
        "version": 1,
        "time": rules.time_text(leaf.time),
    }


def test_a_leaf_takes_no_title_and_no_nested_value():
    with pytest.raises(ValueError):
        actions.append(kind="publish", subject="1", data={"title": "名单"})
    with pytest.raises(ValueError):
        actions.append(kind="publish", subject="1", data={"digest": {"a": 1}})


def test_leaves_one_by_one_and_many_at_once_make_the_same_tree(monkeypatch):
    with clock.at(clock.now()):
        for number in range(260):
            actions.append(kind="publish", subject=f"MB10-{number}", data={"version": number})
        one_by_one = Head.objects.get()
        Leaf.objects.all()._raw_delete("default")
        tiles = list(Tile.objects.order_by("level", "number").values_list("level", "number", "hashes"))
        Tile.objects.all().delete()
        Head.objects.all().delete()
        monkeypatch.setattr(actions, "BATCH", 100)
        assert actions.append_many(entries(260)) == 260

    assert bytes(Head.objects.get().peaks) == bytes(one_by_one.peaks)
    again = Tile.objects.order_by("level", "number").values_list("level", "number", "hashes")
    assert [(level, number, bytes(data)) for level, number, data in again] == [
        (level, number, bytes(data)) for level, number, data in tiles
    ]


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 700])
def test_every_leaf_of_a_checkpoint_can_be_proven(count):
    actions.append_many(entries(count))
    made = actions.make_checkpoint()
    all_ = hashes()

    assert made.root == merkle.root(all_).hex()
    for number in {0, count // 2, count - 1, count}:
        proof = queries.inclusion_proof(number, made)
        assert merkle.is_included(all_[number], number, made.size, proof.path, proof.root)


def test_an_older_checkpoint_can_be_proven_from_the_tiles_of_a_larger_log():
    actions.append_many(entries(300))
    old = actions.make_checkpoint()
    actions.append_many(entries(500))
    new = actions.make_checkpoint()
    proof = queries.consistency_proof(old.size, new.size)

    assert merkle.is_consistent(old.size, new.size, bytes.fromhex(old.root), bytes.fromhex(new.root), proof)
    shown = queries.inclusion_proof(299, old)
    assert merkle.is_included(hashes()[299], 299, old.size, shown.path, shown.root)


def test_tiles_and_bundles_hold_what_is_signed_and_no_more():
    actions.append_many(entries(300))
    assert queries.tile(0, 0) is None
    made = actions.make_checkpoint()
    add(1)

    assert queries.tile(0, 0) == b"".join(hashes()[:256])
    width = made.size - 256
    assert queries.tile(0, 1, width) == b"".join(hashes()[256 : made.size])
    assert queries.tile(0, 1, width + 1) is None
    assert queries.tile(1, 0, 1) == merkle.root(hashes()[:256])
    texts = rules.unbundle(queries.entries(0))
    assert [merkle.leaf_hash(one.encode()) for one in texts] == hashes()[:256]
    assert [one.number for one in queries.unsigned()] == [made.size]


@pytest.mark.parametrize(("number", "name"), [(0, "000"), (999, "999"), (1234067, "x001/x234/067")])
def test_tiles_are_named_as_the_specification_says(number, name):
    assert rules.tile_name(number) == name
    assert rules.tile_number(name) == number
    assert rules.tile_number("x000/001") is None and rules.tile_number("1") is None


def test_a_verb_that_is_rolled_back_leaves_nothing():
    add(1)
    before = (Head.objects.get().size, bytes(Head.objects.get().peaks))
    leaves.register("test.verb", lambda event, subject: {"kind": "publish", "index": subject, "version": 2})
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            tell(verb="test.verb", by=None, subject="MB10-1")
            assert Leaf.objects.filter(subject="MB10-1").exists()
            raise RuntimeError
    finally:
        leaves._leaf_of.pop("test.verb")

    assert (Head.objects.get().size, bytes(Head.objects.get().peaks)) == before
    assert not Leaf.objects.filter(subject="MB10-1").exists()


def test_entries_never_go_back_in_time_and_say_when_they_came_late():
    first = add(1)
    with clock.at(clock.now() - timedelta(days=3)):
        second = add(2)
        said = json.loads(second.data)

    assert second.time == first.time
    assert said["backfilled"] is True and said["happened"] < said["time"]


def test_leaves_and_checkpoints_cannot_be_changed_by_the_product():
    leaf = add(1)
    for change in (leaf.save, leaf.delete, actions.make_checkpoint().save):
        with pytest.raises(TypeError):
            change()


def test_the_round_signs_once_a_day_what_there_is():
    round_ = rounds.registered()["transparency"]
    assert round_() == ""
    add(1)
    assert "存证" in round_()
    assert round_() == ""
    with clock.at(clock.now() + timedelta(days=1)):
        assert "存证" in round_()

    made = queries.latest_checkpoint()
    note = signed_note.parse(made.note)
    assert note.is_signed_by(queries.public_keys()[0])
    assert signed_note.parse_checkpoint(note.text).size == made.size == 2
    assert Event.objects.filter(verb="log.checkpoint").count() == 2


def test_a_new_key_stands_in_the_log_and_both_sign_while_both_are_set(monkeypatch):
    add(1)
    actions.make_checkpoint()
    old = queries.public_keys()
    monkeypatch.setattr(settings, "LOG_KEYS", ["a new secret", *settings.LOG_KEYS])
    add(2)
    note = signed_note.parse(actions.make_checkpoint().note)

    assert [note.is_signed_by(key) for key in queries.public_keys()] == [True, True]
    assert queries.public_keys()[1] == old[0]
    assert Leaf.objects.filter(kind="key").count() == SigningKey.objects.count() == 2


def test_a_checkpoint_of_a_key_that_was_taken_off_can_still_be_checked(monkeypatch):
    add(1)
    old = signed_note.parse(actions.make_checkpoint().note)
    monkeypatch.setattr(settings, "LOG_KEYS", ["another secret"])
    add(1)
    actions.make_checkpoint()

    assert [old.is_signed_by(key) for key in queries.public_keys()] == [False, True]


def test_the_name_of_the_log_stays_when_the_site_moves(monkeypatch):
    add(1)
    name = actions.make_checkpoint().origin
    monkeypatch.setattr(settings, "MINGBAI_BASE_URL", "https://other.example.cn")

    assert queries.origin() == name == "localhost:8000/log"


def test_the_verb_prints_the_note(capsys):
    add(1)
    call_command("checkpoint")
    assert capsys.readouterr().out.strip() == Checkpoint.objects.get().note.strip()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_that_add_at_once_get_places_one_after_the_other():
    """The second waits for the first."""

    def run():
        for _ in range(20):
            add(1)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert [one.number for one in queries.leaves()] == list(range(40))
    assert bytes(Head.objects.get().peaks) == b"".join(
        merkle.peaks_of(40, lambda level, at: merkle.root(hashes()[at << level : (at + 1) << level]))
    )
