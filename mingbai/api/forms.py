"""The form that issues a token."""

from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem
from mingbai.catalogue.queries import held
from mingbai.lib import clock
from mingbai.organisations.forms import Day
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import existing, scope_of, valid_memberships
from mingbai.shell.forms import Ticked, field_of


class PlaceForm(forms.Form):
    """First whose drafts they will be; people and rows are offered after that."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="草稿归哪个单位", empty_label="请选择单位"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = scope_of(user, "token.manage").filter(
            Organisation.objects.filter(existing(clock.today())), ""
        )
        field_of(self, "organisation").queryset = places.order_by("path")


class TokenForm(forms.Form):
    system = forms.CharField(label="业务系统名称", max_length=60, help_text="例如：行政审批系统。")
    drafter = forms.ModelChoiceField(
        User.objects.none(),
        label="负责的拟稿人",
        empty_label="请选择人员",
        help_text="推送来的草稿算作这个人起草的，由他核对、提交。",
    )
    valid_to = Day(label="到期日期", help_text="到这一天为止可以用，建议不超过一年。")
    rows = Ticked(
        CatalogueItem.objects.none(),
        label="允许推送的公开事项",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="一个都不选，就是本单位目录里的事项都可以。",
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = valid_memberships(clock.today()).filter(
            organisation=organisation, role__in=["drafter", "reporter"], user__is_active=True
        )
        users = User.objects.filter(pk__in=people.values("user")).order_by("full_name")
        field_of(self, "drafter").queryset = users
        rows = CatalogueItem.objects.filter(pk__in=held(organisation).values("item")).select_related("field")
        field_of(self, "rows").queryset = rows
