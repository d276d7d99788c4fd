from django.apps import AppConfig


class LoudspeakersConfig(AppConfig):
    name = "mingbai.loudspeakers"
    label = "loudspeakers"
    verbose_name = "广播稿"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.channels import makers
        from mingbai.commands import rounds
        from mingbai.loudspeakers.actions import make_sounds

        makers.register("广播稿", "loudspeakers:write")
        rounds.register("loudspeakers.sounds", make_sounds)
