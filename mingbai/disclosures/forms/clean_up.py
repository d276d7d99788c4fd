"""Beginning and ending a clean-up."""

from typing import Any

from django import forms

from mingbai.catalogue.models import Genre
from mingbai.lib import clock
from mingbai.organisations.forms import Day
from mingbai.organisations.models import Organisation
from mingbai.shell.forms import Ticked, field_of


class CleanUpForm(forms.Form):
    organisation = forms.ModelChoiceField(label="组织清理的单位", queryset=Organisation.objects.none())
    title = forms.CharField(label="名称", max_length=200)
    year = forms.IntegerField(label="年度")
    organisations = Ticked(
        label="清理哪些单位的文件",
        queryset=Organisation.objects.none(),
        help_text="选上级单位的，连同下级单位一起清理。电脑上按住 Ctrl 可以选几个。",
    )
    genres = Ticked(label="清理哪些体裁", queryset=Genre.objects.none(), widget=forms.CheckboxSelectMultiple)
    written_before = Day(label="只清理这一天以前成文的")

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        for name in ("organisation", "organisations"):
            field_of(self, name).queryset = places
        field_of(self, "genres").queryset = Genre.objects.all()
        self.initial = {
            "organisation": places.first(),
            "organisations": list(places[:1]),
            "title": f"{today.year}年规范性文件清理",
            "year": today.year,
            "genres": list(Genre.objects.filter(is_policy=True)),
            "written_before": today.replace(month=1, day=1),
        }


class NoteForm(forms.Form):
    note = forms.CharField(label="说明", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
