from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "mingbai.evaluation"
    label = "evaluation"
    verbose_name = "督查评估"
