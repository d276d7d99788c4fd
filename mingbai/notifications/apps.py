from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "mingbai.notifications"
    label = "notifications"
    verbose_name = "提醒"
