from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "mingbai.remedies"
    label = "remedies"
    verbose_name = "复议诉讼"
