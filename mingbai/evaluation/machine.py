"""What the machine can say about a public record before a person checks it: never a verdict, only a look."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from lxml import html

from mingbai.checks.engine import run
from mingbai.checks.findings import NOTE, Finding
from mingbai.checks.queries import context_for
from mingbai.disclosures.actions.checking import subject_of
from mingbai.disclosures.models import FindingAnswer, Information, Validity
from mingbai.disclosures.queries import files_of
from mingbai.disclosures.rules import disclosure_due
from mingbai.disclosures.states import Status
from mingbai.lib import clock
from mingbai.timelimits.queries import calendar

OK, PROBLEM, UNKNOWN = "ok", "problem", "unknown"
WORDS = {
    OK: "没有发现问题",
    PROBLEM: "疑似有问题",
    UNKNOWN: "机器看不出，请人工判断",
    "": "机器看不出，请人工判断",
}
_RECORD = re.compile(r"^/r/(\d+)/")


@dataclass(frozen=True)
class Look:
    """`result` is ok, problem or unknown; `note` says in Chinese what was seen."""

    result: str
    note: str = ""


class Subject:
    """One record with what is looked up once for all lines."""

    def __init__(self, information: Information, digest: str) -> None:
        self.information, self.digest = information, digest

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Findings of the checks on the public text that nobody has answered for."""
        found = run(subject_of(self.information), context_for(self.information.organisation, clock.today()))
        answered = set(
            FindingAnswer.objects.filter(information=self.information).values_list("fingerprint", flat=True)
        )
        return tuple(one for one in found if one.fingerprint not in answered and one.severity != NOTE)

    def of_kind(self, *kinds: str) -> Look:
        found = [one for one in self.findings if one.kind in kinds]
        if not found:
            return Look(OK)
        places = "；".join(f"{one.place}：{one.message}" for one in found[:3])
        return Look(PROBLEM, f"{len(found)} 处。{places}"[:500])


def look(name: str, subject: Subject) -> Look:
    """What the machine sees for one line; unknown where it cannot look."""
    return LOOKS[name](subject) if name in LOOKS else Look(UNKNOWN)


def _timely(subject: Subject) -> Look:
    information = subject.information
    if information.written_on is None or information.published_at is None:
        return Look(UNKNOWN, "没有成文日期，算不出期限。")
    due = disclosure_due(information.written_on, calendar())
    on = information.published_at.astimezone(clock.CHINA).date()
    if on <= due:
        return Look(OK, f"成文 {information.written_on}，公开 {on}，期限 {due}。")
    return Look(PROBLEM, f"成文 {information.written_on}，期限 {due}，{on} 才公开，晚 {(on - due).days} 天。")


def _unchanged(subject: Subject) -> Look:
    if subject.information.public_digest == subject.digest:
        return Look(UNKNOWN, "内容与抽取时一样，请核对对错。")
    return Look(UNKNOWN, "抽取以后内容更正过，请按更正前后核对。")


def _complete(subject: Subject) -> Look:
    information = subject.information
    wanted = {
        "公开事项": information.catalogue_item_id,
        "主题分类": information.theme_id,
        "体裁": information.genre_id,
        "成文日期": information.written_on,
        "正文或附件": information.body or information.attachments,
    }
    if information.genre and information.genre.is_policy:
        wanted["发文字号"] = information.document_number
    empty = [name for name, value in wanted.items() if not value]
    return Look(PROBLEM, f"没有填：{'、'.join(empty)}。") if empty else Look(OK)


def _attachments(subject: Subject) -> Look:
    files = files_of(subject.information)
    broken = [file.public_name or file.name for file in files if not file.is_out()]
    if len(files) < len(subject.information.attachments):
        broken.append("已登记但找不到的附件")
    if broken:
        return Look(PROBLEM, f"公众下载不到：{'、'.join(broken)}。"[:500])
    return Look(OK, f"{len(files)} 个附件都在公开的存储里。" if files else "没有附件。")


def _page(subject: Subject) -> Look:
    information = subject.information
    if information.read_back_at is None:
        return Look(UNKNOWN, "还没有从公众一侧回读过。")
    if information.read_back_note:
        return Look(PROBLEM, information.read_back_note)
    on = information.read_back_at.astimezone(clock.CHINA)
    return Look(OK, f"{on:%Y-%m-%d %H:%M} 从公众一侧回读一致。")


def _links(subject: Subject) -> Look:
    body = subject.information.body
    anchors = html.fromstring(f"<div>{body}</div>").iter("a") if body else ()
    links = [str(anchor.get("href") or "") for anchor in anchors]
    inner = {int(found[1]) for link in links if (found := _RECORD.match(link))}
    open_ = set(
        Information.objects.filter(pk__in=inner, status=Status.PUBLISHED).values_list("pk", flat=True)
    )
    if inner - open_:
        return Look(PROBLEM, f"有 {len(inner - open_)} 个链接指向已经撤回或者不存在的信息。")
    outer = [link for link in links if link.startswith("http")]
    if outer:
        return Look(UNKNOWN, f"有 {len(outer)} 个站外链接，机器不访问外网，请点开看。")
    return Look(OK, "没有站外链接。")


def _dates(subject: Subject) -> Look:
    information = subject.information
    if information.published_at and information.issuer_name:
        return Look(OK, "发布时间和发布机构由系统显示。")
    return Look(PROBLEM, "没有发布时间或者发布机构。")


def _validity(subject: Subject) -> Look:
    information, today = subject.information, clock.today()
    expired = information.expires_on is not None and information.expires_on < today
    if expired and information.validity == Validity.IN_FORCE:
        return Look(PROBLEM, f"{information.expires_on} 已到期，仍标注有效。")
    return Look(OK, information.get_validity_display() or "不是政策性文件，不用标注。")


LOOKS: dict[str, Callable[[Subject], Look]] = {
    "timely": _timely,
    "unchanged": _unchanged,
    "complete": _complete,
    "attachments": _attachments,
    "personal": lambda subject: subject.of_kind("personal_data", "hidden"),
    "wording": lambda subject: subject.of_kind("wording", "document_number", "date"),
    "links": _links,
    "page": _page,
    "dates": _dates,
    "validity": _validity,
}
