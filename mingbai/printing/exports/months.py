"""A month's board of one village as one file to print: a slip with what hangs when, and every sheet.

A sheet that somebody previewed goes in as it was previewed; any other is drawn here, and the slip says which.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import pikepdf

from mingbai.channels.models import Place, Posting, Rendering
from mingbai.channels.states import PostingState, RenderingKind, RenderingState
from mingbai.documents.official.values import Block, Paragraph, Table
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.printing.exports.pictures import sheets_of_a4
from mingbai.printing.exports.records import contact_of, sheet_of
from mingbai.printing.exports.sheets import draw
from mingbai.printing.rules.months import Hanging, days_of, warning_of, words_of
from mingbai.printing.values import Content, Sheet

COLUMNS = ("序号", "贴在哪里", "标题", "预览", "张数", "张贴日期", "撤下日期", "张贴人、撤下人签字")
AT_PLACE = 1
"""The column that is left out where there is one board only."""
WIDTHS_HINT = "　" * 8
"""Room to sign in a column that is empty."""
PREVIEWED, NOT_PREVIEWED = "已预览", "未预览"
LOOK_FIRST = "“预览”一栏写着“未预览”的有 {} 份：要先在系统里把这个村的文件看一遍、确认，然后再印、再贴。"


@dataclass
class Printed:
    """`sheets` are A4 sheets on the boards, without the slip."""

    data: bytes
    notices: int
    sheets: int
    warnings: list[str] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)


@dataclass(frozen=True)
class Drawn:
    """One notice: its file, the A4 sheets that it covers, and whether a person had previewed it."""

    data: bytes
    sheets: int
    previewed: bool


class Drawer:
    """Draws each notice once, however many villages hang it: a county's notices are the same everywhere."""

    def __init__(self, most: int = 400) -> None:
        self._drawn: dict[tuple[object, ...], Drawn] = {}
        self._most = most

    def of(self, posting: Posting) -> Drawn:
        ready = posting.rendering
        if ready is not None and _usable(posting):
            return self._kept(("file", ready.pk), partial(_read, ready))
        key = (posting.information_id, posting.information.public_digest, begins_on(posting), posting.until)
        return self._kept(key, partial(_drawn, posting))

    def _kept(self, key: tuple[object, ...], made: Callable[[], bytes]) -> Drawn:
        if key not in self._drawn:
            data = made()
            if len(self._drawn) >= self._most:
                self._drawn.pop(next(iter(self._drawn)))
            self._drawn[key] = Drawn(data, sheets_of_a4(data), previewed=key[0] == "file")
        return self._drawn[key]


def begins_on(posting: Posting) -> date:
    return posting.up_at.astimezone(clock.CHINA).date() if posting.up_at else posting.planned_on


def month_pdf(
    organisation: Organisation,
    month: str,
    boards: Mapping[Place, Sequence[Posting]],
    drawer: Drawer | None = None,
) -> Printed | None:
    """None where nothing hangs in that month; ValueError where `month` is none."""
    days = days_of(month)
    if days is None:
        raise ValueError(month)
    drawer = drawer or Drawer()
    drawn = {posting.pk: drawer.of(posting) for rows in boards.values() for posting in rows}
    if not drawn:
        return None
    warnings = _warnings(boards, drawn, *days)
    files = [drawn[one.pk].data for rows in boards.values() for one in rows]
    cover = draw([_slip(organisation, month, boards, drawn, warnings)], on=clock.today())
    sheets = sum(one.sheets for one in drawn.values())
    contents = [_content(board, one, drawn[one.pk]) for board, rows in boards.items() for one in rows]
    return Printed(merged([cover, *files]), len(drawn), sheets, warnings, contents)


def _content(board: Place, posting: Posting, made: Drawn) -> Content:
    record = posting.information
    return Content(record.pk, record.public_digest, record.title, board.name, made.sheets, made.previewed)


