"""What is typed about cases. Keys of `cleaned_data` are the arguments of the action."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.foi.models import FoiRequest, Office
from mingbai.foi.rules.delivery import DeliveryWay
from mingbai.foi.values import Upload
from mingbai.letters.rules.outcomes import Leaf
from mingbai.lib import clock
from mingbai.lib.text import storable
from mingbai.organisations.forms import Day, PlainForm
from mingbai.organisations.models import Organisation
from mingbai.remedies import queries
from mingbai.remedies.models import Case, Renewal
from mingbai.remedies.states import (
    ENDINGS,
    EVENTS_OF,
    DaysUnit,
    Event,
    FileKind,
    Kind,
    Procedure,
    Result,
)
from mingbai.shell.forms import field_of

_BETWEEN = re.compile(r"[、，,；;\s]+")
NO_NAMES = "不写申请人的姓名或者名称，可以写“申请人”“原告”。"
FILES = "PDF、照片（jpg、png）、Word 或者 OFD，最大 10 MB。加密保存，只有办理依申请公开的人员看得到。"


class Numbers(forms.CharField):
    """Requests of one organisation typed by their register numbers; a list of them."""

    organisation: Organisation | None = None

    def to_python(self, value: Any) -> Any:
        found = []
        for typed in filter(None, _BETWEEN.split(storable(super().to_python(value) or ""))):
            row = FoiRequest.objects.filter(organisation=self.organisation, number=typed).first()
            if row is None:
                raise ValidationError(f"本单位没有登记编号为“{typed}”的申请，请核对。")
            found.append(row)
        return found

    def prepare_value(self, value: Any) -> Any:
        return "、".join(one.number for one in value) if isinstance(value, list) else value

    def run_validators(self, value: Any) -> None:
        """The numbers have been looked up."""


class Paper(forms.FileField):
    """A file as the action takes it."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        return Upload(file.name or "文件", file.read()) if file else None


class FactsForm(PlainForm):
    """What the authority's notice says."""

    authority = forms.CharField(label="复议机关或者人民法院", max_length=100)
    case_number = forms.CharField(label="案号", max_length=60, help_text="通知书上的案号、受理号。")
    began_on = Day(label="受理、立案日期", help_text="复议机关受理或者法院立案的日期。")
    served_on = Day(
        label="收到通知日期",
        required=False,
        help_text="我们收到答复通知书或者应诉通知书的日期，答复、举证的期限从这一天起算。还不知道的先不填。",
    )
    procedure = forms.ChoiceField(
        label="复议程序",
        choices=Procedure.choices,
        initial=Procedure.NORMAL,
        widget=forms.RadioSelect,
        help_text="看复议答复通知书。诉讼案件不用管这一项。",
    )


class CaseForm(FactsForm):
    kind = forms.ChoiceField(label="种类", choices=Kind.choices, widget=forms.RadioSelect)
    follows = forms.ModelChoiceField(
        label="先前的复议",
        queryset=Case.objects.none(),
        required=False,
        empty_label="没有经过复议",
        help_text="复议以后又起诉的，选那个复议案件；年度报告分开统计。",
    )
    appeal_of = forms.ModelChoiceField(
        label="一审案件",
        queryset=Case.objects.none(),
        required=False,
        empty_label="不是二审",
        help_text="二审案件选它的一审，年度报告只计一次。",
    )
    others = Numbers(
        label="同案的其他申请",
        required=False,
        max_length=1000,
        help_text="一个案件涉及本单位几件申请的，填其他几件的登记编号，用顿号隔开。",
    )
    field_order = ("kind", "authority", "case_number", "began_on", "served_on", "procedure")

    def __init__(self, *args: Any, request: FoiRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = Office.objects.filter(organisation=request.organisation).first()
        if office is not None:
            known = f"本单位的复议机关是{office.review_body}，管辖法院是{office.court}。"
            field_of(self, "authority").help_text = known
        field_of(self, "others").organisation = request.organisation
        for name, rows in (
            ("follows", queries.reviews_before([request])),
            ("appeal_of", queries.first_instances([request])),
        ):
            if rows.exists():
                field_of(self, name).queryset = rows
            else:
                del self.fields[name]


class CorrectForm(FactsForm):
    reason = forms.CharField(label="更正的原因", max_length=200, help_text=NO_NAMES)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        names = ("authority", "case_number", "began_on", "served_on", "procedure")
        kwargs["initial"] = {name: getattr(case, name) for name in names}
        super().__init__(*args, **kwargs)
        if case.kind != Kind.REVIEW:
            del self.fields["procedure"]


class LinkForm(PlainForm):
    requests = Numbers(label="登记编号", max_length=1000, help_text="几件用顿号隔开。")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "requests").organisation = case.organisation


