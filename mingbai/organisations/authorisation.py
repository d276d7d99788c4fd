"""Who may do what, where: the one table every policy asks.

Reviewed as a whole. `docs/authorisation.md` and the manual are generated from it.
Whoever is not in the table may not. Nobody has more rights by being a Django superuser.
"""

from typing import Literal, NamedTuple

from mingbai.organisations.models import Role

Scope = Literal["own", "own_and_below", "all"]


class Grant(NamedTuple):
    """`role`, held in an organisation, allows `action` there ("own"), there and in everything
    below it in the tree ("own_and_below"), or everywhere ("all")."""

    role: Role
    action: str
    scope: Scope


ACTIONS: dict[str, str] = {
    "record.read": "查看未公开的信息",
    "record.create": "起草信息",
    "record.edit": "修改草稿",
    "record.submit": "提交审核",
    "record.check": "审核",
    "record.secrecy": "保密审查",
    "record.approve": "签发",
    "record.publish_urgent": "紧急情况先发布后审核（须写明理由）",
    "record.publish": "发布或定时发布已签发的信息",
    "record.correct": "发起更正",
    "record.withdraw": "撤回、撤下、合并已公开的信息",
    "record.lifecycle": "标注失效、废止，关联相关文件",
    "record.import": "批量导入文件",
    "record.waive": "对“需说明”的检查提示作出说明（第二人）",
    "original.read": "下载未公开的原件",
    "event.read": "查看操作记录",
    "organisation.manage": "管理机构",
    "staff.manage": "管理人员任职与代办",
    "user.manage": "重置密码、解锁账号",
    "second_factor.demand": "要求某类角色使用两步验证",
    "lexicon.manage": "维护用词词库",
    "route.manage": "设置审核步骤",
    "catalogue.manage": "维护公开目录",
    "calendar.manage": "录入放假通知和地方节日",
    "limit.manage": "维护时限",
    "catalogue.overlay": "细化本单位的公开目录（收紧时限、增加渠道、写明不适用）",
    "catalogue.approve": "审定公开目录的变更，接收备案",
    "token.manage": "发放业务系统推送接口的令牌",
    "upkeep.read": "查看定期评估和文件清理",
    "upkeep.decide": "办理定期评估和文件清理",
    "duty.read": "查看履职台账",
    "duty.report": "办理公开任务：关联佐证、起草零报告、申请不适用",
    "duty.sign": "签署零报告",
    "duty.excuse": "审定下级单位的不适用申请",
    "duty.manage": "维护公开义务和次数要求",
    "register.read": "查看工作登记（机构人员、培训、会议、账号、检查）",
    "register.keep": "登记机构人员、培训、会议、账号、检查",
    "plan.read": "查看计划和任务分工",
    "plan.manage": "上传计划文件，确认并交办任务",
    "evaluation.read": "查看督查、整改和考核",
    "evaluation.run": "组织抽查、考核，发出整改通知，复查",
    "evaluation.answer": "答复整改通知，填报自评，提出异议",
    "report.read": "查看报告和统计",
    "report.write": "编写落实情况报告、自查报告和通报",
    "foi.read": "查看本单位的依申请公开（含申请人信息）",
    "foi.handle": "登记、办理、送达、归档依申请公开",
    "foi.check": "依申请公开答复的法制审查",
    "foi.secrecy": "依申请公开答复的保密审查",
    "foi.sign": "签发依申请公开的答复和通知，批准延期",
    "foi.identity": "查看申请人的身份证明",
    "foi.office": "维护依申请公开的受理机构信息和文书模板",
    "foi.figures": "查看依申请公开的数字（不含申请人）",
    "annual.write": "编写政府信息公开年度报告",
    "annual.sign": "签发政府信息公开年度报告",
    "search.staff": "在工作台检索未公开的信息",
    "search.manage": "维护检索的同义词，查看没有搜到的词",
    "columns.manage": "设置网站栏目",
    "subscription.read": "查看订阅的数量和发送情况（不含订阅人）",
    "feedback.read": "查看群众对公开网页的意见和纠错",
    "feedback.answer": "办理群众对公开网页的意见和纠错",
    "posting.read": "查看各渠道的公开情况（张贴、播放、播出、发布和佐证）",
    "posting.keep": "安排和确认张贴、播放、播出，上传佐证",
    "place.manage": "维护公示栏、电子屏、查阅点、广播等公开场所",
    "rendering.make": "制作张贴稿、明白纸、推文、广播稿等并预览确认",
    "outbox.send": "把确认过的稿件发到新媒体账号",
    "forwarding.check": "登记转载的上级信息，核对来源",
    "gazette.edit": "编辑政府公报",
    "gazette.issue": "出版政府公报",
    "household.read": "查看到户名单（含姓名和证件号码）",
    "household.edit": "登记、导入到户名单，办理名单异议",
    "household.check": "核对到户名单（不能核对自己录入的）",
    "household.publish": "公示到户名单",
    "household.define": "设置到户名单的种类、列和公示方式",
    "book.seal": "封存每月的公开登记簿",
    "archive.read": "查看公开档案和移交回执",
    "archive.make": "制作年度档案包，登记移交",
    "archive.destroy": "决定销毁到期的公开档案",
    "log.manage": "查看透明日志，登记见证单位",
    "operations.read": "查看系统运行状况",
    "cms.edit": "编辑首页、指南等栏目页面",
    "system.configure": "系统设置",
    "document.inspect": "读取并检查文件（不保存）",
}
"""Action → what it is called on screen and in refusals."""

ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
"""Kept apart: no person holds two of them, and none of them touches content."""

