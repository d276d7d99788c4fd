"""What is typed about the time after the answer, and about the office itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from mingbai.casework.forms.fields import LongText
from mingbai.catalogue.models import Field
from mingbai.disclosures.models import Information
from mingbai.foi.models import Office
from mingbai.lib import clock
from mingbai.organisations.forms import Day, PlainForm
from mingbai.shell.forms import field_of


class ProposeForm(PlainForm):
    title = forms.CharField(
        label="公开信息的标题", max_length=200,
        help_text="写信息本身的名称，不写是谁申请的、怎么答复的。",
    )  # fmt: skip


class LinkForm(PlainForm):
    information = forms.CharField(label="已有信息的索引号", max_length=60)

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows

    def clean_information(self) -> Information:
        found = self.rows.filter(index_number=self.cleaned_data["information"].strip()).first()
        if found is None:
            raise ValidationError("本单位没有这个索引号的信息，请核对。")
        row: Information = found
        return row


class CatalogueForm(PlainForm):
    """A row for what is asked for again and again; keys are columns of the catalogue, then why and when."""

    field = forms.ChoiceField(label="领域")
    level1 = forms.CharField(label="一级事项", max_length=100)
    level2 = forms.CharField(label="二级事项", max_length=200, required=False)
    elements = LongText(label="公开内容（要素）", rows=3, required=False)
    basis = forms.CharField(
        label="公开依据", max_length=300, initial="《中华人民共和国政府信息公开条例》第四十四条"
    )
    limit_text = forms.CharField(
        label="公开时限", max_length=300, initial="信息形成或者变更之日起20个工作日内"
    )
    channels = forms.CharField(label="公开渠道", max_length=300, initial="■政府网站")
    reason = LongText(label="理由", rows=2, max_length=300)
    effective_on = Day(label="生效日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "field").choices = [("", "请选择"), *Field.objects.values_list("key", "name")]
        self.fields["effective_on"].initial = clock.today()


_LABELS = {
    "is_open": "受理依申请公开申请",
    "review_url": "网上申请行政复议的地址",
}
_HINTS = {
    "hours": "如：工作日 8:30—12:00、14:30—17:30。",
    "symbol": "如“青政公复”，答复书文号就是：青政公复〔2026〕1号。",
    "notice_symbol": "补正、延期、征求意见等通知用的，如“青政公告”。不填就和答复书用同一个。",
    "review_body": "对本机关的答复不服，向哪个机关申请复议。印在每一份答复书上。",
    "court": "不服的可以向哪个法院起诉。印在每一份答复书上。",
    "review_url": "网上送达答复时必须同时告诉申请人（行政复议法第二十二条）。",
    "fee_account": "到哪里、怎样缴信息处理费。不收费的可以不填。",
    "email": "接收申请的邮箱，没有的不填。",
}
ARTICLE_12 = ("name", "address", "hours", "telephone", "fax", "email")
"""第十二条：工作机构的名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式。"""


class OfficeForm(PlainForm):
    """All that the guide and the letters say of the office."""

    is_open = forms.BooleanField(required=False)
    name = forms.CharField(max_length=100)
    address = forms.CharField(max_length=200)
    postcode = forms.CharField(
        max_length=6, required=False, validators=[RegexValidator(r"^\d{6}$", "邮政编码是 6 位数字。")]
    )
    hours = forms.CharField(max_length=100)
    telephone = forms.CharField(max_length=60)
    fax = forms.CharField(max_length=60, required=False)
    email = forms.EmailField(required=False, error_messages={"invalid": "电子邮箱的写法不对。"})
    symbol = forms.CharField(max_length=20)
    notice_symbol = forms.CharField(max_length=20, required=False)
    review_body = forms.CharField(max_length=100)
    court = forms.CharField(max_length=100)
    review_url = forms.URLField(
        max_length=200, required=False, assume_scheme="https", error_messages={"invalid": "网址的写法不对。"}
    )
    fee_account = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, office: Office | None, **kwargs: Any) -> None:
        names = list(self.base_fields)
        kwargs["initial"] = {name: getattr(office, name) for name in names} if office else {"is_open": True}
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS.get(name, _name_of(name))
            field.help_text = _HINTS.get(name, "")
            if field.required:
                field.error_messages["required"] = f"请填写{field.label}。"


def _name_of(field: str) -> str:
    return str(getattr(Office._meta.get_field(field), "verbose_name", field))


def incomplete(office: Office | None) -> list[str]:
    """What article 12 asks for and is not there; no number where no fax or no e-mail is kept is no gap
    as long as one way over the internet or by wire stands there."""
    if office is None:
        return ["还没有填写"]
    names = [name for name in ("name", "address", "hours", "telephone") if not getattr(office, name)]
    words = [_name_of(name) for name in names]
    if not office.fax:
        words.append("传真号码")
    if not office.email:
        words.append("互联网联系方式（电子邮箱）")
    if not office.review_url:
        words.append("网上申请行政复议的地址（网上送达答复时要用）")
    return words
