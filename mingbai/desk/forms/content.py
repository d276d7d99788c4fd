"""A record's content: beginning a draft and editing it."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Exists, OuterRef, QuerySet

from mingbai.catalogue.models import CatalogueItem, Genre, Ground, Theme
from mingbai.catalogue.queries import held, visible
from mingbai.desk.queries import indented, pictures
from mingbai.desk.rules import markup
from mingbai.desk.rules.words import split_words
from mingbai.disclosures.models import Audience, Information, Openness, Standing
from mingbai.lib import clock
from mingbai.organisations.forms import Day
from mingbai.organisations.models import Organisation

MOST_BYTES = 100 * 1024 * 1024


class ManyFiles(forms.FileField):
    """Several files in one field; a list, empty when none was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.ClearableFileInput()
        widget.allow_multiple_selected = True
        widget.attrs["multiple"] = True
        super().__init__(widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [too_large(super(ManyFiles, self).clean(one, initial)) for one in given if one]


def too_large(file: UploadedFile) -> UploadedFile:
    if file.size is not None and file.size > MOST_BYTES:
        raise ValidationError(f"文件“{file.name}”超过 100 MB，请压缩图片或者拆分后再上传。")
    return file


class NewForm(forms.Form):
    """A file to read, or none to begin empty; the organisation only where there is a choice."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="为哪个单位起草", empty_label=None
    )
    file = forms.FileField(
        label="选择文件",
        required=False,
        help_text="Word、WPS、PDF、OFD、Excel、网页或者文本文件，不超过 100 MB。",
        error_messages={"empty": "文件是空的，里面没有内容。请检查后重新选择文件。"},
    )

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["organisation"]
        assert isinstance(place, forms.ModelChoiceField)
        place.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])
        if len(organisations) == 1:
            place.widget, place.initial = forms.HiddenInput(), organisations[0].pk
        else:
            place.choices = indented(organisations)

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        return too_large(file) if file else None


class Words(forms.CharField):
    """Several entries in one field, shown with 、 between them."""

    def to_python(self, value: Any) -> Any:
        return split_words(super().to_python(value) or "")

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, list | tuple) else value

    def run_validators(self, value: Any) -> None:
        super().run_validators("、".join(value))


class Grouped(forms.ModelChoiceField):
    """A long list under headings; `heading` gives the heading of a row."""

    def __init__(self, queryset: Any, *, heading: Any, text: Any, **kwargs: Any) -> None:
        super().__init__(queryset, required=False, empty_label="请选择", **kwargs)
        self.iterator = _grouped(heading, text)


def _grouped(heading: Any, text: Any) -> type:
    class Iterator_(forms.models.ModelChoiceIterator):
        def __iter__(self) -> Iterator[Any]:
            yield "", self.field.empty_label
            for name, rows in groupby(self.queryset, key=heading):
                yield name, [(row.pk, text(row)) for row in rows]

    return Iterator_


def _theme_heading(theme: Theme) -> str:
    return (theme.parent or theme).name


OWN_LIST = "本单位目录"


class ContentForm(forms.Form):
    """Everything a person writes of a record; all may be empty in a draft."""

    GROUPS = (
        ("正文", "text", ("title", "body", "summary")),
        ("基本信息", "facts", (
            "document_number", "issuer_name", "co_issuers", "written_on", "genre", "theme", "catalogue_item",
            "keywords", "effective_on", "expires_on", "source_name", "source_url",
        )),
        ("公开属性", "openness", ("openness", "ground", "ground_note", "standing", "audience")),
    )  # fmt: skip

    base = forms.IntegerField(widget=forms.HiddenInput())
    title = forms.CharField(label="标题", max_length=300, required=False)
    body = forms.CharField(
        label="正文",
        required=False,
        widget=forms.Textarea(attrs={"rows": 24, "data-editor": "1", "class": "body-editor"}),
    )
    summary = forms.CharField(
        label="内容概述",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="用一两句大白话写清楚这份文件讲什么。可以不填。",
    )
    document_number = forms.CharField(
        label="发文字号", max_length=80, required=False, help_text="如：明政发〔2026〕12号。没有就不填。"
    )
    issuer_name = forms.CharField(label="发布机构名称", max_length=100, required=False)
    co_issuers = Words(label="联合发文机关", required=False, help_text="有几个的，用顿号隔开。")
    written_on = Day(
        label="成文日期", required=False, help_text="落款上的日期。从这一天起 20 个工作日内要公开。"
    )
    genre = forms.ModelChoiceField(Genre.objects.all(), label="体裁", required=False, empty_label="请选择")
    theme = Grouped(
        Theme.objects.select_related("parent").order_by("order", "pk"),
        heading=_theme_heading,
        text=lambda theme: theme.name,
        label="主题分类",
        widget=forms.Select(attrs={"data-filter": "如“低保”"}),
    )
    catalogue_item = Grouped(
        CatalogueItem.objects.none(),
        heading=lambda item: OWN_LIST if item.held else item.field.name,
        text=lambda item: f"{item.field.name}／{item.path}" if item.held else item.path,
        label="公开事项",
        help_text="在公开目录里属于哪一项。本单位目录里的排在前面。",
        widget=forms.Select(attrs={"data-filter": "如“低保”"}),
    )
    keywords = Words(label="关键词", required=False, help_text="群众可能会搜的词，用顿号隔开。")
    effective_on = Day(label="生效日期", required=False)
    expires_on = Day(label="失效日期", required=False, help_text="文件写明有效期的才填。")
    source_name = forms.CharField(
        label="信息来源", max_length=100, required=False, help_text="转载别处的信息，写明是哪里的。"
    )
    source_url = forms.URLField(
        label="来源网址", max_length=300, required=False, assume_scheme="https",
        error_messages={"invalid": "网址看不懂，请从浏览器地址栏完整复制。"},
    )  # fmt: skip
    openness = forms.ChoiceField(
        label="公开方式",
        required=False,
        choices=[("", "还没定"), *Openness.choices],
        widget=forms.RadioSelect,
    )
    ground = forms.ModelChoiceField(
        Ground.objects.all(),
        label="不公开事由",
        required=False,
        empty_label="没有（主动公开）",
        help_text="依申请公开和不予公开的，必须选一项法定事由。",
    )
    ground_note = forms.CharField(label="事由说明", max_length=300, required=False)
    standing = forms.ChoiceField(label="公开时限", choices=Standing.choices)
    audience = forms.ChoiceField(label="公开对象", choices=Audience.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, copy: Information, **kwargs: Any) -> None:
        """`copy` is the text as it now stands: its organisation says which rows there are to choose."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["catalogue_item"].queryset = _rows_for(copy)

    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        return [(label, key, [self[name] for name in names]) for label, key, names in self.GROUPS]

    def clean_body(self) -> str:
        body = markup.tidy_body(self.cleaned_data["body"])
        public, desk = pictures()
        return markup.with_addresses(body, desk, public)

    def content(self, copy: Information) -> dict[str, Any]:
        """What differs from `copy`, as the content that `edit` takes."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "base"}
        if not values["issuer_name"]:
            values["issuer_name"] = copy.organisation.name
        return {name: value for name, value in values.items() if getattr(copy, name) != value}


def _rows_for(copy: Information) -> QuerySet[CatalogueItem]:
    """The rows the organisation may use today, those on its own list first; the present one stays."""
    today = clock.today()
    usable = visible(copy.organisation, today) | visible(copy.organisation).filter(
        pk__in=[copy.catalogue_item_id]
    )
    own = held(copy.organisation, today).filter(item=OuterRef("pk"))
    return usable.annotate(held=Exists(own)).order_by("-held", "field__order", "field__name", "pk")


def initial_of(copy: Information) -> dict[str, Any]:
    """The form's first values from a working copy."""
    values = {name: getattr(copy, name) for name in ContentForm.base_fields if name != "base"}
    values["body"] = markup.with_addresses(copy.body, *pictures())
    return values | {"base": copy.latest_revision_id}
