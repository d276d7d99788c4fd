"""Issues at the county office: the list, one issue, and its verbs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingbai.disclosures.queries import listed
from mingbai.documents.official.typefaces import NoChineseFont
from mingbai.gazette import actions, policies
from mingbai.gazette.exports.pdf import pdf
from mingbai.gazette.forms import BlankForm, EmptyForm, FactsForm, NewForm, ReasonForm, SectionsForm
from mingbai.gazette.models import Issue
from mingbai.gazette.queries import issues
from mingbai.gazette.queries.offering import offered_copy, standings
from mingbai.gazette.states import IssueState
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.policies import may_anywhere
from mingbai.portal.models import SiteSettings
from mingbai.shell.exports import download
from mingbai.shell.paging import number_in
from mingbai.shell.views import StaffRequest, form_page, page, words_of

FACTS = (
    "year", "number", "total_number", "planned_on", "masthead", "sponsor", "editor", "address", "telephone",
    "giving",
)  # fmt: skip
LATER = "文字已经定稿，PDF 还没有做好，系统一两分钟里会再做。"


def find(pk: int) -> Issue:
    return get_object_or_404(Issue.objects.select_related("organisation", "frozen_by", "issued_by"), pk=pk)


def sent(request: StaffRequest) -> Any:
    """What was sent for a form that is only a button: nothing but the button counts."""
    return {} if request.method == "POST" else None


def listing(request: StaffRequest) -> HttpResponse:
    rows = Issue.objects.all()
    numbers = set(rows.values_list("total_number", flat=True))
    missing = sorted(set(range(1, max(numbers, default=0))) - numbers)
    return page(
        request,
        "gazette/list.html",
        drafts=[row for row in rows if row.state != IssueState.ISSUED],
        years=issues.by_year(row for row in rows if row.state == IssueState.ISSUED),
        missing=missing[:50],
        waiting=issues.handed_in().count(),
        edits=bool(may_anywhere(request.user, policies.EDIT)),
    )


def create(request: StaffRequest) -> HttpResponse:
    today = clock.today()
    number, total = issues.next_numbers(today.year)
    initial = {"year": today.year, "number": number, "total_number": total, "planned_on": today}
    form = NewForm(request.POST or None, initial=initial)
    made: list[Issue] = []

    def do(**values: Any) -> None:
        made.append(actions.open_issue(by=request.user, **values))

    answer = form_page(
        request, form, do, "已建立，栏目和版权页照上一期，可以改。", "gazette:list",
        heading="编一期新公报", submit="建立",
    )  # fmt: skip
    return redirect("gazette:issue", pk=made[0].pk) if made else answer


def issue(request: StaffRequest, pk: int) -> HttpResponse:
    row, user = find(pk), request.user
    contents = issues.contents_of(row)
    entries = [entry for _, lines in contents for entry in lines]
    known = dict(zip([one.pk for one in entries], standings(entries), strict=True)) if row.frozen_at else {}
    edits = bool(policies.may_edit(user, row))
    may_issue = policies.may_issue(user, row)
    return page(
        request,
        "gazette/issue.html",
        issue=row,
        contents=[(section, [(one, known.get(one.pk)) for one in lines]) for section, lines in contents],
        count=len(entries),
        copies=list(row.copies.all()),
        offered=offered_copy(row, entries, list(known.values())) if known else None,
        current=issues.copy_of(row),
        edits=edits,
        frozen=row.state == IssueState.FROZEN,
        may_issue=may_issue,
        blanks=bool(policies.may_blank(user, row)),
        returns=bool(policies.may_send_back(user, row)),
        assemblers=list(row.assemblers.all()),
        deliveries=issues.deliveries(row),
    )


def choose(request: StaffRequest, pk: int) -> HttpResponse:
    """What could go in: handed in, published since the last issue, missed, corrected, or looked for."""
    row = find(pk)
    require(policies.may_edit(request.user, row))
    typed = one_line(request.GET.get("q", ""))[:100]
    fresh, missed = issues.proposed()
    return page(
        request,
        "gazette/choose.html",
        issue=row,
        typed=typed,
        found=issues.found_by_words(typed) if typed else [],
        handed_in=list(issues.handed_in()),
        fresh=fresh,
        missed=missed,
        corrected=issues.corrected_since(),
    )


@require_POST
def put_in(request: StaffRequest, pk: int) -> HttpResponse:
    """One or several records; each that cannot go in says why."""
    row = find(pk)
    wanted = [number_in(one) for one in request.POST.getlist("record")]
    texts = listed().filter(pk__in=[one for one in wanted if one is not None])
    done = 0
    for text in texts.order_by("organisation__path", "published_at", "pk"):
        try:
            actions.put_in(issue=row, information=text, by=request.user)
        except (ValidationError, Denied) as refusal:
            messages.error(request, f"《{text.title}》：{''.join(words_of(refusal))}")
        else:
            done += 1
    if done:
        messages.success(request, f"已编入 {done} 篇。")
    elif not wanted:
        messages.error(request, "没有选文件。请在要刊登的文件前面打勾。")
    return redirect("gazette:issue" if done else "gazette:choose", pk=pk)


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(pk)
    require(policies.may_edit(request.user, row))
    form = FactsForm(request.POST or None, initial={name: getattr(row, name) for name in FACTS})
    return verb(request, row, form, actions.change_issue, "已保存。", "期号和版权页", "保存")


def sections(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(pk)
    require(policies.may_edit(request.user, row))
    names = "\n".join(one.name for one in row.sections.all())
    form = SectionsForm(request.POST or None, initial={"names": names})
    return verb(request, row, form, actions.set_sections, "栏目已保存。", "修改栏目", "保存")


def freeze(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(pk)
    require(policies.may_freeze(request.user, row))
    lines = [
        "定稿以后，每一篇的文字就是现在公开的版本，目录、页码、PDF 和网页都按它做，不能再改。",
        "然后由没有参加编辑的另一位同事核对出版。",
    ]
    frozen: list[Issue] = []

    def do(**_: Any) -> None:
        frozen.append(actions.freeze(issue=row, by=request.user))

    to = reverse("gazette:issue", args=[row.pk])
    answer = form_page(
        request, EmptyForm(sent(request)), do, "已定稿。", to, heading="定稿", subject=row.full_number,
        submit="定稿并制作 PDF", lines=lines,
    )  # fmt: skip
    if frozen:
        draw(request, row)
    return answer


def draw(request: StaffRequest, row: Issue, reason: str = "") -> None:
    """Make the file now; where that fails the sweep tries again."""
    try:
        made = actions.make_copy(issue=row, reason=reason, by=request.user)
    except NoChineseFont as problem:
        messages.error(request, str(problem))
    except (ValidationError, Denied) as refusal:
        messages.error(request, "".join(words_of(refusal)))
    else:
        messages.success(request, f"PDF 已做好，{made.pages} 页。") if made else messages.warning(
            request, LATER
        )


def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(pk)
    require(policies.may_send_back(request.user, row))
    form = ReasonForm(request.POST or None)
    return verb(request, row, form, actions.send_back, "已退回编辑。", "退回编辑", "退回")


def issue_out(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(pk)
    require(policies.may_issue(request.user, row))
    lines = ["请先打开 PDF 从头到尾看一遍。出版以后不能再改，错了只能在以后的公报里更正。"]
    return verb(
        request, row, EmptyForm(sent(request)), actions.issue_out, "已出版，网站上可以看到了。", "出版",
        "核对无误，出版", lines=lines,
    )  # fmt: skip


def blank(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(pk)
    require(policies.may_blank(request.user, row))
    form = BlankForm(request.POST or None, entries=issues.entries_of(row))
    answer = verb(
        request, row, form, actions.blank, "已停止提供原来的 PDF。", "停止提供 PDF 并重制", "停止提供并重制",
        danger=True,
        lines=[
            "选中的篇目从 PDF 里涂去，其他各页不变；网页上也不再显示它们的文字。原来的 PDF 留在内部存档。",
            "补录的扫描件不能涂，会一直停止提供。",
        ],
    )  # fmt: skip
    if answer.status_code == 302:
        draw(request, row, reason=form.cleaned_data["reason"])
    return answer


def drop_import(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(pk)
    form = EmptyForm(sent(request))
    return form_page(
        request, form, lambda: actions.drop_import(issue=row, by=request.user), "已删去。", "gazette:list",
        heading="删去这一期补录", subject=row.full_number, submit="删去", danger=True,
    )  # fmt: skip


def file(request: StaffRequest, pk: int, number: int = 0) -> HttpResponse:
    """The file as it will be or is; of a draft a proof, drawn on the spot. `number`: an older one."""
    row = find(pk)
    if number:
        copy = get_object_or_404(row.copies, number=number)
    else:
        found = issues.copy_of(row)
        if found is None:
            return _proof(row)
        copy = found
    with copy.file.open("rb") as content:
        return download(content.read(), f"{row}-{copy.number}.pdf")


def _proof(row: Issue) -> HttpResponse:
    contents = issues.contents_of(row)
    if not any(entries for _, entries in contents):
        raise Http404
    try:
        data = pdf(row, contents, site=SiteSettings.current().base_url, proof=True)
    except NoChineseFont as problem:
        raise Denied(str(problem)) from problem
    return download(data, f"{row}校样.pdf")


def verb(
    request: StaffRequest,
    row: Issue,
    form: forms.Form,
    action: Callable[..., Any],
    done: str,
    heading: str,
    submit: str,
    **context: Any,
) -> HttpResponse:
    def do(**values: Any) -> None:
        action(issue=row, by=request.user, **values)

    to = reverse("gazette:issue", args=[row.pk])
    return form_page(
        request, form, do, done, to, heading=heading, subject=row.full_number, submit=submit, **context
    )
