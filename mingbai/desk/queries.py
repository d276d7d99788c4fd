"""What the desk shows a person: the menu, the tasks, the drafts, the lists, where a record stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Field, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from mingbai.accounts.models import User
from mingbai.desk.rules import markup, words
from mingbai.desk.rules.masking import may_mask
from mingbai.desk.rules.spans import Span, marked
from mingbai.disclosures.models import CheckReport, FindingAnswer, Information, Openness
from mingbai.disclosures.policies import may_decide, wrote
from mingbai.disclosures.queries import drafts_of, files_of, readable_by
from mingbai.disclosures.rules import disclosure_due
from mingbai.disclosures.states import Stage, Status
from mingbai.lib import clock
from mingbai.lib.differences import differences
from mingbai.lib.html import clean_html
from mingbai.organisations.authorisation import roles_for
from mingbai.organisations.models import Organisation, Role
from mingbai.organisations.policies import may_anywhere
from mingbai.organisations.queries import nearest_holders, scope_of, tree
from mingbai.reviews.models import ACTION_OF_STEP, ReviewState
from mingbai.reviews.queries import open_state, step_of, waiting_for
from mingbai.search.queries import MOST_HITS, Query, search
from mingbai.timelimits.queries import calendar

WARN_DAYS = 7  # five working days are at least this many days away
MOST_FOUND = 500


@dataclass(frozen=True)
class MenuItem:
    label: str
    name: str
    path: str


@dataclass(frozen=True)
class Tool:
    """A page of the administration: its actions, any of which opens it."""

    label: str
    name: str
    about: str
    actions: tuple[str, ...]


TOOLS = (
    Tool("机构", "desk:organisations", "新建、更名、合并、撤销机构", ("organisation.manage",)),
    Tool("人员", "desk:people", "任职、代办、账号和密码", ("staff.manage", "user.manage")),
    Tool("两步验证要求", "desk:second-factor", "哪些角色登录须用动态口令", ("second_factor.demand",)),
    Tool("审核步骤", "desk:routes", "各单位的稿件走哪几步", ("route.manage",)),
    Tool("用词词库", "desk:lexicon", "错误用词和正确写法", ("lexicon.manage",)),
    Tool("公开目录", "desk:catalogue", "公开事项和依据", ("record.read", "catalogue.manage")),
    Tool("索引号规则", "desk:index-rule", "新信息怎样编号", ("system.configure",)),
    Tool("操作记录", "desk:events", "谁在什么时候做了什么", ("event.read",)),
    Tool("权限表", "desk:permissions", "各角色能做什么", ()),
    Tool("栏目页面", "wagtailadmin_home", "编辑首页、指南等页面", ("cms.edit",)),
)


def menu_of(user: User) -> list[MenuItem]:
    """The main pages this person may open."""
    entries = [
        ("工作台", "desk:home", ""),
        ("稿件", "desk:records", "record.read"),
        ("检查文件", "desk:inspect", "document.inspect"),
        ("内部公开", "desk:internal", ""),
        ("管理", "desk:tools", ""),
    ]
    return [
        MenuItem(label, name, reverse(name))
        for label, name, action in entries
        if not action or may_anywhere(user, action)
    ]


def tools_of(user: User) -> list[Tool]:
    return [
        tool for tool in TOOLS if not tool.actions or any(may_anywhere(user, one) for one in tool.actions)
    ]


# -- home ----------------------------------------------------------------------


@dataclass(frozen=True)
class Task:
    """A review step that waits for this person."""

    state: ReviewState
    information: Information
    step: str
    left: str
    overdue: bool


def tasks_of(user: User) -> list[Task]:
    """What waits for this person's decision, oldest first, without texts of their own."""
    states = list(waiting_for(user, Information))
    ids = [int(state.workflow_state.object_id) for state in states]
    readable = readable_by(user).filter(stage=Stage.IN_REVIEW).in_bulk(ids)
    pairs = ((state, readable.get(pk)) for state, pk in zip(states, ids, strict=True))
    return [_task(state, found) for state, found in pairs if found and not wrote(user, found)]


