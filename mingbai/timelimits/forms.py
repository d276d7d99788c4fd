"""Forms of the calendar and the limits; keys of `cleaned_data` are the arguments of the action."""

from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.organisations.forms import Day, Place
from mingbai.timelimits.actions.holidays import FIRST_YEAR, LAST_YEAR, LONGEST_TEXT
from mingbai.timelimits.actions.holidays import MANAGE as CALENDAR_MANAGE
from mingbai.timelimits.models import CertaintyChoice
from mingbai.timelimits.queries import Known
from mingbai.timelimits.rules import Effect, LimitValue, Unit

WHOLE_NUMBER = {"invalid": "请填整数。", "min_value": "请填不小于 %(limit_value)s 的数。"}


class NoticeForm(forms.Form):
    text = forms.CharField(
        label="通知全文",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="从中国政府网打开国务院办公厅的放假通知，把标题和正文一起复制粘贴到这里。",
        error_messages={"required": "请粘贴通知全文。", "max_length": "文字太长，请只粘贴放假通知。"},
    )
    year = forms.IntegerField(
        label="年份（原文里写了的不用填）",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages=WHOLE_NUMBER | {"max_value": "请填不大于 %(limit_value)s 的数。"},
    )
    source = forms.CharField(label="文号或者网址（可不填）", required=False, max_length=300)


class LocalHolidayForm(forms.Form):
    organisation = Place(label="适用地方（含下级单位）")
    name = forms.CharField(label="节日名称", max_length=40, help_text="如古尔邦节、目瑙纵歌节、州庆。")
    first_day = Day(label="第一天")
    last_day = Day(label="最后一天")
    basis = forms.CharField(label="依据", max_length=200, help_text="规定放假的文件名称和文号。")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["organisation"]
        assert isinstance(place, Place)
        place.within(user, CALENDAR_MANAGE)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="取消的原因",
        max_length=200,
        error_messages={"required": "请写明取消的原因。"},
    )


class LimitForm(forms.Form):
    name = forms.CharField(label="事项", max_length=100)
    number = forms.IntegerField(label="数", min_value=1, error_messages=WHOLE_NUMBER)
    from_label = forms.CharField(label="从什么时候起算", max_length=100)
    month = forms.IntegerField(
        label="周期中的第几个月",
        min_value=0,
        error_messages=WHOLE_NUMBER,
        help_text="每年 11 月就填 11；每季度首月填 1；0 表示最后一个月。",
    )
    day = forms.IntegerField(
        label="当月几日以前", min_value=0, error_messages=WHOLE_NUMBER, help_text="0 表示月末。"
    )
    count_first_day = forms.BooleanField(label="起算的当日计入（一般不计）", required=False)
    shift = forms.BooleanField(
        label="最后一天是休息日的，顺延到下一个工作日（“提前”的，提前到前一个工作日）", required=False
    )
    article = forms.CharField(label="依据条款", max_length=200)
    quote = forms.CharField(
        label="依据内容", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    note = forms.CharField(
        label="说明", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    certainty = forms.ChoiceField(label="依据核对情况", choices=CertaintyChoice.choices)
    valid_from = Day(label="从哪一天起按新的算", help_text="这一天及以后起算的按新的算，以前起算的不变。")
    reason = forms.CharField(
        label="为什么改",
        max_length=300,
        error_messages={"required": "请写明为什么改，例如上级新规定的文号。"},
    )

    def __init__(self, *args: Any, limit: LimitValue, **kwargs: Any) -> None:
        names = [name for name in self.base_fields if hasattr(limit, name) and name != "valid_from"]
        kwargs["initial"] = {name: getattr(limit, name) for name in names} | {"valid_from": clock.today()}
        super().__init__(*args, **kwargs)
        if limit.unit != Unit.TIMES:
            del self.fields["month"], self.fields["day"]
        self.fields["number"].label = f"数（{UNIT_LABELS[limit.unit]}）"


UNIT_LABELS = {
    Unit.WORKING_DAY: "工作日",
    Unit.CALENDAR_DAY: "自然日",
    Unit.MONTH: "月",
    Unit.HOUR: "小时",
    Unit.TIMES: "次",
}


class ChoiceOfLimit(forms.Form):
    """The first step of the calculator: which limit."""

    limit = forms.ChoiceField(label="事项", error_messages={"invalid_choice": "请从列表里选择事项。"})

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["limit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *((key, one.name) for key, one in known.limits().items())]


class CalculatorForm(forms.Form):
    """The second step: the day it began, and a day for each thing that may have happened since."""

    start = Day(label="起算的日期", error_messages={"required": "请填写起算的日期。"})

    def __init__(self, *args: Any, limit: LimitValue, places: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit = limit
        self.fields["start"].label = (
            f"{limit.from_label}的日期" if limit.unit != Unit.TIMES else "从哪一天起找"
        )
        if limit.unit == Unit.HOUR:
            self.fields["at"] = forms.TimeField(
                label="几点几分",
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                error_messages={"required": "请填写几点几分。", "invalid": "时间看不懂，请写成 14:30 这样。"},
            )
        for rule in limit.events:
            self.fields[f"event-{rule.name}"] = Day(
                label=f"{rule.label}（没有的不填）", required=False, help_text=EFFECT_WORDS[rule.effect]
            )
        if places:
            self.fields["place"] = forms.ChoiceField(
                label="按哪里的地方节日算", required=False, choices=[("", "只按全国的放假安排"), *places]
            )

    def plain(self) -> list[forms.BoundField]:
        """The fields that everybody fills in."""
        return [field for field in self if not field.name.startswith("event-")]

    def happened(self) -> list[forms.BoundField]:
        """The fields for what may have happened meanwhile."""
        return [field for field in self if field.name.startswith("event-")]

    def anything_happened(self) -> bool:
        return any(field.value() or field.errors for field in self.happened())

    def events(self) -> dict[str, Any]:
        days = {rule.name: self.cleaned_data.get(f"event-{rule.name}") for rule in self.limit.events}
        return {name: day for name, day in days.items() if day}


EFFECT_WORDS = {
    Effect.RESTART: "从这一天重新起算。",
    Effect.PAUSE: "从次日起暂停计算。",
    Effect.RESUME: "从次日起接着计算。",
    Effect.EXTEND: "按规定的天数延长。",
}
