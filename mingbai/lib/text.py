"""Text as it may be stored: nothing in it that databases, XML or headers refuse."""

import re

# C0 controls but for tab and line breaks, DEL, halves of surrogate pairs, and what XML does not know.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def storable(text: str) -> str:
    """The same text; a vertical tab or page break, as Word pastes them, becomes a line break."""
    return _REFUSED.sub("", text.replace("\x0b", "\n").replace("\x0c", "\n"))


def one_line(text: str) -> str:
    """The same text in one line, for titles and names."""
    return storable(_BREAKS.sub(" ", text)).strip()


def file_name(path: str, longest: int = 190) -> str:
    """The last part of a path as a name of at most `longest` characters that keeps its ending.

    Endings longer than ten characters are none. 190 leaves room in a column of 200 for another ending.
    """
    name = one_line(path.replace("\\", "/").rsplit("/", 1)[-1])
    stem, dot, ending = name.rpartition(".")
    if len(name) <= longest or not stem or len(ending) > 10:
        return name[:longest]
    return stem[: longest - len(ending) - 1] + dot + ending
