from django.apps import AppConfig


class TimelimitsConfig(AppConfig):
    name = "mingbai.timelimits"
    label = "timelimits"
    verbose_name = "日历与时限"
