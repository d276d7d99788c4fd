"""What is typed for each verb done to a request."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.casework.forms.fields import LongText, Paper, PastDay
from mingbai.foi.actions.linking import holders
from mingbai.foi.models import FoiRequest
from mingbai.foi.policies import HANDLE
from mingbai.foi.rules.delivery import DeliveryWay
from mingbai.foi.states import Opinion, Party
from mingbai.lib import clock
from mingbai.organisations.forms import Day, PlainForm
from mingbai.shell.forms import field_of


class Press(PlainForm):
    """Only a button."""


class ConfirmForm(PlainForm):
    on = PastDay(label="哪天与申请人确认的", help_text="双方确认的那一天算收到，期限从第二天起数。")


class Handler(forms.ModelChoiceField):
    """An officer of the organisation that was asked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), label="经办人", empty_label="请选择", **kwargs)

    def of(self, request: FoiRequest) -> None:
        people = holders(request.organisation, HANDLE)
        self.queryset = User.objects.filter(pk__in=[one.pk for one in people]).order_by("full_name")
        self.initial = request.handler_id


class RegisterForm(PlainForm):
    topic = forms.CharField(
        label="内容摘要", max_length=100,
        help_text="用一句话写要的是什么，给列表、呈批单用。不写姓名、电话、住址，不照抄申请人的原话。",
    )  # fmt: skip
    handler = Handler(required=False)

    def __init__(self, *args: Any, request: FoiRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "handler").of(request)
        self.fields["topic"].initial = request.wish.topic


class AssignForm(PlainForm):
    handler = Handler()

    def __init__(self, *args: Any, request: FoiRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "handler").of(request)


