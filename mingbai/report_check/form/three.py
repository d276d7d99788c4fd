"""Table three: requests received and dealt with, by kind of applicant."""

from dataclasses import dataclass

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
PARTS, TOTAL = COLUMNS[:6], 6  # total = sum of the six kinds of applicant (H3)
COLUMN_GROUP = "法人或其他组织"  # printed above columns 1 to 5
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

NEW, CARRIED, DONE, LEFT = "一_新收", "二_结转", "三7_总计", "四_结转下年"
OTHER_2019 = "三6_其他处理"


@dataclass(frozen=True, slots=True)
class RowThree:
    """`label` is printed as in the form; `parent` is the key of the heading above it, "" for none.

    A heading has no cells; a `leaf` is one of the outcomes that add up to （七）总计 (H2).
    """

    key: str
    label: str
    parent: str = ""
    heading: bool = False

    @property
    def leaf(self) -> bool:
        return not self.heading and self.key not in (NEW, CARRIED, DONE, LEFT)


TOP = (
    RowThree(NEW, "一、本年新收政府信息公开申请数量"),
    RowThree(CARRIED, "二、上年结转政府信息公开申请数量"),
    RowThree("三", "三、本年度办理结果", heading=True),
    RowThree("三1_予以公开", "（一）予以公开", "三"),
    RowThree("三2_部分公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "三"),
    RowThree("三3", "（三）不予公开", "三", heading=True),
    RowThree("三3_1国密", "1.属于国家秘密", "三3"),
    RowThree("三3_2法律禁止", "2.其他法律行政法规禁止公开", "三3"),
    RowThree("三3_3三安全", "3.危及“三安全一稳定”", "三3"),
    RowThree("三3_4第三方", "4.保护第三方合法权益", "三3"),
    RowThree("三3_5内部事务", "5.属于三类内部事务信息", "三3"),
    RowThree("三3_6过程性", "6.属于四类过程性信息", "三3"),
    RowThree("三3_7执法案卷", "7.属于行政执法案卷", "三3"),
    RowThree("三3_8行政查询", "8.属于行政查询事项", "三3"),
    RowThree("三4", "（四）无法提供", "三", heading=True),
    RowThree("三4_1不掌握", "1.本机关不掌握相关政府信息", "三4"),
    RowThree("三4_2另行制作", "2.没有现成信息需要另行制作", "三4"),
    RowThree("三4_3补正仍不明", "3.补正后申请内容仍不明确", "三4"),
    RowThree("三5", "（五）不予处理", "三", heading=True),
    RowThree("三5_1信访", "1.信访举报投诉类申请", "三5"),
    RowThree("三5_2重复", "2.重复申请", "三5"),
    RowThree("三5_3出版物", "3.要求提供公开出版物", "三5"),
    RowThree("三5_4大量反复", "4.无正当理由大量反复申请", "三5"),
    RowThree("三5_5确认重出", "5.要求行政机关确认或重新出具已获取信息", "三5"),
)
OTHER = (
    RowThree("三6", "（六）其他处理", "三", heading=True),
    RowThree("三6_1逾期不补正", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "三6"),
    RowThree(
        "三6_2逾期不缴费",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "三6",
    ),
    RowThree("三6_3其他", "3.其他", "三6"),
)
BOTTOM = (
    RowThree(DONE, "（七）总计", "三"),
    RowThree(LEFT, "四、结转下年度继续办理"),
)

ROWS_2021: tuple[RowThree, ...] = (*TOP, *OTHER, *BOTTOM)
# The trial form did not divide （六）.
ROWS_2019: tuple[RowThree, ...] = (*TOP, RowThree(OTHER_2019, "（六）其他处理", "三"), *BOTTOM)
