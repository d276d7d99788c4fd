from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "mingbai.duties"
    label = "duties"
    verbose_name = "公开义务"

    def ready(self) -> None:
        from mingbai.duties import following

        following.register_all()
