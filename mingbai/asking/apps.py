from django.apps import AppConfig


class AskingConfig(AppConfig):
    name = "mingbai.asking"
    label = "asking"
    verbose_name = "公众申请"

    def ready(self) -> None:
        from mingbai.asking.actions.drafts import clear_old
        from mingbai.commands import rounds

        rounds.register("asking", clear_old)
