"""目录、装订清单、移交清单、销毁清册：the lists of an archive, on paper and as tables."""

from collections.abc import Iterable, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from mingbai.archive.models import ArchivedRecord, Destruction, Package, Transfer
from mingbai.archive.queries import Copies
from mingbai.documents.official.layout import OFFICIAL
from mingbai.documents.official.typefaces import faces_of
from mingbai.documents.typesetting import typeset
from mingbai.lib.clock import CHINA
from mingbai.lib.tables import Sheet

PROGRAM = (files("mingbai.archive") / "exports" / "list.typ").read_bytes()
INDEX_TITLES = ("序号", "索引号", "题名", "文号", "成文日期", "公开日期", "保管期限", "说明")
INDEX_WIDTHS = (9, 29, 0, 22, 18, 18, 12, 18)
BINDING_TITLES = ("序号", "索引号、题名", "材料", "页数")
COPIES_TITLES = ("序号", "索引号", "题名", "报县", "本单位存档", "公示栏张贴", "缺少")


def _list(
    title: str,
    lines: Sequence[str],
    titles: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[str]],
    on: date,
    closing: Sequence[str] = (),
    signers: Sequence[str] = (),
) -> bytes:
    faces = faces_of(OFFICIAL)
    data: dict[str, Any] = {
        "title": title, "lines": lines, "titles": titles, "widths": widths,
        "rows": [list(row) for row in rows], "closing": closing, "signers": signers,
        "foot": f"{title}　{lines[0] if lines else ''}",
        "faces": {"body": faces["table"][1], "head": faces["table_head"][1]},
    }  # fmt: skip
    return typeset(PROGRAM, data, on=on)


def _of(package: Package) -> list[str]:
    return [f"{package.organisation.name}　{package.year}年", f"机构代码：{package.organisation.code}"]


def _index_rows(records: Iterable[ArchivedRecord]) -> list[tuple[str, ...]]:
    return [
        (
            str(one.place), one.index_number, one.title, one.document_number, str(one.written_on or ""),
            str(one.published_on or ""), one.term, one.left_out,
        )
        for one in records
    ]  # fmt: skip


def index_pdf(package: Package, records: Sequence[ArchivedRecord], on: date) -> bytes:
    """目录."""
    closing = [f"共 {len(records)} 件。"]
    widths = INDEX_WIDTHS
    rows = _index_rows(records)
    return _list("公开档案目录", _of(package), INDEX_TITLES, widths, rows, on, closing)


def index_sheet(records: Iterable[ArchivedRecord]) -> Sheet:
    return Sheet("目录", INDEX_TITLES, _index_rows(records))


def binding_pdf(package: Package, records: Sequence[ArchivedRecord], on: date) -> bytes:
    """装订清单: which sheets are bound, in which order."""
    rows = []
    for one in records:
        names = "\n".join(name for name, *_ in one.materials) or one.left_out
        pages = "\n".join(str(pages) if pages else "—" for _, pages, _ in one.materials)
        rows.append((str(one.place), f"{one.index_number}\n{one.title}", names, pages))
    total = sum(pages for one in records for _, pages, _ in one.materials)
    closing = [f"共 {len(records)} 件，可以打印的 {total} 页；其他材料以电子文件保存。"]
    signers = ("装订人", "检查人", "单位负责人", "日期")
    return _list("装订清单", _of(package), BINDING_TITLES, (10, 62, 0, 14), rows, on, closing, signers)


def copies_sheet(rows: Iterable[Copies]) -> Sheet:
    """一式三份核对表."""
    lines = [
        (
            number, one.information.index_number, one.information.title, one.county, one.archive, one.board,
            "、".join(one.missing),
        )
        for number, one in enumerate(rows, 1)
    ]  # fmt: skip
    return Sheet("三份核对", COPIES_TITLES, lines)


def transfer_pdf(transfer: Transfer, records: Sequence[ArchivedRecord]) -> bytes:
    """移交清单, to be signed by both sides."""
    package = transfer.package
    lines = [
        *_of(package),
        f"接收单位：{transfer.institution}　　移交日期：{transfer.on}",
        f"档案包：{package.name}，{package.files} 个文件，{package.size} 字节",
        f"摘要（SHA-256）：{transfer.digest}",
    ]
    signers = (
        f"移交人（{transfer.handed_over_by}）",
        f"接收人（{transfer.received_by}）",
        "移交单位盖章",
        "接收单位盖章",
    )
    rows = _index_rows(records)
    closing = [f"共 {len(records)} 件。", *([transfer.note] if transfer.note else [])]
    widths = INDEX_WIDTHS
    return _list("公开档案移交清单", lines, INDEX_TITLES, widths, rows, transfer.on, closing, signers)


def destruction_pdf(destruction: Destruction) -> bytes:
    """销毁清册: what went, by which decision; kept for ever."""
    package = destruction.package
    decided = destruction.decided_at or destruction.proposed_at
    lines = [*_of(package), f"理由：{destruction.reason}"]
    if destruction.document_number:
        lines.append(f"批准文件：{destruction.document_number}　批准人：{destruction.decided_by}")
    lines.append(f"档案包摘要（SHA-256）：{destruction.package_digest}")
    rows = [
        (
            str(one["place"]),
            one["index_number"],
            one["title"],
            one["term"],
            one["keep_until"],
            one["digest"][:16],
        )
        for one in destruction.index
    ]
    titles = ("序号", "索引号", "题名", "保管期限", "保管到", "内容摘要")
    closing = ["只销毁档案包里的文件；平台数据库里的信息和操作记录仍然保留。"]
    signers = ("提出人", "批准人", "监销人", "日期")
    day = decided.astimezone(CHINA).date()
    return _list("公开档案销毁清册", lines, titles, (10, 40, 0, 18, 22, 34), rows, day, closing, signers)
