"""What is uploaded to be checked; nothing of it is kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from mingbai.report_check.reading.files import MOST_BYTES

EMPTY = "文件是空的，里面没有内容。请检查后重新选择文件。"
TOO_LARGE = f"文件超过 {MOST_BYTES // 1024 // 1024} MB。请压缩文件里的图片，或只保留年报后重新上传。"


class CheckForm(forms.Form):
    file = forms.FileField(
        label="选择年报",
        help_text="Word、PDF、网页、Excel、文本或 JSON。只核对，不保存。",
        error_messages={"required": "请先选择一份年报。", "empty": EMPTY},
    )
    previous = forms.FileField(
        label="上一年的年报（可以不选）",
        help_text="用来核对上年结转和现行有效件数。",
        required=False,
        error_messages={"empty": EMPTY},
    )
    organisation = forms.CharField(
        label="单位名称（可以不填）",
        help_text="文件里看不出是哪个单位时填写；一个文件里有几份年报时，只核对这一份。",
        required=False,
        max_length=100,
        error_messages={"max_length": "单位名称最多 100 个字。"},
    )
    published = forms.DateField(
        label="首次公布的日期（可以不填）",
        help_text="用来核对是否按时公布；不填时用文件里写的日期。",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "日期要写成 2026-01-20 这样。"},
    )

    def clean(self) -> dict[str, Any]:
        for name in ("file", "previous"):
            file: UploadedFile | None = self.cleaned_data.get(name)
            if file is not None and file.size is not None and file.size > MOST_BYTES:
                self.add_error(name, ValidationError(TOO_LARGE))
        return self.cleaned_data
