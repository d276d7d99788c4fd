"""The clean-up of normative documents: collected, proposed, decided, published in one act."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem, Genre
from mingbai.disclosures.actions.drafting import create
from mingbai.disclosures.actions.lifecycle import mark_validity
from mingbai.disclosures.models import CleanUp, CleanUpItem, Information, Openness, Validity
from mingbai.disclosures.policies import may_clean_up, may_create, may_decide_item, may_propose
from mingbai.disclosures.queries import is_listed, listed, progress
from mingbai.disclosures.rules import plain
from mingbai.disclosures.rules.clean_up import ENDING, Line, left_out, result_html
from mingbai.disclosures.states import Stage, Status
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role

DECIDE = "upkeep.decide"
VALIDITY = {
    CleanUpItem.Result.REPEAL: Validity.REPEALED,
    CleanUpItem.Result.EXPIRED: Validity.EXPIRED,
}


@transaction.atomic
def open_clean_up(
    *,
    organisation: Organisation,
    title: str,
    year: int,
    organisations: Sequence[Organisation],
    genres: Sequence[Genre],
    written_before: date,
    by: User,
) -> CleanUp:
    """Begin a campaign and collect its documents; organisations count with everything below them."""
    require(may_clean_up(by, organisation))
    for one in organisations:
        require(may_clean_up(by, one))
    errors = {
        name: message
        for name, missing, message in (
            ("title", not title.strip(), "请填写清理的名称。"),
            ("year", not 2000 <= year <= 2100, "请填写四位数的年度。"),
            ("organisations", not organisations, "请选择清理哪些单位的文件。"),
            ("genres", not genres, "请选择清理哪些体裁的文件。"),
        )
        if missing
    }
    if errors:
        raise ValidationError(errors)
    clean_up = CleanUp.objects.create(
        organisation=organisation,
        title=one_line(title)[:200],
        year=year,
        written_before=written_before,
        created_by=by,
        created_at=clock.now(),
    )
    clean_up.organisations.set(organisations)
    clean_up.genres.set(genres)
    found = _collect(clean_up)
    if not found:
        raise ValidationError("按这些条件没有找到现行有效的文件，请放宽条件。")
    _event("open", clean_up, by, {"documents": found})
    return clean_up


@transaction.atomic
def collect(*, clean_up: CleanUp, by: User) -> int:
    """Take in documents that came to fit the conditions since; returns how many."""
    require(may_clean_up(by, clean_up.organisation))
    _hold(clean_up, CleanUp.State.OPEN)
    found = _collect(clean_up)
    if found:
        _event("collect", clean_up, by, {"documents": found})
    return found


def _collect(clean_up: CleanUp) -> int:
    """Public texts of the chosen kinds that are in force and not yet in the campaign."""
    paths = [one.path for one in clean_up.organisations.all()]
    reached = [one.pk for path in paths for one in Organisation.objects.filter(path__startswith=path)]
    rows = listed().filter(
        organisation__in=reached,
        genre__in=clean_up.genres.all(),
        written_on__lt=clean_up.written_before,
        validity__in=[Validity.IN_FORCE, Validity.AMENDED, ""],
    )
    fresh = rows.exclude(pk__in=clean_up.items.values("information")).values_list("pk", flat=True)
    items = [CleanUpItem(clean_up=clean_up, information_id=pk) for pk in fresh.order_by("pk")]
    CleanUpItem.objects.bulk_create(items, batch_size=500)
    return len(items)


@transaction.atomic
def propose_results(*, items: Iterable[CleanUpItem], result: str, reason: str, by: User) -> int:
    """The units say what is to become of their documents; an earlier decision on them is taken back."""
    _check(result, reason)
    rows = _held(items)
    for row in rows:
        require(may_propose(by, row))
    _write(
        rows,
        proposal=result,
        reason=storable(reason).strip()[:300],
        proposed_by=by,
        proposed_at=clock.now(),
        decision="",
        decision_reason="",
        decided_by=None,
        decided_at=None,
    )
    place = rows[0].information.organisation
    _event("propose", rows[0].clean_up, by, {"documents": len(rows), "result": result}, place)
    return len(rows)


@transaction.atomic
def decide_results(*, items: Iterable[CleanUpItem], by: User, result: str = "", reason: str = "") -> int:
    """Who leads the campaign decides many documents at once; without `result` as the units propose."""
    rows = _held(items)
    for row in rows:
        require(may_decide_item(by, row))
        decision = result or row.proposal
        grounds = storable(reason).strip()[:300] or ("" if decision != row.proposal else row.reason)
        _check(decision, grounds)
        row.decision, row.decision_reason = decision, grounds
        row.decided_by, row.decided_at = by, clock.now()
    CleanUpItem.objects.bulk_update(
        rows, ["decision", "decision_reason", "decided_by", "decided_at"], batch_size=200
    )
    _event("decide", rows[0].clean_up, by, {"documents": len(rows), "result": result or "as proposed"})
    return len(rows)


def _check(result: str, reason: str) -> None:
    errors = {}
    if result not in CleanUpItem.Result.values:
        errors["result"] = "请选择清理意见。"
    if result != CleanUpItem.Result.KEEP and not reason.strip():
        errors["reason"] = "修改、废止、宣布失效的，请写明理由。"
    if errors:
        raise ValidationError(errors)


def _held(items: Iterable[CleanUpItem]) -> list[CleanUpItem]:
    """The rows as they are now, of one campaign that is open and held until the end."""
    pks = [one.pk for one in items]
    if not pks:
        raise ValidationError("请先勾选文件。")
    rows = list(
        CleanUpItem.objects.filter(pk__in=pks)
        .select_related("clean_up__organisation", "information__organisation")
        .order_by("pk")
    )
    if len({row.clean_up_id for row in rows}) != 1:
        raise ValidationError("勾选的文件不属于同一次清理，请刷新页面。")
    _hold(rows[0].clean_up, CleanUp.State.OPEN)
    return rows


def _write(rows: list[CleanUpItem], **values: object) -> None:
    CleanUpItem.objects.filter(pk__in=[row.pk for row in rows]).update(**values)


@transaction.atomic
def finish_deciding(*, clean_up: CleanUp, by: User) -> CleanUp:
    """Close the work on single documents: every one of them must be decided."""
    require(may_clean_up(by, clean_up.organisation))
    _hold(clean_up, CleanUp.State.OPEN)
    left = progress(clean_up.items.all()).undecided
    if left:
        raise Denied(f"还有 {left} 件文件没有决定，不能公布清理结果。")
    return _move(clean_up, CleanUp.State.DECIDED, "finish", by)


@transaction.atomic
def reopen(*, clean_up: CleanUp, reason: str, by: User) -> CleanUp:
    """Take the decisions up again, as long as no list is on its way."""
    require(may_clean_up(by, clean_up.organisation))
    _hold(clean_up, CleanUp.State.DECIDED)
    result = clean_up.result
    if result is not None and result.stage != Stage.DISCARDED:
        raise Denied("结果清单已经起草。要改决定，请先作废那份清单稿件。")
    if not reason.strip():
        raise ValidationError({"reason": "请写明为什么要重新决定。"})
    return _move(clean_up, CleanUp.State.OPEN, "reopen", by, result=None)


@transaction.atomic
def draft_list(
    *, clean_up: CleanUp, by: User, item: CatalogueItem | None = None, genre: Genre | None = None
) -> Information:
    """Draft the one record that publishes all results; it goes through the usual review."""
    require(may_clean_up(by, clean_up.organisation))
    require(may_create(by, clean_up.organisation))
    _hold(clean_up, CleanUp.State.DECIDED)
    if clean_up.result is not None and clean_up.result.stage != Stage.DISCARDED:
        raise Denied("结果清单已经起草，请直接办理那份稿件。")
    place = clean_up.organisation
    information = create(
        organisation=place,
        by=by,
        title=f"{place.name}关于公布{clean_up.year}年文件清理结果的公告",
        written_on=clock.today(),
        openness=Openness.PROACTIVE,
        genre=genre or Genre.objects.filter(name__in=["公告", "通告", "通知"]).order_by("order").first(),
        catalogue_item=item,
        body=result_html(place.name, clean_up.year, lines_of(clean_up)),
    )
    clean_up.result = information
    clean_up.save(update_fields=["result"])
    _event("draft", clean_up, by, {"information": information.pk})
    return information


def lines_of(clean_up: CleanUp) -> list[Line]:
    rows = clean_up.items.select_related("information__organisation")
    return [
        Line(
            row.decision,
            row.information.title,
            row.information.document_number,
            row.information.organisation.name,
            row.information.written_on,
            row.decision_reason,
        )
        for row in rows
    ]


def follow(information: Information) -> None:
    """Told of every public change: the list's publication puts all decisions into effect with it.

    Raises Denied, and so stops the publication, when the list does not name what it ends.
    """
    for clean_up in CleanUp.objects.select_for_update(of=("self",)).filter(result_id=information.pk):
        if is_listed(information) and clean_up.state == CleanUp.State.DECIDED:
            _apply(clean_up, information)
        elif is_listed(information):
            CleanUp.objects.filter(pk=clean_up.pk).update(withdrawn_at=None)
        elif information.status in {Status.WITHDRAWN, Status.REMOVED, Status.MERGED}:
            _warn(clean_up)


def _apply(clean_up: CleanUp, result: Information) -> None:
    if progress(clean_up.items.all()).undecided:
        raise Denied("还有文件没有决定，清理结果不能公布。")
    if missing := left_out(lines_of(clean_up), plain(result.body)):
        raise Denied(f"清单里没有写到决定废止或者失效的文件“{'”“'.join(missing[:3])}”，请补上后再发布。")
    ending = clean_up.items.filter(decision__in=ENDING).select_related("information")
    for item in ending.order_by("information__pk"):
        _end(item, result)
    clean_up.state, clean_up.published_at = CleanUp.State.PUBLISHED, clock.now()
    clean_up.save(update_fields=["state", "published_at"])
    _event("publish", clean_up, None, {"information": result.pk})


def _end(item: CleanUpItem, result: Information) -> None:
    validity = VALIDITY[CleanUpItem.Result(item.decision)]
    row = item.information
    if row.status != Status.PUBLISHED or row.validity in (Validity.REPEALED, Validity.EXPIRED):
        note = f"公布时该文件已是“{row.get_validity_display() or row.get_status_display()}”，没有再改"
    else:
        mark_validity(information=row, validity=validity, note=item.decision_reason, by=None, through=result)
        note = f"已标注{validity.label}"
    CleanUpItem.objects.filter(pk=item.pk).update(applied_at=clock.now(), applied_note=note)


def _warn(clean_up: CleanUp) -> None:
    """Taking the list back undoes nothing silently: the campaign says so until somebody sees to it."""
    if clean_up.state == CleanUp.State.PUBLISHED and clean_up.withdrawn_at is None:
        clean_up.withdrawn_at = clock.now()
        clean_up.save(update_fields=["withdrawn_at"])
        _event("list_withdrawn", clean_up, None, {})


@transaction.atomic
def close_clean_up(*, clean_up: CleanUp, note: str, by: User) -> CleanUp:
    """End a campaign whose list is public, or cancel one without: the note says what came of it."""
    require(may_clean_up(by, clean_up.organisation))
    if not note.strip():
        raise ValidationError({"note": "请写明这次清理的结果，或者取消的理由。"})
    _hold(clean_up, CleanUp.State.OPEN, CleanUp.State.DECIDED, CleanUp.State.PUBLISHED)
    published = clean_up.state == CleanUp.State.PUBLISHED
    if not published and clean_up.result is not None and clean_up.result.stage != Stage.DISCARDED:
        raise Denied("结果清单还在办理。要取消这次清理，请先作废那份清单稿件。")
    state = CleanUp.State.CLOSED if published else CleanUp.State.CANCELLED
    return _move(clean_up, state, "close" if published else "cancel", by, closing_note=note.strip()[:300])


def _hold(clean_up: CleanUp, *states: str) -> None:
    """Take the campaign's row; Denied when it is in none of the states any more."""
    row = CleanUp.objects.select_for_update(of=("self",)).get(pk=clean_up.pk)
    clean_up.state, clean_up.result_id = row.state, row.result_id
    if row.state not in states:
        raise Denied(f"这次清理现在是“{row.get_state_display()}”，不能这样办理。请刷新页面。")


def _move(clean_up: CleanUp, state: str, verb: str, by: User, **values: object) -> CleanUp:
    for name, value in {"state": state, **values}.items():
        setattr(clean_up, name, value)
    clean_up.save(update_fields=["state", *values])
    _event(verb, clean_up, by, {})
    return clean_up


def _event(
    verb: str,
    clean_up: CleanUp,
    by: User | None,
    detail: dict[str, object],
    place: Organisation | None = None,
) -> None:
    """`place` is where the person acts, when that is not the organisation that leads the campaign."""
    place = place or clean_up.organisation
    append(
        verb=f"clean_up.{verb}",
        by=by,
        subject=clean_up,
        organisation=place,
        role=acting_role(by, DECIDE, place) if by is not None else "",
        detail=detail,
    )
