"""Requests that are still open today, one for every state; one is overdue, some are due soon."""

from mingbai.demo.requests.telling import (
    Move,
    Story,
    asked_to_clarify,
    because,
    consulted,
    intake,
    part,
    provided,
)
from mingbai.foi.states import State

UNCONFIRMED = Move("enter", 0, {"without": ("confirmed_on",)})

OPEN = (
    Story(
        "new-online", "office", "online", "-1", ("yue",),
        "申请公开县政府网站维护合同的金额和服务期限。", "网站维护合同", (), State.SUBMITTED,
    ),
    Story(
        "new-mail", "liudu", "email", "-2", ("ji",),
        "申请公开渡口安全检查的最近一次记录。", "渡口安全检查记录", (UNCONFIRMED,), State.SUBMITTED,
        ("electronic", "email"),
    ),
    Story(
        "confirmed", "qinghe", "online", "-2", ("bu",),
        "申请公开麦坪村路灯安装工程的中标结果。", "路灯安装中标结果", intake("online", "confirm"),
        State.RECEIVED,
    ),
    Story(
        "registered", "civil", "online", "-4", ("mo",),
        "申请公开临时救助金的发放标准和审批时限。", "临时救助标准和时限", intake("online", "register"),
        State.REGISTERED,
    ),
    Story(
        "clarifying", "health", "online", "-7", ("yue",),
        "申请公开医院的检查结果。", "医院检查结果（内容不明确）",
        (*intake("online"), asked_to_clarify("没有写明是哪一家医院、哪一类检查",
         "写明医院名称、检查种类和年份")), State.CLARIFYING,
    ),
    Story(
        "due-soon", "qinghe", "counter", "-18", ("rong",),
        "申请获取东塘村机耕桥维修的预算和施工单位。", "机耕桥维修预算", intake("counter"), State.EXAMINING,
        ("paper", "direct"),
    ),
    Story(
        "overdue", "land", "online", "-24", ("xun",),
        "申请公开松岭村地质灾害搬迁安置点的选址论证意见。", "搬迁安置点选址论证意见", intake("online"),
        State.EXAMINING,
    ),
    Story(
        "asking-third", "land", "post_signed", "-12", ("grain",),
        "申请公开青禾镇工业小区2号地块土壤检测报告。", "地块土壤检测报告",
        (*intake("post_signed"), *consulted("third_party", "明白县示例检测公司",
         "工业小区2号地块土壤检测报告")),
        State.EXAMINING, ("paper", "post"),
    ),
    Story(
        "awaiting-fee", "finance", "online", "-10", ("build",),
        "申请复制本年度全部政府采购合同公告的附件。", "政府采购合同附件",
        (*intake("online"), Move("charge", 3, {"pages": 240})), State.AWAITING_FEE,
    ),
    Story(
        "drafted", "qinghe", "post_plain", "-11", ("xi",),
        "申请公开南岗村饮水工程水质检测报告。", "饮水工程水质检测",
        (*intake("post_plain"), *provided("饮水工程水质检测报告1份", upto="draft")), State.DRAFTED,
         ("paper", "post"),
    ),
    Story(
        "law-checked", "liudu", "online", "-13", ("gu",),
        "申请公开柳渡镇临时用工的招录和工资发放情况。", "临时用工情况",
        (*intake("online"), *because("refused_internal",
         "临时用工的录用和工资是本机关人事管理方面的内部事务信息。", upto="law")),
        State.LEGALLY_CHECKED,
    ),
    Story(
        "checked", "yunxiu", "online", "-15", ("wen",),
        "申请公开云岫乡森林防火物资采购清单。", "森林防火物资采购清单",
        (*intake("online"), *provided("森林防火物资采购清单1份", upto="secrecy")), State.CHECKED,
    ),
    Story(
        "signed", "office", "online", "-16", ("law",),
        "申请公开县政府法律顾问的选聘结果和服务费用。", "法律顾问选聘结果",
        (*intake("online"), part("选聘结果", "法律顾问选聘结果", "| 单位 | 年服务费（元） |",
         "| 示例明理律师事务所 | 60000 |"),
         *provided("法律顾问选聘结果1份", wait=2, upto="sign")),
        State.SIGNED,
    ),
    Story(
        "just-answered", "civil", "counter", "-16", ("zhong",),
        "申请获取殡葬服务收费标准。", "殡葬服务收费标准",
        (*intake("counter"), *provided("殡葬服务收费标准1份", upto="deliver", how="纸质")), State.ANSWERED,
         ("paper", "direct"),
    ),
)  # fmt: skip
