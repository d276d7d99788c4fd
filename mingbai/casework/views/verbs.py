"""One page for each verb: what it means, what is to be typed, one button; the action decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse

from mingbai.casework.forms import handling
from mingbai.casework.queries.reviewing import answer_to_review
from mingbai.casework.views.frame import find
from mingbai.foi import actions
from mingbai.foi.models import FoiRequest
from mingbai.foi.policies import may_do
from mingbai.foi.queries import readable
from mingbai.foi.states import Verb, may_lead
from mingbai.lib.verdict import require
from mingbai.shell.views import StaffRequest, form_page, page

REVIEW = "casework/review.html"
SAID = "casework/said.html"

Make = Callable[[StaffRequest, FoiRequest, dict[str, Any]], forms.Form]


@dataclass(frozen=True)
class VerbPage:
    """`name` is the address and its name. `form` makes the form from what was sent, `do` calls the action
    with `request`, `by` and what was typed."""

    name: str
    verb: Verb
    heading: str
    submit: str
    done: str
    do: Callable[..., Any]
    form: Make = field(default=lambda request, row, sent: handling.Press(**sent))
    lines: Callable[[FoiRequest], Sequence[str]] = field(default=lambda row: ())
    danger: bool = False
    tab: str = "file"
    template: str = "shell/form.html"
    more: Callable[[FoiRequest], dict[str, Any]] = field(default=lambda row: {})
    """What `template` needs besides the form."""


def plain(kind: type[forms.Form], **given: Any) -> Make:
    return lambda request, row, sent: kind(**sent, **given)


def about(kind: Callable[..., forms.Form]) -> Make:
    """A form whose choices depend on the request."""
    return lambda request, row, sent: kind(**sent, request=row)


def sent_with(request: StaffRequest) -> dict[str, Any]:
    posted = request.method == "POST"
    return {"data": request.POST if posted else None, "files": request.FILES if posted else None}


def view_of(page_: VerbPage) -> Callable[..., HttpResponse]:
    """The view of one verb."""

    def view(request: StaffRequest, pk: int) -> HttpResponse:
        return run(request, page_, find(request, pk))

    return view


def run(request: StaffRequest, page_: VerbPage, row: FoiRequest) -> HttpResponse:
    if changed := moved(request, page_.verb, row):
        return changed
    require(may_do(request.user, row, page_.verb))
    form = page_.form(request, row, sent_with(request))

    def do(**values: Any) -> None:
        page_.do(request=row, by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        page_.done,
        reverse(f"casework:{page_.tab}", args=[row.pk]),
        heading=page_.heading,
        subject=f"{row.number}　{row.wish.topic}",
        lines=page_.lines(row),
        submit=page_.submit,
        danger=page_.danger,
        back_label=f" {row.number}",
        template=page_.template,
        row=row,
        **page_.more(row),
    )


def moved(request: StaffRequest, verb: Verb, row: FoiRequest) -> HttpResponse | None:
    """Somebody else acted first: said plainly, with the way back, instead of a refusal."""
    if request.method != "POST" or may_lead(row.state, verb):
        return None
    return page(request, "casework/moved.html", 409, row=row, what=verb.label)


def _merge(request: FoiRequest, other: FoiRequest, by: Any) -> None:
    _at_other("into", lambda: actions.merge(request=request, into=other, by=by))


def _at_other(name: str, do: Callable[[], Any]) -> None:
    """Refusals of the action stand at the field in which the number was typed."""
    try:
        do()
    except ValidationError as error:
        if hasattr(error, "error_dict") and name in error.error_dict:
            raise ValidationError({"other": error.error_dict[name]}) from error
        raise


def mark_repeat(request: FoiRequest, other: FoiRequest, by: Any) -> None:
    _at_other("of", lambda: actions.mark_repeat(request=request, of=other, by=by))


def other_form(request: StaffRequest, row: FoiRequest, sent: dict[str, Any]) -> forms.Form:
    rows = readable(request.user).filter(organisation=row.organisation_id).exclude(pk=row.pk)
    return handling.OtherForm(**sent, rows=rows, initial_number=request.GET.get("other", "")[:60])


def deliver_form(request: StaffRequest, row: FoiRequest, sent: dict[str, Any]) -> forms.Form:
    return handling.DeliverForm(**sent, wanted=row.delivery_wanted)


def _people(row: FoiRequest) -> dict[str, Any]:
    """Whom to ring up about the words shown above the form."""
    return {"people": row.applicants.filter(erased_at=None)}


PAGES = (
    VerbPage(
        "confirm", Verb.CONFIRM, "确认收到申请", "确认", "已确认收到，期限开始计算。",
        actions.confirm_receipt, plain(handling.ConfirmForm),
        lambda row: ["先联系申请人，告诉他本机关已经收到申请。双方确认的那一天算收到（第三十一条）。"],
        template=SAID, more=_people,
    ),
    VerbPage(
        "register", Verb.REGISTER, "登记", "登记", "已登记。下一步：审查申请内容是不是清楚。",
        actions.register, about(handling.RegisterForm), template=SAID, more=_people,
    ),
    VerbPage(
        "accept", Verb.ACCEPT, "审查通过，开始办理", "内容清楚，开始办理", "已开始办理。",
        actions.accept,
        lines=lambda row: [
            "看三样：姓名、身份证明、联系方式有没有；要什么信息写得清不清楚；要什么形式写了没有（第二十九条）。",
            "不齐或者不清楚的，不要点通过，返回后写补正告知书，7 个工作日内一次告知。",
        ],
    ),
    VerbPage(
        "void", Verb.VOIDED, "作废登记", "作废", "已作废，编号保留，不计入年度报告。",
        actions.void,
        plain(handling.ReasonForm, label="作废的原因", hint="如：重复录入、空白表。真实的申请不能作废。"),
        danger=True,
    ),
    VerbPage(
        "withdraw", Verb.WITHDRAW, "申请人撤回", "登记撤回", "已登记撤回。",
        actions.withdraw, plain(handling.WithdrawForm), danger=True,
    ),
    VerbPage(
        "merge", Verb.MERGE, "并入同一申请", "并入", "已并入，两件只办一件、只计一件。", _merge, other_form,
        lambda row: ["同一申请人把同一件申请交了两次，另一件还没有答复的，并在一起办。"
                     "不同的人申请同样的内容，是各自的申请，不能并。"],
    ),
    VerbPage(
        "clarified", Verb.TAKE_CLARIFICATION, "收到补正", "登记补正", "已登记补正，答复期限重新起算。",
        actions.take_clarification, plain(handling.ClarifiedForm),
    ),
    VerbPage(
        "reasons", Verb.TAKE_REASONS, "收到理由说明", "登记", "已登记。理由不合理的，可以答复不予处理；"
        "合理的照常办，来不及的可以定延迟期限。",
        actions.take_reasons, plain(handling.ReasonsGivenForm), tab="work",
    ),
    VerbPage(
        "delay", Verb.DELAY, "确定合理延迟期限", "确定", "已确定延迟期限。请告知申请人。",
        actions.delay, plain(handling.DelayForm),
        lambda row: ["第三十五条：申请人说明的理由合理，但在规定期限内办不完的，"
                     "可以定一个合理的延迟期限并告知申请人。"],
        tab="clock",
    ),
    VerbPage(
        "consult", Verb.CONSULT, "征求意见", "下一步：写征求意见书",
        "已记下。请写征求意见书，签发送出以后期限暂停计算。",
        actions.consult, plain(handling.ConsultForm),
        lambda row: [
            "涉及商业秘密、个人隐私，公开会损害别人的，书面征求第三方意见，15 个工作日；"
            "不回复的，由本机关决定（第三十二条）。",
            "几个机关共同制作的，征求其他制作机关意见，15 个工作日；不回复的，视为同意公开（第三十四条）。",
        ],
        tab="work",
    ),
    VerbPage(
        "extension", Verb.PROPOSE_EXTENSION, "提出延期", "提交审批",
        "已提交。工作机构负责人批准以后，再写延期告知书。",
        actions.propose_extension, plain(handling.ExtensionForm),
        lambda row: ["第三十三条：经工作机构负责人同意并告知申请人，可以延长，最长 20 个工作日。"],
        tab="clock",
    ),
    VerbPage(
        "fee-waive", Verb.WAIVE_FEE, "免收信息处理费", "免收", "已免收。",
        actions.waive_fee, plain(handling.ReasonForm, label="免收的理由"), tab="work",
    ),
    VerbPage(
        "fee-paid", Verb.TAKE_FEE, "收到缴费", "登记", "已登记缴费，答复期限重新起算。",
        actions.take_fee, plain(handling.PaidForm),
    ),
    VerbPage(
        "fee", Verb.ASK_FEE, "计算信息处理费", "计算", "已算好。要收的，写收费通知书；不收的，不用管它。",
        actions.set_fee, plain(handling.FeeForm),
        lambda row: ["原则上不收费。只有数量、频次明显超过合理范围的才可以收（第四十二条）。"
                     "每月 10 件以内、30 页以内算出来是 0 元，不用收。"],
        tab="work",
    ),
    VerbPage(
        "search", Verb.SEARCH, "记录检索", "记下", "已记下。",
        actions.record_search, plain(handling.SearchForm),
        lambda row: ["答复“没有这份信息”以前，必须认真查找。到法院时，这里的记录就是证据。"],
        tab="work",
    ),
    VerbPage(
        "check-law", Verb.CHECK_LAW, "法制审查", "审查通过", "法制审查已通过，转保密审查。",
        actions.check_law, plain(handling.OpinionTextForm), template=REVIEW, more=answer_to_review,
    ),
    VerbPage(
        "check-secrecy", Verb.CHECK_SECRECY, "保密审查", "审查通过", "保密审查已通过，转签发。",
        actions.check_secrecy, plain(handling.OpinionTextForm), template=REVIEW, more=answer_to_review,
    ),
    VerbPage(
        "sign", Verb.SIGN, "签发答复", "签发", "已签发，文号和 Word、PDF 已生成。请经办人送达。",
        actions.sign, template=REVIEW, more=answer_to_review,
    ),
    VerbPage(
        "send-back", Verb.SEND_BACK, "退回修改", "退回", "已退回经办人。",
        actions.send_back, plain(handling.ReasonForm, label="要改什么", hint="写明哪里不对、怎么改。"),
    ),
    VerbPage(
        "deliver", Verb.DELIVER, "送达答复", "登记送达",
        "已登记送达，这件申请已答复。收到凭证以后再登记签收。",
        actions.deliver, deliver_form,
    ),
    VerbPage(
        "archive", Verb.ARCHIVE, "归档", "归档", "已归档。", actions.archive,
        lines=lambda row: ["材料齐了就归档：申请原件、全部文书、送达凭证、检索和征求意见的记录。"],
    ),
)  # fmt: skip

BY_NAME = {one.name: one for one in PAGES}
