"""Forms of schemes, rounds, sheets, self-checks and circulars."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.duties.models import Quota
from mingbai.evaluation import measures
from mingbai.evaluation.forms.fields import Points, RecordField, long_text, periods_before
from mingbai.evaluation.models import Circular, Indicator, Scheme
from mingbai.evaluation.queries.packaged import example_schemes, parameter, parameter_defaults
from mingbai.evaluation.queries.reach import READ, RUN, organisations_for
from mingbai.evaluation.rules.scoring import KINDS, NEEDS_MEASURE
from mingbai.lib import clock
from mingbai.organisations.forms import Day, Place, PlainForm
from mingbai.organisations.models import Kind, Organisation
from mingbai.shell.forms import Ticked, field_of
from mingbai.timelimits.periods import Per


class SchemeForm(PlainForm):
    organisation = Place(label="考核单位")
    title = forms.CharField(label="名称", max_length=100)
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    example = forms.ChoiceField(
        label="从哪里开始", required=False, help_text="样例只是起点，启用前请按本地文件核对每一项。"
    )
    note = long_text("说明", required=False, max_length=500)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organisation").within(user, RUN)
        examples = [(key, value["title"]) for key, value in example_schemes().items()]
        field_of(self, "example").choices = [("", "空白方案"), *examples]
        self.initial.setdefault("year", clock.today().year)


class IndicatorForm(PlainForm):
    """An indicator with its rule. A heading has neither weight nor way of scoring."""

    parent = forms.ModelChoiceField(
        Indicator.objects.none(), label="上级指标", required=False, empty_label="没有，这是一级指标"
    )
    name = forms.CharField(label="指标", max_length=100)
    standard = forms.CharField(
        label="评价标准",
        max_length=300,
        required=False,
        help_text="写给单位看的，如“超期公开的，每件扣5分”。",
    )
    weight = Points(label="分值", required=False, help_text="下面还有指标的不填，由下级相加。")
    kind = forms.ChoiceField(
        label="怎样评分",
        choices=[("", "不评分（下面还有指标）"), *KINDS.items()],
        required=False,
    )
    measure = forms.ChoiceField(
        label="从台账取哪个数", required=False, help_text="人工评分的不选。每个数都能点开看清单。"
    )
    points = Points(label="每次扣几分", required=False, help_text="按次扣分时填。")
    most = Points(label="最多扣几分", required=False, help_text="按次扣分时填；不填就是扣完为止。")
    least = forms.IntegerField(
        label="要求几次", required=False, min_value=1, max_value=1000, help_text="按次数得分时填。"
    )
    steps = forms.CharField(
        label="分档",
        required=False,
        max_length=200,
        help_text="分档得分时填，如“95:100、80:60”，意思是比率达到95%得满分，达到80%得六成。",
    )

    def __init__(self, *args: Any, scheme: Scheme, indicator: Indicator | None = None, **kwargs: Any) -> None:
        if indicator is not None:
            kwargs["initial"] = _initial(indicator)
        super().__init__(*args, **kwargs)
        tops = scheme.indicators.filter(parent=None, ended=False)
        field_of(self, "parent").queryset = tops
        quotas = [(f"quota:{one.pk}", f"{one.name}（次数）") for one in Quota.objects.all()]
        known = [(one.key, f"{one.label}：{one.about}") for one in measures.registered()]
        field_of(self, "measure").choices = [("", "不取数"), *known, *quotas]
        if indicator is not None:
            del self.fields["parent"]

    def clean_steps(self) -> list[list[float]]:
        typed = self.cleaned_data.get("steps") or ""
        found = []
        for part in re.split(r"[、，,；;\s]+", typed.strip()):
            if not part:
                continue
            pair = re.fullmatch(r"(\d+(?:\.\d+)?)%?\s*[:：]\s*(\d+(?:\.\d+)?)%?", part)
            if pair is None:
                raise ValidationError(f"“{part}”看不懂，请写成 95:100 这样。")
            found.append([round(float(pair[1]) / 100, 6), round(float(pair[2]) / 100, 6)])
        return found

    def values(self) -> dict[str, Any]:
        """The keyword arguments of `actions.add_indicator` and `actions.edit_indicator`."""
        given = self.cleaned_data
        values = {name: given[name] for name in ("parent", "name", "standard") if name in given}
        return values | {"weight": given["weight"] or 0, "rule": _rule(given)}


def _rule(given: dict[str, Any]) -> dict[str, Any]:
    if not given["kind"]:
        return {}
    rule: dict[str, Any] = {"kind": given["kind"]}
    if given["kind"] in NEEDS_MEASURE:
        rule["measure"] = given["measure"]
    wanted = {"per_occurrence": ("points", "most"), "at_least": ("least",), "threshold": ("steps",)}
    for name in wanted.get(given["kind"], ()):
        value = given[name]
        if value not in (None, "", []):
            rule[name] = value if isinstance(value, list | int) else float(value)
    return rule


def _initial(indicator: Indicator) -> dict[str, Any]:
    rule = indicator.rule
    steps = "、".join(f"{a * 100:g}:{b * 100:g}" for a, b in rule.get("steps", []))
    kept = {name: rule.get(name) for name in ("kind", "measure", "points", "most", "least")}
    return kept | {
        "name": indicator.name,
        "standard": indicator.standard,
        "weight": indicator.weight,
        "steps": steps,
    }


class Places(Ticked):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, place: Organisation) -> str:
        return f"{place.name}（{place.get_kind_display()}）"


class RoundForm(PlainForm):
    title = forms.CharField(label="名称", max_length=100, help_text="如：2026年度乡镇政务公开考核")
    period_key = forms.ChoiceField(label="考核哪一段时间")
    organisations = Places(queryset=Organisation.objects.none(), label="考核哪些单位")
    self_until = Day(label="自评截止日期")
    with_below = forms.BooleanField(
        label="连同下级一起考核",
        required=False,
        initial=True,
        help_text="乡镇的数包括所属站所和村；下级自己也被考核的，只算在它自己名下。",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        periods = [
            *periods_before(Per.YEAR, today, 2),
            *periods_before(Per.HALF_YEAR, today, 3),
            *periods_before(Per.QUARTER, today, 5),
        ]
        field_of(self, "period_key").choices = periods
        kinds = [Kind.TOWNSHIP, Kind.DEPARTMENT, Kind.ENTERPRISE]
        places = organisations_for(user, READ).filter(kind__in=kinds)
        field_of(self, "organisations").queryset = places.order_by("kind", "path")


class SelfScoreForm(PlainForm):
    points = Points(label="自评分")
    note = long_text("依据", "写明做了什么，哪里能看到。", max_length=500)
    evidence = RecordField(label="佐证信息")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "evidence").user = user


class ScoreForm(PlainForm):
    points = Points(label="得分", required=False, help_text="不填就按评分规则由系统计算。")
    note = long_text("评分依据", "单位会看到。", max_length=500)


class ExcludeForm(PlainForm):
    reason = long_text("不参与评分的理由", "单位会看到。其余各项按满分折算。", max_length=300)
    everywhere = forms.BooleanField(
        label="所有在这一项上没有数据的单位都不参与", required=False, help_text="不勾只对这个单位。"
    )


class LineObjectionForm(PlainForm):
    reason = long_text("理由", "每一项只能提一次异议。", max_length=500)
    evidence = RecordField(label="佐证信息")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "evidence").user = user


class LineDecisionForm(PlainForm):
    accepted = forms.TypedChoiceField(
        label="复核结论",
        choices=[("1", "采纳，改得分"), ("0", "不采纳，得分不变")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    points = Points(label="改后的得分", required=False, help_text="采纳时填。")
    decision = long_text("复核意见", "单位会看到。", max_length=500)


class ReturnForm(PlainForm):
    note = long_text("要补充什么", max_length=500)


class ReceiveForm(PlainForm):
    note = long_text("意见", "可以不填。", required=False, max_length=500)


class CircularForm(PlainForm):
    title = forms.CharField(label="标题", max_length=200)
    paragraphs = long_text("正文", "每段之间空一行。表里的数字来自结果，不在这里改。", 14, max_length=20000)

    def __init__(self, *args: Any, circular: Circular, **kwargs: Any) -> None:
        kept = {"title": circular.title, "paragraphs": "\n\n".join(circular.paragraphs)}
        super().__init__(*args, initial=kept, **kwargs)

    def clean_paragraphs(self) -> list[str]:
        return [one for one in re.split(r"\s*\n\s*", self.cleaned_data["paragraphs"]) if one]


class CircularStartForm(PlainForm):
    organisation = Place(label="以哪个单位的名义通报")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organisation").within(user, "report.write")


class ParametersForm(PlainForm):
    """One field for every parameter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, known in parameter_defaults().items():
            self.fields[key] = forms.CharField(
                label=known["label"], help_text=known["about"], max_length=100, initial=parameter(key)
            )
