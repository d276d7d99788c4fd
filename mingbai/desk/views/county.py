"""Settings of the whole county: lexicon, index numbers, the authorisation table."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect

from mingbai.checks.actions import add_term, retire_term
from mingbai.checks.models import LexiconTerm
from mingbai.checks.queries import lexicon_for
from mingbai.desk.forms.administration import IndexRuleForm, TermForm
from mingbai.disclosures.actions import set_index_rule
from mingbai.disclosures.models import IndexRule
from mingbai.organisations.authorisation import ACTIONS, TABLE
from mingbai.organisations.models import Role
from mingbai.shell.views import StaffRequest, page, refuse

PER_PAGE = 100
SCOPES = {"own": "本单位", "own_and_below": "本单位及下级", "all": "全县"}


def lexicon(request: StaffRequest) -> HttpResponse:
    """Words the checks know, the county's own first; adding and switching off."""
    if "retire" in request.POST:
        row = retire_term(by=request.user, term=request.POST["retire"][:60])
        messages.success(request, f"“{row.term}”已停用。")
        return redirect("desk:lexicon")
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = add_term(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, f"“{row.term}”已加入词库。")
            return redirect("desk:lexicon")
    typed = request.GET.get("q", "").strip()[:60]
    terms = [one for one in lexicon_for(None) if typed in one.term or typed in one.correction]
    own = set(LexiconTerm.objects.filter(organisation=None, active=True).values_list("term", flat=True))
    terms.sort(key=lambda one: (one.term not in own, one.term))
    shown = Paginator(terms, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "desk/lexicon.html",
        422 if form.errors else 200,
        form=form,
        shown=shown,
        own=own,
        typed=typed,
        query=f"q={typed}" if typed else "",
    )


def index_rule(request: StaffRequest) -> HttpResponse:
    form = IndexRuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            set_index_rule(by=request.user, parts=values.pop("pattern"), **values)
        except ValidationError as error:
            _at_pattern(form, error)
        else:
            messages.success(request, "索引号规则已保存。")
            return redirect("desk:index-rule")
    return page(
        request, "desk/index_rule.html", 422 if form.errors else 200, form=form, rows=IndexRule.objects.all()
    )


def _at_pattern(form: IndexRuleForm, error: ValidationError) -> None:
    """The action speaks of parts, the form of a pattern."""
    named = error.error_dict if hasattr(error, "error_dict") else {"": [error]}
    for name, problems in named.items():
        form.add_error("pattern" if name == "parts" else None, problems)


def permissions(request: StaffRequest) -> HttpResponse:
    """The authorisation table: one row for each action, one column for each role."""
    held = {(grant.role, grant.action): SCOPES[grant.scope] for grant in TABLE}
    rows = [(label, [held.get((role, action), "") for role in Role]) for action, label in ACTIONS.items()]
    return page(request, "desk/permissions.html", roles=[role.label for role in Role], rows=rows)
