"""Sections one, five and six as the machine writes them today, with the figures they stand on."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, Sum
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.annual.models import AnnualReport
from mingbai.annual.queries import documents
from mingbai.annual.queries.below import tables_of
from mingbai.annual.rules import sentences
from mingbai.annual.rules.requests import Year
from mingbai.catalogue.models import Genre
from mingbai.duties import queries as duties
from mingbai.evaluation.models import Finding, Round
from mingbai.evaluation.states import FindingState, RoundState
from mingbai.foi.models import FeeNotice
from mingbai.foi.queries import figures as foi
from mingbai.organisations.models import Kind, Organisation
from mingbai.registers.models import MediaAccount
from mingbai.report_check.form import three
from mingbai.report_check.form.cells import name_of, total
from mingbai.report_check.form.forms import Tables
from mingbai.reports.queries import Reach, number
from mingbai.reports.queries.behind import address
from mingbai.reports.states import Of

INTERPRETATION = "政策解读"
GOVERNMENTS = (Kind.COUNTY, Kind.TOWNSHIP)
GROUPS = {
    "granted": ("三1",),
    "partly": ("三2",),
    "refused": ("三3",),
    "not_held": ("三4",),
    "not_processed": ("三5",),
    "other": ("三6",),
}


@dataclass(frozen=True)
class Written:
    """What the machine writes of one section. `figures`: label, number and address of the list or ""."""

    number: int
    text: str
    figures: list[dict[str, Any]] = field(default_factory=list)


def written(report: AnnualReport, by: User) -> list[Written]:
    """The six sections; two to four are tables and begin without text."""
    source = _Source(report, by)
    n = source.numbers
    government = report.organisation.kind in GOVERNMENTS
    texts = {
        1: sentences.overall(report.year, n, government),
        5: sentences.problems(n),
        6: sentences.others(n),
    }
    return [
        Written(one, texts.get(one, ""), source.figures_of(one) if one in texts else [])
        for one in range(1, 7)
    ]


class _Source:
    """The numbers of one report: those of its tables, and what else the platform knows of the year."""

    def __init__(self, report: AnnualReport, by: User) -> None:
        self.report, self.by, self.year = report, by, Year(report.year)
        self.below = report.inclusions.exists()
        self.reach = Reach(report.organisation, self.below, report.year, self.year.last)
        self.numbers: dict[str, Any] = {}
        self.shown: dict[int, list[dict[str, Any]]] = {1: [], 5: [], 6: []}
        self._tables(tables_of(report))
        self._published()
        self._registers()
        self._inspections()
        self._shortfalls()
        self._fees()

    def figures_of(self, section: int) -> list[dict[str, Any]]:
        return self.shown[section]

    def add(self, section: int, key: str, label: str, value: Any, url: str = "") -> None:
        self.numbers[key] = value
        if value is not None:
            self.shown[section].append({"key": key, "label": label, "number": value, "address": url})

    # -- the tables ------------------------------------------------------------------

    def _tables(self, tables: Tables) -> None:
        for key, label, row in (
            ("new", "新收申请", three.NEW),
            ("carried", "上年结转", three.CARRIED),
            ("done", "办结", three.DONE),
            ("left", "结转下年度", three.LEFT),
        ):
            value = tables.three[row][three.TOTAL]
            self.add(1, key, label, int(value or 0), self._cell("three", row, three.COLUMNS[three.TOTAL]))
        for key, starts in GROUPS.items():
            rows = [row for row in self.report.statutory.leaves if row.startswith(starts)]
            self.numbers[key] = total(tables.three[row][three.TOTAL] for row in rows)
        self._documents(tables)
        groups = [total(tables.four[start : start + 4]) for start in (0, 5, 10)]
        self.numbers |= {"reviews": groups[0], "suits": groups[1] + groups[2]}

    def _documents(self, tables: Tables) -> None:
        row = tables.two[documents.NORMATIVE[self.report.form]]
        names = dict(zip(documents.columns(self.report.form), row, strict=True))
        for key in ("made", "in_force", "ended"):
            value = names.get(key)
            self.numbers[key] = value if isinstance(value, int) else None

    def _cell(self, table: str, row: str, column: str) -> str:
        return reverse("annual:cell", args=[self.report.pk, name_of(table, row, column)])

    # -- the year's records -----------------------------------------------------------

    def _listed(self, key: str, label: str, /, **ask: Any) -> None:
        self.add(1, key, label, number(self.by, self.reach, ask), address(self.reach, ask))

    def _published(self) -> None:
        self._listed("records", "主动公开的信息", of=Of.RECORDS.value)
        genre = Genre.objects.filter(name=INTERPRETATION).first()
        if genre is None:
            self.numbers["interpretations"] = 0
        else:
            ask = {"of": Of.RECORDS.value, "by": "genre", "key": str(genre.pk)}
            self._listed("interpretations", INTERPRETATION, **ask)

    def _registers(self) -> None:
        for key, label, kind in (
            ("training", "政务公开培训", "training"),
            ("heard", "听取汇报", "meeting_heard"),
            ("visits", "督促检查", "inspection_visit"),
        ):
            self._listed(key, label, of=Of.ACTIVITIES.value, kind=kind)
        url, days = reverse("registers:accounts"), (self.year.first, self.year.last)
        rows = MediaAccount.objects.filter(self.reach.condition(), opened_on__lte=self.year.last)
        in_use = rows.filter(Q(closed_on=None) | Q(closed_on__gt=self.year.last)).count()
        self.add(1, "accounts", "年底在用的新媒体账号", in_use, url)
        self.add(1, "accounts_opened", "新开设的账号", rows.filter(opened_on__range=days).count(), url)
        self.add(1, "accounts_closed", "关停的账号", rows.filter(closed_on__range=days).count(), url)

    def _inspections(self) -> None:
        days = (self.year.first, self.year.last)
        found = Finding.objects.filter(self.reach.condition(), found_on__range=days)
        found = found.exclude(state=FindingState.CANCELLED)
        url = reverse("evaluation:findings")
        self.add(1, "findings", "督查发现的问题", found.count(), url)
        settled = found.filter(settled_on__lte=self.year.last).count()
        self.add(1, "findings_settled", "已了结的问题", settled, url)
        rounds = Round.objects.filter(state=RoundState.FROZEN, period_key__startswith=str(self.year.number))
        self.numbers["rounds"] = rounds.filter(organisation=self.report.organisation).count()

    def _shortfalls(self) -> None:
        lines = duties.instances(organisations=self._places(), start=self.year.first, end=self.year.last)
        counted = duties.count(lines)
        url = reverse("duties:lines")
        self.add(5, "missing", "没有完成的公开事项", counted.missing, url)
        self.add(5, "late", "逾期完成的公开事项", counted.late, url)
        rows = foi.counted(self._places()).filter(answered_on__gt=F("due_on"))
        late = rows.filter(answered_on__range=(self.year.first, self.year.last))
        self.add(5, "late_answers", "超过期限答复的申请", late.count())

    def _fees(self) -> None:
        rows = FeeNotice.objects.filter(
            self.reach.condition("request__organisation"),
            paid_on__range=(self.year.first, self.year.last),
        )
        charged = rows.aggregate(charged=Sum("amount"))["charged"] or 0
        self.add(6, "fees", "收取的信息处理费（元）", charged)
        self.add(6, "fee_notices", "收费的申请", rows.count())

    def _places(self) -> list[Organisation]:
        rows = Organisation.objects.filter(path__startswith=self.report.organisation.path)
        return list(rows) if self.below else [self.report.organisation]
