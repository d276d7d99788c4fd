"""Applicants' data is sealed at rest, and stays readable while keys change."""

import importlib
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mingbai import settings as product
from mingbai.foi.sealing import Unreadable, reseal, seal, seal_text, unseal, unseal_text

OLD, NEW, OTHER = "old-" + "a" * 40, "new-" + "b" * 40, "other-" + "c" * 40


@pytest.fixture(autouse=True)
def keys(settings):
    settings.FOI_KEYS = [OLD]
    return settings


@given(st.binary(max_size=2000))
@hypothesis_settings(max_examples=30)
def test_what_was_sealed_comes_back(data):
    assert unseal(seal(data)) == data


def test_the_sealed_text_does_not_hold_the_plain_one():
    name = "王标记 330106199001011234"
    sealed = seal_text(name)

    assert sealed.isascii()
    assert name.encode() not in sealed.encode()
    assert "330106199001011234" not in sealed
    assert unseal_text(sealed) == name


def test_the_same_text_looks_different_every_time():
    assert seal_text("男") != seal_text("男")


def test_a_new_key_in_front_reads_what_the_old_one_sealed(keys):
    sealed = seal(b"proof")
    keys.FOI_KEYS = [NEW, OLD]

    assert unseal(sealed) == b"proof"


def test_after_resealing_the_old_key_can_be_given_up(keys):
    sealed, token = seal(b"proof"), seal_text("王标记")
    keys.FOI_KEYS = [NEW, OLD]
    again, text = reseal(sealed), reseal(token.encode()).decode()
    keys.FOI_KEYS = [NEW]

    assert unseal(again) == b"proof"
    assert unseal_text(text) == "王标记"
    with pytest.raises(Unreadable):
        unseal(sealed)


def test_without_the_key_it_says_in_chinese_what_is_wrong(keys):
    sealed = seal(b"proof")
    keys.FOI_KEYS = [OTHER]

    for opening in (unseal, reseal):
        with pytest.raises(Unreadable, match="密钥"):
            opening(sealed)


@pytest.mark.parametrize("damage", [b"", b"plain text", b"\x00\xff"])
def test_what_was_never_sealed_is_unreadable(damage):
    with pytest.raises(Unreadable):
        unseal(damage)


def test_a_changed_byte_is_noticed():
    sealed = bytearray(seal(b"proof"))
    sealed[30] ^= 1

    with pytest.raises(Unreadable):
        unseal(bytes(sealed))


def test_a_key_that_could_be_guessed_is_refused(keys):
    keys.FOI_KEYS = ["short"]

    with pytest.raises(ImproperlyConfigured, match="至少"):
        seal(b"proof")


def test_the_installation_makes_its_key_once_and_for_itself_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(product, "DATA_DIR", tmp_path)

    first = product.local_secret("foi_key")

    assert product.local_secret("foi_key") == first
    assert len(first) >= 32
    assert [path.name for path in tmp_path.iterdir()] == ["foi_key"]
    assert stat.S_IMODE((tmp_path / "foi_key").stat().st_mode) == 0o600


@pytest.mark.parametrize(("there", "expected"), [(True, [NEW, OLD, "kept"]), (False, [NEW, OLD])])
def test_keys_that_are_set_come_before_the_one_beside_the_data(tmp_path, monkeypatch, there, expected):
    if there:
        (tmp_path / "foi_key").write_text("kept")
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    monkeypatch.setenv("FOI_KEYS", f"{NEW},{OLD}")
    try:
        assert expected == importlib.reload(product).FOI_KEYS
    finally:
        monkeypatch.undo()
        importlib.reload(product)
