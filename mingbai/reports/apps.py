from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "mingbai.reports"
    label = "reports"
    verbose_name = "报告"
