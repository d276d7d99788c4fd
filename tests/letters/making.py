"""What the tests of letters share: an office, and values for every letter."""

from datetime import date

from mingbai.letters import packaged
from mingbai.letters.queries import AFTERWARDS
from mingbai.letters.rules import Composed, Office, Withheld, compose, key_of
from mingbai.letters.rules.remedies import Periods

OFFICE = Office(
    "青禾镇人民政府",
    "青禾大街1号",
    "0999-5550101",
    {"延长期限": "20个工作日", "第三方期限": "15个工作日", "机关期限": "15个工作日", "缴费期限": "20个工作日"}
    | AFTERWARDS,
    Periods("60日", "6个月"),
)
DAY = date(2026, 3, 24)
SECRET = Withheld("第三页的账号", "refused_third_party", "第三方不同意公开")
QUERY = Withheld("登记簿", "refused_administrative_query", "另有专门规定")

GIVEN = {
    "落款日期": DAY, "文号": "青政公复〔2026〕3号", "申请人": "王小明", "收到日期": date(2026, 3, 2),
    "收到方式": "当面提交", "登记编号": "2026-0012", "申请内容": "道路硬化项目验收报告", "答复期限日": date(2026, 3, 30),
    "不明确之处": ["没有写年份"], "补正事项": ["写明年份", "写明形式"], "补正期限": date(2026, 3, 20),
    "申请情况": "三个月内申请36件", "说明理由期限": date(2026, 3, 20), "延期原因": "需要逐卷查找",
    "原答复期限": date(2026, 3, 30), "延期后答复期限": date(2026, 4, 28), "第三方": "青禾建筑公司",
    "所涉信息": "施工合同", "征求对象": "第三方", "征求意见日期": date(2026, 3, 9), "公开内容": ["合同价款", "工期"],
    "公开理由": "使用财政资金，不公开会对公共利益造成重大影响", "共同制作机关": "县交通运输局", "协办机关": "村镇建设服务中心",
    "协办事项": ["查找案卷"], "协办期限": date(2026, 3, 12), "计费方式": "按件", "计费明细": ["第11至30件，20件，2000元"],
    "收费金额": "2000元", "缴费方式": "到窗口缴纳", "受送达人": "王小明", "送达文书": "答复书", "送达方式": "邮寄",
    "更正内容": "出生日期", "有权机关": "派出所", "有权机关联系方式": "0999-5550210", "申请人类别": "自然人",
    "提供方式": "纸质", "获取途径": "邮寄", "申请日期": date(2026, 3, 1), "收到日确定方式": "当面提交之日",
    "联系方式": "0999-5550100", "形式要求": "纸质", "经办人": "易经办", "承办人": "易经办", "拟办意见": "建议公开",
    "公开渠道": "县政府网站道路栏目", "获取方式": "网上查阅", "提供内容": ["验收报告（6页）"], "提供途径": "大厅3号窗口",
    "提供时间": date(2026, 4, 2), "不予公开部分": [SECRET], "理由": "具体理由甲", "法律依据": "某法第九条",
    "查询依据": "某条例第二十七条", "查询途径": "到登记中心查询", "检索情况": ["3月4日在档案室查找没有", "3月5日在公文系统检索没有"],
    "负责机关": "县自然资源局", "负责机关联系方式": "0999-5550200", "补正通知日期": date(2026, 3, 6),
    "补正情况": "补正后仍写全部材料", "办理途径": "到信访接待室", "前次答复日期": date(2026, 1, 20),
    "前次答复文号": "青政公复〔2026〕1号", "出版物名称": "《明白县年鉴》", "说明理由通知日期": date(2026, 3, 6),
    "收费通知日期": date(2026, 3, 12), "缴费截止日": date(2026, 4, 10), "条款": "《条例》第二条", "处理决定": "不再办理",
    "复议机关": "明白县人民政府", "管辖法院": "明白县人民法院",
}  # fmt: skip


def composed(kind: str, leaf: str = "", variant: str = "", online: bool = False, **values) -> Composed:
    """The shipped letter with made-up values, some of them replaced; None takes one away."""
    given = {name: value for name, value in {**GIVEN, **values}.items() if value is not None}
    wording = packaged.wordings()[key_of(kind, leaf, variant)]
    return compose(wording, given, packaged.names(), OFFICE, online)
