"""Names inside the package: readable, unique, and safe on every system that unpacks it."""

import re
import unicodedata

from mingbai.lib.text import one_line

LONGEST = 60
"""Characters of a name without its ending: 60 Chinese characters are 180 of the 255 bytes a name may have."""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")


def safe(text: str) -> str:
    """`text` as one part of a path: no separator, no dot at either end, never empty."""
    plain = unicodedata.normalize("NFC", one_line(text))
    visible = "".join(one for one in plain if unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return _FORBIDDEN.sub("_", visible).strip("._ ")[:LONGEST].strip("._ ") or "文件"


def ending_of(name: str) -> str:
    """The ending of an uploaded name in lower case with its dot; "" when it has none that is plain."""
    found = _ENDING.search(name)
    return f".{found[1].lower()}" if found else ""


def path_of(number: int, section: str, title: str, name: str) -> str:
    """Where paper `number` (from 1) of a section lies, such as 02_程序文书/003_补正告知书.pdf."""
    return f"{safe(section)}/{number:03d}_{safe(title)}{ending_of(name)}"


def is_safe(path: str) -> bool:
    """Whether a name found in a package stays inside the folder it is unpacked into."""
    parts = path.split("/")
    return not (
        path.startswith("/")
        or "\\" in path
        or ":" in path
        or any(part in ("", ".", "..") for part in parts)
        or any(unicodedata.category(one) in ("Cc", "Cf", "Cs") for one in path)
    )