FROM_SECURITY = (*ADMINISTRATORS, Role.COUNTY_OFFICE, Role.AUDITOR)
"""Handed out by the security administrator alone; an organisation's own administrator gives the others."""


def _grants(role: Role, scope: Scope, *actions: str) -> tuple[Grant, ...]:
    return tuple(Grant(role, action, scope) for action in actions)


_REVIEWING = ("record.read", "record.waive", "original.read", "search.staff", "document.inspect")

_ACCOUNTING = ("duty.read", "register.read", "plan.read", "evaluation.read", "report.read", "upkeep.read")

TABLE: tuple[Grant, ...] = (
    # A village or station clerk hands in texts of the own organisation and nothing else.
    *_grants(Role.REPORTER, "own", "record.read", "record.create", "record.edit", "record.submit"),
    *_grants(Role.REPORTER, "own", "record.correct", "original.read", "search.staff", "document.inspect"),
    *_grants(Role.REPORTER, "own", *_ACCOUNTING, "duty.report", "register.keep", "evaluation.answer"),
    # The drafter also puts out what has been approved, and brings in old files.
    *_grants(Role.DRAFTER, "own", "record.read", "record.create", "record.edit", "record.submit"),
    *_grants(Role.DRAFTER, "own", "record.publish", "record.correct", "record.import"),
    *_grants(Role.DRAFTER, "own", "original.read", "search.staff", "document.inspect"),
    *_grants(Role.DRAFTER, "own", *_ACCOUNTING, "duty.report", "register.keep", "evaluation.answer"),
    *_grants(Role.DRAFTER, "own", "catalogue.overlay", "plan.manage", "report.write", "upkeep.decide"),
    # A township reviews what its stations and villages hand in.
    *_grants(Role.CHECKER, "own_and_below", "record.check", *_REVIEWING),
    *_grants(Role.SECRECY_REVIEWER, "own_and_below", "record.secrecy", *_REVIEWING),
    *_grants(Role.APPROVER, "own_and_below", "record.approve", "record.publish", *_REVIEWING),
    *_grants(Role.APPROVER, "own_and_below", "record.publish_urgent", "record.withdraw", "record.lifecycle"),
    *_grants(Role.CHECKER, "own_and_below", *_ACCOUNTING),
    *_grants(Role.SECRECY_REVIEWER, "own_and_below", *_ACCOUNTING),
    *_grants(Role.APPROVER, "own_and_below", *_ACCOUNTING, "duty.sign", "duty.excuse", "upkeep.decide"),
    # Who asked for what is known to those who handle the request in the organ it was sent to, and to nobody
    # above or below it: 依申请公开 is the one part in which a township does not see its stations' files.
    *_grants(Role.FOI_OFFICER, "own", "foi.read", "foi.handle", "foi.identity", "foi.office", "foi.figures"),
    *_grants(Role.FOI_OFFICER, "own", "annual.write"),
    *_grants(Role.CHECKER, "own", "foi.read", "foi.check", "foi.figures"),
    *_grants(Role.SECRECY_REVIEWER, "own", "foi.read", "foi.secrecy", "foi.figures"),
    *_grants(Role.APPROVER, "own", "foi.read", "foi.sign", "foi.figures", "annual.sign"),
    *_grants(Role.DRAFTER, "own", "foi.figures", "annual.write"),
    *_grants(Role.COUNTY_OFFICE, "all", "foi.figures", "annual.write"),
    *_grants(Role.AUDITOR, "all", "foi.figures"),
    *_grants(Role.ORGANISATION_ADMIN, "own_and_below", "record.read", "search.staff", *_ACCOUNTING),
    *_grants(Role.ORGANISATION_ADMIN, "own_and_below", "catalogue.overlay", "plan.manage", "register.keep"),
    *_grants(Role.ORGANISATION_ADMIN, "own_and_below", "organisation.manage", "staff.manage", "route.manage"),
    *_grants(Role.ORGANISATION_ADMIN, "own_and_below", "foi.office"),
    # What readers say about a page goes to those who keep the page.
    *_grants(Role.REPORTER, "own", "feedback.read", "feedback.answer"),
    *_grants(Role.DRAFTER, "own_and_below", "feedback.read", "feedback.answer"),
    *_grants(Role.ORGANISATION_ADMIN, "own_and_below", "feedback.read", "feedback.answer"),
    *_grants(Role.COUNTY_OFFICE, "all", "feedback.read", "feedback.answer", "subscription.read"),
    *_grants(Role.COUNTY_OFFICE, "all", "search.manage", "columns.manage", "household.define"),
    *_grants(Role.SYSTEM_ADMIN, "all", "operations.read"),
    # On the channels: a village's own clerk hangs and photographs, the township's drafter does it for its
    # villages, the county office sees everything. What is issued in the county's name it issues itself.
    *_grants(Role.REPORTER, "own", "posting.read", "posting.keep", "rendering.make", "archive.read"),
    *_grants(Role.DRAFTER, "own_and_below", "posting.read", "posting.keep", "rendering.make"),
    *_grants(Role.DRAFTER, "own_and_below", "place.manage", "archive.read", "outbox.send"),
    *_grants(Role.DRAFTER, "own", "forwarding.check", "archive.make", "book.seal"),
    *_grants(Role.ORGANISATION_ADMIN, "own_and_below", "posting.read", "posting.keep", "place.manage"),
    *_grants(Role.ORGANISATION_ADMIN, "own_and_below", "archive.read", "archive.make", "book.seal"),
    *_grants(Role.CHECKER, "own_and_below", "posting.read", "archive.read"),
    *_grants(Role.SECRECY_REVIEWER, "own_and_below", "posting.read", "archive.read"),
    *_grants(Role.APPROVER, "own_and_below", "posting.read", "archive.read", "archive.destroy"),
    # 先审后发: what somebody typed for an account, another person lets out; in a small office the approver.
    *_grants(Role.APPROVER, "own_and_below", "outbox.send"),
    *_grants(Role.COUNTY_OFFICE, "own", "outbox.send"),
    *_grants(Role.COUNTY_OFFICE, "all", "posting.read", "posting.keep", "place.manage", "rendering.make"),
    *_grants(Role.COUNTY_OFFICE, "all", "forwarding.check", "gazette.edit", "gazette.issue", "log.manage"),
    *_grants(Role.COUNTY_OFFICE, "all", "book.seal", "archive.read", "archive.make"),
    *_grants(Role.AUDITOR, "all", "posting.read", "archive.read"),
    # Names of households stay with those who make the list and those who answer for it.
    *_grants(Role.REPORTER, "own", "household.read", "household.edit"),
    *_grants(Role.DRAFTER, "own_and_below", "household.read", "household.edit", "household.check"),
    *_grants(Role.CHECKER, "own_and_below", "household.read", "household.check"),
    *_grants(Role.APPROVER, "own_and_below", "household.read", "household.publish"),
    # The county office watches over everything and can take things down; it signs nothing for
    # others, and originals (which hold what was removed before publishing) stay with their owners.
    *_grants(Role.COUNTY_OFFICE, "all", "record.read", "record.withdraw", "record.lifecycle"),
    *_grants(Role.COUNTY_OFFICE, "all", "catalogue.manage", "lexicon.manage", "cms.edit"),
    *_grants(Role.COUNTY_OFFICE, "all", "search.staff", "document.inspect", *_ACCOUNTING),
    # Whoever accounts for the whole county keeps its calendar, limits, catalogue and duties.
    *_grants(Role.COUNTY_OFFICE, "all", "calendar.manage", "limit.manage", "catalogue.approve"),
    *_grants(Role.COUNTY_OFFICE, "all", "token.manage", "duty.manage", "duty.excuse", "register.keep"),
    *_grants(Role.COUNTY_OFFICE, "all", "plan.manage", "evaluation.run", "report.write", "upkeep.decide"),
    *_grants(Role.AUDITOR, "all", "record.read", "original.read", "event.read", "search.staff"),
    *_grants(Role.AUDITOR, "all", *_ACCOUNTING),
    *_grants(Role.SYSTEM_ADMIN, "all", "system.configure", "organisation.manage"),
    *_grants(Role.SECURITY_ADMIN, "all", "user.manage", "second_factor.demand", "staff.manage"),
    *_grants(Role.AUDIT_ADMIN, "all", "event.read"),
)


def roles_for(action: str) -> tuple[Role, ...]:
    """The roles that allow `action` somewhere, in the table's order; KeyError for an unknown action."""
    ACTIONS[action]
    return tuple(grant.role for grant in TABLE if grant.action == action)


def scope_for(role: str, action: str) -> Scope | None:
    """How far `role` reaches with `action`; None when not at all."""
    return next((grant.scope for grant in TABLE if (grant.role, grant.action) == (role, action)), None)
