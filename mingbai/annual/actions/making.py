"""Beginning an annual report, and taking the numbers its text stands on."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.annual.actions.recording import held, trail
from mingbai.annual.models import AnnualReport, Inclusion, Section
from mingbai.annual.policies import may_begin, may_do
from mingbai.annual.queries.parameters import expected_below
from mingbai.annual.queries.sections import Written, written
from mingbai.annual.states import Verb
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.report_check.form.forms import form_of


@transaction.atomic
def begin(*, organisation: Organisation, year: int, by: User) -> AnnualReport:
    """Begin the report about a year, in the form the year prescribes, with the text of today's numbers."""
    require(may_begin(by, organisation))
    form, today = form_of(year), clock.today()
    if form is None:
        raise ValidationError({"year": "2019年度起才有统一格式，以前的年度报告请直接作为稿件发布。"})
    if year > today.year:
        raise ValidationError({"year": f"{year}年还没有开始，不能编写年度报告。"})
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # two clicks begin one report
    if AnnualReport.objects.filter(organisation=organisation, year=year).exists():
        raise ValidationError({"year": f"{organisation}{year}年的报告已经在编写，请打开修改。"})
    report = AnnualReport.objects.create(
        organisation=organisation,
        year=year,
        form=form.name,
        # The public column of annual reports finds them by these words.
        title=f"{organisation.name}{year}年政府信息公开工作年度报告"[:200],
        as_of=today,
        made_by=by,
        made_at=clock.now(),
    )
    _include_new(report, by)
    _take_numbers(report, by)
    trail(report, by, "begin")
    return report


@transaction.atomic
def regenerate(*, report: AnnualReport, by: User) -> int:
    """Take the numbers of today; how many sections changed. What a person wrote stays."""
    report = held(report)
    require(may_do(by, Verb.WRITE, report))
    report.as_of = clock.today()
    report.save(update_fields=["as_of"])
    _include_new(report, by)
    changed = _take_numbers(report, by)
    trail(report, by, "regenerate", changed=changed)
    return changed


def _include_new(report: AnnualReport, by: User) -> None:
    """Organisations below that owe a report and are not yet named."""
    known = set(report.inclusions.values_list("organisation", flat=True))
    Inclusion.objects.bulk_create(
        Inclusion(report=report, organisation=place, by=by, at=clock.now())
        for place in expected_below(report.organisation, report.year)
        if place.pk not in known
    )


def _take_numbers(report: AnnualReport, by: User) -> int:
    known = {one.number: one for one in report.sections.all()}
    return sum(_write(report, known.get(one.number), one) for one in written(report, by))


def _write(report: AnnualReport, section: Section | None, one: Written) -> bool:
    """Put the machine's text in its place; True when it differs and somebody has to look."""
    if section is None:
        Section.objects.create(report=report, number=one.number, generated=one.text, figures=one.figures)
        return False
    if section.generated != one.text:
        section.before = section.before if section.changed else section.generated
        # Back to what it was before anybody looked is no change.
        section.changed = section.before != one.text
        section.before = section.before if section.changed else ""
    section.generated, section.figures = one.text, one.figures
    section.save()
    return section.changed
