"""All annual reports a person may see, a new one, and the county's parameters."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect

from mingbai.annual import actions
from mingbai.annual.forms import BeginForm, ParametersForm
from mingbai.annual.models import AnnualReport
from mingbai.annual.policies import may_set_parameters
from mingbai.annual.queries import due_on, readable
from mingbai.annual.states import WRITE
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.views import StaffRequest, form_page, page

PER_PAGE = 50


def home(request: StaffRequest) -> HttpResponse:
    """The reports by year, newest first; `year` narrows them."""
    rows, today = readable(request.user), clock.today()
    years = sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(one) for one in years} else None
    if year:
        rows = rows.filter(year=year)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "annual/home.html",
        shown=shown,
        rows=[(one, due_on(one.organisation, one.year), _published(one)) for one in shown],
        years=years,
        year=year,
        query=f"year={year}" if year else "",
        today=today,
        may_write=bool(may_anywhere(request.user, WRITE)),
        may_set=bool(may_set_parameters(request.user)),
    )


def _published(report: AnnualReport) -> bool:
    record = report.information
    return bool(record and record.status == "published")


def begin(request: StaffRequest) -> HttpResponse:
    begun: list[AnnualReport] = []
    form = BeginForm(request.POST or None, user=request.user)
    response = form_page(
        request,
        form,
        lambda **values: begun.append(actions.begin(by=request.user, **values)),
        "年度报告已生成。请核对文字，补充平台没有的数字。",
        "annual:home",
        heading="编写政府信息公开年度报告",
        submit="开始编写",
        lines=["表格里的数字由系统按当年的办件、文件和案件统计，每一格都能点开看清单；文字生成以后可以改。"],
    )
    return redirect(begun[0]) if begun else response


def parameters(request: StaffRequest) -> HttpResponse:
    require(may_set_parameters(request.user))
    return form_page(
        request,
        ParametersForm(request.POST or None),
        lambda **values: actions.set_parameters(by=request.user, **values),
        "已保存。",
        "annual:home",
        heading="年度报告参数",
        submit="保存",
        lines=["改动以后，正在编写的报告按新的参数统计，已经签发的不变。"],
    )