class StepForm(PlainForm):
    event = forms.ChoiceField(label="发生了什么", widget=forms.RadioSelect)
    on = Day(label="日期", initial=clock.today)
    until = Day(label="延到哪一天", required=False, help_text="只有法院准许延期提供证据才填。")
    note = forms.CharField(label="说明", required=False, max_length=200, help_text=NO_NAMES)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        events = EVENTS_OF[Kind(case.kind)]
        field_of(self, "event").choices = [(one.value, one.label) for one in events]
        if Event.POSTPONED not in events:
            del self.fields["until"]


class DocumentForm(PlainForm):
    kind = forms.ChoiceField(
        label="类别",
        choices=[one for one in FileKind.choices if one[0] != FileKind.RENEWAL],
    )
    title = forms.CharField(label="题名", max_length=100, help_text=NO_NAMES)
    on = Day(label="材料日期", help_text="文书上写的日期。")
    file = Paper(label="文件", help_text=FILES)


class ResultForm(PlainForm):
    result = forms.ChoiceField(
        label="结果",
        choices=[(one.value, one.label) for one in ENDINGS],
        widget=forms.RadioSelect,
        help_text="维持：维持决定、驳回复议请求或者诉讼请求。纠正：撤销、变更、责令重新答复或者履行、确认违法。"
        "其他：不予受理、驳回申请或者起诉、撤回、调解、终止。",
    )
    ended_on = Day(label="审结日期", help_text="决定书、判决书、裁定书的日期。")
    served_on = Day(
        label="收到日期",
        required=False,
        help_text="我们收到决定书、裁判文书的日期；重新答复、上诉的期限从这一天起算。",
    )
    text = forms.CharField(
        label="结果摘要", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text=NO_NAMES
    )


class DecideForm(ResultForm):
    file = Paper(label="决定书、裁判文书", required=False, help_text=FILES)


class AmendForm(ResultForm):
    reason = forms.CharField(label="更正的原因", max_length=200, help_text=NO_NAMES)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "result": case.result if case.result != Result.PENDING else None,
            "ended_on": case.ended_on,
            "served_on": case.decision_served_on,
            "text": case.result_text,
        }
        super().__init__(*args, **kwargs)


class OrderForm(PlainForm):
    request = forms.ModelChoiceField(label="哪一件申请", queryset=FoiRequest.objects.none(), empty_label=None)
    what = forms.CharField(
        label="要求", max_length=300, help_text="决定书、判决书要求做什么，例如“重新作出答复”。" + NO_NAMES
    )
    days = forms.IntegerField(
        label="期限",
        required=False,
        min_value=1,
        max_value=365,
        help_text="决定书写明的天数，从收到之日起算；没有写明的不填，按“时限”里的规定。",
    )
    unit = forms.ChoiceField(
        label="按什么算", choices=DaysUnit.choices, initial=DaysUnit.WORKING, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "request").queryset = case.requests.all()


class PrepareForm(PlainForm):
    number = forms.CharField(label="文号", max_length=60, help_text="新答复书的文号。")
    leaf = forms.ChoiceField(
        label="新的办理结果",
        choices=[("", "请选择"), *Leaf.choices],
        help_text="只记在重新答复里，原来申请的统计不变。",
    )
    file = Paper(label="答复书", help_text=FILES)

    def __init__(self, *args: Any, renewal: Renewal, **kwargs: Any) -> None:
        kwargs["initial"] = {"number": renewal.number, "leaf": renewal.leaf}
        super().__init__(*args, **kwargs)


class SendForm(PlainForm):
    way = forms.ChoiceField(label="送达方式", choices=DeliveryWay.choices)
    on = Day(label="送出日期", initial=clock.today, help_text="邮寄的填交邮日期；当面送、代送的填签收日期。")


class ReasonForm(PlainForm):
    reason = forms.CharField(
        label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}), help_text=NO_NAMES
    )


class EmptyForm(PlainForm):
    """Only a button."""


class ExportForm(PlainForm):
    confirmed = forms.BooleanField(
        label="我确认：整卷里有申请人的个人信息，只用于办理行政复议、行政诉讼等依法需要的事项",
        error_messages={"required": "请先确认用途。"},
    )
    with_identity = forms.BooleanField(
        label="连同申请人的身份证明",
        required=False,
        help_text="只有复议机关、人民法院要求时才选。",
    )

    def __init__(self, *args: Any, identity: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "confirmed").error_messages["required"] = "请先确认用途。"
        if not identity:
            del self.fields["with_identity"]
