from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    name = "mingbai.subscriptions"
    label = "subscriptions"
    verbose_name = "订阅"

    def ready(self) -> None:
        from mingbai.commands import rounds
        from mingbai.foi.actions import resealing
        from mingbai.subscriptions.actions.resealing import reseal_addresses
        from mingbai.subscriptions.jobs import round_

        rounds.register("subscriptions", round_)
        resealing.register_texts("subscriptions", reseal_addresses)
