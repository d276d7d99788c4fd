"""Into publication, and to the authority (第四十九条)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.annual.actions.recording import held, trail
from mingbai.annual.exports.pages import as_html
from mingbai.annual.models import AnnualReport
from mingbai.annual.policies import may_do, may_hand_over
from mingbai.annual.queries.reach import WRITE
from mingbai.annual.queries.shown import shown
from mingbai.annual.states import State, Verb
from mingbai.catalogue.models import Genre
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.models import Information, Openness, Standing
from mingbai.disclosures.states import Stage
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.notifications.actions import Draft, notify_many
from mingbai.organisations.models import Role
from mingbai.organisations.queries import nearest_holders


@transaction.atomic
def hand_over(*, report: AnnualReport, by: User) -> Information:
    """Make what was signed a draft record of the organisation; review and publishing are as always.

    A report signed anew changes its record: a correction, which goes through review too.
    """
    report = held(report)
    require(may_hand_over(by, report))
    body, record = as_html(shown(report)), report.information
    if record is not None and record.stage != Stage.DISCARDED:
        record = _changed(record, body, by)
    else:
        record = disclosures.create(
            organisation=report.organisation,
            by=by,
            title=report.title,
            body=body,
            written_on=clock.today(),
            genre=Genre.objects.filter(name="报告").first(),
            openness=Openness.PROACTIVE,
            standing=Standing.PERIODIC,
        )
        report.information = record
        report.save(update_fields=["information"])
    trail(report, by, "hand_over", record=record.index_number)
    return record


def _changed(record: Information, body: str, by: User) -> Information:
    if record.working_copy.body == body:
        raise ValidationError("报告已经转为稿件，内容没有变化。请到稿件里提交审核。")
    return disclosures.edit(information=record, by=by, base=record.latest_revision_id, body=body)


@transaction.atomic
def hand_in(*, report: AnnualReport, by: User, to: str = "") -> AnnualReport:
    """Hand the signed report in to the authority: from now on it counts as 已报送."""
    report = held(report)
    require(may_do(by, Verb.HAND_IN, report))
    parent = report.organisation.get_parent()
    name = one_line(to)[:100] or (parent.name if parent else "")
    if not name:
        raise ValidationError({"to": "请填写报送给哪个机关。"})
    report.state, report.handed_in_by = State.HANDED_IN, by
    report.handed_in_on, report.handed_in_to = clock.today(), name
    report.save()
    if parent is not None:
        held_by = nearest_holders(parent, Role.COUNTY_OFFICE)
        text = f"{report.organisation}报来了{report.year}年政府信息公开工作年度报告。"
        key = f"annual:in:{report.pk}:{report.signing_id}"
        notify_many([Draft(one.user, text, key, report.get_absolute_url()) for one in held_by])
    trail(report, by, "hand_in", WRITE, to=name)
    return report