def _task(state: ReviewState, information: Information) -> Task:
    left = words.days_left(state.due_on, clock.today())
    overdue = state.due_on is not None and state.due_on < clock.today()
    return Task(state, information, state.task.reviewtask.get_step_display(), left, overdue)


@dataclass(frozen=True)
class Drafts:
    """A person's own texts, by what they wait for."""

    returned: list[tuple[Information, str]]
    drafts: list[Information]
    under_review: list[tuple[Information, str]]
    approved: list[Information]


def own_texts(user: User) -> Drafts:
    """Returned ones come with the last reason, those under review with where they are."""
    texts = list(drafts_of(user).order_by("-edited_at")[:200])
    by_stage = {stage: [one for one in texts if one.stage == stage] for stage in Stage}
    reasons = _last_comments(by_stage[Stage.RETURNED])
    steps = _open_steps(by_stage[Stage.IN_REVIEW])
    return Drafts(
        returned=[(one, reasons.get(one.pk, "")) for one in by_stage[Stage.RETURNED]],
        drafts=by_stage[Stage.DRAFT],
        under_review=[(one, steps.get(one.pk, "")) for one in by_stage[Stage.IN_REVIEW]],
        approved=by_stage[Stage.APPROVED],
    )


def _states_of(texts: list[Information]) -> QuerySet[ReviewState]:
    return (
        ReviewState.objects.filter(
            workflow_state__content_type__app_label="disclosures",
            workflow_state__content_type__model="information",
            workflow_state__object_id__in=[str(one.pk) for one in texts],
        )
        .select_related("workflow_state", "task__reviewtask", "finished_by")
        .order_by("pk")
    )


def _last_comments(texts: list[Information]) -> dict[int, str]:
    if not texts:
        return {}
    states = _states_of(texts).exclude(comment="").filter(status="rejected")
    return {int(s.workflow_state.object_id): f"{s.finished_by}：{s.comment}" for s in states}


def _open_steps(texts: list[Information]) -> dict[int, str]:
    if not texts:
        return {}
    states = _states_of(texts).filter(status="in_progress", workflow_state__status="in_progress")
    return {
        int(s.workflow_state.object_id): "，".join(
            part
            for part in (
                f"等待{s.task.reviewtask.get_step_display()}",
                words.days_left(s.due_on, clock.today()),
            )
            if part
        )
        for s in states
    }


@dataclass(frozen=True)
class Due:
    """A text not yet public whose twenty working days end soon or have ended."""

    information: Information
    due: date
    left: str
    overdue: bool


def due_soon(user: User, most: int = 20) -> list[Due]:
    """Texts for proactive disclosure whose limit has passed or ends within five working days."""
    open_stages = [Stage.DRAFT, Stage.RETURNED, Stage.IN_REVIEW, Stage.APPROVED]
    rows = (
        readable_by(user)
        .filter(
            status=Status.UNPUBLISHED,
            stage__in=open_stages,
            written_on__lte=_written_by(clock.today()),
            openness__in=["", Openness.PROACTIVE],
        )
        .order_by("written_on")[:most]
    )
    return [_due(one) for one in rows]


def _due(information: Information) -> Due:
    assert information.written_on is not None
    due = disclosure_due(information.written_on, calendar())
    return Due(information, due, words.days_left(due, clock.today()), due < clock.today())


def _written_by(today: date) -> date:
    """The last day of writing whose limit ends within the warning time. Limits grow with the day."""
    day = today
    while disclosure_due(day, calendar()) > today + timedelta(days=WARN_DAYS):
        day -= timedelta(days=1)
    return day


def urgent_pending(user: User) -> QuerySet[Information]:
    return readable_by(user).filter(urgent_pending=True).order_by("published_at")


# -- lists ---------------------------------------------------------------------


