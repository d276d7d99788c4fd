from django.apps import AppConfig


class ForwardingConfig(AppConfig):
    name = "mingbai.forwarding"
    label = "forwarding"
    verbose_name = "转载"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.commands import rounds
        from mingbai.forwarding.actions import check_due
        from mingbai.forwarding.queries import count_waiting
        from mingbai.shell import counters

        rounds.register("forwarding", check_due)
        counters.register("forwarding:list", count_waiting)
