from django.apps import AppConfig


class FoiConfig(AppConfig):
    name = "mingbai.foi"
    label = "foi"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.commands import diagrams, rounds
        from mingbai.foi import due_dates, exports
        from mingbai.timelimits import recomputing

        diagrams.register("foi-states.md", exports.states_page)
        recomputing.register("foi", due_dates.recompute)
        rounds.register("foi", due_dates.round_)
