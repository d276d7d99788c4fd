"""What leaves as a file: an article, a text, and the comparison of the channels as a table."""

from collections.abc import Iterable, Iterator
from html import escape

from mingbai.channels.models import Rendering
from mingbai.lib.clock import CHINA
from mingbai.lib.tables import to_xlsx
from mingbai.outbox.queries import Compared

MOST_RECORDS = 1000
TITLES = (
    "索引号",
    "标题",
    "发布单位",
    "渠道",
    "在哪里",
    "第几版",
    "内容摘要",
    "从",
    "经办",
    "是否一致",
    "要做的事",
    "最迟",
)


def article_file(rendering: Rendering) -> bytes:
    """The article as a page of its own, to be opened in a browser and copied from there."""
    content = rendering.content
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(content['title'])}</title></head>\n"
        f'<body style="max-width:677px;margin:0 auto;padding:16px;">{content["html"]}</body></html>\n'
    ).encode()


def text_file(rendering: Rendering) -> bytes:
    """The texts one below the other, with line ends that every notepad shows."""
    content = rendering.content
    texts = [str(content[name]) for name in ("text", "short", "medium", "full") if content.get(name)]
    whole = "\n\n----------\n\n".join(texts) + "\n"
    return ("\ufeff" + whole.replace("\n", "\r\n")).encode()


def comparison(found: Iterable[Compared]) -> bytes:
    return to_xlsx(TITLES, _rows(found), "各渠道是否同一内容")


def _rows(found: Iterable[Compared]) -> Iterator[list[object]]:
    for record in found:
        information = record.information
        for one in record.shown:
            out = one.outing
            yield [
                information.index_number,
                information.title,
                str(information.organisation),
                out.channel.label,
                out.where,
                out.version_number,
                out.digest[:16],
                f"{out.from_at.astimezone(CHINA):%Y-%m-%d %H:%M}",
                out.by,
                one.standing,
                one.job.get_kind_display() if one.job else "",
                str(one.job.due_on) if one.job else "",
            ]
