from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    name = "mingbai.syndication"
    label = "syndication"
    verbose_name = "订阅源和机器清单"
