"""The menu and the tools a person may open."""

from dataclasses import dataclass

from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.counters import count_of


@dataclass(frozen=True)
class MenuItem:
    label: str
    name: str
    path: str
    count: int = 0
    """A number shown beside the label, such as unread reminders; see `shell.counters`."""


@dataclass(frozen=True)
class Tool:
    """A page that is not in the menu, under a heading; any of its actions opens it, none: everybody."""

    group: str
    label: str
    name: str
    about: str
    actions: tuple[str, ...]


WORK, COUNTY, PEOPLE, SYSTEM = "日常工作", "目录和时限", "机构和人员", "系统"
"""The headings under which the pages stand, in this order."""

TOOLS = (
    Tool(WORK, "检查文件", "desk:inspect", "看看一份文件里藏着什么，不保存", ("document.inspect",)),
    Tool(WORK, "报告", "reports:home", "落实情况报告、通报公文、公开数量、各种导出表", ("report.read",)),
    Tool(
        WORK,
        "政府信息公开年度报告",
        "annual:home",
        "每年的法定报告：表格自动统计，签发、公布、报送、汇总",
        ("report.read", "annual.write", "annual.sign"),
    ),
    Tool(WORK, "年报核对", "report_check:check", "核对任何单位的年度报告，不保存", ()),
    Tool(WORK, "复议诉讼", "remedies:list", "依申请公开的行政复议、行政诉讼，期限和整卷导出", ("foi.read",)),
    Tool(WORK, "内部公开", "desk:internal", "只在单位内部公开的信息", ()),
    Tool(WORK, "定期评估和清理", "disclosures:queue", "不公开的定期再看，失效的每年清理", ("upkeep.read",)),
    Tool(
        WORK, "公开渠道", "channels:home", "公示栏、电子屏、广播等：要贴的、要换的、要撤的", ("posting.read",)
    ),
    Tool(
        WORK, "电子屏和查阅点", "screens:list", "屏上在播什么、触摸查阅、离线包、查阅登记", ("posting.read",)
    ),
    Tool(WORK, "公示栏打印", "printing:rounds", "一个月的公示栏一次印好，二维码标签", ("rendering.make",)),
    Tool(WORK, "村务公开", "villages:list", "各村每月的公布表、签字、张贴和异议", ("register.read",)),
    Tool(
        WORK,
        "到户名单",
        "households:list",
        "补贴、低保、救灾物资的到户名单：导入、公示、异议、查询码",
        ("household.read", "household.define"),
    ),
    Tool(WORK, "民生实事", "promises:list", "承诺的事办到哪一步，群众怎么评", ("register.read",)),
    Tool(WORK, "文书模板", "letters:list", "依申请公开的通知、答复怎样写", ("foi.office",)),
    Tool(WORK, "依申请公开情况", "casework:figures", "各单位收到多少、办了多少、是否按期", ("foi.figures",)),
    Tool(WORK, "受理机构信息", "casework:offices", "谁受理依申请公开、在哪里、电话多少", ("foi.office",)),
    Tool(WORK, "新媒体发件箱", "outbox:home", "公众号、微博、村民群：发了没有、是否一致", ("posting.read",)),
    Tool(WORK, "网页意见", "feedback:list", "公众说网页哪里不对、哪里不好，限期办结", ("feedback.read",)),
    Tool(WORK, "订阅情况", "subscribe_figures", "多少人订阅、信发出多少", ("subscription.read",)),
    Tool(WORK, "公开登记簿", "book:home", "什么信息、在哪里、从哪天到哪天公开，每月封存", ("posting.read",)),
    Tool(WORK, "公开档案", "archive:home", "一式三份、年度档案包、移交和到期销毁", ("archive.read",)),
    Tool(WORK, "广播", "loudspeakers:home", "写广播稿、安排播出、登记播了几次", ("posting.read",)),
    Tool(WORK, "政府公报", "gazette:list", "编印、出版、补录历期公报，赠阅签收", ("gazette.edit",)),
    Tool(WORK, "公报报送", "gazette:handed-in", "部门、乡镇的文件报送县政府公报刊登", ("posting.keep",)),
    Tool(WORK, "转载", "forwarding:list", "转自上级的信息和来源是否一致、是否按时", ("forwarding.check",)),
    Tool(WORK, "报备", "filings:list", "报县公开办的方案、目录和人员", ("register.read",)),
    Tool(
        COUNTY, "公开目录", "catalogue:list", "标准目录、本单位目录、变更备案", ("record.read", "duty.read")
    ),
    Tool(COUNTY, "分配公开事项", "catalogue:proposed", "每个事项列在哪些单位的目录里", ("catalogue.manage",)),
    Tool(COUNTY, "工作日历", "timelimits:calendar", "放假、调休和地方节日", ()),
    Tool(COUNTY, "时限", "timelimits:list", "多少个工作日、从哪天起算；算一算到期日", ()),
    Tool(COUNTY, "网站栏目", "columns:list", "公众网站的栏目叫什么、收哪些信息", ("columns.manage",)),
    Tool(COUNTY, "检索同义词", "search:synonyms", "意思相同的词一起搜；群众没有搜到的词", ("search.manage",)),
    Tool(COUNTY, "用词词库", "desk:lexicon", "错误用词和正确写法", ("lexicon.manage",)),
    Tool(PEOPLE, "机构", "desk:organisations", "新建、更名、合并、撤销机构", ("organisation.manage",)),
    Tool(PEOPLE, "人员", "desk:people", "任职、代办、账号和密码", ("staff.manage", "user.manage")),
    Tool(PEOPLE, "两步验证要求", "desk:second-factor", "哪些角色登录须用动态口令", ("second_factor.demand",)),
    Tool(PEOPLE, "审核步骤", "desk:routes", "各单位的稿件走哪几步", ("route.manage",)),
    Tool(PEOPLE, "权限表", "desk:permissions", "各角色能做什么", ()),
    Tool(SYSTEM, "业务系统推送", "api:tokens", "给业务系统发放、停用推送令牌", ("token.manage",)),
    Tool(SYSTEM, "索引号规则", "desk:index-rule", "新信息怎样编号", ("system.configure",)),
    Tool(SYSTEM, "网站信息", "site_settings", "公众网站的名称、电话、备案号", ("system.configure",)),
    Tool(SYSTEM, "系统运行状况", "operations:state", "哪里不对、怎么办", ("operations.read",)),
    Tool(SYSTEM, "透明日志", "tracing:home", "存证单、见证单位和回执", ("log.manage",)),
    Tool(SYSTEM, "操作记录", "desk:events", "谁在什么时候做了什么", ("event.read",)),
    Tool(SYSTEM, "栏目页面", "wagtailadmin_home", "编辑首页、指南等页面", ("cms.edit",)),
)


def menu_of(user: User) -> list[MenuItem]:
    """The main pages this person may open."""
    entries = [
        ("工作台", "desk:home", ""),
        ("稿件", "desk:records", "record.read"),
        ("依申请公开", "casework:list", "foi.read"),
        ("台账", "duties:home", "duty.read"),
        ("计划", "plans:list", "plan.read"),
        ("督查评估", "evaluation:home", "evaluation.read"),
        ("工作登记", "registers:home", "register.read"),
        ("提醒", "notifications:list", ""),
        ("全部功能", "desk:tools", ""),
    ]
    return [
        MenuItem(label, name, reverse(name), count_of(name, user))
        for label, name, action in entries
        if not action or may_anywhere(user, action)
    ]


def tools_of(user: User) -> list[tuple[str, list[Tool]]]:
    """The other pages this person may open, under their headings."""
    mine = [
        tool for tool in TOOLS if not tool.actions or any(may_anywhere(user, one) for one in tool.actions)
    ]
    groups = (
        (group, [tool for tool in mine if tool.group == group]) for group in (WORK, COUNTY, PEOPLE, SYSTEM)
    )
    return [(group, tools) for group, tools in groups if tools]
