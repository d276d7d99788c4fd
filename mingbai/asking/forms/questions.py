"""One form for each question. A form over the answers given so far says whether they still hold."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from mingbai.asking.forms.fields import Files, Line, Radios, Telephone, Words, choice
from mingbai.asking.rules.steps import NAMES
from mingbai.asking.values import Answers
from mingbai.checks.rules.check_digits import resident_id_digit
from mingbai.foi.rules.delivery import DeliveryWay
from mingbai.foi.states import ApplicantKind, FormWanted, Kind
from mingbai.foi.values import LONGEST_CONTENT
from mingbai.organisations.forms import PlainForm
from mingbai.organisations.models import Kind as BodyKind
from mingbai.shell.forms import field_of

RESIDENT_ID = "居民身份证"
OF_PERSON = (
    RESIDENT_ID,
    "户口簿",
    "护照",
    "港澳居民来往内地通行证",
    "台湾居民来往大陆通行证",
    "军人证件",
    "其他证件",
)
OF_ORGANISATION = (
    "营业执照", "统一社会信用代码证书", "事业单位法人证书", "社会团体法人登记证书", "民办非企业单位登记证书",
    "律师事务所执业许可证", "其他证件",
)  # fmt: skip
_ID = re.compile(r"[0-9]{17}[0-9X]")

POSSIBLE: dict[str, tuple[str, ...]] = {
    FormWanted.PAPER: (DeliveryWay.DIRECT, DeliveryWay.POST),
    FormWanted.ELECTRONIC: (DeliveryWay.ONLINE, DeliveryWay.EMAIL, DeliveryWay.DIRECT),
    FormWanted.INSPECT: (DeliveryWay.DIRECT,),
}
"""Which ways suit which form; a page cannot be read at the counter by e-mail."""


class Question(PlainForm):
    """`answers` is everything answered before; the words on the page depend on it."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, answers: Answers, **kwargs: Any) -> None:
        super().__init__(data, initial=answers.fields, **kwargs)
        self.answers = answers
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["required"] = "请选一项。"
        self.adapt()

    def adapt(self) -> None:
        """Change fields to what was answered before."""

    @property
    def is_organisation(self) -> bool:
        return self.answers.get("applicant_kind") not in ("", ApplicantKind.PERSON)


_GROUPS = {
    BodyKind.COUNTY: "县政府",
    BodyKind.DEPARTMENT: "县直部门",
    BodyKind.TOWNSHIP: "乡镇（街道）",
    BodyKind.STATION: "站所",
    BodyKind.VILLAGE: "村（社区）",
    BodyKind.ENTERPRISE: "公共企事业单位",
}


class OrganForm(Question):
    organisation = choice("向哪个单位申请", ())

    def __init__(self, *args: Any, offices: list[tuple[Any, str]], **kwargs: Any) -> None:
        self.offices = offices
        super().__init__(*args, **kwargs)

    def adapt(self) -> None:
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        places = [(office.organisation, duty) for office, duty in self.offices]
        field.widget = Radios(
            {str(place.pk): f"负责：{duty}" for place, duty in places if duty},
            {str(place.pk): _GROUPS[BodyKind(place.kind)] for place, _ in places},
        )
        field.choices = [(str(place.pk), place.name) for place, _ in places]


class KindForm(Question):
    kind = choice(
        "要办什么",
        [(Kind.INFORMATION, "要一份政府信息"), (Kind.CORRECTION, "更正关于我自己的记录")],
        {
            Kind.INFORMATION: "例如一份文件、一份名单、一项工程的预算。",
            Kind.CORRECTION: "单位保存的、和您自己有关的记录不准确，要求改正。",
        },
    )


class WhoForm(Question):
    applicant_kind = choice(
        "谁来申请",
        [(ApplicantKind.PERSON, "我个人")]
        + [
            (value, f"单位：{label}")
            for value, label in ApplicantKind.choices
            if value != ApplicantKind.PERSON
        ],
        {
            ApplicantKind.BUSINESS: "公司、个体工商户、农民专业合作社等",
            ApplicantKind.RESEARCH: "研究院所、高等学校等",
            ApplicantKind.PUBLIC_WELFARE: "协会、基金会、志愿服务组织等",
            ApplicantKind.LEGAL_SERVICE: "律师事务所、法律服务所等",
            ApplicantKind.OTHER: "不属于上面几种的单位",
        },
    )


