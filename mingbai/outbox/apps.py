from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "mingbai.outbox"
    label = "outbox"
    verbose_name = "新媒体发布"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.channels import followers, makers
        from mingbai.commands import rounds
        from mingbai.outbox import actions
        from mingbai.outbox.queries import count_waiting
        from mingbai.shell import counters

        followers.register("outbox", actions.follow)
        makers.register("公众号、微博、村民群的文字", "outbox:record")
        rounds.register("outbox.send", actions.send_due)
        counters.register("outbox:home", count_waiting)
