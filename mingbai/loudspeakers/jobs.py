"""Reading a script aloud with espeak-ng, in a child process within limits; runs without any network.

The voice `cmn` of many releases reads pinyin with the English voice, which nobody understands; where
`cmn-latn-pinyin` is installed it is taken instead.
"""

import contextlib
import functools
import io
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

PROGRAM = "espeak-ng"
VOICES = ("cmn-latn-pinyin", "cmn")
MISSING = (
    "这台服务器没有装朗读软件，不能做录音，广播稿可以由人来播。"
    "要做录音，请系统管理员安装 espeak-ng（Debian、Ubuntu 用 apt install espeak-ng，"
    "银河麒麟、统信在软件源里找 espeak-ng）。"
)
LONGEST = 5_000  # characters; some 25 minutes
SECONDS = 120
MEMORY = 1024**3
LARGEST = 100 * 1024 * 1024
NOT_SAID = "朗读软件没有做出录音，请稍后再试。"


class NotMade(Exception):
    """No sound came of it; the message says why, in Chinese."""


@dataclass(frozen=True)
class Recorded:
    data: bytes
    seconds: int
    ending: str


def voice() -> str | None:
    """The Mandarin voice that is installed here; None without espeak-ng or without one."""
    program = shutil.which(PROGRAM)
    return _voice(program) if program else None


@functools.cache
def _voice(program: str) -> str | None:
    listed = subprocess.run(  # noqa: S603 - our own command
        [program, "--voices"], capture_output=True, check=False, timeout=20, stdin=subprocess.DEVNULL
    )
    names = {
        word for line in listed.stdout.decode(errors="replace").splitlines() for word in line.split()[1:2]
    }
    return next((one for one in VOICES if one in names), None)


def read_aloud(text: str, per_minute: int) -> Recorded:
    """The sound of `text` at about so many characters in a minute; NotMade."""
    program, chosen = shutil.which(PROGRAM), voice()
    if program is None or chosen is None:
        raise NotMade(MISSING)
    if len(text) > LONGEST:
        raise NotMade(f"超过 {LONGEST} 字，不做录音。请选“一般”或者“简短”的广播稿。")
    with tempfile.TemporaryDirectory(prefix="mingbai-voice-") as folder:
        made = Path(folder) / "sound.wav"
        # Measured with cmn-latn-pinyin: characters in a minute are 1.56 times its speed, less 58.
        speed = min(max(round((per_minute + 58) / 1.56), 80), 300)
        _run([program, "-b", "1", "-v", chosen, "-s", str(speed), "--stdin", "-w", str(made)], text, folder)
        seconds = _seconds(made)
        smaller = _smaller(made, folder)
        return Recorded(smaller.read_bytes(), seconds, smaller.suffix.removeprefix("."))


def _run(command: list[str], text: str, folder: str) -> None:
    """The text goes in as data; nothing of it stands on the command line."""
    process = subprocess.Popen(  # noqa: S603 - our own command, and no shell
        command,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": folder, "LANG": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_limit,  # noqa: PLW1509 - only sets limits
    )
    try:
        process.communicate(text.encode(), timeout=SECONDS)
    except subprocess.TimeoutExpired as late:
        raise NotMade("朗读超过了时间限制，请把稿子改短一些。") from late
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.returncode != 0:
        raise NotMade(NOT_SAID)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _seconds(path: Path) -> int:
    try:
        with wave.open(io.BytesIO(path.read_bytes())) as sound:
            length = sound.getnframes() / sound.getframerate()
    except (OSError, EOFError, wave.Error) as problem:
        raise NotMade(NOT_SAID) from problem
    if length < 0.1:
        raise NotMade(NOT_SAID)
    return max(round(length), 1)


def _smaller(wav: Path, folder: str) -> Path:
    """The same as .mp3 or .ogg where a program for it is there, else the .wav itself."""
    made = wav.with_suffix(".mp3")
    for name, arguments, ending in (
        ("lame", ["--quiet", "-b", "48", str(wav), str(made)], ".mp3"),
        ("oggenc", ["-Q", "-q", "1", str(wav), "-o", str(wav.with_suffix(".ogg"))], ".ogg"),
    ):
        program = shutil.which(name)
        if program is None:
            continue
        with contextlib.suppress(NotMade):
            _run([program, *arguments], "", folder)
            result = wav.with_suffix(ending)
            if result.is_file() and result.stat().st_size:
                return result
    return wav
