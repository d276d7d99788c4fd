"""The registers at a glance, and the county's own kinds and settings."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpResponse

from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Kind as OrganisationKind
from mingbai.organisations.queries import scope_of
from mingbai.registers import actions, queries
from mingbai.registers.actions.recording import refuse
from mingbai.registers.forms.county import ASKED, KindForm, NeededForm, StaleForm
from mingbai.registers.policies import READ, may_receive
from mingbai.registers.states import ActivityState, ContactKind
from mingbai.registers.views.common import places_of
from mingbai.shell.views import StaffRequest, form_page, page


def home(request: StaffRequest) -> HttpResponse:
    """How many of each kind took place this year in the units within reach, and what is to be done."""
    today, user = clock.today(), request.user
    mine = queries.readable_activities(user).filter(state=ActivityState.HELD, held_on__year=today.year)
    held = Counter(mine.values_list("kind", flat=True))
    stale = [one for one in queries.watched(queries.readable_accounts(user), today) if one.stale]
    return page(
        request,
        "registers/home.html",
        year=today.year,
        kinds=[(kind, held[kind.key]) for kind in queries.kinds().values()],
        gaps=len({gap.organisation.pk for gap in queries.gaps(scope_of(user, READ))}),
        stale=len(stale),
        plans=queries.overdue_plans(user, today).count(),
        may_keep=bool(places_of(user, "register.keep")),
        may_set=bool(may_receive(user)),
    )


def kinds(request: StaffRequest) -> HttpResponse:
    require(may_receive(request.user))
    return page(request, "registers/kinds.html", kinds=queries.kinds(all_=True).values(), asked=ASKED)


def kind_new(request: StaffRequest) -> HttpResponse:
    require(may_receive(request.user))
    return _kind(request, None)


def kind_edit(request: StaffRequest, key: str) -> HttpResponse:
    require(may_receive(request.user))
    if key not in queries.kinds(all_=True):
        raise Http404
    return _kind(request, key)


def _kind(request: StaffRequest, key: str | None) -> HttpResponse:
    def do(**values: Any) -> None:
        if key is None and values["key"] in queries.kinds(all_=True):
            refuse("key", "这个编号已经有了，请换一个，或者去修改那一种。")
        actions.set_kind(by=request.user, **({"key": key} | values if key else values))

    kind = queries.kind_of(key) if key else None
    return form_page(
        request,
        KindForm(request.POST or None, kind=kind),
        do,
        "已保存。",
        "registers:kinds",
        heading="修改活动种类" if key else "新增活动种类",
        subject=kind.name if kind else "",
        submit="保存",
    )


def settings(request: StaffRequest) -> HttpResponse:
    require(may_receive(request.user))
    needed = _shown("contacts_needed")
    return page(
        request,
        "registers/settings.html",
        stale=_shown("media_stale_days"),
        needed=needed,
        needed_words=[
            (label, "、".join(str(ContactKind(one).label) for one in needed["value"].get(kind, [])))
            for kind, label in OrganisationKind.choices
        ],
    )


def _shown(key: str) -> dict[str, Any]:
    packaged = queries.packaged_settings()[key]
    return {
        "key": key,
        "value": queries.setting(key),
        "packaged": packaged,
        "history": queries.settings_history(key),
    }


def stale_days(request: StaffRequest) -> HttpResponse:
    require(may_receive(request.user))

    def do(**values: Any) -> None:
        actions.set_setting(by=request.user, key="media_stale_days", **values)

    present = {"value": queries.setting("media_stale_days")}
    return form_page(
        request,
        StaleForm(request.POST or None, initial=present),
        do,
        "已保存。",
        "registers:settings",
        heading="新媒体账号多久不更新要提示",
        submit="保存",
    )


def contacts_needed(request: StaffRequest) -> HttpResponse:
    require(may_receive(request.user))

    def do(**values: Any) -> None:
        actions.set_setting(by=request.user, key="contacts_needed", **values)

    return form_page(
        request,
        NeededForm(request.POST or None, present=queries.setting("contacts_needed")),
        do,
        "已保存。",
        "registers:settings",
        heading="各类单位应有哪些联络人员",
        submit="保存",
    )
