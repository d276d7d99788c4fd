from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "mingbai.notifications"
    label = "notifications"
    verbose_name = "提醒"

    def ready(self) -> None:
        from mingbai.commands import rounds
        from mingbai.notifications.actions import deliver
        from mingbai.notifications.queries import count_unread
        from mingbai.shell import counters

        rounds.register("notifications.deliver", deliver)
        counters.register("notifications:list", count_unread)
