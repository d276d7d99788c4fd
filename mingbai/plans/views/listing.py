"""All plans, bringing one in, and one plan with its tasks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect

from mingbai.documents.refusals import Refused
from mingbai.lib.verdict import Denied
from mingbai.organisations.policies import may, may_anywhere
from mingbai.plans import actions, queries, standings
from mingbai.plans.exports import task_table
from mingbai.plans.forms import UploadForm
from mingbai.plans.models import Plan, PlanTask
from mingbai.plans.policies import may_change, may_set_owner
from mingbai.plans.queries import MANAGE, READ
from mingbai.plans.states import TaskState
from mingbai.plans.views.finding import Card, card, left_open, readable_plan
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, page, refuse, words_of

A_PAGE = 30


def listing(request: StaffRequest) -> HttpResponse:
    shown = Paginator(queries.plans(request.user), A_PAGE).get_page(request.GET.get("page"))
    rows = [(plan, queries.progress(plan)) for plan in shown]
    return page(
        request,
        "plans/list.html",
        shown=shown,
        rows=rows,
        may_upload=bool(may_anywhere(request.user, MANAGE)),
    )


def upload(request: StaffRequest) -> HttpResponse:
    """Read a document; one that cannot be read leaves nothing behind."""
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method != "POST" or not form.is_valid():
        return page(request, "plans/upload.html", 422 if request.method == "POST" else 200, form=form)
    file, problems = form.cleaned_data["file"], []
    try:
        plan = actions.take_in(
            organisation=form.cleaned_data["organisation"],
            by=request.user,
            data=file.read(),
            filename=file.name,
        )
    except Refused as refusal:
        problems = [f"文件“{file.name}”没有读成。{refusal.message}"]
    except Denied as denial:
        problems = words_of(denial)
    except ValidationError as error:
        refuse(form, error)
    else:
        return redirect("plans:check", plan.pk)
    return page(request, "plans/upload.html", 422, form=form, problems=problems)


def plan(request: StaffRequest, pk: int) -> HttpResponse:
    """The tasks that count, under their headings; somebody else's plan shows only what one's units lead."""
    found = readable_plan(request, pk)
    tasks = _counting(request, found)
    own = bool(may(request.user, READ, found.organisation))
    opened = left_open(found)
    told = standings.of_tasks(request.user, tasks)
    rows = [
        (card(task, opened), told.get(task.pk), bool(may_set_owner(request.user, task))) for task in tasks
    ]
    return page(
        request,
        "plans/plan.html",
        plan=found,
        groups=_by_heading(rows),
        count=len(rows),
        told=bool(told),
        own=own,
        progress=queries.progress(found),
        may_change=bool(may_change(request.user, found)),
        dropped=_dropped(found) if own else [],
    )


def _counting(request: StaffRequest, found: Plan) -> list[PlanTask]:
    return list(queries.tasks_of(request.user, found).exclude(state=TaskState.DROPPED))


def _dropped(found: Plan) -> list[PlanTask]:
    return list(found.tasks.filter(state=TaskState.DROPPED))


Row = tuple[Card, Any, bool]


def _by_heading(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """The rows under their first two headings, in the document's order."""
    groups: list[tuple[str, list[Row]]] = []
    for row in rows:
        heading = " › ".join(row[0].task.headings[:2])
        if not groups or groups[-1][0] != heading:
            groups.append((heading, []))
        groups[-1][1].append(row)
    return groups


def export(request: StaffRequest, pk: int) -> HttpResponse:
    found = readable_plan(request, pk)
    return download(task_table(_counting(request, found)), f"{found.title[:60]}（任务分工）.xlsx")


def original(request: StaffRequest, pk: int) -> FileResponse:
    """The document as it was uploaded, for those who read the whole plan."""
    found = readable_plan(request, pk)
    if not may(request.user, READ, found.organisation):
        raise Http404
    return FileResponse(found.original.open("rb"), as_attachment=True, filename=found.file_name)
