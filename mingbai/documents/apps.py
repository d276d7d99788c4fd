from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "mingbai.documents"
    label = "documents"
    verbose_name = "文件读取"
