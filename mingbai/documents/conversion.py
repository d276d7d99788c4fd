"""Old formats into .docx and .xlsx by LibreOffice, in a child process without network and within limits."""

import contextlib
import functools
import math
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mingbai.documents.refusals import Refused
from mingbai.documents.signatures import MOST_BYTES

SECONDS = 60  # for one file; a batch gets SECONDS_EACH more for every further one
SECONDS_EACH = 10
MEMORY = 4 * 1024**3  # of address space
LARGEST_OUTPUT = 2 * MOST_BYTES
BATCH = 50
FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
PROGRAMS = ("soffice", "libreoffice")
# never update links, never run macros, never ask
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
</oor:items>
"""


def convert(data: bytes, source: str, target: str) -> bytes:
    """One file from extension `source` to `target` (docx, xlsx).

    Raises Refused (no_converter, timeout, corrupt).
    """
    (result,) = convert_many([(data, source)], target)
    if isinstance(result, Refused):
        raise result
    return result


def convert_many(files: Sequence[tuple[bytes, str]], target: str) -> list[bytes | Refused]:
    """Each (bytes, extension) as `target`, in order; one start of the program serves `BATCH` files.

    A file that fails in a batch, or comes behind one that does, is tried once more alone.
    """
    program = converter()
    if program is None:
        return [Refused("no_converter") for _ in files]
    results: list[bytes | Refused] = []
    for start in range(0, len(files), BATCH):
        batch = files[start : start + BATCH]
        done = _run(program, batch, target)
        if len(batch) > 1:
            done = [
                _run(program, [file], target)[0] if isinstance(result, Refused) else result
                for file, result in zip(batch, done, strict=True)
            ]
        results += done
    return results


def converter() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)


def _run(program: str, files: Sequence[tuple[bytes, str]], target: str) -> list[bytes | Refused]:
    with tempfile.TemporaryDirectory(prefix="mingbai-convert-") as folder:
        root = Path(folder)
        (root / "out").mkdir()
        (root / "profile/user").mkdir(parents=True)
        (root / "profile/user/registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
        sources = [root / f"{number}.{extension}" for number, (_, extension) in enumerate(files)]
        for path, (data, _) in zip(sources, files, strict=True):
            path.write_bytes(data)
        in_time = _call(program, root, sources, target, SECONDS + SECONDS_EACH * (len(files) - 1))
        return [_result(root / "out" / f"{path.stem}.{target}", in_time) for path in sources]


def _call(program: str, root: Path, sources: list[Path], target: str, seconds: int) -> bool:
    """Whether the program ended in time."""
    command = [
        *_without_network(),
        program,
        f"-env:UserInstallation={(root / 'profile').as_uri()}",
        *["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", "--nologo"],
        "--convert-to",
        FILTERS[target],
        "--outdir",
        str(root / "out"),
        *map(str, sources),
    ]
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(root),
        "LANG": "C.UTF-8",
        "TMPDIR": str(root),
    }
    process = subprocess.Popen(  # noqa: S603 - our own command; the files' names are numbers
        command,
        cwd=root,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=functools.partial(_limit, seconds),  # noqa: PLW1509 - only sets limits
    )
    try:
        process.wait(timeout=seconds)
        return True
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and all it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds), math.ceil(seconds)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@functools.cache
def _without_network() -> tuple[str, ...]:
    """A prefix that runs a command in an empty network namespace, where the kernel lets us."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    tried = subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False)  # noqa: S603
    return (unshare, "-rn") if tried.returncode == 0 else ()


def _result(path: Path, in_time: bool) -> bytes | Refused:
    if path.is_file() and path.stat().st_size:
        return path.read_bytes()
    return Refused("corrupt") if in_time else Refused("timeout")
