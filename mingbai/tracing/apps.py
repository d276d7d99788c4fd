from django.apps import AppConfig


class TracingConfig(AppConfig):
    name = "mingbai.tracing"
    label = "tracing"
    verbose_name = "存证查验"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.commands import rounds, setups
        from mingbai.stored import addresses as kept
        from mingbai.tracing import actions, followers
        from mingbai.tracing.queries import addresses

        followers.register()
        rounds.register("tracing", actions.mail_due)
        setups.register("log_leaves", actions.backfill)
        kept.register("tracing", addresses.every)
