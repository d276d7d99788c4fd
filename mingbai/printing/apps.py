from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "mingbai.printing"
    label = "printing"
    verbose_name = "张贴和印制"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.channels import makers
        from mingbai.commands import rounds
        from mingbai.printing.actions import round_of_sweep

        makers.register("张贴稿、明白纸、公文版式、二维码标签", "printing:record")
        rounds.register("printing", round_of_sweep)
