from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    name = "mingbai.transparency"
    label = "transparency"
    verbose_name = "透明日志"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.commands import rounds, setups
        from mingbai.ledger import listeners
        from mingbai.transparency import actions, leaves

        listeners.register("transparency", leaves.follow)
        leaves.register("log.key", leaves.of_key)
        rounds.register("transparency", actions.daily_checkpoint)
        setups.register("log_keys", lambda: {"log_keys": actions.enter_keys()})
