"""Typing in a request: choose how it came, fill in the form, hand over query code and receipt."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse

from mingbai.casework.forms.entering import DATES, EnterForm
from mingbai.casework.views.frame import find
from mingbai.foi import actions
from mingbai.foi.actions.intake import Submitted
from mingbai.foi.policies import HANDLE
from mingbai.foi.queries import open_offices
from mingbai.foi.rules.receipt import Way, received_on
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may_anywhere
from mingbai.organisations.queries import scope_of
from mingbai.shell.forms import field_of
from mingbai.shell.views import StaffRequest, page, refuse

WAYS = {
    Way.COUNTER: "本人带着写好的申请来",
    Way.ORAL: "书写有困难的，听他说，替他填，念给他听，请他签名",
    Way.POST_SIGNED: "要签收的信",
    Way.POST_PLAIN: "不用签收的信",
    Way.FAX: "传真机上收到的",
    Way.EMAIL: "公布的申请邮箱收到的",
}
"""The ways that a clerk types in; requests made online come by themselves."""


def choose(request: StaffRequest) -> HttpResponse:
    require(may_anywhere(request.user, HANDLE))
    ways = [(way, way.label, about, rule_of(way)) for way, about in WAYS.items()]
    return page(request, "casework/ways.html", ways=ways, places=_places(request))


def rule_of(way: Way) -> str:
    """Which day counts as that of receipt, in the words of the rule."""
    return received_on(way, today=clock.today()).how


def _places(request: StaffRequest) -> QuerySet[Organisation]:
    open_to = Organisation.objects.filter(pk__in=open_offices().values("organisation"))
    return scope_of(request.user, HANDLE).filter(open_to, field="").order_by("path")


def enter(request: StaffRequest, way: str) -> HttpResponse:
    require(may_anywhere(request.user, HANDLE))
    if way not in WAYS:
        raise Http404
    posted = request.method == "POST"
    form = EnterForm(
        request.POST if posted else None, request.FILES or None, way=Way(way), places=_places(request)
    )
    problems: list[str] = []
    if posted and form.is_valid():
        try:
            return _handed_over(request, _enter(request, form))
        except ValidationError as error:
            refuse(form, error)
        except Denied as denial:
            problems = [denial.reason]
    return page(
        request,
        "casework/enter.html",
        422 if posted else 200,
        form=form,
        way=Way(way),
        rule=rule_of(Way(way)),
        problems=problems,
        places=field_of(form, "organisation").queryset,
    )


def _enter(request: StaffRequest, form: EnterForm) -> Submitted:
    said = form.cleaned_data
    return actions.enter(
        organisation=said["organisation"],
        asked=form.asked(),
        way=form.way.value,
        by=request.user,
        submission_key=said["key"],
        original=said["original"],
        **{name: said[name] for name in DATES if name in said},
    )


def _handed_over(request: StaffRequest, submitted: Submitted) -> HttpResponse:
    """Answer the form itself, so that the code stands in no address; sent again, it shows the same."""
    row = find(request, submitted.request.pk)
    return page(
        request,
        "casework/entered.html",
        row=row,
        code=submitted.code,
        tail=bool(row.applicants.exclude(telephone="").filter(order=0)),
    )
