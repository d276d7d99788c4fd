from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "mingbai.operations"
    label = "operations"
    verbose_name = "运行维护"

    def ready(self) -> None:
        from mingbai.commands import rounds
        from mingbai.operations.actions import sweep_beat

        rounds.register("operations.beat", sweep_beat)
