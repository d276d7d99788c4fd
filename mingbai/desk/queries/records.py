"""One record as a page shows it: where it stands, its text, its findings, its facts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Field
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from mingbai.accounts.models import User
from mingbai.desk.rules import markup, words
from mingbai.desk.rules.masking import may_mask
from mingbai.desk.rules.spans import Span, marked
from mingbai.disclosures.models import Audience, CheckReport, FindingAnswer, Information
from mingbai.disclosures.policies import may_decide
from mingbai.disclosures.queries import files_of
from mingbai.disclosures.states import Stage, Status
from mingbai.lib import clock
from mingbai.lib.differences import differences
from mingbai.lib.html import clean_html
from mingbai.organisations.authorisation import roles_for
from mingbai.organisations.models import Role
from mingbai.organisations.queries import nearest_holders
from mingbai.reviews.models import ACTION_OF_STEP, ReviewState
from mingbai.reviews.queries import history_of, open_state, step_of


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
    public = information.status == Status.PUBLISHED
    drafting = "正在更正，公众看到的还是原来的内容" if public else "正在拟稿"
    return {
        Stage.DRAFT: Standing(drafting, who=str(information.last_edited_by or "")),
        Stage.RETURNED: Standing("已退回，等待修改", who=str(information.drafted_by or "")),
        Stage.APPROVED: _approved(information),
        Stage.DONE: Standing(_done(information)),
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


def _done(information: Information) -> str:
    if information.status != Status.PUBLISHED or information.published_at is None:
        return information.get_status_display()
    return f"已公开，{information.published_at.astimezone(clock.CHINA):%Y年%m月%d日 %H:%M} 发布"


def public_address(information: Information) -> str:
    """The lasting address under which everybody reads it now; "" when the public does not see it."""
    if information.status != Status.PUBLISHED or information.audience != Audience.PUBLIC:
        return ""
    return settings.MINGBAI_BASE_URL + information.get_absolute_url()


def returned_with(information: Information) -> ReviewState | None:
    """The decision that sent a text back, while it waits for its drafter."""
    if information.stage != Stage.RETURNED:
        return None
    return history_of(information).filter(status="rejected").order_by("-finished_at").first()


def decidable(user: User, information: Information, standing: Standing) -> bool:
    return standing.state is not None and bool(may_decide(user, information, standing.state))


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
    def may_be_false(self) -> bool:
        """Whether a second person may have the county's checks forget it for ever."""
        return self.finding["kind"] == "wording"

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
