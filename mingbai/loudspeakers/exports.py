"""A script on paper and as plain text, and the log of airings as a table."""

from collections.abc import Iterable
from datetime import date
from importlib.resources import files

from mingbai.channels.models import Rendering
from mingbai.documents.official.layout import OFFICIAL
from mingbai.documents.official.typefaces import faces_of
from mingbai.documents.typesetting import typeset
from mingbai.lib.clock import CHINA
from mingbai.lib.tables import to_xlsx
from mingbai.loudspeakers.models import Airing
from mingbai.loudspeakers.rules.scripts import words_for

PROGRAM = (files("mingbai.loudspeakers") / "script.typ").read_bytes()
TITLES = ("日期", "时间", "地点", "播出内容", "文号", "分钟", "播音员", "登记人", "登记时间", "备注")


def script_pdf(script: Rendering) -> bytes:
    """A4 in letters that can be read at arm's length; `NoChineseFont` where no typeface is installed."""
    faces = faces_of(OFFICIAL)
    information, content = script.information, script.content
    length = words_for(content["minutes"])
    made = (script.confirmed_at or script.made_at).astimezone(CHINA).date()
    state = "" if script.confirmed_at else "　草稿，还没有预览确认"
    data = {
        "title": information.title,
        "head": f"广播稿　约 {length}（每分钟 {content['per_minute']} 字）{state}",
        "foot": f"索引号 {information.index_number}　第 {script.version_number} 版　{made}",
        "lines": content["text"].splitlines(),
        "fonts": faces["body"][1],
        "heads": faces["table_head"][1],
    }
    return typeset(PROGRAM, data, on=made)


def script_text(script: Rendering) -> bytes:
    """UTF-8 with a mark at the start, which the notepad of every Windows understands, and its line ends."""
    return ("\ufeff" + "\r\n".join([*script.content["text"].splitlines(), ""])).encode()


def log_table(rows: Iterable[Airing], first: date) -> bytes:
    return to_xlsx(TITLES, [_line(row) for row in rows], f"播出记录{first:%Y-%m}")


def _line(row: Airing) -> list[object]:
    at, entered = row.at.astimezone(CHINA), row.entered_at.astimezone(CHINA)
    note = f"已作废：{row.void_reason}" if row.void_at else row.note
    return [
        f"{at:%Y-%m-%d}",
        f"{at:%H:%M}",
        row.posting.where,
        row.posting.title,
        row.posting.information.document_number,
        0.0 if row.void_at else float(row.minutes),
        row.who,
        str(row.entered_by),
        f"{entered:%Y-%m-%d %H:%M}",
        note,
    ]


def log_name(first: date, place: str) -> str:
    return f"播出记录{place}{first:%Y-%m}.xlsx"
