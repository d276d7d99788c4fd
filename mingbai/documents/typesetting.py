"""Drawing a PDF in the process from a shipped typst program and data.

The data reaches the program as JSON and is only ever shown as strings, so nothing in it can be markup; the
compiler sees no folder but an empty one and fetches no package.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst


@cache
def installed() -> typst.Fonts:
    """The typefaces of the system, looked for once: it takes a second."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)


def typeset(program: bytes, data: Mapping[str, Any], *, on: date, name: str = "data") -> bytes:
    """The bytes of a .pdf file; the same program, data and day give the same bytes.

    The program reads its data with `json(bytes(sys.inputs.data))`, or under another `name`. `on` is the date
    inside the file.
    """
    with TemporaryDirectory() as empty:
        compiler = typst.Compiler(
            input=program,
            root=Path(empty),
            font_paths=installed(),
            ignore_system_fonts=True,
            package_path=Path(empty),
            package_cache_path=Path(empty),
        )
        made = compiler.compile(
            format="pdf",
            sys_inputs={name: json.dumps(data, ensure_ascii=False)},
            timestamp=datetime.combine(on, time(), UTC),
        )
    assert isinstance(made, bytes)
    return made
