from django.apps import AppConfig


class AskingConfig(AppConfig):
    name = "mingbai.asking"
    label = "asking"
    verbose_name = "公众申请"
