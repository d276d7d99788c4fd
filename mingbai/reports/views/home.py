"""All reports, the papers of inspections, and every table a person may take away."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.evaluation.queries import reach as evaluation
from mingbai.organisations.policies import may_anywhere
from mingbai.reports.queries import WRITE, plans_for, reports_for
from mingbai.shell.views import StaffRequest, page

PER_PAGE = 50
SHOWN = 8


def home(request: StaffRequest) -> HttpResponse:
    """Reports, papers in Word, numbers with their lists, and all exports."""
    user = request.user
    shown = Paginator(reports_for(user), PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "reports/home.html",
        shown=shown,
        may_write=bool(may_anywhere(user, WRITE)),
        papers=_papers(user),
        taken=_taken(user),
        plans=[(one, reverse("plans:export", args=[one.pk])) for one in plans_for(user)[:SHOWN]],
        counts=[
            (label, f"{reverse('disclosures:counts')}?by={by}")
            for by, label in (("topic", "按重点任务主题"), ("field", "按领域"), ("genre", "按体裁"))
        ],
    )


def _papers(user: User) -> list[tuple[str, str, str, str]]:
    """(kind, title, its page, the Word file) of the newest papers of inspections and self-checks."""
    found: list[tuple[str, str, str, str]] = []
    if may_anywhere(user, WRITE):
        found += [
            ("通报", str(one), one.get_absolute_url(), reverse("reports:circular-word", args=[one.pk]))
            for one in evaluation.circulars_for(user)[:SHOWN]
        ]
    if not may_anywhere(user, evaluation.READ):
        return found
    found += [
        (
            "整改通知",
            f"{one.number}（{one.addressee}）",
            reverse("evaluation:notice", args=[one.pk]),
            reverse("reports:notice-word", args=[one.pk]),
        )
        for one in evaluation.notices_for(user).select_related("addressee")[:SHOWN]
    ]
    found += [
        (
            "年度自查",
            str(one),
            reverse("evaluation:selfcheck", args=[one.pk]),
            reverse("reports:selfcheck-word", args=[one.pk]),
        )
        for one in evaluation.self_checks_for(user)[:SHOWN]
    ]
    return found


# Label, what is in it, name of the address, its query, the action that opens it, words of the link.
_TABLES = (
    ("履职台账", "今年每个事项每一期的结果", "duties:lines", "format=xlsx", "duty.read"),
    ("履职覆盖表", "单位和领域对照，按时完成几项", "duties:matrix", "format=xlsx", "duty.read"),
    ("公开目录", "标准目录各列，可以再导入", "catalogue:export", "", "record.read"),
    ("工作登记", "培训、会议、开放日等", "registers:activities", "xlsx=1", "register.read"),
    ("联系人", "分管领导、联络员、专职人员", "registers:contacts", "xlsx=1", "register.read"),
    ("领导小组和工作机构", "组成和起止日期", "registers:groups", "xlsx=1", "register.read"),
    ("新媒体账号", "开设、变更、关停和报备", "registers:accounts", "xlsx=1", "register.read"),
    ("值班安排", "哪天谁值班", "registers:roster", "xlsx=1", "register.read"),
    ("整改台账", "检查发现的问题和整改情况", "evaluation:findings-export", "", "evaluation.read"),
    ("村务公开一览", "各村各期的公布、张贴情况", "villages:table", "", "register.read"),
    ("民生实事", "每件事的进展和评价", "promises:table", "", "register.read"),
)
_PAGES = (
    ("考核结果", "在每轮考核的页面下载", "evaluation:rounds", "", "evaluation.read"),
    ("文件清理结果", "在每次清理的页面下载", "disclosures:clean-ups", "", "upkeep.read"),
    ("报备情况", "在每次报备的页面下载", "filings:list", "", "register.read"),
)


def _taken(user: User) -> list[tuple[str, str, str, str]]:
    """(what, what is in it, address, words of the link) of every table the person may take away."""
    return [
        (label, about, f"{reverse(name)}{f'?{query}' if query else ''}", words)
        for tables, words in ((_TABLES, "下载 Excel"), (_PAGES, "去看看"))
        for label, about, name, query, action in tables
        if may_anywhere(user, action)
    ]
