"""The sound of a script, with espeak-ng and without it."""

import io
import shutil
import wave

import pytest

from mingbai.lib.verdict import Denied
from mingbai.loudspeakers import actions, jobs
from mingbai.loudspeakers.models import Sound
from mingbai.loudspeakers.states import SoundState

SPEAKS = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed here")


@pytest.fixture
def dumb(monkeypatch):
    """A machine without espeak-ng."""
    monkeypatch.setattr(jobs, "PROGRAM", "no-such-program")


@pytest.fixture
def plain_wav(monkeypatch):
    monkeypatch.setattr(jobs, "_smaller", lambda wav, folder: wav)


@SPEAKS
def test_the_real_program_makes_a_sound_as_long_as_the_script_says(plain_wav):
    text = "各位村民，每亩补贴一百二十元五角，面积按二〇二六年五月一日核实的为准。" * 3
    made = jobs.read_aloud(text, 190)
    with wave.open(io.BytesIO(made.data)) as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(made.seconds, abs=1)
    assert 20 < made.seconds < 45  # some 90 characters


@SPEAKS
def test_a_text_that_looks_like_an_option_or_a_command_is_only_read(plain_wav, tmp_path):
    made = jobs.read_aloud(f"--help -w {tmp_path}/x.wav; touch {tmp_path}/y\n$(id) <voice name='en'>", 190)
    assert made.seconds >= 1
    assert list(tmp_path.iterdir()) == []


@SPEAKS
def test_the_round_makes_what_waits(script, cast):
    row = actions.ask_for_sound(rendering=script, by=cast.reporter)
    assert row.state == SoundState.WAITING
    assert actions.ask_for_sound(rendering=script, by=cast.reporter).pk == row.pk
    assert actions.make_sounds() == "做好广播录音 1 份"
    row.refresh_from_db()
    assert row.state == SoundState.MADE and row.seconds > 3 and row.file.size > 10_000
    assert actions.make_sounds() == ""


def test_without_the_program_the_page_says_what_to_install(dumb, script, cast, at_desk):
    with pytest.raises(Denied, match="espeak-ng"):
        actions.ask_for_sound(rendering=script, by=cast.reporter)
    assert "安装 espeak-ng" in at_desk("reporter").get(f"/desk/loudspeakers/scripts/{script.pk}/").text
    Sound.objects.create(rendering=script, asked_by=cast.reporter, asked_at=script.made_at)
    assert actions.make_sounds() == ""


def test_a_failure_is_told_and_may_be_tried_again(monkeypatch, script, cast, at_desk):
    monkeypatch.setattr(jobs, "voice", lambda: "cmn")

    def fail(text, per_minute):
        raise jobs.NotMade("朗读超过了时间限制")

    monkeypatch.setattr(jobs, "read_aloud", fail)
    row = actions.ask_for_sound(rendering=script, by=cast.reporter)
    assert actions.make_sounds() == ""
    assert "朗读超过了时间限制" in at_desk("reporter").get(f"/desk/loudspeakers/scripts/{script.pk}/").text
    assert actions.ask_for_sound(rendering=script, by=cast.reporter).state == SoundState.WAITING
    assert Sound.objects.get().pk == row.pk


@SPEAKS
def test_too_long_a_script_gets_no_sound():
    with pytest.raises(jobs.NotMade, match="字"):
        jobs.read_aloud("字" * (jobs.LONGEST + 1), 190)


@SPEAKS
def test_a_program_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(jobs, "SECONDS", 0.05)
    monkeypatch.setattr(jobs, "_limit", lambda: None)
    with pytest.raises(jobs.NotMade, match="时间"):
        jobs.read_aloud("各位村民。" * 900, 120)


@SPEAKS
def test_the_sound_is_heard_on_the_page_and_by_nobody_outside(script, cast, at_desk, client):
    actions.ask_for_sound(rendering=script, by=cast.reporter)
    actions.make_sounds()
    path = f"/desk/loudspeakers/scripts/{script.pk}/"
    shown = at_desk("reporter").get(path)
    assert f'<audio controls preload="none" src="{path}sound/"' in shown.text
    policy = shown["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "media-src" not in policy
    heard = at_desk("reporter").get(f"{path}sound/")
    assert heard["Content-Type"].startswith("audio/")
    assert client.get(f"{path}sound/").status_code == 302
