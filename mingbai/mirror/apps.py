from django.apps import AppConfig


class MirrorConfig(AppConfig):
    name = "mingbai.mirror"
    label = "mirror"
    verbose_name = "网站副本"

    def ready(self) -> None:
        from mingbai.mirror.actions import take_down
        from mingbai.stored import dropping

        dropping.register("mirrors", take_down)
