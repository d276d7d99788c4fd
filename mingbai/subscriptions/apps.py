from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    name = "mingbai.subscriptions"
    label = "subscriptions"
    verbose_name = "订阅"
