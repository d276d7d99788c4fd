"""What a column is called and which records it holds."""

import re
from typing import Any, cast

from django import forms

from mingbai.catalogue.models import Field, Genre
from mingbai.columns.models import Column
from mingbai.lib.text import one_line


class ColumnForm(forms.Form):
    name = forms.CharField(label="栏目名称", max_length=40)
    about = forms.CharField(
        label="说明",
        max_length=300,
        help_text="一两句话，告诉群众这个栏目里有什么。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    order = forms.IntegerField(label="排序", min_value=0, max_value=9999, help_text="数字小的排在前面。")
    shown = forms.BooleanField(label="在网站上显示", required=False)
    genres = forms.MultipleChoiceField(
        label="体裁（不选就不限）", required=False, widget=forms.CheckboxSelectMultiple
    )
    keys = forms.MultipleChoiceField(
        label="领域（不选就不限）", required=False, widget=forms.CheckboxSelectMultiple
    )
    items = forms.CharField(
        label="公开事项编号（可不填）",
        required=False,
        max_length=500,
        help_text="多个编号用逗号隔开。编号是公开事项网页 /items/编号/ 里的数字。",
    )
    policy_only = forms.BooleanField(label="只收政策文件", required=False)
    words = forms.CharField(
        label="标题里的词（可不填）",
        required=False,
        max_length=900,
        help_text="多个词用逗号隔开，有一个就收。",
    )

    def __init__(self, data: Any, column: Column) -> None:
        rule = column.belonging
        initial = {
            "name": column.name,
            "about": column.about,
            "order": column.order,
            "shown": column.shown,
            "genres": rule.genres,
            "keys": rule.fields,
            "items": "，".join(str(pk) for pk in rule.items),
            "policy_only": rule.policy_only,
            "words": "，".join(rule.words),
        }
        super().__init__(data, initial=initial)
        names = Genre.objects.values_list("name", flat=True)
        cast(forms.ChoiceField, self.fields["genres"]).choices = [(name, name) for name in names]
        fields = Field.objects.values_list("key", "name")
        cast(forms.ChoiceField, self.fields["keys"]).choices = list(fields)

    def clean_items(self) -> list[int]:
        parts = _split(self.cleaned_data["items"])
        if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in parts):
            raise forms.ValidationError("公开事项编号只写数字，用逗号隔开，例如 12，15。")
        return [int(one) for one in parts]

    def clean_words(self) -> list[str]:
        return _split(self.cleaned_data["words"])


def _split(text: str) -> list[str]:
    return [word for one in re.split(r"[,，、;；]", text) if (word := one_line(one))]
