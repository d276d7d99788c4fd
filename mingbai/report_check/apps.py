from django.apps import AppConfig


class ReportCheckConfig(AppConfig):
    name = "mingbai.report_check"
    label = "report_check"
    verbose_name = "年报核对"
