"""Who may do what with a request. The organisation that was asked handles it, and nobody above or below."""

from mingbai.accounts.models import User
from mingbai.foi.models import FoiRequest, Letter
from mingbai.foi.states import SIGN, LetterState, State, Verb, action_of, may_lead
from mingbai.letters.kinds import Kind as LetterKind
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

READ, HANDLE, IDENTITY, OFFICE, FIGURES = (
    "foi.read", "foi.handle", "foi.identity", "foi.office", "foi.figures",
)  # fmt: skip

OF_APPLICANT = frozenset({Verb.TAKE_CLARIFICATION, Verb.TAKE_REASONS, Verb.WITHDRAW})
"""What applicants do themselves, having proven with query code and telephone that it is their request."""

_NOT_BY_WRITER = {
    Verb.CHECK_LAW: "法制审查",
    Verb.CHECK_SECRECY: "保密审查",
    Verb.SIGN: "签发",
}
PAPERS = (
    LetterKind.RECEIPT, LetterKind.DELIVERY_PROOF, LetterKind.REGISTER_SHEET, LetterKind.APPROVAL_SHEET,
    LetterKind.REQUEST_FORM,
)  # fmt: skip
"""Papers that only certify what the handler did; everything else leaves over a second person's signature."""


def may_read(user: User, request: FoiRequest) -> Verdict:
    return may(user, READ, request.organisation)


def may_see_identity(user: User, request: FoiRequest) -> Verdict:
    """Certificate numbers and proofs of identity: the handling officers alone."""
    return may(user, IDENTITY, request.organisation)


def may_enter(user: User, organisation: Organisation) -> Verdict:
    return may(user, HANDLE, organisation)


def may_do(user: User | None, request: FoiRequest, verb: Verb) -> Verdict:
    """Is the verb possible in the request's state, and may this person do it? None: the applicant."""
    if not may_lead(request.state, verb):
        return no(f"这件申请现在是“{request.get_state_display()}”，不能{verb.label}。请刷新页面。")
    if user is None:
        return YES if verb in OF_APPLICANT else no("请先登录。")
    allowed = may(user, action_of(request.state, verb), request.organisation)
    if allowed and verb in _NOT_BY_WRITER and _wrote_answer(user, request):
        return no(f"答复是您拟写的，{_NOT_BY_WRITER[verb]}须由另一位同事来做。")
    if allowed and verb == Verb.EXTEND and _proposed_extension(user, request):
        return no("延期是您提出的，须由工作机构负责人批准。")
    return allowed


def _wrote_answer(user: User, request: FoiRequest) -> bool:
    return (
        Letter.objects.filter(
            request=request, kind__in=(LetterKind.ANSWER, LetterKind.CORRECTION_ANSWER), written_by=user
        )
        .exclude(state=LetterState.DROPPED)
        .exists()
    )


def _proposed_extension(user: User, request: FoiRequest) -> bool:
    extension = getattr(request, "extension", None)
    return extension is not None and extension.proposed_by_id == user.pk


def may_write_letter(user: User, request: FoiRequest) -> Verdict:
    if request.state in (State.MERGED, State.VOID):
        return no(f"这件申请{request.get_state_display()}，不再发文书。")
    return may(user, HANDLE, request.organisation)


def may_sign_letter(user: User, letter: Letter) -> Verdict:
    """Receipts by the handler; every other notice by somebody who may sign and did not write it."""
    if letter.state != LetterState.DRAFT:
        return no(f"这份文书{letter.get_state_display()}，不能再签发。")
    if letter.kind in PAPERS:
        return may(user, HANDLE, letter.request.organisation)
    allowed = may(user, SIGN, letter.request.organisation)
    if allowed and letter.written_by_id == user.pk:
        return no("这份文书是您拟写的，须由另一位同事签发。")
    return allowed


def may_keep_office(user: User, organisation: Organisation) -> Verdict:
    return may(user, OFFICE, organisation)