def filtered(
    user: User, *, state: str, organisation: Organisation | None, own: bool
) -> QuerySet[Information]:
    """The records a person may read, newest change first. `state`: a stage or a status, or ""."""
    rows = readable_by(user).order_by("-edited_at", "-pk")
    if state in Stage.values:
        rows = rows.filter(stage=state)
    elif state in Status.values:
        rows = rows.filter(status=state)
    else:
        rows = rows.exclude(stage=Stage.DISCARDED)
    if organisation is not None:
        rows = rows.filter(organisation__path__startswith=organisation.path)
    if own:
        rows = rows.filter(Q(drafted_by=user) | Q(last_edited_by=user))
    return rows


def found_for(user: User, typed: str, rows: QuerySet[Information]) -> list[Information]:
    """Those of `rows` that hold the words, best first; at most MOST_FOUND hits are looked at.

    The index knows places in the tree; whether the very organisation is within the person's
    reach is asked of `rows`, so that nothing outside it shows in the list or in a count.
    """
    scope = scope_of(user, "search.staff")
    ids: list[int] = []
    for offset in range(0, MOST_FOUND, MOST_HITS):
        result = search(
            Query(
                book="staff",
                words=typed,
                organisation_paths=None if scope.all else reach(user, "search.staff"),
                offset=offset,
                limit=MOST_HITS,
            )
        )
        ids += [hit.record_id for hit in result.hits]
        if len(result.hits) < MOST_HITS:
            break
    found = rows.filter(scope_condition(user, "search.staff")).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def reach(user: User, action: str) -> tuple[str, ...]:
    """The tree paths at or below which the action reaches."""
    scope = scope_of(user, action)
    own = Organisation.objects.filter(pk__in=scope.ids).values_list("path", flat=True)
    return tuple(sorted({*scope.paths, *own}))


def scope_condition(user: User, action: str, field: str = "organisation") -> Q:
    return Q(**{f"{field}__in": organisations_of(user, action).values("pk")})


def organisations_of(user: User, action: str) -> QuerySet[Organisation]:
    """The organisations in which this person may do the action, in the tree's order."""
    return scope_of(user, action).filter(Organisation.objects.order_by("path"), "")


def indented(organisations: Iterable[Organisation]) -> list[tuple[int, str]]:
    """(id, name set in by depth) for a select box, in the order of the shown tree."""
    wanted = {one.pk for one in organisations}
    rows = [row for row in tree() if row.pk in wanted]
    top = min((row.depth for row in rows), default=1)
    return [(row.pk, "　" * (row.depth - top) + _named(row)) for row in rows]


def _named(row: Organisation) -> str:
    return f"{row.name}（已撤销）" if row.valid_to and row.valid_to < clock.today() else row.name


# -- one record ----------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """Where a text stands now: what, whose turn it is, until when."""

    where: str
    who: str = ""
    left: str = ""
    overdue: bool = False
    state: ReviewState | None = None


def standing_of(information: Information) -> Standing:
    """The line at the head of a record: where it is, whose turn, how many days are left."""
    if information.stage == Stage.IN_REVIEW:
        return _in_review(information)
    return {
        Stage.DRAFT: Standing("正在拟稿", who=str(information.last_edited_by or "")),
        Stage.RETURNED: Standing("已退回，等待修改", who=str(information.drafted_by or "")),
        Stage.APPROVED: _approved(information),
        Stage.DONE: Standing("已办结"),
        Stage.DISCARDED: Standing("已作废"),
    }[Stage(information.stage)]


def _in_review(information: Information) -> Standing:
    state = open_state(information)
    if state is None:
        return Standing("审核中")
    step = step_of(state)
    role = roles_for(ACTION_OF_STEP[step])[0]
    people = "、".join(str(held.user) for held in nearest_holders(information.organisation, role))
    overdue = state.due_on is not None and state.due_on < clock.today()
    left = words.days_left(state.due_on, clock.today())
    who = people or f"还没有人担任“{Role(role).label}”，请联系单位管理员"
    return Standing(f"等待{step.label}", who, left, overdue, state)


def _approved(information: Information) -> Standing:
    if information.go_live_at:
        return Standing(
            f"已签发，将在 {information.go_live_at.astimezone(clock.CHINA):%Y年%m月%d日 %H:%M} 发布"
        )
    return Standing("已签发，等待发布")


