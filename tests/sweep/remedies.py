"""Who may open the addresses of reviews and court cases, for `table.WHO`."""

from datetime import date

from mingbai.remedies import actions
from tests.remedies.making import PDF, request_on, review

CHECKER, SECRECY, APPROVER, FOI_OFFICER = "checker", "secrecy", "approver", "foi_officer"

# A review of 青禾镇's answer that is running, with one step and one paper; its new answer is not ordered.
_WHO = {
    # A list of the own organisation's cases.
    "list case file": {CHECKER, SECRECY, APPROVER, FOI_OFFICER},
    "new correct link void step document decide strike drop": {FOI_OFFICER},
    "export": {FOI_OFFICER, APPROVER},
    # Not in this state, or not there.
    "close reopen amend order prepare sign send drop-answer": set(),
}
REMEDIES = {f"remedies:{name}": who for names, who in _WHO.items() for name in names.split()}


def remedy_arguments(cast) -> dict:
    """A review of 青禾镇's answer with a step and a paper, as the argument of the addresses about it."""
    request = request_on(cast, date(2026, 3, 2))
    case = review(cast, [request])
    step = actions.record_step(case=case, event="answered", on=date(2026, 4, 10), by=cast.foi_officer)
    paper = actions.add_document(
        case=case,
        kind="notice",
        name="通知.pdf",
        data=PDF,
        title="通知",
        on=date(2026, 4, 3),
        by=cast.foi_officer,
    )
    about = [
        ({"request_pk": request.pk}, "new export"),
        ({"pk": case.pk}, "case correct link void step document decide close reopen amend order"),
        ({"pk": step.pk}, "strike"),
        ({"pk": paper.pk}, "file drop"),
        ({"pk": 0}, "prepare sign send drop-answer"),
    ]
    return {f"remedies:{name}": given for given, names in about for name in names.split()}
