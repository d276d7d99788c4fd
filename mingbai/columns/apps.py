from django.apps import AppConfig


class ColumnsConfig(AppConfig):
    name = "mingbai.columns"
    label = "columns"
    verbose_name = "网站栏目"
