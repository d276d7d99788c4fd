from django.apps import AppConfig


class StoredConfig(AppConfig):
    name = "mingbai.stored"
    label = "stored"
    verbose_name = "存好的网页"

    def ready(self) -> None:
        from mingbai.commands import rounds
        from mingbai.stored.actions import sweep

        rounds.register("pages", sweep)
