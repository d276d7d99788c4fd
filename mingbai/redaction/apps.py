from django.apps import AppConfig


class RedactionConfig(AppConfig):
    name = "mingbai.redaction"
    label = "redaction"
    verbose_name = "涂黑"
