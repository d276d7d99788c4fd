from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "mingbai.remedies"
    label = "remedies"
    verbose_name = "复议诉讼"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.commands import rounds
        from mingbai.foi.actions import resealing
        from mingbai.remedies import due_dates, queries
        from mingbai.remedies.actions import erasing
        from mingbai.timelimits import recomputing

        resealing.register("remedies", queries.sealed_files)
        rounds.register("applicants", erasing.round_)
        rounds.register("remedies", due_dates.remind)
        recomputing.watch("remedies", due_dates.open_dues)
