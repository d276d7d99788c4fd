"""Which row and column of table three a request counts in.

第三部分按办理结果、申请人类别统计，统计期为1月1日至12月31日。
"""

from dataclasses import dataclass
from datetime import date

from mingbai.letters.rules.outcomes import Leaf
from mingbai.report_check.form import three

ROW_OF: dict[str, str] = {
    Leaf.GRANTED: "三1_予以公开",
    Leaf.PARTLY_GRANTED: "三2_部分公开",
    Leaf.REFUSED_STATE_SECRET: "三3_1国密",
    Leaf.REFUSED_BY_LAW: "三3_2法律禁止",
    Leaf.REFUSED_SECURITY: "三3_3三安全",
    Leaf.REFUSED_THIRD_PARTY: "三3_4第三方",
    Leaf.REFUSED_INTERNAL: "三3_5内部事务",
    Leaf.REFUSED_PROCESS: "三3_6过程性",
    Leaf.REFUSED_ENFORCEMENT_FILE: "三3_7执法案卷",
    Leaf.REFUSED_ADMINISTRATIVE_QUERY: "三3_8行政查询",
    Leaf.NOT_HELD: "三4_1不掌握",
    Leaf.NOT_EXISTING_NEEDS_PROCESSING: "三4_2另行制作",
    Leaf.NOT_HELD_UNCLEAR: "三4_3补正仍不明",
    Leaf.NOT_PROCESSED_PETITION: "三5_1信访",
    Leaf.NOT_PROCESSED_REPEATED: "三5_2重复",
    Leaf.NOT_PROCESSED_PUBLICATION: "三5_3出版物",
    Leaf.NOT_PROCESSED_EXCESSIVE: "三5_4大量反复",
    Leaf.NOT_PROCESSED_REISSUE: "三5_5确认重出",
    Leaf.OTHER_NOT_CLARIFIED: "三6_1逾期不补正",
    Leaf.OTHER_FEE_UNPAID: "三6_2逾期不缴费",
    Leaf.OTHER: "三6_3其他",
}
_OTHERS = (Leaf.OTHER_NOT_CLARIFIED, Leaf.OTHER_FEE_UNPAID, Leaf.OTHER)
KINDS = ("person", "business", "research", "public_welfare", "legal_service", "other")
"""Kinds of applicants (`foi.states.ApplicantKind`) in the order of the columns."""


def row_of(leaf: str, form_name: str) -> str:
    """The row of an outcome; the trial form of 2019 did not divide （六）其他处理."""
    if form_name == "2019" and leaf in _OTHERS:
        return three.OTHER_2019
    return ROW_OF[leaf]


def leaves_in(row: str, form_name: str) -> tuple[str, ...]:
    """The outcomes counted in a row: all of them in （七）总计, none in rows that are no outcomes."""
    if row == three.DONE:
        return tuple(ROW_OF)
    return tuple(leaf for leaf in ROW_OF if row_of(leaf, form_name) == row)


@dataclass(frozen=True)
class Year:
    """The days a report is about."""

    number: int

    @property
    def first(self) -> date:
        return date(self.number, 1, 1)

    @property
    def last(self) -> date:
        return date(self.number, 12, 31)
