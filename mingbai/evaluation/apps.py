from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "mingbai.evaluation"
    label = "evaluation"
    verbose_name = "督查评估"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.channels import followers
        from mingbai.commands import rounds
        from mingbai.evaluation import channels, requests, sources
        from mingbai.evaluation.actions import look_for_missing_channels, settle_with

        sources.install()
        requests.install()
        channels.install()
        followers.register("evaluation", settle_with)
        rounds.register("evaluation.channels", look_for_missing_channels)
