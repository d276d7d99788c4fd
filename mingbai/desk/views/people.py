"""People: roles, stand-ins, accounts, and who must use a second factor."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from mingbai.accounts import actions as accounts
from mingbai.accounts.models import User
from mingbai.accounts.queries import has_second_factor
from mingbai.desk.forms.administration import NewPersonForm, SecondFactorForm
from mingbai.desk.forms.deciding import EndOnForm
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.organisations import actions
from mingbai.organisations.forms import MembershipForm, StandInForm
from mingbai.organisations.models import Membership, Role, SecondFactorDemand
from mingbai.organisations.policies import may, may_anywhere
from mingbai.organisations.queries import scope_of
from mingbai.shell.views import StaffRequest, form_page, page, refuse

PER_PAGE = 50


def people_of(user: User) -> QuerySet[User]:
    """The people this person looks after: all for the security administrator, else those who work
    (or worked) within the reach of `staff.manage`."""
    rows = User.objects.order_by("full_name", "pk")
    if scope_of(user, "user.manage").all:
        return rows
    within = scope_of(user, "staff.manage").filter(Membership.objects.all())
    return rows.filter(pk__in=within.values("user_id"))


def memberships_within(user: User) -> QuerySet[Membership]:
    rows = Membership.objects.select_related("organisation", "user", "stand_in_for")
    return scope_of(user, "staff.manage").filter(rows).order_by("-valid_from", "-pk")


def listing(request: StaffRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:50]
    rows = people_of(request.user)
    if typed:
        rows = rows.filter(Q(full_name__icontains=typed) | Q(username__icontains=typed))
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lasting = Q(valid_to=None) | Q(valid_to__gte=clock.today())
    held = memberships_within(request.user).filter(lasting, user__in=[one.pk for one in shown])
    return page(
        request,
        "desk/people.html",
        shown=shown,
        query=f"q={typed}" if typed else "",
        typed=typed,
        rows=[(one, [row for row in held if row.user_id == one.pk]) for one in shown],
        may_staff=may_anywhere(request.user, "staff.manage"),
    )


def person(request: StaffRequest, pk: int) -> HttpResponse:
    return _person_page(request, get_object_or_404(people_of(request.user), pk=pk))


def _person_page(request: StaffRequest, one: User, password: str = "") -> HttpResponse:
    response = page(
        request,
        "desk/person.html",
        person=one,
        held=memberships_within(request.user).filter(user=one),
        password=password,
        may_manage=may(request.user, "user.manage", None),
        second_factor=has_second_factor(one),
    )
    response["Cache-Control"] = "no-store"
    return response


@sensitive_variables("password")
def create(request: StaffRequest) -> HttpResponse:
    """An account with its first role; the one-time password stands on the answer and nowhere else."""
    require(may_anywhere(request.user, "staff.manage"))
    form = NewPersonForm(request.POST or None, by=request.user)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made, password = _created(request, form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        except Denied as denial:
            problems = [denial.reason]
        else:
            return _person_page(request, made, password)
    return page(
        request,
        "shell/form.html",
        422 if request.method == "POST" else 200,
        form=form,
        problems=problems,
        heading="新建人员",
        submit="建立账号",
        back=reverse("desk:people"),
    )


@transaction.atomic
def _created(request: StaffRequest, values: dict[str, Any]) -> tuple[User, str]:
    values = dict(values)
    account = {name: values.pop(name) for name in ("username", "full_name", "telephone")}
    made, password = accounts.create_user(by=request.user, **account)
    actions.appoint(by=request.user, user=made, **values)
    return made, password


def appoint(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.appoint(by=request.user, **values)

    form = MembershipForm(request.POST or None, by=request.user)
    return form_page(request, form, do, "任职已保存。", "desk:people", heading="安排任职", submit="保存任职")


def stand_in(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.appoint_stand_in(by=request.user, **values)

    form = StandInForm(request.POST or None, by=request.user)
    return form_page(
        request,
        form,
        do,
        "代办已安排。",
        "desk:people",
        heading="安排代办",
        submit="保存代办",
        lines=["同事出差、休假时，由别人在这几天里代办。代办的事照样留名。"],
    )


def end(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(memberships_within(request.user), pk=pk)

    def do(**values: Any) -> None:
        actions.end_membership(by=request.user, membership=row, **values)

    form = EndOnForm(request.POST or None)
    return form_page(
        request,
        form,
        do,
        "任职已结束。",
        "desk:people",
        heading="结束任职",
        subject=str(row),
        submit="结束任职",
    )


@sensitive_variables("password")
def account(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """One press on a person's page: password, lock, second factor, on and off."""
    require(may(request.user, "user.manage", None))
    one = get_object_or_404(people_of(request.user), pk=pk)
    if request.method != "POST":
        return redirect("desk:person", pk=pk)
    if one.pk == request.user.pk:
        raise Denied("不能管理自己的账号。请由另一位安全管理员办理。")
    if verb == "reset":
        return _person_page(request, one, accounts.reset_password(user=one, by=request.user))
    _press(request, one, verb)
    return redirect("desk:person", pk=pk)


def _press(request: StaffRequest, one: User, verb: str) -> None:
    deeds: dict[str, tuple[Any, str]] = {
        "unlock": (accounts.unlock_user, "账号已解锁。"),
        "deactivate": (accounts.deactivate_user, "账号已停用，这个人已被退出。"),
        "activate": (accounts.activate_user, "账号已启用。"),
        "second-factor": (accounts.reset_second_factor, "两步验证已重置，本人下次登录时重新设置。"),
    }
    action, done = deeds[verb]
    try:
        action(user=one, by=request.user)
        messages.success(request, done)
    except Denied as denial:
        messages.error(request, denial.reason)


def second_factor(request: StaffRequest) -> HttpResponse:
    """Roles that must sign in with a second factor."""
    form = SecondFactorForm(request.POST if "role" in request.POST else None)
    lifted = request.POST.get("lift")
    if lifted in Role.values:
        actions.lift_second_factor(role=lifted, by=request.user)
        messages.success(request, "已取消要求。")
        return redirect("desk:second-factor")
    if form.is_valid():
        actions.demand_second_factor(by=request.user, **form.cleaned_data)
        messages.success(request, "已要求。这个角色的人下次打开页面时会被带去设置。")
        return redirect("desk:second-factor")
    rows = SecondFactorDemand.objects.order_by("role")
    return page(request, "desk/second_factor.html", 422 if form.errors else 200, form=form, rows=rows)
