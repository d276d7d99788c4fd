from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "mingbai.duties"
    label = "duties"
    verbose_name = "公开义务"