def decidable(user: User, information: Information, standing: Standing) -> bool:
    return standing.state is not None and bool(may_decide(user, information, standing.state))


def related_choices(user: User, typed: str, exclude: Information) -> list[Information]:
    """Published texts within this person's reach that hold the words; for links and merging."""
    rows = readable_by(user).filter(status=Status.PUBLISHED).exclude(pk=exclude.pk)
    return found_for(user, typed, rows)[:30] if typed.strip() else []


def pictures() -> tuple[str, str]:
    """How the addresses of pictures begin: as the public fetches them, and at the desk."""
    public, desk = reverse("file", args=[0]), reverse("desk:file", args=[0])
    return public[: public.rindex("0")], desk[: desk.rindex("0")]


def shown(body: str, place: str = "") -> SafeString:
    """A body as it may be put into a desk page: cleaned once more, pictures from `place` or the desk."""
    public, desk = pictures()
    return mark_safe(markup.with_addresses(clean_html(body), public, place or desk))  # noqa: S308 - cleaned


def side_by_side(old: str, new: str) -> dict[str, SafeString | None]:
    """Two bodies and their comparison, for a page; `diff` is None when they are too long."""
    first, second = shown(old), shown(new)
    diff = differences(first, second)
    return {
        "old": first,
        "new": second,
        "diff": None if diff is None else mark_safe(diff),  # noqa: S308 - made of two clean texts
    }


@dataclass(frozen=True)
class Shown:
    """A finding on a page: `anchor` leads to its place, `answer` is the reason a second person gave."""

    finding: dict[str, Any]
    anchor: str
    maskable: bool
    answer: FindingAnswer | None

    @property
    def place(self) -> str:
        return words.place_name(self.finding["where"])


def findings_of(information: Information, report: CheckReport | None) -> list[Shown]:
    answers = {one.fingerprint: one for one in information.finding_answers.select_related("by")}
    found = report.findings if report else []
    current = report is not None and report.digest == information.digest
    return [
        Shown(
            finding,
            f"finding-{number}" if finding["where"] == "body" and current and finding["end"] else "",
            current and may_mask(finding),
            answers.get(finding["fingerprint"]),
        )
        for number, finding in enumerate(found, 1)
    ]


def shown_with_findings(body: str, findings: list[Shown]) -> SafeString:
    """The body with each place of a finding marked; offsets count in the body's plain text."""
    spans = [
        (Span(one.finding["start"], one.finding["end"]), one.anchor, one.finding["severity"])
        for one in findings
        if one.anchor
    ]
    return mark_safe(marked(shown(body), spans)) if spans else shown(body)  # noqa: S308 - marks in clean text


FACTS = (
    "title",
    "summary",
    "document_number",
    "issuer_name",
    "co_issuers",
    "written_on",
    "genre",
    "theme",
    "catalogue_item",
    "keywords",
    "effective_on",
    "expires_on",
    "source_name",
    "source_url",
    "openness",
    "ground",
    "ground_note",
    "standing",
    "audience",
)


def _field(name: str) -> Field:
    field = Information._meta.get_field(name)
    assert isinstance(field, Field)
    return field


def plain_value(information: Information, name: str) -> str:
    """A content field in words."""
    value = getattr(information, name)
    labels = dict(_field(name).choices or ())
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return "" if value is None else str(labels.get(value, value))


def facts_of(information: Information) -> list[tuple[str, str]]:
    """(label, words) of every content field but body and files."""
    return [(str(_field(name).verbose_name), plain_value(information, name)) for name in FACTS]


def field_differences(old: Information, new: Information) -> list[tuple[str, str, str]]:
    """(label, before, after) of the content fields that differ, files by name; the body goes apart."""
    before, after = facts_of(old), facts_of(new)
    rows = [(label, was, now) for (label, was), (_, now) in zip(before, after, strict=True) if was != now]
    if list(old.attachments) != list(new.attachments):
        names = [("、".join(file.name for file in files_of(one))) for one in (old, new)]
        rows.append(("附件", names[0], names[1]))
    return rows