class NameForm(Question):
    name = Line(label="姓名", longest=100, autocomplete="name", help_text="和证件上的一样。")
    contact_person = Line(label="联系人姓名", longest=50, help_text="单位里负责这件事的人。")

    def adapt(self) -> None:
        if not self.is_organisation:
            del self.fields["contact_person"]
            return
        self.fields["name"].label = "单位名称"
        self.fields["name"].help_text = "写全称，和证件、印章上的一样。"
        self.fields["name"].widget.attrs["autocomplete"] = "organization"


class Identified(Question):
    identity_kind = forms.ChoiceField(label="证件名称")
    identity_number = Line(
        label="证件号码", longest=60, attrs={"spellcheck": "false", "autocapitalize": "characters"}
    )

    def adapt(self) -> None:
        field = self.fields["identity_kind"]
        assert isinstance(field, forms.ChoiceField)
        names = OF_ORGANISATION if self.is_organisation else OF_PERSON
        field.choices = [("", "请选择"), *((name, name) for name in names)]

    def clean_identity_number(self) -> str:
        number = unicodedata.normalize("NFKC", self.cleaned_data["identity_number"]).replace(" ", "").upper()
        if self.cleaned_data.get("identity_kind") == RESIDENT_ID and not _is_resident_id(number):
            raise ValidationError("身份证号码好像写错了。应该是 18 位，最后一位可以是 X，请对照证件看一遍。")
        return number


def _is_resident_id(number: str) -> bool:
    return bool(_ID.fullmatch(number)) and resident_id_digit(number[:17]) == number[17]


class IdentityForm(Identified):
    proofs = Files(
        label="证件照片（可以不传）",
        help_text="拍照或者 PDF 都行，每个最多 10 MB，最多 5 个。没有照片也能提交，单位可能会请您补。",
    )

    def adapt(self) -> None:
        super().adapt()
        if self.answers.is_correction:
            self.fields["proofs"].label = "证件照片、记录不准的证据（可以不传）"


FEWEST_CHARACTERS = 8
"""Of a search that may begin a wording; shorter ones name nothing that could be found."""


class WhatForm(Question):
    content = Words(
        label="要的信息", longest=LONGEST_CONTENT, rows=8,
        help_text="写名称、文号，或者说清楚是什么时间、什么地方、什么事。不用写为什么要。",
    )  # fmt: skip
    document_number = Line(
        label="文号（知道就写，不知道空着）",
        longest=100,
        required=False,
        help_text="例如：青政发〔2026〕12号",
    )

    def adapt(self) -> None:
        # What was searched for is a first wording, but no answer yet.
        words = self.answers.get("words")
        first = words if len(words) >= FEWEST_CHARACTERS else ""
        self.initial = {**self.initial, "content": self.answers.get("content") or first}
        if self.answers.is_correction:
            self.fields["content"].label = "要更正的记录"
            self.fields["content"].help_text = "写明是哪条记录、哪里不对、应当是什么、有什么证据。"
            del self.fields["document_number"]


_FORMS = [
    (FormWanted.PAPER, "纸质的"),
    (FormWanted.ELECTRONIC, "电子文件"),
    (FormWanted.INSPECT, "我自己去看、去抄"),
]