def merged(files: Sequence[bytes]) -> bytes:
    """These files one after the other; what several of them hold alike is kept once."""
    out = pikepdf.new()
    opened: dict[int, pikepdf.Pdf] = {}
    for data in files:
        source = opened.setdefault(id(data), pikepdf.open(io.BytesIO(data)))
        out.pages.extend(source.pages)
    made = io.BytesIO()
    out.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    for source in opened.values():
        source.close()
    return made.getvalue()


def _usable(posting: Posting) -> bool:
    """Whether what a person has looked at shows the present version; else it is drawn anew."""
    ready = posting.rendering
    return (
        ready is not None
        and ready.kind == RenderingKind.SHEET
        and ready.state == RenderingState.CONFIRMED
        and ready.version_digest == posting.information.public_digest
        and bool(ready.file)
    )


def _read(rendering: Rendering) -> bytes:
    with rendering.file.open("rb") as file:
        return bytes(file.read())


def _drawn(posting: Posting) -> bytes:
    sheet = sheet_of(posting.information, from_on=begins_on(posting), until=posting.until)
    return draw([sheet], on=clock.today())


def _warnings(
    boards: Mapping[Place, Sequence[Posting]], drawn: Mapping[int, Drawn], first: date, last: date
) -> list[str]:
    found = []
    for board, rows in boards.items():
        hanging = [Hanging(drawn[one.pk].sheets, begins_on(one), one.until) for one in rows]
        if rows and (words := warning_of(board.name, board.sheets, hanging, first, last)):
            found.append(words)
    return found


def _slip(
    organisation: Organisation,
    month: str,
    boards: Mapping[Place, Sequence[Posting]],
    drawn: Mapping[int, Drawn],
    warnings: Sequence[str],
) -> Sheet:
    """The list for whoever hangs it; it is not hung itself."""
    listed = [(board, posting) for board, rows in boards.items() for posting in rows]
    rows = [
        [str(at), board.name, _title(posting), PREVIEWED if drawn[posting.pk].previewed else NOT_PREVIEWED,
         str(drawn[posting.pk].sheets), _day(begins_on(posting)), _day(posting.until), WIDTHS_HINT]
        for at, (board, posting) in enumerate(listed, 1)
    ]  # fmt: skip
    blocks: list[Block] = [
        Paragraph("这一张给张贴的人用，不用贴。请按下面的顺序张贴，贴好后签字、拍照，到期撤下。")
    ]
    unpreviewed = sum(not drawn[posting.pk].previewed for _, posting in listed)
    notes = [LOOK_FIRST.format(unpreviewed), *warnings] if unpreviewed else warnings
    blocks += [Paragraph(f"注意：{one}") for one in notes]
    kept = [at for at in range(len(COLUMNS)) if at != AT_PLACE or len(boards) > 1]
    blocks.append(Table([COLUMNS[at] for at in kept], [[row[at] for at in kept] for row in rows]))
    blocks += [Paragraph(_slots(board, rows_, drawn)) for board, rows_ in boards.items()]
    return Sheet(
        heading=f"{organisation.name}公示栏",
        title=f"{words_of(month)}张贴清单",
        blocks=blocks,
        contact=contact_of(organisation),
    )


def _slots(board: Place, rows: Sequence[Posting], drawn: Mapping[int, Drawn]) -> str:
    count = sum(drawn[one.pk].sheets for one in rows)
    room = f"，能同时贴 {board.sheets} 张 A4" if board.sheets else ""
    return f"“{board.name}”{board.address and f'（{board.address}）'}：这个月共 {count} 张 A4{room}。"


def _title(posting: Posting) -> str:
    """What hangs is told from what is new, and an old version from the present one."""
    if posting.state == PostingState.UP:
        mark = "（已张贴）" if posting.version_digest == posting.information.public_digest else "（换成新版）"
    else:
        mark = ""
    return f"{posting.information.title}{mark}"


def _day(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else "长期"
