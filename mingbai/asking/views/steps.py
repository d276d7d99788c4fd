"""One question to a page."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from mingbai.asking import queries
from mingbai.asking.actions import drafts
from mingbai.asking.forms.questions import OtherForm, Question, form_for, unanswered
from mingbai.asking.models import Draft
from mingbai.asking.rules import steps
from mingbai.asking.rules.advice import Advice, advice_on
from mingbai.asking.values import Answers
from mingbai.asking.views.held import new_draft, open_draft
from mingbai.asking.views.privacy import View, page
from mingbai.foi.states import ApplicantKind, Kind
from mingbai.foi.values import MOST_PEOPLE, Upload
from mingbai.lib import digests
from mingbai.organisations.models import Organisation


def question(name: str) -> View:
    """The page of a question."""

    def view(request: HttpRequest) -> HttpResponseBase:
        held = open_draft(request)
        if held is None and request.method != "POST":
            return redirect("apply" if name == steps.NAMES[0] else "apply_gone")
        answers = held[1] if held else Answers()
        offices = queries.offices()
        if request.method != "POST":
            return _shown(request, name, form_for(name, answers, offices), held)
        # Whoever took too long loses the earlier answers, but not what was typed just now.
        draft = held[0] if held else new_draft(request, answers)
        if "drop" in request.POST:
            return _dropped(request, draft, name)
        form = form_for(name, answers, offices, request.POST, request.FILES)
        problems = _keep_files(draft, form)
        if not form.is_valid() or problems:
            return _shown(request, name, form, (draft, answers), 422, problems)
        advice = _unheeded(request, form) if name == "what" else ()
        if advice:
            return _shown(request, name, form, (draft, answers), advice=advice)
        _keep(draft, answers, form)
        if answers.get("more") == "yes" and name == "others":
            return redirect("apply_other")
        return redirect(f"apply_{steps.after(name, unanswered(answers, offices))}")

    return view


def _shown(
    request: HttpRequest,
    name: str,
    form: Question,
    held: tuple[Draft, Answers] | None,
    status: int = 200,
    problems: Iterable[str] = (),
    advice: tuple[Advice, ...] = (),
) -> HttpResponseBase:
    step, answers = steps.step_named(name), held[1] if held else Answers()
    heading = step.heading
    if form.is_organisation and step.for_organisation:
        heading = step.for_organisation
    if answers.is_correction and step.for_correction:
        heading = step.for_correction
    before = steps.before(name)
    context: dict[str, Any] = {
        "step": name, "heading": heading, "form": form, "problems": problems, "advice": advice,
        "answers": answers, "number": steps.NAMES.index(name) + 1, "of": len(steps.NAMES),
        "back": reverse(f"apply_{before}" if before else "apply_look"),
        "files": queries.file_names(held[0]) if held and name == "identity" else (),
        "examples": _examples(answers) if name == "what" else (),
        "heeded": _fingerprint(form) if advice else "",
    }  # fmt: skip
    return page(request, f"{name}.html" if name in OWN_TEMPLATE else "question.html", status, **context)


OWN_TEMPLATE = ("organ", "identity", "what", "how", "contact", "others")


def _examples(answers: Answers) -> list[str]:
    organ = Organisation.objects.filter(pk=answers.get("organisation") or 0).first()
    return queries.examples_of(organ) if organ else []


def _keep_files(draft: Draft, form: Question) -> list[str]:
    """Store what was uploaded even when another field is wrong: nobody should choose a photo twice."""
    if "proofs" not in form.fields:
        return []
    given = form.fields["proofs"].clean(form.fields["proofs"].widget.value_from_datadict(
        form.data, form.files, "proofs"))  # fmt: skip
    return drafts.attach(draft, [Upload(one.name or "", one.read()) for one in given]) if given else []


def _keep(draft: Draft, answers: Answers, form: Question) -> None:
    given = {name: value for name, value in form.cleaned_data.items() if isinstance(value, str)}
    answers.fields.update(given)
    if (
        given.get("applicant_kind", ApplicantKind.PERSON) == ApplicantKind.PERSON
        and "applicant_kind" in given
    ):
        answers.fields.pop("contact_person", None)
    if given.get("kind") == Kind.CORRECTION:
        answers.fields.pop("document_number", None)
    drafts.save(draft, answers)


def _dropped(request: HttpRequest, draft: Draft, name: str) -> HttpResponseBase:
    number = request.POST["drop"]
    if number.isascii() and number.isdigit() and len(number) < 19:
        drafts.detach(draft, int(number))
    return redirect(f"apply_{name}")


def _fingerprint(form: Question) -> str:
    return digests.of_bytes(str(form.cleaned_data["content"]).encode())


def _unheeded(request: HttpRequest, form: Question) -> tuple[Advice, ...]:
    """Advice on this wording that was not yet read and waved off."""
    if constant_time_compare(request.POST.get("heeded", ""), _fingerprint(form)):
        return ()
    return advice_on(form.cleaned_data["content"])


def other(request: HttpRequest) -> HttpResponseBase:
    """Somebody else who asks together with the first."""
    held = open_draft(request)
    if held is None:
        return redirect("apply_gone")
    draft, answers = held
    form = OtherForm(request.POST if request.method == "POST" else None, answers=answers)
    full = len(answers.others) + 1 >= MOST_PEOPLE
    problems = [f"最多 {MOST_PEOPLE} 人一起申请。人更多的，请推选代表提出。"] if full else []
    if request.method == "POST" and form.is_valid() and not full:
        answers.others.append(dict(form.cleaned_data))
        answers.fields.pop("more", None)
        drafts.save(draft, answers)
        return redirect("apply_others")
    status = 422 if request.method == "POST" else 200
    return page(
        request, "question.html", status, form=form, heading="和您一起申请的是谁？", problems=problems,
        back=reverse("apply_others"), step="other", answers=answers,
    )  # fmt: skip


def remove_other(request: HttpRequest) -> HttpResponseBase:
    """Take one of the others off the form; which one is posted as a number from 0."""
    held, number = open_draft(request), request.POST.get("number", "")
    if held is None:
        return redirect("apply_gone")
    draft, answers = held
    if number.isascii() and number.isdigit() and len(number) < 4 and int(number) < len(answers.others):
        del answers.others[int(number)]
        answers.fields.pop("more", None)
        drafts.save(draft, answers)
    return redirect("apply_others")


def gone(request: HttpRequest) -> HttpResponseBase:
    """There is no form in this browser: never begun, sent, or cleared after two hours."""
    return page(request, "gone.html")
