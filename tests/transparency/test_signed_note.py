"""Notes and checkpoints in the form of C2SP."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.lib import signed_note

# The example of the package golang.org/x/mod/sumdb/note.
PETER = signed_note.parse_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
NEUMANN = """If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""
PRIVATE = signed_note.private_key("a secret")
KEY = signed_note.key_of("mb.example.cn/log", PRIVATE)


def checkpoint(size=5):
    return signed_note.Checkpoint("mb.example.cn/log", size, bytes(32), ("time 2026-11-22T00:00:00Z",))


def test_the_example_of_the_specification_holds():
    assert str(PETER).endswith("+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    assert signed_note.parse(NEUMANN).is_signed_by(PETER)


def test_a_changed_text_does_not_hold():
    assert not signed_note.parse(NEUMANN.replace("problem is", "problem was")).is_signed_by(PETER)
    assert not signed_note.parse(NEUMANN).is_signed_by(signed_note.Key("PeterNeumann", KEY.public))


def test_a_checkpoint_comes_back_as_it_was_signed():
    note = signed_note.sign(checkpoint().text, KEY.name, [PRIVATE])

    read = signed_note.parse(note)
    assert read.is_signed_by(KEY)
    assert signed_note.parse_checkpoint(read.text) == checkpoint()
    assert signed_note.parse(note.replace("\n", "\r\n")).is_signed_by(KEY)


def test_two_keys_may_sign_while_one_follows_the_other():
    old = signed_note.private_key("an older secret")
    note = signed_note.parse(signed_note.sign(checkpoint().text, KEY.name, [PRIVATE, old]))

    assert note.is_signed_by(KEY) and note.is_signed_by(signed_note.key_of(KEY.name, old))


@pytest.mark.parametrize("text", ["", "a\n", "a\n1\nAA==\n", "a\n01\n" + "A" * 43 + "=\n", "a\n-1\nx\n"])
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(signed_note.Malformed):
        signed_note.parse_checkpoint(text)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    for reader in (signed_note.parse, signed_note.parse_key, signed_note.parse_checkpoint):
        try:
            reader(text)
        except signed_note.Malformed:
            continue