class HowForm(Question):
    form_wanted = choice("要什么形式", _FORMS, {FormWanted.INSPECT: "到单位当面查阅、抄录。"})
    delivery_wanted = choice(
        "怎样给您",
        [
            (DeliveryWay.ONLINE, "在这个网站上查看、下载"), (DeliveryWay.DIRECT, "我自己去取"),
            (DeliveryWay.POST, "邮寄给我"), (DeliveryWay.EMAIL, "发到我的电子邮箱"),
        ],
        {
            DeliveryWay.ONLINE: "答复以后，用查询码打开。",
            DeliveryWay.POST: "用中国邮政寄，不用您付邮费。",
        },
    )  # fmt: skip

    def adapt(self) -> None:
        self.fields["form_wanted"].error_messages["required"] = "请选要纸质的还是电子的。"
        self.fields["delivery_wanted"].error_messages["required"] = "请选怎样给您。"
        if self.answers.is_correction:
            field = self.fields["form_wanted"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = _FORMS[:-1]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        form, way = values.get("form_wanted"), values.get("delivery_wanted")
        if form and way and way not in POSSIBLE[form]:
            labels = dict(field_of(self, "delivery_wanted").choices)
            ways = "”或者“".join(labels[one] for one in POSSIBLE[form])
            self.add_error("delivery_wanted", f"选了这种形式，只能选“{ways}”。请改一项。")
        return values


class ContactForm(Question):
    telephone = Telephone(
        label="联系电话", autocomplete="tel",
        help_text="手机、座机都行。单位打这个电话确认收到；以后查询进度要用它的最后四位。",
    )  # fmt: skip
    email = Line(label="电子邮箱", longest=254, autocomplete="email", inputmode="email", required=False)
    address = Line(
        label="通信地址", longest=200, autocomplete="street-address", required=False,
        help_text="省、县、乡镇、村组或者街道门牌号。",
    )  # fmt: skip
    postcode = Line(
        label="邮政编码（不知道可以不填）",
        longest=6,
        autocomplete="postal-code",
        inputmode="numeric",
        required=False,
    )

    def adapt(self) -> None:
        way = self.answers.get("delivery_wanted")
        for name, needed in (("email", DeliveryWay.EMAIL), ("address", DeliveryWay.POST)):
            self.fields[name].required = way == needed
            if way != needed:
                self.fields[name].label = f"{self.fields[name].label}（可以不填）"
        self.fields["email"].error_messages["required"] = "您选了发电子邮件，请填写电子邮箱。"
        self.fields["address"].error_messages["required"] = "您选了邮寄，请填写通信地址。"

    def clean_email(self) -> str:
        email = unicodedata.normalize("NFKC", self.cleaned_data["email"])
        try:
            if email:
                validate_email(email)
        except ValidationError as wrong:
            raise ValidationError("电子邮箱的写法不对，应该像 name@example.cn 这样。") from wrong
        return email

    def clean_postcode(self) -> str:
        postcode = unicodedata.normalize("NFKC", self.cleaned_data["postcode"])
        if postcode and not re.fullmatch("[0-9]{6}", postcode):
            raise ValidationError("邮政编码是 6 位数字，不知道可以空着。")
        return postcode


class OthersForm(Question):
    more = choice("还有别人一起申请吗", [("no", "没有了"), ("yes", "有，再加一个人")])


class OtherForm(Identified):
    """Somebody who asks together with the first applicant."""

    name = Line(label="姓名", longest=100, help_text="和证件上的一样。")
    telephone = Telephone(label="联系电话")
    field_order = ("name", "identity_kind", "identity_number", "telephone")

    def __init__(self, data: Mapping[str, Any] | None = None, *, answers: Answers, **kwargs: Any) -> None:
        # Nothing of the first applicant is filled in for the next one.
        super().__init__(
            data, answers=Answers(fields={"applicant_kind": answers.get("applicant_kind")}), **kwargs
        )

    def adapt(self) -> None:
        super().adapt()
        if self.is_organisation:
            self.fields["name"].label = "单位名称"


FORMS: dict[str, type[Question]] = {
    "organ": OrganForm, "kind": KindForm, "who": WhoForm, "name": NameForm, "identity": IdentityForm,
    "what": WhatForm, "how": HowForm, "contact": ContactForm, "others": OthersForm,
}  # fmt: skip


def unanswered(answers: Answers, offices: list[tuple[Any, str]]) -> list[str]:
    """The questions whose answers are missing, or hold no longer because another answer changed."""
    return [name for name in NAMES if not form_for(name, answers, offices, answers.fields).is_valid()]


def form_for(
    name: str, answers: Answers, offices: list[tuple[Any, str]], data: Any = None, files: Any = None
) -> Question:
    """The form of a question: empty, over what was sent, or over what was answered before."""
    more: dict[str, Any] = {"offices": offices} if name == "organ" else {}
    return FORMS[name](data, answers=answers, files=files, **more)
