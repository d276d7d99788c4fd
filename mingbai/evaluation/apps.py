from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "mingbai.evaluation"
    label = "evaluation"
    verbose_name = "督查评估"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.evaluation import requests, sources

        sources.install()
        requests.install()
