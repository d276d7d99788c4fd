"""A circular drafted from results, edited by a person, handed over as a draft record for review."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.models import Information, Openness
from mingbai.evaluation.actions.recording import held, said, trail
from mingbai.evaluation.models import Circular, Inspection, Round
from mingbai.evaluation.policies import may_run
from mingbai.evaluation.queries.circulars import of_inspection, of_round
from mingbai.evaluation.rules.papers import Table, as_html
from mingbai.evaluation.states import InspectionState, RoundState
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

WRITE = "report.write"


@transaction.atomic
def draft_circular(*, by: User, organisation: Organisation, source: Inspection | Round) -> Circular:
    """A text with the numbers of what is finished, by who runs it: it names every unit's result."""
    require(may_run(by, source.organisation))
    require(may(by, WRITE, organisation))
    if isinstance(source, Inspection):
        if source.state != InspectionState.CLOSED:
            raise Denied("抽查办结以后才能起草通报，数字才不会再变。")
        paper, digest = of_inspection(source)
    else:
        if source.state != RoundState.FROZEN:
            raise Denied("考核结果固定以后才能起草通报，数字才不会再变。")
        paper, digest = of_round(source)
    table = paper.table
    circular = Circular.objects.create(
        organisation=organisation,
        inspection=source if isinstance(source, Inspection) else None,
        round=source if isinstance(source, Round) else None,
        title=paper.title[:200],
        paragraphs=list(paper.paragraphs),
        table={"caption": table.caption, "titles": list(table.titles), "rows": [list(r) for r in table.rows]},
        source_digest=digest,
        created_by=by,
        created_at=clock.now(),
    )
    _event(circular, by, verb="circular.draft")
    return circular


@transaction.atomic
def edit_circular(*, by: User, circular: Circular, title: str, paragraphs: Sequence[str]) -> Circular:
    """Change the words; the table's numbers come from the result and stay."""
    circular = _open(circular, by)
    circular.title = one_line(said(title, "title", "请填写标题。", 200))
    circular.paragraphs = [storable(one).strip() for one in paragraphs if one.strip()]
    if not circular.paragraphs:
        raise ValidationError({"paragraphs": "请填写正文。"})
    circular.save(update_fields=["title", "paragraphs"])
    _event(circular, by, verb="circular.edit")
    return circular


@transaction.atomic
def hand_over_circular(*, by: User, circular: Circular) -> Information:
    """Make it a draft record of the organisation; from there on the usual review decides."""
    circular = _open(circular, by)
    information = disclosures.create(
        organisation=circular.organisation,
        by=by,
        title=circular.title,
        body=as_html(circular.paragraphs, Table(**circular.table)),
        openness=Openness.PROACTIVE,
    )
    circular.information = information
    circular.save(update_fields=["information"])
    _event(circular, by, verb="circular.hand_over")
    return information


def _open(circular: Circular, by: User) -> Circular:
    circular = held(circular)
    require(may(by, WRITE, circular.organisation))
    if circular.information_id is not None:
        raise Denied("通报已经转为稿件，请到稿件里修改。")
    return circular


def _event(circular: Circular, by: User, *, verb: str) -> None:
    trail(verb=verb, by=by, subject=circular, organisation=circular.organisation, action=WRITE)
