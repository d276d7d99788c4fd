from django.apps import AppConfig


class TimelimitsConfig(AppConfig):
    name = "mingbai.timelimits"
    label = "timelimits"
    verbose_name = "日历与时限"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.commands import setups
        from mingbai.timelimits.actions import load_limits

        setups.register("limits", lambda: {"limits": load_limits()})
