from django.apps import AppConfig
from django.conf import settings

from mingbai.lib.configured import BadSetting


class DocumentsConfig(AppConfig):
    name = "mingbai.documents"
    label = "documents"
    verbose_name = "文件读取"

    def ready(self) -> None:
        if settings.OFFICIAL_LAYOUT:
            # A county without a layout of its own does not wait for what writes PDF.
            from mingbai.documents.official.layout import OFFICIAL

            try:
                OFFICIAL.with_values(settings.OFFICIAL_LAYOUT)
            except ValueError as problem:
                raise BadSetting(f"OFFICIAL_LAYOUT 写得不对：{problem}") from problem
