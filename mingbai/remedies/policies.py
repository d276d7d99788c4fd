"""Who may do what with a case: those who handle the requests of the organisation, and nobody else."""

from mingbai.accounts.models import User
from mingbai.foi.models import FoiRequest
from mingbai.foi.policies import HANDLE, IDENTITY, READ
from mingbai.foi.states import SIGN
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.remedies.models import Case, Renewal
from mingbai.remedies.states import RenewalState, Verb, may_lead


def may_read(user: User, case: Case) -> Verdict:
    return may(user, READ, case.organisation)


def may_open(user: User, organisation: Organisation) -> Verdict:
    return may(user, HANDLE, organisation)


def may_do(user: User, case: Case, verb: Verb) -> Verdict:
    """Is the verb possible in the case's state, and may this person do it?"""
    if not may_lead(case.state, verb):
        return no(f"这个案件现在是“{case.get_state_display()}”，不能{verb.label}。请刷新页面看看最新情况。")
    return may(user, SIGN if verb == Verb.SIGN else HANDLE, case.organisation)


def may_renew(user: User, renewal: Renewal, verb: Verb) -> Verdict:
    """A new answer is prepared, signed by a second person, and sent, in that order."""
    expected = {
        Verb.PREPARE: (RenewalState.ORDERED, RenewalState.PREPARED),
        Verb.SIGN: (RenewalState.PREPARED,),
        Verb.SEND: (RenewalState.SIGNED,),
    }
    if renewal.state not in expected[verb]:
        return no(f"这份重新答复现在是“{renewal.get_state_display()}”，不能{verb.label}。请刷新页面。")
    allowed = may_do(user, renewal.case, verb)
    if allowed and verb == Verb.SIGN and renewal.prepared_by_id == user.pk:
        return no("这份重新答复是您拟的，须由另一位同事签发。")
    return allowed


def may_export(user: User, request: FoiRequest) -> Verdict:
    """The whole file holds everything about the applicant: those who handle or sign may take it along."""
    handles = may(user, HANDLE, request.organisation)
    return handles if handles or not may(user, SIGN, request.organisation) else YES


def may_export_identity(user: User, request: FoiRequest) -> Verdict:
    return may(user, IDENTITY, request.organisation)
