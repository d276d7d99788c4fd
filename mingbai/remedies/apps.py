from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "mingbai.remedies"
    label = "remedies"
    verbose_name = "复议诉讼"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.commands import rounds
        from mingbai.remedies.actions import erasing

        rounds.register("applicants", erasing.round_)
