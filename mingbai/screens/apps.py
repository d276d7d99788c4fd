from django.apps import AppConfig


class ScreensConfig(AppConfig):
    name = "mingbai.screens"
    label = "screens"
    verbose_name = "电子屏"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.channels import makers

        makers.register("电子屏画面", "screens:record")
