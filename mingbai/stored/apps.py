from django.apps import AppConfig


class StoredConfig(AppConfig):
    name = "mingbai.stored"
    label = "stored"
    verbose_name = "存好的网页"
