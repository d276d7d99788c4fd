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
    """A page of the administration: its actions, any of which opens it."""

    label: str
    name: str
    about: str
    actions: tuple[str, ...]

    @property
    def manages(self) -> bool:
        """Whether it is there to change something, and not for everybody to look up."""
        return bool(self.actions) and "record.read" not in self.actions


TOOLS = (
    Tool("机构", "desk:organisations", "新建、更名、合并、撤销机构", ("organisation.manage",)),
    Tool("人员", "desk:people", "任职、代办、账号和密码", ("staff.manage", "user.manage")),
    Tool("两步验证要求", "desk:second-factor", "哪些角色登录须用动态口令", ("second_factor.demand",)),
    Tool("审核步骤", "desk:routes", "各单位的稿件走哪几步", ("route.manage",)),
    Tool("用词词库", "desk:lexicon", "错误用词和正确写法", ("lexicon.manage",)),
    Tool("公开目录", "catalogue:list", "标准目录、本单位目录、变更备案", ("record.read", "duty.read")),
    Tool("分配公开事项", "catalogue:proposed", "确认每个事项列在哪些单位的目录里", ("catalogue.manage",)),
    Tool("业务系统推送", "api:tokens", "给业务系统发放、停用推送令牌", ("token.manage",)),
    Tool("工作日历", "timelimits:calendar", "放假、调休和地方节日", ()),
    Tool("时限", "timelimits:list", "多少个工作日、从哪天起算、依据哪一条；算一算到期日", ()),
    Tool("索引号规则", "desk:index-rule", "新信息怎样编号", ("system.configure",)),
    Tool("网站信息", "site_settings", "公众网站的名称、电话、备案号", ("system.configure",)),
    Tool("操作记录", "desk:events", "谁在什么时候做了什么", ("event.read",)),
    Tool("权限表", "desk:permissions", "各角色能做什么", ()),
    Tool("栏目页面", "wagtailadmin_home", "编辑首页、指南等页面", ("cms.edit",)),
)


def menu_of(user: User) -> list[MenuItem]:
    """The main pages this person may open."""
    entries = [
        ("工作台", "desk:home", ""),
        ("稿件", "desk:records", "record.read"),
        ("台账", "duties:home", "duty.read"),
        ("检查文件", "desk:inspect", "document.inspect"),
        ("计划", "plans:list", "plan.read"),
        ("督查评估", "evaluation:home", "evaluation.read"),
        ("定期评估和清理", "disclosures:queue", "upkeep.read"),
        ("内部公开", "desk:internal", ""),
        ("工作登记", "registers:home", "register.read"),
        ("报备", "filings:list", "register.read"),
        ("村务公开", "villages:list", "register.read"),
        ("民生实事", "promises:list", "register.read"),
        ("提醒", "notifications:list", ""),
        (tools_name(user), "desk:tools", ""),
    ]
    return [
        MenuItem(label, name, reverse(name), count_of(name, user))
        for label, name, action in entries
        if not action or may_anywhere(user, action)
    ]


def tools_of(user: User) -> list[Tool]:
    return [
        tool for tool in TOOLS if not tool.actions or any(may_anywhere(user, one) for one in tool.actions)
    ]


def tools_name(user: User) -> str:
    """What the page of tools is for this person: managing, or only looking things up."""
    return "管理" if any(tool.manages for tool in tools_of(user)) else "目录"
