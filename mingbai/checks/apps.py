from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "mingbai.checks"
    label = "checks"
    verbose_name = "发布前检查"
