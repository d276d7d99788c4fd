"""Table two: what was published on the organ's own motion (条例第二十条)."""

from dataclasses import dataclass

ITEM_ONE, ITEM_FIVE, ITEM_SIX = "第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项"
ITEM_EIGHT, ITEM_NINE = "第二十条第（八）项", "第二十条第（九）项"

DOCUMENT_COLUMNS = ("本年制发件数", "本年废止件数", "现行有效件数")
DECISION_COLUMNS = ("本年处理决定数量",)
FEE_COLUMNS = ("本年收费金额（单位：万元）",)

OLD_DOCUMENT_COLUMNS = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
OLD_DECISION_COLUMNS = ("上一年项目数量", "本年增/减", "处理决定数量")
OLD_FEE_COLUMNS = ("上一年项目数量", "本年增/减")
PURCHASE_COLUMNS = ("采购项目数量", "采购总金额")


@dataclass(frozen=True, slots=True)
class RowTwo:
    """`key` names the row in `Tables.two` and is also its printed label; `item` is the heading above it.

    `amounts` are the positions of columns that hold money, where decimals are allowed;
    `signed` those that may be negative (本年增/减).
    """

    key: str
    item: str
    columns: tuple[str, ...]
    amounts: tuple[int, ...] = ()
    signed: tuple[int, ...] = ()


ROWS_2021: tuple[RowTwo, ...] = (
    RowTwo("规章", ITEM_ONE, DOCUMENT_COLUMNS),
    RowTwo("行政规范性文件", ITEM_ONE, DOCUMENT_COLUMNS),
    RowTwo("行政许可", ITEM_FIVE, DECISION_COLUMNS),
    RowTwo("行政处罚", ITEM_SIX, DECISION_COLUMNS),
    RowTwo("行政强制", ITEM_SIX, DECISION_COLUMNS),
    RowTwo("行政事业性收费", ITEM_EIGHT, FEE_COLUMNS, amounts=(0,)),
)

ROWS_2019: tuple[RowTwo, ...] = (
    RowTwo("规章", ITEM_ONE, OLD_DOCUMENT_COLUMNS),
    RowTwo("规范性文件", ITEM_ONE, OLD_DOCUMENT_COLUMNS),
    RowTwo("行政许可", ITEM_FIVE, OLD_DECISION_COLUMNS, signed=(1,)),
    RowTwo("其他对外管理服务事项", ITEM_FIVE, OLD_DECISION_COLUMNS, signed=(1,)),
    RowTwo("行政处罚", ITEM_SIX, OLD_DECISION_COLUMNS, signed=(1,)),
    RowTwo("行政强制", ITEM_SIX, OLD_DECISION_COLUMNS, signed=(1,)),
    RowTwo("行政事业性收费", ITEM_EIGHT, OLD_FEE_COLUMNS, signed=(1,)),
    RowTwo("政府集中采购", ITEM_NINE, PURCHASE_COLUMNS, amounts=(1,)),
)