class ReasonForm(PlainForm):
    """`what` is being justified; the name of the only argument."""

    reason = LongText(label="理由", rows=3, max_length=300)

    def __init__(self, *args: Any, label: str = "理由", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label, field.help_text = label, hint
        field.error_messages["required"] = f"请填写{label}。"


class WithdrawForm(PlainForm):
    on = PastDay(label="申请人哪天撤回的")
    note = LongText(label="怎么撤回的", rows=2, required=False, max_length=300,
                    help_text="如：当面提出书面撤回申请。不写姓名、电话。")  # fmt: skip


class ClarifiedForm(PlainForm):
    on = PastDay(label="哪天收到补正", help_text="答复期限从收到补正的第二天起重新数。")
    text = LongText(
        label="补正后的内容", rows=5, max_length=5000, help_text="照补正的原话录入，写完整的申请内容。"
    )
    file = Paper(label="补正材料的扫描件")


class ReasonsGivenForm(PlainForm):
    on = PastDay(label="哪天收到")
    text = LongText(label="申请人说明的理由", rows=5, max_length=5000)


class DelayForm(PlainForm):
    until = Day(label="延迟到哪一天答复", help_text="要晚于现在的答复期限，以办得完为限。")
    reason = LongText(label="为什么定到这一天", rows=2, max_length=200)


class ConsultForm(PlainForm):
    party = forms.ChoiceField(label="征求谁的意见", choices=Party.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="名称", max_length=100, help_text="第三方的姓名、单位名称，或者机关名称。")
    contact = forms.CharField(
        label="联系方式", required=False, max_length=200, help_text="寄到哪里、打什么电话。"
    )
    about = LongText(
        label="征求什么意见", rows=4,
        help_text="只写涉及对方的信息和准备怎样公开。不写是谁申请的。",
    )  # fmt: skip


class PartyReceivedForm(PlainForm):
    on = PastDay(label="对方哪天收到征求意见书", help_text="对方提意见的 15 个工作日从第二天起数。")


class OpinionForm(PlainForm):
    opinion = forms.ChoiceField(label="对方的意见", choices=Opinion.choices, widget=forms.RadioSelect)
    on = PastDay(label="哪天收到意见（期满没有意见的，填今天）")
    text = LongText(label="意见的内容", rows=3, required=False)
    file = Paper(label="对方书面意见的扫描件")
    override_reason = LongText(
        label="对方不同意，仍然公开的公共利益理由", rows=3, required=False,
        help_text="第三方不同意、但不公开会对公共利益造成重大影响的才填；决定公开的，要把内容和理由书面告诉第三方。",
    )  # fmt: skip

    def __init__(self, *args: Any, party: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if party != Party.THIRD_PARTY:
            del self.fields["override_reason"]


class ExtensionForm(PlainForm):
    days = forms.IntegerField(
        label="延长几个工作日",
        min_value=1,
        max_value=20,
        initial=20,
        help_text="只能延长一次，最长 20 个工作日。",
    )
    reason = LongText(label="为什么要延期", rows=3, max_length=300,
                      help_text="这段话会写进给申请人的延期告知书。")  # fmt: skip


class DecideForm(PlainForm):
    approved = forms.ChoiceField(
        label="是否同意",
        choices=[("yes", "同意延期"), ("no", "不同意，按原期限答复")],
        widget=forms.RadioSelect,
    )
    reason = LongText(label="不同意的理由", rows=2, required=False, max_length=300)

    def clean_approved(self) -> bool:
        return bool(self.cleaned_data["approved"] == "yes")


class FeeForm(PlainForm):
    scale = forms.ChoiceField(
        label="按哪一种算", widget=forms.RadioSelect,
        choices=[("items", "按件：这个申请人这个月申请了很多件"), ("pages", "按量：要提供的页数很多")],
        help_text="只能选一种，不能重复计算。",
    )  # fmt: skip
    count = forms.IntegerField(
        label="这一件里有几件，或者一共几页", min_value=1, max_value=1_000_000,
        help_text="按件的，一份申请里有几项要求就是几件；本月以前的件数系统自动加上。",
    )  # fmt: skip


class PaidForm(PlainForm):
    on = PastDay(label="哪天缴的费", help_text="答复期限从缴费的第二天起重新数。")


class SearchForm(PlainForm):
    place = forms.CharField(
        label="在哪里查的", max_length=200, help_text="如：档案室 2019 年文书档案、办公系统。"
    )
    words = forms.CharField(
        label="用什么词、怎么查的", max_length=200, help_text="如：逐卷翻阅；输入“青禾水库”。"
    )
    found = LongText(label="查到什么", rows=3, help_text="没有查到也要写明“没有查到”。")
    on = PastDay(label="哪天查的")
    searcher = forms.CharField(label="谁查的", max_length=50)


class OpinionTextForm(PlainForm):
    """What the legal or the secrecy check says."""

    text = LongText(label="审查意见", rows=4, help_text="写明看了什么、依据哪一条、结论是什么。")


class DeliverForm(PlainForm):
    way = forms.ChoiceField(label="怎么送", choices=DeliveryWay.choices, widget=forms.RadioSelect)
    on = PastDay(label="哪天送的", help_text="邮寄的填交邮当天，只能用邮政企业寄，不能让申请人付邮费；"
                                    "当面或者代送的填签收当天；网上、邮件、传真填发出当天。")  # fmt: skip

    def __init__(self, *args: Any, wanted: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].initial = wanted


class ProofForm(PlainForm):
    on = PastDay(label="哪天签收")
    note = forms.CharField(
        label="凭证", max_length=200, help_text="如：挂号信编号、签收人身份、邮件已读回执。不写姓名。"
    )
    file = Paper(label="送达凭证的照片或者扫描件")


class StrikeForm(PlainForm):
    reason = LongText(label="哪里记错了", rows=2, max_length=200,
                      help_text="这一条会划去、但仍然看得到；期限会重新算。")  # fmt: skip


class OtherForm(PlainForm):
    """Another request of the same organisation, by its number or from the list of similar ones."""

    other = forms.CharField(label="另一件的登记编号", max_length=60)

    def __init__(self, *args: Any, rows: Any, initial_number: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.fields["other"].initial = initial_number

    def clean_other(self) -> FoiRequest:
        found = self.rows.filter(number=self.cleaned_data["other"].strip()).first()
        if found is None:
            raise ValidationError("本单位没有这个编号的申请，请核对。")
        row: FoiRequest = found
        return row


class FileForm(PlainForm):
    file = Paper(label="文件", required=True)


def next_month() -> date:
    """A day far enough for an applicant to answer, to begin with."""
    return date.fromordinal(clock.today().toordinal() + 15)
