"""The table of contents of an old issue as it is typed in, and its template."""

from mingbai.lib import tables

TITLES = ("栏目", "标题", "文号", "页码", "正文")
_HELP = (
    ("栏目", "目录里的栏目名，例如 县人民政府文件；不填的跟上一行"),
    ("标题", "和印出的目录一样，必填"),
    ("文号", "没有的不填"),
    ("页码", "这一篇从 PDF 的第几页开始，封面算第 1 页，必填"),
    ("正文", "PDF 是扫描件、又有文字稿的，把文字贴在这里，就能检索到；PDF 里有文字的不用填"),
)


def template() -> bytes:
    return tables.to_workbook(
        [tables.Sheet("目录", TITLES, []), tables.Sheet("填写说明", ("列", "怎么填"), _HELP)]
    )
