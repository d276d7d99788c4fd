"""All answers on one page, sending them, and the receipt."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from mingbai.accounts.policies import lockout_address
from mingbai.asking import queries
from mingbai.asking.actions import challenges, drafts
from mingbai.asking.actions.submitting import submit
from mingbai.asking.forms.questions import form_for, unanswered
from mingbai.asking.models import Draft
from mingbai.asking.rules import steps
from mingbai.asking.values import Answers
from mingbai.asking.views.held import WORD, held_draft, open_draft
from mingbai.asking.views.privacy import page
from mingbai.foi.models import FoiRequest, Office


def check(request: HttpRequest) -> HttpResponseBase:
    """All answers, each with a way to change it; sending takes them as they are."""
    draft = held_draft(request)
    if draft is None:
        return redirect("apply_gone")
    # A second click finds the form sent, and the receipt.
    if draft.submitted_at is not None:
        return redirect("apply_receipt")
    held = open_draft(request)
    if held is None:
        return redirect("apply_gone")
    draft, answers = held
    offices = queries.offices()
    if missing := unanswered(answers, offices):
        return redirect(f"apply_{missing[0]}")
    if request.method != "POST":
        return _shown(request, draft, answers, offices, [])
    try:
        submit(draft=draft, proof=request.POST.get("proof", ""), address=lockout_address(request))
    except ValidationError as error:
        return _shown(request, draft, answers, offices, _problems(error), 422)
    return redirect("apply_receipt")


_STEP_OF = {
    "organisation": "organ", "kind": "kind", "applicant_kind": "who", "name": "name",
    "contact_person": "name", "identity_kind": "identity", "identity_number": "identity",
    "proofs": "identity", "content": "what", "form_wanted": "how", "delivery_wanted": "how",
    "telephone": "contact", "email": "contact", "address": "contact", "postcode": "contact",
}  # fmt: skip


def _problems(error: ValidationError) -> list[tuple[str, str]]:
    """(address of the question or "", what is wrong)."""
    if not hasattr(error, "error_dict"):
        return [("", words) for words in error.messages]
    return [
        (f"apply_{_STEP_OF[name]}" if name in _STEP_OF else "", words)
        for name, found in error.message_dict.items()
        for words in found
    ]


def _shown(
    request: HttpRequest,
    draft: Draft,
    answers: Answers,
    offices: list[tuple[Office, str]],
    problems: list[tuple[str, str]],
    status: int = 200,
) -> HttpResponseBase:
    return page(
        request, "check.html", status, problems=problems, rows=_rows(draft, answers, offices),
        office=_office(answers, offices), answers=answers,
        challenge_json=json.dumps(challenges.new_challenge()),
    )  # fmt: skip


def _office(answers: Answers, offices: list[tuple[Office, str]]) -> Office | None:
    return next((one for one, _ in offices if str(one.organisation_id) == answers.get("organisation")), None)


def _rows(draft: Draft, answers: Answers, offices: list[tuple[Office, str]]) -> list[dict[str, Any]]:
    """label, value and address of the question of every answer; files and joint applicants among them."""
    rows = []
    for name in steps.NAMES[:-1]:
        form = form_for(name, answers, offices, answers.fields)
        for bound in form:
            value = str(answers.fields.get(bound.name, ""))
            words = dict(getattr(bound.field, "choices", ())).get(value, value)
            if bound.name != "proofs" and words:
                rows.append({"label": bound.label.partition("（")[0], "value": words, "to": f"apply_{name}"})
    files = "、".join(name for _, name in queries.file_names(draft)) or "没有传"
    rows.append({"label": "证件照片和材料", "value": files, "to": "apply_identity"})
    others = "、".join(one["name"] for one in answers.others) or "没有"
    return [*rows, {"label": "一起申请的人", "value": others, "to": "apply_others"}]


def receipt(request: HttpRequest) -> HttpResponseBase:
    """The number and the query code: for half an hour in this browser, and nowhere else ever."""
    draft = held_draft(request)
    found = queries.receipt_of(draft) if draft is not None else None
    if found is None:
        return redirect("apply_gone")
    asked = FoiRequest.objects.select_related("organisation").get(pk=found.request)
    office = Office.objects.filter(organisation=asked.organisation).first()
    return page(
        request, "receipt.html", receipt=found, groups=found.code.split("-"), asked=asked, office=office
    )


def forget(request: HttpRequest) -> HttpResponseBase:
    """Clear form or receipt from a computer that others use too."""
    draft = held_draft(request)
    if draft is not None:
        drafts.erase(draft)
    request.session.pop(WORD, None)
    return redirect("apply")
