"""Typing in a request that came on paper, by post, fax, e-mail or by mouth."""

import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from mingbai.casework.forms.fields import LongText, Paper, Papers
from mingbai.foi.rules.delivery import DeliveryWay
from mingbai.foi.rules.receipt import Way, needs
from mingbai.foi.states import ApplicantKind, FormWanted, Kind
from mingbai.foi.values import LONGEST_CONTENT, Asked, Person
from mingbai.lib import clock
from mingbai.organisations.forms import Day, Place, PlainForm
from mingbai.organisations.rules import split_list

DATES = {
    "submitted_on": ("提交日期", "申请人到窗口提出的那一天。"),
    "signed_on": ("签收日期", "挂号信、特快专递回执上本机关签收的那一天。"),
    "arrived_on": ("收到材料的日期", "信、传真或者邮件到本机关的那一天。"),
    "confirmed_on": (
        "与申请人确认的日期",
        "收到当天就打电话或者发邮件与申请人确认。还没有确认的先不填，确认以后再登记；期限从确认那一天起算。",
    ),
}
PURPOSE = "只写要什么信息。不用写用途，申请人没有说明用途的义务。"


def new_key() -> str:
    """What marks one filled-in form: sent twice, it is still one request."""
    return secrets.token_hex(24)


class EnterForm(PlainForm):
    """One page for a way: its own dates, then who, what, and in which form."""

    organisation = Place(label="受理机关")
    submitted_on = Day(label="")
    signed_on = Day(label="")
    arrived_on = Day(label="")
    confirmed_on = Day(label="", required=False)
    kind = forms.ChoiceField(
        label="事项", choices=Kind.choices, initial=Kind.INFORMATION, widget=forms.RadioSelect
    )
    content = LongText(
        label="需要什么政府信息", rows=5, max_length=LONGEST_CONTENT,
        help_text=f"照申请人的原话录入：名称、文号，或者其他能找到它的描述。{PURPOSE}",
    )  # fmt: skip
    document_number = forms.CharField(label="文号", required=False, max_length=100)
    applicant_kind = forms.ChoiceField(label="申请人类别", choices=[("", "请选择"), *ApplicantKind.choices])
    name = forms.CharField(label="姓名或者单位名称", max_length=100, help_text="与证件上的一致。")
    contact_person = forms.CharField(label="联系人（单位申请的填）", required=False, max_length=50)
    telephone = forms.CharField(
        label="联系电话", required=False, max_length=40,
        help_text="申请人以后查询进度，要用这个号码的后四位。",
    )  # fmt: skip
    email = forms.CharField(label="电子邮箱", required=False, max_length=200)
    address = forms.CharField(label="通信地址", required=False, max_length=200)
    postcode = forms.CharField(
        label="邮政编码", required=False, max_length=6,
        validators=[RegexValidator(r"^\d{6}$", "邮政编码是 6 位数字。")],
    )  # fmt: skip
    identity_kind = forms.CharField(
        label="证件名称", required=False, max_length=40, help_text="如居民身份证、营业执照。"
    )
    identity_number = forms.CharField(
        label="证件号码", required=False, max_length=60, help_text="加密保存，只有经办人看得到。"
    )
    proofs = Papers(
        label="身份证明的照片或者扫描件", help_text="加密保存，办结后按规定删除。可以一次选几个文件。"
    )
    others = LongText(
        label="共同申请人", rows=2, required=False, max_length=2000,
        help_text="几个人一起申请的，其他人一行写一位：姓名，证件号码，电话。",
    )  # fmt: skip
    form_wanted = forms.ChoiceField(
        label="想要什么形式", choices=FormWanted.choices, widget=forms.RadioSelect
    )
    delivery_wanted = forms.ChoiceField(label="怎么拿", choices=DeliveryWay.choices, widget=forms.RadioSelect)
    original = Paper(
        label="申请原件的扫描件或者照片", help_text="手写的申请表、信封、传真件、邮件。加密保存。"
    )
    key = forms.CharField(max_length=100, widget=forms.HiddenInput)

    def __init__(self, *args: Any, way: Way, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way = way
        place = self.fields["organisation"]
        assert isinstance(place, Place)
        place.queryset = places
        if len(places) == 1:
            place.initial, place.widget = places[0].pk, forms.HiddenInput()
        self.fields["key"].initial = new_key()
        for name, (label, hint) in DATES.items():
            if name not in needs(way):
                del self.fields[name]
                continue
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.error_messages["required"] = f"请填写{label}。"
            if name != "confirmed_on":
                field.initial = clock.today

    def clean_others(self) -> tuple[Person, ...]:
        lines = (line.strip() for line in self.cleaned_data["others"].splitlines())
        return tuple(_person(line) for line in lines if line)

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if len(key) < 32:
            raise ValidationError("这张表已经失效，请重新打开填写页面。")
        return key

    @property
    def dates(self) -> list[forms.BoundField]:
        return [self[name] for name in DATES if name in self.fields]

    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(
            kind=said["kind"],
            applicant_kind=said["applicant_kind"],
            people=(_first(said), *said["others"]),
            content=said["content"],
            document_number=said["document_number"],
            form_wanted=said["form_wanted"],
            delivery_wanted=said["delivery_wanted"],
            proofs=said["proofs"],
        )


def _first(said: dict[str, Any]) -> Person:
    names = (
        "name", "telephone", "contact_person", "identity_kind", "identity_number",
        "email", "address", "postcode",
    )  # fmt: skip
    return Person(**{name: said[name] for name in names})


def _person(line: str) -> Person:
    """姓名，证件号码，电话: two parts are name and telephone."""
    parts = [one for one in split_list(line.replace("，", "、").replace(",", "、")) if one]
    if len(parts) < 2:
        raise ValidationError(f"“{line[:20]}”看不懂，请写成：姓名，证件号码，电话。")
    number = parts[1] if len(parts) > 2 else ""
    return Person(name=parts[0], identity_number=number, telephone=parts[-1])
