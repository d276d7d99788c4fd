from django.apps import AppConfig


class AnnualConfig(AppConfig):
    name = "mingbai.annual"
    label = "annual"
    verbose_name = "政府信息公开年度报告"
