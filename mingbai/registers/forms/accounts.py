"""Forms of accounts on other platforms."""

from typing import Any

from django import forms

from mingbai.lib import clock
from mingbai.organisations.forms import Day, Place, PlainForm
from mingbai.registers.forms.fields import OfUnit
from mingbai.registers.models import MediaAccount
from mingbai.registers.states import Platform


class FilingForm(PlainForm):
    filed_on = Day(label="向县公开办报备的日期", required=False)
    filing_number = forms.CharField(label="报备文号", max_length=80, required=False)


class AccountForm(OfUnit):
    organisation = Place(label="主办单位")
    platform = forms.ChoiceField(label="平台", choices=Platform.choices)
    platform_name = forms.CharField(
        label="平台名称", max_length=40, required=False, help_text="上面选“其他”的才填。"
    )
    name = forms.CharField(label="账号名称", max_length=80)
    account_id = forms.CharField(label="账号编号（微信号、UID 等）", max_length=80, required=False)
    url = forms.URLField(
        label="网址",
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "网址看不懂，请从浏览器地址栏整个复制。"},
    )
    main = forms.BooleanField(
        label="这是本单位的主账号", required=False, help_text="一个单位只有一个主账号。"
    )
    opened_on = Day(label="开设日期")
    on = Day(label="变更日期", initial=clock.today)
    note = forms.CharField(label="变更说明", max_length=300, required=False)
    filed_on = Day(label="向县公开办报备的日期", required=False, help_text="开设、变更、关停、注销都要报备。")
    filing_number = forms.CharField(label="报备文号", max_length=80, required=False)

    def __init__(self, *args: Any, account: MediaAccount | None = None, **kwargs: Any) -> None:
        if account is not None:
            names = ("platform", "platform_name", "name", "account_id", "url", "main")
            kwargs["initial"] = {name: getattr(account, name) for name in names}
        super().__init__(*args, **kwargs)
        for name in ("on", "note") if account is None else ("organisation", "opened_on"):
            del self.fields[name]


class CloseForm(FilingForm):
    on = Day(label="日期", initial=clock.today)
    cancelled = forms.BooleanField(
        label="已经在平台注销", required=False, help_text="只是停用、没有注销的不勾。"
    )
    reason = forms.CharField(label="原因", max_length=300)
    field_order = ("on", "reason", "cancelled")


class SeenForm(PlainForm):
    updated_on = Day(label="最近一次更新是哪一天", initial=clock.today)


class StepFilingForm(PlainForm):
    filed_on = Day(label="报备日期", initial=clock.today)
    filing_number = forms.CharField(label="报备文号", max_length=80, required=False)
