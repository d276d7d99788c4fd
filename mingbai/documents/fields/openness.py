"""The openness mark: proactive (主动公开), on_request (依申请公开) or withheld (不予公开)."""

import re

from mingbai.documents.fields.lines import Line, without_spaces

LONGEST_LINE = 80
WITHHELD = r"不予以?公开|不公开|免予公开|不宜公开"
ON_REQUEST = r"可?依申请公开"
PROACTIVE = r"主动公开|删减后公开|删减公开|公开发布|可公开|予以公开|全文公开|公开"
VALUE = rf"(?P<withheld>{WITHHELD})|(?P<on_request>{ON_REQUEST})|(?P<proactive>{PROACTIVE})"
PIECE = re.compile(rf"此(?:文)?件\s*(?:{VALUE})")
LABELLED = re.compile(
    rf"(?:公开方式|公开形式|公开属性|公开类型|公开类别|公开选项|公开程度|信息公开|公开范围|公开与否)[：:]?(?:{VALUE})(?=$|[^\u4e00-\u9fff])"
)
ALONE = re.compile(
    rf"[（(【\[]?(?:(?P<withheld>{WITHHELD})|(?P<on_request>{ON_REQUEST})|(?P<proactive>主动公开|公开发布|删减后公开))[）)】\]]?"
)
TICKED = re.compile(rf"[☑√✓✔■●☒☐□○](?:{VALUE})|(?:{VALUE.replace('>', '2>')})[（(]?[√✓✔☑][）)]?")
TICKS = "☑√✓✔■●☒"


def openness(lines: list[Line]) -> tuple[str | None, str | None]:
    """The openness and the words it was read from; the mark nearest the end counts."""
    for line in reversed(lines):
        if "公开" not in line.text and "公 开" not in line.text:
            continue
        text = without_spaces(line.text)
        if len(text) > LONGEST_LINE:
            continue
        found = _ticked(text) if any(tick in text for tick in TICKS) else None
        found = found or PIECE.search(text) or LABELLED.search(text) or ALONE.fullmatch(text)
        if found:
            return _value(found), text.strip("（）()【】[]")
    return None, None


def _ticked(text: str) -> re.Match[str] | None:
    """The chosen one of several boxes."""
    for found in TICKED.finditer(text):
        if found[0][0] in TICKS or found[0][-1] in TICKS + ")）":
            return found
    return None


def _value(found: re.Match[str]) -> str:
    chosen = next(name for name, value in found.groupdict().items() if value)
    return chosen.rstrip("2")
